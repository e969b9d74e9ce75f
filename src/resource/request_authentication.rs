//! RequestAuthentication: which tokens are valid (AZ-32 and following).

use super::decode::{Flaw, Vital};
use super::wire::{Body, Selector, TypeName, Wire, text};
use super::{PolicyTarget, TargetRef};
use crate::yaml::wire;
use macro_rules_attribute::apply;

/// The spec of a RequestAuthentication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestAuthentication {
    /// `selector` or `targetRefs`.
    pub target: PolicyTarget,
    /// `jwtRules` in their order.
    pub rules: Vec<JwtRule>,
}

/// Whose tokens are valid, and where they are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JwtRule {
    /// `issuer`: `iss` of the token; empty takes any issuer that the keys can verify.
    pub issuer: String,
    /// `audiences`: `aud` of the token must have one of them; empty takes any.
    pub audiences: Vec<String>,
    /// `fromHeaders`: header and prefix.
    pub from_headers: Vec<TokenHeader>,
    /// `fromParams`: query parameters.
    pub from_params: Vec<String>,
    /// `fromCookies`.
    pub from_cookies: Vec<String>,
    /// `spaceDelimitedClaims`: claims that hold several values with spaces between, beside `scope` and `permission`.
    pub space_delimited: Vec<String>,
    /// `forwardOriginalToken`.
    pub forward: bool,
    /// `outputPayloadToHeader`.
    pub output_payload_to_header: Option<String>,
    /// `outputClaimToHeaders`.
    pub output_claims: Vec<ClaimHeader>,
}

/// A header that may hold a token.
#[apply(wire)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenHeader {
    /// `name`.
    pub name: String,
    /// `prefix` in front of the token, such as `Bearer `.
    pub prefix: String,
}

/// A header that the proxy fills from a claim.
#[apply(wire)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimHeader {
    /// `header`.
    pub header: String,
    /// `claim`.
    pub claim: String,
}

impl JwtRule {
    /// Whether the token is looked for where it is by default: `Authorization: Bearer` and the parameter
    /// `access_token`.
    pub fn looks_in_default_places(&self) -> bool {
        self.from_headers.is_empty() && self.from_params.is_empty() && self.from_cookies.is_empty()
    }
}

/// The spec as it is written. A rule that lost its issuer would take more tokens than its author meant, so it is read as
/// a whole or not at all.
#[apply(wire)]
pub(super) struct RequestAuthenticationWire {
    selector: Option<Vital<Selector>>,
    target_ref: Option<Vital<TargetRef>>,
    target_refs: Vital<Vec<TargetRef>>,
    jwt_rules: Vital<Vec<JwtRuleWire>>,
}

#[apply(wire)]
struct JwtRuleWire {
    issuer: String,
    audiences: Vec<String>,
    from_headers: Vec<TokenHeader>,
    from_params: Vec<String>,
    from_cookies: Vec<String>,
    space_delimited_claims: Vec<String>,
    forward_original_token: bool,
    output_payload_to_header: String,
    output_claim_to_headers: Vec<ClaimHeader>,
}

impl Wire for RequestAuthenticationWire {
    type Value = RequestAuthentication;
    const TYPES: &'static [TypeName] = &[TypeName {
        group: "security.istio.io",
        versions: &["v1", "v1beta1"],
        kinds: &["RequestAuthentication"],
        namespaced: true,
    }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = false;
}

impl TryFrom<RequestAuthenticationWire> for RequestAuthentication {
    type Error = Flaw;

    fn try_from(wire: RequestAuthenticationWire) -> Result<Self, Flaw> {
        let (selector, single) =
            (wire.selector.map(|Vital(selector)| selector), wire.target_ref.map(|Vital(it)| it));
        Ok(Self {
            target: PolicyTarget::read(selector, single, wire.target_refs.0),
            rules: wire.jwt_rules.0.into_iter().map(JwtRule::from).collect(),
        })
    }
}

impl From<JwtRuleWire> for JwtRule {
    fn from(wire: JwtRuleWire) -> Self {
        Self {
            issuer: wire.issuer,
            audiences: wire.audiences,
            from_headers: wire.from_headers,
            from_params: wire.from_params,
            from_cookies: wire.from_cookies,
            space_delimited: wire.space_delimited_claims,
            forward: wire.forward_original_token,
            output_payload_to_header: text(wire.output_payload_to_header),
            output_claims: wire.output_claim_to_headers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::spec;

    fn read(text: &str) -> RequestAuthentication {
        (*spec::<RequestAuthentication>("security.istio.io/v1", "RequestAuthentication", text)).clone()
    }

    #[test]
    fn nothing_is_a_policy_without_rules() {
        assert_eq!(read(""), RequestAuthentication::default());
    }

    #[test]
    fn rules() {
        let policy = read(
            "selector: {matchLabels: {app: a}}, jwtRules: [{issuer: me, jwks: '{}'}, \
             {issuer: you, audiences: [b], fromHeaders: [{name: x, prefix: 'Bearer '}], forwardOriginalToken: true}]",
        );
        let [first, second] = policy.rules.as_slice() else { panic!("{policy:?}") };
        assert!(first.looks_in_default_places() && !second.looks_in_default_places());
        assert_eq!((second.issuer.as_str(), second.audiences.len(), second.forward), ("you", 1, true));
        assert_eq!(second.from_headers[0].prefix, "Bearer ");
    }
}
