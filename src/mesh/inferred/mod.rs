//! Calls that nobody declared, but that the manifests tell: addresses in variables, arguments and files of a workload,
//! hosts of gateways, backends of Ingresses, checks of the kubelet that meet a sidecar, and webhooks of the API server.
//!
//! Nothing is guessed. An address counts only if it is that of a service in the text, or of a pod as a dump shows it, and
//! every call says where it was read.

mod address;
mod gateways;
mod ingress;
mod nginx;
mod probes;
mod twins;
mod webhooks;

pub(super) use self::probes::meets_proxy;

use self::address::{Address, addresses};
use self::nginx::{Forward, Forwards, HostHeader};
use self::twins::Entry;
use super::calls::payload_of;
use super::room::Room;
use super::{Call, HttpRoute, Mesh, Origin, PortProtocol, RouteTable, Service, Workload, WorkloadId};
use crate::order;
use crate::resource::{
    ConfigMap, Container, EnvVar, HttpAction, Inventory, Loaded, MESH, Payload, Ref, ResourceId, Token,
};
use crate::yaml::Path;
use std::collections::{BTreeMap, BTreeSet};

/// Adds the calls that the manifests tell, in document order, each once: where it is read first.
pub(super) fn infer(mesh: &mut Mesh, inventory: &Inventory, (room, told): (&Room, &Room)) {
    let maps = order::map(
        inventory.all::<ConfigMap>().map(|map| ((map.meta.namespace.clone(), map.meta.name.clone()), map)),
    );
    let forwarded = ingress::calls(mesh, inventory, room);
    let mut files = Files::new();
    let mut calls: Vec<Call> = Vec::new();
    'pods: for client in mesh.workloads.iter().filter(|workload| workload.runs()) {
        let mut known = BTreeSet::new();
        let mut dialled = BTreeSet::new();
        for mention in mentions(client, &maps, &mut files, room) {
            let Some(call) = mesh.mentioned(client, &mention, &forwarded, room) else { continue };
            // Who has a name and a URL of the same server speaks as the URL says.
            let is_new = dialled.insert((call.host.clone(), call.port));
            if mention.address.payload.is_none() && !is_new {
                continue;
            }
            let asked = (call.host.clone(), call.port, call.path.clone(), call.payload.as_str());
            if known.insert((asked, call.headers.clone())) {
                if !told.admits(1, || mention.at.clone()) {
                    break 'pods;
                }
                calls.push(call);
            }
        }
    }
    mesh.take_over(calls);
    let arriving = gateways::arriving(mesh, room);
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

/// The addresses in the files of ConfigMaps, which many pods may read; the files of each in the order of their names.
type Files<'t> = BTreeMap<ResourceId, Vec<(&'t str, Vec<Mention<'t>>)>>;

/// An address and where it stands.
#[derive(Clone)]
struct Mention<'t> {
    address: Address<'t>,
    /// The Host header that is written for it.
    host: HostHeader<'t>,
    at: Ref,
}

/// The addresses that the containers of a workload get to read.
fn mentions<'t>(
    client: &'t Workload,
    maps: &'t ConfigMaps,
    files: &mut Files<'t>,
    room: &Room,
) -> Vec<Mention<'t>> {
    let template = &client.resource.value;
    let lists =
        [("spec.initContainers", &template.init_containers), ("spec.containers", &template.containers)];
    let mut found = Vec::new();
    for (list, containers) in lists {
        for (position, container) in containers.iter().enumerate() {
            let at = client.resource.at(template.route(list).index(position));
            in_container(container, &at, &mut found);
            in_variables(container, (client.namespace(), &at), maps, &mut found, room);
        }
    }
    // What is read twice says nothing new.
    let mut read = BTreeSet::new();
    for used in template.config_maps.iter().filter(|used| read.insert((&used.name, &used.key))) {
        let name = (client.namespace().to_owned(), used.name.clone());
        let Some(map) = maps.get(&name) else { continue };
        let files = files.entry(map.id).or_insert_with(|| {
            let read =
                |(key, text): (&'t String, &'t String)| (key.as_str(), in_file(text, &of_key(map, key)));
            map.value.data.iter().map(read).collect()
        });
        let asked = match used.key.as_deref() {
            Some(key) => {
                let found = files.binary_search_by(|(name, _)| (*name).cmp(key));
                found.ok().and_then(|at| files.get(at..=at)).unwrap_or_default()
            }
            None => files.as_slice(),
        };
        for (_, in_it) in asked {
            // Thousands of pods may read thousands of files.
            if !room.admits(1 + in_it.len(), || client.resource.whole()) {
                return found;
            }
            found.extend(in_it.iter().cloned());
        }
    }
    found
}

/// The addresses in a file, in its order. What a configuration of nginx sends requests on to is read with what it says
/// about them.
fn in_file<'t>(text: &'t str, at: &Ref) -> Vec<Mention<'t>> {
    let Forwards { mut found, read } =
        if nginx::is_configuration(text) { nginx::forwards(text) } else { Forwards::default() };
    let mut others = addresses(text);
    others.retain(|address| !read.contains(&address.span.0));
    others.extend(twins::in_file(text));
    found.extend(others.into_iter().map(|address| Forward { address, host: HostHeader::Dialled }));
    order::sort_by_key(&mut found, |forward| forward.address.span.0);
    let mention = |Forward { address, host }: Forward<'t>| {
        let (start, end) = address.span;
        let at = Ref { resource: at.resource, path: at.path.clone().text(start, end) };
        Mention { address, host, at }
    };
    found.into_iter().map(mention).collect()
}

/// The addresses in the values and words of a container.
fn in_container<'t>(container: &'t Container, at: &Ref, found: &mut Vec<Mention<'t>>) {
    for (position, variable) in container.env.iter().enumerate() {
        let text = variable.value.as_deref().unwrap_or_default();
        in_text(text, &|| below(at, &value(position)), found);
    }
    let mut lists = vec![(Path::of("command"), &container.command), (Path::of("args"), &container.args)];
    for check in &container.commands {
        lists.push((Path::of(check.moment.path()).join(&Path::of("exec.command")), &check.words));
    }
    for (list, words) in lists {
        for (position, word) in words.iter().enumerate() {
            in_text(word, &|| below(at, &list.clone().index(position)), found);
        }
    }
}

/// The addresses in a text. Most have none, and then nobody asks where it stands.
fn in_text<'t>(text: &'t str, at: &dyn Fn() -> Ref, found: &mut Vec<Mention<'t>>) {
    for address in addresses(text) {
        found.push(Mention::dialled(address, at()));
    }
}

/// Where a container has the value of a variable from.
enum Place<'t> {
    /// Its own, by position.
    Variable(usize),
    /// A key of a ConfigMap.
    Key(&'t Loaded<ConfigMap>, &'t str),
}

/// The addresses that the variables of a container make together.
fn in_variables<'t>(
    container: &'t Container,
    (namespace, at): (&str, &Ref),
    maps: &'t ConfigMaps,
    found: &mut Vec<Mention<'t>>,
    room: &Room,
) {
    let map = |name: &str| maps.get(&(namespace.to_owned(), name.to_owned()));
    let mut entries = Vec::new();
    let mut places = Vec::new();
    let mut add = |name: &'t str, value: &'t str, place: Place<'t>| {
        entries.push(Entry { name, column: 0, value: value.trim(), span: (0, 0) });
        places.push(place);
    };
    for (position, EnvVar { name, value: text, config_map }) in container.env.iter().enumerate() {
        if let Some(text) = text {
            add(name, text, Place::Variable(position));
        } else if let Some(used) = config_map
            && let (Some(map), Some(key)) = (map(&used.name), &used.key)
            && let Some(text) = map.value.data.get(key)
        {
            add(name, text, Place::Key(map, key));
        }
    }
    let mut read = BTreeSet::new();
    let names = container.env_from.iter().filter(|name| read.insert(*name));
    for map in names.filter_map(|name| map(name)) {
        if !room.admits(1 + map.value.data.len(), || at.clone()) {
            break;
        }
        for (key, text) in &map.value.data {
            add(key, text, Place::Key(map, key));
        }
    }
    for (position, address) in twins::addresses(&entries) {
        if let Some(place) = places.get(position) {
            let at = match place {
                Place::Variable(position) => below(at, &value(*position)),
                Place::Key(map, key) => of_key(map, key),
            };
            found.push(Mention::dialled(address, at));
        }
    }
}

/// The route from a container to the value of a variable.
fn value(position: usize) -> Path {
    Path::of("env").index(position).key("value")
}

fn of_key(map: &Loaded<ConfigMap>, key: &str) -> Ref {
    map.at(Path::of("data").key(key.to_owned()))
}

fn below(at: &Ref, path: &Path) -> Ref {
    Ref { resource: at.resource, path: at.path.clone().join(path) }
}

impl<'t> Mention<'t> {
    /// One whose Host header is what is dialled.
    fn dialled(address: Address<'t>, at: Ref) -> Self {
        Self { address, host: HostHeader::Dialled, at }
    }
}

impl Mesh {
    /// The call that a mention means, if its host is a service of the text, or the address of a pod. A host with a port
    /// could be anything, an image for example; it counts only if the service has that port.
    fn mentioned(
        &self,
        client: &Workload,
        mention: &Mention,
        forwarded: &[Call],
        room: &Room,
    ) -> Option<Call> {
        let Address { host, port, payload, path, .. } = &mention.address;
        let host = (*host).to_owned();
        let service = self.service_dialled(client.namespace(), &host).or_else(|| {
            // The name of one pod of a headless service.
            let (_, rest) = host.split_once('.')?;
            self.service_dialled(client.namespace(), rest)
                .filter(|service| service.resource.value.is_headless())
        });
        let (port, declared) = if let Some(service) = service {
            let port = port.or_else(|| only_port(service, client))?;
            (port, service.port(port).map(|(_, port)| port.protocol))
        } else {
            let pod = self.pod_dialled(&host).filter(|pod| pod.is_dumped && pod.id != client.id)?;
            let port = (*port)?;
            (port, Some(self.protocol_behind(pod, port).unwrap_or(PortProtocol::Auto)))
        };
        if payload.is_none() && declared.is_none() {
            return None;
        }
        let payload = payload.unwrap_or_else(|| payload_of(declared.unwrap_or(PortProtocol::Auto)));
        let header = match mention.host {
            HostHeader::Dialled => None,
            HostHeader::Text(text) => Some(text.to_owned()),
            HostHeader::OfClient(Some(name)) => Some(name.to_owned()),
            HostHeader::OfClient(None) => {
                let searched = forwarded.len() + self.virtual_services.iter().len();
                room.admits(searched, || mention.at.clone()).then_some(())?;
                self.name_outside(client, forwarded)
            }
        };
        let headers = order::map(header.map(|header| ("host".to_owned(), header)));
        Some(Call { headers, ..call(client.id, (host, port), (payload, path), mention.at.clone()) })
    }

    /// The name by which clients call a workload: that of an Ingress in front of it, that of a route of a gateway, else
    /// that of its service.
    fn name_outside(&self, workload: &Workload, forwarded: &[Call]) -> Option<String> {
        let leads = |call: &&Call| match self.pod_dialled(&call.host) {
            Some(pod) => pod.id == workload.id,
            None => self
                .service_dialled("", &call.host)
                .is_some_and(|service| service.workloads.contains(&workload.id)),
        };
        let named = forwarded.iter().find(leads).and_then(|call| call.headers.get("host").cloned());
        named
            .or_else(|| self.name_at_gateway(workload))
            .or_else(|| Some(self.services_of(workload.id).next()?.dialled_name()))
    }

    /// The host of a route of a gateway that leads to a workload.
    fn name_at_gateway(&self, workload: &Workload) -> Option<String> {
        let services: Vec<_> = self.services_of(workload.id).map(|service| service.host.as_str()).collect();
        let leads = |route: &HttpRoute| match &route.rule.action {
            HttpAction::Route(ways) => {
                ways.iter().any(|way| services.contains(&way.destination.host.as_str()))
            }
            _ => false,
        };
        let is_outside = |table: &&RouteTable| table.gateways.iter().any(|gateway| gateway != MESH);
        let mut tables = self.virtual_services.iter().filter(is_outside);
        let table = tables.find(|table| table.http.iter().any(leads))?;
        table.hosts.iter().find(|host| !host.starts_with('*')).cloned()
    }
}

/// The port that a host without one means: that of a service with a single one. Who names a service of its own tells
/// its own name.
fn only_port(service: &Service, client: &Workload) -> Option<u16> {
    let mut ports = service.ports.iter().filter(|port| port.protocol != PortProtocol::Udp);
    let only = ports.next().filter(|_| !service.workloads.contains(&client.id))?;
    ports.next().is_none().then_some(only.number)
}
