//! Proposals: what could be changed in the text so that a connection works. Whether it helps is for [`crate::fix`] to
//! find out, by evaluating the edited text; here nothing is promised.
//!
//! One file per kind of fix, and one list of them.

mod accept;
mod capture;
mod case;
mod inject;
mod label;
mod port_key;
mod protocol;
mod register;
mod rule_tls;
mod settings;
mod subset;
mod title;

pub use case::FileEdit;
pub use title::{Safety, Title};

use super::failures;
use super::{Context, Finding};
use case::Case;

/// The kinds of fixes, the gentle ones first.
const KINDS: &[fn(&Case) -> Vec<Proposal>] = &[
    rule_tls::without_tls,
    rule_tls::istio_mutual,
    subset::subsets,
    port_key::pod_port,
    capture::captured,
    capture::takes_mtls,
    protocol::declared,
    rule_tls::new_rule,
    inject::client,
    inject::server,
    settings::auto_mtls,
    rule_tls::plaintext,
    accept::port,
    accept::policy,
    accept::namespace,
    register::entry,
];

/// Edits that may help.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What they do, step by step.
    pub steps: Vec<Title>,
    /// What they may cost.
    pub safety: Safety,
    /// The edits; disjoint.
    pub edits: Vec<FileEdit>,
}

impl Proposal {
    fn new(title: Title, safety: Safety, edits: Vec<FileEdit>) -> Self {
        Self { steps: vec![title], safety, edits }
    }

    /// Both at once, if they do not touch the same text.
    pub fn and(&self, other: &Self) -> Option<Self> {
        let meets = |a: &FileEdit, b: &FileEdit| {
            a.file == b.file && (a.edit.span.start <= b.edit.span.end && b.edit.span.start <= a.edit.span.end)
        };
        if self.edits.iter().any(|mine| other.edits.iter().any(|theirs| meets(mine, theirs))) {
            return None;
        }
        let joined = |mine: &[Title], theirs: &[Title]| [mine, theirs].concat();
        Some(Self {
            steps: joined(&self.steps, &other.steps),
            safety: self.safety.max(other.safety),
            edits: [self.edits.as_slice(), other.edits.as_slice()].concat(),
        })
    }
}

/// What may help the parts of these connections that fail, without repetitions.
pub fn for_connections(context: &Context, connections: &[usize]) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = Vec::new();
    for failure in failures::failing(context, connections) {
        let case = Case { context, failure };
        for proposal in KINDS.iter().flat_map(|kind| kind(&case)) {
            if proposals.iter().all(|known| known.edits != proposal.edits) {
                proposals.push(proposal);
            }
        }
    }
    proposals
}

/// What may help against a finding that no connection fails of.
pub fn for_finding(context: &Context, finding: &Finding) -> Vec<Proposal> {
    label::meant(context, finding).into_iter().collect()
}

/// The proposal of one edit, where that can be made.
fn one(title: Title, safety: Safety, edit: Option<FileEdit>) -> Vec<Proposal> {
    edit.map(|edit| Proposal::new(title, safety, vec![edit])).into_iter().collect()
}
