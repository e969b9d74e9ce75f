//! Which filter chain of a gateway's port takes a connection, and what it does with it (GW-8, GW-14 … GW-20).

use super::answer::{Admission, GatewayAnswer};
use super::auto_passthrough;
use super::hello::{Certificate, Content, Handshake, Hello};
use crate::mesh::gateways::{
    Dropped, GatewayChain, GatewayPort, Role, Server, ServerId, StreamRoute, is_there,
};
use crate::mesh::{Mesh, Service, Workload, host};
use crate::resource::{Ref, ServerTlsMode};
use crate::verdict::{Answer, Because, Codec, Ignored, Step};

/// Servers and rules beside the one in question are named up to this many; more of them explain nothing.
const BYSTANDERS: usize = 16;

/// What a gateway's port makes of a connection.
pub(in crate::verdict) struct Taken<'m> {
    /// The step that tells it.
    pub(in crate::verdict) step: Step,
    /// What becomes of it.
    pub(in crate::verdict) fate: Fate<'m>,
}

/// What becomes of a connection at a gateway's port.
pub(in crate::verdict) enum Fate<'m> {
    /// Nothing listens there.
    NoListener,
    /// No filter chain is for it.
    NoChain,
    /// The handshake fails.
    Refused,
    /// A chain for HTTP meets something else.
    NotHttp,
    /// A server takes it.
    Server(Accepted<'m>),
}

/// A connection that a server took.
#[derive(Clone)]
pub(in crate::verdict) struct Accepted<'m> {
    /// The server.
    pub(in crate::verdict) server: &'m Server,
    /// How.
    pub(in crate::verdict) admission: Admission,
    /// Where bytes go.
    pub(in crate::verdict) onward: Onward<'m>,
}

/// Where a chain sends what it took.
#[derive(Clone)]
pub(in crate::verdict) enum Onward<'m> {
    /// Requests are routed one by one.
    Requests,
    /// Bytes go where a rule says.
    Stream(&'m StreamRoute),
    /// mTLS of the mesh goes to the service and subset that its SNI names.
    Named(&'m Service, u16, Option<String>),
}

/// A chain, whoever made it.
enum Chain<'m> {
    Of(&'m GatewayChain),
    Auto(ServerId, Onward<'m>),
}

/// What this port of a gateway's pod makes of a connection.
pub(in crate::verdict) fn take<'m>(
    mesh: &'m Mesh,
    pod: &'m Workload,
    number: u16,
    hello: &Hello,
) -> Taken<'m> {
    let Some(port) = mesh.gateways.port(pod.id, number) else {
        let step = Step::new(Answer::GatewayServer(GatewayAnswer::NoServer { port: number }));
        return Taken { step, fate: Fate::NoListener };
    };
    mesh.went_through(port.chains.len());
    let sni = hello.tls.as_ref().and_then(|handshake| handshake.sni.as_deref());
    let listens = !port.chains.is_empty() || port.passes_mesh_on;
    let failed = |answer, fate| {
        let step = Step::new(Answer::GatewayServer(answer));
        Taken { step: step.beating(others(mesh, port, None)), fate }
    };
    if !listens {
        return failed(GatewayAnswer::NoRoute { port: number }, Fate::NoListener);
    }
    let chosen = match auto_passthrough::chain(mesh, pod, port, hello) {
        auto_passthrough::Named::Elsewhere => choose(port, sni).map(Chain::Of),
        auto_passthrough::Named::Here(id, onward) => Some(Chain::Auto(id, onward)),
        auto_passthrough::Named::NotMesh => None,
    };
    let chosen = chosen.and_then(|chain| {
        let (id, onward) = match chain {
            Chain::Of(GatewayChain { server, stream: Some(stream), .. }) => (*server, Onward::Stream(stream)),
            Chain::Of(GatewayChain { server, stream: None, .. }) => (*server, Onward::Requests),
            Chain::Auto(server, onward) => (server, onward),
        };
        Some((id, mesh.gateways.server(id)?, onward))
    });
    let Some((id, server, onward)) = chosen else {
        let answer = GatewayAnswer::NoChain { port: number, sni: sni.map(str::to_owned) };
        return failed(answer, Fate::NoChain);
    };
    let admission = admit(server, hello);
    let answer = GatewayAnswer::Server {
        gateway: server.gateway.clone(),
        port: number,
        mode: server.tls.as_ref().map(|tls| tls.mode).filter(|_| server.role() != Role::Http),
        taken: admission,
    };
    let needs = server.needs.iter().map(|by| Ignored { by: by.clone(), because: Because::Permits });
    let stream = match &onward {
        Onward::Stream(stream) => Some(Ignored { by: stream.at.clone(), because: Because::GivesChain }),
        Onward::Requests | Onward::Named(..) => None,
    };
    let ignored = needs.chain(stream).chain(others(mesh, port, Some(id))).collect();
    Taken {
        step: Step::new(Answer::GatewayServer(answer)).by(server.at.clone()).beating(ignored),
        fate: match admission {
            Admission::Plain(_) | Admission::Terminated(_) | Admission::PassedOn => {
                Fate::Server(Accepted { server, admission, onward })
            }
            Admission::NotHttp => Fate::NotHttp,
            Admission::NotTls
            | Admission::NoCertificate
            | Admission::ForeignCertificate
            | Admission::NoSecret => Fate::Refused,
        },
    }
}

/// The chain for an SNI: the one with exactly this name, else with the longest pattern, else one for any. Without an
/// SNI only the last will do.
fn choose<'m>(port: &'m GatewayPort, sni: Option<&str>) -> Option<&'m GatewayChain> {
    let specificity = |chain: &GatewayChain| match (&chain.sni, sni) {
        (None, _) => Some((false, 0)),
        (Some(_), None) => None,
        (Some(names), Some(sni)) => {
            let fitting = names.iter().filter(|name| fits(name, sni));
            fitting.map(|name| (name == sni, name.len())).max()
        }
    };
    let fitting = port.chains.iter().filter_map(|chain| Some((specificity(chain)?, chain)));
    // `max_by_key` would take the last of several.
    let best = fitting.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, chain)| chain)
}

fn fits(name: &str, sni: &str) -> bool {
    host::is_within(sni, name) && (name == sni || sni.len() >= name.len())
}

fn admit(server: &Server, hello: &Hello) -> Admission {
    let reads = |codec, ok: fn(Codec) -> Admission| match (codec, hello.inside) {
        (Codec::Tcp, _) | (Codec::Http, Content::Http) => ok(codec),
        (Codec::Http, Content::Bytes) => Admission::NotHttp,
    };
    match (server.role(), &hello.tls) {
        (Role::Http, Some(_)) => Admission::NotHttp,
        (Role::Http, None) => reads(Codec::Http, Admission::Plain),
        (Role::Https | Role::Tls, None) => Admission::NotTls,
        (Role::Tcp | Role::Passthrough | Role::AutoPassthrough, None) => Admission::Plain(Codec::Tcp),
        (Role::Tcp | Role::Passthrough | Role::AutoPassthrough, Some(_)) => Admission::PassedOn,
        (Role::Https | Role::Tls, Some(handshake)) => match greet(server, handshake) {
            Some(refusal) => refusal,
            None if server.role() == Role::Https => reads(Codec::Http, Admission::Terminated),
            None => Admission::Terminated(Codec::Tcp),
        },
    }
}

/// Why the handshake fails, if it does (GW-19).
fn greet(server: &Server, handshake: &Handshake) -> Option<Admission> {
    use ServerTlsMode as M;
    let tls = server.tls.as_ref()?;
    match (tls.mode, handshake.certificate) {
        (M::IstioMutual, Certificate::Mesh) => None,
        (M::IstioMutual, Certificate::AsAsked | Certificate::None) => Some(Admission::NoCertificate),
        _ if tls.credentials.iter().any(|secret| !is_there(secret)) => Some(Admission::NoSecret),
        (_, Certificate::Mesh) => Some(Admission::ForeignCertificate),
        (M::Mutual, Certificate::None) => Some(Admission::NoCertificate),
        (_, Certificate::AsAsked | Certificate::None) => None,
    }
}

/// The other servers of the port, and the rules that came too late for it.
fn others(mesh: &Mesh, port: &GatewayPort, chosen: Option<ServerId>) -> Vec<Ignored> {
    let at = |id: ServerId| mesh.gateways.server(id).map(|server| server.at.clone());
    let gateway =
        |id: ServerId| mesh.gateways.server(id).map(|server| server.gateway.clone()).unwrap_or_default();
    let beside = port.servers.iter().filter(|id| Some(**id) != chosen);
    let beside = beside.filter_map(|&id| mesh.gateways.server(id)).flat_map(|server| {
        // Where none takes it, it counts that they are there at all.
        let needs = server.needs.iter().filter(|_| chosen.is_none());
        let needs = needs.map(|by| Ignored { by: by.clone(), because: Because::Permits });
        std::iter::once(Ignored { by: server.at.clone(), because: Because::OtherNames }).chain(needs)
    });
    let dropped = port.dropped.iter().filter_map(|&(id, dropped)| {
        let because = match dropped {
            Dropped::SharesHost(with) => Because::SharesHost { with: gateway(with) },
            Dropped::OtherProtocol(than) => Because::PortTaken { by: gateway(than) },
            Dropped::BoundElsewhere => Because::BoundElsewhere,
        };
        Some(Ignored { by: at(id)?, because })
    });
    // Where no chain takes it, those that are there are for other names.
    let chains = port.chains.iter().filter(|_| chosen.is_none());
    let rules = chains.filter_map(|chain| Some(chain.stream.as_ref()?.at.clone()));
    let rules = rules.map(|by| Ignored { by, because: Because::OtherNames });
    let late = port.late.iter().map(|by: &Ref| Ignored { by: by.clone(), because: Because::LaterSni });
    beside.chain(dropped).chain(rules).chain(late).take(BYSTANDERS).collect()
}
