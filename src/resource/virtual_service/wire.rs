//! VirtualServices as they are written.

use super::http::ClientMatch;
use super::http_wire::HttpWire;
use super::{
    Destination, HttpRule, SniMatch, StreamDestination, StreamMatch, TcpRule, TlsRule, VirtualService,
};
use crate::resource::IpRange;
use crate::resource::decode::{Flaw, Vital};
use crate::resource::wire::{Body, TypeName, Wire, text};
use crate::yaml::wire;
use macro_rules_attribute::apply;
use std::collections::BTreeMap;

/// The spec as it is written. A rule that lost a part of its match would take more than its author meant, so routes are
/// read as a whole or not at all.
#[apply(wire)]
pub(in crate::resource) struct VirtualServiceWire {
    hosts: Vital<Vec<String>>,
    gateways: Vital<Vec<String>>,
    export_to: Vital<Vec<String>>,
    http: Vital<Vec<HttpWire>>,
    tls: Vital<Vec<TlsWire>>,
    tcp: Vital<Vec<TcpWire>>,
}

#[apply(wire)]
struct TlsWire {
    r#match: Vec<StreamMatchWire>,
    route: Vec<RouteWire>,
}

#[apply(wire)]
struct TcpWire {
    r#match: Vec<StreamMatchWire>,
    route: Vec<RouteWire>,
}

#[apply(wire)]
struct StreamMatchWire {
    sni_hosts: Vec<String>,
    destination_subnets: Vec<String>,
    port: u16,
    source_labels: BTreeMap<String, String>,
    source_namespace: String,
    gateways: Vec<String>,
}

#[apply(wire)]
struct RouteWire {
    destination: DestinationWire,
    weight: u32,
}

#[apply(wire)]
pub(super) struct DestinationWire {
    host: String,
    subset: String,
    port: PortWire,
}

#[apply(wire)]
struct PortWire {
    number: u16,
}

impl Wire for VirtualServiceWire {
    type Value = VirtualService;
    const TYPES: &'static [TypeName] = &[TypeName {
        group: "networking.istio.io",
        versions: &["v1", "v1beta1", "v1alpha3"],
        kinds: &["VirtualService"],
        namespaced: true,
    }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = false;
}

impl TryFrom<VirtualServiceWire> for VirtualService {
    type Error = Flaw;

    fn try_from(wire: VirtualServiceWire) -> Result<Self, Flaw> {
        Ok(Self {
            hosts: wire.hosts.0,
            gateways: wire.gateways.0,
            export_to: wire.export_to.0,
            http: wire.http.0.into_iter().map(HttpRule::from).collect(),
            tls: wire.tls.0.into_iter().map(TlsRule::from).collect(),
            tcp: wire.tcp.0.into_iter().map(TcpRule::from).collect(),
        })
    }
}

impl From<TlsWire> for TlsRule {
    fn from(wire: TlsWire) -> Self {
        Self {
            matches: wire.r#match.into_iter().map(SniMatch::from).collect(),
            destinations: destinations(wire.route),
        }
    }
}

impl From<TcpWire> for TcpRule {
    fn from(wire: TcpWire) -> Self {
        let matches = wire.r#match.into_iter().map(|wire| SniMatch::from(wire).connection);
        Self { matches: matches.collect(), destinations: destinations(wire.route) }
    }
}

impl From<StreamMatchWire> for SniMatch {
    fn from(wire: StreamMatchWire) -> Self {
        let connection = StreamMatch {
            destinations: wire.destination_subnets.iter().map(|text| IpRange::parse(text)).collect(),
            client: ClientMatch {
                port: number(wire.port),
                labels: wire.source_labels,
                namespace: text(wire.source_namespace),
                gateways: wire.gateways,
            },
        };
        Self { sni_hosts: wire.sni_hosts, connection }
    }
}

fn destinations(routes: Vec<RouteWire>) -> Vec<StreamDestination> {
    let route = |wire: RouteWire| StreamDestination {
        destination: Destination::from(wire.destination),
        weight: wire.weight,
    };
    routes.into_iter().map(route).collect()
}

impl From<DestinationWire> for Destination {
    fn from(wire: DestinationWire) -> Self {
        Self { host: wire.host, subset: text(wire.subset), port: number(wire.port.number) }
    }
}

/// A number, `None` where it is 0: Istio's API does not tell the two apart.
pub(super) fn number(number: u16) -> Option<u16> {
    Some(number).filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::{refused, spec};
    use test_case::test_case;

    const API: &str = "networking.istio.io/v1";

    fn read(text: &str) -> VirtualService {
        (*spec::<VirtualService>(API, "VirtualService", text)).clone()
    }

    #[test_case("", true; "no gateways")]
    #[test_case("gateways: [mesh]", true; "mesh")]
    #[test_case("gateways: [g, mesh]", true; "mesh among others")]
    #[test_case("gateways: [g]", false; "others only")]
    fn sidecars(text: &str, expected: bool) {
        assert_eq!(read(text).applies_to_sidecars(), expected, "VS-2");
    }

    #[test]
    fn streams() {
        let service = read(
            "tls: [{match: [{sniHosts: [a.com, '*.b.com'], port: 443, sourceLabels: {app: c}}], \
             route: [{destination: {host: a, subset: v1, port: {number: 443}}, weight: 3}]}], \
             tcp: [{match: [{destinationSubnets: [10.0.0.0/8], gateways: [g]}], route: [{destination: {host: b}}]}, {}]",
        );
        let sni = &service.tls[0].matches[0];
        assert_eq!((sni.sni_hosts.len(), sni.connection.client.port), (2, Some(443)));
        let [first, second] = service.tcp.as_slice() else { panic!("{service:?}") };
        assert_eq!(first.matches[0].destinations, [IpRange::parse("10.0.0.0/8")]);
        assert_eq!(first.matches[0].client.gateways, ["g"]);
        assert!(second.matches.is_empty(), "every connection");
        let destination =
            Destination { host: "a".to_owned(), subset: Some("v1".to_owned()), port: Some(443) };
        assert_eq!(service.tls[0].destinations, [StreamDestination { destination, weight: 3 }], "VS-9");
    }

    #[test_case("http: [{match: [{uri: /a}]}]"; "a text for a match")]
    #[test_case("http: [{route: [{weight: -1}]}]"; "a negative weight")]
    #[test_case("tcp: [{match: [{port: 70000}]}]"; "no port")]
    #[test_case("hosts: a"; "a text for a list")]
    fn refused_as_a_whole(text: &str) {
        assert!(refused(API, "VirtualService", text), "a match that lost a part would take more");
    }
}
