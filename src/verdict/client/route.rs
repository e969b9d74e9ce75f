//! Where the client's proxy sends what a listener took: a list of weighted clusters.

use super::listener::Heard;
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
pub(super) fn branches<'m>(heard: &Heard<'m>) -> Vec<Branch<'m>> {
    let answer =
        RouteAnswer::Cluster { host: heard.service.host.clone(), port: heard.port.number, subset: None };
    vec![Branch {
        service: heard.service,
        port: heard.port,
        subset: None,
        codec: heard.codec,
        step: Step::new(Answer::Route(answer)),
    }]
}
