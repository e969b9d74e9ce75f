//! Whatever a text says, the whole analysis answers: recorded scenarios, and a text with every kind that is read, with
//! documents lost, doubled, mixed up and taken from elsewhere, with lines lost, garbled and out of line, and with
//! characters that mean something to YAML.
//!
//! `make fuzz` runs more of the same for as long as one likes (`PROPTEST_CASES`).

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a recording that cannot be read, or a place that is not there, is a failed test"
)]

use crate::common::{self, Expected, Scenario};
use mtls_playground::i18n::Language;
use mtls_playground::report::json::Report as Json;
use mtls_playground::report::markdown;
use mtls_playground::resource::{KindName, load};
use mtls_playground::text::{SourceFile, Sources};
use mtls_playground::verdict::{Verdict, evaluate};
use mtls_playground::{Analysis, analyse, verify, view};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// A document of every kind, with nearly all fields that mean something.
const EVERY_KIND: &str = include_str!("fixtures/totality/every-kind.yaml");

/// How its documents of our own begin. With one of them in a text, no other call is told.
const DECLARED: &str = "apiVersion: mtls-playground/";

/// What stands between two documents.
const SEPARATOR: &str = "\n---\n";

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

/// What means something to YAML, or to those who write it.
const INDICATORS: [&str; 40] = [
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "\0",
    " ",
    "  ",
    "- ",
    "? ",
    ": ",
    ":",
    "#",
    " #",
    "|",
    ">",
    "|2-",
    "'",
    "\"",
    "\\",
    "&a ",
    "*a",
    "<<: *a",
    "!!binary ",
    "!!str ",
    "!x ",
    "%YAML 1.1\n",
    "---\n",
    "...\n",
    "[",
    "]",
    "{",
    "}",
    ",",
    "{{ .Values.x }}",
    "@",
    "`",
    "한",
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
    /// A document of another scenario comes along.
    Graft(usize, usize),
    /// One of any kind comes along.
    Add(usize),
    /// A line gets the value of another one.
    TakeValue(usize, usize),
    /// A line gets the key of another one.
    TakeKey(usize, usize),
    /// A line moves to the right, or to the left.
    Shift(usize, isize),
    /// A character comes in between.
    Insert(usize, usize),
    /// A number becomes another one.
    Number(usize, u32),
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
        1 => (place(), place()).prop_map(|(scenario, document)| Mishap::Graft(scenario, document)),
        2 => place().prop_map(Mishap::Add),
        4 => (place(), place()).prop_map(|(to, from)| Mishap::TakeValue(to, from)),
        2 => (place(), place()).prop_map(|(to, from)| Mishap::TakeKey(to, from)),
        2 => (place(), -4..5_isize).prop_map(|(line, by)| Mishap::Shift(line, by)),
        3 => (0..200_000_usize, 0..INDICATORS.len()).prop_map(|(at, what)| Mishap::Insert(at, what)),
        2 => (place(), 0..70_000_u32).prop_map(|(line, number)| Mishap::Number(line, number)),
    ]
}

fn after(text: &str, mishap: &Mishap, others: &[Scenario]) -> String {
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
        Mishap::Graft(scenario, n) => {
            let other: Vec<&str> = others[scenario % others.len()].yaml.split(SEPARATOR).collect();
            [text, other[n % other.len()]].join(SEPARATOR)
        }
        Mishap::Add(n) => {
            let kinds: Vec<&str> = EVERY_KIND.split(SEPARATOR).collect();
            [text, kinds[n % kinds.len()]].join(SEPARATOR)
        }
        Mishap::TakeValue(to, from) => {
            let (to, value) = (line(to), lines[line(from)].split_once(':').map_or("", |(_, value)| value));
            let key = lines[to].split_once(':').map_or(lines[to], |(key, _)| key);
            let changed = format!("{key}:{value}");
            lines[to] = &changed;
            lines.join("\n")
        }
        Mishap::TakeKey(to, from) => {
            let (to, from) = (line(to), lines[line(from)].trim_start());
            let key = from.split_once(':').map_or(from, |(key, _)| key);
            let (indentation, own) = lines[to].split_at(lines[to].len() - lines[to].trim_start().len());
            let changed =
                format!("{indentation}{key}:{}", own.split_once(':').map_or("", |(_, value)| value));
            lines[to] = &changed;
            lines.join("\n")
        }
        Mishap::Shift(n, by) => {
            let at = line(n);
            let own = lines[at].trim_start();
            let indentation = (lines[at].len() - own.len()).saturating_add_signed(by);
            let changed = format!("{}{own}", " ".repeat(indentation));
            lines[at] = &changed;
            lines.join("\n")
        }
        Mishap::Insert(n, what) => {
            let at = (n % text.len()..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
            let (before, behind) = text.split_at(at);
            [before, INDICATORS[what], behind].concat()
        }
        Mishap::Number(n, number) => {
            let at = line(n);
            let (before, rest) =
                lines[at].split_at(lines[at].find(|c: char| c.is_ascii_digit()).unwrap_or(lines[at].len()));
            let changed =
                format!("{before}{number}{}", rest.trim_start_matches(|c: char| c.is_ascii_digit()));
            lines[at] = &changed;
            lines.join("\n")
        }
    }
}

fn all() -> &'static [Scenario] {
    static ALL: OnceLock<Vec<Scenario>> = OnceLock::new();
    let recordings = ["connections", "requests", "gateways", "ambient", "more"];
    ALL.get_or_init(|| recordings.into_iter().flat_map(common::read::<Scenario>).collect())
}

/// A text to begin with: one that was recorded, or documents of any kinds, whose calls are told by manifests.
fn scenario() -> impl Strategy<Value = (String, Vec<Expected>)> {
    let recorded = |place: prop::sample::Index| {
        let Scenario { yaml, expect, .. } = place.get(all()).clone();
        (yaml, expect)
    };
    let kinds: Vec<_> =
        EVERY_KIND.split(SEPARATOR).filter(|document| !document.starts_with(DECLARED)).collect();
    prop_oneof![
        9 => any::<prop::sample::Index>().prop_map(recorded),
        1 => prop::sample::subsequence(kinds, 8..16).prop_map(|some| (some.join(SEPARATOR), Vec::new())),
    ]
}

/// What every verdict keeps to.
fn is_whole(verdict: &Verdict) -> bool {
    let reached = verdict.outcome.is_some() || !verdict.endpoints.is_empty();
    reached && !verdict.why.is_empty() && verdict.endpoints.iter().all(|endpoint| !endpoint.why.is_empty())
}

/// All that is ever made of an analysis.
fn report(analysis: &Analysis) {
    for language in Language::ALL {
        let texts = language.handbook();
        serde_json::to_string(&Json::new(analysis, None, texts)).unwrap();
        markdown::render(analysis, texts);
    }
    for row in view::rows(analysis) {
        view::why(analysis, &row);
        view::hops(analysis, &row);
        let connection = &analysis.connections[row.connection];
        verify::of_endpoint(&analysis.context(), connection, row.endpoint);
    }
    view::Summary::new(analysis);
    view::problems(analysis);
}

/// As many as `PROPTEST_CASES` says; a few, if it says nothing.
fn config() -> ProptestConfig {
    let cases =
        if std::env::var_os("PROPTEST_CASES").is_some() { ProptestConfig::default().cases } else { 200 };
    ProptestConfig::with_cases(cases)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_text_is_answered(
        (text, expect) in scenario(),
        mishaps in prop::collection::vec(mishap(), 1..8),
    ) {
        let text = mishaps.iter().fold(text, |text, mishap| {
            if text.is_empty() { text } else { after(&text, mishap, all()) }
        });
        let analysis = analyse([SourceFile::new("scenario.yaml", text)]);
        for connection in &analysis.connections {
            prop_assert!(is_whole(&connection.verdict), "{:?}", connection.call);
        }
        for expected in &expect {
            let (namespace, name) = expected.from.split_once('/').unwrap();
            if analysis.mesh.workload_named(namespace, name).is_some() {
                let call = expected.call(&analysis.mesh);
                prop_assert!(is_whole(&evaluate(&analysis.mesh, &call)), "{:?}", call);
            }
        }
        // Fixes are tried by evaluating again: the dearest part.
        if mishaps.len() < 3 {
            report(&analysis);
        }
    }
}

/// What is not read, or not there, is not tried.
#[test]
fn every_kind_is_tried() {
    let inventory = load(&Sources::new([SourceFile::new("every-kind.yaml", EVERY_KIND)]));
    assert_eq!(inventory.problems, []);
    let tried: BTreeSet<KindName> =
        inventory.resources.iter().map(|resource| resource.value.kind()).collect();
    let missing: Vec<_> = KindName::READ.iter().filter(|kind| !tried.contains(kind)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(!tried.contains(&KindName::Unreadable));
}
