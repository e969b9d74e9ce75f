//! Files from outside: chosen, dropped, pasted.

use crate::app::state::{Action, Replacement, ToastMessage};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use mtls_playground::text::SourceFile;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, File};
use yew::prelude::*;

/// What the engine reads at most; more is refused here already, where it costs nothing.
const LARGEST: f64 = 8.0 * 1024.0 * 1024.0;

/// Reads files and opens them beside the others. Those that cannot be read are named.
pub(crate) fn read_files(files: Vec<File>, dispatch: Callback<Action>) {
    if files.is_empty() {
        return;
    }
    spawn_local(async move {
        let mut sources = Vec::new();
        let mut trouble = None;
        for file in files {
            if file.size() > LARGEST {
                trouble = Some(ToastMessage::FileTooLarge(file.name()));
                continue;
            }
            match JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()) {
                Some(text) => sources.push(SourceFile::new(file.name(), text)),
                None => trouble = Some(ToastMessage::FileUnreadable(file.name())),
            }
        }
        if !sources.is_empty() {
            dispatch.emit(Action::Replace(Replacement::Opened, sources));
        }
        if let Some(trouble) = trouble {
            dispatch.emit(Action::Say(trouble));
        }
    });
}

/// Opens files that are dropped anywhere on the page. Says whether some are being dragged over it.
#[hook]
pub(crate) fn use_dropping(dispatch: Callback<Action>) -> bool {
    let dragging = use_state_eq(|| false);
    let set = dragging.setter();
    use_effect_with((), move |()| {
        let listen = |name: &'static str, act: Box<dyn Fn(&DragEvent, &DataTransfer)>| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document(), name, options, move |event| {
                let Some(event) = event.dyn_ref::<DragEvent>() else { return };
                let Some(data) = event.data_transfer() else { return };
                if data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files")) {
                    // Without this the browser leaves the page and shows the file.
                    event.prevent_default();
                    act(event, &data);
                }
            })
        };
        let (enter, leave, done) = (set.clone(), set.clone(), set);
        let listeners = [
            listen("dragover", Box::new(move |_, _| enter.set(true))),
            // The pointer left the page, not only one element of it.
            listen("dragleave", Box::new(move |event, _| leave.set(event.related_target().is_some()))),
            listen(
                "drop",
                Box::new(move |_, data| {
                    done.set(false);
                    read_files(files_of(data), dispatch.clone());
                }),
            ),
        ];
        move || drop(listeners)
    });
    *dragging
}

/// Opens what is pasted while no field has the focus. Into a text area the browser pastes by itself.
#[hook]
pub(crate) fn use_pasting(dispatch: Callback<Action>) {
    use_effect_with((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&document(), "paste", options, move |event| {
            let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data)
            else {
                return;
            };
            let files = files_of(&data);
            let text = data.get_data("text/plain").unwrap_or_default();
            let into_field = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .is_some_and(|target| target.matches("input, textarea, select").unwrap_or(false));
            if !files.is_empty() {
                event.prevent_default();
                read_files(files, dispatch.clone());
            } else if !into_field && !text.trim().is_empty() {
                event.prevent_default();
                let pasted = SourceFile::new(PASTED, text);
                dispatch.emit(Action::Replace(Replacement::Opened, vec![pasted]));
            }
        });
        move || drop(listener)
    });
}

/// The name of a file that has none.
const PASTED: &str = "pasted.yaml";

fn files_of(data: &DataTransfer) -> Vec<File> {
    let files = data.files();
    files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect()).unwrap_or_default()
}
