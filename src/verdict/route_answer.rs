//! The vocabulary of routes: where a call is sent, or why it is not. Codes and arguments, never prose.

use super::Codec;
use crate::resource::{AbortStatus, HttpRule};

/// Where the client's proxy, or the network without one, sends the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RouteAnswer {
    /// A cluster, as `istioctl proxy-config cluster` lists it.
    Cluster {
        /// Fully qualified name of the service.
        host: String,
        /// Service port.
        port: u16,
        /// Subset, if a route chose one.
        subset: Option<String>,
        /// What reads the bytes on the way.
        codec: Codec,
    },
    /// To the dialled address, bytes untouched (RT-6 … RT-8).
    Passthrough(Unmatched),
    /// Nowhere: `REGISTRY_ONLY`.
    BlackHole(Unmatched),
    /// No DestinationRule in force defines the subset (VS-7).
    MissingSubset {
        /// Fully qualified name of the service.
        host: String,
        /// The subset.
        subset: String,
    },
    /// The service of the route does not exist, or not on this port (VS-6).
    MissingCluster {
        /// Fully qualified name of the service.
        host: String,
        /// Service port.
        port: u16,
    },
    /// The service selects no pod, or the subset none of them (RT-17).
    NoEndpoint {
        /// Fully qualified name of the service.
        host: String,
        /// Subset, if a route chose one.
        subset: Option<String>,
    },
    /// No container port of the pods has the name that the service port leads to (0.2).
    NoPort {
        /// Fully qualified name of the service.
        host: String,
        /// The name.
        name: String,
    },
    /// No route of the gateway is for this request (VS-14, GW-8).
    NoHost {
        /// The host of the request.
        host: String,
    },
    /// The server of a gateway sends plain HTTP to HTTPS (GW-17).
    HttpsRedirect,
    /// The backend is in another namespace, which grants nobody to refer to it (GW-21).
    NotGranted {
        /// `namespace/name`.
        backend: String,
    },
    /// Nothing answers at this address.
    NoAnswer,
    /// No rule of the VirtualService takes the request: 404 (VS-14).
    NoRoute {
        /// `namespace/name` of the VirtualService.
        of: String,
    },
    /// A rule answers with a redirect (VS-13).
    Redirect {
        /// Its status.
        status: u16,
    },
    /// A rule answers itself (VS-13).
    DirectResponse {
        /// Its status.
        status: u16,
    },
    /// A rule ends requests with a fault (VS-13a).
    Fault {
        /// The status of HTTP or gRPC; empty where none is written.
        status: String,
        /// Whether it does so with every one of them.
        every: bool,
    },
}

impl RouteAnswer {
    /// What a rule says that ends every request with a fault, or some of them.
    pub(super) fn fault(rule: &HttpRule, every: bool) -> Self {
        let status = rule.fault.abort.as_ref().map(|abort| match &abort.status {
            AbortStatus::Http(status) => status.to_string(),
            AbortStatus::Grpc(status) => status.clone(),
            AbortStatus::Unset => String::new(),
        });
        Self::Fault { status: status.unwrap_or_default(), every }
    }
}

/// Why no route of the mesh takes a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmatched {
    /// No listener for the dialled address and port (RT-8).
    NoListener,
    /// The port is for HTTP, and no virtual host has this name (RT-6).
    UnknownHost(String),
    /// The port is for HTTP, and the bytes are not (RT-7, RT-9).
    NotHttp,
    /// The routes of the port are for other SNIs (VS-10).
    UnknownSni(String),
    /// The service is not exported to the client's namespace (RT-14).
    NotExported {
        /// `namespace/name`.
        service: String,
    },
    /// The client's Sidecar does not import the service on this port (RT-13).
    NotImported {
        /// `namespace/name`.
        service: String,
    },
}
