//! The small parts of the state.

use mtls_playground::lint::fix::Title;
use mtls_playground::lint::{Code, Message};
use mtls_playground::share::LinkError;
use mtls_playground::text::SourceFile;
use mtls_playground::view::{DocumentKey, Workspace};
use std::rc::Rc;

/// The pane that a small screen shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Pane {
    /// The text.
    Text,
    /// The rows.
    #[default]
    Connections,
    /// The path of the selected row.
    Why,
    /// The findings.
    Fixes,
}

impl Pane {
    /// The panes in the order of the dock.
    pub(crate) const ALL: [Self; 4] = [Self::Text, Self::Connections, Self::Why, Self::Fixes];

    /// The value of `data-pane`.
    pub(crate) const fn attribute(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Connections => "out",
            Self::Why => "why",
            Self::Fixes => "fix",
        }
    }
}

/// What is shown of the connections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// All of them, one to a row.
    #[default]
    Connections,
    /// What STRICT would make of them.
    Readiness,
}

impl View {
    /// The views in the order of their tabs.
    pub(crate) const ALL: [Self; 2] = [Self::Connections, Self::Readiness];

    /// The id of its panel, and behind `view-` that of its tab.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Connections => "connections",
            Self::Readiness => "readiness",
        }
    }
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The one that the button goes to.
    pub(crate) const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// The value of `data-theme`, and the stored word.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a stored word; the system's for any other.
    pub(crate) fn from_word(word: &str) -> Self {
        [Self::Light, Self::Dark].into_iter().find(|theme| theme.as_str() == word).unwrap_or_default()
    }
}

/// Whether the text is on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Saving {
    /// There is nothing of the user's to save.
    #[default]
    Untouched,
    /// It is saved.
    Saved,
    /// The browser refuses storage, or it is full.
    Failed,
}

/// How text came to be replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Replacement {
    /// Files were opened, dropped or pasted beside the text area; they join the others.
    Opened,
    /// An example took the place of everything.
    Example,
    /// Another text was pasted over one file of an untouched example, and the rest of the example gave way.
    Pasted,
    /// A link took the place of everything.
    Link {
        /// Key of the row that was chosen where the link was made.
        selection: Option<Rc<str>>,
    },
    /// An earlier state took the place of everything.
    Restored,
    /// A fix was applied.
    Fixed,
    /// A file was closed.
    Closed(Rc<str>),
}

/// A fix that is looked at. It is described and not held, so that it is found again after an edit; its identifier may
/// be another one then, where a finding before its own has gone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Previewed {
    /// What its finding says.
    pub(crate) message: Rc<Message>,
    /// What the fix does.
    pub(crate) steps: Vec<Title>,
}

/// A text that can be had back.
#[derive(Clone, Debug)]
pub(crate) struct Undo {
    /// What was there.
    pub(crate) before: Workspace,
    /// What took its place. While the text is still this, Ctrl-Z means this replacement.
    pub(crate) after: Workspace,
}

/// What a toast says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ToastMessage {
    /// Text was replaced; offers Undo.
    Replaced(Replacement),
    /// The text is as it was before the replacement.
    Undone,
    /// Something is in the clipboard.
    Copied,
    /// The browser does not let us use the clipboard.
    NotCopied,
    /// A file is too large to be read.
    FileTooLarge(String),
    /// A file could not be read.
    FileUnreadable(String),
}

/// A message in passing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Toast {
    /// Tells two equal messages apart, so that the second one stays its full time.
    pub(crate) number: u32,
    /// What it says.
    pub(crate) message: ToastMessage,
}

/// A line that is to be selected in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reveal {
    /// Tells two requests for the same line apart.
    pub(crate) number: u32,
    /// The document.
    pub(crate) document: DocumentKey,
    /// The line, from 1.
    pub(crate) line: usize,
}

/// A dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dialog {
    /// The link of the current text.
    Share,
    /// The keyboard shortcuts.
    Shortcuts,
    /// Earlier states of the text.
    History,
    /// Another name for the document of this index.
    Rename(usize),
    /// A link was opened while there is unsaved work: which of the two?
    OverWork(Replacement, Vec<SourceFile>),
    /// What the rule of this code is about.
    Rule(Code),
    /// A link could not be opened.
    BadLink(LinkError),
}
