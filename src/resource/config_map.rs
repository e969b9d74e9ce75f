//! ConfigMap (core): the mesh config, and files of applications.

use std::collections::BTreeMap;

/// A ConfigMap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigMap {
    /// `data`.
    pub data: BTreeMap<String, String>,
}
