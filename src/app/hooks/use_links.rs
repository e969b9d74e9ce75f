//! Links that are opened while the page is there.

use crate::app::browser;
use crate::app::context::Dispatch;
use crate::app::start::{Followed, follow};
use crate::app::state::{Action, Dialog};
use crate::app::store::set_followed;
use gloo::events::EventListener;
use gloo::utils::window;
use yew::prelude::*;

/// Follows the fragment of the address whenever it changes. The page itself changes it without causing this event.
#[hook]
pub(crate) fn use_links(dispatch: Dispatch) {
    use_effect_with((), move |()| {
        let listener = EventListener::new(&window(), "hashchange", move |_| {
            let fragment = browser::fragment();
            set_followed(&fragment);
            match follow(&fragment) {
                Some(Followed::Files(how, files)) => dispatch.dispatch(Action::Follow(how, files)),
                Some(Followed::Bad(error)) => dispatch.dispatch(Action::OpenDialog(Dialog::BadLink(error))),
                None => {}
            }
        });
        move || drop(listener)
    });
}
