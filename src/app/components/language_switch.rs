//! The choice of the language.

use crate::app::state::Action;
use crate::app::store::{Setting, write_setting};
use mtls_playground::i18n::{Catalog, Language};
use yew::prelude::*;

/// One button for each language, in its own words.
pub(crate) fn language_switch(text: &dyn Catalog, dispatch: &Callback<Action>) -> Html {
    let choose = |language: Language| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            write_setting(Setting::Language, language.tag());
            dispatch.emit(Action::Speak(language));
        })
    };
    let button = |language: Language| {
        let name = language.catalog().own_name();
        html! {
            <button type="button" class="btn" lang={language.tag()} aria-pressed={(name == text.own_name()).to_string()}
                onclick={choose(language)}>
                { name }
            </button>
        }
    };
    html! {
        <div class="seg" role="group" aria-label={text.language()} data-testid="language">
            { for Language::ALL.into_iter().map(button) }
        </div>
    }
}
