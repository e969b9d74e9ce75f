//! The kinds that we read: one file per kind, and one line for it here.

use super::{
    ConfigMap, DestinationRule, Endpoints, Namespace, PeerAuthentication, PodTemplate, ServiceAccount,
    ServiceSpec, Traffic,
};
use std::rc::Rc;

/// A type that the value of a resource can have.
pub trait Kind: Sized {
    /// The value, if the resource is of this type.
    fn of(resource: &Resource) -> Option<&Rc<Self>>;
}

/// Writes [`Resource`] and the ways from it to its types.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident($type:ty),)*) => {
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

        $(impl Kind for $type {
            fn of(resource: &Resource) -> Option<&Rc<Self>> {
                match resource {
                    Resource::$name(value) => Some(value),
                    _ => None,
                }
            }
        })*
    };
}

kinds! {
    /// Namespace.
    Namespace(Namespace),
    /// A Pod or a controller of pods.
    Workload(PodTemplate),
    /// Service.
    Service(ServiceSpec),
    /// Endpoints or EndpointSlice.
    Endpoints(Endpoints),
    /// ServiceAccount.
    ServiceAccount(ServiceAccount),
    /// ConfigMap.
    ConfigMap(ConfigMap),
    /// PeerAuthentication.
    PeerAuthentication(PeerAuthentication),
    /// DestinationRule.
    DestinationRule(DestinationRule),
    /// Our own Traffic.
    Traffic(Traffic),
}
