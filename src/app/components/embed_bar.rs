//! The bar at the top of a page that is part of another one.

use super::icon::icon;
use crate::app::browser;
use mtls_playground::i18n::Catalog;
use yew::prelude::*;

/// Name, and the way to the page where the text can be changed.
pub(crate) fn embed_bar(text: &dyn Catalog) -> Html {
    html! {
        <header class="top">
            <h1 class="brand">{ icon("logo") }<span>{ text.title() }</span></h1>
            <a class="btn push" data-testid="open-alone" href={browser::address_alone()} target="_blank" rel="noopener">
                { text.open_alone() }
            </a>
        </header>
    }
}
