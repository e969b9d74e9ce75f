//! What leaves the client for each endpoint of a cluster: the DestinationRule decides, else auto mTLS (A7, A8).

use super::auto_mtls::{self, Choice};
use super::destination::Dial;
use super::endpoints;
use super::route::Branch;
use super::{Context, destination_rule, traffic_policy};
use crate::mesh::ProxyKind;
use crate::verdict::ambient;
use crate::verdict::delivery::{Delivery, Fate};
use crate::verdict::{Answer, Because, CallOutcome, RouteAnswer, Sent, Step, gateway};
use crate::yaml::Path;

/// What comes of one branch of a route.
pub(super) enum Delivered<'m> {
    /// This leaves the client, for each endpoint.
    To(Vec<Delivery<'m>>),
    /// There is no endpoint: what that is called, and the step that tells why.
    Nowhere(CallOutcome, Step),
}

/// Each endpoint tells which rules its own beats. All endpoints of a branch together name this many; then each says how
/// many more there are.
const BEATEN: usize = 100_000;

/// What leaves the client for each endpoint of the branch.
pub(super) fn deliver<'m>(context: &Context<'m>, branch: &Branch<'m>, dial: &Dial<'m>) -> Delivered<'m> {
    let &Context { mesh, client, call, .. } = context;
    let (service, port) = (branch.service, branch.port);
    let rules = &mesh.destination_rules;
    let choice = destination_rule::choose(mesh, client, service);
    let Some(policy) = traffic_policy::policy(rules, &choice, client, port.number, branch.subset) else {
        let subset = branch.subset.unwrap_or_default().to_owned();
        let rule = choice.rule.and_then(|merged| rules.get(merged.base));
        let answer = RouteAnswer::MissingSubset { host: service.host.clone(), subset };
        let by = rule.map(|rule| rule.at(Path::of("spec.subsets")));
        let step = Step::new(Answer::Route(answer)).by(by).beating(choice.ignored);
        return Delivered::Nowhere(CallOutcome::NoCluster, step);
    };

    // Headless services are dialled at the pods themselves; only gateways look endpoints up instead (AM-7).
    let source = &service.resource.value;
    let looked_up = source.is_headless() && client.proxy == ProxyKind::Gateway;
    let found_by = endpoints::named(service, port);
    let all = endpoints::behind(mesh, service, found_by, None);
    let as_dialled = (source.goes_as_dialled() && !looked_up) || policy.passthrough;
    let targets = match (as_dialled, policy.subset) {
        (true, _) => dial.behind.clone().unwrap_or_default(),
        (false, None) => all.clone(),
        (false, Some(labels)) => endpoints::behind(mesh, service, found_by, Some(labels)),
    };
    if targets.is_empty() {
        let (answer, missing) = endpoints::missing(mesh, service, port.number, branch.subset);
        let by = policy.subset_at.unwrap_or(missing);
        let step = Step::new(Answer::Route(answer)).by(by).beating(policy.ignored);
        return Delivered::Nowhere(CallOutcome::NoEndpoint, step);
    }

    // What holds for every endpoint: the rule's TLS, or that auto mTLS is off, or (AM-7) what all of them take.
    let for_all = match policy.answer.sends(call.payload) {
        Some(sent) => Some(Choice::of_rule(sent, &policy)),
        None => auto_mtls::off_for(context, service)
            .or_else(|| as_dialled.then(|| auto_mtls::to_dialled_address(context, &all))),
    };
    // What the rule says about TLS goes into the tunnel where there is one.
    let in_tunnel = match policy.answer.sends(call.payload) {
        Some(own @ (Sent::Tls | Sent::MutualTls)) => own,
        Some(_) | None => Sent::untouched(call.payload),
    };
    let mut beaten = policy.ignored;
    let named = BEATEN / targets.len();
    let more = beaten.len().saturating_sub(named);
    if let Some(next) = beaten.get_mut(named) {
        next.because = Because::AndMore(more);
    }
    beaten.truncate(named + 1);
    let rule = Step::new(Answer::DestinationRule(policy.answer)).by(policy.by).beating(beaten);
    let deliveries = targets.into_iter().map(|target| {
        // Only endpoints that are looked up get the tunnel; the dialled address never does (AMB-10).
        let tunnel = if as_dialled {
            None
        } else {
            target.recognized().and_then(|server| ambient::by_proxy(mesh, server))
        };
        let (sent, inside, step) = match (tunnel, &for_all) {
            (Some((sent, step)), _) => (sent, in_tunnel, step),
            (None, Some(choice)) => (choice.sent, choice.sent, choice.step()),
            (None, None) => {
                let choice = auto_mtls::to_endpoint(context, policy.mark.as_ref(), target, port.number);
                (choice.sent, choice.sent, choice.step())
            }
        };
        Delivery {
            sni: sni(context, branch, policy.sni, inside),
            server: target.server,
            port: target.port,
            service_port: Some(port.number),
            sent,
            inside,
            codec: branch.codec,
            request: branch.request.clone(),
            fate: Fate::Arrives,
            steps: vec![rule.clone(), step],
        }
    });
    Delivered::To(deliveries.collect())
}

/// The server name that goes with what is sent: Istio mTLS names the cluster, unless the rule has another name.
fn sni(context: &Context, branch: &Branch, written: Option<&str>, sent: Sent) -> Option<String> {
    let Branch { service, port, subset, .. } = branch;
    let name = match (sent, written) {
        (Sent::Plaintext | Sent::Hbone, _) => return None,
        (Sent::AppTls, _) => context.call.server_name().to_owned(),
        (Sent::IstioMtls | Sent::Tls | Sent::MutualTls, Some(name)) => name.to_owned(),
        (Sent::IstioMtls, None) => gateway::mesh_sni(port.number, *subset, &service.host),
        (Sent::Tls | Sent::MutualTls, None) => context.request.host().to_owned(),
    };
    Some(name)
}

/// What leaves a gateway that passes mTLS of the mesh on: the same bytes, to endpoints that take it.
pub(super) fn pass_on<'m>(context: &Context<'m>, branch: &Branch<'m>) -> Delivered<'m> {
    let &Context { mesh, client, call, ref request } = context;
    let (service, port) = (branch.service, branch.port);
    let rules = &mesh.destination_rules;
    let choice = destination_rule::choose(mesh, client, service);
    let policy = traffic_policy::policy(rules, &choice, client, port.number, branch.subset);
    let labels = policy.as_ref().and_then(|policy| policy.subset);
    let mark = policy.as_ref().and_then(|policy| policy.mark.as_ref());
    let targets = endpoints::behind(mesh, service, port, labels)
        .into_iter()
        .map(|target| (target, auto_mtls::to_endpoint(context, mark, target, port.number)));
    let deliveries =
        targets.filter(|(_, choice)| choice.sent == Sent::IstioMtls).map(|(target, choice)| Delivery {
            server: target.server,
            port: target.port,
            service_port: Some(port.number),
            sent: choice.sent,
            inside: choice.sent,
            codec: branch.codec,
            request: request.clone(),
            sni: Some(call.server_name().to_owned()),
            fate: Fate::Arrives,
            steps: vec![choice.step()],
        });
    let deliveries: Vec<_> = deliveries.collect();
    if deliveries.is_empty() {
        let (answer, by) = endpoints::missing(mesh, service, port.number, branch.subset);
        return Delivered::Nowhere(CallOutcome::NoEndpoint, Step::new(Answer::Route(answer)).by(by));
    }
    Delivered::To(deliveries)
}
