//! Messages in passing.

use super::icon::tinted_icon;
use crate::app::context::{use_dispatch, use_text};
use crate::app::state::{Action, Replacement, Toast, ToastMessage};
use gloo::timers::callback::Timeout;
use mtls_playground::i18n::Catalog;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct ToastRegionProps {
    pub(crate) toast: Option<Toast>,
}

/// How long a message stays, in milliseconds.
const STAY: u32 = 6_000;

/// The message goes away by itself, but not while the pointer or the focus is on it.
#[component]
pub(crate) fn ToastRegion(props: &ToastRegionProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let held = use_state(|| false);
    use_effect_with((props.toast.clone(), *held, dispatch.clone()), |(toast, held, dispatch)| {
        let dispatch = dispatch.clone();
        let timeout = (toast.is_some() && !held)
            .then(|| Timeout::new(STAY, move || dispatch.emit(Action::DismissToast)));
        move || drop(timeout)
    });
    let hold = |on: bool| {
        let held = held.clone();
        move || held.set(on)
    };
    let (enter, leave, focus, blur) = (hold(true), hold(false), hold(true), hold(false));
    html! {
        <div class="toasts" role="status">
            if let Some(Toast { number, message }) = &props.toast {
                <div class="toast" key={*number} onpointerenter={move |_| enter()} onpointerleave={move |_| leave()}
                    onfocusin={move |_| focus()} onfocusout={move |_| blur()}>
                    { tinted_icon(glyph(message).0, glyph(message).1) }
                    <span>{ words(text, message) }</span>
                    if matches!(message, ToastMessage::Replaced(_)) {
                        <button type="button" class="link" onclick={move |_| dispatch.emit(Action::Undo)}>
                            { text.undo() }
                        </button>
                    }
                </div>
            }
        </div>
    }
}

fn glyph(message: &ToastMessage) -> (&'static str, &'static str) {
    match message {
        ToastMessage::Replaced(_) | ToastMessage::Undone | ToastMessage::Copied => ("check", "mtls"),
        ToastMessage::NotCopied | ToastMessage::FileTooLarge(_) | ToastMessage::FileUnreadable(_) => {
            ("warn", "warning")
        }
    }
}

fn words(text: &dyn Catalog, message: &ToastMessage) -> String {
    match message {
        ToastMessage::Replaced(Replacement::Opened) => text.files_opened().to_owned(),
        ToastMessage::Replaced(Replacement::Example) => text.example_opened().to_owned(),
        ToastMessage::Replaced(Replacement::Pasted) => text.example_replaced().to_owned(),
        ToastMessage::Replaced(Replacement::Link { .. }) => text.link_opened().to_owned(),
        ToastMessage::Replaced(Replacement::Restored) => text.state_restored().to_owned(),
        ToastMessage::Replaced(Replacement::Fixed) => text.fix_applied().to_owned(),
        ToastMessage::Replaced(Replacement::Closed(name)) => text.file_closed(name),
        ToastMessage::Undone => text.undone().to_owned(),
        ToastMessage::Copied => text.copied().to_owned(),
        ToastMessage::NotCopied => text.not_copied().to_owned(),
        ToastMessage::FileTooLarge(name) => text.file_too_large(name),
        ToastMessage::FileUnreadable(name) => text.file_unreadable(name),
    }
}
