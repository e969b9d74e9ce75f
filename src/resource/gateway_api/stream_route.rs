//! TLSRoute and TCPRoute.

use super::reference::{BackendWire, ParentRef, ParentWire, WeightedBackend};
use crate::resource::decode::{Flaw, Vital};
use crate::resource::wire::{Body, TypeName, Wire};
use crate::yaml::wire;
use macro_rules_attribute::apply;
use serde::Deserialize;

/// The spec of a TLSRoute (GW-22).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TlsRoute {
    /// `parentRefs` in their order.
    pub parents: Vec<ParentRef>,
    /// `hostnames`: the SNI; empty means that of the listener.
    pub hostnames: Vec<String>,
    /// `rules` in their order.
    pub rules: Vec<StreamRule>,
}

/// The spec of a TCPRoute (GW-22).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TcpRoute {
    /// `parentRefs` in their order.
    pub parents: Vec<ParentRef>,
    /// `rules` in their order.
    pub rules: Vec<StreamRule>,
}

/// An entry of `rules`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StreamRule {
    /// `backendRefs` in their order.
    pub backends: Vec<WeightedBackend>,
}

/// The spec as it is written, of each of the kinds.
#[apply(wire)]
struct RouteWire {
    parent_refs: Vital<Vec<ParentWire>>,
    hostnames: Vital<Vec<String>>,
    rules: Vital<Vec<RuleWire>>,
}

#[apply(wire)]
struct RuleWire {
    backend_refs: Vec<BackendWire>,
}

/// What the kinds have in common.
struct Common {
    parents: Vec<ParentRef>,
    hostnames: Vec<String>,
    rules: Vec<StreamRule>,
}

impl From<RouteWire> for Common {
    fn from(wire: RouteWire) -> Self {
        let rule = |wire: RuleWire| StreamRule {
            backends: wire.backend_refs.into_iter().map(WeightedBackend::from).collect(),
        };
        Self {
            parents: wire.parent_refs.0.into_iter().map(ParentRef::from).collect(),
            hostnames: wire.hostnames.0,
            rules: wire.rules.0.into_iter().map(rule).collect(),
        }
    }
}

/// Writes the wire type of a kind.
macro_rules! routes {
    ($($(#[$doc:meta])* $wire:ident => $value:ident, $kind:literal, $versions:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Deserialize, Default)]
        #[serde(transparent)]
        pub(in crate::resource) struct $wire(RouteWire);

        impl Wire for $wire {
            type Value = $value;
            const TYPES: &'static [TypeName] = &[TypeName {
                group: super::GATEWAY_API,
                versions: $versions,
                kinds: &[$kind],
                namespaced: true,
            }];
            const BODY: Body = Body::Spec;
            const CLOSED: bool = false;
        }
    )*};
}

routes! {
    /// The spec of a TLSRoute as it is written.
    TlsRouteWire => TlsRoute, "TLSRoute", &["v1", "v1alpha3", "v1alpha2"];
    /// The spec of a TCPRoute as it is written.
    TcpRouteWire => TcpRoute, "TCPRoute", &["v1", "v1alpha2"];
}

impl TryFrom<TlsRouteWire> for TlsRoute {
    type Error = Flaw;

    fn try_from(TlsRouteWire(wire): TlsRouteWire) -> Result<Self, Flaw> {
        let Common { parents, hostnames, rules } = Common::from(wire);
        Ok(Self { parents, hostnames, rules })
    }
}

impl TryFrom<TcpRouteWire> for TcpRoute {
    type Error = Flaw;

    fn try_from(TcpRouteWire(wire): TcpRouteWire) -> Result<Self, Flaw> {
        let Common { parents, rules, .. } = Common::from(wire);
        Ok(Self { parents, rules })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::spec;

    const SPEC: &str = "parentRefs: [{name: g, sectionName: s, port: 443}], hostnames: [a.com], \
                        rules: [{backendRefs: [{name: b, port: 443, weight: 2}]}]";

    #[test]
    fn fields() {
        let tls = spec::<TlsRoute>("gateway.networking.k8s.io/v1alpha2", "TLSRoute", SPEC);
        assert_eq!((tls.parents[0].section.as_deref(), tls.parents[0].port), (Some("s"), Some(443)));
        assert_eq!((tls.hostnames.len(), tls.rules[0].backends[0].weight), (1, 2));
        let tcp = spec::<TcpRoute>("gateway.networking.k8s.io/v1alpha2", "TCPRoute", SPEC);
        assert_eq!(tcp.rules, tls.rules);
    }
}
