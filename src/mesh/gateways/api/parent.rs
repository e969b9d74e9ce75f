//! What routes are attached to: listeners of gateways, and Services (GW-21, GW-23).

use super::listener::Listener;
use crate::mesh::room::Room;
use crate::mesh::{Service, host};
use crate::order;
use crate::resource::{GATEWAY_API, ParentRef, Ref};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Everything that a route may be attached to.
pub(super) struct Parents<'a> {
    gateways: BTreeMap<String, Rc<[&'a Listener]>>,
    services: &'a [Service],
    /// The names of those, once a route asks for one.
    hosts: OnceCell<BTreeSet<&'a str>>,
    pub(super) room: &'a Room,
}

/// What a route says about its parents.
#[derive(Clone, Copy)]
pub(super) struct Child<'a> {
    pub(super) kind: &'static str,
    pub(super) namespace: &'a str,
    pub(super) parents: &'a [ParentRef],
    pub(super) hostnames: &'a [String],
    /// The route.
    pub(super) at: &'a Ref,
}

/// One thing that a route is attached to.
#[derive(Clone)]
pub(super) enum Parent<'a> {
    /// A listener, and all listeners of its Gateway.
    Listener(&'a Listener, Rc<[&'a Listener]>),
    /// A Service, and its port if only one is meant.
    Service {
        /// Its fully qualified name.
        host: String,
        /// Its namespace.
        namespace: String,
        /// The port.
        port: Option<u16>,
    },
}

impl<'a> Parents<'a> {
    pub(super) fn new(listeners: &'a [Listener], services: &'a [Service], room: &'a Room) -> Self {
        let mut gateways = BTreeMap::<String, Vec<&Listener>>::new();
        for listener in listeners {
            gateways.entry(listener.gateway().meta.key()).or_default().push(listener);
        }
        let gateways = order::map(gateways.into_iter().map(|(gateway, of_it)| (gateway, of_it.into())));
        Self { gateways, services, hosts: OnceCell::new(), room }
    }

    fn has_service(&self, host: &str) -> bool {
        let hosts = || order::set(self.services.iter().map(|service| service.host.as_str()));
        self.hosts.get_or_init(hosts).contains(host)
    }

    /// What a route is attached to; the same thing only once.
    pub(super) fn of(&self, child: Child) -> Vec<Parent<'a>> {
        let mut found = BTreeMap::new();
        for reference in child.parents {
            let parent = &reference.parent;
            let namespace = parent.namespace.as_deref().unwrap_or(child.namespace);
            match (parent.group.as_str(), parent.kind.as_str()) {
                (GATEWAY_API, "Gateway") => {
                    let key = format!("{namespace}/{}", parent.name);
                    let Some(listeners) = self.gateways.get(&key) else { continue };
                    for &listener in &**listeners {
                        let hosts = listener.hosts.len().saturating_mul(child.hostnames.len().max(1));
                        // Thousands of routes may ask for thousands of listeners.
                        if !self.room.admits(hosts, || child.at.clone()) {
                            return found.into_values().collect();
                        }
                        if accepts(listener, reference, child) {
                            let parent = Parent::Listener(listener, listeners.clone());
                            found.insert((listener.name.clone(), None), parent);
                        }
                    }
                }
                ("" | "core", "Service") => {
                    let host = host::service_host(&parent.name, namespace);
                    if self.has_service(&host) {
                        let (namespace, port) = (namespace.to_owned(), reference.port);
                        found.insert((host.clone(), port), Parent::Service { host, namespace, port });
                    }
                }
                _ => {}
            }
        }
        found.into_values().collect()
    }
}

/// Whether a listener takes the route.
fn accepts(listener: &Listener, reference: &ParentRef, child: Child) -> bool {
    let Some(value) = listener.value() else { return false };
    let everything = ["*".to_owned()];
    let hostnames = if child.hostnames.is_empty() { &everything } else { child.hostnames };
    reference.port.is_none_or(|port| port == value.port)
        && reference.section.as_ref().is_none_or(|section| *section == value.name)
        && listener.takes(child.kind)
        && hostnames.iter().any(|hostname| {
            let mut hosts = listener.hosts.iter().filter(|host| host.from.contains(child.namespace, ""));
            hosts.any(|host| host::common(&host.host, hostname).is_some())
        })
}

/// The hosts of other listeners with the same port and protocol.
fn beside<'a>(listener: &Listener, all: &[&'a Listener]) -> Vec<&'a str> {
    let Some(own) = listener.value() else { return Vec::new() };
    let values = all.iter().filter_map(|other| other.value());
    let others = values.filter(|other| {
        other.name != own.name
            && other.port == own.port
            && other.protocol == own.protocol
            && other.hostname != own.hostname
    });
    others.map(|other| other.hostname.as_deref().unwrap_or_default()).collect()
}

impl Parent<'_> {
    /// The hosts of a route that it serves here. A listener for many hosts leaves those to another one that is more
    /// specific.
    pub(super) fn hosts(&self, child: Child, room: &Room) -> Vec<String> {
        match self {
            Self::Service { host, .. } => vec![host.clone()],
            Self::Listener(listener, all) => {
                let own = listener.value().and_then(|value| value.hostname.as_deref()).unwrap_or_default();
                let everything = ["*".to_owned()];
                let hostnames = if child.hostnames.is_empty() { &everything } else { child.hostnames };
                let is_for_one = !own.is_empty() && !own.starts_with('*');
                let compared = all.len().saturating_mul(hostnames.len());
                if is_for_one || !room.admits(compared, || child.at.clone()) {
                    return hostnames.to_vec();
                }
                let beside = beside(listener, all);
                hostnames.iter().filter(|hostname| is_left(hostname, own, &beside)).cloned().collect()
            }
        }
    }
}

fn is_left(hostname: &str, own: &str, beside: &[&str]) -> bool {
    let fits = own.is_empty() || host::common(hostname, own).is_some();
    let taken = |other: &&str| own.len() <= other.len() && host::is_within(hostname, other);
    fits && !beside.iter().any(taken)
}
