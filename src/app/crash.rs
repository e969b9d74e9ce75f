//! The message of last resort.

use super::browser;
use mtls_playground::i18n::Language;
use wasm_bindgen::JsValue;

/// Makes a panic visible. A panic cannot be caught in the browser: the page is dead from then on, but the text was
/// saved before it was evaluated, and the next visit will not evaluate it unasked.
pub(crate) fn install() {
    yew::set_custom_panic_hook(Box::new(|panic| {
        web_sys::console::error_1(&JsValue::from_str(&panic.to_string()));
        if let Some(message) = browser::element("crash") {
            message.set_text_content(Some(language().catalog().crashed()));
            let _ = message.remove_attribute("hidden");
        }
    }));
}

/// The state may be what broke, so the language is read off the document.
fn language() -> Language {
    let tag = gloo::utils::document_element().get_attribute("lang");
    tag.as_deref().and_then(Language::from_tag).unwrap_or_default()
}
