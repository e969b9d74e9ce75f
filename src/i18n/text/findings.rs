//! What the page says around findings and their fixes.

use crate::lint::fix::Safety;

/// Texts of the list of findings and of the preview of a fix.
pub trait FindingsText {
    /// Label of the choice of severities and words.
    fn filter_findings(&self) -> &'static str;
    /// The filter lets no finding through.
    fn no_findings_match(&self) -> &'static str;
    /// Not all findings are drawn.
    fn findings_drawn(&self, drawn: usize, all: usize) -> String;
    /// Opens the documentation of a rule.
    fn about_rule(&self) -> &'static str;
    /// The documentation is on its way.
    fn rule_is_loading(&self) -> &'static str;
    /// The documentation could not be fetched.
    fn rule_not_loaded(&self) -> &'static str;
    /// Opens the preview of a fix.
    fn preview(&self) -> &'static str;
    /// The same for those who do not see what stands beside it.
    fn preview_of(&self, fix: &str) -> String;
    /// What a fix may cost.
    fn safety(&self, safety: Safety) -> &'static str;
    /// Endpoints of one call differ in outcome.
    fn mixed(&self) -> &'static str;
    /// Fixes are being tried.
    fn trying_fixes(&self, tried: usize, of: usize) -> String;
    /// Tries the fixes of a large text.
    fn look_for_fixes(&self) -> &'static str;
    /// Nothing that was tried helps.
    fn no_fix_found(&self) -> &'static str;
    /// Leaves the preview.
    fn back_to_findings(&self) -> &'static str;
    /// How many lines of a file change.
    fn lines_changed(&self, added: usize, removed: usize) -> String;
    /// Unfolds the commands that show a finding on a cluster.
    fn verify_finding(&self) -> &'static str;
    /// There is no fix that harms no other connection; before the ones that do.
    fn each_fix_breaks(&self) -> &'static str;
    /// Heading of the connections that a fix changes.
    fn flips(&self, connections: usize) -> String;
    /// How many of them are better and worse then.
    fn better_and_worse(&self, better: usize, worse: usize) -> String;
    /// The connection is better with the fix.
    fn is_better(&self) -> &'static str;
    /// The connection is worse with the fix.
    fn is_worse(&self) -> &'static str;
    /// How many connections stay.
    fn stay_as_they_are(&self, connections: usize) -> String;
    /// Applies a fix that breaks so many connections.
    fn apply(&self, breaks: usize) -> String;
    /// That applying is one step to undo, before the keys that do it.
    fn one_undo_step(&self) -> &'static str;
    /// Heading of the alternatives.
    fn other_fixes(&self) -> &'static str;
    /// A fix was applied.
    fn fix_applied(&self) -> &'static str;
    /// The text was edited, and the preview is being made anew.
    fn fix_is_older(&self) -> &'static str;
    /// Only some rows are shown: those that a finding explains.
    fn only_of_finding(&self, code: &str) -> String;
    /// Shows all rows again.
    fn show_all_rows(&self) -> &'static str;
    /// Undoes the last replacement of the text.
    fn undo_replacement(&self) -> &'static str;
}
