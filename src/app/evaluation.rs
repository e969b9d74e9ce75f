//! One evaluation of the text, with everything that the page derives from it.

use super::browser;
use mtls_playground::text::SourceFile;
use mtls_playground::view::{
    OutcomeCount, Place, Problem, Row, Summary, count_outcomes, namespaces, problems, rows,
};
use mtls_playground::{Analysis, Analyst};
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    /// Whoever types changes one document of many; the others are not read again.
    static ANALYST: RefCell<Analyst> = RefCell::default();
}

/// The result of an evaluation.
#[derive(Debug, Default)]
pub(crate) struct Evaluated {
    /// What the engine says.
    pub(crate) analysis: Analysis,
    /// The rows, worst first.
    pub(crate) rows: Vec<Rc<Row>>,
    /// How many rows have which outcome.
    pub(crate) counts: Vec<OutcomeCount>,
    /// The namespaces that rows can be filtered by.
    pub(crate) namespaces: Vec<String>,
    /// The findings.
    pub(crate) problems: Vec<Rc<Problem>>,
    /// Where documents could not be read: the result lacks what they say.
    pub(crate) unreadable: Vec<Place>,
    /// The numbers of the status line.
    pub(crate) summary: Summary,
    /// How long it took.
    pub(crate) milliseconds: f64,
    /// When it was done, by the clock of [`browser::now`].
    pub(crate) done: f64,
}

impl Evaluated {
    /// Evaluates the files.
    pub(crate) fn new(files: Vec<SourceFile>) -> Self {
        let start = browser::now();
        let analysis = ANALYST.with_borrow_mut(|analyst| analyst.analyse(files));
        let rows = rows(&analysis);
        let problems = problems(&analysis);
        let hiding = problems.iter().filter(|problem| problem.hides_a_document());
        let done = browser::now();
        Self {
            counts: count_outcomes(&rows),
            namespaces: namespaces(&rows),
            unreadable: hiding.flat_map(|problem| problem.places.clone()).collect(),
            summary: Summary::new(&analysis),
            milliseconds: done - start,
            done,
            problems,
            rows,
            analysis,
        }
    }

    /// The whole text, for comparing it with another one.
    pub(crate) fn text(&self) -> String {
        self.analysis.sources.iter().map(|(_, file)| &*file.text).collect()
    }
}
