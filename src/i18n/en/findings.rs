//! English texts of findings and their fixes.

use super::{En, counted};
use crate::i18n::text::FindingsText;
use crate::lint::fix::Safety;

impl FindingsText for En {
    fn filter_findings(&self) -> &'static str {
        "Filter findings"
    }

    fn no_findings_match(&self) -> &'static str {
        "No finding matches the filter."
    }

    fn findings_drawn(&self, drawn: usize, all: usize) -> String {
        format!("{drawn} of {all} findings")
    }

    fn about_rule(&self) -> &'static str {
        "About this rule"
    }

    fn rule_is_loading(&self) -> &'static str {
        "The text is being loaded."
    }

    fn rule_not_loaded(&self) -> &'static str {
        "The text could not be loaded: the page is offline, or its files are incomplete. The command line has the same text: mtls-playground explain."
    }

    fn preview(&self) -> &'static str {
        "Preview"
    }

    fn preview_of(&self, fix: &str) -> String {
        format!("Preview: {fix}")
    }

    fn safety(&self, safety: Safety) -> &'static str {
        match safety {
            Safety::Safe => "safe",
            Safety::ChangesBehaviour => "changes behaviour",
            Safety::NeedsCare => "needs care",
        }
    }

    fn mixed(&self) -> &'static str {
        "mixed"
    }

    fn trying_fixes(&self, tried: usize, of: usize) -> String {
        match of {
            0 => "Fixes are being tried.".into(),
            of => format!("Fixes are being tried: {tried} of {of}."),
        }
    }

    fn look_for_fixes(&self) -> &'static str {
        "Look for fixes"
    }

    fn no_fix_found(&self) -> &'static str {
        "No change of the text was found that helps by itself."
    }

    fn back_to_findings(&self) -> &'static str {
        "Back to the findings"
    }

    fn lines_changed(&self, added: usize, removed: usize) -> String {
        format!("{} added, {removed} removed", counted(added, "line"))
    }

    fn verify_finding(&self) -> &'static str {
        "Verify on a cluster"
    }

    fn each_fix_breaks(&self) -> &'static str {
        "Each of these breaks another connection, so none is recommended."
    }

    fn flips(&self, connections: usize) -> String {
        match connections {
            0 => "No connection changes".into(),
            1 => "1 connection changes".into(),
            n => format!("{n} connections change"),
        }
    }

    fn better_and_worse(&self, better: usize, worse: usize) -> String {
        match worse {
            0 => format!("{better} better"),
            worse => format!("{better} better, {worse} worse"),
        }
    }

    fn is_better(&self) -> &'static str {
        "better"
    }

    fn is_worse(&self) -> &'static str {
        "worse"
    }

    fn stay_as_they_are(&self, connections: usize) -> String {
        match connections {
            1 => "1 stays as it is".into(),
            n => format!("{n} stay as they are"),
        }
    }

    fn apply(&self, breaks: usize) -> String {
        match breaks {
            0 => "Apply".into(),
            1 => "Apply, 1 connection breaks".into(),
            n => format!("Apply, {n} connections break"),
        }
    }

    fn one_undo_step(&self) -> &'static str {
        "one undo step"
    }

    fn other_fixes(&self) -> &'static str {
        "Other fixes for this finding"
    }

    fn fix_applied(&self) -> &'static str {
        "Applied. Undo restores the text."
    }

    fn fix_is_older(&self) -> &'static str {
        "The text was edited. The fix is being tried again."
    }

    fn only_of_finding(&self, code: &str) -> String {
        format!("only of {code}")
    }

    fn show_all_rows(&self) -> &'static str {
        "Show all rows"
    }

    fn undo_replacement(&self) -> &'static str {
        "Undo the last replacement"
    }
}
