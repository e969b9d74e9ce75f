//! What becomes of findings and fixes: which are open, which are to be tried, and what applying one does.

use super::{Pane, Replacement, State};
use mtls_playground::fix::Fix;
use mtls_playground::lint::{Message, Severity};
use mtls_playground::view::Problem;
use std::rc::Rc;

/// How many findings show all of themselves at first.
const OPEN: usize = 4;

/// Up to this many milliseconds for an evaluation, fixes are tried without being asked for.
const QUICK: f64 = 100.0;

impl State {
    /// Whether a finding shows all of itself: the first one and the first errors do, unless the user closed them.
    fn is_open(&self, index: usize) -> bool {
        self.latest.problems.get(index).is_some_and(|problem| {
            let first = index == 0 || (index < OPEN && problem.severity == Severity::Error);
            first != self.toggled.contains(&problem.message)
        })
    }

    /// For each finding, whether it shows all of itself.
    pub(crate) fn open(&self) -> Vec<bool> {
        (0..self.latest.problems.len()).map(|index| self.is_open(index)).collect()
    }

    /// The finding whose rows alone are wanted, as long as it is there.
    pub(crate) fn only_problem(&self) -> Option<&Rc<Problem>> {
        let only = self.only.as_ref()?;
        self.shown.problems.iter().find(|problem| problem.message == *only)
    }

    /// The findings whose fixes are to be tried, the most urgent one first. Where an evaluation takes long, each
    /// attempt does as well, and nothing is tried unless the user asks for it.
    pub(crate) fn wanted_fixes(&self) -> Vec<usize> {
        let says = |index: &usize, message: &Rc<Message>| {
            self.latest.problems.get(*index).is_some_and(|problem| problem.message == *message)
        };
        let all = || 0..self.latest.problems.len();
        let previewed = self.preview.as_ref().map(|preview| &preview.message);
        let asked = previewed.into_iter().chain(&self.asked);
        let asked = asked.flat_map(|message| all().filter(|index| says(index, message)));
        let open = all().filter(|index| self.tries_fixes() && self.is_open(*index));
        asked.chain(open).collect()
    }

    /// Whether fixes are tried without being asked for.
    fn tries_fixes(&self) -> bool {
        self.latest.milliseconds < QUICK
    }

    /// Shows the rows of a finding alone, and chooses the first of them.
    pub(super) fn showing_only(self, only: Option<Rc<Message>>) -> Self {
        let next = Self { only, ..self };
        let Some(problem) = next.only_problem() else { return next };
        let mut rows = next.shown.rows.iter();
        let first = rows.find(|row| problem.connections.contains(&row.connection)).map(|row| row.key.clone());
        Self { selected: first.or(next.selected.clone()), pane: Pane::Connections, ..next }
    }

    pub(super) fn toggled_finding(mut self, message: Rc<Message>) -> Self {
        match self.toggled.iter().position(|known| *known == message) {
            Some(index) => drop(self.toggled.remove(index)),
            None => self.toggled.push(message),
        }
        self
    }

    /// Puts the text with the fix in place of the text, if it is the text that the fix was tried on, and selects the
    /// first line that changed.
    pub(super) fn fixed(self, fix: &Fix) -> Self {
        if self.edition != self.evaluated_edition {
            return self;
        }
        let Some(files) = fix.apply(&self.latest.analysis.sources) else { return self };
        let before = self.workspace.clone();
        let changed = before.changed_by(files);
        let line = changed.first().and_then(|file| {
            let old = before.documents().iter().find(|document| document.name == file.name)?;
            let same = old.text.lines().zip(file.text.lines()).take_while(|(old, new)| old == new);
            Some(same.count() + 1)
        });
        let after = before.clone().opened(changed);
        let next = Self { preview: None, ..self }.remembering(Replacement::Fixed, before, after);
        Self { reveal: line.and_then(|line| next.reveal_of(line)), ..next }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::super::tests::{after, typing};
    use crate::app::testing::{SCENARIO, state};
    use std::rc::Rc;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_fix_is_applied_only_to_the_text_that_it_was_tried_on() {
        let before = state(SCENARIO);
        let analysis = &before.latest.analysis;
        let fixes = mtls_playground::fix::for_one(&analysis.context(), &analysis.findings[0]);
        let fix = Action::Apply(Rc::new(fixes[0].clone()));
        let typed = after(before.clone(), typing(&before, "kind: Pod"));
        let kept = after(typed, fix.clone());
        assert_eq!(&*kept.workspace.documents()[0].text, "kind: Pod");
        let fixed = after(before.clone(), fix);
        assert!(!fixed.workspace.same_text(&before.workspace) && fixed.can_undo() && fixed.reveal.is_some());
        assert!(after(fixed, Action::Undo).workspace.same_text(&before.workspace));
    }
}
