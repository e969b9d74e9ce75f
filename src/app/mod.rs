//! The page.

use mtls_playground::i18n::Language;
use yew::prelude::*;

/// Mounts the page.
pub(crate) fn start() {
    yew::Renderer::<Root>::new().render();
}

/// Everything on the page.
#[component]
fn Root() -> Html {
    html! { <h1>{ Language::default().catalog().title() }</h1> }
}
