//! Files that are dropped on the page.

use super::folder::{entries, files, plain_files};
use super::read_files::read_files;
use crate::app::state::Action;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DataTransfer, DragEvent};
use yew::prelude::*;

/// Opens files and folders that are dropped anywhere on the page. Says whether some are being dragged over it.
#[hook]
pub(crate) fn use_dropping(dispatch: Callback<Action>) -> bool {
    let dragging = use_state_eq(|| false);
    let set = dragging.setter();
    use_effect_with((), move |()| {
        let (over, left, dropped) = (set.clone(), set.clone(), set);
        let listeners = [
            listen("dragover", move |_: &DragEvent, _: &DataTransfer| over.set(true)),
            // Only without a related target did the pointer leave the page and not just one element of it.
            listen("dragleave", move |event: &DragEvent, _: &DataTransfer| {
                left.set(event.related_target().is_some());
            }),
            listen("drop", move |_: &DragEvent, data: &DataTransfer| {
                dropped.set(false);
                let (entries, plain, dispatch) = (entries(data), plain_files(data), dispatch.clone());
                spawn_local(async move {
                    let found = files(entries).await;
                    read_files(if found.is_empty() { plain } else { found }, dispatch).await;
                });
            }),
        ];
        move || drop(listeners)
    });
    *dragging
}

/// Listens to drags that carry files, and keeps the browser from leaving the page to show them.
fn listen(name: &'static str, act: impl Fn(&DragEvent, &DataTransfer) + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), name, options, move |event| {
        let Some(event) = event.dyn_ref::<DragEvent>() else { return };
        let Some(data) = event.data_transfer() else { return };
        if data.types().iter().any(|kind| kind == "Files") {
            event.prevent_default();
            act(event, &data);
        }
    })
}
