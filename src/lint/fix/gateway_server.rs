//! What gateways listen to.

use super::at_gateway::{Arriving, AtGateway};
use super::case::Case;
use super::destinations::below;
use super::{GatewayStep, Proposal, Safety, one, several};
use crate::mesh::gateways::{Role, Server};
use crate::mesh::{RouteTable, host};
use crate::resource::{Gateway, Kind, Loaded, ServerHost, ServerTlsMode, VirtualService};
use crate::verdict::Admission;
use crate::yaml::Path;
use crate::yaml::patch::{Change, Fragment};

/// A server for what arrives; the Gateway runs in the pod in the first place.
pub(super) fn servers(case: &Case) -> Vec<Proposal> {
    let Some(at) = AtGateway::of(case) else { return Vec::new() };
    let mut proposals = host_of_server(&at);
    proposals.extend(tls_of_server(&at));
    proposals.extend(stream_route(&at));
    proposals.extend(selector(&at));
    proposals.extend(new_server(&at));
    proposals
}

/// A server more in a Gateway of the pod. Plain HTTP may join TLS on a port (GW-14), nothing else may join anything.
fn new_server(at: &AtGateway) -> Vec<Proposal> {
    let is_used = at.servers().next().is_some();
    if at.lacks_route || is_used && (at.arriving != Arriving::Http || at.sni.is_some()) {
        return Vec::new();
    }
    let (protocol, mode) = match at.arriving {
        Arriving::Http => ("HTTP", None),
        Arriving::Bytes => ("TCP", None),
        Arriving::Tls => ("HTTPS", Some(ServerTlsMode::Simple)),
        Arriving::Mesh => ("HTTPS", Some(ServerTlsMode::IstioMutual)),
    };
    let call = &at.case.failure.connection.call;
    let asked = at.sni.unwrap_or(&call.host).to_owned();
    let add = |gateway: Loaded<Gateway>| {
        let known = gateway.value.servers.first().map(|server| server.hosts.as_slice()).unwrap_or_default();
        let is_asked = |known: &ServerHost| mode.is_none() || host::fits(&known.host, &asked);
        let written = gateway.root.at(&Path::of("spec.servers").index(0).key("hosts"));
        let hosts: Vec<Fragment> = match written {
            Some(written) if known.iter().any(is_asked) => {
                written.items().iter().filter_map(|host| host.as_str().map(Fragment::text)).collect()
            }
            _ => vec![Fragment::text(asked.as_str())],
        };
        let port = Fragment::mapping([
            ("number", Fragment::Int(i64::from(at.number))),
            ("name", Fragment::text(format!("{}-{}", protocol.to_lowercase(), at.number))),
            ("protocol", Fragment::text(protocol)),
        ]);
        let mut server = vec![("port", port), ("hosts", Fragment::Sequence(hosts))];
        server.extend(mode.map(|mode| ("tls", tls(at, mode))));
        let change = Change::Push(Path::of("spec.servers"), Fragment::mapping(server));
        let title = GatewayStep::AddServer { gateway: gateway.meta.key(), port: at.number, protocol, mode };
        let safety = if is_used { Safety::NeedsCare } else { Safety::ChangesBehaviour };
        one(title, safety, at.case.change(gateway.id, &change))
    };
    at.gateways().take(1).flat_map(add).collect()
}

/// A server's `tls`. A certificate of its own is the one that the gateway has already.
fn tls(at: &AtGateway, mode: ServerTlsMode) -> Fragment {
    let word = ("mode", Fragment::text(word(mode)));
    if mode != ServerTlsMode::Simple {
        return Fragment::mapping([word]);
    }
    let known = at.case.context.mesh.gateways.servers().filter_map(|server| server.tls.as_ref());
    let secret = known.flat_map(|tls| &tls.credentials).next().cloned();
    let secret = secret.unwrap_or_else(|| format!("{}-cert", at.pod.name()));
    Fragment::mapping([word, ("credentialName", Fragment::text(secret))])
}

/// The word of a mode.
pub(super) const fn word(mode: ServerTlsMode) -> &'static str {
    match mode {
        ServerTlsMode::Passthrough => "PASSTHROUGH",
        ServerTlsMode::Simple => "SIMPLE",
        ServerTlsMode::Mutual => "MUTUAL",
        ServerTlsMode::AutoPassthrough => "AUTO_PASSTHROUGH",
        ServerTlsMode::IstioMutual => "ISTIO_MUTUAL",
        ServerTlsMode::OptionalMutual => "OPTIONAL_MUTUAL",
    }
}

/// The servers of the port answer to the name that the client asks for: those that end TLS by their hosts, those that
/// pass it on by the routes behind them (GW-16).
fn host_of_server(at: &AtGateway) -> Vec<Proposal> {
    let Some(sni) = at.sni.filter(|sni| at.refused.is_none() && !sni.starts_with("outbound_")) else {
        return Vec::new();
    };
    let own = |server: &Server| !server.hosts_for(at.pod.namespace()).any(|own| host::fits(own, sni));
    let push = |path: Path| Change::Push(path, Fragment::text(sni));
    let answer = |server: &Server| {
        let mut edits = Vec::new();
        if own(server) {
            let hosts = server.at.path.clone().key("hosts");
            edits.push(at.case.change(server.at.resource, &push(hosts))?);
        }
        if server.role() == Role::Passthrough {
            let table = *tables(at, server).iter().find(|table| !table.tls.is_empty())?;
            let first = Path::of("spec.tls").index(0).key("match").index(0).key("sniHosts");
            edits.push(at.case.change(table.resource.id, &push(first))?);
            if !table.hosts.iter().any(|own| host::fits(own, sni)) {
                edits.push(at.case.change(table.resource.id, &push(Path::of("spec.hosts")))?);
            }
        }
        Some(edits).filter(|edits| !edits.is_empty())
    };
    let proposal = |server: &Server| {
        let title = GatewayStep::AnswerTo { gateway: server.gateway.clone(), host: sni.to_owned() };
        several(title, Safety::ChangesBehaviour, answer(server))
    };
    let servers = at.servers().filter(|server| at.is_of_istio(server));
    let named = servers.filter(|server| matches!(server.role(), Role::Https | Role::Tls | Role::Passthrough));
    named.flat_map(proposal).collect()
}

/// The server ends the TLS that arrives.
fn tls_of_server(at: &AtGateway) -> Vec<Proposal> {
    let Some((by, objection)) = at.refused else { return Vec::new() };
    let mode = match (objection, at.arriving) {
        (Admission::NoCertificate, Arriving::Tls) => ServerTlsMode::Simple,
        (Admission::ForeignCertificate, Arriving::Mesh) => ServerTlsMode::IstioMutual,
        _ => return Vec::new(),
    };
    let Some(server) = at.servers().find(|server| server.at == *by && at.is_of_istio(server)) else {
        return Vec::new();
    };
    let change = Change::Set(by.path.clone().key("tls"), tls(at, mode));
    let title = GatewayStep::SetServerTls { gateway: server.gateway.clone(), port: at.number, mode };
    one(title, Safety::NeedsCare, at.case.change(by.resource, &change))
}

/// A route for a server that reads no HTTP, to where the routes beside it lead; or the server reads HTTP, for which
/// there is a route (GW-15).
fn stream_route(at: &AtGateway) -> Vec<Proposal> {
    if !at.lacks_route {
        return Vec::new();
    }
    let route = |server: &Server| {
        let mut proposals = reads_http(at, server);
        let routed = tables(at, server).into_iter().take(1).flat_map(|table| to_neighbour(at, server, table));
        proposals.extend(routed);
        proposals
    };
    at.servers().flat_map(route).collect()
}

fn reads_http(at: &AtGateway, server: &Server) -> Vec<Proposal> {
    let is_routed = tables(at, server).iter().any(|table| !table.http.is_empty());
    if !is_routed || !at.is_of_istio(server) {
        return Vec::new();
    }
    let gateway = server.gateway.clone();
    match server.role() {
        Role::Passthrough if at.arriving == Arriving::Tls => {
            let mode = ServerTlsMode::Simple;
            let change = Change::Set(server.at.path.clone().key("tls"), tls(at, mode));
            let title = GatewayStep::SetServerTls { gateway, port: at.number, mode };
            one(title, Safety::NeedsCare, at.case.change(server.at.resource, &change))
        }
        Role::Tls | Role::Tcp => {
            let protocol = if server.role() == Role::Tls { "HTTPS" } else { "HTTP" };
            let path = server.at.path.clone().key("port").key("protocol");
            let change = Change::Set(path, Fragment::text(protocol));
            let title = GatewayStep::SetServerProtocol { gateway, port: at.number, protocol };
            one(title, Safety::ChangesBehaviour, at.case.change(server.at.resource, &change))
        }
        _ => Vec::new(),
    }
}

fn to_neighbour(at: &AtGateway, server: &Server, table: &RouteTable) -> Vec<Proposal> {
    let Some(resource) = at.case.context.inventory.get(table.resource.id) else { return Vec::new() };
    if VirtualService::of(&resource.value).is_none() {
        return Vec::new();
    }
    let Some(neighbour) = below(resource, &Path::root()).into_iter().next() else { return Vec::new() };
    let Some(service) = at.case.context.mesh.service_with_host(&neighbour.host()) else { return Vec::new() };
    let is_tls = server.role() == Role::Passthrough;
    let reading = service.ports.iter().find(|port| port.protocol.is_tls() == is_tls);
    let Some(port) = reading.or(service.ports.first()) else { return Vec::new() };
    let number = |number: u16| Fragment::Int(i64::from(number));
    let destination = Fragment::mapping([
        ("host", Fragment::text(service.host.as_str())),
        ("port", Fragment::mapping([("number", number(port.number))])),
    ]);
    let mut fits = vec![("port", number(at.number))];
    if is_tls {
        let hosts = table.hosts.iter().map(Fragment::text);
        fits.push(("sniHosts", Fragment::Sequence(hosts.collect())));
    }
    let rule = Fragment::mapping([
        ("match", Fragment::Sequence(vec![Fragment::mapping(fits)])),
        ("route", Fragment::Sequence(vec![Fragment::mapping([("destination", destination)])])),
    ]);
    let list = if is_tls { "spec.tls" } else { "spec.tcp" };
    let title = GatewayStep::RouteBytes {
        route: resource.meta.key(),
        port: at.number,
        to: format!("{}:{}", service.host, port.number),
    };
    let change = Change::Push(Path::of(list), rule);
    one(title, Safety::ChangesBehaviour, at.case.change(resource.id, &change))
}

/// A Gateway that selects no pod at all selects this one.
fn selector(at: &AtGateway) -> Vec<Proposal> {
    if at.gateways().next().is_some() {
        return Vec::new();
    }
    let mesh = at.case.context.mesh;
    let is_lost = |gateway: &Loaded<Gateway>| {
        !mesh.workloads.iter().any(|pod| crate::mesh::selects(&gateway.value.selector, &pod.labels))
    };
    let mut services = mesh.services_of(at.pod.id);
    let Some(labels) = services.find_map(|service| service.resource.value.selector()) else {
        return Vec::new();
    };
    let labels = labels.iter().map(|(key, value)| (key.as_str(), Fragment::text(value.as_str())));
    let labels = Fragment::mapping(labels);
    let select = |gateway: Loaded<Gateway>| {
        let change = Change::Set(Path::of("spec.selector"), labels.clone());
        let title = GatewayStep::SelectPods { gateway: gateway.meta.key(), workload: at.pod.key() };
        one(title, Safety::ChangesBehaviour, at.case.change(gateway.id, &change))
    };
    at.case.context.inventory.all::<Gateway>().filter(is_lost).flat_map(select).collect()
}

/// The routes bound to a server.
fn tables<'a>(at: &AtGateway<'a, '_>, server: &Server) -> Vec<&'a RouteTable> {
    at.case.context.mesh.virtual_services.of_gateway(&server.gateway, at.pod.namespace())
}
