//! The clipboard.

use crate::app::state::{Action, ToastMessage};
use gloo::utils::window;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::Callback;

/// Puts a text into the clipboard and says so. Browsers may refuse; the text is on the screen then as well.
pub(crate) fn copy(text: &str, dispatch: Callback<Action>) {
    let written = window().navigator().clipboard().write_text(text);
    spawn_local(async move {
        let message = match JsFuture::from(written).await {
            Ok(_) => ToastMessage::Copied,
            Err(_) => ToastMessage::NotCopied,
        };
        dispatch.emit(Action::Say(message));
    });
}
