//! ServiceAccount (core).

/// A ServiceAccount. All that matters of it is its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceAccount;
