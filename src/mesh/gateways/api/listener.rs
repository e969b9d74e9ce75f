//! Listeners of a Gateway as servers (GW-13, GW-21).

use super::ApiServer;
use super::grants::{Grants, Target};
use crate::mesh::gateways::Server;
use crate::mesh::room::Room;
use crate::mesh::{GATEWAY_CLASS, PortProtocol, host, managed};
use crate::resource::{
    AllowedNamespaces, ApiGateway, ApiListener, Deployment, HostNamespace, ListenerProtocol, ListenerTls,
    ListenerTlsMode, Loaded, Namespace, ObjectRef, Ref, ServerHost, ServerTls, ServerTlsMode,
};
use crate::yaml::Path;
use std::collections::BTreeMap;

/// The option that asks for another mode than SIMPLE.
const TERMINATE_MODE: &str = "gateway.istio.io/tls-terminate-mode";
/// The label that every namespace has.
const NAMESPACE_NAME: &str = "kubernetes.io/metadata.name";
/// More certificates than this make the listener invalid.
const CERTIFICATES: usize = 2;

/// A listener, as routes see it.
pub(super) struct Listener {
    gateway: Loaded<ApiGateway>,
    position: usize,
    /// The name that routes bind to.
    pub(super) name: String,
    /// Whose routes it takes, for which hosts.
    pub(super) hosts: Vec<ServerHost>,
    /// How it treats TLS, and the grants that let it have its certificates; `None` where it may not.
    tls: Option<(Option<ServerTls>, Vec<Ref>)>,
    /// The namespaces that it selects.
    selected: Vec<Ref>,
}

impl Listener {
    /// The listeners of a Gateway; none where it is not of Istio's class.
    pub(super) fn of(
        gateway: &Loaded<ApiGateway>,
        namespaces: &BTreeMap<String, Loaded<Namespace>>,
        grants: &Grants,
        room: &Room,
    ) -> Vec<Self> {
        let ours = gateway.value.class == GATEWAY_CLASS;
        let listeners = gateway.value.listeners.iter().enumerate().filter(|_| ours);
        let listener = |(position, listener): (usize, &ApiListener)| {
            let (hosts, selected) = hosts(gateway, listener, namespaces, room);
            Self {
                name: format!("{}/{}", gateway.meta.key(), listener.name),
                hosts,
                tls: match &listener.tls {
                    None => Some((None, Vec::new())),
                    Some(tls) => self::tls(gateway, tls, grants).map(|(tls, by)| (Some(tls), by)),
                },
                selected,
                gateway: gateway.clone(),
                position,
            }
        };
        listeners.map(listener).collect()
    }

    /// What stands there.
    pub(super) fn value(&self) -> Option<&ApiListener> {
        self.gateway.value.listeners.get(self.position)
    }

    /// Its Gateway.
    pub(super) fn gateway(&self) -> &Loaded<ApiGateway> {
        &self.gateway
    }

    /// The kinds of routes that it takes.
    pub(super) fn takes(&self, kind: &str) -> bool {
        let Some(listener) = self.value() else { return false };
        let kinds: &[&str] = match (&listener.protocol, listener.tls.as_ref().map(|tls| tls.mode)) {
            (ListenerProtocol::Http | ListenerProtocol::Https, _) => &["HTTPRoute", "GRPCRoute"],
            (ListenerProtocol::Tcp, _) => &["TCPRoute"],
            (ListenerProtocol::Tls, Some(ListenerTlsMode::Passthrough)) => &["TLSRoute"],
            (ListenerProtocol::Tls, _) => &["TLSRoute", "TCPRoute"],
            (ListenerProtocol::Hbone | ListenerProtocol::Other(_), _) => &[],
        };
        let allowed = &listener.kinds;
        kinds.contains(&kind) && (allowed.is_empty() || allowed.iter().any(|allowed| allowed == kind))
    }

    /// The server that it becomes, unless it lacks its certificate.
    pub(super) fn server(self) -> Option<ApiServer> {
        let listener = self.value()?;
        let protocol = match listener.protocol {
            ListenerProtocol::Http => PortProtocol::Http,
            ListenerProtocol::Https => PortProtocol::Https,
            ListenerProtocol::Tls => PortProtocol::Tls,
            ListenerProtocol::Tcp => PortProtocol::Tcp,
            ListenerProtocol::Hbone | ListenerProtocol::Other(_) => return None,
        };
        let (number, listener) = (listener.port, listener.name.clone());
        let services = services(&self.gateway);
        let (tls, grants) = self.tls?;
        Some(ApiServer {
            services,
            listener,
            server: Server {
                gateway: self.name,
                at: self.gateway.at(Path::of("spec.listeners").index(self.position)),
                number,
                port_name: "default".to_owned(),
                protocol,
                bind: None,
                hosts: self.hosts,
                tls,
                needs: [grants, self.selected].concat(),
            },
            gateway: self.gateway,
        })
    }
}

/// The Services whose pods run a Gateway, as hosts: the one that Istio makes, or those that its addresses name.
fn services(gateway: &Loaded<ApiGateway>) -> Vec<String> {
    let meta = &gateway.meta;
    match &gateway.value.deployment {
        Deployment::Managed => vec![managed::service_host(gateway)],
        Deployment::Services(hosts) => hosts.iter().map(|host| host::expand(host, &meta.namespace)).collect(),
    }
}

/// The host for each namespace whose routes are taken, and the namespaces that a selector chose.
fn hosts(
    gateway: &Loaded<ApiGateway>,
    listener: &ApiListener,
    namespaces: &BTreeMap<String, Loaded<Namespace>>,
    room: &Room,
) -> (Vec<ServerHost>, Vec<Ref>) {
    let host = listener.hostname.as_deref().unwrap_or("*");
    let of = |from| ServerHost { from, host: host.to_owned() };
    match &listener.namespaces {
        AllowedNamespaces::Same => {
            (vec![of(HostNamespace::Named(gateway.meta.namespace.clone()))], Vec::new())
        }
        AllowedNamespaces::All => (vec![of(HostNamespace::Every)], Vec::new()),
        AllowedNamespaces::Nowhere => (vec![of(HostNamespace::Nowhere)], Vec::new()),
        AllowedNamespaces::Selected(_) if !room.admits(namespaces.len(), || gateway.whole()) => {
            (vec![of(HostNamespace::Nowhere)], Vec::new())
        }
        AllowedNamespaces::Selected(selector) => {
            let selected = namespaces.values().filter(|namespace| {
                let mut labels = namespace.meta.labels.clone();
                labels.insert(NAMESPACE_NAME.to_owned(), namespace.meta.name.clone());
                selector.matches(&labels)
            });
            let (hosts, refs): (Vec<_>, Vec<_>) = selected
                .map(|namespace| (of(HostNamespace::Named(namespace.meta.name.clone())), namespace.whole()))
                .unzip();
            (if hosts.is_empty() { vec![of(HostNamespace::Nowhere)] } else { hosts }, refs)
        }
    }
}

/// What `tls` of a listener means, and the grants that it needs; `None` where it has no certificate that it may use.
fn tls(gateway: &Loaded<ApiGateway>, tls: &ListenerTls, grants: &Grants) -> Option<(ServerTls, Vec<Ref>)> {
    let with = |mode| ServerTls { mode, ..ServerTls::default() };
    if tls.mode == ListenerTlsMode::Passthrough {
        return Some((with(ServerTlsMode::Passthrough), Vec::new()));
    }
    let mode = match tls.options.get(TERMINATE_MODE).map(String::as_str) {
        Some("ISTIO_MUTUAL") => return Some((with(ServerTlsMode::IstioMutual), Vec::new())),
        Some("ISTIO_SIMPLE") => return Some((with(ServerTlsMode::Simple), Vec::new())),
        Some("MUTUAL") => ServerTlsMode::Mutual,
        Some("OPTIONAL_MUTUAL") => ServerTlsMode::OptionalMutual,
        Some(_) | None => ServerTlsMode::Simple,
    };
    let usable: Vec<(String, Option<Ref>)> =
        tls.certificates.iter().filter_map(|secret| certificate(gateway, secret, grants)).collect();
    if tls.certificates.len() > CERTIFICATES || (usable.is_empty() && !tls.certificates.is_empty()) {
        return None;
    }
    let (credentials, by): (Vec<_>, Vec<_>) = usable.into_iter().unzip();
    Some((ServerTls { credentials, ..with(mode) }, by.into_iter().flatten().collect()))
}

/// The name of a Secret that is there, and the grant that makes it usable if it is in another namespace.
fn certificate(
    gateway: &Loaded<ApiGateway>,
    secret: &ObjectRef,
    grants: &Grants,
) -> Option<(String, Option<Ref>)> {
    let home = gateway.meta.namespace.as_str();
    let namespace = secret.namespace.as_deref().unwrap_or(home);
    if secret.kind != "Secret" || !secret.group.is_empty() || !crate::mesh::gateways::is_there(&secret.name) {
        return None;
    }
    if namespace == home {
        return Some((secret.name.clone(), None));
    }
    let target = Target { kind: "Secret", namespace, name: &secret.name };
    Some((secret.name.clone(), Some(grants.allowing("Gateway", home, target)?)))
}
