//! From an error or a line of a log to what it comes from, and to the connections that would show it.

mod cause;
mod clue;
mod read;

pub use cause::Cause;

use crate::lint::Context;
use crate::mesh::{Origin, Workload};
use crate::order;
use crate::verdict::{Connection, Endpoint, Server, Symptom, symptom};
use read::{Sign, plain, read};
use std::cmp::Reverse;

/// What a text means in a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What was recognised in the text; empty where it tells nothing.
    pub recognised: Vec<String>,
    /// What it may come from, the likeliest first: what happens in the scenario before what could happen anywhere.
    pub causes: Vec<Cause>,
    /// The connections that would show it, the likeliest first.
    pub hits: Vec<Hit>,
}

/// A connection that would show the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the connection.
    pub connection: usize,
    /// Index in the endpoints of its verdict; `None` for a call that never gets to one.
    pub endpoint: Option<usize>,
    /// What it comes from there.
    pub cause: Cause,
    /// Whether people would see just this text of the connection.
    pub exact: bool,
}

/// A hit and what speaks for it.
struct Ranked {
    hit: Hit,
    evidence: Evidence,
}

/// What speaks for a connection, the strongest first; less is better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Evidence {
    /// Whether the text does not name its host.
    other_host: bool,
    /// How many of the signs people would see of it.
    shown: Reverse<usize>,
    /// How many of the signs come from what happens there.
    explained: Reverse<usize>,
    /// How likely that is in general.
    likelihood: usize,
    /// How many of its workloads the text names.
    named: Reverse<usize>,
    /// Whether somebody declared it, it was read out of a manifest, or merely could be made.
    origin: u8,
}

/// What an error or a line of a log means in a scenario.
pub fn search(context: &Context, text: &str) -> Search {
    let signs = read(text);
    let mut causes: Vec<Cause> = Vec::new();
    for cause in signs.iter().flat_map(|sign| sign.causes) {
        if !causes.contains(cause) {
            causes.push(*cause);
        }
    }
    let names = names(text);
    let ends = context.connections.iter().enumerate().flat_map(|(index, connection)| {
        let call = connection.verdict.outcome.map(|_| (index, connection, None));
        let endpoints = 0..connection.verdict.endpoints.len();
        call.into_iter().chain(endpoints.map(move |at| (index, connection, Some(at))))
    });
    let mut ranked: Vec<Ranked> = ends
        .filter_map(|(index, connection, at)| {
            let endpoint = at.and_then(|at| connection.verdict.endpoints.get(at));
            let (cause, evidence) = judge(context, connection, endpoint, (&signs, &causes, &names))?;
            let exact = evidence.shown.0 > 0;
            Some(Ranked { hit: Hit { connection: index, endpoint: at, cause, exact }, evidence })
        })
        .collect();
    order::sort_by(&mut ranked, |a, b| a.evidence.cmp(&b.evidence));
    let hits: Vec<Hit> = ranked.into_iter().map(|ranked| ranked.hit).collect();
    let mut likely: Vec<Cause> = Vec::new();
    for cause in hits.iter().map(|hit| hit.cause).chain(causes) {
        if !likely.contains(&cause) {
            likely.push(cause);
        }
    }
    Search { recognised: signs.iter().map(Sign::text).collect(), causes: likely, hits }
}

/// What makes this end of a connection show the signs, and what speaks for it; nothing where it would not.
fn judge(
    context: &Context,
    connection: &Connection,
    endpoint: Option<&Endpoint>,
    (signs, causes, names): (&[Sign], &[Cause], &[&str]),
) -> Option<(Cause, Evidence)> {
    let own = cause::of(context, connection, endpoint);
    let seen = symptom(&connection.call, &connection.verdict, endpoint);
    let texts: Vec<String> = seen.into_iter().flat_map(texts).collect();
    let shown = signs.iter().filter(|sign| texts.iter().any(|text| sign.shows(text))).count();
    let explained = signs.iter().filter(|sign| own.iter().any(|cause| sign.causes.contains(cause))).count();
    let place = |cause: &Cause| causes.iter().position(|known| known == cause);
    let likeliest = own.iter().filter_map(|cause| Some((place(cause)?, *cause))).min();
    let (likelihood, cause) = match (likeliest, own.first()) {
        (Some(likeliest), _) => likeliest,
        // What is seen of it is known, even if the table has another cause in mind.
        (None, Some(first)) if shown > 0 => (causes.len(), *first),
        (None, _) => return None,
    };
    let (host, workloads) = named(context, connection, endpoint, names);
    let evidence = Evidence {
        other_host: !host,
        shown: Reverse(shown),
        explained: Reverse(explained),
        likelihood,
        named: Reverse(workloads),
        origin: match connection.call.origin {
            Origin::Declared(_) => 0,
            Origin::Inferred(_) => 1,
            Origin::Pair => 2,
        },
    };
    Some((cause, evidence))
}

/// The texts of a symptom, ready to be looked through.
fn texts(seen: Symptom) -> impl Iterator<Item = String> {
    let texts = [Some(seen.client.into()), seen.client_log.map(Into::into), seen.server_log];
    texts.into_iter().flatten().map(|text| plain(&text))
}

/// The words of a text that may be names: with the parts of `outbound|80||cart.shop.svc.cluster.local`.
fn names(text: &str) -> Vec<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    text.split(move |c: char| !is_name(c)).filter(|word| !word.is_empty()).collect()
}

/// Whether the text names the host of a connection, and how many of its workloads.
fn named(
    context: &Context,
    connection: &Connection,
    endpoint: Option<&Endpoint>,
    names: &[&str],
) -> (bool, usize) {
    let call = &connection.call;
    let client = context.mesh.workload(call.from);
    let server = match endpoint.map(|endpoint| endpoint.server) {
        Some(Server::Workload(id)) => context.mesh.workload(id),
        Some(Server::External) | None => None,
    };
    let service = client.and_then(|client| context.mesh.service_dialled(client.namespace(), &call.host));
    let is_host = |name: &&str| **name == call.host || service.is_some_and(|service| **name == service.host);
    // Names of pods begin with that of what made them.
    let is_of = |workload: &Workload, name: &str| {
        name.strip_prefix(workload.name()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let workloads = [client, server].into_iter().flatten();
    let workloads = workloads.filter(|workload| names.iter().any(|name| is_of(workload, name))).count();
    (names.iter().any(is_host), workloads)
}
