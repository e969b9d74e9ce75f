//! Earlier texts of all tabs.

use super::record::Record;
use super::{PREFIX, keys, read, remove, write};
use crate::app::browser;
use mtls_playground::text::SourceFile;
use mtls_playground::view::Workspace;

/// How many earlier texts can be restored.
pub(crate) const LIMIT: usize = 30;

/// An earlier text.
#[derive(Clone, Debug)]
pub(crate) struct SavedState {
    /// When it was put aside, in milliseconds since 1970.
    pub(crate) saved_at: f64,
    /// Its files.
    pub(crate) files: Vec<SourceFile>,
}

/// Puts a text aside, unless it is blank or there already.
pub(crate) fn remember(workspace: &Workspace) {
    if workspace.is_blank() || records().iter().any(|(_, record)| record.workspace.same_text(workspace)) {
        return;
    }
    let storage = browser::local_storage();
    // Two texts that are put aside in the same moment keep their order.
    let newest = records().first().map_or(0.0, |(_, record)| record.saved_at);
    let record = Record { saved_at: browser::today().max(newest + 1.0), workspace: workspace.clone() };
    if let Some(json) = record.to_json() {
        while !write(storage.as_ref(), &state_key(record.saved_at), &json) && forget_oldest().is_some() {}
    }
    for (key, _) in records().into_iter().skip(LIMIT) {
        remove(storage.as_ref(), &key);
    }
}

/// The earlier texts, the newest first.
pub(crate) fn saved_states() -> Vec<SavedState> {
    records()
        .into_iter()
        .map(|(_, record)| SavedState { saved_at: record.saved_at, files: record.workspace.files() })
        .collect()
}

/// Drops the oldest text; `None` if there is none.
pub(super) fn forget_oldest() -> Option<()> {
    let storage = browser::local_storage()?;
    let oldest = keys(&storage, &prefix()).into_iter().next()?;
    remove(Some(&storage), &oldest);
    Some(())
}

/// Key and text, the newest first.
fn records() -> Vec<(String, Record)> {
    let Some(storage) = browser::local_storage() else { return Vec::new() };
    let mut keys = keys(&storage, &prefix());
    keys.reverse();
    keys.into_iter()
        .filter_map(|key| Some((key.clone(), Record::from_json(&read(Some(&storage), &key)?)?)))
        .collect()
}

fn prefix() -> String {
    format!("{PREFIX}.state.")
}

/// Keys sort by time.
fn state_key(saved_at: f64) -> String {
    format!("{}{:013}", prefix(), browser::whole(saved_at))
}
