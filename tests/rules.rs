//! Every rule keeps what its documentation promises: it speaks up in its bad example and is silent in the good one.

#![allow(clippy::disallowed_methods, reason = "one test writes the documentation")]

use mtls_playground::i18n::Language;
use mtls_playground::lint::{BACKDROP, RULES, Rule};
use mtls_playground::report::rules::book;
use mtls_playground::text::SourceFile;
use mtls_playground::{Analysis, analyse};
use std::collections::BTreeSet;

fn in_backdrop(example: &str) -> Analysis {
    analyse([SourceFile::new("backdrop.yaml", BACKDROP), SourceFile::new("example.yaml", example)])
}

fn findings_of(rule: &Rule, analysis: &Analysis) -> usize {
    analysis.findings.iter().filter(|finding| finding.rule.code == rule.code).count()
}

#[test]
fn bad_examples_are_found_and_good_ones_are_not() {
    for rule in RULES {
        let [bad, good] = [rule.bad, rule.good].map(in_backdrop);
        let name = rule.code.name();
        assert!(findings_of(rule, &bad) > 0, "{name} is silent in its bad example: {:#?}", bad.findings);
        assert_eq!(good.findings, [], "{name}: the good example is not");
    }
}

#[test]
fn the_backdrop_alone_gives_no_finding() {
    assert_eq!(in_backdrop("").findings, []);
}

#[test]
fn codes_and_names_are_unique_and_in_order() {
    let codes: Vec<_> = RULES.iter().map(|rule| rule.code.as_str()).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
    let names: BTreeSet<_> = RULES.iter().map(|rule| rule.code.name()).collect();
    assert_eq!(names.len(), RULES.len());
}

#[test]
fn every_finding_has_a_primary_place_first() {
    for rule in RULES {
        for finding in in_backdrop(rule.bad).findings {
            let primary: Vec<_> = finding.labels.iter().map(|label| label.primary).collect();
            assert!(primary.first() == Some(&true) && !primary[1..].contains(&true), "{finding:?}");
        }
    }
}

#[test]
fn every_text_is_translated() {
    let [english, korean] = Language::ALL.map(Language::handbook);
    for rule in RULES {
        let (en, ko) = (english.rule(rule.code), korean.rule(rule.code));
        for (en, ko) in [(en.what, ko.what), (en.why, ko.why), (en.fix, ko.fix), (en.verify, ko.verify)] {
            assert!(!en.is_empty() && !ko.is_empty() && en != ko, "{}", rule.code.name());
        }
    }
}

/// Run with `UPDATE_DOCS=1` to write the files, which the page offers too.
#[test]
fn the_lists_in_the_documentation_are_up_to_date() {
    for (language, name) in [(Language::English, "rules.md"), (Language::Korean, "rules.ko.md")] {
        let path = format!("{}/docs/{name}", env!("CARGO_MANIFEST_DIR"));
        let book = book(language.handbook());
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, &book).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(written == book, "docs/{name} is out of date: UPDATE_DOCS=1 cargo test --test all rules::");
    }
}
