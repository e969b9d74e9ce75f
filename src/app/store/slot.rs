//! The slot of this tab.

use super::record::Record;
use super::{PREFIX, history, keys, read, remove, write};
use crate::app::browser;
use crate::app::state::Saving;
use mtls_playground::order;
use mtls_playground::view::Workspace;
use std::cell::{Cell, RefCell};

/// How many slots are kept; older ones become entries of the history.
const LIMIT: usize = 8;

/// While somebody types, an earlier text goes into the history at most this often, in milliseconds.
const HISTORY_PAUSE: f64 = 60_000.0;

/// The place where this tab keeps its text.
#[derive(Debug)]
pub(crate) struct Slot {
    id: RefCell<String>,
    remembered_at: Cell<f64>,
    /// Something of this tab is stored.
    exists: Cell<bool>,
}

/// The text of an earlier visit.
#[derive(Clone, Debug)]
pub(crate) struct Restored {
    /// The text.
    pub(crate) workspace: Workspace,
    /// It is this tab's own text, not a copy of what another one left.
    pub(crate) own: bool,
    /// Its evaluation was begun and never finished.
    pub(crate) unfinished: bool,
}

impl Slot {
    /// The slot of this tab, and what was in it; a new tab begins with a copy of the text that was saved last.
    pub(crate) fn open() -> (Self, Option<Restored>) {
        let storage = browser::local_storage();
        let session = browser::session_storage();
        let own = read(session.as_ref(), &session_key());
        let from = own.clone().or_else(newest);
        let restored = from.and_then(|id| {
            let record = Record::from_json(&read(storage.as_ref(), &slot_key(&id))?)?;
            let unfinished = super::guard::is_unfinished(&id);
            Some(Restored { workspace: record.workspace, own: own.is_some(), unfinished })
        });
        let slot = Self {
            id: RefCell::new(own.unwrap_or_default()),
            remembered_at: Cell::new(0.0),
            exists: Cell::new(false),
        };
        if slot.id.borrow().is_empty() {
            slot.take_new();
        }
        (slot, restored)
    }

    /// The id, for the guard.
    pub(crate) fn id(&self) -> String {
        self.id.borrow().clone()
    }

    /// Saves the text of this tab. What it replaces becomes part of the history from time to time.
    pub(crate) fn save(&self, workspace: &Workspace) -> Saving {
        let storage = browser::local_storage();
        let key = slot_key(&self.id.borrow());
        let now = browser::today();
        // What is stored is read only where it counts: of a large text, that takes longer than to write it.
        if now - self.remembered_at.get() > HISTORY_PAUSE || !self.exists.get() {
            let before = read(storage.as_ref(), &key);
            if let Some(before) = before.as_deref().and_then(Record::from_json)
                && !before.workspace.same_text(workspace)
            {
                self.remembered_at.set(now);
                history::remember(&before.workspace);
            }
            if before.is_none() {
                retire_oldest();
            }
            self.exists.set(true);
        }
        let Some(json) = (Record { saved_at: now, workspace: workspace.clone() }).to_json() else {
            return Saving::Failed;
        };
        // Where storage is full, the oldest entries of the history make room for the text of today.
        let saved = write(storage.as_ref(), &key, &json)
            || std::iter::from_fn(history::forget_oldest).any(|()| write(storage.as_ref(), &key, &json));
        if saved { Saving::Saved } else { Saving::Failed }
    }

    /// Whether another tab wrote the slot of this one: a duplicated tab has the same id.
    pub(crate) fn is_own_key(&self, key: &str) -> bool {
        key == slot_key(&self.id.borrow())
    }

    /// Leaves the slot to the other tab and takes a new one.
    pub(crate) fn take_new(&self) {
        let id = new_id();
        write(browser::session_storage().as_ref(), &session_key(), &id.as_str().into());
        *self.id.borrow_mut() = id;
        self.exists.set(false);
    }
}

fn session_key() -> String {
    format!("{PREFIX}.slot")
}

fn slot_key(id: &str) -> String {
    format!("{PREFIX}.slot.{id}")
}

/// Ids sort by time, and two tabs never have the same one.
fn new_id() -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "random bits")]
    let random = (js_sys::Math::random() * 1e9) as u32;
    format!("{:013}-{random:09}", browser::whole(browser::today()))
}

/// The id of the slot that was saved last.
fn newest() -> Option<String> {
    slots()
        .into_iter()
        .map(|(id, record)| (record.saved_at, id))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, id)| id)
}

fn slots() -> Vec<(String, Record)> {
    let Some(storage) = browser::local_storage() else { return Vec::new() };
    let prefix = slot_key("");
    keys(&storage, &prefix)
        .into_iter()
        .filter_map(|key| {
            let record = Record::from_json(&read(Some(&storage), &key)?)?;
            Some((key.strip_prefix(&prefix)?.to_owned(), record))
        })
        .collect()
}

/// Makes room for one more slot: the text of the oldest goes into the history.
fn retire_oldest() {
    let mut slots = slots();
    order::sort_by(&mut slots, |(_, a), (_, b)| a.saved_at.total_cmp(&b.saved_at));
    let surplus = (slots.len() + 1).saturating_sub(LIMIT);
    for (id, record) in slots.into_iter().take(surplus) {
        history::remember(&record.workspace);
        remove(browser::local_storage().as_ref(), &slot_key(&id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::store::history::saved_states;
    use crate::app::testing::{fresh_profile, new_tab};
    use mtls_playground::text::SourceFile;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn text(text: &str) -> Workspace {
        Workspace::new([SourceFile::new("a.yaml", text), SourceFile::new("한글 \"b\".yaml", "b: 1")])
    }

    #[wasm_bindgen_test]
    fn a_text_survives_with_its_names() {
        fresh_profile();
        let (slot, nothing) = Slot::open();
        assert!(nothing.is_none());
        assert_eq!(slot.save(&text("a: \"😀\"\r\n").showing(1)), Saving::Saved);
        let (_, restored) = Slot::open();
        let restored = restored.unwrap();
        assert!(restored.own && !restored.unfinished);
        assert!(restored.workspace.same_text(&text("a: \"😀\"\r\n")));
        assert_eq!(restored.workspace.active(), 1);
    }

    #[wasm_bindgen_test]
    fn no_text_is_lost_when_there_are_many_tabs() {
        fresh_profile();
        for tab in 0..2 * LIMIT {
            new_tab();
            Slot::open().0.save(&text(&format!("tab: {tab}")));
        }
        assert_eq!(slots().len(), LIMIT);
        assert_eq!(saved_states().len(), LIMIT);
    }

    #[wasm_bindgen_test]
    fn the_history_keeps_the_newest() {
        fresh_profile();
        for state in 0..history::LIMIT + 5 {
            history::remember(&text(&format!("state: {state}")));
        }
        history::remember(&text("state: 20"));
        let states = saved_states();
        assert_eq!(states.len(), history::LIMIT);
        assert_eq!(&*states[0].files[0].text, format!("state: {}", history::LIMIT + 4));
    }

    #[wasm_bindgen_test]
    fn what_is_no_text_is_not_restored() {
        for damaged in ["", "null", "[]", "[1,0,[]]", "[1,0,[[1,2]]]", "{\"a\":1}"] {
            assert!(Record::from_json(damaged).is_none(), "{damaged}");
        }
    }
}
