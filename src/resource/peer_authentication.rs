//! PeerAuthentication: what a server accepts (PA-1 … PA-4).

use super::decode::{Flaw, Vital};
use super::wire::{Body, Selector, TypeName, Wire};
use super::{Fault, Form};
use crate::order;
use crate::yaml::Path;
use crate::yaml::wire;
use macro_rules_attribute::apply;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `mtls.mode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MtlsMode {
    /// Inherit from the level above; also what an absent `mtls` means (PA-2).
    #[default]
    Unset,
    /// Plaintext only.
    Disable,
    /// Both.
    Permissive,
    /// Mutual TLS only.
    Strict,
}

/// The spec of a PeerAuthentication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeerAuthentication {
    /// `selector.matchLabels`; empty means the whole namespace or mesh (PA-4).
    pub selector: BTreeMap<String, String>,
    /// Whether there is a `selector` at all. Sidecars do not care about one without labels, ztunnel does (AMB-9).
    pub has_selector: bool,
    /// `mtls.mode`.
    pub mode: MtlsMode,
    /// `portLevelMtls` by *pod* port (PA-17).
    pub ports: BTreeMap<u16, MtlsMode>,
}

/// The spec as it is written.
#[apply(wire)]
pub(super) struct PeerAuthenticationWire {
    selector: Option<Vital<Selector>>,
    mtls: Mtls,
    port_level_mtls: BTreeMap<String, Mtls>,
}

#[apply(wire)]
struct Mtls {
    mode: Option<MtlsMode>,
}

impl Wire for PeerAuthenticationWire {
    type Value = PeerAuthentication;
    const TYPES: &'static [TypeName] = &[TypeName {
        group: "security.istio.io",
        versions: &["v1", "v1beta1"],
        kinds: &["PeerAuthentication"],
        namespaced: true,
    }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = true;
}

impl TryFrom<PeerAuthenticationWire> for PeerAuthentication {
    type Error = Flaw;

    fn try_from(wire: PeerAuthenticationWire) -> Result<Self, Flaw> {
        let port = |(key, mtls): (String, Mtls)| match key.parse() {
            Ok(port) if port > 0 => Ok((port, mtls.mode.unwrap_or_default())),
            _ => Err(Flaw::new(Path::of("portLevelMtls").key(key), Fault::Malformed(Form::Port))),
        };
        Ok(Self {
            has_selector: wire.selector.is_some(),
            selector: wire.selector.map(|Vital(selector)| selector.match_labels).unwrap_or_default(),
            mode: wire.mtls.mode.unwrap_or_default(),
            ports: order::map(wire.port_level_mtls.into_iter().map(port).collect::<Result<Vec<_>, _>>()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::spec;
    use MtlsMode::{Disable, Permissive, Strict, Unset};
    use test_case::test_case;

    fn read(text: &str) -> PeerAuthentication {
        (*spec::<PeerAuthentication>("security.istio.io/v1", "PeerAuthentication", text)).clone()
    }

    #[test_case("", Unset)]
    #[test_case("mtls: {}", Unset)]
    #[test_case("mtls: null", Unset)]
    #[test_case("mtls: {mode: UNSET}", Unset)]
    #[test_case("mtls: {mode: DISABLE}", Disable)]
    #[test_case("mtls: {mode: PERMISSIVE}", Permissive)]
    #[test_case("mtls: {mode: STRICT}", Strict)]
    fn modes(text: &str, expected: MtlsMode) {
        assert_eq!(read(text), PeerAuthentication { mode: expected, ..PeerAuthentication::default() });
    }

    #[test_case("portLevelMtls: {8080: {mode: STRICT}}", Strict; "number")]
    #[test_case("portLevelMtls: {'8080': {mode: STRICT}}", Strict; "text")]
    #[test_case("portLevelMtls: {8080: {}}", Unset; "empty entry is not no entry")]
    fn ports(text: &str, expected: MtlsMode) {
        assert_eq!(read(text).ports, BTreeMap::from([(8080, expected)]), "PA-3");
    }

    #[test_case("selector: {}", &[]; "empty object")]
    #[test_case("selector: {matchLabels: {}}", &[]; "no labels")]
    #[test_case("selector: {matchLabels: {app: a, b: ''}}", &[("app", "a"), ("b", "")])]
    fn selectors(text: &str, expected: &[(&str, &str)]) {
        let expected = expected.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        assert_eq!(read(text).selector, expected, "PA-4, PA-5");
    }

    #[test_case("", false)]
    #[test_case("selector: null", false)]
    #[test_case("selector: {}", true; "no labels are not no selector")]
    fn has_selector(text: &str, expected: bool) {
        assert_eq!(read(text).has_selector, expected, "AMB-9");
    }
}
