//! Which part of a large text is edited.

use super::icon::icon;
use mtls_playground::i18n::Catalog;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The parts to choose from: there are so many `parts`, and the one of this `index` is open.
pub(crate) fn part_bar(text: &dyn Catalog, index: usize, parts: usize, turn: &Callback<usize>) -> Html {
    let step = |label: &'static str, glyph: &'static str, to: Option<usize>| {
        let turn = turn.clone();
        html! {
            <button type="button" class="btn quiet" aria-label={label} title={label}
                disabled={to.is_none_or(|to| to >= parts)} onclick={move |_| to.into_iter().for_each(|to| turn.emit(to))}>
                { icon(glyph) }
            </button>
        }
    };
    let onchange = {
        let turn = turn.clone();
        move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            turn.emit(usize::try_from(chosen).unwrap_or(index));
        }
    };
    html! {
        <div class="bar parts" role="group" aria-label={text.parts_of_file()}>
            { step(text.previous_part(), "left", index.checked_sub(1)) }
            <select class="btn chip" aria-label={text.parts_of_file()} {onchange}>
                { for (0..parts).map(|at| html! {
                    <option selected={at == index}>{ text.part_of(at + 1, parts) }</option>
                }) }
            </select>
            { step(text.next_part(), "left", Some(index + 1)) }
            <span class="note">{ text.why_in_parts() }</span>
        </div>
    }
}
