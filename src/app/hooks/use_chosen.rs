//! The chosen row and everything that is shown of it.

use crate::app::evaluation::Evaluated;
use crate::app::shared::Shared;
use mtls_playground::Analysis;
use mtls_playground::mesh::Origin;
use mtls_playground::verdict::Symptom;
use mtls_playground::verify;
use mtls_playground::view::{Hop, Place, Row, Why, hops, origin_of, symptom_of, why};
use std::rc::Rc;
use yew::prelude::*;

/// A row with its path.
#[derive(Debug, PartialEq)]
pub(crate) struct Chosen {
    /// The row.
    pub(crate) row: Rc<Row>,
    /// The steps.
    pub(crate) why: Why,
    /// Where the text makes the call, and how; `None` for a call that merely could be made.
    pub(crate) origin: Option<(Origin, Place)>,
    /// The strip above them.
    pub(crate) hops: Vec<Hop>,
    /// What people see of it.
    pub(crate) symptom: Option<Symptom>,
    /// The commands that show it on a cluster.
    pub(crate) commands: Vec<String>,
}

fn commands(analysis: &Analysis, row: &Row) -> Vec<String> {
    let connection = analysis.connections.get(row.connection);
    connection
        .map(|connection| verify::of_endpoint(&analysis.context(), connection, row.endpoint))
        .unwrap_or_default()
}

/// The row of this key, else the first one; worked out only when the result, the rows or the choice change.
#[hook]
pub(crate) fn use_chosen(
    shown: &Shared<Evaluated>,
    rows: &Shared<Vec<Rc<Row>>>,
    key: Option<&Rc<str>>,
) -> Option<Shared<Chosen>> {
    let row = rows.iter().find(|row| Some(&row.key) == key).or_else(|| rows.first()).cloned();
    let chosen = use_memo((shown.clone(), row), |(shown, row)| {
        row.clone().map(|row| {
            let analysis = &shown.analysis;
            Shared::new(Chosen {
                why: why(analysis, &row),
                origin: origin_of(analysis, &row),
                hops: hops(analysis, &row),
                symptom: symptom_of(analysis, &row),
                commands: commands(analysis, &row),
                row,
            })
        })
    });
    // The same path as before is not drawn again.
    let last = use_mut_ref(|| None::<Shared<Chosen>>);
    let mut last = last.borrow_mut();
    if last.as_deref() != chosen.as_deref() {
        last.clone_from(&chosen);
    }
    last.clone()
}
