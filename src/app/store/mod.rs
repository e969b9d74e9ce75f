//! What stays on this device between visits.
//!
//! Every tab of the browser writes into a *slot* of its own, so two tabs never overwrite each other:
//!
//! | key | holds |
//! |---|---|
//! | `mtls-playground.slot.<id>` | the text of one tab, as it is now |
//! | `mtls-playground.state.<time>` | an earlier text; the last [`history::LIMIT`] of all tabs |
//! | `mtls-playground.evaluating.<id>` | present while the text of the slot is being evaluated |
//! | `mtls-playground.language`, `.theme`, `.split`, `.list` | settings |
//!
//! The id of a tab's own slot and the link that it followed last are in its `sessionStorage`. Everything here may fail (storage is full, or the browser
//! refuses it); then the page works without.

mod followed;
mod guard;
pub(crate) mod history;
mod record;
mod settings;
mod slot;

pub(crate) use followed::{has_followed, set_followed};
pub(crate) use guard::Guard;
pub(crate) use history::SavedState;
pub(crate) use settings::{Setting, read_setting, write_setting};
pub(crate) use slot::{Restored, Slot};

use js_sys::{JsString, Reflect};
use mtls_playground::order;
use web_sys::Storage;

/// What all keys begin with: other pages of the same origin have keys as well.
const PREFIX: &str = "mtls-playground";

/// All keys of the storage that begin with `prefix`, sorted.
fn keys(storage: &Storage, prefix: &str) -> Vec<String> {
    let count = storage.length().unwrap_or(0);
    let mut keys: Vec<String> = (0..count)
        .filter_map(|index| storage.key(index).ok().flatten())
        .filter(|key| key.starts_with(prefix))
        .collect();
    order::sort(&mut keys);
    keys
}

/// The value of a key, if there is storage and it has the key.
fn read(storage: Option<&Storage>, key: &str) -> Option<String> {
    storage?.get_item(key).ok().flatten()
}

/// Writes a value; says whether it worked. A text of the browser goes there as it is, and is not copied by us.
fn write(storage: Option<&Storage>, key: &str, value: &JsString) -> bool {
    storage.is_some_and(|storage| Reflect::set(storage, &key.into(), value).unwrap_or(false))
}

/// Removes a key, if it is there.
fn remove(storage: Option<&Storage>, key: &str) {
    if let Some(storage) = storage {
        let _ = storage.remove_item(key);
    }
}
