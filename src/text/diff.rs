//! Edits as people read them: the lines that go, those that come, and some around them.

use super::{Edit, Edits};

/// How many lines are shown around a change.
const AROUND: usize = 3;

/// Lines that change together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// The first line shown, before and after the edits, from 1.
    pub first: (usize, usize),
    /// The lines, without their line breaks.
    pub lines: Vec<DiffLine>,
}

/// A line of a hunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiffLine {
    /// It stays.
    Kept(String),
    /// It goes.
    Removed(String),
    /// It comes.
    Added(String),
}

/// Lines that are replaced by others; counted from 0.
struct Region {
    start: usize,
    removed: Vec<String>,
    added: Vec<String>,
}

impl Edits {
    /// What these edits do to the lines of `text`. Edits of one line, and of lines near each other, are shown together.
    pub fn hunks(&self, text: &str) -> Vec<Hunk> {
        let lines: Vec<&str> = text.lines().collect();
        let mut hunks: Vec<Hunk> = Vec::new();
        // How far the lines after the edits are ahead, and the first line that no hunk has shown yet.
        let (mut added, mut removed, mut shown) = (0, 0, 0);
        let regions = self.regions(text);
        for (index, region) in regions.iter().enumerate() {
            let from = region.start.saturating_sub(AROUND).max(shown);
            let kept = |from: usize, to: usize| {
                let some = lines.get(from.min(lines.len())..to.min(lines.len())).unwrap_or_default();
                some.iter().map(|line| DiffLine::Kept((*line).to_owned())).collect::<Vec<_>>()
            };
            let joins = !hunks.is_empty() && from == shown;
            if !joins {
                let first = (from + 1, from + 1 + added - removed);
                hunks.push(Hunk { first, lines: Vec::new() });
            }
            let end = region.start + region.removed.len();
            let next = regions.get(index + 1).map_or(usize::MAX, |next| next.start);
            let until = (end + AROUND).min(next);
            if let Some(hunk) = hunks.last_mut() {
                hunk.lines.extend(kept(from, region.start));
                hunk.lines.extend(region.removed.iter().cloned().map(DiffLine::Removed));
                hunk.lines.extend(region.added.iter().cloned().map(DiffLine::Added));
                hunk.lines.extend(kept(end, until));
            }
            shown = until;
            added += region.added.len();
            removed += region.removed.len();
        }
        hunks
    }

    /// The lines that the edits replace, without those that they repeat.
    fn regions(&self, text: &str) -> Vec<Region> {
        let line_start = |at: usize| text.get(..at).and_then(|text| text.rfind('\n')).map_or(0, |at| at + 1);
        let line_end = |at: usize| {
            text.get(at..).and_then(|text| text.find('\n')).map_or(text.len(), |end| at + end + 1)
        };
        let mut groups: Vec<(usize, usize, Vec<Edit>)> = Vec::new();
        for edit in self.iter() {
            let (start, end) = (line_start(edit.span.start), line_end(edit.span.end));
            match groups.last_mut() {
                Some(group) if start < group.1 => {
                    group.1 = group.1.max(end);
                    group.2.push(edit.clone());
                }
                _ => groups.push((start, end, vec![edit.clone()])),
            }
        }
        let region = |(start, end, edits): (usize, usize, Vec<Edit>)| {
            let old = text.get(start..end)?;
            let moved = edits.into_iter().map(|edit| Edit {
                span: super::Span::new(edit.span.start - start, edit.span.end - start),
                text: edit.text,
            });
            let new = Self::new(moved).ok()?.apply(old).ok()?;
            let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
            let (mut removed, mut added) = (lines(old), lines(&new));
            let same = removed.iter().zip(&added).take_while(|(old, new)| old == new).count();
            removed.drain(..same);
            added.drain(..same);
            while removed.last().is_some() && removed.last() == added.last() {
                removed.pop();
                added.pop();
            }
            let start = text.get(..start)?.matches('\n').count() + same;
            Some(Region { start, removed, added })
        };
        groups.into_iter().filter_map(region).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use proptest::prelude::*;
    use test_case::test_case;

    const TEXT: &str = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";

    fn shown(text: &str, edits: &[(&str, &str)]) -> String {
        let edit = |(old, new): &(&str, &str)| {
            let start = text.find(old).unwrap();
            Edit { span: Span::new(start, start + old.len()), text: (*new).to_owned() }
        };
        let hunks = Edits::new(edits.iter().map(edit)).unwrap().hunks(text);
        hunks.iter().map(written).collect::<Vec<_>>().join("\n")
    }

    fn written(hunk: &Hunk) -> String {
        let line = |line: &DiffLine| match line {
            DiffLine::Kept(line) => format!(" {line}"),
            DiffLine::Removed(line) => format!("-{line}"),
            DiffLine::Added(line) => format!("+{line}"),
        };
        let lines: Vec<_> = hunk.lines.iter().map(line).collect();
        format!("@{},{} {}", hunk.first.0, hunk.first.1, lines.join("|"))
    }

    #[test_case(&[("6", "six")] => "@3,3  3| 4| 5|-6|+six| 7| 8| 9"; "a line in the middle")]
    #[test_case(&[("1\n", "")] => "@1,1 -1| 2| 3| 4"; "the first line goes")]
    #[test_case(&[("12\n", "12\n13\n")] => "@10,10  10| 11| 12|+13"; "a line at the end")]
    #[test_case(&[("6\n", "6\nnew\n")] => "@4,4  4| 5| 6|+new| 7| 8| 9"; "a line that is repeated stays")]
    #[test_case(&[("1\n", ""), ("12", "twelve")] => "@1,1 -1| 2| 3| 4\n@9,8  9| 10| 11|-12|+twelve"; "far apart")]
    #[test_case(&[("4", "four"), ("7", "seven")] => "@1,1  1| 2| 3|-4|+four| 5| 6|-7|+seven| 8| 9| 10"; "near each other")]
    #[test_case(&[] => ""; "nothing")]
    fn edits_as_lines(edits: &[(&str, &str)]) -> String {
        shown(TEXT, edits)
    }

    #[test]
    fn a_last_line_without_break() {
        assert_eq!(shown("a\n한글", &[("한글", "한글\nb")]), "@1,1  a| 한글|+b");
    }

    proptest! {
        #[test]
        fn hunks_hold_what_goes_and_what_comes(at in 0_usize..12, to in 0_usize..4, new in "[a-z\n]{0,6}") {
            let start = TEXT.split_inclusive('\n').take(at).map(str::len).sum();
            let end: usize = TEXT.split_inclusive('\n').take((at + to).min(12)).map(str::len).sum();
            let edits = Edits::new([Edit { span: Span::new(start, end), text: new }]).unwrap();
            let edited = edits.apply(TEXT).unwrap();
            let mut rebuilt: Vec<String> = TEXT.lines().map(str::to_owned).collect();
            for hunk in edits.hunks(TEXT).iter().rev() {
                let old = hunk.lines.iter().filter(|line| !matches!(line, DiffLine::Added(_))).count();
                let new = hunk.lines.iter().filter_map(|line| match line {
                    DiffLine::Kept(line) | DiffLine::Added(line) => Some(line.clone()),
                    DiffLine::Removed(_) => None,
                });
                let from = hunk.first.0 - 1;
                rebuilt.splice(from..from + old, new.collect::<Vec<_>>());
            }
            prop_assert_eq!(rebuilt, edited.lines().map(str::to_owned).collect::<Vec<_>>());
        }
    }
}
