//! What a rule is about.

use super::modal::Modal;
use crate::app::context::use_text;
use crate::app::hooks::fetch;
use mtls_playground::i18n::Language;
use mtls_playground::lint::Code;
use mtls_playground::view::{Block, rule_help};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct RuleDialogProps {
    pub(crate) code: Code,
}

/// What it finds, why that matters, an example, what to change and how to see it on a cluster. The texts of all rules
/// are files beside the page, fetched when somebody asks: they would make the page an eighth larger.
#[component]
pub(crate) fn RuleDialog(props: &RuleDialogProps) -> Html {
    let text = use_text();
    let language = use_context::<Language>().unwrap_or_default();
    let book = use_state(|| None::<Option<String>>);
    let set = book.setter();
    use_effect_with(language, move |language| {
        let address = match language {
            Language::English => "rules/rules.md",
            Language::Korean => "rules/rules.ko.md",
        };
        spawn_local(async move { set.set(Some(fetch(address).await)) });
    });
    let code = props.code.as_str();
    let body = match &*book {
        None => html! { <p class="muted" role="status">{ text.rule_is_loading() }</p> },
        Some(None) => html! { <p role="alert">{ text.rule_not_loaded() }</p> },
        Some(Some(book)) => rule_help(book, code).iter().map(block).collect(),
    };
    html! {
        <Modal title={props.code.name()}>
            <div class="rule" data-testid="rule">
                <p class="mono muted">{ code }</p>
                { body }
            </div>
        </Modal>
    }
}

fn block(block: &Block) -> Html {
    match block {
        Block::Heading(words) => html! { <h3>{ words }</h3> },
        Block::Yaml(text) => html! { <pre class="diff" tabindex="0"><code>{ text }</code></pre> },
        Block::Words(pieces) => {
            let piece = |(index, piece): (usize, &String)| {
                if index % 2 == 1 {
                    html! { <code>{ piece }</code> }
                } else {
                    html! { { piece } }
                }
            };
            html! { <p>{ for pieces.iter().enumerate().map(piece) }</p> }
        }
    }
}
