//! The line at the bottom.

use super::icon::tinted_icon;
use crate::app::browser;
use crate::app::state::{Saving, State};
use mtls_playground::i18n::Catalog;
use yew::prelude::*;

/// Whether the result is of the text, how long it took, how much there is, and whether it is saved. Only the first of
/// these speaks to screen readers: the others change with every keystroke.
pub(crate) fn status_line(text: &dyn Catalog, state: &State) -> Html {
    let blank = state.workspace.is_blank();
    let unreadable = state.latest.unreadable.len();
    let summary = state.shown.summary;
    let (icon, tone, words) = if state.held {
        ("warn", "warning", text.not_evaluated().to_owned())
    } else if blank {
        ("info", "note", text.nothing_to_evaluate().to_owned())
    } else if unreadable > 0 {
        ("warn", "warning", text.unreadable_documents(unreadable))
    } else {
        ("check", "mtls", text.up_to_date().to_owned())
    };
    let coverage = summary.coverage;
    let saving = match state.saving {
        Saving::Untouched => "",
        Saving::Saved => text.saved(),
        Saving::Failed => text.not_saved(),
    };
    html! {
        <footer class="status">
            <div class="o" role="status" data-testid="status" data-revision={state.revision.to_string()}
                data-state={state.status()}>
                { tinted_icon(icon, tone) }<span class="muted">{ words }</span>
            </div>
            if !blank && !state.held {
                <span class="n">{ text.evaluated_in(browser::whole(state.latest.milliseconds)) }</span>
                <span class="n">{ text.amounts(summary.resources, summary.connections) }</span>
                if summary.pairs_left_out > 0 {
                    <span class="n">{ text.pairs_left_out(summary.pairs_left_out) }</span>
                }
                <span class="n">{ text.coverage(coverage.in_mesh, coverage.workloads, coverage.percent()) }</span>
            }
            <span class="push wide">{ saving }</span>
            <span class="wide">{ text.rules_version() }</span>
        </footer>
    }
}

#[cfg(test)]
mod tests {
    use crate::app::testing::Mounted;
    use std::fmt::Write;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// A mesh of pods that could all call each other.
    fn mesh(size: usize) -> String {
        (0..size).fold(String::new(), |mut text, index| {
            let app = format!("{{ app: s{index} }}");
            let _ = write!(
                text,
                "apiVersion: v1\nkind: Pod\nmetadata: {{ name: s{index}, labels: {app} }}\n---\n\
                 apiVersion: v1\nkind: Service\nmetadata: {{ name: s{index} }}\n\
                 spec: {{ selector: {app}, ports: [{{ name: http, port: 80 }}] }}\n---\n"
            );
            text
        })
    }

    #[wasm_bindgen_test]
    async fn it_says_what_was_left_out() {
        let page = Mounted::with_text(&mesh(45)).await;
        let words = page.get("footer").text_content().unwrap();
        assert!(
            words.contains("2000 connections") && words.contains("25 more pairs not evaluated"),
            "{words}"
        );
        page.write(&mesh(44)).await;
        let words = page.get("footer").text_content().unwrap();
        assert!(words.contains("1936 connections") && !words.contains("not evaluated"), "{words}");
    }
}
