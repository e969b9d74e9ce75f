//! The few things that the page asks of the browser, without the exceptions that asking may throw.

use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Storage};

/// The element with this id.
pub(crate) fn element(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Milliseconds since the page was opened, with fractions; for measuring durations.
pub(crate) fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// Milliseconds since 1970; for saying when something was saved.
pub(crate) fn today() -> f64 {
    js_sys::Date::now()
}

/// Storage that outlives the visit, unless the browser refuses it. There is none in the page of somebody else.
pub(crate) fn local_storage() -> Option<Storage> {
    window().local_storage().ok().flatten().filter(|_| !is_embedded())
}

/// Storage of this tab alone, unless the browser refuses it.
pub(crate) fn session_storage() -> Option<Storage> {
    window().session_storage().ok().flatten().filter(|_| !is_embedded())
}

/// Whether this is a part of another page, to be read only: `?embed=1`.
pub(crate) fn is_embedded() -> bool {
    query("embed").as_deref() == Some("1")
}

/// The fragment of the address with its `#`; empty without one.
pub(crate) fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// A parameter of the address: `ko` for `lang` in `?lang=ko`.
pub(crate) fn query(name: &str) -> Option<String> {
    let query = window().location().search().ok()?;
    query
        .trim_start_matches('?')
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// The languages that the user prefers, best first.
pub(crate) fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// Puts the keyboard focus on an element.
pub(crate) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // Fails only for elements that cannot take the focus, and then nothing is to be done.
        let _ = element.focus();
    }
}

/// Whether an element that matches has the keyboard focus.
pub(crate) fn has_focus(selector: &str) -> bool {
    document().active_element().is_some_and(|element| element.matches(selector).unwrap_or(false))
}

/// Puts the keyboard focus on the first element that matches.
pub(crate) fn focus_on(selector: &str) {
    if let Some(element) = document().query_selector(selector).ok().flatten() {
        focus(&element);
    }
}

/// Puts the keyboard focus on the first element that matches, if no other element has it.
pub(crate) fn focus_if_lost(selector: &str) {
    let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
    if lost {
        focus_on(selector);
    }
}

/// Closes the menu of this id, if it is open.
pub(crate) fn hide_popover(id: &str) {
    if let Some(menu) = element(id).and_then(|menu| menu.dyn_into::<HtmlElement>().ok()) {
        let _ = menu.hide_popover();
    }
}

/// Sets a CSS custom property. A `style` attribute would violate the Content-Security-Policy; this way does not.
pub(crate) fn set_property(element: &Element, name: &str, value: &str) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.style().set_property(name, value);
    }
}

/// The nearest whole number, 0 for anything less. Whole numbers are written without the tables that fractions need.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
pub(crate) fn whole(number: f64) -> u64 {
    number.round() as u64
}

/// A share between 0 and 1 in whole per cent.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped just before")]
pub(crate) fn per_cent(share: f64) -> u32 {
    (share * 100.0).round().clamp(0.0, 100.0) as u32
}

/// The address of the page by itself, where it is part of another one.
pub(crate) fn address_alone() -> String {
    address_with(&fragment())
        .replacen("?embed=1&", "?", 1)
        .replacen("?embed=1", "", 1)
        .replacen("&embed=1", "", 1)
}

/// The address of the page as a part of another one, with this fragment; safe in an attribute of HTML.
pub(crate) fn address_embedded(fragment: &str) -> String {
    let location = window().location();
    let (origin, path) = (location.origin().unwrap_or_default(), location.pathname().unwrap_or_default());
    format!("{origin}{path}?embed=1{fragment}")
}

/// The address of the page with another fragment.
pub(crate) fn address_with(fragment: &str) -> String {
    let address = window().location().href().unwrap_or_default();
    let page = address.split('#').next().unwrap_or_default();
    format!("{page}{fragment}")
}

/// Puts a fragment into the address without a `hashchange` event and without a step in the history.
pub(crate) fn set_fragment(fragment: &str) {
    if let (Ok(history), false) = (window().history(), is_embedded()) {
        // Browsers refuse addresses beyond some megabytes; the link is on the screen then as well.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(fragment));
    }
}
