//! Calls that nobody declared, but that the manifests tell: addresses in variables, arguments and files of a workload,
//! hosts of gateways, and backends of Ingresses.
//!
//! Nothing is guessed. An address counts only if it is that of a service in the text, and every call says where it was
//! read. What the kubelet probes has no workload as its client and makes no call here.

mod address;
mod gateways;
mod ingress;

use self::address::{Address, addresses};
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
    let mut calls: Vec<Call> = Vec::new();
    for client in mesh.workloads.iter().filter(|workload| workload.runs()) {
        let mut known = BTreeSet::new();
        for mention in mentions(client, &maps) {
            let Some(call) = mesh.mentioned(client, &mention) else { continue };
            if known.insert((call.host.clone(), call.port, call.path.clone(), call.payload.as_str())) {
                calls.push(call);
            }
        }
    }
    mesh.calls.extend(calls);
    let arriving = gateways::arriving(mesh);
    mesh.calls.extend(arriving);
    let forwarded = ingress::calls(mesh, inventory);
    mesh.calls.extend(forwarded);
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
            found.extend(addresses(text).map(|address| Mention { address, at: at.clone() }));
        }
    }
    found
}

fn in_container<'t>(container: &'t Container, at: &Ref) -> Vec<Mention<'t>> {
    let below = |path: Path| Ref { resource: at.resource, path: at.path.clone().join(&path) };
    let value = |position| below(Path::of("env").index(position).key("value"));
    let variables = container.env.iter().enumerate().flat_map(|(position, variable)| {
        let at = value(position);
        let text = variable.value.as_deref().unwrap_or_default();
        let paired = paired(variable, &container.env);
        addresses(text).chain(paired).map(move |address| Mention { address, at: at.clone() })
    });
    let words = [("command", &container.command), ("args", &container.args)];
    let words = words.into_iter().flat_map(|(list, words)| {
        words.iter().enumerate().flat_map(move |(position, word)| {
            let at = Ref { resource: at.resource, path: at.path.clone().key(list).index(position) };
            addresses(word).map(move |address| Mention { address, at: at.clone() })
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
    Some(Address { host, port: Some(port), payload: None, path: "/" })
}

impl Mesh {
    /// The call that a mention means, if its host is a service of the text. A host with a port could be anything, an
    /// image for example; it counts only if the service has that port.
    fn mentioned(&self, client: &Workload, mention: &Mention) -> Option<Call> {
        let Address { host, port, payload, path } = &mention.address;
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
        Some(call(client.id, (host, port), (payload, path), mention.at.clone()))
    }
}
