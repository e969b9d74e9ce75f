//! The part of a file that an edit can change the meaning of.

use crate::order;
use crate::text::{Edit, Edits, Span};
use crate::yaml::{Entry, Node, Parsed, Value, parse_piece, split};

/// The pieces of a file that an edit touches, before and after it. All others are the same on both sides, so that a
/// small edit of a large file costs no more than one of a small file.
pub(super) struct Around<'t> {
    /// The edit, as the file has it.
    edit: Edit,
    /// The part of the file that is looked at, and where it begins.
    text: &'t str,
    start: usize,
    /// The same with the edit in it.
    edited: String,
    before: Vec<Span>,
    after: Vec<Span>,
}

impl<'t> Around<'t> {
    /// What is around this edit; nothing if it makes or mends a bad separator.
    pub(super) fn of(file: &'t str, edit: Edit) -> Option<Self> {
        let window = window(file, edit.span);
        let text = window.slice(file);
        let span = edit.span.moved(window.start, 0);
        let edited = Edits::new([Edit { span, text: edit.text.clone() }]).ok()?.apply(text).ok()?;
        let (before, after) = (split(text), split(&edited));
        if after.errors.len() != before.errors.len() {
            return None;
        }
        let (before, after) = (before.pieces, after.pieces);
        let same =
            before.iter().zip(&after).take_while(|(old, new)| old == new && old.end < span.start).count();
        let moved = before
            .iter()
            .rev()
            .zip(after.iter().rev())
            .take_while(|(old, new)| old.start > span.end && old.moved(text.len(), edited.len()) == **new)
            .count();
        let touched = |pieces: &[Span]| Some(pieces.get(same..pieces.len().checked_sub(moved)?)?.to_vec());
        let (before, after) = (touched(&before)?, touched(&after)?);
        Some(Self { edit, text, start: window.start, edited, before, after })
    }

    /// What the touched part holds before the edit, with the spans of the file.
    pub(super) fn before(&self) -> Parsed {
        let mut before = read(self.text, &self.before);
        for document in &mut before.documents {
            document.root.shift(0, self.start);
        }
        before
    }

    /// The edit, if it leaves these documents in the touched part and no new errors.
    pub(super) fn reads_as(self, expected: Vec<Node>, errors: usize) -> Option<Edit> {
        let after = read(&self.edited, &self.after);
        let roots: Vec<Node> = after.documents.into_iter().map(|document| bare(document.root)).collect();
        let expected: Vec<Node> = expected.into_iter().map(bare).collect();
        (roots == expected && after.errors.len() == errors).then_some(self.edit)
    }
}

/// How many separators an edit is from the ends of what is looked at: one may be edited itself, and the next one then
/// belongs to what comes before or behind it.
const MARGIN: usize = 3;

/// The part of a file around an edit, from separator to separator: these are lines of their own, whatever is around them.
fn window(file: &str, edit: Span) -> Span {
    let back = |at: &usize| file.get(..*at)?.rfind("\n---").map(|line| line + 1);
    let on = |at: &usize| Some(at + file.get(*at..)?.find("\n---")? + 1);
    let start = std::iter::successors(Some(edit.start), back).nth(MARGIN).unwrap_or(0);
    let end = std::iter::successors(Some(edit.end), on).nth(MARGIN).unwrap_or(file.len());
    Span::new(start, end)
}

fn read(text: &str, pieces: &[Span]) -> Parsed {
    let mut all = Parsed::default();
    for &piece in pieces {
        let Parsed { documents, errors, nodes: _ } = parse_piece(text, piece, all.documents.len());
        all.documents.extend(documents);
        all.errors.extend(errors);
    }
    all
}

/// The tree without spans and without the order of keys.
fn bare(mut node: Node) -> Node {
    node.span = Span::default();
    node.value = match node.value {
        Value::Sequence(items) => Value::Sequence(items.into_iter().map(bare).collect()),
        Value::Mapping(entries) => {
            let strip = |entry: Entry| Entry { key_span: Span::default(), value: bare(entry.value), ..entry };
            let mut entries: Vec<Entry> = entries.into_iter().map(strip).collect();
            order::sort_by(&mut entries, |a, b| a.key.cmp(&b.key));
            Value::Mapping(entries)
        }
        scalar => scalar,
    };
    node
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::parse;
    use test_case::test_case;

    const TEXT: &str = "---\na: 1\n---\nb: 2\n--- # third\nc: 3\n";

    /// How many documents are looked at before and after the part `old` of the text is replaced by `new`, and whether the
    /// edit reads as what a reading of the whole file gives.
    #[test_case("2", "4" => Some((1, 1)); "inside a document")]
    #[test_case("b: 2\n", "b: 2\nd: 4\n" => Some((1, 1)); "at its end")]
    #[test_case("b: 2\n", "b: 2\n---\nd: 4\n" => Some((1, 2)); "a document more")]
    #[test_case("---\nb: 2\n", "" => Some((2, 1)); "a document less")]
    #[test_case("---\nb", "b" => Some((2, 1)); "two become one")]
    #[test_case("# third", "x" => None; "a bad separator")]
    #[test_case("3\n", "3\n---\nd: 4\n" => Some((1, 2)); "behind the last one")]
    fn pieces(old: &str, new: &str) -> Option<(usize, usize)> {
        let start = TEXT.find(old).unwrap();
        let edit = Edit { span: Span::new(start, start + old.len()), text: new.to_owned() };
        let around = Around::of(TEXT, edit)?;
        let (all, edited) = (parse(around.text).documents.len(), parse(&around.edited).documents.len());
        let counts = (around.before().documents.len(), read(&around.edited, &around.after).documents.len());
        assert_eq!(all - counts.0, edited - counts.1, "what is not looked at is as it was");
        Some(counts)
    }

    #[test]
    fn of_a_large_file_only_the_neighbourhood_is_looked_at() {
        let file = "---\nk: 1\n".repeat(20) + "---\nk: 20\n" + &"---\nk: 3\n".repeat(20);
        let at = file.find("20\n").unwrap();
        let edit = Edit { span: Span::new(at, at + 2), text: "x".to_owned() };
        let around = Around::of(&file, edit).unwrap();
        assert!(around.text.len() < file.len() / 4, "{}", around.text);
        let [document] = &around.before().documents[..] else { panic!("one document") };
        assert_eq!(document.root.entries()[0].value.span, Span::new(at, at + 2), "where the file has it");
    }
}
