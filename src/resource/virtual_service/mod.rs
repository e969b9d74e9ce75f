//! VirtualService: how requests are routed (VS-1 … VS-16).

mod http;
mod http_wire;
mod policy_wire;
mod stream;
mod wire;

pub use http::{
    Abort, AbortStatus, ClientMatch, Delay, DelegateName, HeaderEdits, HeaderOperations, HttpAction,
    HttpDestination, HttpFault, HttpMatch, HttpRule, Mirror, Redirect, RedirectPort, RedirectTo, Retries,
    Rewrite, UriRewrite,
};
pub use stream::{SniMatch, StreamDestination, StreamMatch, TcpRule, TlsRule};
pub(super) use wire::VirtualServiceWire;

/// The gateway that stands for all sidecars (VS-2).
pub const MESH: &str = "mesh";

/// The spec of a VirtualService.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VirtualService {
    /// `hosts` as written; short names are not expanded yet (VS-1). Empty in a delegate (VS-12).
    pub hosts: Vec<String>,
    /// `gateways` as written; empty means sidecars only (VS-2).
    pub gateways: Vec<String>,
    /// `exportTo` as written; empty means unset (VS-3).
    pub export_to: Vec<String>,
    /// `http` in its order: the first match decides.
    pub http: Vec<HttpRule>,
    /// `tls` in its order.
    pub tls: Vec<TlsRule>,
    /// `tcp` in its order.
    pub tcp: Vec<TcpRule>,
}

impl VirtualService {
    /// Whether sidecars apply it (VS-2).
    pub fn applies_to_sidecars(&self) -> bool {
        self.gateways.is_empty() || self.gateways.iter().any(|gateway| gateway == MESH)
    }
}

/// Where traffic goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Destination {
    /// `host` as written; short names are not expanded yet (VS-1).
    pub host: String,
    /// `subset` (VS-7).
    pub subset: Option<String>,
    /// `port.number`: the Service port (VS-6).
    pub port: Option<u16>,
}
