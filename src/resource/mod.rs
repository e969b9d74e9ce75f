//! Documents as Kubernetes and Istio resources: one file per kind, wire types by serde first, then a validated
//! domain type by `TryFrom`.

pub mod admission;
pub mod annotations;
mod authorization_policy;
mod claim;
mod config_map;
mod decode;
mod destination_rule;
mod duration;
mod endpoints;
mod gateway;
mod gateway_api;
mod identity;
mod ingress;
mod installation;
mod inventory;
mod ip_range;
mod kind;
mod label_selector;
mod load;
mod loaded;
mod mesh_config;
mod metadata;
mod namespace;
mod pattern;
mod peer_authentication;
mod policy_target;
mod problem;
mod request_authentication;
mod resources;
mod server_tls;
mod service;
mod service_account;
mod service_entry;
mod short_name;
mod sidecar;
#[cfg(test)]
pub(crate) mod testing;
mod text_match;
mod traffic;
mod virtual_service;
mod wire;
mod workload;
mod workload_entry;

pub use authorization_policy::{
    Attribute, AuthorizationAction, AuthorizationPolicy, AuthorizationRule, Condition, ConditionTest,
    Operation, ServiceAccountName, Source,
};
pub use claim::{Claim, claim_names};
pub use config_map::ConfigMap;
pub use destination_rule::{
    ClientTls, ClientTlsMode, DestinationRule, LoadBalancer, PolicyBlock, PortPolicy, Subset, TrafficPolicy,
};
pub use endpoints::{EndpointAddress, EndpointGroup, EndpointPort, Endpoints};
pub use gateway::{Gateway, GatewayServer, HostNamespace, ServerHost};
pub use gateway_api::{
    AllowedNamespaces, ApiGateway, ApiHttpMatch, ApiHttpRule, ApiListener, ApiPathRewrite, ApiRedirect,
    BackendRef, Deployment, GATEWAY_API, Granted, Grantee, GrpcRoute, HttpFilter, HttpRoute,
    ListenerProtocol, ListenerTls, ListenerTlsMode, NamedMatch, ObjectRef, ParentRef, PathMatch,
    ReferenceGrant, StreamRule, TcpRoute, TlsRoute, WeightedBackend,
};
pub use ingress::{Ingress, IngressBackend, IngressPath, IngressRule, IngressTls, NginxOptions, PathType};
pub use installation::Installation;
pub use inventory::Inventory;
pub use ip_range::IpRange;
pub use kind::{Kind, KindName, Resource};
pub use label_selector::{LabelExpression, LabelOperator, LabelSelector};
pub use load::{Drafts, Known, Layout, Redrafted, load, load_again};
pub use loaded::{Loaded, Metadata, Owner, Ref, ResourceId};
pub use mesh_config::{ExtensionProvider, MeshConfig, OutboundMode, PathNormalization, ProviderKind};
pub use namespace::Namespace;
pub use pattern::{PathPattern, Pattern, TemplatePart, Values};
pub use peer_authentication::{MtlsMode, PeerAuthentication};
pub use policy_target::{PolicyTarget, TargetRef};
pub use problem::{Expected, Fault, Form, Meant, Problem};
pub use request_authentication::{ClaimHeader, JwtRule, RequestAuthentication, TokenHeader};
pub use resources::Resources;
pub use server_tls::{ServerTls, ServerTlsMode};
pub use service::{ClusterIp, PortSpec, ServiceSpec, ServiceType, TargetPort, Transport};
pub use service_account::ServiceAccount;
pub use service_entry::{Location, Resolution, ServiceEntry, ServiceEntryPort};
pub use short_name::short_name;
pub use sidecar::{
    CaptureMode, EgressHost, EgressListener, IngressListener, ListenerPort, LocalEndpoint, Sidecar,
};
pub use text_match::TextMatch;
pub use traffic::{Dialled, Payload, Token, Traffic};
pub use virtual_service::{
    Abort, AbortStatus, ClientMatch, Delay, DelegateName, Destination, HeaderEdits, HeaderOperations,
    HttpAction, HttpDestination, HttpFault, HttpMatch, HttpRule, MESH, Mirror, Redirect, RedirectPort,
    RedirectTo, Retries, Rewrite, SniMatch, StreamDestination, StreamMatch, TcpRule, TlsRule, UriRewrite,
    VirtualService,
};
pub use workload::{
    ConfigMapUse, Container, ContainerPort, EnvVar, PodStatus, PodTemplate, Probe, ProbeCheck, ProbeCommand,
    ProbeMoment,
};
pub use workload_entry::{EntryAddress, WorkloadEntry};
