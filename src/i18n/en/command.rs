//! English texts of the command line and of its reports.

use super::En;
use crate::i18n::text::{BadLink, Column, CommandText, Help, ResultsText};
use crate::lint::Severity;

impl CommandText for En {
    fn help(&self, about: Help) -> &'static str {
        match about {
            Help::About => {
                "See for every client → service connection of an Istio mesh whether it is mutual TLS, plaintext or broken, and which line decides."
            }
            Help::Language => "Language of the output [default: from LC_ALL, LC_MESSAGES, LANG]",
            Help::Check => "Evaluate manifests: every connection, what is wrong, and where",
            Help::CheckStatus => {
                "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 the command could not do its work."
            }
            Help::CheckFiles => {
                "Manifests; directories are searched for *.yaml, *.yml and *.json; - or nothing reads standard input"
            }
            Help::CheckFormat => {
                "A table for people, JSON (docs/check.schema.json), SARIF 2.1.0, Markdown, or JUnit: a test case for each expectation"
            }
            Help::CheckFailOn => "The least severity that gives exit status 1",
            Help::CheckAllPairs => {
                "Also evaluate every pair of client and service port where calls are declared or found"
            }
            Help::CheckReadiness => {
                "Also say what STRICT would break there, and in which order to migrate [default: mesh]"
            }
            Help::Completions => "Print a script that completes commands and options in a shell",
            Help::CompletionsShell => "The shell, such as bash, zsh or fish",
            Help::Explain => "Explain a rule: what it finds, why it matters, how to fix it and how to verify",
            Help::ExplainCode => "Code or name of the rule, such as MP101 or plaintext-to-strict",
            Help::Fix => "List the fixes that are proven to help, or apply one of them",
            Help::FixFile => "Manifests in one file; - is standard input",
            Help::FixList => "List the fixes and what each one flips (the default)",
            Help::FixApply => "Print the text with this fix",
            Help::FixDiff => "Print the fix as a diff instead",
            Help::FixWrite => "Write the text back to the file instead",
            Help::Link => "Print the share link of a scenario, or the files that a link holds",
            Help::LinkFiles => "Manifests; directories are searched for *.yaml, *.yml and *.json",
            Help::LinkDecode => "Print the files of this link",
            Help::Replay => {
                "Answer scenarios: JSON lines on standard input, one JSON line each on standard output, at once"
            }
            Help::ReplayFixes => "Add to each answer that fails the fixes that are proven to help",
            Help::ReplayTiming => "Add to each answer the microseconds that it took",
            Help::Symptom => {
                "Say what an error or a line of a log comes from, and which connections would show it"
            }
            Help::SymptomText => "The error, or a line of a log",
            Help::SymptomFormat => "A list for people, or JSON",
        }
    }

    fn unreadable(&self, path: &str, reason: &str) -> String {
        format!("cannot read {path}: {reason}")
    }

    fn not_utf8(&self) -> &'static str {
        "not UTF-8 text"
    }

    fn no_manifests(&self, directory: &str) -> String {
        format!("no *.yaml, *.yml or *.json in {directory}")
    }

    fn no_documents(&self, files: &str) -> String {
        format!(
            "nothing to check in {files}: no document, only blank lines or comments; see whether the command that wrote it failed (in a pipe, set -o pipefail tells)"
        )
    }

    fn no_input(&self) -> &'static str {
        "name a file or a directory, or pipe manifests in"
    }

    fn unknown_rule(&self, code: &str) -> String {
        format!("no rule is called {code}; docs/rules.md lists them all")
    }

    fn unknown_fix(&self, id: &str) -> String {
        format!("no fix is called {id}; --list shows them all")
    }

    fn no_fixes(&self) -> &'static str {
        "No fix."
    }

    fn unknown_language(&self, known: &str) -> String {
        format!("known languages: {known}")
    }

    fn bad_link_given(&self, why: BadLink) -> &'static str {
        match why {
            BadLink::Truncated => "the link is cut off",
            BadLink::Corrupt => "the link is damaged, or is none",
            BadLink::TooNew => "a newer version made the link",
            BadLink::TooBig => "that is more than a link holds",
        }
    }

    fn unwritable(&self, reason: &str) -> String {
        format!("cannot write the output: {reason}")
    }

    fn column(&self, column: Column) -> &'static str {
        match column {
            Column::Outcome => "outcome",
            Column::Call => "client → service",
            Column::Server => "server",
            Column::Wire => "sent → enforced",
            Column::DecidedBy => "decided by",
        }
    }

    fn working(&self, connections: usize) -> String {
        match connections {
            1 => "1 connection works".into(),
            n => format!("{n} connections work"),
        }
    }

    fn more(&self, count: usize) -> String {
        format!("and {count} more")
    }

    fn connections(&self, count: usize) -> String {
        self.explains(count)
    }

    fn left_out(&self, pairs: usize) -> String {
        format!("{pairs} more connections not evaluated (--all-pairs)")
    }

    fn findings(&self, count: usize, severity: Severity) -> String {
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {}{plural}", self.severity(severity))
    }
}
