//! A large text in parts, of which one is edited at a time.

use std::rc::Rc;

/// The most bytes of a text that is edited as a whole. Browsers take longer for each key the more there is in a text
/// area: 60 ms at 290 kB, and half a minute to fill one with 3 MB.
pub const WHOLE: usize = 200_000;

/// About as many bytes has a part, where its documents and lines allow it.
const SIZE: usize = 100_000;

/// A part of a text, told by what surrounds it: that stays as it is while the part is edited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Bytes before it.
    pub before: usize,
    /// Bytes behind it.
    pub behind: usize,
}

impl Part {
    /// The parts of a text, in order; at least one. They begin where documents begin, or, within a document that is
    /// larger than a part, where a line does.
    pub fn all(text: &str) -> Vec<Self> {
        let mut starts = vec![0];
        let (mut start, mut document, mut at) = (0, 0, 0);
        for line in text.split_inclusive('\n') {
            if line.starts_with("---") {
                document = at;
            }
            let end = at + line.len();
            if end > start + SIZE && at > start {
                start = if document > start && end <= document + SIZE { document } else { at };
                starts.push(start);
            }
            at = end;
        }
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        starts
            .iter()
            .zip(ends)
            .map(|(&start, end)| Self { before: start, behind: text.len() - end })
            .collect()
    }

    /// The parts of a text of which one is this: the others are as they were when this one was first edited, however
    /// much it has grown since. Also the index of this one.
    pub fn and_others(self, text: &str) -> (Vec<Self>, usize) {
        let (before, _, behind) = self.split(text);
        let shifted = |shift: Self| {
            move |part: Self| Self { before: part.before + shift.before, behind: part.behind + shift.behind }
        };
        let others = |text: &str| if text.is_empty() { Vec::new() } else { Self::all(text) };
        let mut parts: Vec<_> = others(before)
            .into_iter()
            .map(shifted(Self { before: 0, behind: text.len() - before.len() }))
            .collect();
        let index = parts.len();
        parts.push(self);
        let behind_starts = text.len() - behind.len();
        parts.extend(others(behind).into_iter().map(shifted(Self { before: behind_starts, behind: 0 })));
        (parts, index)
    }

    /// The part that has this line, from 1, of a text of which this is one; the last one for a line behind the text.
    #[must_use]
    pub fn at_line(self, text: &str, line: usize) -> Self {
        let mut lines = 1;
        let begins = |part: &Self| {
            let begins = lines;
            lines += line_breaks(part.of(text));
            begins <= line
        };
        self.and_others(text).0.into_iter().take_while(begins).last().unwrap_or(self)
    }

    /// Its text.
    pub fn of(self, text: &str) -> &str {
        self.split(text).1
    }

    /// How many lines are before it.
    pub fn lines_before(self, text: &str) -> usize {
        line_breaks(self.split(text).0)
    }

    /// The whole text with another text of this part.
    pub fn replaced(self, text: &str, by: &str) -> Rc<str> {
        let (before, _, behind) = self.split(text);
        [before, by, behind].concat().into()
    }

    /// What is before it, itself, and what is behind it. Of a text that it is no part of, all is this part.
    fn split(self, text: &str) -> (&str, &str, &str) {
        let parts = || {
            let (before, rest) = text.split_at_checked(self.before)?;
            let (part, behind) = rest.split_at_checked(rest.len().checked_sub(self.behind)?)?;
            Some((before, part, behind))
        };
        parts().unwrap_or(("", text, ""))
    }
}

fn line_breaks(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::{Part, SIZE};
    use proptest::prelude::*;

    fn sizes(text: &str) -> Vec<usize> {
        Part::all(text).into_iter().map(|part| part.of(text).len()).collect()
    }

    #[test]
    fn a_part_begins_where_a_document_does() {
        let document = format!("---\n{}", "a: b\n".repeat(SIZE / 15));
        let text = document.repeat(7);
        assert_eq!(
            sizes(&text),
            [2 * document.len(), 2 * document.len(), 2 * document.len(), document.len()]
        );
    }

    #[test]
    fn a_document_that_is_too_large_is_cut_between_lines() {
        let text = "a: bcdefg\n".repeat(SIZE / 4);
        assert_eq!(sizes(&text), [SIZE, SIZE, SIZE / 2]);
    }

    #[test]
    fn a_line_is_never_cut() {
        let line = format!("{}\n", "a".repeat(3 * SIZE));
        assert_eq!(sizes(&line.repeat(2)), [line.len(), line.len()]);
    }

    #[test]
    fn a_small_text_is_one_part() {
        assert_eq!(Part::all(""), [Part::default()]);
        assert_eq!(Part::all("---\na: b\n---\nc: d"), [Part::default()]);
    }

    #[test]
    fn a_part_that_grows_leaves_the_others_as_they_are() {
        let text = "---\na: 한\n".repeat(SIZE / 4);
        let all = Part::all(&text);
        let second = all[1];
        assert_eq!(second.and_others(&text), (all.clone(), 1));
        let longer = second.replaced(&text, &format!("# a remark\n{}", second.of(&text)));
        let (parts, index) = second.and_others(&longer);
        assert_eq!((parts.len(), index), (all.len(), 1));
        for (now, before) in parts.iter().zip(&all) {
            let expected = if *now == second { second.of(&longer) } else { before.of(&text) };
            assert_eq!(now.of(&longer), expected);
        }
        let last = parts[2];
        assert_eq!(last.lines_before(&longer), all[2].lines_before(&text) + 1);
        assert_eq!(second.replaced(&longer, second.of(&text)), text.into());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn parts_are_the_text(lines in prop::collection::vec(0_usize..5, 0..16)) {
            let line = |kind| match kind {
                0 => "---\n".to_owned(),
                1 => "# 한\n".to_owned(),
                thirds => "b".repeat((thirds - 1) * SIZE / 3) + "\n",
            };
            let text: String = lines.into_iter().map(line).collect();
            let parts = Part::all(&text);
            prop_assert_eq!(parts.iter().map(|part| part.of(&text)).collect::<String>(), text.clone());
            for (index, part) in parts.iter().enumerate() {
                prop_assert_eq!(part.and_others(&text), (parts.clone(), index));
                let line = part.lines_before(&text) + 1;
                prop_assert_eq!(parts[0].at_line(&text, line), *part);
            }
        }
    }
}
