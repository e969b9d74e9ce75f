//! The findings.

use super::finding::{Finding, Known, has_words, severity_icon};
use super::icon::{icon, tinted_icon};
use crate::app::context::use_text;
use crate::app::evaluation::Evaluated;
use crate::app::hooks::Fixes;
use crate::app::shared::Shared;
use mtls_playground::lint::Severity;
use mtls_playground::verify;
use mtls_playground::view::Problem;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct FindingsProps {
    /// The result of the text as it is: its findings are listed.
    pub(crate) latest: Shared<Evaluated>,
    /// Which findings show all of themselves.
    pub(crate) open: Vec<bool>,
    pub(crate) fixes: Fixes,
    /// The findings whose fixes are wanted.
    pub(crate) wanted: Vec<usize>,
}

/// How many findings are drawn at first, and how many more each time that somebody asks.
const PAGE: usize = 50;

/// Worst first; all good is said in words. Severities and words choose among many. The findings are a list of their own:
/// only where every child has a key does Yew keep those that stay.
#[component]
pub(crate) fn Findings(props: &FindingsProps) -> Html {
    let text = use_text();
    let chosen = use_state_eq(|| None::<Severity>);
    let words = use_state_eq(String::new);
    let limit = use_state_eq(|| PAGE);
    let problems = &props.latest.problems;
    let unprotected = props.latest.rows.iter().any(|row| row.outcome.class() != "mtls");
    let chip = |severity: Severity| {
        let count = problems.iter().filter(|problem| problem.severity == severity).count();
        let (set, pressed) = (chosen.clone(), *chosen == Some(severity));
        let (glyph, tone) = severity_icon(severity);
        let label = text.chip(text.severity(severity), count);
        (count > 0).then(|| html! {
            <button type="button" class={classes!("btn", "chip", tone)} aria-pressed={pressed.to_string()}
                aria-label={label.clone()} title={label} onclick={move |_| set.set((!pressed).then_some(severity))}>
                { icon(glyph) }<b class="n">{ count }</b>
            </button>
        })
    };
    let oninput = {
        let words = words.setter();
        move |event: InputEvent| words.set(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let passes = |problem: &Problem| {
        chosen.is_none_or(|severity| problem.severity == severity)
            && (words.trim().is_empty() || has_words(text, problem, &words))
    };
    let known = |index: usize, problem: &Problem| match props.fixes.of(&problem.message) {
        Some(found) => Known::Found(found.clone()),
        None if props.wanted.first() == Some(&index) => {
            Known::Trying(props.fixes.progress.0, props.fixes.progress.1)
        }
        None if props.wanted.contains(&index) => Known::Trying(0, 0),
        None => Known::Nothing,
    };
    let is_open = |index: usize| props.open.get(index).copied().unwrap_or_default();
    let commands = |index: usize| {
        let finding = props.latest.analysis.findings.get(index).filter(|_| is_open(index));
        finding
            .map(|finding| verify::of_finding(&props.latest.analysis.context(), finding))
            .unwrap_or_default()
    };
    let shown: Vec<(usize, &Rc<Problem>)> =
        problems.iter().enumerate().filter(|(_, problem)| passes(problem)).collect();
    // One that comes or goes leaves the others of other rules as they are drawn.
    let key = |index: usize, problem: &Problem| {
        let before = problems.iter().take(index).filter(|before| before.code == problem.code);
        format!("{} {}", problem.code.as_str(), before.count())
    };
    let more = {
        let limit = limit.clone();
        move |_| limit.set(*limit + PAGE)
    };
    html! {
        <section class="findings" aria-label={text.pane_findings()}>
            <div class="hd">
                <h2>{ text.pane_findings() }</h2>
                if problems.len() > 1 {
                    { for Severity::ALL.into_iter().filter_map(chip) }
                    <label class="field push sift">
                        { tinted_icon("search", "note") }
                        <input type="search" aria-label={text.filter_findings()} value={(*words).clone()} {oninput} />
                    </label>
                }
            </div>
            <>
                { for shown.iter().take(*limit).map(|(index, problem)| html! {
                    <Finding key={key(*index, problem)} problem={(*problem).clone()} known={known(*index, problem)}
                        open={is_open(*index)} commands={commands(*index)} />
                }) }
            </>
            if shown.len() > *limit {
                <div class="hd">
                    <span class="muted">{ text.findings_drawn(*limit, shown.len()) }</span>
                    <button type="button" class="btn" onclick={more}>{ text.more_rows() }</button>
                </div>
            } else if shown.is_empty() && !problems.is_empty() {
                <p class="hd muted">{ text.no_findings_match() }</p>
            } else if problems.is_empty() && !unprotected && !props.latest.rows.is_empty() {
                <p class="hd">{ tinted_icon("check", "mtls") }<b>{ text.all_mtls(props.latest.rows.len()) }</b></p>
            } else if problems.is_empty() {
                <p class="hd muted">{ text.no_findings() }</p>
            }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use crate::app::testing::{Mounted, SCENARIO};
    use wasm_bindgen_test::wasm_bindgen_test;

    const RULE: &str = "---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec:
  host: cart
  trafficPolicy:
    # Left over.
    tls:
      mode: DISABLE
";

    fn outcomes(page: &Mounted) -> Vec<String> {
        page.all("[data-testid=connections] [data-outcome]", "data-outcome")
    }

    #[wasm_bindgen_test]
    async fn a_fix_is_looked_at_applied_and_undone() {
        let text = format!("{SCENARIO}{RULE}");
        let page = Mounted::with_text(&text).await;
        assert_eq!(outcomes(&page), ["refused", "refused"]);
        let preview = page.appears("[data-fix='MP101-2-remove-tls']").await;
        preview.click();
        let apply = page.appears("[data-testid=apply]").await;
        assert!(page.get(".diff").text_content().unwrap().contains("mode: DISABLE"));
        assert!(page.get(".flip").text_content().unwrap().contains("shop/web → cart.shop:8080"));
        assert!(page.get("[data-from='shop/web']").text_content().unwrap().contains("→ mTLS"));
        apply.click();
        page.evaluated().await;
        assert_eq!(outcomes(&page), ["refused", "mtls"]);
        assert!(!page.editor().value().contains("mode: DISABLE"));
        page.click(".toast .link").await;
        page.evaluated().await;
        assert_eq!(
            (page.editor().value(), outcomes(&page)),
            (text, vec!["refused".into(), "refused".into()])
        );
    }

    #[wasm_bindgen_test]
    async fn a_fix_that_breaks_something_says_so_and_is_not_the_one_to_begin_with() {
        let typo = SCENARIO
            .replace("name: default, namespace: istio-system", "name: cart, namespace: shop")
            .replace(
                "spec: { mtls: { mode: STRICT } }",
                "spec: { selector: { matchLabels: { app: carts } }, mtls: { mode: STRICT } }",
            );
        let page = Mounted::with_text(&typo).await;
        assert_eq!(outcomes(&page), ["plaintext", "mtls"]);
        let preview = page.appears("[data-fix='MP301-correct-label']").await;
        assert!(!preview.class_name().contains("primary"));
        let finding = page.get("[data-code=MP301]").text_content().unwrap();
        assert!(finding.contains("1 breaks") && finding.contains("old/cron → cart.shop:8080"), "{finding}");
        preview.click();
        let apply = page.appears("[data-testid=apply]").await;
        assert_eq!(apply.text_content().unwrap(), "Apply, 1 connection breaks");
    }

    #[wasm_bindgen_test]
    async fn a_preview_closes_and_gives_the_focus_back() {
        let page = Mounted::with_text(&format!("{SCENARIO}{RULE}")).await;
        page.appears("[data-fix='MP101-2-remove-tls']").await.click();
        page.appears("[data-testid=apply]").await;
        page.press("[data-testid=apply]", "Escape").await;
        assert!(page.find("[data-testid=apply]").is_none());
        let focused = gloo::utils::document().active_element().unwrap();
        assert_eq!(focused.get_attribute("data-fix").as_deref(), Some("MP101-2-remove-tls"));
    }

    #[wasm_bindgen_test]
    async fn the_rows_of_a_finding_are_shown_alone_until_all_are_wanted_again() {
        let page = Mounted::with_text(SCENARIO).await;
        page.click("[data-testid=finding] .link.n").await;
        assert_eq!(outcomes(&page), ["refused"]);
        page.click(".only").await;
        assert_eq!(outcomes(&page), ["refused", "mtls"]);
    }

    #[wasm_bindgen_test]
    async fn an_open_finding_has_commands_with_its_names() {
        let page = Mounted::with_text(SCENARIO).await;
        let commands = page.get("[data-testid=finding-commands]").text_content().unwrap();
        assert!(commands.contains("describe service cart -n shop"), "{commands}");
        page.click(".finding .fold").await;
        assert!(page.find("[data-testid=finding-commands]").is_none());
    }

    #[wasm_bindgen_test]
    async fn findings_are_chosen_by_severity_and_opened() {
        let page = Mounted::with_text(&format!(
            "{SCENARIO}---\napiVersion: v1\nkind: Secret\nmetadata: {{ name: s }}\n"
        ))
        .await;
        let codes = || page.all("[data-testid=finding]", "data-code");
        assert_eq!(codes(), ["MP101", "MP701"]);
        page.click(".findings .chip.note").await;
        assert_eq!(codes(), ["MP701"]);
        assert!(page.find(".finding .places").is_none());
        page.click(".finding .fold").await;
        assert!(page.find(".finding .places").is_some());
        page.click(".findings .chip.note").await;
        assert_eq!(codes(), ["MP101", "MP701"]);
    }

    #[wasm_bindgen_test]
    async fn many_findings_are_drawn_in_portions() {
        let notes: String = (0..60)
            .map(|index| format!("---\napiVersion: v1\nkind: Widget{index}\nmetadata: {{ name: s }}\n"))
            .collect();
        let page = Mounted::with_text(&notes).await;
        let drawn = || page.all("[data-testid=finding]", "data-code").len();
        assert_eq!(drawn(), 50);
        page.click(".findings > .hd .btn:not(.chip)").await;
        assert_eq!(drawn(), 60);
    }
}
