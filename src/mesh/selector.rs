//! Label selectors.

use std::collections::BTreeMap;

/// Whether every label of the selector is among `labels` with the same value (PA-5). An empty selector selects
/// everything.
pub fn selects(selector: &BTreeMap<String, String>, labels: &BTreeMap<String, String>) -> bool {
    selector.iter().all(|(key, value)| labels.get(key) == Some(value))
}
