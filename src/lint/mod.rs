//! Findings: one file per rule; the registry is only a list.

mod admission;
mod by_kind;
mod code;
mod context;
mod expectation;
mod failures;
mod faults;
mod finding;
pub mod fix;
mod message;
mod misnamed;
mod no_effect;
mod patience;
mod rule;
mod rules;
mod set_aside;

pub use code::Code;
pub use context::Context;
pub use expectation::{Expectation, expectation};
pub use failures::reported_as;
pub use finding::{Finding, Label, Severity};
pub use message::{Denial, Message, NearestLabel, NotText, PlainServer, PlaintextCause, PrincipalFlaw};
pub use no_effect::{AnnotationFlaw, InjectionPlace, NoEffect, Shadow};
pub use rule::{BACKDROP, Rule};
pub use rules::RULES;

use crate::order;
use std::cmp::Reverse;

/// What all rules say, worst first; among equals the finding that explains most, then by code and place. The order
/// is stable: the same text gives the same list.
pub fn run(context: &Context) -> Vec<Finding> {
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| (rule.check)(context)).collect();
    findings.extend(rules::impatience(context));
    order::sort_by_key(&mut findings, |finding| {
        let at = finding.labels.first().map(|label| label.location);
        (Reverse(finding.severity), Reverse(finding.connections.len()), finding.rule.code, at)
    });
    findings
}

/// What all those rules say that also speak of other things than calls that fail, in no order that means anything.
pub fn beside_calls(context: &Context) -> Vec<Finding> {
    let rules = RULES.iter().filter(|rule| !failures::REPORTERS.contains(&rule.code));
    rules.flat_map(|rule| (rule.check)(context)).collect()
}

/// The rule of this code or name.
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| {
        rule.code.as_str().eq_ignore_ascii_case(code_or_name) || rule.code.name() == code_or_name
    })
}
