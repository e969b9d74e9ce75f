//! The bar at the top.

use super::examples_menu::examples_menu;
use super::icon::icon;
use super::language_switch::language_switch;
use super::symptom_box::symptom_box;
use super::theme_button::theme_button;
use crate::app::context::{use_dispatch, use_text};
use crate::app::state::{Action, Dialog, Theme};
use std::rc::Rc;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct TopBarProps {
    pub(crate) theme: Theme,
    /// There is nothing to share.
    pub(crate) blank: bool,
    /// The error that was pasted.
    pub(crate) symptom: Rc<str>,
}

/// Name, tools, Share. The tools become a menu where the bar is narrow.
#[component]
pub(crate) fn TopBar(props: &TopBarProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let open = |dialog: Dialog| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::OpenDialog(dialog.clone())))
    };
    html! {
        <header class="top">
            <h1 class="brand">{ icon("logo") }<span>{ text.title() }</span></h1>
            <div id="tools" class="tools" popover="auto">
                { examples_menu(text, &dispatch) }
                { symptom_box(text, &dispatch, &props.symptom) }
                { language_switch(text, &dispatch) }
                { theme_button(text, &dispatch, props.theme) }
                <button type="button" class="btn quiet" onclick={open(Dialog::Shortcuts)}
                    aria-label={text.shortcuts()} title={text.shortcuts()}>
                    <kbd>{ "?" }</kbd>
                </button>
            </div>
            <button type="button" class="btn quiet narrow push" popovertarget="tools"
                aria-label={text.menu()} title={text.menu()}>
                { icon("menu") }
            </button>
            <button type="button" class="btn primary" data-testid="share" aria-label={text.share()} disabled={props.blank}
                onclick={open(Dialog::Share)}>
                { icon("share") }<span class="label">{ text.share() }</span>
            </button>
        </header>
    }
}
