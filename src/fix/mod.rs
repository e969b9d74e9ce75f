//! Fixes: proposals that were tried. The edited text is evaluated again, and only what works is offered, with
//! everything that it flips, the good and the bad.
//!
//! Nothing is tried before somebody asks. An attempt costs what its edits reach: see [`Ground`] and `world`.

mod flip;
mod ground;
mod search;
mod told;
mod world;

pub use flip::Flip;
pub use ground::Ground;
pub use search::Search;

use crate::lint::fix::{FileEdit, Safety, Title};
use crate::lint::{Code, Context, Finding};
use crate::text::{SourceFile, Sources};
use std::collections::BTreeMap;
use std::rc::Rc;
use world::edited;

/// A change of the text that was proven to help.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// The same for the same text, and no other fix of it has it: the code of the finding, its number among those of
    /// that code behind the first, and what is done.
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
    Search::for_finding(context, finding, &Rc::default()).finish(context)
}

/// The fixes for each of these findings, which are all of the scenario.
pub fn for_all(context: &Context, findings: &[Finding]) -> Vec<Vec<Fix>> {
    searches(context, findings).map(|search| search.finish(context)).collect()
}

/// Like [`for_all`], and with those that nobody recommends where there is nothing better: each of them breaks another
/// connection. Whoever shows them says so.
pub fn even_breaking(context: &Context, findings: &[Finding]) -> Vec<Vec<Fix>> {
    searches(context, findings).map(|search| search.finish_even_breaking(context)).collect()
}

fn searches(context: &Context, findings: &[Finding]) -> impl Iterator<Item = Search> {
    let ground = Rc::default();
    let search = move |index| Search::for_nth(context, findings, index, &ground);
    (0..findings.len()).filter_map(search)
}

/// The fixes that make at least one of these connections work.
pub fn for_calls(context: &Context, code: Code, connections: &[usize]) -> Vec<Fix> {
    Search::for_calls(context, code, connections, &Rc::default()).finish(context)
}

/// Gives each fix of a finding its identifier: code and kinds of steps, and a number where that is not enough. The
/// finding has so many of its code before it.
fn name(fixes: &mut [Fix], before: usize) {
    let mut seen = BTreeMap::<String, usize>::new();
    let number = if before == 0 { String::new() } else { format!("-{}", before + 1) };
    for fix in fixes {
        let mut slugs: Vec<_> = fix.steps.iter().map(Title::slug).collect();
        slugs.dedup();
        let id = format!("{}{number}-{}", fix.code.as_str(), slugs.join("-and-"));
        let count = seen.entry(id.clone()).or_default();
        *count += 1;
        fix.id = if *count == 1 { id } else { format!("{id}-{count}") };
    }
}
