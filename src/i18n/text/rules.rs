//! Texts of the documentation of rules.

use crate::lint::Code;

/// What a rule is about, for `explain` and `docs/rules.md`. Markdown of one paragraph each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleText {
    /// What it finds.
    pub what: &'static str,
    /// Why that matters, and how it comes about.
    pub why: &'static str,
    /// What to change.
    pub fix: &'static str,
    /// How to see on a cluster whether it is so, and whether it is gone.
    pub verify: &'static str,
}

/// The parts of the documentation of a rule that have a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleSection {
    /// [`RuleText::why`]
    Why,
    /// An example in which the rule speaks up.
    Bad,
    /// The same example done well.
    Good,
    /// [`RuleText::fix`]
    Fix,
    /// [`RuleText::verify`]
    Verify,
}

/// Texts of the documentation of rules.
pub trait RulesText {
    /// What a rule is about.
    fn rule(&self, code: Code) -> RuleText;
    /// Heading of a part of a rule's documentation.
    fn rule_section(&self, section: RuleSection) -> &'static str;
    /// Title and first paragraph of the list of all rules, in Markdown.
    fn rules_preface(&self) -> &'static str;
}
