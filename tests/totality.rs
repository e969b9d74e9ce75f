//! Whatever a text says, evaluation answers: recorded scenarios with documents lost, doubled and mixed up, and with lines
//! lost and garbled.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a recording that cannot be read, or a place that is not there, is a failed test"
)]

mod common;

use common::Scenario;
use mtls_playground::analyse;
use mtls_playground::text::SourceFile;
use mtls_playground::verdict::{Verdict, evaluate};
use proptest::prelude::*;

/// Values that a field may have by mistake.
const ODD: [&str; 24] = [
    "",
    "~",
    "*",
    "'*'",
    ".",
    "'~/*'",
    "'*/*'",
    "'.'",
    "[]",
    "{}",
    "-1",
    "0",
    "65536",
    "99999999999999999999",
    "true",
    "'*.'",
    "'*.*'",
    "10.0.0.0/99",
    "'::1'",
    "'[('",
    "a/b/c",
    "'unix:///a'",
    "'100%'",
    "🦀",
];

/// One thing that happens to a text; numbers choose the place.
#[derive(Clone, Debug)]
enum Mishap {
    LoseDocument(usize),
    DoubleDocument(usize),
    /// The first of two documents gets the end of the second.
    MixDocuments(usize, usize),
    LoseLine(usize),
    DoubleLine(usize),
    /// The value behind a colon becomes another one.
    GarbleValue(usize, usize),
    Cut(usize),
}

fn mishap() -> impl Strategy<Value = Mishap> {
    let place = || 0..10_000_usize;
    prop_oneof![
        1 => place().prop_map(Mishap::LoseDocument),
        1 => place().prop_map(Mishap::DoubleDocument),
        1 => (place(), place()).prop_map(|(a, b)| Mishap::MixDocuments(a, b)),
        1 => place().prop_map(Mishap::LoseLine),
        1 => place().prop_map(Mishap::DoubleLine),
        4 => (place(), 0..ODD.len()).prop_map(|(line, odd)| Mishap::GarbleValue(line, odd)),
        1 => place().prop_map(Mishap::Cut),
    ]
}

fn after(text: &str, mishap: &Mishap) -> String {
    const SEPARATOR: &str = "\n---\n";
    let mut documents: Vec<&str> = text.split(SEPARATOR).collect();
    let mut lines: Vec<&str> = text.lines().collect();
    let (document, line) = (|n: usize| n % documents.len(), |n: usize| n % lines.len().max(1));
    match *mishap {
        Mishap::LoseDocument(n) => {
            documents.remove(document(n));
            documents.join(SEPARATOR)
        }
        Mishap::DoubleDocument(n) => {
            let doubled = documents[document(n)];
            documents.push(doubled);
            documents.join(SEPARATOR)
        }
        Mishap::MixDocuments(a, b) => {
            let (head, tail) = (documents[document(a)], documents[document(b)]);
            let half = |text: &str| text.lines().count() / 2;
            let mixed: Vec<_> = head.lines().take(half(head)).chain(tail.lines().skip(half(tail))).collect();
            [text, &mixed.join("\n")].join(SEPARATOR)
        }
        Mishap::LoseLine(n) => {
            let lost = line(n);
            lines.remove(lost);
            lines.join("\n")
        }
        Mishap::DoubleLine(n) => {
            let doubled = line(n);
            lines.insert(doubled, lines[doubled]);
            lines.join("\n")
        }
        Mishap::GarbleValue(n, odd) => {
            let at = line(n);
            let garbled = lines[at].split_once(':').map(|(key, _)| format!("{key}: {}", ODD[odd]));
            let garbled = garbled.unwrap_or_else(|| ODD[odd].to_owned());
            lines[at] = &garbled;
            lines.join("\n")
        }
        Mishap::Cut(n) => lines[..line(n)].join("\n"),
    }
}

fn scenarios() -> Vec<Scenario> {
    let recordings = ["connections", "requests", "gateways", "ambient", "more"];
    recordings.into_iter().flat_map(common::read::<Scenario>).collect()
}

/// What every verdict keeps to.
fn is_whole(verdict: &Verdict) -> bool {
    let reached = verdict.outcome.is_some() || !verdict.endpoints.is_empty();
    reached && !verdict.why.is_empty() && verdict.endpoints.iter().all(|endpoint| !endpoint.why.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_text_is_answered(
        scenario in prop::sample::select(scenarios()),
        mishaps in prop::collection::vec(mishap(), 1..6),
    ) {
        let text = mishaps.iter().fold(scenario.yaml.clone(), |text, mishap| {
            if text.is_empty() { text } else { after(&text, mishap) }
        });
        let analysis = analyse([SourceFile::new("scenario.yaml", text)]);
        for connection in &analysis.connections {
            prop_assert!(is_whole(&connection.verdict), "{:?}", connection.call);
        }
        for expected in &scenario.expect {
            let (namespace, name) = expected.from.split_once('/').unwrap();
            if analysis.mesh.workload_named(namespace, name).is_some() {
                let call = expected.call(&analysis.mesh);
                prop_assert!(is_whole(&evaluate(&analysis.mesh, &call)), "{:?}", call);
            }
        }
    }
}
