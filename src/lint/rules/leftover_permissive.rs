//! MP202: a policy still lets plaintext in, though the one above it accepts only mutual TLS.

use crate::lint::set_aside::steps;
use crate::lint::{Code, Context, Finding, Message, Rule, Severity};
use crate::mesh::ProxyKind;
use crate::resource::{Kind, MtlsMode, PeerAuthentication, Ref};
use crate::verdict::{Answer, Because, Connection, Endpoint, Mode, Outcome, SentBecause, Step};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::LeftoverPermissive,
    check,
    bad: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: istio-system }
spec: { mtls: { mode: STRICT } }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: PERMISSIVE } }
",
    good: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: istio-system }
spec: { mtls: { mode: STRICT } }
",
};

/// What calls make of an exception from STRICT.
struct Exception<'a> {
    mode: Mode,
    strict: &'a Ref,
    /// Whether a call needs it: plaintext of a client that could send nothing else.
    needed: bool,
}

/// An exception that some client without a proxy lives from is there on purpose.
fn check(context: &Context) -> Vec<Finding> {
    let mut exceptions: BTreeMap<&Ref, Exception> = BTreeMap::new();
    for connection in context.connections {
        for endpoint in &connection.verdict.endpoints {
            let Some((by, mode, strict)) = endpoint.why.iter().find_map(|step| exception(context, step))
            else {
                continue;
            };
            let entry = exceptions.entry(by).or_insert_with(|| Exception { mode, strict, needed: false });
            entry.needed = entry.needed || needs(context, connection, endpoint);
        }
    }
    let unneeded = exceptions.into_iter().filter(|(_, exception)| !exception.needed);
    unneeded.filter_map(|(by, exception)| finding(context, by, &exception)).collect()
}

/// The field that makes an exception, its mode, and the policy above it that says STRICT.
fn exception<'a>(context: &Context, step: &'a Step) -> Option<(&'a Ref, Mode, &'a Ref)> {
    let Answer::PeerAuthentication(mode @ (Mode::Permissive | Mode::Disable), _) = step.answer else {
        return None;
    };
    let is_strict = |by: &Ref| {
        let policy = context.inventory.get(by.resource).and_then(|it| PeerAuthentication::of(&it.value));
        policy.is_some_and(|policy| policy.mode == MtlsMode::Strict)
    };
    let by = step.decided_by.as_ref()?;
    let mut above = step.ignored.iter().filter(|ignored| ignored.because == Because::LessSpecific);
    // Whoever says STRICT and excepts a port in one breath means it.
    let strict = above.find(|above| above.by.resource != by.resource && is_strict(&above.by))?;
    Some((by, mode, &strict.by))
}

/// Whether STRICT would end what works now: it comes as plaintext, and not because the exception itself says so to a
/// client that could do better.
fn needs(context: &Context, connection: &Connection, endpoint: &Endpoint) -> bool {
    let client = context.mesh.workload(connection.call.from);
    let outside = client.is_none_or(|client| client.proxy == ProxyKind::None);
    let obeys = steps(connection).any(|step| match &step.answer {
        Answer::Sent(_, because) => {
            matches!(because, SentBecause::NamespaceDisables | SentBecause::ServerDisables)
        }
        _ => false,
    });
    endpoint.outcome != Outcome::Mtls && endpoint.outcome.works() && (outside || !obeys)
}

fn finding(context: &Context, by: &Ref, exception: &Exception) -> Option<Finding> {
    let message = Message::LeftoverPermissive {
        policy: context.name(by)?,
        mode: exception.mode,
        above: context.name(exception.strict)?,
    };
    let above = context.inventory.location(exception.strict);
    let at = context.inventory.location(by)?;
    Some(Finding::new(&RULE, Severity::Warning, message, at).and_at(above))
}
