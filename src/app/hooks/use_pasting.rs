//! What is pasted outside of the text.

use super::folder::{entries, files};
use super::read_files::read_files;
use crate::app::state::{Action, Replacement};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use mtls_playground::text::SourceFile;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, Element, Event};
use yew::prelude::*;

/// The name of a text that has none.
const PASTED: &str = "pasted.yaml";

/// Opens pasted files, and pasted text while no field has the focus. Into a field the browser pastes by itself.
#[hook]
pub(crate) fn use_pasting(dispatch: Callback<Action>) {
    use_effect_with((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&document(), "paste", options, move |event| {
            let event: Option<&ClipboardEvent> = event.dyn_ref();
            let Some(data) = event.and_then(ClipboardEvent::clipboard_data) else { return };
            let entries = entries(&data);
            let text = data.get_data("text/plain").unwrap_or_default();
            let dispatch = dispatch.clone();
            if !entries.is_empty() {
                spawn_local(async move { read_files(files(entries).await, dispatch).await });
            } else if !text.trim().is_empty() && !event.is_some_and(|event| is_into_field(event)) {
                dispatch.emit(Action::Replace(Replacement::Opened, vec![SourceFile::new(PASTED, text)]));
            }
        });
        move || drop(listener)
    });
}

fn is_into_field(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.matches("input, textarea, select").unwrap_or(false))
}
