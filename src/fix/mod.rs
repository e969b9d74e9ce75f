//! Fixes: proposals that were tried. The edited text is evaluated again, and only what works is offered, with
//! everything that it flips, the good and the bad.
//!
//! Nothing is tried before somebody asks, since each attempt costs about as much as the evaluation itself.

mod flip;
mod search;
mod world;

pub use flip::Flip;
pub use search::Search;

use crate::lint::fix::{FileEdit, Safety, Title};
use crate::lint::{Code, Context, Finding};
use crate::text::{SourceFile, Sources};
use std::collections::BTreeMap;
use world::edited;

/// A change of the text that was proven to help.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// The same for the same text: the code of the finding and what is done.
    pub id: String,
    /// The finding that it is for.
    pub code: Code,
    /// What it does, step by step; never empty.
    pub steps: Vec<Title>,
    /// What it may cost.
    pub safety: Safety,
    /// The edits; disjoint.
    pub edits: Vec<FileEdit>,
    /// Every endpoint whose outcome changes.
    pub flips: Vec<Flip>,
}

impl Fix {
    /// Whether it breaks another connection.
    pub fn breaks(&self) -> bool {
        self.flips.iter().any(Flip::breaks)
    }

    /// The files with the fix in them.
    pub fn apply(&self, sources: &Sources) -> Option<Vec<SourceFile>> {
        edited(sources, &self.edits)
    }
}

/// The fixes for a finding, the recommended one first. A fix that breaks another connection is never first: where
/// there is no better one, there is none.
pub fn for_one(context: &Context, finding: &Finding) -> Vec<Fix> {
    Search::for_finding(context, finding).finish(context)
}

/// The fixes for each of these findings, with identifiers that no two of them share.
pub fn for_all(context: &Context, findings: &[Finding]) -> Vec<Vec<Fix>> {
    let mut all: Vec<Vec<Fix>> = findings.iter().map(|finding| for_one(context, finding)).collect();
    name(all.iter_mut().flatten());
    all
}

/// The fixes that make at least one of these connections work.
pub fn for_calls(context: &Context, code: Code, connections: &[usize]) -> Vec<Fix> {
    Search::for_calls(context, code, connections).finish(context)
}

/// Gives each fix its identifier: code and steps, and a number where that is not enough.
fn name<'a>(fixes: impl Iterator<Item = &'a mut Fix>) {
    let mut seen = BTreeMap::<String, usize>::new();
    for fix in fixes {
        let slugs: Vec<_> = fix.steps.iter().map(Title::slug).collect();
        let id = format!("{}-{}", fix.code.as_str(), slugs.join("-and-"));
        let count = seen.entry(id.clone()).or_default();
        *count += 1;
        fix.id = if *count == 1 { id } else { format!("{id}-{count}") };
    }
}
