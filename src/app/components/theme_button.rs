//! The choice of the theme.

use super::icon::icon;
use crate::app::state::{Action, Theme};
use crate::app::store::{Setting, write_setting};
use mtls_playground::i18n::Catalog;
use yew::prelude::*;

/// Goes round: as the system has it, light, dark.
pub(crate) fn theme_button(text: &dyn Catalog, dispatch: &Callback<Action>, theme: Theme) -> Html {
    let dispatch = dispatch.clone();
    let onclick = move |_| {
        write_setting(Setting::Theme, theme.next().as_str());
        dispatch.emit(Action::Paint(theme.next()));
    };
    let label = match theme {
        Theme::System => text.theme_system(),
        Theme::Light => text.theme_light(),
        Theme::Dark => text.theme_dark(),
    };
    html! {
        <button type="button" class="btn quiet" aria-label={label} title={label} {onclick}>{ icon("theme") }</button>
    }
}
