//! The Gateway API of Kubernetes: gateways, routes and grants (GW-21 … GW-23, WP-1 … WP-7).

mod gateway;
mod grant;
mod grpc_route;
mod http_match;
mod http_route;
mod reference;
mod stream_route;

pub use gateway::{
    AllowedNamespaces, ApiGateway, ApiListener, Deployment, ListenerProtocol, ListenerTls, ListenerTlsMode,
};
pub use grant::{Granted, Grantee, ReferenceGrant};
pub use grpc_route::GrpcRoute;
pub use http_match::{ApiHttpMatch, NamedMatch, PathMatch};
pub use http_route::{ApiHttpRule, ApiPathRewrite, ApiRedirect, HttpFilter, HttpRoute};
pub use reference::{BackendRef, ObjectRef, ParentRef, WeightedBackend};
pub use stream_route::{StreamRule, TcpRoute, TlsRoute};

pub(super) use gateway::ApiGatewayWire;
pub(super) use grant::ReferenceGrantWire;
pub(super) use grpc_route::GrpcRouteWire;
pub(super) use http_route::HttpRouteWire;
pub(super) use stream_route::{TcpRouteWire, TlsRouteWire};

/// The API group.
pub const GATEWAY_API: &str = "gateway.networking.k8s.io";
