//! Changes of a text.

use super::Span;
use crate::order;

/// The replacement of some bytes; an empty span inserts, an empty text deletes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edit {
    /// The bytes that go.
    pub span: Span,
    /// The text that comes.
    pub text: String,
}

/// Edits of one text that all refer to the text before any of them, sorted and disjoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits(Vec<Edit>);

/// Why edits cannot be applied together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// Two edits change the same bytes.
    Overlap {
        /// The bytes of the earlier one.
        first: Span,
        /// The bytes of the later one.
        second: Span,
    },
    /// An edit reaches beyond the text or cuts a character.
    Misplaced {
        /// The bytes that it wants to change.
        span: Span,
    },
}

impl Edits {
    /// Sorts the edits. Insertions at the same place keep their order.
    ///
    /// # Errors
    /// [`EditError::Overlap`] for the first two edits that share bytes.
    pub fn new(edits: impl IntoIterator<Item = Edit>) -> Result<Self, EditError> {
        let mut edits: Vec<Edit> = edits.into_iter().collect();
        order::sort_by_key(&mut edits, |edit| edit.span);
        let overlap = edits.windows(2).find_map(|pair| match pair {
            [first, second] if first.span.end > second.span.start => {
                Some(EditError::Overlap { first: first.span, second: second.span })
            }
            _ => None,
        });
        overlap.map_or(Ok(Self(edits)), Err)
    }

    /// The edits from left to right.
    pub fn iter(&self) -> impl Iterator<Item = &Edit> {
        self.0.iter()
    }

    /// The text after all edits.
    ///
    /// # Errors
    /// [`EditError::Misplaced`] for the first edit that does not fit the text.
    pub fn apply(&self, text: &str) -> Result<String, EditError> {
        let mut edited = String::with_capacity(text.len());
        let mut end = 0;
        for Edit { span, text: new } in &self.0 {
            let kept = text.get(end..span.start).filter(|_| text.is_char_boundary(span.end));
            edited.push_str(kept.ok_or(EditError::Misplaced { span: *span })?);
            edited.push_str(new);
            end = span.end;
        }
        edited.push_str(text.get(end..).unwrap_or_default());
        Ok(edited)
    }

    /// These edits of `text`, and then others that refer to the text after them, as edits of `text`. What touches
    /// becomes one edit.
    ///
    /// # Errors
    /// [`EditError::Misplaced`] for an edit that does not fit its text.
    pub fn then(&self, next: &Self, text: &str) -> Result<Self, EditError> {
        let between = self.apply(text)?;
        let mut groups: Vec<Group> = self.groups();
        groups.extend(next.iter().map(|edit| Group {
            span: edit.span,
            grown: 0,
            shrunk: 0,
            next: vec![edit],
        }));
        order::sort_by_key(&mut groups, |group| group.span);
        let mut joined: Vec<Group> = Vec::new();
        for group in groups {
            match joined.last_mut() {
                Some(last) if group.span.start <= last.span.end => last.join(group),
                _ => joined.push(group),
            }
        }
        let (mut grown, mut shrunk) = (0, 0);
        let edit = |group: Group| {
            let start = group.span.start + shrunk - grown;
            grown += group.grown;
            shrunk += group.shrunk;
            let own = group.next.iter().map(|edit| Edit {
                span: Span::new(edit.span.start - group.span.start, edit.span.end - group.span.start),
                text: edit.text.clone(),
            });
            let text = Self::new(own)?.apply(group.span.slice(&between))?;
            Ok(Edit { span: Span::new(start, group.span.end + shrunk - grown), text })
        };
        let edits: Vec<Edit> = joined.into_iter().map(edit).collect::<Result<_, _>>()?;
        Self::new(edits)
    }

    /// Where the edits left their texts.
    fn groups(&self) -> Vec<Group<'_>> {
        let (mut grown, mut shrunk) = (0, 0);
        let group = |edit: &Edit| {
            let start = edit.span.start + grown - shrunk;
            let group = Group {
                span: Span::new(start, start + edit.text.len()),
                grown: edit.text.len(),
                shrunk: edit.span.len(),
                next: Vec::new(),
            };
            grown += group.grown;
            shrunk += group.shrunk;
            group
        };
        self.iter().map(group).collect()
    }
}

/// Edits that touch, one after another.
struct Group<'a> {
    /// The bytes between the first edits and the next.
    span: Span,
    /// How many bytes the first edits put there.
    grown: usize,
    /// How many they took away.
    shrunk: usize,
    /// The next edits.
    next: Vec<&'a Edit>,
}

impl<'a> Group<'a> {
    fn join(&mut self, other: Group<'a>) {
        self.span = self.span.cover(other.span);
        self.grown += other.grown;
        self.shrunk += other.shrunk;
        self.next.extend(other.next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use test_case::test_case;

    fn edits(edits: &[(usize, usize, &str)]) -> Result<Edits, EditError> {
        let edit = |&(start, end, text): &(usize, usize, &str)| Edit {
            span: Span::new(start, end),
            text: text.to_owned(),
        };
        Edits::new(edits.iter().map(edit))
    }

    #[test_case(&[], "mode: STRICT"; "nothing")]
    #[test_case(&[(6, 12, "DISABLE")], "mode: DISABLE"; "replacement")]
    #[test_case(&[(0, 0, "# a\n"), (0, 0, "# b\n")], "# a\n# b\nmode: STRICT"; "insertions at one place keep their order")]
    #[test_case(&[(12, 12, "\n"), (0, 4, "x")], "x: STRICT\n"; "from right to left")]
    #[test_case(&[(4, 6, ""), (6, 12, "")], "mode"; "neighbours")]
    #[test_case(&[(6, 6, "A"), (6, 12, "B")], "mode: AB"; "insertion before a replacement")]
    fn applied(list: &[(usize, usize, &str)], expected: &str) {
        assert_eq!(edits(list).and_then(|edits| edits.apply("mode: STRICT")).as_deref(), Ok(expected));
    }

    #[test_case(&[(0, 3, "a"), (2, 4, "b")]; "partly")]
    #[test_case(&[(0, 9, "a"), (2, 4, "b")]; "one inside the other")]
    #[test_case(&[(0, 9, "a"), (2, 2, "b")]; "insertion inside a replacement")]
    fn overlapping(list: &[(usize, usize, &str)]) {
        assert!(matches!(edits(list), Err(EditError::Overlap { .. })));
    }

    #[test_case(0, 9; "beyond the end")]
    #[test_case(8, 9; "far beyond the end")]
    #[test_case(0, 1; "cuts a character at its end")]
    #[test_case(1, 3; "cuts a character at its start")]
    fn misplaced(start: usize, end: usize) {
        let span = Span::new(start, end);
        assert_eq!(
            edits(&[(start, end, "x")]).and_then(|edits| edits.apply("한글")),
            Err(EditError::Misplaced { span })
        );
    }

    proptest! {
        /// Edits put together give what they give one after another.
        #[test]
        fn one_after_another(
            text in "[a-f]{0,20}",
            first in prop::collection::vec((0_usize..20, 0_usize..4, "[A-C]{0,3}"), 0..5),
            second in prop::collection::vec((0_usize..20, 0_usize..4, "[X-Z]{0,3}"), 0..5),
        ) {
            let disjoint = |list: &[(usize, usize, String)], length: usize| {
                let mut end = 0;
                let mut kept = Vec::new();
                for (gap, count, new) in list {
                    let start = (end + gap % 5).min(length);
                    end = (start + count).min(length);
                    kept.push(Edit { span: Span::new(start, end), text: new.clone() });
                }
                Edits::new(kept).unwrap()
            };
            let first = disjoint(&first, text.len());
            let between = first.apply(&text).unwrap();
            let second = disjoint(&second, between.len());
            let joined = first.then(&second, &text).unwrap();
            prop_assert_eq!(joined.apply(&text), second.apply(&between));
        }

        /// Disjoint edits of single bytes give what changing the bytes one by one gives.
        #[test]
        fn order_does_not_matter(text in "[a-z]{1,40}", places in prop::collection::btree_set(0_usize..40, 0..20)) {
            let places: Vec<usize> = places.into_iter().filter(|at| *at < text.len()).collect();
            let list: Vec<_> = places.iter().rev().map(|at| (*at, at + 1, "X")).collect();
            let expected: String =
                text.char_indices().map(|(at, c)| if places.contains(&at) { 'X' } else { c }).collect();
            prop_assert_eq!(edits(&list).and_then(|edits| edits.apply(&text)), Ok(expected));
        }
    }
}
