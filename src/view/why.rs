//! The path of one row in steps.

use super::{Place, Row};
use crate::Analysis;
use crate::mesh::Origin;
use crate::resource::Ref;
use crate::verdict::{Answer, Because, Step, Symptom, Weight, symptom};

/// Why the outcome of a row is what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// The steps of the call and, behind them, of the endpoint.
    pub steps: Vec<WhyStep>,
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyStep {
    /// How its mark on the rail is drawn.
    pub weight: Weight,
    /// What was asked, and the answer.
    pub answer: Answer,
    /// Where it was decided, unless a default did.
    pub place: Option<Place>,
    /// What was beaten or set aside.
    pub beaten: Vec<Beaten>,
}

/// A resource that could have decided but did not.
#[derive(Clone, Debug, PartialEq)]
pub struct Beaten {
    /// `namespace/name` of the resource.
    pub name: String,
    /// Where it stands.
    pub place: Option<Place>,
    /// Why it did not count.
    pub because: Because,
}

/// The steps of a row of this analysis; empty for a row of another one.
pub fn why(analysis: &Analysis, row: &Row) -> Why {
    let Some(connection) = analysis.connections.get(row.connection) else {
        return Why { steps: Vec::new() };
    };
    let verdict = &connection.verdict;
    let endpoint = row.endpoint.and_then(|at| verdict.endpoints.get(at));
    Why { steps: verdict.path(endpoint).map(|step| why_step(analysis, step)).collect() }
}

/// Where the text makes the call of a row of this analysis; `None` for one that merely could be made.
pub fn origin_of(analysis: &Analysis, row: &Row) -> Option<(Origin, Place)> {
    let origin = &analysis.connections.get(row.connection)?.call.origin;
    match origin {
        Origin::Declared(by) | Origin::Inferred(by) => Some((origin.clone(), Place::of(analysis, by)?)),
        Origin::Pair => None,
    }
}

/// What people see of a row of this analysis; `None` where all is well.
pub fn symptom_of(analysis: &Analysis, row: &Row) -> Option<Symptom> {
    let connection = analysis.connections.get(row.connection)?;
    let endpoint = row.endpoint.and_then(|at| connection.verdict.endpoints.get(at));
    symptom(&connection.call, &connection.verdict, endpoint)
}

fn why_step(analysis: &Analysis, step: &Step) -> WhyStep {
    WhyStep {
        weight: step.weight,
        answer: step.answer.clone(),
        place: step.decided_by.as_ref().and_then(|by| Place::of(analysis, by)),
        beaten: step
            .ignored
            .iter()
            .map(|ignored| Beaten {
                name: full_name(analysis, &ignored.by),
                place: Place::of(analysis, &ignored.by),
                because: ignored.because.clone(),
            })
            .collect(),
    }
}

/// `namespace/name`, or the name alone where the kind has no namespace.
fn full_name(analysis: &Analysis, by: &Ref) -> String {
    let Some(resource) = analysis.inventory.get(by.resource) else { return String::new() };
    match resource.meta.namespace.as_str() {
        "" => resource.meta.name.clone(),
        namespace => format!("{namespace}/{}", resource.meta.name),
    }
}
