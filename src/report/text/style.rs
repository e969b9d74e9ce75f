//! Colours of outcomes and severities.

use crate::lint::Severity;
use crate::verdict::{CallOutcome, Outcome};
use anstyle::{AnsiColor, Style};

pub(super) const FAINT: Style = Style::new().dimmed();
pub(super) const BOLD: Style = Style::new().bold();

/// The style of an endpoint's outcome.
pub(super) fn outcome(outcome: Outcome) -> Style {
    match outcome {
        Outcome::Mtls => AnsiColor::Green.on_default(),
        Outcome::Tls => AnsiColor::Cyan.on_default(),
        Outcome::Plaintext => AnsiColor::Yellow.on_default(),
        Outcome::Refused | Outcome::Garbled | Outcome::ProtocolError | Outcome::Denied | Outcome::Hangs => {
            AnsiColor::Red.on_default()
        }
    }
}

/// The style of a call's outcome.
pub(super) fn call(outcome: CallOutcome) -> Style {
    match outcome {
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
    }
}

/// The style of a severity.
pub(super) fn severity(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Note => AnsiColor::Blue.on_default().bold(),
    }
}
