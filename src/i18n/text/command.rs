//! Texts of the command line and of its reports.

use crate::lint::Severity;

/// What the help of the command line speaks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// The program.
    About,
    /// `--lang`.
    Language,
    /// `check`.
    Check,
    /// What its exit status means.
    CheckStatus,
    /// Its files.
    CheckFiles,
    /// `check --format`.
    CheckFormat,
    /// `check --fail-on`.
    CheckFailOn,
    /// `check --all-pairs`.
    CheckAllPairs,
    /// `check --readiness`.
    CheckReadiness,
    /// `completions`.
    Completions,
    /// Its shell.
    CompletionsShell,
    /// `explain`.
    Explain,
    /// Its code.
    ExplainCode,
    /// `fix`.
    Fix,
    /// Its file.
    FixFile,
    /// `fix --list`.
    FixList,
    /// `fix --apply`.
    FixApply,
    /// `fix --diff`.
    FixDiff,
    /// `fix --write`.
    FixWrite,
    /// `link`.
    Link,
    /// Its files.
    LinkFiles,
    /// `link --decode`.
    LinkDecode,
    /// `replay`.
    Replay,
    /// `replay --fixes`.
    ReplayFixes,
    /// `replay --timing`.
    ReplayTiming,
    /// `symptom`.
    Symptom,
    /// Its text.
    SymptomText,
    /// `symptom --format`.
    SymptomFormat,
}

/// Why a link cannot be made or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadLink {
    /// The end is missing.
    Truncated,
    /// Something in it was changed, or it never was a link of ours.
    Corrupt,
    /// A later version made it.
    TooNew,
    /// It holds more than a link may.
    TooBig,
}

/// The columns of the table of connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// What comes of the call.
    Outcome,
    /// Who calls, and what it dials.
    Call,
    /// Who answers, and on which pod port.
    Server,
    /// What is sent, and what the server enforces.
    Wire,
    /// The resource that decided, and its line.
    DecidedBy,
}

/// Texts of the command line and of the reports.
pub trait CommandText {
    /// A sentence of the help.
    fn help(&self, about: Help) -> &'static str;

    /// A file or directory cannot be read; `reason` is what the system says.
    fn unreadable(&self, path: &str, reason: &str) -> String;
    /// The file is not UTF-8 at this place.
    fn not_utf8(&self) -> &'static str;
    /// The directory holds no manifest.
    fn no_manifests(&self, directory: &str) -> String;
    /// None of these files has a document.
    fn no_documents(&self, files: &str) -> String;
    /// Nothing was named and nothing is piped in.
    fn no_input(&self) -> &'static str;
    /// No rule has this code or name.
    fn unknown_rule(&self, code: &str) -> String;
    /// No fix has this identifier.
    fn unknown_fix(&self, id: &str) -> String;
    /// Nothing is known that would help.
    fn no_fixes(&self) -> &'static str;
    /// `--lang` names none of the languages in `known`.
    fn unknown_language(&self, known: &str) -> String;
    /// The link cannot be made or opened.
    fn bad_link_given(&self, why: BadLink) -> &'static str;
    /// The output cannot be written; `reason` is what the system says.
    fn unwritable(&self, reason: &str) -> String;

    /// Head of a column.
    fn column(&self, column: Column) -> &'static str;
    /// How many connections work.
    fn working(&self, connections: usize) -> String;
    /// How many more rows or places there are that are not shown.
    fn more(&self, count: usize) -> String;
    /// Number of connections.
    fn connections(&self, count: usize) -> String;
    /// So many calls and pairs of client and service port were not evaluated; how to get them.
    fn left_out(&self, pairs: usize) -> String;
    /// Number of findings of one severity.
    fn findings(&self, count: usize, severity: Severity) -> String;
}
