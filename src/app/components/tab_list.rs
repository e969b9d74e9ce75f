//! Moving between tabs by keyboard, as the ARIA pattern for tab lists has it.

use crate::app::browser;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Handles arrows, Home and End in an element with `role=tablist`: focuses and chooses the tab.
pub(crate) fn on_tab_key(event: &KeyboardEvent) {
    // Yew delegates events, so the current target is the page and not the list.
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(tablist) = target.and_then(|target| target.closest("[role=tablist]").ok().flatten()) else {
        return;
    };
    let Ok(tabs) = tablist.query_selector_all("[role=tab]") else { return };
    let tabs: Vec<HtmlElement> =
        (0..tabs.length()).filter_map(|index| tabs.item(index)?.dyn_into().ok()).collect();
    let is_selected = |tab: &HtmlElement| tab.get_attribute("aria-selected").as_deref() == Some("true");
    let current = tabs.iter().position(is_selected).unwrap_or(0);
    let last = tabs.len().saturating_sub(1);
    let next = match event.key().as_str() {
        "ArrowLeft" => current.checked_sub(1).unwrap_or(last),
        "ArrowRight" if current == last => 0,
        "ArrowRight" => current + 1,
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    if let Some(tab) = tabs.get(next) {
        browser::focus(tab);
        tab.click();
    }
}
