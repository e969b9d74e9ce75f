//! DestinationRule: what a client sends (DR-1 … DR-32).

/// The spec of a DestinationRule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DestinationRule {
    /// `host` as written.
    pub host: String,
}
