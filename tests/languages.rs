//! Whatever is said in one language is said in the other, about the same things.

use crate::common;
use mtls_playground::i18n::Language;
use mtls_playground::mesh::Mesh;
use mtls_playground::text::SourceFile;
use mtls_playground::verdict::{Step, evaluate};
use mtls_playground::{analyse, fix, lint};
use std::collections::BTreeSet;

/// The resources that a sentence is about: `namespace/name`.
fn names(sentence: &str) -> BTreeSet<String> {
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.');
    let words = sentence.split(|c: char| !inside(c)).map(|word| word.trim_matches(['.', '-', '/']));
    words.filter(|word| word.contains('/')).map(str::to_owned).collect()
}

/// Fails unless both languages say something, and about the same.
fn compare(english: &str, korean: &str) {
    assert!(!english.is_empty() && !korean.is_empty(), "{english:?}, {korean:?}");
    assert_eq!(names(english), names(korean), "{english:?}, {korean:?}");
}

/// Fails unless both languages tell a step.
fn tell(step: &Step) {
    let [english, korean] = [Language::English, Language::Korean].map(Language::catalog);
    compare(&english.answer(&step.answer), &korean.answer(&step.answer));
    compare(english.question(step.answer.question()), korean.question(step.answer.question()));
    for ignored in &step.ignored {
        compare(&english.because(&ignored.because), &korean.because(&ignored.because));
    }
}

#[test]
fn explanations() {
    let mut steps = 0;
    for scenario in common::claimed().iter().step_by(3) {
        let mesh = Mesh::build(&common::inventory(&scenario.yaml));
        for expected in &scenario.expect {
            let verdict = evaluate(&mesh, &expected.call(&mesh));
            let shared = verdict.why.iter().chain(verdict.stopped.iter());
            for step in shared.chain(verdict.endpoints.iter().flat_map(|endpoint| endpoint.why.iter())) {
                tell(step);
                steps += 1;
            }
        }
    }
    assert!(steps > 1000, "{steps}");
}

#[test]
fn findings_and_fixes() {
    let [english, korean] = [Language::English, Language::Korean].map(Language::handbook);
    let mut findings = 0;
    for rule in lint::RULES {
        let analysis = analyse([
            SourceFile::new("backdrop.yaml", lint::BACKDROP),
            SourceFile::new("bad.yaml", rule.bad),
        ]);
        let context = analysis.context();
        for finding in &analysis.findings {
            compare(&english.message(&finding.message), &korean.message(&finding.message));
            for fix in fix::for_one(&context, finding) {
                compare(&english.fix(&fix.steps), &korean.fix(&fix.steps));
            }
            findings += 1;
        }
        let [told, said] = [english.rule(rule.code), korean.rule(rule.code)];
        assert!(!told.what.is_empty() && told.what != said.what, "{:?}", rule.code);
    }
    assert!(findings >= lint::RULES.len(), "{findings}");
}
