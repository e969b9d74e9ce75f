//! The choice of the theme.

use super::icon::icon;
use crate::app::context::{use_dispatch, use_text};
use crate::app::state::{Action, Theme};
use crate::app::store::{Setting, write_setting};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct ThemeButtonProps {
    pub(crate) theme: Theme,
}

/// Goes round: as the system has it, light, dark.
#[component]
pub(crate) fn ThemeButton(props: &ThemeButtonProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let onclick = use_callback((dispatch, props.theme), |_: MouseEvent, (dispatch, theme)| {
        write_setting(Setting::Theme, theme.next().as_str());
        dispatch.emit(Action::Paint(theme.next()));
    });
    let label = match props.theme {
        Theme::System => text.theme_system(),
        Theme::Light => text.theme_light(),
        Theme::Dark => text.theme_dark(),
    };
    html! {
        <button type="button" class="btn quiet" aria-label={label} title={label} {onclick}>{ icon("theme") }</button>
    }
}
