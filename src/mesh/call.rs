//! A call that a scenario is about.

use super::WorkloadId;
use crate::resource::{Payload, Ref, Token};
use std::collections::BTreeMap;

/// One call: who dials what, and what the application speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The client.
    pub from: WorkloadId,
    /// The host as the client dials it (`cart`, `cart.shop`, an IP literal), or `pod:namespace/workload` for the
    /// address of that workload's pod.
    pub host: String,
    /// The port as dialled.
    pub port: u16,
    /// What the client's application puts on the wire.
    pub payload: Payload,
    /// The SNI of a TLS client where it differs from the host.
    pub sni: Option<String>,
    /// Request path; `/` by default. Matters to HTTP only.
    pub path: String,
    /// Request method; `GET` by default. Matters to HTTP only.
    pub method: String,
    /// Request headers, names in lower case; `host` replaces the dialled host.
    pub headers: BTreeMap<String, String>,
    /// What the request carries in `Authorization: Bearer`.
    pub token: Token,
    /// Where the call comes from.
    pub origin: Origin,
    /// The outcome that the author expects (`expect` of `Traffic`), as written.
    pub expect: Option<String>,
}

impl Call {
    /// The server name that a TLS client asks for.
    pub fn server_name(&self) -> &str {
        self.sni.as_deref().unwrap_or(&self.host)
    }

    /// The path, where it is more than the default: then it may be all that tells a call from its neighbours.
    pub fn own_path(&self) -> Option<&str> {
        Some(&*self.path).filter(|path| *path != "/")
    }
}

/// How a call became part of the scenario.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// Declared by a `Traffic` resource.
    Declared(Ref),
    /// Read out of a manifest; the reference says where.
    Inferred(Ref),
    /// One of all pairs of client workload and service port.
    Pair,
}
