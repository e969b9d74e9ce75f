//! Icons and wires of the sprite.
//!
//! These are functions, not components: a list has several hundred of them, and they never change by themselves.

use yew::prelude::*;

/// The icon of this name.
pub(crate) fn icon(name: &str) -> Html {
    html! { <svg class="i" aria-hidden="true"><use href={format!("#i-{name}")} /></svg> }
}

/// The icon of this name in the colour of a class.
pub(crate) fn tinted_icon(name: &str, tone: &'static str) -> Html {
    html! { <svg class={classes!("i", "c", tone)} aria-hidden="true"><use href={format!("#i-{name}")} /></svg> }
}

/// The wire of this pattern in the colour of a class.
pub(crate) fn wire(pattern: &str, tone: &'static str) -> Html {
    html! { <svg class={classes!("w", tone)} aria-hidden="true"><use href={format!("#w-{pattern}")} /></svg> }
}
