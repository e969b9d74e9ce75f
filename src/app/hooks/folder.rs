//! Folders that are dropped on the page.

use super::read_files::Named;
use js_sys::{Array, Function, Promise};
use mtls_playground::order;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

/// A folder of manifests has fewer files; one with more is something else, dropped by mistake.
const LIMIT: usize = 500;

/// What is taken from a folder; the rest of a repository is of no interest here.
const EXTENSIONS: [&str; 3] = [".yaml", ".yml", ".json"];

/// The dropped files and folders. They must be asked for while the event is handled: later they are gone.
pub(super) fn entries(data: &DataTransfer) -> Vec<FileSystemEntry> {
    let items = data.items();
    (0..items.length()).filter_map(|index| items.get(index)?.webkit_get_as_entry().ok().flatten()).collect()
}

/// The dropped files as they are, without folders: what there is where the browser gives no entries,
/// or none that it lets us read.
pub(super) fn plain_files(data: &DataTransfer) -> Vec<Named> {
    let Some(files) = data.files() else { return Vec::new() };
    (0..files.length()).filter_map(|index| files.get(index)).map(Named::from).collect()
}

/// All files of these entries, those of folders named by their path, in the order of the names.
pub(super) async fn files(entries: Vec<FileSystemEntry>) -> Vec<Named> {
    let mut found = Vec::new();
    let mut open: Vec<(FileSystemEntry, bool)> = entries.into_iter().map(|entry| (entry, true)).collect();
    while let Some((entry, chosen)) = open.pop() {
        let name = entry.full_path().trim_start_matches('/').to_owned();
        if let Some(folder) = entry.dyn_ref::<FileSystemDirectoryEntry>() {
            if chosen || !entry.name().starts_with('.') {
                open.extend(children(folder).await.into_iter().map(|child| (child, false)));
            }
        } else if let Some(entry) = entry.dyn_ref::<FileSystemFileEntry>()
            && (chosen || EXTENSIONS.iter().any(|extension| name.ends_with(extension)))
            && let Some(file) = file(entry).await
        {
            found.push(Named { name, file });
        }
        if found.len() == LIMIT {
            break;
        }
    }
    order::sort_by(&mut found, |a, b| a.name.cmp(&b.name));
    found
}

/// The browser gives the entries of a folder in portions; an empty one is the last.
async fn children(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut children = Vec::new();
    loop {
        let portion =
            promised(|resolve, reject| reader.read_entries_with_callback_and_callback(resolve, reject));
        let Some(portion) = portion.await.and_then(|portion| portion.dyn_into::<Array>().ok()) else {
            return children;
        };
        if portion.length() == 0 {
            return children;
        }
        children.extend(portion.iter().filter_map(|entry| entry.dyn_into().ok()));
    }
}

async fn file(entry: &FileSystemFileEntry) -> Option<File> {
    let file = promised(|resolve, reject| {
        entry.file_with_callback_and_callback(resolve, reject);
        Ok(())
    });
    file.await?.dyn_into().ok()
}

/// Waits for a function that calls back.
async fn promised(mut call: impl FnMut(&Function, &Function) -> Result<(), JsValue>) -> Option<JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        if call(&resolve, &reject).is_err() {
            let _ = reject.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(promise).await.ok()
}
