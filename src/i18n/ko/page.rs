//! Korean texts of the page.

use super::Ko;
use crate::i18n::text::PageText;

impl PageText for Ko {
    fn title(&self) -> &'static str {
        "mTLS Playground"
    }
}
