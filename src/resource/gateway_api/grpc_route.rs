//! GRPCRoute.

use super::http_match::{ApiHttpMatch, NamedMatch, NamedWire, PathMatch};
use super::http_route::{ApiHttpRule, FilterWire, HttpRoute};
use super::reference::{BackendWire, ParentWire};
use crate::resource::decode::{Flaw, Vital};
use crate::resource::wire::{Body, TypeName, Wire};
use crate::yaml::wire;
use macro_rules_attribute::apply;
use serde::Deserialize;

/// The spec of a GRPCRoute, as the HTTPRoute that says the same: a call of gRPC is a request whose path is
/// `/service/method`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrpcRoute(pub HttpRoute);

/// The spec as it is written.
#[apply(wire)]
pub(in crate::resource) struct GrpcRouteWire {
    parent_refs: Vital<Vec<ParentWire>>,
    hostnames: Vital<Vec<String>>,
    rules: Vital<Vec<RuleWire>>,
}

#[apply(wire)]
struct RuleWire {
    matches: Vec<MatchWire>,
    filters: Vec<FilterWire>,
    backend_refs: Vec<BackendWire>,
}

#[apply(wire)]
struct MatchWire {
    method: Option<MethodWire>,
    headers: Vec<NamedWire>,
}

#[apply(wire)]
struct MethodWire {
    r#type: Option<MethodKind>,
    service: String,
    method: String,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
enum MethodKind {
    Exact,
    RegularExpression,
}

impl Wire for GrpcRouteWire {
    type Value = GrpcRoute;
    const TYPES: &'static [TypeName] = &[TypeName {
        group: super::GATEWAY_API,
        versions: &["v1", "v1alpha2"],
        kinds: &["GRPCRoute"],
        namespaced: true,
    }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = false;
}

impl TryFrom<GrpcRouteWire> for GrpcRoute {
    type Error = Flaw;

    fn try_from(wire: GrpcRouteWire) -> Result<Self, Flaw> {
        Ok(Self(HttpRoute::new(wire.parent_refs, wire.hostnames, wire.rules)))
    }
}

impl From<RuleWire> for ApiHttpRule {
    fn from(wire: RuleWire) -> Self {
        Self::new(wire.matches, wire.filters, wire.backend_refs)
    }
}

impl From<MatchWire> for ApiHttpMatch {
    fn from(wire: MatchWire) -> Self {
        Self {
            path: wire.method.map_or(PathMatch::Any, PathMatch::from),
            headers: wire.headers.into_iter().map(NamedMatch::from).collect(),
            ..Self::default()
        }
    }
}

impl From<MethodWire> for PathMatch {
    fn from(wire: MethodWire) -> Self {
        let MethodWire { r#type, service, method } = wire;
        let regex = r#type == Some(MethodKind::RegularExpression);
        match (service.as_str(), method.as_str()) {
            ("", "") => Self::Any,
            ("", method) => Self::Regex(format!("/[^/]+/{method}")),
            (service, "") if regex => Self::Regex(format!("/{service}/.+")),
            (service, "") => Self::Prefix(format!("/{service}/")),
            (service, method) if regex => Self::Regex(format!("/{service}/{method}")),
            (service, method) => Self::Exact(format!("/{service}/{method}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::gateway_api::http_route::HttpFilter;
    use crate::resource::testing::spec;
    use test_case::test_case;

    #[test_case("{}", &PathMatch::Any; "every call")]
    #[test_case("{method: {service: a.B, method: C}}", &PathMatch::Exact("/a.B/C".to_owned()))]
    #[test_case("{method: {service: a.B}}", &PathMatch::Prefix("/a.B/".to_owned()); "every method")]
    #[test_case("{method: {method: C}}", &PathMatch::Regex("/[^/]+/C".to_owned()); "of every service")]
    #[test_case("{method: {type: RegularExpression, service: 'a[.]B'}}", &PathMatch::Regex("/a[.]B/.+".to_owned()))]
    #[test_case("{method: {type: RegularExpression, service: a, method: '.*'}}", &PathMatch::Regex("/a/.*".to_owned()))]
    fn methods(text: &str, expected: &PathMatch) {
        let text = format!("parentRefs: [{{name: g}}], rules: [{{matches: [{text}]}}]");
        let route = spec::<GrpcRoute>("gateway.networking.k8s.io/v1", "GRPCRoute", &text);
        assert_eq!(&route.0.rules[0].matches[0].path, expected);
    }

    #[test]
    fn fields() {
        let route = spec::<GrpcRoute>(
            "gateway.networking.k8s.io/v1",
            "GRPCRoute",
            "parentRefs: [{name: g, sectionName: s}], hostnames: [a.com], rules: [{matches: [{headers: [{name: x, value: v}]}], \
             filters: [{type: RequestHeaderModifier, requestHeaderModifier: {remove: [z]}}], backendRefs: [{name: b, port: 80}]}]",
        );
        let [rule] = route.0.rules.as_slice() else { panic!("{route:?}") };
        assert_eq!((route.0.parents.len(), route.0.hostnames.len(), rule.backends.len()), (1, 1, 1));
        assert!(matches!(&rule.filters[0], HttpFilter::RequestHeaders(edits) if edits.remove == ["z"]));
        assert_eq!(rule.matches[0].headers[0].name, "x");
    }
}
