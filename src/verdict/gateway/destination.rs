//! The clusters that routes of a gateway name (GW-13, GW-21).

use crate::mesh::{Mesh, Service, ServicePort, Workload};
use crate::resource::{Destination, Ref};
use crate::verdict::client::Branch;
use crate::verdict::request::Request;
use crate::verdict::{Answer, Because, CallOutcome, Codec, Ignored, RouteAnswer, Step};
use std::rc::Rc;

/// A cluster, or the step that tells why there is none.
pub(super) enum Destined<'m> {
    /// This one.
    Cluster(Branch<'m>),
    /// None, which is called so.
    Nowhere(CallOutcome, Step),
}

/// A server of a gateway that routes lead away from.
pub(super) struct Origin<'m, 'a> {
    /// The mesh.
    pub(super) mesh: &'m Mesh,
    /// The pod of the gateway.
    pub(super) pod: &'a Workload,
    /// The number of the server's port.
    pub(super) number: u16,
    /// What it reads.
    pub(super) codec: Codec,
}

impl<'m> Origin<'m, '_> {
    /// What a destination means to it. Without a port it is the only one of the service, else the number of the
    /// server's port. `rule` is where the destination stands, and `ignored` what the rule has beaten.
    pub(super) fn to(
        &self,
        destination: &'m Destination,
        rule: &Ref,
        ignored: &[Ignored],
        request: Rc<Request>,
    ) -> Destined<'m> {
        let &Self { mesh, codec, .. } = self;
        let asked = mesh.gateways.grants.of_rule(rule);
        let grants = asked.iter().filter_map(|grant| grant.by.clone());
        let permits = grants.map(|by| Ignored { by, because: Because::Permits });
        let (service, hidden) = self.service(&destination.host);
        let entry = service.filter(|service| service.resource.value.entry().is_some());
        let entry = entry.map(|entry| Ignored { by: entry.resource.whole(), because: Because::MakesCluster });
        let ignored: Vec<_> = permits.chain(entry).chain(hidden).chain(ignored.iter().cloned()).collect();
        let step = |answer| Step::new(Answer::Route(answer)).by(rule.clone()).beating(ignored.clone());
        if destination.host.is_empty() {
            let refused = asked.iter().filter(|grant| grant.by.is_none());
            let backend = refused.map(|grant| grant.backend.clone()).next().unwrap_or_default();
            return Destined::Nowhere(CallOutcome::NoCluster, step(RouteAnswer::NotGranted { backend }));
        }
        let number = destination.port.or_else(|| sole_port(service?)).unwrap_or(self.number);
        let found = service.and_then(|service| Some((service, service.port(number)?.1)));
        let Some((service, port)) = found else {
            let answer = RouteAnswer::MissingCluster { host: destination.host.clone(), port: number };
            return Destined::Nowhere(CallOutcome::NoCluster, step(answer));
        };
        let subset = destination.subset.as_deref();
        let host = service.host.clone();
        let answer = RouteAnswer::Cluster { host, port: number, subset: subset.map(str::to_owned), codec };
        Destined::Cluster(Branch { service, port, subset, codec, request, step: step(answer) })
    }

    /// The service of this host that the gateway sees; of an alias, what it stands for (RT-15). And those that it does
    /// not see.
    fn service(&self, host: &str) -> (Option<&'m Service>, Vec<Ignored>) {
        let alias = self.mesh.service_with_host(host).filter(|service| service.resource.value.is_alias());
        let host = alias.map_or(host, |alias| alias.resource.value.external_name());
        let namespace = self.pod.namespace();
        let includes = |service: &&Service| service.visibility.includes(namespace);
        let seen = self.mesh.services_with_host(host).find(includes);
        let hidden = self.mesh.services_with_host(host).filter(|service| !includes(service));
        let hidden =
            hidden.map(|service| Ignored { by: service.resource.whole(), because: Because::NotExported });
        (seen, hidden.collect())
    }
}

/// The cluster that an SNI names (GW-20).
pub(super) fn named<'m>(
    service: &'m Service,
    number: u16,
    subset: Option<&'m str>,
    request: Rc<Request>,
) -> Destined<'m> {
    let host = service.host.clone();
    let Some((_, port)) = service.port(number) else {
        let answer = RouteAnswer::MissingCluster { host, port: number };
        return Destined::Nowhere(CallOutcome::NoCluster, Step::new(Answer::Route(answer)));
    };
    // What is inside of the mTLS that goes through is HTTP.
    let codec = Codec::Http;
    let answer = RouteAnswer::Cluster { host, port: number, subset: subset.map(str::to_owned), codec };
    Destined::Cluster(Branch {
        service,
        port,
        subset,
        codec,
        request,
        step: Step::new(Answer::Route(answer)),
    })
}

fn sole_port(service: &Service) -> Option<u16> {
    match service.ports.as_slice() {
        [ServicePort { number, .. }] => Some(*number),
        _ => None,
    }
}
