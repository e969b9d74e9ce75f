//! What the page begins with.

use super::browser;
use super::evaluation::Evaluated;
use super::shared::Shared;
use super::state::{Dialog, Replacement, Saving, State, Theme};
use super::store::{Guard, Restored, Setting, Slot, has_followed, read_setting, set_followed};
use mtls_playground::i18n::Language;
use mtls_playground::scenario::{EXAMPLES, find};
use mtls_playground::share::{self, LinkError};
use mtls_playground::text::SourceFile;
use mtls_playground::view::Workspace;
use std::rc::Rc;

/// What the fragment of the address stands for.
#[derive(Clone, Debug)]
pub(crate) enum Followed {
    /// Files, and how they come to replace the text.
    Files(Replacement, Vec<SourceFile>),
    /// A link that cannot be opened.
    Bad(LinkError),
}

/// Reads a fragment; `None` for an empty one and for one that is not ours.
pub(crate) fn follow(fragment: &str) -> Option<Followed> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    if let Some(slug) = fragment.strip_prefix("/example/") {
        return Some(Followed::Files(Replacement::Example, find(slug)?.sources().collect()));
    }
    // A link of any version; the codec says what is wrong with those that it cannot read.
    let is_link =
        fragment.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    is_link.then(|| match share::decode(fragment) {
        Ok(shared) => {
            Followed::Files(Replacement::Link { selection: shared.selection.map(Rc::from) }, shared.files)
        }
        Err(error) => Followed::Bad(error),
    })
}

/// The first state: the text of the address, else the one of the last visit, else an example.
///
/// A tab that has a text of its own is asked before the address replaces it, and only once. A new tab has nothing to
/// lose: what it would have begun with stays in the slot of the tab that wrote it.
pub(crate) fn first_state() -> (State, Shared<Slot>) {
    let (slot, restored) = Slot::open();
    let own = restored.as_ref().is_some_and(|restored| restored.own);
    let fragment = browser::fragment();
    let followed = if own && has_followed(&fragment) { None } else { follow(&fragment) };
    set_followed(&fragment);
    let state = match followed {
        Some(Followed::Files(how, files)) if own => without_address(&slot, restored).followed(how, files),
        Some(Followed::Files(how, files)) => of_address(&slot, how, files),
        Some(Followed::Bad(error)) => {
            State { dialog: Some(Dialog::BadLink(error)), ..without_address(&slot, restored) }
        }
        None => without_address(&slot, restored),
    };
    let embedded = browser::is_embedded();
    let saving = if embedded { Saving::Untouched } else { state.saving };
    (State { saving, embedded, ..state }, Shared::new(slot))
}

/// Evaluates a text under the guard, so that the next visit knows if this one never came back.
pub(crate) fn evaluate(slot: &Slot, workspace: &Workspace) -> Evaluated {
    let _guard = Guard::new(&slot.id());
    Evaluated::new(workspace.files())
}

fn of_address(slot: &Slot, how: Replacement, files: Vec<SourceFile>) -> State {
    let workspace = Workspace::new(files);
    let (pristine, selected) = match how {
        Replacement::Link { selection } => (false, selection),
        Replacement::Example
        | Replacement::Opened
        | Replacement::Pasted
        | Replacement::Restored
        | Replacement::Fixed
        | Replacement::Closed(_) => (true, None),
    };
    // Saved before it is evaluated: what hangs must be known by its text.
    let saving = if pristine { Saving::Untouched } else { slot.save(&workspace) };
    let result = evaluate(slot, &workspace);
    State { pristine, selected, saving, ..State::new(workspace, Some(result), language(), theme()) }
}

fn without_address(slot: &Slot, restored: Option<Restored>) -> State {
    let Some(Restored { workspace, own, unfinished }) = restored else { return greeting(slot) };
    let saving = if own { Saving::Saved } else { slot.save(&workspace) };
    let result = (!unfinished).then(|| evaluate(slot, &workspace));
    State { saving, ..State::new(workspace, result, language(), theme()) }
}

/// The first visit sees the first example, in one file: whoever pastes over it replaces all of it.
fn greeting(slot: &Slot) -> State {
    let texts: Vec<&str> =
        EXAMPLES.first().into_iter().flat_map(|example| example.files).map(|(_, text)| *text).collect();
    let workspace = Workspace::new([SourceFile::new("example.yaml", texts.join("---\n"))]);
    let result = evaluate(slot, &workspace);
    State { pristine: true, ..State::new(workspace, Some(result), language(), theme()) }
}

/// `?lang=`, else the choice of an earlier visit, else what the browser prefers.
fn language() -> Language {
    let chosen = browser::query("lang").or_else(|| read_setting(Setting::Language));
    chosen
        .as_deref()
        .and_then(Language::from_tag)
        .or_else(|| browser::languages().iter().find_map(|tag| Language::from_tag(tag)))
        .unwrap_or_default()
}

fn theme() -> Theme {
    read_setting(Setting::Theme).map_or_else(Theme::default, |word| Theme::from_word(&word))
}
