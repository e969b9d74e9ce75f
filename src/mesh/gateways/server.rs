//! Servers of gateways: what a gateway's proxy is told to listen to (GW-1, GW-14).

use crate::mesh::{PortProtocol, Service, host, protocol};
use crate::resource::{
    Gateway, GatewayServer, HostNamespace, Loaded, Ref, ServerHost, ServerTls, ServerTlsMode,
};
use crate::yaml::Path;

/// An entry of `servers` of an Istio Gateway, or a listener of one of the Gateway API.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// The name that routes bind to: `namespace/name`, with the name of the listener behind it in the Gateway API.
    pub gateway: String,
    /// Where it stands.
    pub at: Ref,
    /// The port as written; the pod may listen to another one (GW-13).
    pub number: u16,
    /// The name of the port.
    pub port_name: String,
    /// What the port speaks.
    pub protocol: PortProtocol,
    /// The address it is bound to, where that is not every address.
    pub bind: Option<String>,
    /// The hosts that it serves, and the namespaces whose routes may serve them.
    pub hosts: Vec<ServerHost>,
    /// How it treats TLS.
    pub tls: Option<ServerTls>,
    /// What it would not be there without, or not like this: grants for its certificates, namespaces that it selects.
    pub needs: Vec<Ref>,
}

/// What a server does with a connection (GW-15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Reads HTTP as it comes.
    Http,
    /// Ends TLS and reads the HTTP inside.
    Https,
    /// Passes bytes on.
    Tcp,
    /// Ends TLS and passes on what is inside.
    Tls,
    /// Passes TLS on by its SNI.
    Passthrough,
    /// Passes mTLS of the mesh on by the SNI that proxies make (GW-20).
    AutoPassthrough,
}

impl Server {
    /// The servers of an Istio Gateway.
    pub(super) fn of(gateway: &Loaded<Gateway>) -> impl Iterator<Item = Self> {
        let servers = gateway.value.servers.iter().enumerate();
        servers.map(|(position, server)| Self::new(gateway, position, server))
    }

    fn new(gateway: &Loaded<Gateway>, position: usize, server: &GatewayServer) -> Self {
        Self {
            gateway: gateway.meta.key(),
            at: gateway.at(Path::of("spec.servers").index(position)),
            number: server.port,
            port_name: server.port_name.clone(),
            protocol: protocol::word(&server.protocol).unwrap_or(PortProtocol::Auto),
            bind: server.bind.clone().filter(|address| address != "0.0.0.0" && address != "::"),
            hosts: hosts(&server.hosts, &gateway.meta.namespace),
            tls: server.tls.clone(),
            needs: Vec::new(),
        }
    }

    /// What it does with a connection.
    pub fn role(&self) -> Role {
        let mode = self.tls.as_ref().map(|tls| tls.mode);
        match (self.protocol.is_http(), mode, self.protocol) {
            (true, _, _) => Role::Http,
            (false, None, _) => Role::Tcp,
            (false, Some(ServerTlsMode::Passthrough), _) => Role::Passthrough,
            (false, Some(ServerTlsMode::AutoPassthrough), _) => Role::AutoPassthrough,
            (false, Some(_), PortProtocol::Https) => Role::Https,
            (false, Some(_), _) => Role::Tls,
        }
    }

    /// Whether it ends mTLS of the mesh.
    pub fn is_for_the_mesh(&self) -> bool {
        self.tls.as_ref().is_some_and(|tls| tls.mode == ServerTlsMode::IstioMutual)
    }

    /// Whether it does nothing without a route: others redirect, or pass on by what clients ask for (GW-17, GW-20).
    pub fn waits_for_routes(&self) -> bool {
        self.role() != Role::AutoPassthrough && !self.redirects_to_https()
    }

    /// Whether it sends plain HTTP to HTTPS (GW-17).
    pub fn redirects_to_https(&self) -> bool {
        self.tls.as_ref().is_some_and(|tls| tls.https_redirect)
    }

    /// The hosts that routes of this namespace may serve.
    pub fn hosts_for<'a>(&'a self, namespace: &'a str) -> impl Iterator<Item = &'a str> {
        // Hosts of the own namespace were given its name when the server was read.
        self.hosts.iter().filter(move |host| host.from.contains(namespace, "")).map(|host| host.host.as_str())
    }

    /// Whether a gateway in this namespace passes mTLS of the mesh on to the service, if it is of that kind (GW-20).
    pub fn covers(&self, service: &Service, namespace: &str) -> bool {
        !service.resource.value.is_external()
            && service.visibility.includes(namespace)
            && self.hosts.iter().any(|host| host::is_within(&service.host, &host.host))
    }

    /// The SNI that it answers to: its hosts, whoever may route them. `None` where it answers to any.
    pub fn sni(&self) -> Option<Vec<String>> {
        let hosts = || self.hosts.iter().map(|host| &host.host);
        (!hosts().any(|host| host == "*")).then(|| hosts().cloned().collect())
    }
}

/// Hosts of the Gateway's own namespace get its name, and every host of every namespace makes the others superfluous.
fn hosts(written: &[ServerHost], own: &str) -> Vec<ServerHost> {
    let everything = |host: &&ServerHost| host.from == HostNamespace::Every && host.host == "*";
    if let Some(everything) = written.iter().find(everything) {
        return vec![everything.clone()];
    }
    let named = |host: &ServerHost| match host.from {
        HostNamespace::Own => ServerHost { from: HostNamespace::Named(own.to_owned()), ..host.clone() },
        HostNamespace::Every | HostNamespace::Nowhere | HostNamespace::Named(_) => host.clone(),
    };
    written.iter().map(named).collect()
}
