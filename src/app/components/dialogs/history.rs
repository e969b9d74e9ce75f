//! Earlier states of the text.

use super::modal::Modal;
use crate::app::state::{Action, Replacement};
use crate::app::store::{SavedState, history};
use mtls_playground::i18n::{Catalog, Language};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// When each was put aside, its files, and how long it is; choosing one puts it in place of the text.
pub(super) fn earlier_states(text: &dyn Catalog, dispatch: &Callback<Action>, language: Language) -> Html {
    let states = history::saved_states();
    let item = |state: &SavedState| {
        let (dispatch, files) = (dispatch.clone(), state.files.clone());
        let names: Vec<&str> = state.files.iter().map(|file| &*file.name).collect();
        let lines: usize = state.files.iter().map(|file| file.text.lines().count()).sum();
        html! {
            <li>
                <button type="button" class="btn"
                    onclick={move |_| dispatch.emit(Action::Replace(Replacement::Restored, files.clone()))}>
                    <span>{ local_time(state.saved_at, language) }</span>
                    <span class="muted">{ names.join(", ") }</span>
                    <span class="muted n">{ text.line_count(lines) }</span>
                </button>
            </li>
        }
    };
    html! {
        <Modal title={text.earlier_states()}>
            <p class="muted">
                { if states.is_empty() { text.no_earlier_states() } else { text.earlier_states_detail() } }
            </p>
            <ul class="states">{ for states.iter().map(item) }</ul>
        </Modal>
    }
}

/// Date and time as people of the language write them.
fn local_time(milliseconds: f64, language: Language) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(milliseconds));
    date.to_locale_string(language.tag(), &JsValue::UNDEFINED).into()
}
