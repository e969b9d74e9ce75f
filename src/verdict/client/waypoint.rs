//! Through a waypoint: what a ztunnel or a gateway sends to one, and where it goes from there (§11.5).
//!
//! ```text
//! client ─ HBONE ─▶ waypoint: filter chain ─ policies ─ route ─ DestinationRule ─▶ HBONE or plain ─▶ server
//! ```
//!
//! What is told as sent is what leaves the client; what comes of it is that of the whole way.

use super::cluster::{self, Delivered};
use super::destination::Dial;
use super::endpoints::{self, Target};
use super::listener::Dialled;
use super::route::{self, Branch, Way};
use super::scope::Scope;
use super::{Context, destination_rule, stream, traffic_policy, virtual_host};
use crate::mesh::{Mesh, Service, ServicePort, Waypoint, WaypointChoice, WaypointLabel, Workload};
use crate::verdict::ambient;
use crate::verdict::authz::{Access, Attached, Identity, Reader, authorize};
use crate::verdict::delivery::{Delivery, Fate};
use crate::verdict::handshake::handshake;
use crate::verdict::request::Request;
use crate::verdict::server;
use crate::verdict::server::chain::protocol_path;
use crate::verdict::trace::{Leg, not_reached};
use crate::verdict::weigh::weigh;
use crate::verdict::{
    Answer, Arrival, Because, CallOutcome, ChainKind, Codec, Endpoint, Ignored, Mode, Outcome, Question,
    RouteAnswer, Sent, Server, Step, Taken, WaypointAnswer, Weight,
};
use std::rc::Rc;

/// What stands behind a waypoint, as the client dials it.
#[derive(Clone, Copy)]
pub(super) enum Front<'m> {
    /// A port of a service, by the service's address.
    Service(&'m Service, usize, &'m ServicePort),
    /// A pod, by its own address.
    Pod(&'m Workload, u16),
}

impl<'m> Front<'m> {
    /// What is dialled. A ztunnel looks at the address before the port, but nothing answers on a port that is not
    /// there (WP-1).
    pub(super) fn of(context: &Context<'m>, dial: &Dial<'m>) -> Option<Self> {
        let number = context.call.port;
        // A ServiceEntry gets an address where it has none, but for patterns, and where proxies go as dialled.
        let entry = dial
            .entry
            .filter(|entry| !entry.host.starts_with('*') && !entry.resource.value.goes_as_dialled());
        match (dial.service.or(entry), context.mesh.workload_at(dial.address)) {
            (_, Some(pod)) => Some(Self::Pod(pod, number)),
            (Some(service), None) => {
                let (position, port) = service.port(number)?;
                Some(Self::Service(service, position, port))
            }
            (None, None) => None,
        }
    }

    /// The waypoint in front of it.
    pub(super) fn waypoint(self, mesh: &'m Mesh) -> WaypointChoice<'m> {
        match self {
            Self::Service(service, ..) => mesh.waypoint_of_service(service),
            Self::Pod(pod, _) => mesh.waypoint_of_workload(pod),
        }
    }

    /// The port as the waypoint sees it (WP-4).
    const fn port(self) -> u16 {
        match self {
            Self::Service(_, _, port) => port.number,
            Self::Pod(_, port) => port,
        }
    }
}

/// The way of a gateway through the waypoint of a service.
pub(super) struct Detour<'m> {
    /// The service.
    pub(super) front: Front<'m>,
    /// Its waypoint.
    pub(super) waypoint: &'m Waypoint,
    /// The steps that tell it.
    pub(super) steps: Vec<Step>,
}

/// Gateways go past waypoints, unless the service or its namespace says otherwise (WP-2).
pub(super) fn of_gateway<'m>(mesh: &'m Mesh, service: &'m Service, number: u16) -> Option<Detour<'m>> {
    let by = mesh.waypoint_for_gateways(service)?;
    let (position, port) = service.port(number)?;
    let choice = mesh.waypoint_of_service(service);
    let waypoint = choice.waypoint?;
    let asks = Ignored { by, because: Because::SendsGateways };
    let steps = step(&choice).map(|step| Step { ignored: [step.ignored, vec![asks]].concat(), ..step });
    Some(Detour {
        front: Front::Service(service, position, port),
        waypoint,
        steps: steps.into_iter().collect(),
    })
}

/// The step that tells which waypoint stands in front, or why none does; `None` where nobody asks for one.
pub(super) fn step(choice: &WaypointChoice) -> Option<Step> {
    let (label, fate) = choice.label.clone()?;
    let answer = match (fate, choice.waypoint) {
        (WaypointLabel::Followed, Some(waypoint)) => {
            WaypointAnswer::Through { waypoint: waypoint.resource.meta.key() }
        }
        (WaypointLabel::Followed | WaypointLabel::Declines, _) => WaypointAnswer::Declined,
        (WaypointLabel::Missing { waypoint }, _) => WaypointAnswer::Missing { waypoint },
        (WaypointLabel::NotAllowed { waypoint }, _) => WaypointAnswer::NotAllowed { waypoint },
        (WaypointLabel::OtherTraffic { waypoint }, _) => WaypointAnswer::OtherTraffic { waypoint },
    };
    let gateway = choice
        .waypoint
        .map(|waypoint| Ignored { by: waypoint.resource.whole(), because: Because::MakesWaypoint });
    Some(Step::new(Answer::Waypoint(answer)).by(label).beating(gateway.into_iter().collect()))
}

/// The ways through a waypoint. `inside` is what the client put into the tunnel.
pub(super) fn legs<'m>(
    context: &Context<'m>,
    front: Front<'m>,
    waypoint: &'m Waypoint,
    inside: Sent,
    head: &[Step],
) -> Vec<Leg> {
    let arrival = Arrival::of(inside, context.call.payload, Codec::Tcp);
    let (kind, by) = match front {
        Front::Service(service, position, port) => (
            ChainKind::of(port.protocol).unwrap_or(ChainKind::Auto),
            Some(service.resource.at(protocol_path(service, position, port))),
        ),
        Front::Pod(..) => (ChainKind::Auto, None),
    };
    // Behind the tunnel's end the chains are those of a port without TLS.
    let taken = handshake(arrival, Mode::Disable, kind);
    let chain = Step::new(Answer::FilterChain { port: front.port(), arrival, kind, taken }).by(by);
    let (codec, failed) = match taken {
        Taken::Plain(codec) | Taken::Terminated(codec) => (codec, None),
        Taken::PassedOn => (Codec::Tcp, None),
        Taken::NoChain | Taken::NoCertificate | Taken::NotHttp | Taken::Waits => {
            (Codec::Tcp, Some(taken.outcome(arrival)))
        }
    };
    let request = context.request.clone();
    let mut through =
        Through { context, front, waypoint, inside, codec, head, request, at: vec![chain], failed };
    if failed.is_none() {
        through.ask();
    }
    match front {
        Front::Pod(pod, port) => {
            let request = through.request.clone();
            vec![through.to(Target::at(Some(pod), port), None, (Vec::new(), None), (codec, request))]
        }
        Front::Service(service, position, port) => through.to_service(service, position, port),
    }
}

/// The step of a route, where somebody wrote it.
fn told(branch: &Branch) -> impl Iterator<Item = Step> {
    let told = branch.step.decided_by.is_some() || !branch.step.ignored.is_empty();
    told.then(|| branch.step.clone()).into_iter()
}

/// The same, with the last step as the end.
fn stopped_last(mut head: Vec<Step>) -> Vec<Step> {
    if let Some(last) = head.last_mut() {
        last.weight = Weight::Stops;
    }
    head
}

/// A call on its way through a waypoint.
struct Through<'a, 'm> {
    context: &'a Context<'m>,
    front: Front<'m>,
    waypoint: &'m Waypoint,
    /// What was inside of the tunnel.
    inside: Sent,
    /// What the waypoint reads.
    codec: Codec,
    /// The steps up to the waypoint.
    head: &'a [Step],
    /// The request, as the policies of the waypoint leave it.
    request: Rc<Request>,
    /// The steps at the waypoint.
    at: Vec<Step>,
    /// What comes of the call there, if it goes no further.
    failed: Option<Outcome>,
}

impl<'m> Through<'_, 'm> {
    /// Asks the policies of the waypoint.
    fn ask(&mut self) {
        let Context { mesh, client, request, .. } = self.context;
        let (service, destination) = match self.front {
            Front::Service(service, ..) => (Some(service), service.vip),
            Front::Pod(pod, _) => (None, Some(pod.ip)),
        };
        let access = Access {
            reader: Reader::Proxy,
            identity: Some(Identity::of(client, &mesh.settings)),
            source: client.ip,
            destination: destination.unwrap_or(self.waypoint.pod.ip),
            port: self.front.port(),
            sni: None,
            request: (self.codec == Codec::Http).then_some(&**request),
        };
        let attached = Attached::of_waypoint(mesh, self.waypoint, service);
        let ruling = authorize(mesh, &attached, &access, None);
        self.at.extend(ruling.steps);
        if let Some(passed) = ruling.request {
            self.request = Rc::new(passed);
        }
        self.failed = (!ruling.admitted).then_some(Outcome::Denied);
    }

    /// Where the routes of a service lead: VirtualServices and HTTPRoutes count here, as at a sidecar (WP-7).
    fn to_service(&self, service: &'m Service, position: usize, port: &'m ServicePort) -> Vec<Leg> {
        let Context { mesh, call, .. } = self.context;
        let pod = &self.waypoint.pod;
        let own = Context { mesh, client: pod, call, request: self.request.clone() };
        let Some(imports) = Scope::of_waypoint(mesh, pod, service.namespace()).on(port.number) else {
            return Vec::new();
        };
        let ways = match self.codec {
            Codec::Http => route::of_request(&own, imports, virtual_host::only(imports, service, port)),
            Codec::Tcp => {
                let dialled = Dialled {
                    address: service.vip.unwrap_or(pod.ip),
                    payload: call.payload,
                    host: String::new(),
                    sni: call.server_name().to_owned(),
                };
                match stream::chain(imports, &dialled, (service, position, port)) {
                    Ok(chain) => route::of_bytes(&own, imports, chain),
                    Err((unmatched, ignored)) => {
                        let step = Step::new(Answer::Route(RouteAnswer::Passthrough(unmatched)));
                        return vec![self.ended(step.beating(ignored), CallOutcome::NoFilterChain)];
                    }
                }
            }
        };
        let legs = ways.into_iter().flat_map(|way| match way {
            Way::Ends(step, outcome) => vec![self.ended(step, outcome)],
            Way::To(branch) if self.is_own(branch.service) => self.inside(&branch),
            Way::To(branch) => self.outside(&own, &branch),
        });
        legs.collect()
    }

    /// Whether a service is behind this waypoint itself.
    fn is_own(&self, service: &Service) -> bool {
        let found = self.context.mesh.waypoint_of_service(service).waypoint;
        found.is_some_and(|found| found.resource.id == self.waypoint.resource.id)
    }

    /// To each endpoint of a service of the waypoint's own: through the tunnel where somebody ends it, never by
    /// Istio's mTLS (WP-5).
    fn inside(&self, branch: &Branch<'m>) -> Vec<Leg> {
        let mesh = self.context.mesh;
        let pod = &self.waypoint.pod;
        let (service, port) = (branch.service, branch.port);
        let choice = destination_rule::choose(mesh, pod, service);
        let rules = &mesh.destination_rules;
        let Some(policy) = traffic_policy::policy(rules, &choice, pod, port.number, branch.subset) else {
            let subset = branch.subset.unwrap_or_default().to_owned();
            let answer = RouteAnswer::MissingSubset { host: service.host.clone(), subset };
            let step = Step::new(Answer::Route(answer)).by(branch.step.decided_by.clone());
            return vec![self.ended(step.beating(choice.ignored), CallOutcome::NoCluster)];
        };
        let targets = endpoints::behind(mesh, service, endpoints::named(service, port), policy.subset);
        if targets.is_empty() {
            let (answer, by) = endpoints::missing(mesh, service, port.number, branch.subset);
            return vec![self.ended(Step::new(Answer::Route(answer)).by(by), CallOutcome::NoEndpoint)];
        }
        let own = policy.answer.sends(self.context.call.payload);
        let own = own.filter(|own| matches!(own, Sent::Tls | Sent::MutualTls));
        let rule = Step::new(Answer::DestinationRule(policy.answer)).by(policy.by).beating(policy.ignored);
        let steps = told(branch).chain([rule]).collect::<Vec<_>>();
        let legs = targets.into_iter().map(|target| {
            self.to(target, Some(port.number), (steps.clone(), own), (branch.codec, branch.request.clone()))
        });
        legs.collect()
    }

    /// To a service that is not behind this waypoint, as any proxy sends to it. There is a cluster for it only where
    /// a VirtualService or HTTPRoute is for exactly the host that was called (WP-6).
    fn outside(&self, own: &Context<'m>, branch: &Branch<'m>) -> Vec<Leg> {
        let Context { mesh, .. } = self.context;
        let called = match self.front {
            Front::Service(service, ..) => service.host.as_str(),
            Front::Pod(..) => "",
        };
        if mesh.virtual_services.naming(called).is_empty() {
            let answer =
                RouteAnswer::MissingCluster { host: branch.service.host.clone(), port: branch.port.number };
            let step = Step::new(Answer::Route(answer)).by(branch.step.decided_by.clone());
            return vec![self.ended(step.beating(branch.step.ignored.clone()), CallOutcome::NoCluster)];
        }
        let dial = Dial { address: own.client.ip, service: Some(branch.service), entry: None, behind: None };
        let deliveries = match cluster::deliver(own, branch, &dial) {
            Delivered::To(deliveries) => deliveries,
            Delivered::Nowhere(outcome, step) => return vec![self.ended(step, outcome)],
        };
        let head = Rc::new(self.head.to_vec());
        let legs = deliveries.into_iter().map(|mut delivery| {
            if let Some(outcome) = self.failed {
                let end = Ok(self.stopped((delivery.server, delivery.port), outcome));
                return Leg { head: head.clone(), end };
            }
            let before = self.at.iter().cloned().chain(told(branch));
            delivery.steps = before.chain(delivery.steps).collect();
            let endpoint = server::receive(mesh, own.client, own.call, delivery);
            Leg { head: head.clone(), end: Ok(Endpoint { sent: Sent::Hbone, ..endpoint }) }
        });
        legs.collect()
    }

    /// To one endpoint. `own` is the TLS that a rule puts around what the waypoint sends, where it sends anything.
    fn to(
        &self,
        target: Target<'m>,
        service_port: Option<u16>,
        (steps, own): (Vec<Step>, Option<Sent>),
        (codec, request): (Codec, Rc<Request>),
    ) -> Leg {
        let Context { mesh, call, .. } = self.context;
        let Target { server, port, .. } = target;
        let head = Rc::new(self.head.to_vec());
        if let Some(outcome) = self.failed {
            return Leg { head, end: Ok(self.stopped((server, port), outcome)) };
        }
        let inside = own.unwrap_or(self.inside);
        let (sent, step) = ambient::by_ztunnel(mesh, inside, server);
        let delivery = Delivery {
            server,
            port,
            service_port,
            sent,
            inside,
            codec,
            request,
            sni: (inside == Sent::AppTls).then(|| call.server_name().to_owned()),
            fate: Fate::Arrives,
            steps: self.at.iter().cloned().chain(steps).chain([step]).collect(),
        };
        let endpoint = server::receive(mesh, &self.waypoint.pod, call, delivery);
        Leg { head, end: Ok(Endpoint { sent: Sent::Hbone, ..endpoint }) }
    }

    /// A way that ends at the waypoint. Its policies come first.
    fn ended(&self, step: Step, outcome: CallOutcome) -> Leg {
        let head = [self.head, self.at.as_slice()].concat();
        match self.failed {
            Some(Outcome::Denied) => Leg { head: stopped_last(head).into(), end: Err(CallOutcome::Denied) },
            Some(_) => Leg { head: stopped_last(head).into(), end: Err(CallOutcome::ProtocolError) },
            None => super::ended(head, step, outcome),
        }
    }

    /// An endpoint that the call would have reached.
    fn stopped(&self, (server, port): (Option<&Workload>, u16), outcome: Outcome) -> Endpoint {
        let mut why = self.at.clone();
        why.push(not_reached(Question::ServerProxy));
        weigh(&mut why, outcome);
        Endpoint {
            server: server.map_or(Server::External, |server| Server::Workload(server.id)),
            port,
            sent: Sent::Hbone,
            // Nothing gets to the server's own proxy.
            mode: Mode::None,
            outcome,
            peer: None,
            why,
        }
    }
}
