//! `tls` and `tcp` rules of a VirtualService.

use super::Destination;
use super::http::ClientMatch;
use crate::resource::IpRange;

/// An entry of `tls`: routes TLS that is not terminated, by SNI.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TlsRule {
    /// `match`: ANY of these.
    pub matches: Vec<SniMatch>,
    /// `route`.
    pub destinations: Vec<StreamDestination>,
}

/// An entry of `tcp`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TcpRule {
    /// `match`: ANY of these; empty means every connection.
    pub matches: Vec<StreamMatch>,
    /// `route`.
    pub destinations: Vec<StreamDestination>,
}

/// A condition on a TLS connection: an SNI AND the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SniMatch {
    /// `sniHosts`: ANY of these, with `*` in front or without.
    pub sni_hosts: Vec<String>,
    /// The rest.
    pub connection: StreamMatch,
}

/// A condition on a connection: ALL of the fields that are set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StreamMatch {
    /// `destinationSubnets`: ANY of these; empty where any will do.
    pub destinations: Vec<IpRange>,
    /// What the client decides.
    pub client: ClientMatch,
}

/// An entry of `route`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StreamDestination {
    /// `destination`.
    pub destination: Destination,
    /// `weight`; as for [`super::HttpDestination::weight`].
    pub weight: u32,
}
