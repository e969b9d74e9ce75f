//! The fragment of the address that this tab followed last.

use super::{PREFIX, read, write};
use crate::app::browser;

/// Whether this tab already followed the fragment: a reload need not ask again.
pub(crate) fn has_followed(fragment: &str) -> bool {
    read(browser::session_storage().as_ref(), &key()).as_deref() == Some(fragment)
}

/// The fragment is followed, or was made here.
pub(crate) fn set_followed(fragment: &str) {
    write(browser::session_storage().as_ref(), &key(), &fragment.into());
}

fn key() -> String {
    format!("{PREFIX}.followed")
}
