//! The part of a file that an edit can change the meaning of.

use crate::order;
use crate::text::{Edit, Edits, Span};
use crate::yaml::{Entry, Node, Parsed, Value, parse_piece, split};

/// The pieces of a file that an edit touches, before and after it. All others are the same on both sides, so that a
/// small edit of a large file costs no more than one of a small file.
pub(super) struct Around<'t> {
    text: &'t str,
    edit: Edit,
    edited: String,
    before: Vec<Span>,
    after: Vec<Span>,
}

impl<'t> Around<'t> {
    /// What is around this edit; nothing if it makes or mends a bad separator.
    pub(super) fn of(text: &'t str, edit: Edit) -> Option<Self> {
        let edited = Edits::new([edit.clone()]).ok()?.apply(text).ok()?;
        let (before, after) = (split(text), split(&edited));
        if after.errors.len() != before.errors.len() {
            return None;
        }
        let (before, after) = (before.pieces, after.pieces);
        let same = before
            .iter()
            .zip(&after)
            .take_while(|(old, new)| old == new && old.end < edit.span.start)
            .count();
        let moved = before
            .iter()
            .rev()
            .zip(after.iter().rev())
            .take_while(|(old, new)| {
                old.start > edit.span.end && old.moved(text.len(), edited.len()) == **new
            })
            .count();
        let touched = |pieces: &[Span]| Some(pieces.get(same..pieces.len().checked_sub(moved)?)?.to_vec());
        let (before, after) = (touched(&before)?, touched(&after)?);
        Some(Self { text, edit, edited, before, after })
    }

    /// What the touched part holds before the edit.
    pub(super) fn before(&self) -> Parsed {
        read(self.text, &self.before)
    }

    /// The edit, if it leaves these documents in the touched part and no new errors.
    pub(super) fn reads_as(self, expected: Vec<Node>, errors: usize) -> Option<Edit> {
        let after = read(&self.edited, &self.after);
        let roots: Vec<Node> = after.documents.into_iter().map(|document| bare(document.root)).collect();
        let expected: Vec<Node> = expected.into_iter().map(bare).collect();
        (roots == expected && after.errors.len() == errors).then_some(self.edit)
    }
}

fn read(text: &str, pieces: &[Span]) -> Parsed {
    let mut all = Parsed::default();
    for &piece in pieces {
        let Parsed { documents, errors } = parse_piece(text, piece, all.documents.len());
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
        let (all, edited) = (parse(TEXT).documents.len(), parse(&around.edited).documents.len());
        let counts = (around.before().documents.len(), read(&around.edited, &around.after).documents.len());
        assert_eq!(all - counts.0, edited - counts.1, "what is not looked at is as it was");
        Some(counts)
    }
}
