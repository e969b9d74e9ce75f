//! Calls that no route of the mesh takes because they go to the address of a pod, or under a foreign Host header (RT-6,
//! RT-8): they go by the name of the Service, or the mesh learns about the addresses.

use super::case::{Case, resource};
use super::{FileEdit, Proposal, RouteStep, Safety, one};
use crate::mesh::{Origin, Service};
use crate::resource::{Loaded, Ref, Resource};
use crate::text::{Edit, Span};
use crate::verdict::{Answer, Question, RouteAnswer};
use crate::yaml::patch::{Change, Fragment};
use crate::yaml::{Node, Path};

/// How many services in front of a pod are proposed.
const CANDIDATES: usize = 3;

/// What tells the call names the Service: instead of the address of a pod, or without another Host header.
pub(super) fn service(case: &Case) -> Vec<Proposal> {
    let call = &case.failure.connection.call;
    let (Origin::Declared(by) | Origin::Inferred(by)) = &call.origin else { return Vec::new() };
    let Some(caller) = case.context.inventory.get(by.resource).filter(|_| is_passed_by(case)) else {
        return Vec::new();
    };
    let is_declared = matches!(call.origin, Origin::Declared(_));
    let Some(pod) = case.context.mesh.pod_dialled(&call.host) else {
        return if is_declared { as_dialled(case, caller) } else { Vec::new() };
    };
    let named = |(service, port): (&Service, u16)| {
        let meant = format!("{}:{port}", service.dialled_name());
        let to = Path::of("spec.to");
        let written = caller.root.at(&to).and_then(Node::as_str).filter(|_| is_declared);
        let written = written.map_or_else(|| format!("{}:{}", call.host, call.port), str::to_owned);
        let edit = if is_declared {
            case.set(caller, to, &meant)
        } else {
            rewritten(case, by, (&service.dialled_name(), port))
        };
        one(step(caller, written, meant), Safety::ChangesBehaviour, edit)
    };
    case.in_front(pod, call.port).take(CANDIDATES).flat_map(named).collect()
}

/// A second Service for the pod, without an address of its own: proxies then know the addresses of its pods, and listen
/// there (IN-18). Its port declares nothing, since one for HTTP would go by the Host header again (RT-2).
pub(super) fn headless(case: &Case) -> Vec<Proposal> {
    let call = &case.failure.connection.call;
    let pod = case.context.mesh.pod_dialled(&call.host).filter(|_| is_passed_by(case));
    let Some(pod) = pod.filter(|pod| !pod.resource.value.labels.is_empty()) else { return Vec::new() };
    let name = format!("{}-headless-{}", pod.name(), call.port);
    let spec = Fragment::mapping([
        ("clusterIP", Fragment::text("None")),
        ("selector", Fragment::texts(&pod.resource.value.labels)),
        (
            "ports",
            Fragment::Sequence(vec![Fragment::mapping([("port", Fragment::Int(i64::from(call.port)))])]),
        ),
    ]);
    let document = resource("v1", "Service", pod.namespace(), &name, spec);
    let title = RouteStep::AddHeadless { workload: pod.key(), port: call.port };
    one(title, Safety::ChangesBehaviour, case.document(pod.resource.file, &document))
}

/// Whether no route of the mesh takes the call.
fn is_passed_by(case: &Case) -> bool {
    let route = case.answer(Question::Route);
    matches!(route, Some(Answer::Route(RouteAnswer::Passthrough(_) | RouteAnswer::BlackHole(_))))
}

/// A declared call to a service does without the Host header of its own.
fn as_dialled(case: &Case, caller: &Loaded<Resource>) -> Vec<Proposal> {
    let call = &case.failure.connection.call;
    let headers = Path::of("spec.headers");
    let all = caller.root.at(&headers).map(Node::entries).unwrap_or_default();
    let Some(host) = all.iter().find(|entry| entry.key.eq_ignore_ascii_case("host")) else {
        return Vec::new();
    };
    let meant = format!("{}:{}", call.host, call.port);
    let written = format!("{meant} (Host: {})", call.headers.get("host").map_or("", String::as_str));
    let edit = case.change(caller.id, &Change::Remove(headers.key(host.key.to_string())));
    one(step(caller, written, meant), Safety::ChangesBehaviour, edit)
}

fn step(caller: &Loaded<Resource>, written: String, meant: String) -> RouteStep {
    RouteStep::CallService { kind: caller.meta.kind.clone(), resource: caller.meta.key(), written, meant }
}

/// The address where it stands in a text, together with its port if that is written behind it.
fn rewritten(case: &Case, by: &Ref, (name, port): (&str, u16)) -> Option<FileEdit> {
    let call = &case.failure.connection.call;
    let at = case.context.inventory.location(by)?;
    let text = case.context.written(at);
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '.';
    text.match_indices(&call.host).find_map(|(start, host)| {
        let (before, behind) = (text.get(..start)?, text.get(start + host.len()..)?);
        let with_port = behind.strip_prefix(&format!(":{}", call.port));
        let (length, new) = match with_port {
            _ if before.ends_with(is_part) => return None,
            Some(rest) if !rest.starts_with(is_part) => {
                (host.len() + behind.len() - rest.len(), format!("{name}:{port}"))
            }
            None if behind.starts_with(|c| is_part(c) || c == ':') => return None,
            None if port == call.port => (host.len(), name.to_owned()),
            // The scheme means the port.
            None if before.ends_with("://") => (host.len(), format!("{name}:{port}")),
            _ => return None,
        };
        let span = Span::new(start, start + length).shifted(at.span.start);
        Some(FileEdit { file: at.file, edit: Edit { span, text: new } })
    })
}
