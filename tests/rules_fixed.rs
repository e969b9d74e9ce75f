//! What the fixes of each rule's bad example come to: the recommended one leaves nothing of what the rule says, and no
//! rule says more than before. Where a rule has none, the reason stands beside it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a fix that does not fit its text is a failed test")]

use mtls_playground::fix::{self, Fix};
use mtls_playground::lint::{BACKDROP, Code, Finding, RULES, Rule, find};
use mtls_playground::text::SourceFile;
use mtls_playground::{Analysis, analyse};
use std::collections::BTreeMap;

fn in_backdrop(example: &str) -> Analysis {
    analyse([SourceFile::new("backdrop.yaml", BACKDROP), SourceFile::new("example.yaml", example)])
}

fn of(rule: &Rule, analysis: &Analysis) -> Vec<Finding> {
    analysis.findings.iter().filter(|finding| finding.rule.code == rule.code).cloned().collect()
}

fn counts(analysis: &Analysis) -> BTreeMap<Code, usize> {
    let mut counts = BTreeMap::new();
    for finding in &analysis.findings {
        *counts.entry(finding.rule.code).or_default() += 1;
    }
    counts
}

/// The first fix of the first finding of a rule in its bad example.
fn recommended(rule: &Rule, analysis: &Analysis) -> Option<Fix> {
    let finding = of(rule, analysis).into_iter().next().unwrap();
    fix::for_one(&analysis.context(), &finding).into_iter().next()
}

/// What is recommended for the bad example of each rule.
const FIXES: &[(&str, &str)] = &[
    ("MP101", "MP101-remove-tls"),
    ("MP102", "MP102-remove-tls"),
    ("MP103", "MP103-remove-tls"),
    ("MP104", "MP104-remove-tls"),
    ("MP105", "MP105-declare-protocol"),
    ("MP106", "MP106-declare-protocol"),
    ("MP107", "MP107-correct"),
    ("MP109", "MP109-register"),
    ("MP110", "MP110-drop-subset"),
    ("MP113", "MP113-remove-tls"),
    ("MP114", "MP114-let-in"),
    ("MP117", "MP117-target-port"),
    ("MP118", "MP118-declare-protocol"),
    ("MP119", "MP119-bind-route"),
    ("MP120", "MP120-originate-tls"),
    ("MP202", "MP202-strict"),
    ("MP203", "MP203-originate-tls"),
    ("MP204", "MP204-call-service"),
    ("MP301", "MP301-correct-label"),
    ("MP302", "MP302-correct"),
    ("MP303", "MP303-correct-policy"),
    ("MP304", "MP304-correct-policy"),
    ("MP306", "MP306-move"),
    ("MP307", "MP307-correct"),
    ("MP308", "MP308-move"),
    ("MP309", "MP309-export"),
    ("MP310", "MP310-correct"),
    ("MP311", "MP311-add-waypoint"),
    ("MP312", "MP312-correct"),
    ("MP313", "MP313-move-key"),
    ("MP314", "MP314-correct"),
    ("MP315", "MP315-correct"),
    ("MP403", "MP403-correct"),
    ("MP404", "MP404-correct"),
    ("MP505", "MP505-correct"),
    ("MP602", "MP602-correct"),
];

/// Why there is none.
const NONE: &[(&str, &str)] = &[
    ("MP108", "the call names the port, and no manifest does"),
    ("MP111", "what a request without a route is to get, nobody but its author knows"),
    ("MP112", "it is written on purpose"),
    ("MP115", "what a policy denies is meant"),
    ("MP116", "in the example the route is missing as well as the host of the server"),
    ("MP201", "what keeps plaintext out breaks the call that comes in with it"),
    ("MP305", "which of two policies is meant, nobody but their author knows"),
    ("MP316", "others may read the Secret where it is, and its data is not for a text"),
    ("MP401", "what is missing nobody can guess"),
    ("MP402", "other versions of a kind have other fields"),
    ("MP405", "which of several ways to obey the cluster is meant, nobody but the author knows"),
    ("MP406", "the cluster takes it"),
    ("MP407", "what a value that cannot be read was to say, nobody can guess"),
    ("MP501", "edits are made in documents that can be read"),
    ("MP502", "the template must be rendered"),
    ("MP503", "edits are made in documents that can be read"),
    ("MP504", "which of two documents is meant, nobody but the author knows"),
    ("MP506", "the text must be made smaller"),
    ("MP601", "either the mesh or the expectation is wrong"),
    ("MP701", "it does no harm"),
    ("MP702", "it does no harm"),
    ("MP703", "it does no harm"),
    ("MP704", "what the program does is not known"),
];

#[test]
fn every_rule_has_a_fix_or_a_reason() {
    let mut found = Vec::new();
    for rule in RULES {
        let fix = recommended(rule, &in_backdrop(rule.bad));
        found.push((rule.code.as_str(), fix.map(|fix| fix.id)));
    }
    let fixed: Vec<_> = found.iter().filter_map(|(code, fix)| Some((*code, fix.as_deref()?))).collect();
    let none: Vec<_> = found.iter().filter(|(_, fix)| fix.is_none()).map(|(code, _)| *code).collect();
    assert_eq!(fixed, FIXES);
    assert_eq!(none, NONE.iter().map(|(code, _)| *code).collect::<Vec<_>>());
}

#[test]
fn what_is_recommended_leaves_nothing_of_what_the_rule_says() {
    for (code, id) in FIXES {
        let rule = find(code).unwrap();
        let mut analysis = in_backdrop(rule.bad);
        let before = counts(&analysis);
        // One finding after another: a rule may speak up twice in its example.
        for _ in 0..before[&rule.code] {
            let Some(fix) = recommended_again(rule, &analysis) else { break };
            analysis = analyse(fix.apply(&analysis.sources).unwrap());
        }
        assert_eq!(of(rule, &analysis), [], "{id} leaves something");
        for (code, count) in counts(&analysis) {
            assert!(before.get(&code).is_some_and(|before| count <= *before), "{id} brings {}", code.name());
        }
    }
}

fn recommended_again(rule: &Rule, analysis: &Analysis) -> Option<Fix> {
    if of(rule, analysis).is_empty() { None } else { recommended(rule, analysis) }
}
