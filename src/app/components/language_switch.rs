//! The choice of the language.

use crate::app::context::{use_dispatch, use_text};
use crate::app::state::Action;
use crate::app::store::{Setting, write_setting};
use mtls_playground::i18n::Language;
use yew::prelude::*;

/// One button for each language, in its own words.
#[component]
pub(crate) fn LanguageSwitch() -> Html {
    let current = use_context::<Language>().unwrap_or_default();
    let text = use_text();
    let dispatch = use_dispatch();
    let choose = |language: Language| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            write_setting(Setting::Language, language.tag());
            dispatch.emit(Action::Speak(language));
        })
    };
    html! {
        <div class="seg" role="group" aria-label={text.language()} data-testid="language">
            { for Language::ALL.into_iter().map(|language| html! {
                <button type="button" class="btn" lang={language.tag()} aria-pressed={(language == current).to_string()}
                    onclick={choose(language)}>
                    { language.catalog().own_name() }
                </button>
            }) }
        </div>
    }
}
