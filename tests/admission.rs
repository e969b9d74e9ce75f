//! What a cluster would refuse: agreement with recorded answers, and every rule by itself.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "a recording that cannot be read is a failed test")]

use crate::common;
use mtls_playground::i18n::Language;
use mtls_playground::resource::admission::{Review, review};
use mtls_playground::resource::load;
use mtls_playground::text::{SourceFile, Sources};
use mtls_playground::yaml;
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A document and the recorded answer to it.
#[derive(Deserialize)]
struct Recorded {
    id: String,
    family: String,
    yaml: String,
    accepted: bool,
}

fn answer(text: &str) -> Review {
    let parsed = yaml::parse(text);
    let document = parsed.documents.first().unwrap_or_else(|| panic!("{:?}: {text}", parsed.errors));
    review(&document.root)
}

/// The messages in English, one by line.
fn messages(review: &Review) -> String {
    let catalog = Language::English.catalog();
    let lines: Vec<_> = review.messages.iter().map(|objection| catalog.objection(objection)).collect();
    lines.join("\n")
}

#[test]
fn recorded_answers() {
    let recorded = common::read::<Recorded>("admission");
    assert_eq!(recorded.len(), 471);
    let mut families: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for line in &recorded {
        let review = answer(&line.yaml);
        let (agreed, all) = families.entry(&line.family).or_default();
        *all += 1;
        if review.accepted == line.accepted {
            *agreed += 1;
        } else {
            wrong.push(format!(
                "{}: accepted {}\n{}{}",
                line.id,
                review.accepted,
                line.yaml,
                messages(&review)
            ));
        }
        assert_eq!(review.accepted, review.messages.is_empty(), "{}", line.id);
    }
    for (family, (agreed, all)) in &families {
        println!("admission {family}: {agreed} of {all}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const VALUES: [&str; 14] = [
    "null",
    "true",
    "0",
    "-1",
    "1.5",
    "99999999999999999999",
    "''",
    "x",
    "'*'",
    "'a/b'",
    "[]",
    "{}",
    "[[]]",
    "{ a: { b: c } }",
];

proptest! {
    /// Whatever stands in a field, the document can be read, there is an answer, and rejecting needs a reason.
    #[test]
    fn total(line in 0_usize..471, position in any::<prop::sample::Index>(), value in prop::sample::select(&VALUES[..])) {
        let recorded = common::read::<Recorded>("admission");
        let text = &recorded[line].yaml;
        let lines: Vec<&str> = text.lines().collect();
        let at = position.index(lines.len());
        let changed = lines.iter().enumerate().map(|(index, line)| match line.split_once(": ") {
            Some((key, _)) if index == at => format!("{key}: {value}\n"),
            _ => format!("{line}\n"),
        });
        let changed: String = changed.collect();
        load(&Sources::new([SourceFile::new("changed.yaml", changed.as_str())]));
        for document in yaml::parse(&changed).documents {
            let review = review(&document.root);
            prop_assert_eq!(review.accepted, review.messages.is_empty());
            for language in Language::ALL {
                let catalog = language.catalog();
                prop_assert!(review.messages.iter().all(|objection| !catalog.objection(objection).is_empty()));
            }
        }
    }
}
