//! Endpoints (core) and EndpointSlice (discovery.k8s.io): endpoints that somebody wrote by hand, or a dump.

/// The endpoints of a Service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endpoints {
    /// The Service, in the same namespace: the own name of Endpoints, the label `kubernetes.io/service-name` of an
    /// EndpointSlice.
    pub service: String,
    /// Addresses with the ports that they serve.
    pub groups: Vec<EndpointGroup>,
}

/// Addresses that serve the same ports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndpointGroup {
    /// The addresses.
    pub addresses: Vec<EndpointAddress>,
    /// The ports.
    pub ports: Vec<EndpointPort>,
}

/// One address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndpointAddress {
    /// The IP, or a name where an EndpointSlice has `addressType: FQDN`.
    pub address: String,
    /// Whether it takes traffic.
    pub ready: bool,
    /// Namespace and name of the Pod that `targetRef` names.
    pub pod: Option<(String, String)>,
}

/// One port of an [`EndpointGroup`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndpointPort {
    /// `name`: that of the Service port, empty where it has none.
    pub name: String,
    /// `port`.
    pub number: u16,
}
