//! VirtualService.

use super::export_to::{self, Owner};
use super::hosts::{Covering, overlaps};
use super::http_route::{self, HTTP_ITEM};
use super::route::{self, TCP_ITEM, TLS_ITEM, gateway_rules};
use super::{At, Objections, Rule, Subject};
use crate::resource::admission::Format;
use crate::resource::admission::format::{is_claim, is_ip, is_sni_of_gateway, is_wildcard_domain};
use crate::resource::admission::schema::{Object, Schema, TEXT, TEXTS, field};
use crate::yaml::Value;
use std::collections::HashMap;

static EXPORT: Schema = TEXT.format(Format::ExportTo);

/// The fields of `spec`.
pub(super) static SPEC: Object = Object::new(&[
    field("hosts", TEXTS),
    field("gateways", TEXTS),
    field("http", Schema::list(&HTTP_ITEM)),
    field("tls", Schema::list(&TLS_ITEM)),
    field("tcp", Schema::list(&TCP_ITEM)),
    field("exportTo", Schema::list(&EXPORT)),
]);

/// Who applies the VirtualService (VS-2).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Binding {
    /// Sidecars, perhaps gateways as well.
    Mesh,
    /// Gateways only.
    Gateways,
}

/// Hosts, gateways and routes fit together.
pub(super) fn rules(subject: &Subject<'_, '_, '_>, out: &mut Objections) {
    let spec = subject.spec;
    let (hosts, gateways) = (spec.key("hosts"), spec.key("gateways"));
    let delegate = hosts.is_empty();
    if delegate {
        for name in ["gateways", "tls", "tcp"] {
            let at = spec.key(name);
            out.reject_if(!at.is_empty(), &at, Rule::NotInDelegate);
        }
    }
    gateway_rules(&gateways, out);
    let meshed = gateways.is_empty() || gateways.items().any(|gateway| gateway.text() == "mesh");
    let binding = if meshed { Binding::Mesh } else { Binding::Gateways };
    host_rules(spec, &hosts, binding, out);
    let (http, tls, tcp) = (spec.key("http"), spec.key("tls"), spec.key("tcp"));
    let routes = [&http, &tls, &tcp].iter().any(|list| !list.is_empty());
    out.reject_if(!routes, spec, Rule::AtLeastOneOf { fields: &["http", "tls", "tcp"] });
    for rule in http.items() {
        if binding == Binding::Mesh {
            claim_rules(&rule, out);
        }
        http_route::rules(&rule, delegate, out);
    }
    let covering = Covering::new(hosts.items().filter(|_| !tls.is_empty()).map(|host| host.text()));
    for rule in tls.items() {
        sni_rules(&rule, &covering, &gateways, out);
        route::rules(&rule, out);
    }
    tcp.items().for_each(|rule| route::rules(&rule, out));
    export_to::check(&spec.key("exportTo"), subject.namespace, Owner::Other, out);
    for list in [http, tls, tcp] {
        reach_warnings(&list, out);
    }
}

fn host_rules(spec: &At<'_, '_>, hosts: &At<'_, '_>, binding: Binding, out: &mut Objections) {
    // A VirtualService with SNI matches at gateways may name the hosts that Istio makes for AUTO_PASSTHROUGH.
    let sni = spec.key("tls").items().any(|rule| {
        let conditions = rule.key("match");
        conditions.items().any(|condition| !condition.key("sniHosts").is_empty())
    });
    let is_host = match binding {
        Binding::Gateways if sni => is_sni_of_gateway,
        _ => is_wildcard_domain,
    };
    let is_valid = |text: &str| is_host(text) || is_ip(text);
    let is_taken = |text: &str| is_valid(text) && !(binding == Binding::Mesh && text == "*");
    let taken: Vec<&str> = hosts.items().map(|host| host.text()).filter(|text| is_taken(text)).collect();
    let mut earlier = overlaps(&taken).into_iter();
    for host in hosts.items() {
        let text = host.text();
        if !is_valid(text) {
            let format = Format::WildcardDomainOrIp;
            out.reject(&host, Rule::Malformed { format, value: text.to_owned() });
        } else if binding == Binding::Mesh && text == "*" {
            out.reject(&host, Rule::WildcardHostOnMesh);
        } else if let Some(earlier) = earlier.next().flatten().and_then(|position| taken.get(position)) {
            let (earlier, later) = ((*earlier).to_owned(), text.to_owned());
            out.reject(&host, Rule::OverlappingHosts { earlier, later });
        }
    }
}

/// Claims of a token are known only where a gateway has checked it.
fn claim_rules(rule: &At<'_, '_>, out: &mut Objections) {
    for condition in rule.key("match").items() {
        for list in ["headers", "withoutHeaders"] {
            for (_, header) in condition.key(list).entries().filter(|(name, _)| is_claim(name)) {
                out.reject(&header, Rule::ClaimOutsideGateway);
            }
        }
    }
}

fn sni_rules(rule: &At<'_, '_>, hosts: &Covering<'_>, gateways: &At<'_, '_>, out: &mut Objections) {
    // Unlike for hosts, a VirtualService without `gateways` counts as bound to gateways here.
    let meshed = gateways.items().any(|gateway| gateway.text() == "mesh");
    let is_host = if meshed { is_wildcard_domain } else { is_sni_of_gateway };
    for condition in rule.key("match").items() {
        for sni in condition.key("sniHosts").items() {
            let text = sni.text();
            if is_host(text) {
                out.reject_if(!hosts.covers(text), &sni, Rule::SniOutsideHosts { sni: text.to_owned() });
            } else if !is_ip(text) {
                let format = Format::WildcardDomain;
                out.reject(&sni, Rule::Malformed { format, value: text.to_owned() });
            }
        }
    }
}

/// Warns of rules that no request can reach, and of matches that an earlier rule has as well.
fn reach_warnings(list: &At<'_, '_>, out: &mut Objections) {
    let mut catch_all = false;
    let mut seen: HashMap<u64, Vec<&Value>> = HashMap::new();
    for rule in list.items() {
        let conditions = rule.key("match");
        if catch_all {
            out.warn(&rule, Rule::Unreachable);
            continue;
        }
        catch_all = conditions.is_empty();
        let mut repeated = 0;
        for condition in conditions.items() {
            let alike = seen.entry(condition.fingerprint()).or_default();
            if alike.iter().any(|other| condition.says_the_same(other)) {
                out.warn(&condition, Rule::MatchedBefore);
                repeated += 1;
            } else {
                alike.extend(condition.value());
            }
        }
        if repeated > 0 && repeated == conditions.len() {
            out.warn(&rule, Rule::Unreachable);
        }
    }
}
