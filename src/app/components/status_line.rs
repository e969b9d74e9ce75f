//! The line at the bottom.

use super::icon::tinted_icon;
use crate::app::browser;
use crate::app::context::use_text;
use crate::app::state::Saving;
use mtls_playground::view::Summary;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct StatusLineProps {
    /// Numbers of what is shown.
    pub(crate) summary: Summary,
    pub(crate) milliseconds: f64,
    /// How many texts were evaluated.
    pub(crate) revision: u32,
    /// `idle`, `pending` or `error`.
    pub(crate) status: &'static str,
    pub(crate) blank: bool,
    /// How many documents could not be read.
    pub(crate) unreadable: usize,
    pub(crate) held: bool,
    pub(crate) saving: Saving,
}

/// Whether the result is of the text, how long it took, how much there is, and whether it is saved. Only the first of
/// these speaks to screen readers: the others change with every keystroke.
#[component]
pub(crate) fn StatusLine(props: &StatusLineProps) -> Html {
    let text = use_text();
    let (icon, tone, words) = if props.held {
        ("warn", "warning", text.not_evaluated().to_owned())
    } else if props.blank {
        ("info", "note", text.nothing_to_evaluate().to_owned())
    } else if props.unreadable > 0 {
        ("warn", "warning", text.unreadable_documents(props.unreadable))
    } else {
        ("check", "mtls", text.up_to_date().to_owned())
    };
    let coverage = props.summary.coverage;
    let saving = match props.saving {
        Saving::Untouched => "",
        Saving::Saved => text.saved(),
        Saving::Failed => text.not_saved(),
    };
    html! {
        <footer class="status">
            <div class="o" role="status" data-testid="status" data-revision={props.revision.to_string()}
                data-state={props.status}>
                { tinted_icon(icon, tone) }<span class="muted">{ words }</span>
            </div>
            if !props.blank && !props.held {
                <span class="n">{ text.evaluated_in(browser::whole(props.milliseconds)) }</span>
                <span class="n">{ text.amounts(props.summary.resources, props.summary.connections) }</span>
                if props.summary.pairs_left_out > 0 {
                    <span class="n">{ text.pairs_left_out(props.summary.pairs_left_out) }</span>
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
