//! PeerAuthentication: what a server accepts (PA-1 … PA-4).

use std::collections::BTreeMap;

/// `mtls.mode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    /// `mtls.mode`.
    pub mode: MtlsMode,
    /// `portLevelMtls` by *pod* port (PA-17).
    pub ports: BTreeMap<u16, MtlsMode>,
}
