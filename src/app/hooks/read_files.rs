//! Reading files from outside.

use crate::app::state::{Action, Replacement, ToastMessage};
use mtls_playground::text::SourceFile;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;
use yew::Callback;

/// What the engine reads at most; more is refused here already, where it costs nothing.
const LARGEST: f64 = 8.0 * 1024.0 * 1024.0;

/// A file of the device and the name under which it is opened.
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) file: File,
}

impl From<File> for Named {
    fn from(file: File) -> Self {
        Self { name: file.name(), file }
    }
}

/// Reads files and opens them beside the others. Of those that cannot be read the last one is named.
pub(crate) async fn read_files(files: Vec<Named>, dispatch: Callback<Action>) {
    let mut sources = Vec::new();
    let mut trouble = None;
    for Named { name, file } in files {
        if file.size() > LARGEST {
            trouble = Some(ToastMessage::FileTooLarge(name));
        } else if let Some(text) = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()) {
            sources.push(SourceFile::new(name, text));
        } else {
            trouble = Some(ToastMessage::FileUnreadable(name));
        }
    }
    if !sources.is_empty() {
        dispatch.emit(Action::Replace(Replacement::Opened, sources));
    }
    if let Some(trouble) = trouble {
        dispatch.emit(Action::Say(trouble));
    }
}
