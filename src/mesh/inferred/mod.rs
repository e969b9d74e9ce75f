//! Calls that nobody declared, but that the manifests tell: addresses in variables, arguments and files of a workload,
//! hosts of gateways, backends of Ingresses, checks of the kubelet that meet a sidecar, and webhooks of the API server.
//!
//! Nothing is guessed. An address counts only if it is that of a service in the text, and every call says where it was
//! read.

mod address;
mod gateways;
mod ingress;
mod nginx;
mod probes;
mod webhooks;

use self::address::{Address, addresses};
use self::nginx::{Forward, Forwards, HostHeader};
use super::{Call, Mesh, Origin, Workload, WorkloadId};
use crate::order;
use crate::resource::{ConfigMap, Container, EnvVar, Inventory, Loaded, Payload, Ref, Token};
use crate::yaml::Path;
use std::collections::{BTreeMap, BTreeSet};

/// Endings of the names of two variables that make an address together.
const PAIR: (&str, &str) = ("HOST", "PORT");

/// Adds the calls that the manifests tell, in document order, each once: where it is read first.
pub(super) fn infer(mesh: &mut Mesh, inventory: &Inventory) {
    let maps = order::map(
        inventory.all::<ConfigMap>().map(|map| ((map.meta.namespace.clone(), map.meta.name.clone()), map)),
    );
    let forwarded = ingress::calls(mesh, inventory);
    let mut calls: Vec<Call> = Vec::new();
    for client in mesh.workloads.iter().filter(|workload| workload.runs()) {
        let mut known = BTreeSet::new();
        for mention in mentions(client, &maps) {
            let Some(call) = mesh.mentioned(client, &mention, &forwarded) else { continue };
            let told = (call.host.clone(), call.port, call.path.clone(), call.payload.as_str());
            if known.insert((told, call.headers.clone())) {
                calls.push(call);
            }
        }
    }
    mesh.take_over(calls);
    let arriving = gateways::arriving(mesh);
    mesh.take_over(arriving);
    mesh.take_over(forwarded);
    probes::infer(mesh);
    webhooks::infer(mesh, inventory);
}

/// An inferred call without anything special about it.
fn call(from: WorkloadId, (host, port): (String, u16), (payload, path): (Payload, &str), at: Ref) -> Call {
    Call {
        from,
        host,
        port,
        payload,
        sni: None,
        path: if payload == Payload::Http { path.to_owned() } else { "/".to_owned() },
        method: "GET".to_owned(),
        headers: BTreeMap::new(),
        token: Token::None,
        origin: Origin::Inferred(at),
        expect: None,
    }
}

type ConfigMaps = BTreeMap<(String, String), Loaded<ConfigMap>>;

/// An address and where it stands.
struct Mention<'t> {
    address: Address<'t>,
    /// The Host header that is written for it.
    host: HostHeader<'t>,
    at: Ref,
}

/// The addresses that the containers of a workload get to read.
fn mentions<'t>(client: &'t Workload, maps: &'t ConfigMaps) -> Vec<Mention<'t>> {
    let template = &client.resource.value;
    let lists =
        [("spec.initContainers", &template.init_containers), ("spec.containers", &template.containers)];
    let mut found = Vec::new();
    for (list, containers) in lists {
        for (position, container) in containers.iter().enumerate() {
            let at = client.resource.at(template.route(list).index(position));
            found.extend(in_container(container, &at));
        }
    }
    for used in &template.config_maps {
        let name = (client.namespace().to_owned(), used.name.clone());
        let Some(map) = maps.get(&name) else { continue };
        let read = |key: &&String| used.key.as_ref().is_none_or(|only| only == *key);
        for (key, text) in map.value.data.iter().filter(|(key, _)| read(key)) {
            let at = map.at(Path::of("data").key(key.clone()));
            found.extend(in_file(text, &at));
        }
    }
    found
}

/// The addresses in a file, in its order. What a configuration of nginx sends requests on to is read with what it says
/// about them.
fn in_file<'t>(text: &'t str, at: &Ref) -> Vec<Mention<'t>> {
    let Forwards { mut found, read } =
        if nginx::is_configuration(text) { nginx::forwards(text) } else { Forwards::default() };
    let others = addresses(text).filter(|address| !read.contains(&address.span.0));
    found.extend(others.map(|address| Forward { address, host: HostHeader::Dialled }));
    order::sort_by_key(&mut found, |forward| forward.address.span.0);
    let mention = |Forward { address, host }: Forward<'t>| {
        let (start, end) = address.span;
        Mention { host, at: Ref { resource: at.resource, path: at.path.clone().text(start, end) }, address }
    };
    found.into_iter().map(mention).collect()
}

fn in_container<'t>(container: &'t Container, at: &Ref) -> Vec<Mention<'t>> {
    let below = |path: Path| Ref { resource: at.resource, path: at.path.clone().join(&path) };
    let value = |position| below(Path::of("env").index(position).key("value"));
    let variables = container.env.iter().enumerate().flat_map(|(position, variable)| {
        let at = value(position);
        let text = variable.value.as_deref().unwrap_or_default();
        let paired = paired(variable, &container.env);
        addresses(text).chain(paired).map(move |address| Mention::dialled(address, at.clone()))
    });
    let words = [(Path::of("command"), &container.command), (Path::of("args"), &container.args)];
    let checks = container
        .commands
        .iter()
        .map(|check| (Path::of(check.moment.path()).join(&Path::of("exec.command")), &check.words));
    let words = words.into_iter().chain(checks).flat_map(|(list, words)| {
        words.iter().enumerate().flat_map(move |(position, word)| {
            let at = below(list.clone().index(position));
            addresses(word).map(move |address| Mention::dialled(address, at.clone()))
        })
    });
    variables.chain(words).collect()
}

/// The address that a variable such as `DB_HOST` makes together with its twin `DB_PORT`.
fn paired<'t>(variable: &'t EnvVar, all: &'t [EnvVar]) -> Option<Address<'t>> {
    let prefix = variable.name.strip_suffix(PAIR.0)?;
    let host = variable.value.as_deref()?;
    let twin = all.iter().find(|twin| twin.name.strip_suffix(PAIR.1) == Some(prefix))?;
    let port = twin.value.as_deref()?.trim().parse().ok()?;
    Some(Address { host, port: Some(port), payload: None, path: "/", span: (0, 0) })
}

impl<'t> Mention<'t> {
    /// One whose Host header is what is dialled.
    fn dialled(address: Address<'t>, at: Ref) -> Self {
        Self { address, host: HostHeader::Dialled, at }
    }
}

impl Mesh {
    /// The call that a mention means, if its host is a service of the text. A host with a port could be anything, an
    /// image for example; it counts only if the service has that port.
    fn mentioned(&self, client: &Workload, mention: &Mention, forwarded: &[Call]) -> Option<Call> {
        let Address { host, port, payload, path, .. } = &mention.address;
        let (host, port) = ((*host).to_owned(), (*port)?);
        let service = self.service_dialled(client.namespace(), &host).or_else(|| {
            // The name of one pod of a headless service.
            let (_, rest) = host.split_once('.')?;
            self.service_dialled(client.namespace(), rest)
                .filter(|service| service.resource.value.is_headless())
        })?;
        if payload.is_none() && service.port(port).is_none() {
            return None;
        }
        let payload = payload.unwrap_or_else(|| self.default_payload(client.namespace(), &host, port));
        let header = match mention.host {
            HostHeader::Dialled => None,
            HostHeader::Text(text) => Some(text.to_owned()),
            HostHeader::OfClient(Some(name)) => Some(name.to_owned()),
            HostHeader::OfClient(None) => self.name_outside(client, forwarded),
        };
        let headers = order::map(header.map(|header| ("host".to_owned(), header)));
        Some(Call { headers, ..call(client.id, (host, port), (payload, path), mention.at.clone()) })
    }

    /// The name by which clients call a workload: that of an Ingress in front of it, else that of its service.
    fn name_outside(&self, workload: &Workload, forwarded: &[Call]) -> Option<String> {
        let leads = |call: &&Call| match self.pod_dialled(&call.host) {
            Some(pod) => pod.id == workload.id,
            None => self
                .service_dialled("", &call.host)
                .is_some_and(|service| service.workloads.contains(&workload.id)),
        };
        let named = forwarded.iter().find(leads).and_then(|call| call.headers.get("host").cloned());
        named.or_else(|| Some(self.services_of(workload.id).next()?.dialled_name()))
    }
}
