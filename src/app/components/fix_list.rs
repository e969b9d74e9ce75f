//! The fixes of a finding.

use super::icon::icon;
use super::overall_label::overall_label;
use crate::app::hooks::Found;
use crate::app::state::{Action, Previewed};
use mtls_playground::fix::Fix;
use mtls_playground::i18n::Catalog;
use mtls_playground::view::{broken, changes};
use std::rc::Rc;
use yew::prelude::*;

/// How many kinds of changes, and how many connections that break, are told in short; the preview has all.
const TOLD: usize = 3;

/// What a fix does, as a title, and its price in sentences.
pub(crate) fn deed_and_price(text: &dyn Catalog, fix: &Fix) -> (String, String) {
    let sentences = fix.steps.iter().map(|step| text.fix_step(step));
    let parts = sentences.map(|step| match step.split_once(". ") {
        Some((deed, price)) => (format!("{deed}."), price.to_owned()),
        None => (step, String::new()),
    });
    let (deeds, mut prices): (Vec<_>, Vec<_>) = parts.unzip();
    prices.retain(|price| !price.is_empty());
    (deeds.join(" ").trim_end_matches('.').to_owned(), prices.join(" "))
}

/// One line for each: what it does, what comes of it, what it breaks, how safe it is, and the button that opens its
/// preview. `leading` says whether the first one is the one to begin with; one that breaks something never is.
pub(crate) fn fix_list(
    text: &'static dyn Catalog,
    dispatch: &Callback<Action>,
    found: &Found,
    fixes: &[&Rc<Fix>],
    leading: bool,
) -> Html {
    let item = |(index, fix): (usize, &&Rc<Fix>)| {
        let deed = deed_and_price(text, fix).0;
        let preview = Previewed { message: found.message.clone(), steps: fix.steps.clone() };
        let dispatch = dispatch.clone();
        let class = classes!("btn", (leading && index == 0 && !fix.breaks()).then_some("primary"));
        let broken = broken(&found.of.analysis, fix);
        let names = broken.iter().take(TOLD).map(|row| format!("{} → {}", row.from, row.to));
        html! {
            <li class="fix" key={fix.id.clone()}>
                <span class="strong">{ &deed }</span>
                <button type="button" {class} data-testid="fix" data-fix={fix.id.clone()}
                    aria-label={text.preview_of(&deed)}
                    onclick={move |_| dispatch.emit(Action::Preview(Some(preview.clone())))}>
                    { text.preview() }
                </button>
                if !broken.is_empty() {
                    <span class="flips breaks">
                        <span class="o refused">{ icon("close") }{ text.breaks(broken.len()) }</span>
                        { for names.map(|name| html! { <span>{ name }</span> }) }
                        if broken.len() > TOLD {
                            <span>{ "…" }</span>
                        }
                    </span>
                }
                <span class="flips">
                    { for changes(fix).iter().take(TOLD).map(|change| html! {
                        <span>
                            { overall_label(text, change.before, Some(change.count)) }{ " → " }
                            { overall_label(text, change.after, None) }
                        </span>
                    }) }
                    <span>{ text.safety(fix.safety) }</span>
                </span>
            </li>
        }
    };
    html! { <ul>{ for fixes.iter().enumerate().map(item) }</ul> }
}
