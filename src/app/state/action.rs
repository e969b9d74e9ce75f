//! Everything that can happen.

use super::{Dialog, Pane, Previewed, Replacement, Saving, Theme, ToastMessage, View};
use crate::app::evaluation::Evaluated;
use crate::app::shared::Shared;
use mtls_playground::fix::Fix;
use mtls_playground::i18n::Language;
use mtls_playground::lint::Message;
use mtls_playground::readiness::Scope;
use mtls_playground::text::SourceFile;
use mtls_playground::view::{DocumentKey, Filter, Place};
use std::rc::Rc;

/// An event that changes the state.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// The user typed; the whole text of the document.
    Typed(DocumentKey, Rc<str>),
    /// A text was saved, or could not be, and evaluated.
    Evaluated {
        /// The number that it had.
        edition: u32,
        /// What came of it.
        result: Shared<Evaluated>,
        /// Whether it is on this device.
        saving: Saving,
    },
    /// The text is to be saved and evaluated although it is as it was.
    EvaluateAgain,
    /// Another tab was chosen.
    ShowDocument(usize),
    /// An empty document is wanted.
    AddDocument,
    /// A document is no longer wanted.
    CloseDocument(usize),
    /// A document gets another name.
    RenameDocument(usize, String),
    /// Files replace or join the text.
    Replace(Replacement, Vec<SourceFile>),
    /// A link or an example was followed: it replaces the text, but asks first if that is work.
    Follow(Replacement, Vec<SourceFile>),
    /// Back to the text before the last replacement.
    Undo,
    /// A finding is to show all of itself, or no longer.
    ToggleFinding(Rc<Message>),
    /// The fixes of a finding are wanted, however long trying them takes.
    LookForFixes(Rc<Message>),
    /// A fix is to be looked at, or no longer.
    Preview(Option<Previewed>),
    /// A fix was chosen: the edited text takes the place of the text.
    Apply(Rc<Fix>),
    /// Only the rows of a finding are wanted, or all of them.
    Only(Option<Rc<Message>>),
    /// A row was chosen.
    Select(Rc<str>),
    /// A place was chosen: select it in the text.
    Reveal(Place),
    /// Other rows are wanted.
    Filter(Filter),
    /// Another view was chosen.
    View(View),
    /// An error was pasted: which connections would show it?
    Symptom(Rc<str>),
    /// STRICT is to be tried on this.
    Try(Scope),
    /// Another pane was chosen on a small screen.
    ShowPane(Pane),
    /// A dialog is wanted.
    OpenDialog(Dialog),
    /// The dialog was closed.
    CloseDialog,
    /// Something is to be said in passing.
    Say(ToastMessage),
    /// The toast was read.
    DismissToast,
    /// Another language was chosen.
    Speak(Language),
    /// Another theme was chosen.
    Paint(Theme),
}

impl Action {
    /// Whether it is about the text as something that is written here.
    pub(super) const fn is_for_writers(&self) -> bool {
        match self {
            Self::Typed(..)
            | Self::AddDocument
            | Self::CloseDocument(_)
            | Self::RenameDocument(..)
            | Self::Replace(..)
            | Self::Undo
            | Self::Apply(_)
            | Self::OpenDialog(Dialog::Share | Dialog::Rename(_)) => true,
            Self::Evaluated { .. }
            | Self::EvaluateAgain
            | Self::ShowDocument(_)
            | Self::Follow(..)
            | Self::ToggleFinding(_)
            | Self::LookForFixes(_)
            | Self::Preview(_)
            | Self::Only(_)
            | Self::Select(_)
            | Self::Reveal(_)
            | Self::Filter(_)
            | Self::View(_)
            | Self::Symptom(_)
            | Self::Try(_)
            | Self::ShowPane(_)
            | Self::OpenDialog(_)
            | Self::CloseDialog
            | Self::Say(_)
            | Self::DismissToast
            | Self::Speak(_)
            | Self::Paint(_) => false,
        }
    }
}
