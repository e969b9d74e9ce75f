//! Moving between tabs by keyboard, as the ARIA pattern for tab lists has it.

use crate::app::browser;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// Handles arrows, Home and End at tab `current` of `count`: focuses the next tab and gives its index. The caller
/// chooses it.
pub(crate) fn on_tab_key(event: &KeyboardEvent, current: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let next = match event.key().as_str() {
        "ArrowLeft" => current.checked_sub(1).unwrap_or(last),
        "ArrowRight" if current >= last => 0,
        "ArrowRight" => current + 1,
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    event.prevent_default();
    // Yew delegates events, so the current target is the page and not the list.
    let target: Element = event.target()?.dyn_into().ok()?;
    let tabs = target.closest("[role=tablist]").ok()??.query_selector_all("[role=tab]").ok()?;
    if let Some(tab) = tabs.item(u32::try_from(next).ok()?).and_then(|tab| tab.dyn_into::<Element>().ok()) {
        browser::focus(&tab);
    }
    Some(next)
}
