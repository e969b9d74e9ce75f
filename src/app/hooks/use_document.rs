//! What of the state concerns the document as a whole.

use crate::app::state::Theme;
use gloo::utils::{document, document_element};
use mtls_playground::i18n::Language;
use yew::prelude::*;

/// Keeps `<html lang>`, the title and the theme.
#[hook]
pub(crate) fn use_document(language: Language, theme: Theme) {
    use_effect_with((language, theme), |(language, theme)| {
        document().set_title(language.catalog().title());
        let root = document_element();
        let _ = root.set_attribute("lang", language.tag());
        let _ = root.set_attribute("data-theme", theme.as_str());
    });
}
