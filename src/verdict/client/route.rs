//! Where the client's proxy sends what a listener took: a list of weighted clusters.

use super::listener::Intended;
use crate::mesh::{Service, ServicePort};
use crate::verdict::{Answer, Codec, RouteAnswer, Step};

/// One cluster that a route leads to.
pub(super) struct Branch<'m> {
    /// The service.
    pub(super) service: &'m Service,
    /// Its port.
    pub(super) port: &'m ServicePort,
    /// The subset, if the route names one.
    pub(super) subset: Option<&'m str>,
    /// What reads the bytes on the way.
    pub(super) codec: Codec,
    /// The step that tells it.
    pub(super) step: Step,
}

/// The clusters for what a listener took. Without a route of its own a service is its own and only cluster.
pub(super) fn branches<'m>(intended: &Intended<'m>) -> Vec<Branch<'m>> {
    let codec = intended.codec;
    let (host, port) = (intended.service.host.clone(), intended.port.number);
    let answer = RouteAnswer::Cluster { host, port, subset: None, codec };
    vec![Branch {
        service: intended.service,
        port: intended.port,
        subset: None,
        codec,
        step: Step::new(Answer::Route(answer)),
    }]
}
