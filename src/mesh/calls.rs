//! The calls of a scenario: those that `Traffic` declares, and all that could be made.

use super::{
    Call, Mesh, Origin, PROXY_PORTS, PortProtocol, ProxyKind, Service, ServicePort, Workload, WorkloadId,
    dial,
};
use crate::order;
use crate::resource::{Dialled, Inventory, Loaded, Payload, Token, Traffic};
use crate::yaml::Path;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Takes over the declared calls, in document order. Those whose client is not in the text are set aside.
pub(super) fn declare(mesh: &mut Mesh, inventory: &Inventory) {
    for traffic in inventory.all::<Traffic>() {
        match declared(mesh, &traffic) {
            Some(call) => mesh.take_over([call]),
            None => mesh.lost_calls.push(traffic.at(Path::of("spec.from"))),
        }
    }
}

fn declared(mesh: &Mesh, traffic: &Loaded<Traffic>) -> Option<Call> {
    let spec = &traffic.value;
    let (namespace, name) = &spec.from;
    let client = mesh.workload_named(namespace, name)?;
    let host = match &spec.to {
        Dialled::Host(host) => host.clone(),
        Dialled::Pod(namespace, name) => dial::pod(namespace, name),
    };
    Some(Call {
        from: client.id,
        payload: spec
            .protocol
            .or_else(|| mesh.payload_at_gateway(client, spec.port))
            .unwrap_or_else(|| mesh.default_payload(namespace, &host, spec.port)),
        host,
        port: spec.port,
        sni: spec.sni.clone(),
        path: spec.path.clone(),
        method: spec.method.clone(),
        headers: spec.headers.clone(),
        token: spec.token.clone(),
        origin: Origin::Declared(traffic.whole()),
        expect: spec.expect.clone(),
    })
}

impl Mesh {
    /// Adds calls that the text makes.
    pub(super) fn take_over(&mut self, calls: impl IntoIterator<Item = Call>) {
        Rc::make_mut(&mut self.calls).extend(calls);
    }

    /// What a client of this namespace speaks to a host and port unless it says otherwise (D-5): what the Service
    /// port is declared to be, and HTTP where nothing is declared.
    pub fn default_payload(&self, namespace: &str, host: &str, port: u16) -> Payload {
        let protocol = match self.pod_dialled(host) {
            Some(pod) => self.protocol_behind(pod, port),
            None => self.service_dialled(namespace, host).and_then(|service| {
                service.ports.iter().find(|candidate| candidate.number == port).map(|port| port.protocol)
            }),
        };
        payload_of(protocol.unwrap_or(PortProtocol::Auto))
    }

    /// What the oldest service in front of a pod port declares it to be (IN-3).
    pub(super) fn protocol_behind(&self, pod: &Workload, port: u16) -> Option<PortProtocol> {
        let ports = self.services_of(pod.id).flat_map(|service| &service.ports);
        ports.into_iter().find(|candidate| candidate.target_on(pod) == Some(port)).map(|port| port.protocol)
    }

    /// Whether somebody declared what calls there are, instead of leaving them to be inferred.
    pub fn declares_calls(&self) -> bool {
        self.calls.iter().any(|call| matches!(call.origin, Origin::Declared(_)))
    }

    /// Every client workload with every Service port: who could reach what. Made one by one, since there are many.
    pub fn pairs(&self) -> impl Iterator<Item = Call> + '_ {
        self.clients().flat_map(move |client| {
            self.services
                .iter()
                .flat_map(move |service| self.ports_of(service).map(move |port| pair(client, service, port)))
        })
    }

    /// The pairs that are not among the calls of the text already: how many there are, and one by one.
    pub fn other_pairs(&self) -> (usize, impl Iterator<Item = Call> + '_) {
        let told = self.told_pairs();
        let count = self.pair_count().saturating_sub(told.len());
        (count, self.pairs().filter(move |pair| !told.contains(&(pair.from, pair.host.clone(), pair.port))))
    }

    /// Client, service and port of the calls of the text, as pairs write them.
    fn told_pairs(&self) -> BTreeSet<(WorkloadId, String, u16)> {
        let pair = |call: &Call| {
            let client = self.workload(call.from)?;
            let service = self.service_dialled(client.namespace(), &call.host)?;
            let known = self.ports_of(service).any(|port| port.number == call.port);
            known.then(|| (client.id, service.dialled_name(), call.port))
        };
        order::set(self.calls.iter().filter_map(pair))
    }

    /// How many pairs there are, without making them.
    pub fn pair_count(&self) -> usize {
        let ports: usize = self.services.iter().map(|service| self.ports_of(service).count()).sum();
        self.clients().count() * ports
    }

    /// The ports of a service that applications call. The status port that Services of gateways have is for load
    /// balancers and the kubelet.
    fn ports_of<'s>(&'s self, service: &'s Service) -> impl Iterator<Item = &'s ServicePort> {
        let first = service.workloads.first().and_then(|&pod| self.workload(pod));
        let gateway = first.filter(|pod| pod.proxy == ProxyKind::Gateway);
        let leads = |port: &ServicePort, pod| port.target_on(pod).is_some_and(|to| PROXY_PORTS.contains(&to));
        proxied_ports(service).filter(move |port| gateway.is_none_or(|pod| !leads(port, pod)))
    }

    fn clients(&self) -> impl Iterator<Item = &Workload> {
        // What a gateway sends on began elsewhere: calls at a gateway are told by its servers.
        let begins =
            |workload: &&Workload| workload.proxy != ProxyKind::Gateway && workload.machine.is_none();
        self.workloads.iter().filter(|workload| workload.runs()).filter(begins)
    }
}

/// The ports that a proxy takes. Nobody can dial a name that begins with a star.
fn proxied_ports(service: &Service) -> impl Iterator<Item = &ServicePort> {
    let dialled = !service.host.starts_with('*');
    service.ports.iter().filter(move |port| dialled && port.protocol != PortProtocol::Udp)
}

fn pair(client: &Workload, service: &Service, port: &ServicePort) -> Call {
    Call {
        from: client.id,
        host: service.dialled_name(),
        port: port.number,
        payload: payload_of(port.protocol),
        sni: None,
        path: "/".to_owned(),
        method: "GET".to_owned(),
        headers: BTreeMap::new(),
        token: Token::None,
        origin: Origin::Pair,
        expect: None,
    }
}

/// What an application speaks on a port that is declared so.
pub(super) fn payload_of(protocol: PortProtocol) -> Payload {
    use PortProtocol::{
        Auto, Grpc, GrpcWeb, Http, Http2, HttpProxy, Https, Mongo, Mysql, Redis, Tcp, Tls, Udp,
    };
    match protocol {
        Http | Http2 | Grpc | GrpcWeb | HttpProxy | Auto => Payload::Http,
        Tcp | Mongo | Redis | Mysql | Udp => Payload::Tcp,
        Tls | Https => Payload::Tls,
    }
}
