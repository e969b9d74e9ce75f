//! Settings: one word each.

use super::{PREFIX, read, write};
use crate::app::browser;

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Tag of the language.
    Language,
    /// Word of the theme.
    Theme,
    /// Width of the text in per cent.
    Split,
    /// Height of the list in per cent.
    List,
}

impl Setting {
    fn key(self) -> String {
        let name = match self {
            Self::Language => "language",
            Self::Theme => "theme",
            Self::Split => "split",
            Self::List => "list",
        };
        format!("{PREFIX}.{name}")
    }
}

/// The stored word, if there is one.
pub(crate) fn read_setting(setting: Setting) -> Option<String> {
    read(browser::local_storage().as_ref(), &setting.key())
}

/// Stores a word. Where that fails, the setting lasts as long as the visit.
pub(crate) fn write_setting(setting: Setting, word: &str) {
    write(browser::local_storage().as_ref(), &setting.key(), &word.into());
}
