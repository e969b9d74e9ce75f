//! A text as it is stored: `[time, active tab, [[name, text], …]]` in JSON.
//!
//! The browser's own JSON does the work; a library for it would be a tenth of the page.

use js_sys::{Array, JSON, JsString};
use mtls_playground::text::SourceFile;
use mtls_playground::view::Workspace;
use wasm_bindgen::{JsCast, JsValue};

/// A stored text.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// When it was saved, in milliseconds since 1970.
    pub(super) saved_at: f64,
    /// The files and the tab that was shown.
    pub(super) workspace: Workspace,
}

impl Record {
    /// As JSON.
    pub(super) fn to_json(&self) -> Option<JsString> {
        let files: Array = self
            .workspace
            .documents()
            .iter()
            .map(|document| {
                Array::of2(&JsValue::from_str(&document.name), &JsValue::from_str(&document.text))
            })
            .collect();
        let active = u32::try_from(self.workspace.active()).unwrap_or_default();
        JSON::stringify(&Array::of3(&self.saved_at.into(), &active.into(), &files)).ok()
    }

    /// From JSON; `None` for anything that is not a stored text.
    pub(super) fn from_json(json: &str) -> Option<Self> {
        let fields: Array = JSON::parse(json).ok()?.dyn_into().ok()?;
        let files: Array = fields.get(2).dyn_into().ok()?;
        let files: Vec<SourceFile> = files.iter().filter_map(|file| source_file(&file)).collect();
        if files.is_empty() {
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "`as` saturates, and so does showing"
        )]
        let active = fields.get(1).as_f64()? as usize;
        Some(Self { saved_at: fields.get(0).as_f64()?, workspace: Workspace::new(files).showing(active) })
    }
}

fn source_file(value: &JsValue) -> Option<SourceFile> {
    let pair: &Array = value.dyn_ref()?;
    Some(SourceFile::new(pair.get(0).as_string()?, pair.get(1).as_string()?))
}
