//! Proposals: what could be changed in the text so that a connection works. Whether it helps is for [`crate::fix`] to
//! find out, by evaluating the edited text; here nothing is promised.
//!
//! One file per kind of fix, and one list of them.

mod accept;
mod at_gateway;
mod authorization;
mod binding;
mod by_name;
mod capture;
mod case;
mod destinations;
mod gateway_rule;
mod gateway_server;
mod host_header;
mod inject;
mod label;
mod meant;
mod port_key;
mod protocol;
mod register;
mod relocate;
mod route;
mod rule_tls;
mod settings;
mod subset;
mod telemetry;
mod title;
mod together;
mod visible;

pub use case::FileEdit;
pub use title::{FieldStep, GatewayStep, RouteStep, Safety, Title};

use super::failures;
use super::{Context, Finding};
use crate::text::{Edits, Sources};
use case::{Case, Drawer};

/// A kind of fixes.
type Kind = fn(&Case) -> Vec<Proposal>;

/// The kinds of fixes, the gentle ones first.
const KINDS: &[Kind] = &[
    rule_tls::without_tls,
    rule_tls::istio_mutual,
    subset::subsets,
    label::of_service,
    authorization::corrected,
    visible::seen,
    binding::gateways,
    route::missing,
    route::granted,
    port_key::pod_port,
    capture::captured,
    capture::takes_mtls,
    protocol::declared,
    protocol::ingress,
    host_header::upstream,
    by_name::service,
    by_name::headless,
    rule_tls::new_rule,
    inject::client,
    inject::server,
    settings::auto_mtls,
    rule_tls::port_plaintext,
    rule_tls::plaintext,
    accept::mutual_tls,
    accept::port,
    accept::policy,
    gateway_rule::rules,
    gateway_server::servers,
    accept::namespace,
    telemetry::collector,
    authorization::for_bytes,
    authorization::by_address,
    register::entry,
];

/// The kinds of fixes that are for nothing but what stands behind another fix.
const BEHIND: &[Kind] = &[authorization::let_in];

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

    /// This, and then another that is about the text with this in it; and the other alone, where that is about other
    /// parts of the text.
    pub fn then(&self, next: &Self, sources: &Sources) -> Option<(Self, Option<Self>)> {
        let mut edits = Vec::new();
        for (file, source) in sources.iter() {
            let own = |edits: &[FileEdit]| {
                let edits = edits.iter().filter(|edit| edit.file == file);
                Edits::new(edits.map(|edit| edit.edit.clone())).ok()
            };
            let both = own(&self.edits)?.then(&own(&next.edits)?, &source.text).ok()?;
            edits.extend(both.iter().map(|edit| FileEdit { file, edit: edit.clone() }));
        }
        let (kept, rest): (Vec<_>, Vec<_>) =
            edits.iter().cloned().partition(|edit| self.edits.contains(edit));
        let is_apart = kept.len() == self.edits.len() && !rest.is_empty();
        let alone = is_apart.then(|| Self { steps: next.steps.clone(), safety: next.safety, edits: rest });
        let steps = [self.steps.as_slice(), next.steps.as_slice()].concat();
        Some((Self { steps, safety: self.safety.max(next.safety), edits }, alone))
    }
}

/// What may help the parts of these connections that fail, without repetitions.
pub fn for_connections(context: &Context, connections: &[usize]) -> Vec<Proposal> {
    together::with_all_at_once(&proposed(context, connections, &[]), context.sources)
}

/// What may help them further, where they fail behind a change that got them as far as they are.
pub fn behind_change(context: &Context, connections: &[usize]) -> Vec<Proposal> {
    proposed(context, connections, BEHIND)
}

fn proposed(context: &Context, connections: &[usize], more: &[Kind]) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = Vec::new();
    let drawer = Drawer::default();
    for failure in failures::failing(context, connections) {
        let case = Case { context, failure, drawer: &drawer };
        for proposal in KINDS.iter().chain(more).flat_map(|kind| kind(&case)) {
            if proposals.iter().all(|known| known.edits != proposal.edits) {
                proposals.push(proposal);
            }
        }
    }
    proposals
}

/// What may help against a finding that no connection fails of.
pub fn for_finding(context: &Context, finding: &Finding) -> Vec<Proposal> {
    let policy = [label::meant, authorization::meant];
    let policy = policy.iter().filter_map(|meant| meant(context, finding));
    policy.chain(meant::meant(context, finding)).collect()
}

/// The proposal of one edit, where that can be made.
fn one(title: impl Into<Title>, safety: Safety, edit: Option<FileEdit>) -> Vec<Proposal> {
    edit.map(|edit| Proposal::new(title.into(), safety, vec![edit])).into_iter().collect()
}

/// The proposal of several edits, where they can be made.
fn several(title: impl Into<Title>, safety: Safety, edits: Option<Vec<FileEdit>>) -> Vec<Proposal> {
    edits.map(|edits| Proposal::new(title.into(), safety, edits)).into_iter().collect()
}
