//! The kinds that we read: one file per kind, and one entry for it in the list below.

use super::authorization_policy::{AuthorizationPolicy, AuthorizationPolicyWire};
use super::config_map::{ConfigMap, ConfigMapWire};
use super::decode::Flaw;
use super::destination_rule::{DestinationRule, DestinationRuleWire};
use super::endpoints::{EndpointSliceWire, Endpoints, EndpointsWire};
use super::gateway::{Gateway, GatewayWire};
use super::gateway_api::{
    ApiGateway, ApiGatewayWire, GrpcRoute, GrpcRouteWire, HttpRoute, HttpRouteWire, ReferenceGrant,
    ReferenceGrantWire, TcpRoute, TcpRouteWire, TlsRoute, TlsRouteWire,
};
use super::ingress::{Ingress, IngressWire};
use super::installation::{Installation, OperatorWire, SailWire, ValuesWire};
use super::namespace::{Namespace, NamespaceWire};
use super::peer_authentication::{PeerAuthentication, PeerAuthenticationWire};
use super::request_authentication::{RequestAuthentication, RequestAuthenticationWire};
use super::service::{ServiceSpec, ServiceWire};
use super::service_account::{ServiceAccount, ServiceAccountWire};
use super::service_entry::{ServiceEntry, ServiceEntryWire};
use super::sidecar::{Sidecar, SidecarWire};
use super::traffic::{Traffic, TrafficWire};
use super::virtual_service::{VirtualService, VirtualServiceWire};
use super::wire::{TypeName, Wire, read, shape};
use super::workload::{ControllerWire, CronJobWire, PodTemplate, PodWire};
use super::workload_entry::{WorkloadEntry, WorkloadEntryWire};
use crate::yaml::{Node, Shape};
use std::rc::Rc;
use std::sync::OnceLock;

/// A type that the value of a resource can have.
pub trait Kind: Sized {
    /// Its name.
    const NAME: KindName;

    /// The value, if the resource is of this type.
    fn of(resource: &Resource) -> Option<&Rc<Self>>;
}

/// How the kinds of one wire type are read.
pub(super) struct Reader {
    /// Their names.
    pub(super) types: &'static [TypeName],
    /// Reads a document.
    pub(super) read: fn(&Node) -> (Resource, Vec<Flaw>),
}

/// Writes [`Resource`], the ways from it to its types, and [`READERS`].
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident($type:ty): $($wire:ty),+;)*) => {
        /// A resource of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Resource {
            $($(#[$doc])* $name(Rc<$type>),)*
            /// A kind that may change an outcome, but is not evaluated here (D-6): an EnvoyFilter, a NetworkPolicy.
            NotConsidered,
            /// A kind that does not change any outcome.
            Unused,
            /// A kind that we read, but the document does not say what it must.
            Unreadable,
        }

        /// Which kind a resource is of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "those of the resources say it")]
        pub enum KindName {
            $($name,)*
            NotConsidered,
            Unused,
            Unreadable,
        }

        impl KindName {
            /// Those that we read.
            pub const READ: &[Self] = &[$(Self::$name),*];
        }

        impl Resource {
            /// Which kind it is of.
            pub const fn kind(&self) -> KindName {
                match self {
                    $(Self::$name(_) => KindName::$name,)*
                    Self::NotConsidered => KindName::NotConsidered,
                    Self::Unused => KindName::Unused,
                    Self::Unreadable => KindName::Unreadable,
                }
            }
        }

        $(impl Kind for $type {
            const NAME: KindName = KindName::$name;

            fn of(resource: &Resource) -> Option<&Rc<Self>> {
                match resource {
                    Resource::$name(value) => Some(value),
                    _ => None,
                }
            }
        })*

        /// All kinds that we read.
        pub(super) const READERS: &[Reader] = &[$($(Reader {
            types: <$wire>::TYPES,
            read: |node| {
                static SHAPE: OnceLock<Shape> = OnceLock::new();
                let (value, flaws) = read::<$wire>(node, SHAPE.get_or_init(shape::<$wire>));
                let resource = value.map_or(Resource::Unreadable, |value| Resource::$name(Rc::new(value)));
                (resource, flaws)
            },
        },)+)*];
    };
}

kinds! {
    /// Namespace.
    Namespace(Namespace): NamespaceWire;
    /// A Pod or a controller of pods.
    Workload(PodTemplate): PodWire, ControllerWire, CronJobWire;
    /// Service.
    Service(ServiceSpec): ServiceWire;
    /// Endpoints or EndpointSlice.
    Endpoints(Endpoints): EndpointsWire, EndpointSliceWire;
    /// ServiceAccount.
    ServiceAccount(ServiceAccount): ServiceAccountWire;
    /// ConfigMap.
    ConfigMap(ConfigMap): ConfigMapWire;
    /// IstioOperator, Istio of the Sail operator, or Helm values.
    Installation(Installation): OperatorWire, SailWire, ValuesWire;
    /// PeerAuthentication.
    PeerAuthentication(PeerAuthentication): PeerAuthenticationWire;
    /// DestinationRule.
    DestinationRule(DestinationRule): DestinationRuleWire;
    /// VirtualService.
    VirtualService(VirtualService): VirtualServiceWire;
    /// Gateway of Istio.
    Gateway(Gateway): GatewayWire;
    /// ServiceEntry.
    ServiceEntry(ServiceEntry): ServiceEntryWire;
    /// WorkloadEntry.
    WorkloadEntry(WorkloadEntry): WorkloadEntryWire;
    /// Sidecar.
    Sidecar(Sidecar): SidecarWire;
    /// AuthorizationPolicy.
    AuthorizationPolicy(AuthorizationPolicy): AuthorizationPolicyWire;
    /// RequestAuthentication.
    RequestAuthentication(RequestAuthentication): RequestAuthenticationWire;
    /// Ingress.
    Ingress(Ingress): IngressWire;
    /// Gateway of the Gateway API.
    ApiGateway(ApiGateway): ApiGatewayWire;
    /// HTTPRoute.
    HttpRoute(HttpRoute): HttpRouteWire;
    /// GRPCRoute.
    GrpcRoute(GrpcRoute): GrpcRouteWire;
    /// TLSRoute.
    TlsRoute(TlsRoute): TlsRouteWire;
    /// TCPRoute.
    TcpRoute(TcpRoute): TcpRouteWire;
    /// ReferenceGrant.
    ReferenceGrant(ReferenceGrant): ReferenceGrantWire;
    /// Our own Traffic.
    Traffic(Traffic): TrafficWire;
}

impl Resource {
    /// Whether it may change an outcome, but no evaluation looks at it (D-6). A kind leaves this list with the
    /// evaluation that reads it.
    pub fn is_unconsidered(&self) -> bool {
        match self {
            Self::NotConsidered => true,
            // Gateways of other controllers, and classes of Istio's that are for other clusters.
            Self::ApiGateway(gateway) => !gateway.is_for_istio(),
            _ => false,
        }
    }
}

/// Kinds that may change an outcome but are not evaluated (D-6), by group.
pub(super) const NOT_CONSIDERED: &[(&str, &[&str])] = &[
    ("networking.istio.io", &["EnvoyFilter", "ProxyConfig", "WorkloadGroup"]),
    ("extensions.istio.io", &["WasmPlugin"]),
    ("telemetry.istio.io", &["Telemetry"]),
    ("networking.k8s.io", &["NetworkPolicy"]),
    ("gateway.networking.k8s.io", &["BackendTLSPolicy"]),
    (
        "policy.networking.k8s.io",
        &["AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy"],
    ),
    ("cilium.io", &["CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy"]),
    ("crd.projectcalico.org", &["NetworkPolicy", "GlobalNetworkPolicy"]),
    ("projectcalico.org", &["NetworkPolicy", "GlobalNetworkPolicy"]),
];
