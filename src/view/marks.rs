//! The marks beside the lines of one file.

use super::{Place, Problem, WhyStep};
use crate::lint::Severity;
use crate::verdict::Weight;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What a line has to do with the selected row, or what is wrong with it. The order is that of importance: a line
/// shows the first of its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkKind {
    /// The line decides the selected row.
    Decides,
    /// A finding of this severity starts here.
    Finding(std::cmp::Reverse<Severity>),
    /// The line takes part in the selected row.
    Involved,
    /// The line was beaten in the selected row.
    Beaten,
}

/// A mark at a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineMark {
    /// The line, from 1.
    pub line: usize,
    /// The most important of its marks.
    pub kind: MarkKind,
}

/// The marks of a file, by line.
pub fn line_marks(file: &str, steps: &[WhyStep], problems: &[Rc<Problem>]) -> Vec<LineMark> {
    let steps = steps.iter().flat_map(|step| {
        let kind = match step.weight {
            Weight::Decides => MarkKind::Decides,
            Weight::Passed | Weight::Stops | Weight::NotReached => MarkKind::Involved,
        };
        let beaten = step.beaten.iter().filter_map(|beaten| beaten.place.as_ref());
        step.place.iter().map(move |place| (place, kind)).chain(beaten.map(|place| (place, MarkKind::Beaten)))
    });
    let findings = problems.iter().filter_map(|problem| {
        let place: &Place = problem.places.first()?;
        Some((place, MarkKind::Finding(std::cmp::Reverse(problem.severity))))
    });
    let mut lines = BTreeMap::new();
    for (place, kind) in steps.chain(findings).filter(|(place, _)| &*place.name == file) {
        let mark = lines.entry(place.line).or_insert(kind);
        *mark = kind.min(*mark);
    }
    lines.into_iter().map(|(line, kind)| LineMark { line, kind }).collect()
}
