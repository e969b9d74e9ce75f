//! Analysing one text after another gives what analysing each of them anew gives.

use crate::common::{self, Scenario};
use crate::synthetic_mesh;
use mtls_playground::text::SourceFile;
use mtls_playground::{Analyst, analyse};
use proptest::prelude::*;

/// One change of a text, as somebody makes it who types.
#[derive(Clone, Debug)]
enum Edit {
    /// Puts something in front of a line.
    Insert(usize, &'static str),
    /// Removes a line.
    Remove(usize),
    /// Changes the order of the documents.
    Rotate,
    /// Writes a document twice.
    Repeat(usize),
    /// Goes on in another file from a document on.
    Divide(usize),
}

const TYPED: [&str; 8] = [
    " ",
    "x: 1\n",
    "---\n",
    "# comment\n",
    "- a\n",
    "{\"kind\": \"List\", \"items\": []}\n",
    "한글: \"",
    "...\n",
];

const SEPARATOR: &str = "---\n";

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (any::<usize>(), prop::sample::select(&TYPED[..])).prop_map(|(line, text)| Edit::Insert(line, text)),
        4 => any::<usize>().prop_map(Edit::Remove),
        1 => Just(Edit::Rotate),
        1 => any::<usize>().prop_map(Edit::Repeat),
        1 => any::<usize>().prop_map(Edit::Divide),
    ]
}

fn edited(files: &[String], edit: &Edit) -> Vec<String> {
    let text = files.join(SEPARATOR);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut documents: Vec<&str> = text.split(SEPARATOR).collect();
    let text = match *edit {
        Edit::Insert(line, typed) => {
            let (before, after) = lines.split_at(line % (lines.len() + 1));
            format!("{}{typed}{}", before.concat(), after.concat())
        }
        Edit::Remove(line) => {
            let at = line % lines.len().max(1);
            lines.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, line)| *line).collect()
        }
        Edit::Rotate => {
            documents.rotate_left(1);
            documents.join(SEPARATOR)
        }
        Edit::Repeat(at) => {
            documents.extend_from_within(at % documents.len()..=at % documents.len());
            documents.join(SEPARATOR)
        }
        Edit::Divide(at) => {
            let (before, after) = documents.split_at(at % documents.len());
            return vec![before.join(SEPARATOR), after.join(SEPARATOR)];
        }
    };
    vec![text]
}

fn sources(files: &[String]) -> impl Iterator<Item = SourceFile> {
    files.iter().enumerate().map(|(index, text)| SourceFile::new(format!("{index}.yaml"), text.as_str()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn text_after_text(
        scenario in prop::sample::select(common::claimed()),
        edits in prop::collection::vec(edit(), 1..8),
    ) {
        let Scenario { yaml, .. } = scenario;
        let mut analyst = Analyst::default();
        let mut files = vec![yaml];
        analyst.analyse(sources(&files));
        for edit in &edits {
            files = edited(&files, edit);
            prop_assert_eq!(analyst.analyse(sources(&files)), analyse(sources(&files)), "{:?}\n{}", edit, files.join("\n=====\n"));
        }
    }
}

#[test]
fn a_text_that_grows_shrinks_and_comes_back() {
    let text = synthetic_mesh::synthetic_mesh(60);
    let mut analyst = Analyst::default();
    for text in
        [text.clone(), text.replace("8080", "80"), format!("# first\n---\n{text}"), String::new(), text]
    {
        let files = [text];
        assert_eq!(analyst.analyse(sources(&files)), analyse(sources(&files)));
    }
}
