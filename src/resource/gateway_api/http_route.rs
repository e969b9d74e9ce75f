//! HTTPRoute.

use super::http_match::{ApiHttpMatch, MatchWire};
use super::reference::{BackendRef, BackendWire, ParentRef, ParentWire, WeightedBackend};
use crate::order;
use crate::resource::HeaderEdits;
use crate::resource::decode::{Flaw, Vital};
use crate::resource::wire::{Body, TypeName, Wire, text};
use crate::yaml::wire;
use macro_rules_attribute::apply;

/// The spec of an HTTPRoute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpRoute {
    /// `parentRefs` in their order.
    pub parents: Vec<ParentRef>,
    /// `hostnames`; empty means those of the listener.
    pub hostnames: Vec<String>,
    /// `rules` in their order.
    pub rules: Vec<ApiHttpRule>,
}

/// An entry of `rules`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiHttpRule {
    /// `matches`: ANY of these; empty means every request.
    pub matches: Vec<ApiHttpMatch>,
    /// `filters` in their order.
    pub filters: Vec<HttpFilter>,
    /// `backendRefs` in their order; without any weight the answer is 500 (GW-21).
    pub backends: Vec<WeightedBackend>,
}

/// An entry of `filters`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HttpFilter {
    /// `requestHeaderModifier`.
    RequestHeaders(HeaderEdits),
    /// `responseHeaderModifier`.
    ResponseHeaders(HeaderEdits),
    /// `requestRedirect`.
    Redirect(ApiRedirect),
    /// `urlRewrite`.
    Rewrite {
        /// `hostname`.
        hostname: Option<String>,
        /// `path`.
        path: Option<ApiPathRewrite>,
    },
    /// `requestMirror`.
    Mirror(BackendRef),
    /// `extensionRef`, `cors` and whatever else there is; its type as written.
    Other(String),
}

/// `requestRedirect`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiRedirect {
    /// `scheme`.
    pub scheme: Option<String>,
    /// `hostname`.
    pub hostname: Option<String>,
    /// `path`.
    pub path: Option<ApiPathRewrite>,
    /// `port`.
    pub port: Option<u16>,
    /// `statusCode`; 302 where absent.
    pub status: Option<u16>,
}

/// `path` of a redirect or rewrite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiPathRewrite {
    /// `replaceFullPath`.
    Full(String),
    /// `replacePrefixMatch`.
    Prefix(String),
}

/// The spec as it is written.
#[apply(wire)]
pub(in crate::resource) struct HttpRouteWire {
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
pub(super) struct FilterWire {
    r#type: String,
    request_header_modifier: Option<HeadersWire>,
    response_header_modifier: Option<HeadersWire>,
    request_redirect: Option<RedirectWire>,
    url_rewrite: Option<RewriteWire>,
    request_mirror: Option<MirrorWire>,
}

#[apply(wire)]
struct HeadersWire {
    set: Vec<HeaderWire>,
    add: Vec<HeaderWire>,
    remove: Vec<String>,
}

#[apply(wire)]
struct HeaderWire {
    name: String,
    value: String,
}

#[apply(wire)]
struct RedirectWire {
    scheme: String,
    hostname: String,
    path: Option<PathWire>,
    port: Option<u16>,
    status_code: Option<u16>,
}

#[apply(wire)]
struct RewriteWire {
    hostname: String,
    path: Option<PathWire>,
}

#[apply(wire)]
struct PathWire {
    replace_full_path: Option<String>,
    replace_prefix_match: Option<String>,
}

#[apply(wire)]
struct MirrorWire {
    backend_ref: BackendWire,
}

impl Wire for HttpRouteWire {
    type Value = HttpRoute;
    const TYPES: &'static [TypeName] = &[TypeName {
        group: super::GATEWAY_API,
        versions: &["v1", "v1beta1"],
        kinds: &["HTTPRoute"],
        namespaced: true,
    }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = false;
}

impl TryFrom<HttpRouteWire> for HttpRoute {
    type Error = Flaw;

    fn try_from(wire: HttpRouteWire) -> Result<Self, Flaw> {
        Ok(Self::new(wire.parent_refs, wire.hostnames, wire.rules))
    }
}

impl HttpRoute {
    /// What a route for requests has in every kind.
    pub(super) fn new<R: Into<ApiHttpRule>>(
        parents: Vital<Vec<ParentWire>>,
        hostnames: Vital<Vec<String>>,
        rules: Vital<Vec<R>>,
    ) -> Self {
        Self {
            parents: parents.0.into_iter().map(ParentRef::from).collect(),
            hostnames: hostnames.0,
            rules: rules.0.into_iter().map(R::into).collect(),
        }
    }
}

impl ApiHttpRule {
    /// What a rule has in every kind.
    pub(super) fn new<M: Into<ApiHttpMatch>>(
        matches: Vec<M>,
        filters: Vec<FilterWire>,
        backends: Vec<BackendWire>,
    ) -> Self {
        Self {
            matches: matches.into_iter().map(M::into).collect(),
            filters: filters.into_iter().map(HttpFilter::from).collect(),
            backends: backends.into_iter().map(WeightedBackend::from).collect(),
        }
    }
}

impl From<RuleWire> for ApiHttpRule {
    fn from(wire: RuleWire) -> Self {
        Self::new(wire.matches, wire.filters, wire.backend_refs)
    }
}

impl From<FilterWire> for HttpFilter {
    /// The block counts that stands there; the API refuses one that does not fit `type`.
    fn from(wire: FilterWire) -> Self {
        if let Some(headers) = wire.request_header_modifier {
            return Self::RequestHeaders(HeaderEdits::from(headers));
        }
        if let Some(headers) = wire.response_header_modifier {
            return Self::ResponseHeaders(HeaderEdits::from(headers));
        }
        if let Some(redirect) = wire.request_redirect {
            return Self::Redirect(ApiRedirect::from(redirect));
        }
        if let Some(rewrite) = wire.url_rewrite {
            return Self::Rewrite { hostname: text(rewrite.hostname), path: rewrite.path.and_then(path) };
        }
        match wire.request_mirror {
            Some(mirror) => Self::Mirror(BackendRef::from(mirror.backend_ref)),
            None => Self::Other(wire.r#type),
        }
    }
}

impl From<HeadersWire> for HeaderEdits {
    fn from(wire: HeadersWire) -> Self {
        let pairs =
            |list: Vec<HeaderWire>| order::map(list.into_iter().map(|header| (header.name, header.value)));
        Self { set: pairs(wire.set), add: pairs(wire.add), remove: wire.remove }
    }
}

impl From<RedirectWire> for ApiRedirect {
    fn from(wire: RedirectWire) -> Self {
        Self {
            scheme: text(wire.scheme),
            hostname: text(wire.hostname),
            path: wire.path.and_then(path),
            port: wire.port,
            status: wire.status_code,
        }
    }
}

fn path(wire: PathWire) -> Option<ApiPathRewrite> {
    let prefix = wire.replace_prefix_match.map(ApiPathRewrite::Prefix);
    wire.replace_full_path.map(ApiPathRewrite::Full).or(prefix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::spec;
    use crate::resource::{NamedMatch, PathMatch};
    use test_case::test_case;

    fn rule(text: &str) -> ApiHttpRule {
        let text = format!("parentRefs: [{{name: g}}], rules: [{{{text}}}]");
        spec::<HttpRoute>("gateway.networking.k8s.io/v1", "HTTPRoute", &text).rules[0].clone()
    }

    #[test_case("kind: Service, group: ''", ("", "Service"); "a Service of the mesh")]
    #[test_case("sectionName: https", ("gateway.networking.k8s.io", "Gateway"); "a Gateway by default")]
    fn parents(text: &str, expected: (&str, &str)) {
        let text = format!("parentRefs: [{{name: g, {text}}}]");
        let route = spec::<HttpRoute>("gateway.networking.k8s.io/v1", "HTTPRoute", &text);
        let parent = &route.parents[0].parent;
        assert_eq!((parent.group.as_str(), parent.kind.as_str()), expected, "GW-23");
    }

    #[test_case("matches: [{}]", &PathMatch::Prefix("/".to_owned()); "everything by default")]
    #[test_case("matches: [{path: {value: /a}}]", &PathMatch::Prefix("/a".to_owned()); "a prefix by default")]
    #[test_case("matches: [{path: {type: Exact, value: /a}}]", &PathMatch::Exact("/a".to_owned()))]
    #[test_case("matches: [{path: {type: RegularExpression, value: a}}]", &PathMatch::Regex("a".to_owned()))]
    fn paths(text: &str, expected: &PathMatch) {
        assert_eq!(&rule(text).matches[0].path, expected);
    }

    #[test]
    fn headers_and_weights() {
        let rule = rule(
            "matches: [{method: GET, headers: [{name: x, value: 'a.*', type: RegularExpression}]}], \
             backendRefs: [{name: a, port: 80}, {name: b, namespace: other, port: 80, weight: 0}]",
        );
        let expected = NamedMatch { name: "x".to_owned(), value: "a.*".to_owned(), regex: true };
        assert_eq!(rule.matches[0].headers, [expected]);
        let [first, second] = rule.backends.as_slice() else { panic!("{rule:?}") };
        assert_eq!((first.weight, first.backend.backend.kind.as_str()), (1, "Service"), "GW-21");
        assert_eq!((second.weight, second.backend.backend.namespace.as_deref()), (0, Some("other")));
    }

    #[test]
    fn filters() {
        let rule = rule(
            "filters: [{type: RequestRedirect, requestRedirect: {scheme: https, statusCode: 301}}, \
             {type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}, \
             {type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x, value: b}]}}, \
             {type: RequestMirror, requestMirror: {backendRef: {name: m}}}, {type: ExtensionRef, extensionRef: {name: e}}]",
        );
        assert!(matches!(&rule.filters[0], HttpFilter::Redirect(redirect) if redirect.status == Some(301)));
        let prefix = Some(ApiPathRewrite::Prefix("/".to_owned()));
        assert_eq!(rule.filters[1], HttpFilter::Rewrite { hostname: None, path: prefix });
        assert!(matches!(&rule.filters[2], HttpFilter::RequestHeaders(edits) if edits.set["x"] == "b"));
        assert!(matches!(&rule.filters[3], HttpFilter::Mirror(backend) if backend.backend.name == "m"));
        assert_eq!(rule.filters[4], HttpFilter::Other("ExtensionRef".to_owned()));
    }
}
