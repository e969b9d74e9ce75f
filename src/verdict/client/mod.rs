//! The client's half: from the dialled host to what leaves the pod for each endpoint (A3 … A8).
//!
//! ```text
//!                               ┌─ virtual_host ─ replaced ─┐         ┌─ destination_rule ─ traffic_policy
//! destination ─ scope ─ listener┼─ stream ─ anywhere ───────┼─ route ─ cluster ─ endpoints
//!                               └─ unknown: passed on, or not         └─ auto_mtls
//! ```

mod anywhere;
mod auto_mtls;
mod capture;
mod cluster;
mod destination;
mod destination_rule;
mod endpoints;
mod listener;
mod replaced;
mod route;
mod scope;
mod stream;
mod traffic_policy;
mod unknown;
mod virtual_host;
mod waypoint;

pub(super) use self::capture::is_captured_as_usual;
pub(super) use self::route::Branch;

use self::cluster::Delivered;
use self::destination::Dial;
use self::endpoints::Target;
use self::listener::{Dialled, Listened};
use self::route::Way;
use self::scope::Scope;
use self::unknown::Unknown;
use self::waypoint::Front;
use super::ambient;
use super::capture::Capture;
use super::delivery::{Delivery, Fate};
use super::request::Request;
use super::server::chain::protocol_path;
use super::trace::Leg;
use super::{
    Answer, CallOutcome, Codec, Ignored, ProxyAnswer, RouteAnswer, Sent, SentBecause, Step, Unmatched,
    Weight, gateway, server,
};
use crate::mesh::{Call, Mesh, Payload, ProxyKind, Service, Workload};
use crate::resource::{OutboundMode, Ref};
use crate::yaml::Path;
use std::net::IpAddr;
use std::rc::Rc;

/// What every decision on the client's side can look at.
#[derive(Clone)]
struct Context<'m> {
    mesh: &'m Mesh,
    client: &'m Workload,
    call: &'m Call,
    /// As the client's app writes it.
    request: Rc<Request>,
}

/// The ways that a call takes.
#[derive(Default)]
pub(super) struct Ways {
    /// One for each address that the name leads to, route that the proxy chooses, and endpoint behind it.
    pub(super) legs: Vec<Leg>,
    /// The addresses. Where one of them is that of the client's own pod, no proxy sees the call.
    pub(super) dialled: Vec<IpAddr>,
}

/// Every way that the call takes.
pub(super) fn ways(mesh: &Mesh, client: &Workload, call: &Call) -> Ways {
    if client.proxy == ProxyKind::Gateway {
        return Ways { legs: gateway::legs(mesh, client, call), dialled: Vec::new() };
    }
    let context = Context { mesh, client, call, request: Rc::new(Request::of(mesh, call)) };
    let destination = destination::resolve(mesh, client.namespace(), &call.host, call.port);
    let dials = match destination.dials {
        Ok(dials) => dials,
        Err(outcome) => {
            let capture = super::capture::proxy(mesh, client);
            let mut head = vec![client_step(capture)];
            head.extend(destination.steps);
            if let Some(last) = head.last_mut() {
                last.weight = Weight::Stops;
            }
            return Ways { legs: vec![Leg { head: head.into(), end: Err(outcome) }], dialled: Vec::new() };
        }
    };
    let mut ways = Ways { legs: Vec::new(), dialled: dials.iter().map(|dial| dial.address).collect() };
    let mut steps = destination.steps;
    let mut left = dials.len();
    for dial in &dials {
        left -= 1;
        let capture = capture::outbound(mesh, client, dial.address, call.port);
        ways.legs.extend(context.dialled(capture, dial, for_next(&mut steps, left)));
    }
    ways
}

/// The ways from a gateway on, to a cluster that it chose for a request or for bytes.
pub(super) fn onward(
    mesh: &Mesh,
    gateway: &Workload,
    call: &Call,
    branch: &Branch,
    head: &[Step],
) -> Vec<Leg> {
    let context = Context { mesh, client: gateway, call, request: branch.request.clone() };
    let dial = Dial { address: gateway.ip, service: Some(branch.service), entry: None, behind: None };
    let head = [head, std::slice::from_ref(&branch.step)].concat();
    match cluster::deliver(&context, branch, &dial) {
        Delivered::To(deliveries) => match waypoint::of_gateway(mesh, branch.service, branch.port.number) {
            // What a DestinationRule puts around the request stays inside of the tunnel.
            Some(way) => {
                let untouched = Sent::untouched(call.payload);
                let inside = deliveries.first().map_or(untouched, |first| match first.inside {
                    wrapped @ (Sent::Tls | Sent::MutualTls) => wrapped,
                    Sent::Plaintext | Sent::IstioMtls | Sent::AppTls | Sent::Hbone => untouched,
                });
                let head = [head, way.steps].concat();
                waypoint::legs(&context, way.front, way.waypoint, inside, &head)
            }
            None => context.delivered(head, deliveries),
        },
        Delivered::Nowhere(outcome, step) => vec![ended(head, step, outcome)],
    }
}

/// The ways from a gateway on that passes mTLS of the mesh on untouched: to endpoints that take it (GW-20).
pub(super) fn passed_on(
    mesh: &Mesh,
    gateway: &Workload,
    call: &Call,
    branch: &Branch,
    head: &[Step],
) -> Vec<Leg> {
    let context = Context { mesh, client: gateway, call, request: branch.request.clone() };
    let head = [head, std::slice::from_ref(&branch.step)].concat();
    match cluster::pass_on(&context, branch) {
        Delivered::To(deliveries) => context.delivered(head, deliveries),
        Delivered::Nowhere(outcome, step) => vec![ended(head, step, outcome)],
    }
}

/// Whether the DestinationRule that the client follows for the service defines the subset (VS-7).
pub(super) fn has_subset(mesh: &Mesh, client: &Workload, service: &Service, subset: &str) -> bool {
    let choice = destination_rule::choose(mesh, client, service);
    choice.rule.is_some_and(|merged| mesh.destination_rules.subset(merged, subset).is_some())
}

/// What a proxy there is at the client.
pub(super) fn client_step(Capture { answer, by, ignored }: Capture) -> Step {
    Step::new(Answer::ClientProxy(answer)).by(by).beating(ignored)
}

impl<'m> Context<'m> {
    /// The ways from one dialled address on. `steps` tell what was dialled.
    fn dialled(&self, capture: Capture, dial: &Dial<'m>, steps: Vec<Step>) -> Vec<Leg> {
        let because = match &capture.answer {
            ProxyAnswer::Present { proxy: ProxyKind::Ambient, .. } => {
                return self.through_ztunnel(dial, behind(client_step(capture), steps));
            }
            ProxyAnswer::Present {
                proxy: ProxyKind::Sidecar | ProxyKind::Gateway | ProxyKind::Waypoint,
                ..
            } => {
                return self.through_proxy(dial, behind(client_step(capture), steps));
            }
            ProxyAnswer::Bypassed(_) => SentBecause::PastClientProxy,
            ProxyAnswer::Present { .. } | ProxyAnswer::Absent { .. } | ProxyAnswer::Outside => {
                SentBecause::NoClientProxy
            }
        };
        let by = capture.by.clone();
        self.untouched(dial, behind(client_step(capture), steps), &because, by.as_ref())
    }

    /// A ztunnel knows no routes: it sends to the waypoint of what was dialled, or else to the endpoint (WP-1).
    fn through_ztunnel(&self, dial: &Dial<'m>, mut head: Vec<Step>) -> Vec<Leg> {
        let untouched = Sent::untouched(self.call.payload);
        let front = Front::of(self, dial);
        let choice = front.map(|front| front.waypoint(self.mesh));
        head.extend(choice.as_ref().and_then(waypoint::step));
        match (front, choice.and_then(|choice| choice.waypoint)) {
            (Some(front), Some(found)) => waypoint::legs(self, front, found, untouched, &head),
            (Some(Front::Service(service, _, port)), None) if dial.service.is_none() => {
                let behind = Some(endpoints::behind(self.mesh, service, port, None));
                let dial = Dial { service: Some(service), behind, ..*dial };
                self.directly(&dial, head, |server| ambient::by_ztunnel(self.mesh, untouched, server))
            }
            _ => self.directly(dial, head, |server| ambient::by_ztunnel(self.mesh, untouched, server)),
        }
    }

    fn through_proxy(&self, dial: &Dial<'m>, mut head: Vec<Step>) -> Vec<Leg> {
        let scope = Scope::of(self.mesh, self.client);
        let Some(imports) = scope.on(self.call.port) else {
            return self.unknown(scope, dial, head, (Unmatched::NoListener, Vec::new()));
        };
        let mut waits = None;
        let ways = match listener::listen(imports, &self.as_dialled(dial)) {
            Listened::Http(host) => route::of_request(self, imports, host),
            Listened::Bytes(chain) => route::of_bytes(self, imports, chain),
            Listened::Waits(mut chain) if !self.mesh.settings.detection_timeout.is_zero() => {
                chain.ignored.extend(server::detection_limit(self.mesh));
                route::of_bytes(self, imports, chain)
            }
            Listened::Waits(chain) => {
                let path = protocol_path(chain.service, chain.position, chain.port);
                waits = Some(chain.service.resource.at(path));
                route::of_bytes(self, imports, chain)
            }
            Listened::Unknown(unmatched, ignored) => {
                return self.unknown(scope, dial, head, (unmatched, ignored));
            }
        };
        let mut legs = Vec::new();
        let mut left = ways.len();
        for way in ways {
            left -= 1;
            let mut head = for_next(&mut head, left);
            match way {
                Way::Ends(step, outcome) => legs.push(ended(head, step, outcome)),
                Way::To(branch) => {
                    let delivered = cluster::deliver(self, &branch, dial);
                    head.push(branch.step);
                    match (delivered, &waits) {
                        (Delivered::To(deliveries), Some(by)) => {
                            let stalled = deliveries.into_iter().map(|delivery| delivery.stalled(by));
                            legs.extend(self.delivered(head, stalled.collect()));
                        }
                        (Delivered::To(deliveries), None) => legs.extend(self.delivered(head, deliveries)),
                        (Delivered::Nowhere(outcome, step), _) => legs.push(ended(head, step, outcome)),
                    }
                }
            }
        }
        legs
    }

    /// The call as its listener sees it. A client names no address as SNI.
    fn as_dialled(&self, dial: &Dial) -> Dialled {
        let name = Some(self.call.host.trim_end_matches('.')).filter(|host| {
            self.call.payload == Payload::Tls && host.parse::<IpAddr>().is_err() && !host.contains(':')
        });
        Dialled {
            address: dial.address,
            payload: self.call.payload,
            host: listener::without_port(&self.request.authority).to_owned(),
            sni: self.call.sni.as_deref().or(name).unwrap_or_default().to_owned(),
        }
    }

    /// A destination that the client's proxy does not know (RT-6 … RT-11).
    fn unknown(
        &self,
        scope: Scope<'m>,
        dial: &Dial<'m>,
        mut head: Vec<Step>,
        (unmatched, ignored): (Unmatched, Vec<Ignored>),
    ) -> Vec<Leg> {
        let Unknown { unmatched, by, ignored } = scope.unknown(self.call, dial, unmatched, ignored);
        match scope.outbound().0 {
            OutboundMode::RegistryOnly => {
                let step =
                    Step::new(Answer::Route(RouteAnswer::BlackHole(unmatched))).by(by).beating(ignored);
                vec![ended(head, step, CallOutcome::Blackhole)]
            }
            // With dynamic DNS it is the proxy that looks the name up; what arrives is the same.
            OutboundMode::AllowAny | OutboundMode::AllowAnyDynamicDns => {
                let answer = Answer::Route(RouteAnswer::Passthrough(unmatched));
                head.push(Step::new(answer).by(by).beating(ignored));
                self.untouched(dial, head, &SentBecause::NotRouted, None)
            }
        }
    }

    /// The bytes go to the dialled address as the app wrote them.
    fn untouched(
        &self,
        dial: &Dial<'m>,
        head: Vec<Step>,
        because: &SentBecause,
        by: Option<&Ref>,
    ) -> Vec<Leg> {
        let sent = Sent::untouched(self.call.payload);
        let step = Step::new(Answer::Sent(sent, because.clone())).by(by.cloned());
        self.directly(dial, head, |_| (sent, step.clone()))
    }

    /// The bytes go to the dialled address, without a route of a proxy: what is put around them, and why, may depend
    /// on the server.
    fn directly(
        &self,
        dial: &Dial<'m>,
        head: Vec<Step>,
        to: impl Fn(Option<&'m Workload>) -> (Sent, Step),
    ) -> Vec<Leg> {
        let targets = match (&dial.behind, dial.service) {
            (None, service) => {
                let ports = service.map(|service| service.resource.at(Path::of("spec.ports")));
                let step = Step::new(Answer::Route(RouteAnswer::NoAnswer)).by(ports);
                return vec![ended(head, step, CallOutcome::Unreachable)];
            }
            (Some(targets), Some(service)) if targets.is_empty() => {
                let (answer, by) = endpoints::missing(self.mesh, service, self.call.port, None);
                let step = Step::new(Answer::Route(answer)).by(by);
                return vec![ended(head, step, CallOutcome::NoEndpoint)];
            }
            (Some(targets), _) => targets,
        };
        let deliveries = targets.iter().map(|&Target { server, port, .. }| {
            let (sent, step) = to(server);
            Delivery {
                server,
                port,
                service_port: (port != self.call.port).then_some(self.call.port),
                sent,
                sni: (sent == Sent::AppTls).then(|| self.call.server_name().to_owned()),
                inside: Sent::untouched(self.call.payload),
                codec: Codec::Tcp,
                request: self.request.clone(),
                fate: if dial.address == self.client.ip { Fate::StaysInPod } else { Fate::Arrives },
                steps: vec![step],
            }
        });
        self.delivered(head, deliveries.collect())
    }

    fn delivered(&self, head: Vec<Step>, deliveries: Vec<Delivery<'m>>) -> Vec<Leg> {
        let head = Rc::new(head);
        let legs = deliveries.into_iter().map(|delivery| Leg {
            head: head.clone(),
            end: Ok(server::receive(self.mesh, self.client, self.call, delivery)),
        });
        legs.collect()
    }
}

/// The steps behind this one.
fn behind(first: Step, mut steps: Vec<Step>) -> Vec<Step> {
    steps.insert(0, first);
    steps
}

/// The steps for the next of several ways that begin with them; the last one takes them along.
fn for_next(steps: &mut Vec<Step>, left: usize) -> Vec<Step> {
    if left == 0 { std::mem::take(steps) } else { steps.clone() }
}

/// A way that never gets to an endpoint.
fn ended(mut head: Vec<Step>, step: Step, outcome: CallOutcome) -> Leg {
    head.push(Step { weight: Weight::Stops, ..step });
    Leg { head: head.into(), end: Err(outcome) }
}
