//! The state of the page and how it changes.

mod action;
mod findings;
mod parts;

pub(crate) use action::Action;
pub(crate) use parts::{
    Dialog, Pane, Previewed, Replacement, Reveal, Saving, Theme, Toast, ToastMessage, Undo, View,
};

use super::evaluation::Evaluated;
use super::shared::Shared;
use mtls_playground::i18n::Language;
use mtls_playground::lint::Message;
use mtls_playground::readiness::Scope;
use mtls_playground::text::SourceFile;
use mtls_playground::view::{Document, DocumentKey, Filter, Place, Workspace, is_edit_of};
use std::rc::Rc;
use yew::Reducible;

/// How many replacements can be undone.
const UNDO_LIMIT: usize = 30;

/// Everything that the page shows is a function of this.
#[derive(Clone)]
pub(crate) struct State {
    /// The open files.
    pub(crate) workspace: Workspace,
    /// Number of the text; every change of the text counts.
    pub(crate) edition: u32,
    /// The number that the text had when it was evaluated last.
    pub(crate) evaluated_edition: u32,
    /// How many texts were evaluated (`data-revision`).
    pub(crate) revision: u32,
    /// The result of the last evaluation.
    pub(crate) latest: Shared<Evaluated>,
    /// The result that is shown: the last one, or the last good one while an edit leaves a document unreadable.
    pub(crate) shown: Shared<Evaluated>,
    /// The text crashed or hung the last visit, and waits to be evaluated until the user asks for it.
    pub(crate) held: bool,
    /// The text is an example that nobody changed: replacing it loses nothing.
    pub(crate) pristine: bool,
    /// Texts that can be had back, the newest last.
    pub(crate) undo: Vec<Undo>,
    /// Key of the chosen row. It may not exist (any more); then the first row counts as chosen.
    pub(crate) selected: Option<Rc<str>>,
    /// Which rows are wanted.
    pub(crate) filter: Filter,
    /// What the finding says whose rows alone are wanted.
    pub(crate) only: Option<Rc<Message>>,
    /// The findings that the user opened or closed, by what they say.
    pub(crate) toggled: Vec<Rc<Message>>,
    /// The finding whose fixes are wanted, however long trying them takes.
    pub(crate) asked: Option<Rc<Message>>,
    /// The fix that is looked at.
    pub(crate) preview: Option<Previewed>,
    /// What is shown of the connections.
    pub(crate) view: View,
    /// The error that was pasted; empty where none was.
    pub(crate) symptom: Rc<str>,
    /// What STRICT is tried on.
    pub(crate) scope: Scope,
    /// The pane of a small screen.
    pub(crate) pane: Pane,
    /// The open dialog.
    pub(crate) dialog: Option<Dialog>,
    /// The message in passing.
    pub(crate) toast: Option<Toast>,
    /// The line to select in the text.
    pub(crate) reveal: Option<Reveal>,
    /// Whether the text is on this device.
    pub(crate) saving: Saving,
    /// This is a part of another page: the text is for reading.
    pub(crate) embedded: bool,
    /// The language.
    pub(crate) language: Language,
    /// The theme.
    pub(crate) theme: Theme,
}

impl State {
    /// A page with this text and its result; without a result the text is held back.
    pub(crate) fn new(
        workspace: Workspace,
        latest: Option<Evaluated>,
        language: Language,
        theme: Theme,
    ) -> Self {
        let held = latest.is_none();
        let latest = Shared::new(latest.unwrap_or_default());
        Self {
            edition: 1,
            evaluated_edition: 1,
            revision: u32::from(!held),
            shown: latest.clone(),
            latest,
            held,
            workspace,
            pristine: false,
            undo: Vec::new(),
            selected: None,
            filter: Filter::default(),
            only: None,
            toggled: Vec::new(),
            asked: None,
            preview: None,
            view: View::default(),
            scope: Scope::default(),
            symptom: Rc::from(""),
            pane: Pane::default(),
            dialog: None,
            toast: None,
            reveal: None,
            saving: Saving::default(),
            embedded: false,
            language,
            theme,
        }
    }

    /// The value of `data-state`.
    pub(crate) fn status(&self) -> &'static str {
        if self.held || !self.latest.unreadable.is_empty() {
            "error"
        } else if self.edition == self.evaluated_edition {
            "idle"
        } else {
            "pending"
        }
    }

    /// The replacement that Ctrl-Z means now: the last one, as long as nothing was typed since.
    pub(crate) fn can_undo(&self) -> bool {
        self.undo.last().is_some_and(|undo| undo.after.same_text(&self.workspace))
    }

    /// The documents that the next Undo brings back. The page keeps their text areas, because the browser's own undo
    /// goes with them.
    pub(crate) fn parked(&self) -> Vec<Document> {
        let is_open =
            |document: &Document| self.workspace.documents().iter().any(|open| open.key == document.key);
        let before = self.undo.last().map(|undo| undo.before.documents());
        before.into_iter().flatten().filter(|document| !is_open(document)).cloned().collect()
    }

    fn with_text(self, workspace: Workspace) -> Self {
        Self { workspace, edition: self.edition + 1, held: false, pristine: false, ..self }
    }

    /// Whoever pastes over one file of an untouched example wants to see the pasted text, and not what comes of it
    /// together with the other files of the example.
    fn typed(self, key: DocumentKey, text: &Rc<str>) -> Self {
        let before = self.workspace.clone();
        let typed = before.clone().typed(key, text.clone());
        let old = before.documents().iter().find(|document| document.key == key);
        if self.pristine
            && before.documents().len() > 1
            && old.is_some_and(|old| !is_edit_of(text, &old.text))
        {
            self.remembering(Replacement::Pasted, before, typed.only(key))
        } else {
            self.with_text(typed)
        }
    }

    fn evaluated(self, edition: u32, result: Shared<Evaluated>, saving: Saving) -> Self {
        let saving = if self.embedded { Saving::Untouched } else { saving };
        // A result that is older than the one we have comes from a keystroke that another one overtook.
        if edition < self.evaluated_edition {
            return Self { saving, ..self };
        }
        let keeps_last_good = !result.unreadable.is_empty()
            && self.shown.unreadable.is_empty()
            && is_edit_of(&result.text(), &self.shown.text());
        let shown = if keeps_last_good { self.shown } else { result.clone() };
        Self {
            shown,
            latest: result,
            evaluated_edition: edition,
            revision: self.revision + 1,
            saving,
            ..self
        }
    }

    fn replaced(self, how: Replacement, files: Vec<SourceFile>) -> Self {
        let before = self.workspace.clone();
        let after = match &how {
            // Whoever opens files over an untouched example wants to see what comes of them alone.
            Replacement::Opened if self.pristine && !files.is_empty() => before.clone().replaced(files),
            Replacement::Opened | Replacement::Fixed => before.clone().opened(files),
            Replacement::Example
            | Replacement::Pasted
            | Replacement::Link { .. }
            | Replacement::Restored
            | Replacement::Closed(_) => before.clone().replaced(files),
        };
        let pristine = how == Replacement::Example;
        let selected = if let Replacement::Link { selection } = &how { selection.clone() } else { None };
        let next =
            Self { selected, filter: Filter::default(), only: None, preview: None, dialog: None, ..self };
        Self { pristine, ..next.remembering(how, before, after) }
    }

    /// The request for a line of the document that is shown.
    fn reveal_of(&self, line: usize) -> Option<Reveal> {
        let number = self.reveal.map_or(0, |reveal| reveal.number + 1);
        let document = self.workspace.active_document()?.key;
        Some(Reveal { number, document, line })
    }

    /// Replaces the text, but asks first if it is somebody's work.
    pub(crate) fn followed(self, how: Replacement, files: Vec<SourceFile>) -> Self {
        let target = Workspace::new(files.clone());
        if self.embedded {
            self.with_text(target)
        } else if self.workspace.same_text(&target) {
            self
        } else if self.pristine || self.workspace.is_blank() {
            self.replaced(how, files)
        } else {
            Self { dialog: Some(Dialog::OverWork(how, files)), ..self }
        }
    }

    fn closed(self, index: usize) -> Self {
        let before = self.workspace.clone();
        let Some(document) = before.documents().get(index) else { return self };
        let (name, blank) = (document.name.clone(), document.text.trim().is_empty());
        let after = before.clone().closed(index);
        if blank { self.with_text(after) } else { self.remembering(Replacement::Closed(name), before, after) }
    }

    /// Takes the new text and offers to go back.
    fn remembering(mut self, how: Replacement, before: Workspace, after: Workspace) -> Self {
        if self.undo.len() == UNDO_LIMIT {
            self.undo.remove(0);
        }
        self.undo.push(Undo { before, after: after.clone() });
        self.with_text(after).saying(ToastMessage::Replaced(how))
    }

    fn undone(mut self) -> Self {
        let Some(undo) = self.undo.pop() else { return self };
        let workspace = self.workspace.clone().back_to(undo.before);
        self.with_text(workspace).saying(ToastMessage::Undone)
    }

    fn saying(self, message: ToastMessage) -> Self {
        let number = self.toast.as_ref().map_or(0, |toast| toast.number + 1);
        Self { toast: Some(Toast { number, message }), ..self }
    }

    /// Shows the document of the place, if it is still open, and asks for its line.
    fn revealing(self, place: &Place) -> Self {
        let documents = self.workspace.documents();
        let Some(index) = documents.iter().position(|document| document.name == place.name) else {
            return self;
        };
        let workspace = self.workspace.clone().showing(index);
        let next = Self { workspace, pane: Pane::Text, ..self };
        Self { reveal: next.reveal_of(place.line), ..next }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        if self.embedded && action.is_for_writers() {
            return self;
        }
        let state = Rc::unwrap_or_clone(self);
        Rc::new(match action {
            Action::Typed(key, text) => state.typed(key, &text),
            Action::Evaluated { edition, result, saving } => state.evaluated(edition, result, saving),
            Action::EvaluateAgain => State { edition: state.edition + 1, held: false, ..state },
            Action::ShowDocument(index) => {
                State { workspace: state.workspace.clone().showing(index), ..state }
            }
            Action::AddDocument => {
                let workspace = state.workspace.clone().added();
                state.with_text(workspace)
            }
            Action::CloseDocument(index) => state.closed(index),
            Action::RenameDocument(index, name) => {
                let workspace = state.workspace.clone().renamed(index, &name);
                State { dialog: None, ..state.with_text(workspace) }
            }
            Action::Replace(how, files) => state.replaced(how, files),
            Action::Follow(how, files) => state.followed(how, files),
            Action::Undo => state.undone(),
            Action::ToggleFinding(message) => state.toggled_finding(message),
            Action::LookForFixes(message) => State { asked: Some(message), ..state },
            Action::Preview(preview) => State { preview, ..state },
            Action::Apply(fix) => state.fixed(&fix),
            Action::Only(only) => state.showing_only(only),
            Action::Select(key) => State { selected: Some(key), ..state },
            Action::Reveal(place) => state.revealing(&place),
            Action::Filter(filter) => State { filter, ..state },
            Action::View(view) => State { view, ..state },
            Action::Symptom(symptom) => State { symptom, view: View::Connections, ..state },
            Action::Try(scope) => State { scope, ..state },
            Action::ShowPane(pane) => State { pane, ..state },
            Action::OpenDialog(dialog) => State { dialog: Some(dialog), ..state },
            Action::CloseDialog => State { dialog: None, ..state },
            Action::Say(message) => state.saying(message),
            Action::DismissToast => State { toast: None, ..state },
            Action::Speak(language) => State { language, ..state },
            Action::Paint(theme) => State { theme, ..state },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{SCENARIO, state};
    use wasm_bindgen_test::wasm_bindgen_test;

    pub(super) fn after(state: State, action: Action) -> State {
        Rc::unwrap_or_clone(Rc::new(state).reduce(action))
    }

    fn result_of(state: &State) -> Action {
        let result = Shared::new(Evaluated::new(state.workspace.files()));
        Action::Evaluated { edition: state.edition, result, saving: Saving::Saved }
    }

    pub(super) fn typing(state: &State, text: &str) -> Action {
        Action::Typed(state.workspace.active_document().unwrap().key, text.into())
    }

    #[wasm_bindgen_test]
    fn in_another_page_the_text_is_for_reading() {
        let reading = State { embedded: true, ..state(SCENARIO) };
        let files = || vec![SourceFile::new("a.yaml", "kind: Pod")];
        let typed = typing(&reading, "kind: Pod");
        for action in
            [typed, Action::Replace(Replacement::Opened, files()), Action::AddDocument, Action::Undo]
        {
            let after = after(reading.clone(), action);
            assert!(after.workspace.same_text(&reading.workspace));
        }
        let link = Action::Follow(Replacement::Link { selection: None }, files());
        let after = after(reading, link);
        assert_eq!(
            (names(&after), after.dialog.is_none()),
            (vec!["a.yaml"], true),
            "its page has another one"
        );
    }

    fn names(state: &State) -> Vec<&str> {
        state.workspace.documents().iter().map(|document| &*document.name).collect()
    }

    #[wasm_bindgen_test]
    fn a_result_that_was_overtaken_changes_nothing() {
        let typed =
            after(state(SCENARIO), Action::Typed(state("").workspace.documents()[0].key, "a: 1".into()));
        let late = result_of(&typed);
        let typed = after(typed.clone(), typing(&typed, "a: 2"));
        let newest = result_of(&typed);
        let evaluated = after(after(typed, newest), late);
        assert_eq!(evaluated.latest.text(), "a: 2");
        assert_eq!(evaluated.status(), "idle");
    }

    #[wasm_bindgen_test]
    fn pasting_over_an_untouched_example_replaces_all_of_it() {
        let files =
            ["a.yaml", "b.yaml"].map(|name| SourceFile::new(name, "kind: Pod\nmetadata: { name: x }\n"));
        let example = after(state(""), Action::Replace(Replacement::Example, files.to_vec()));
        let edited = after(example.clone(), typing(&example, "kind: Pod\nmetadata: { name: xy }\n"));
        assert_eq!(names(&edited), ["a.yaml", "b.yaml"], "an edit is not a paste");
        let pasted = after(example.clone(), typing(&example, "apiVersion: v1\n"));
        assert_eq!(names(&pasted), ["a.yaml"]);
        assert_eq!(names(&after(pasted, Action::Undo)), ["a.yaml", "b.yaml"]);
        let pasted_later = after(edited.clone(), typing(&edited, "apiVersion: v1\n"));
        assert_eq!(names(&pasted_later), ["a.yaml", "b.yaml"], "somebody's work is not thrown away");
    }

    #[wasm_bindgen_test]
    fn ctrl_z_means_the_replacement_only_while_nothing_was_typed_since() {
        let files = vec![SourceFile::new("new.yaml", "a: 1")];
        let replaced = after(state(SCENARIO), Action::Replace(Replacement::Restored, files));
        assert!(replaced.can_undo());
        let typed = after(replaced.clone(), typing(&replaced, "a: 12"));
        assert!(!typed.can_undo());
        assert!(
            after(typed.clone(), typing(&typed, "a: 1")).can_undo(),
            "the browser's own undo led back here"
        );
        assert_eq!(names(&after(replaced, Action::Undo)), ["test.yaml"]);
    }

    #[wasm_bindgen_test]
    fn files_take_the_place_of_an_untouched_example_only() {
        let open = || Action::Replace(Replacement::Opened, vec![SourceFile::new("a.yaml", "a: 1")]);
        let example = State { pristine: true, ..state(SCENARIO) };
        let opened = after(example, open());
        assert_eq!(names(&opened), ["a.yaml"]);
        assert_eq!(names(&after(opened, Action::Undo)), ["test.yaml"]);
        assert_eq!(names(&after(state(SCENARIO), open())), ["test.yaml", "a.yaml"]);
    }

    #[wasm_bindgen_test]
    fn a_link_asks_only_when_there_is_something_to_lose() {
        let link =
            || Action::Follow(Replacement::Link { selection: None }, vec![SourceFile::new("a.yaml", "a: 1")]);
        assert!(matches!(after(state(SCENARIO), link()).dialog, Some(Dialog::OverWork(..))));
        assert_eq!(names(&after(state(" \n"), link())), ["a.yaml"]);
        let example = State { pristine: true, ..state(SCENARIO) };
        assert_eq!(names(&after(example, link())), ["a.yaml"]);
        let same = after(after(state(""), link()), link());
        assert_eq!((same.dialog, same.undo.len()), (None, 1));
    }
}
