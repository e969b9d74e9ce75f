//! English texts of the page.

use super::En;
use crate::i18n::text::PageText;

impl PageText for En {
    fn title(&self) -> &'static str {
        "mTLS Playground"
    }
}
