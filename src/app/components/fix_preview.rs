//! What a fix would do.

use super::fix_list::{deed_and_price, fix_list};
use super::icon::{icon, tinted_icon};
use super::overall_label::overall_label;
use crate::app::browser;
use crate::app::context::{use_dispatch, use_text};
use crate::app::hooks::Look;
use crate::app::shared::Shared;
use crate::app::state::Action;
use mtls_playground::fix::{Fix, Flip};
use mtls_playground::i18n::Catalog;
use mtls_playground::lint::fix::Safety;
use mtls_playground::text::{DiffLine, Hunk};
use mtls_playground::view::{FileDiff, FlipRow};
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct FixPreviewProps {
    pub(crate) look: Shared<Look>,
    /// The fix belongs to the text as it is, and not to an older one.
    pub(crate) fresh: bool,
}

/// The lines beside the connections that change, what it costs, and Apply. The focus goes to Apply only if nothing
/// breaks, so that Enter does no harm; Escape leaves.
#[component]
pub(crate) fn FixPreview(props: &FixPreviewProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let focused = use_node_ref();
    let Look { found, fix, preview } = &*props.look;
    let breaks = fix.flips.iter().filter(|flip| flip.breaks()).count();
    use_effect_with(fix.steps.clone(), {
        let focused = focused.clone();
        move |_| {
            if let Some(button) = focused.cast::<Element>() {
                focus_without_scrolling(&button);
            }
        }
    });
    let close = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Preview(None)))
    };
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                dispatch.emit(Action::Preview(None));
            }
        })
    };
    let apply = {
        let (dispatch, fix) = (dispatch.clone(), fix.clone());
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Apply(fix.clone())))
    };
    let (deed, price) = deed_and_price(text, fix);
    let (better, worse) = preview.flips.iter().fold((0, 0), |(better, worse), row| match turn(&row.flip) {
        Turn::Better => (better + 1, worse),
        Turn::Worse => (better, worse + 1),
        Turn::Neither => (better, worse),
    });
    let others: Vec<&Rc<Fix>> = found.fixes.iter().filter(|other| other.id != fix.id).collect();
    let (glyph, tone) = match fix.safety {
        Safety::Safe => ("check", "mtls"),
        Safety::ChangesBehaviour => ("info", "note"),
        Safety::NeedsCare => ("warn", "warning"),
    };
    html! {
        <div class="lower preview" {onkeydown}>
            <section aria-label={text.preview_of(&deed)}>
                <div class="hd">
                    <button type="button" class="btn quiet" aria-label={text.back_to_findings()}
                        title={text.back_to_findings()} onclick={close.clone()}>
                        { icon("left") }
                    </button>
                    <h2>{ &deed }</h2>
                    <span class={classes!("o", "tag", "tint", "push", tone)}>{ icon(glyph) }{ text.safety(fix.safety) }</span>
                </div>
                { for preview.files.iter().map(|file| file_diff(text, file)) }
                if !price.is_empty() {
                    <p class="muted">{ &price }</p>
                }
            </section>
            <section aria-label={text.flips(preview.flips.len())}>
                <div class="hd">
                    <h2>{ text.flips(preview.flips.len()) }</h2>
                    if !preview.flips.is_empty() {
                        <span class="muted">{ text.better_and_worse(better, worse) }</span>
                    }
                    <span class="muted push">{ text.stay_as_they_are(preview.unchanged) }</span>
                </div>
                <ul>{ for preview.flips.iter().map(|row| flip_row(text, row)) }</ul>
                if !props.fresh {
                    <p class="muted" role="status">{ text.fix_is_older() }</p>
                }
                <div class="hd actions">
                    <button type="button" class="btn primary" data-testid="apply" disabled={!props.fresh}
                        ref={if breaks == 0 { focused.clone() } else { NodeRef::default() }} onclick={apply}>
                        { text.apply(breaks) }
                    </button>
                    <button type="button" class="btn" onclick={close}
                        ref={if breaks == 0 { NodeRef::default() } else { focused }}>
                        { text.cancel() }
                    </button>
                    <span class="muted push">{ text.one_undo_step() }{ " " }<kbd>{ "Ctrl Z" }</kbd></span>
                </div>
                if !others.is_empty() {
                    <h3 class="hd others">{ text.other_fixes() }</h3>
                    { fix_list(text, &dispatch, found, &others, false) }
                }
            </section>
        </div>
    }
}

/// Focuses a button of the preview. Where it is below what can be seen, the focus goes to the first button instead: who
/// looks at a fix begins with its lines.
fn focus_without_scrolling(button: &Element) {
    browser::focus(button);
    if let Ok(Some(pane)) = button.closest(".preview")
        && pane.scroll_top() > 0
    {
        pane.set_scroll_top(0);
        browser::focus_on(".preview .btn");
    }
}

/// Name of the file and its changed lines, each with its number in the text as it is.
fn file_diff(text: &dyn Catalog, file: &FileDiff) -> Html {
    let label = format!("{}: {}", file.name, text.lines_changed(file.added, file.removed));
    html! {
        <>
            <p class="muted n" title={label.clone()}>
                { &*file.name }{ " " }<b class="o mtls">{ format!("+{}", file.added) }</b>{ " " }
                <b class="o refused">{ format!("−{}", file.removed) }</b>
            </p>
            <div class="diff" role="region" tabindex="0" aria-label={label}>
                { for file.hunks.iter().map(hunk) }
            </div>
        </>
    }
}

fn hunk(hunk: &Hunk) -> Html {
    let mut number = hunk.first.0;
    let line = |line: &DiffLine| {
        let (class, sign, words, counts) = match line {
            DiffLine::Kept(words) => ("", "", words, true),
            DiffLine::Removed(words) => ("refused tint", "−", words, true),
            DiffLine::Added(words) => ("mtls tint", "+", words, false),
        };
        let shown = counts.then_some(number);
        number += usize::from(counts);
        html! { <div {class}><span class="m">{ sign }</span><span class="m n">{ for shown }</span><code>{ words }</code></div> }
    };
    html! { <div class="hunk">{ for hunk.lines.iter().map(line) }</div> }
}

/// Whether a connection is better off.
#[derive(Clone, Copy, PartialEq)]
enum Turn {
    Better,
    Worse,
    Neither,
}

/// Working is better than failing, and mutual TLS better than anything that works without.
fn turn(flip: &Flip) -> Turn {
    let worth = |(outcome, works): (mtls_playground::verdict::Overall, bool)| {
        u8::from(works) + u8::from(works && outcome.as_str() == "mtls")
    };
    match worth(flip.after).cmp(&worth(flip.before)) {
        std::cmp::Ordering::Greater => Turn::Better,
        std::cmp::Ordering::Less => Turn::Worse,
        std::cmp::Ordering::Equal => Turn::Neither,
    }
}

fn flip_row(text: &dyn Catalog, row: &FlipRow) -> Html {
    let (glyph, tone, words) = match turn(&row.flip) {
        Turn::Better => ("check", "mtls", text.is_better()),
        Turn::Worse => ("close", "refused", text.is_worse()),
        Turn::Neither => ("info", "note", ""),
    };
    let call = format!("{} → {}", row.from, row.to);
    html! {
        <li class="flip">
            { tinted_icon(glyph, tone) }
            <span class="cut" title={format!("{call} ({})", row.flip.server)}><span class="sr">{ words }{ ": " }</span>{ &call }</span>
            { overall_label(text, row.flip.before.0, None) }
            <span class="muted">{ "→" }</span>
            { overall_label(text, row.flip.after.0, None) }
        </li>
    }
}
