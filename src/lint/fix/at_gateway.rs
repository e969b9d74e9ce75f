//! A connection that a gateway does not take.

use super::super::failures::End;
use super::case::Case;
use crate::mesh::gateways::Server;
use crate::mesh::{Payload, Workload, selects};
use crate::resource::{Gateway, Kind, Loaded, Ref};
use crate::verdict::{Admission, Answer, GatewayAnswer, Question, Sent};

/// What arrives at a gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arriving {
    /// Requests in plaintext.
    Http,
    /// Other bytes in plaintext.
    Bytes,
    /// TLS that is not of the mesh.
    Tls,
    /// Mutual TLS of the mesh.
    Mesh,
}

/// A connection that a gateway does not take.
pub(super) struct AtGateway<'a, 'c> {
    pub(super) case: &'c Case<'a>,
    /// The gateway's pod.
    pub(super) pod: &'a Workload,
    /// The pod port.
    pub(super) port: u16,
    /// The port of the Service in front of it, which is what servers are written with (GW-13).
    pub(super) number: u16,
    pub(super) arriving: Arriving,
    /// The name that the client asks for, if it speaks TLS.
    pub(super) sni: Option<&'a str>,
    /// What the server that would take it objects to, and which server that is.
    pub(super) refused: Option<(&'a Ref, Admission)>,
    /// Whether servers are there, but no route.
    pub(super) lacks_route: bool,
}

impl<'a, 'c> AtGateway<'a, 'c> {
    pub(super) fn of(case: &'c Case<'a>) -> Option<Self> {
        let Answer::GatewayServer(answer) = case.answer(Question::GatewayServer)? else { return None };
        let call = &case.failure.connection.call;
        let pod = match case.failure.end {
            End::Endpoint(_) => case.server()?.0,
            End::Call(_) => case.client()?,
        };
        let arriving = match (case.failure.end, call.payload) {
            (End::Endpoint(endpoint), payload) => match endpoint.sent {
                Sent::Plaintext if payload == Payload::Http => Arriving::Http,
                Sent::Plaintext => Arriving::Bytes,
                Sent::AppTls | Sent::Tls | Sent::MutualTls => Arriving::Tls,
                Sent::IstioMtls | Sent::Hbone => Arriving::Mesh,
            },
            (End::Call(_), Payload::Http) => Arriving::Http,
            (End::Call(_), Payload::Tcp | Payload::ServerFirst) => Arriving::Bytes,
            (End::Call(_), Payload::Tls) => Arriving::Tls,
            (End::Call(_), Payload::Mtls) => Arriving::Mesh,
        };
        let (port, refused) = match answer {
            GatewayAnswer::NoServer { port }
            | GatewayAnswer::NoRoute { port }
            | GatewayAnswer::NoChain { port, .. } => (*port, None),
            GatewayAnswer::Server { port, taken, .. } if !taken.is_taken() => {
                (*port, Some((case.decider(Question::GatewayServer)?, *taken)))
            }
            GatewayAnswer::Server { .. } => return None,
        };
        let sni = match answer {
            GatewayAnswer::NoChain { sni, .. } => sni.as_deref(),
            _ => matches!(arriving, Arriving::Tls).then(|| call.server_name()),
        };
        let fronting = case.context.mesh.services_of(pod.id).flat_map(|service| &service.ports);
        let mut numbers = fronting.filter(|service_port| service_port.target_on(pod) == Some(port));
        let number = numbers.next().map_or(port, |service_port| service_port.number);
        let lacks_route = matches!(answer, GatewayAnswer::NoRoute { .. });
        Some(Self { case, pod, port, number, arriving, sni, refused, lacks_route })
    }

    /// The servers of the port.
    pub(super) fn servers(&self) -> impl Iterator<Item = &'a Server> {
        let gateways = &self.case.context.mesh.gateways;
        let ids = gateways.port(self.pod.id, self.port).into_iter().flat_map(|port| &port.servers);
        ids.filter_map(|&id| gateways.server(id))
    }

    /// Istio's Gateways that select the pod.
    pub(super) fn gateways(&self) -> impl Iterator<Item = Loaded<Gateway>> {
        let all = self.case.context.inventory.all::<Gateway>();
        all.filter(|gateway| selects(&gateway.value.selector, &self.pod.labels))
    }

    /// Whether a server is one of Istio's Gateways, in whose documents servers are changed.
    pub(super) fn is_of_istio(&self, server: &Server) -> bool {
        let resource = self.case.context.inventory.get(server.at.resource);
        resource.is_some_and(|resource| Gateway::of(&resource.value).is_some())
    }
}
