//! The kinds that we read.

use super::{DestinationRule, PeerAuthentication, PodTemplate, ServiceSpec};
use std::rc::Rc;

/// A resource of any kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Resource {
    /// Namespace; its labels are in the metadata.
    Namespace,
    /// A Pod or a controller of pods.
    Workload(Rc<PodTemplate>),
    /// Service.
    Service(Rc<ServiceSpec>),
    /// PeerAuthentication.
    PeerAuthentication(Rc<PeerAuthentication>),
    /// DestinationRule.
    DestinationRule(Rc<DestinationRule>),
    /// A kind that does not change any outcome here.
    Unused,
}
