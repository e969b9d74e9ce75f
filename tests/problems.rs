//! What is said about documents that are not as they must be: where, and with which code and arguments.

use mtls_playground::resource::{self, Problem, Resource};
use mtls_playground::text::{SourceFile, Sources};
use proptest::prelude::*;
use std::fmt::Write;

/// Documents with mistakes, each under a title.
const MISTAKES: &str = include_str!("problems/mistakes.yaml");
/// Documents that look unusual but are right.
const RIGHT: &str = include_str!("problems/right.yaml");

fn load(text: &str) -> (Sources, resource::Inventory) {
    let sources = Sources::new([SourceFile::new("test.yaml", text)]);
    let inventory = resource::load(&sources);
    (sources, inventory)
}

fn line(sources: &Sources, problem: &Problem) -> String {
    let range = sources.range(problem.at);
    let text = sources.get(problem.at.file).map(|file| problem.at.span.slice(&file.text)).unwrap_or_default();
    let excerpt: String = text.lines().next().unwrap_or_default().chars().take(40).collect();
    let related = problem.related.map(|at| format!(" (see line {})", sources.range(at).start.line));
    format!(
        "{}:{} `{excerpt}` at `{}`: {:?}{}",
        range.start.line,
        range.start.column,
        problem.path,
        problem.fault,
        related.unwrap_or_default()
    )
}

/// The cases of a file: a title behind `## `, and the text up to the next one.
fn cases(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("## ").filter_map(|case| case.split_once('\n'))
}

#[test]
fn mistakes() {
    let mut report = String::new();
    for (title, text) in cases(MISTAKES) {
        let (sources, inventory) = load(text);
        assert!(!inventory.problems.is_empty(), "no problem found: {title}");
        writeln!(report, "{title}").unwrap();
        for problem in &inventory.problems {
            writeln!(report, "    {}", line(&sources, problem)).unwrap();
        }
        for resource in inventory.resources.iter() {
            let value = format!("{:?}", resource.value);
            writeln!(report, "    = {} {}", resource.meta.name, value.get(..110).unwrap_or(&value)).unwrap();
        }
    }
    insta::assert_snapshot!(report);
}

#[test]
fn silence() {
    for (title, text) in cases(RIGHT) {
        let (sources, inventory) = load(text);
        let problems: Vec<_> = inventory.problems.iter().map(|problem| line(&sources, problem)).collect();
        assert!(problems.is_empty(), "{title}: {problems:#?}");
        assert!(!inventory.resources.is_empty(), "{title}");
        let unreadable = inventory.resources.iter().filter(|each| *each.value == Resource::Unreadable);
        assert_eq!(unreadable.count(), 0, "{title}");
    }
}

/// What somebody may have typed where a value was.
const TYPED: [&str; 12] = [
    "",
    "{}",
    "[]",
    "null",
    "yes",
    "-1",
    "99999999999999999999",
    "1.5",
    "STRICT",
    "{ a: 1 }",
    "[a, [b]]",
    "\"\"",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Whatever is typed where, reading goes on, and every problem points into the text.
    #[test]
    fn any_value_anywhere(line in 0usize..1_000, typed in prop::sample::select(&TYPED[..]), keep_key in any::<bool>()) {
        let lines: Vec<&str> = RIGHT.lines().chain(MISTAKES.lines()).map(|line| line.strip_prefix("## ").map_or(line, |_| "---")).collect();
        let at = line % lines.len();
        let changed = match lines[at].split_once(':') {
            Some((key, _)) if keep_key => format!("{key}: {typed}"),
            _ => typed.to_owned(),
        };
        let text: String = lines.iter().enumerate().map(|(i, line)| if i == at { format!("{changed}\n") } else { format!("{line}\n") }).collect();
        let (_, inventory) = load(&text);
        for problem in &inventory.problems {
            let Problem { at, related, .. } = problem;
            prop_assert!(text.get(at.span.start..at.span.end).is_some(), "{problem:?}");
            prop_assert!(related.is_none_or(|at| text.get(at.span.start..at.span.end).is_some()), "{problem:?}");
        }
    }
}
