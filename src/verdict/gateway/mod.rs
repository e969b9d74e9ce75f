//! Gateways as proxies of their own: what arrives at one, and where it goes from there (section 7 of the semantics).
//!
//! ```text
//! connection ─ server and chain ─ handshake ─ policies ─┬─ virtual host ─ rule ─▶ cluster     requests
//!                                                       └─ rule ────────────────▶ cluster     bytes
//! ```

mod answer;
mod auto_passthrough;
mod chain;
mod destination;
mod hello;
mod http;
mod policies;
mod virtual_host;

pub use answer::{Admission, GatewayAnswer};
pub(super) use auto_passthrough::sni as mesh_sni;

use self::chain::{Accepted, Fate, Onward};
use self::destination::{Destined, Origin};
use self::hello::{Certificate, Content, Handshake, Hello};
use self::http::Routed;
use self::policies::Caller;
use super::authz::Identity;
use super::delivery::Delivery;
use super::request::Request;
use super::trace::{Leg, not_reached};
use super::{
    Answer, Arrival, CallOutcome, Codec, DestinationAnswer, Outcome, Question, Step, Weight, client,
};
use crate::mesh::{Call, Mesh, Payload, Workload, gateways};
use crate::yaml::Path;
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;

/// The address of clients outside of the scenario.
const OUTSIDE: IpAddr = IpAddr::V4(Ipv4Addr::new(93, 184, 216, 34));

/// Every way that a request takes which arrives at a gateway from outside of the mesh, or from another proxy.
pub(super) fn legs(mesh: &Mesh, pod: &Workload, call: &Call) -> Vec<Leg> {
    let capture = super::capture::proxy(mesh, pod);
    let mut head = vec![client::client_step(capture)];
    let ended = |mut head: Vec<Step>, step: Step, outcome| {
        head.push(Step { weight: Weight::Stops, ..step });
        vec![Leg { head: head.into(), end: Err(outcome) }]
    };
    // Clients dial the Service; where there is none, the pod itself.
    let mut services = mesh.services_of(pod.id);
    let number = match (gateways::pod_port(pod, mesh.services_of(pod.id), call.port), services.next()) {
        (Some(number), _) => number,
        (None, None) => call.port,
        (None, Some(service)) => {
            let answer = DestinationAnswer::UndeclaredPort { service: service.key(), port: call.port };
            let step = Step::new(Answer::Destination(answer));
            let step = step.by(service.resource.at(Path::of("spec.ports")));
            return ended(head, step, CallOutcome::Unreachable);
        }
    };
    let hello = arriving(call);
    let taken = chain::take(mesh, pod, number, &hello);
    let accepted = match taken.fate {
        Fate::Server(accepted) => accepted,
        Fate::NoListener => return ended(head, taken.step, CallOutcome::NoListener),
        Fate::NoChain => return ended(head, taken.step, CallOutcome::NoFilterChain),
        Fate::Refused => return ended(head, taken.step, CallOutcome::Refused),
        Fate::NotHttp => return ended(head, taken.step, CallOutcome::ProtocolError),
    };
    head.push(taken.step);
    let payload = payload(&accepted, &hello, call.payload);
    let onward = Call { payload, ..call.clone() };
    let scheme = if hello.tls.is_some() { "https" } else { "http" };
    // Its clients write the port that they dial in front of it, which is the usual one.
    let authority = call.headers.get("host").unwrap_or(&call.host).clone();
    let mut request = Request { scheme, authority, ..Request::of(mesh, call) };
    if matches!(accepted.onward, Onward::Requests) {
        // Servers believe what the gateway says about the client, and nothing that stands in front of it.
        let forwarded = request.headers.entry("x-forwarded-for".to_owned()).or_default();
        let separator = if forwarded.is_empty() { "" } else { "," };
        *forwarded = format!("{forwarded}{separator}{OUTSIDE}");
    }
    let mut request = Rc::new(request);
    let caller = Caller {
        source: OUTSIDE,
        identity: None,
        sni: hello.tls.as_ref().and_then(Handshake::name),
        request: &request,
    };
    if let Some(ruling) = policies::ask(mesh, pod, number, &accepted, caller) {
        head.extend(ruling.steps);
        if let Some(passed) = ruling.request {
            request = Rc::new(passed);
        }
        if !ruling.admitted {
            if let Some(last) = head.iter_mut().rfind(|step| step.weight != Weight::NotReached) {
                last.weight = Weight::Stops;
            }
            return vec![Leg { head: head.into(), end: Err(CallOutcome::Denied) }];
        }
    }
    let ways = match &accepted.onward {
        Onward::Requests => match http::route(mesh, pod, number, &accepted, &request) {
            Routed::Ended(outcome, step) => return ended(head, step, outcome),
            Routed::To(ways) => ways,
        },
        Onward::Stream(stream) => {
            let several = stream.destinations.len() > 1;
            let entries = stream.destinations.iter().filter(|entry| !several || entry.weight > 0);
            let origin = Origin { mesh, pod, number: accepted.server.number, codec: Codec::Tcp };
            let ways = entries.map(|entry| origin.to(&entry.destination, &stream.at, &[], request.clone()));
            ways.collect()
        }
        Onward::Named(service, number, subset) => {
            let branch = match destination::named(service, *number, subset.as_deref(), request) {
                Destined::Cluster(branch) => branch,
                Destined::Nowhere(outcome, step) => return ended(head, step, outcome),
            };
            return client::passed_on(mesh, pod, &onward, &branch, &head);
        }
    };
    let legs = ways.into_iter().flat_map(|destined| match destined {
        Destined::Cluster(branch) => client::onward(mesh, pod, &onward, &branch, &head),
        Destined::Nowhere(outcome, step) => ended(head.clone(), step, outcome),
    });
    legs.collect()
}

/// What a call at a gateway begins with.
fn arriving(call: &Call) -> Hello {
    let tls = |certificate| Some(Handshake::new(Some(call.server_name()), certificate));
    let (tls, inside) = match call.payload {
        Payload::Http => (None, Content::Http),
        Payload::Tcp | Payload::ServerFirst => (None, Content::Bytes),
        Payload::Tls => (tls(Certificate::AsAsked), Content::Http),
        Payload::Mtls => (tls(Certificate::Mesh), Content::Http),
    };
    Hello { tls, inside }
}

/// What goes on behind the server: inside of TLS that it ended there is HTTP.
fn payload(accepted: &Accepted, hello: &Hello, arrived: Payload) -> Payload {
    match (accepted.admission, hello.inside) {
        (Admission::Terminated(_), Content::Http) => Payload::Http,
        (Admission::Terminated(_), Content::Bytes) => Payload::Tcp,
        _ => arrived,
    }
}

/// What comes of a connection from another workload at a gateway, and whether the gateway knows who calls. It is
/// followed no further: what the gateway does with requests is another call.
pub(super) fn receive(
    mesh: &Mesh,
    (client, pod): (&Workload, &Workload),
    delivery: &Delivery,
    arrival: Arrival,
    steps: &mut Vec<Step>,
) -> (Outcome, bool) {
    let hello = Hello::of(arrival, delivery.inside, delivery.sni.as_deref());
    let taken = chain::take(mesh, pod, delivery.port, &hello);
    steps.push(taken.step);
    let accepted = match taken.fate {
        Fate::Server(accepted) => accepted,
        Fate::NoListener | Fate::NoChain | Fate::Refused => {
            steps.push(not_reached(Question::Authorization));
            return (Outcome::Refused, false);
        }
        Fate::NotHttp => {
            steps.push(not_reached(Question::Authorization));
            return (Outcome::ProtocolError, false);
        }
    };
    let outcome = match accepted.admission {
        Admission::Plain(_) => Outcome::Plaintext,
        Admission::Terminated(_) if accepted.server.is_for_the_mesh() => Outcome::Mtls,
        _ => Outcome::Tls,
    };
    let caller = Caller {
        source: client.ip,
        identity: Some(Identity::of(client, &mesh.settings)),
        sni: delivery.sni.as_deref(),
        request: &delivery.request,
    };
    let ruling = policies::ask(mesh, pod, delivery.port, &accepted, caller);
    let admitted = ruling.as_ref().is_none_or(|ruling| ruling.admitted);
    steps.extend(ruling.into_iter().flat_map(|ruling| ruling.steps));
    (if admitted { outcome } else { Outcome::Denied }, outcome == Outcome::Mtls)
}
