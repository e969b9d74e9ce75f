//! Colours of outcomes and severities.

use crate::lint::Severity;
use crate::verdict::{CallOutcome, Outcome};
use anstyle::{AnsiColor, Style};

/// Whether a report has colours. One that no terminal reads is written without them: taking them out of it afterwards
/// takes longer than writing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// ANSI colours.
    Coloured,
    /// The text alone.
    Plain,
}

impl Palette {
    /// Less important than its surroundings.
    pub(super) fn faint(self) -> Style {
        self.ink(Style::new().dimmed())
    }

    /// More important.
    pub(super) fn bold(self) -> Style {
        self.ink(Style::new().bold())
    }

    /// An endpoint's outcome.
    pub(super) fn outcome(self, outcome: Outcome) -> Style {
        self.ink(match outcome {
            Outcome::Mtls => AnsiColor::Green.on_default(),
            Outcome::Tls => AnsiColor::Cyan.on_default(),
            Outcome::Plaintext => AnsiColor::Yellow.on_default(),
            Outcome::Refused
            | Outcome::Garbled
            | Outcome::ProtocolError
            | Outcome::Denied
            | Outcome::Hangs => AnsiColor::Red.on_default(),
        })
    }

    /// A call's outcome.
    pub(super) fn call(self, outcome: CallOutcome) -> Style {
        self.ink(match outcome {
            CallOutcome::Redirect | CallOutcome::DirectResponse => AnsiColor::Cyan.on_default(),
            CallOutcome::NoEndpoint
            | CallOutcome::NoCluster
            | CallOutcome::NoRoute
            | CallOutcome::Unreachable
            | CallOutcome::NoFilterChain
            | CallOutcome::Blackhole
            | CallOutcome::ProtocolError
            | CallOutcome::NoListener
            | CallOutcome::Refused
            | CallOutcome::Denied => AnsiColor::Red.on_default(),
        })
    }

    /// A severity.
    pub(super) fn severity(self, severity: Severity) -> Style {
        self.ink(match severity {
            Severity::Error => AnsiColor::Red.on_default().bold(),
            Severity::Warning => AnsiColor::Yellow.on_default().bold(),
            Severity::Note => AnsiColor::Blue.on_default().bold(),
        })
    }

    const fn ink(self, style: Style) -> Style {
        match self {
            Self::Coloured => style,
            Self::Plain => Style::new(),
        }
    }
}
