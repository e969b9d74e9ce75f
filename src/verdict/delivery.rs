//! What the client's side hands to the server's side.

use super::request::Request;
use super::{Answer, Codec, Sent, SentBecause, Step};
use crate::mesh::Workload;
use crate::resource::Ref;
use std::rc::Rc;

/// What is on its way to one endpoint.
pub(super) struct Delivery<'m> {
    /// The pod; `None` outside of the scenario.
    pub(super) server: Option<&'m Workload>,
    /// The pod port.
    pub(super) port: u16,
    /// The service port that was dialled for it, if one was.
    pub(super) service_port: Option<u16>,
    /// What left the client.
    pub(super) sent: Sent,
    /// What is inside of the tunnel, where it was sent through one; else the same as `sent`.
    pub(super) inside: Sent,
    /// What read the bytes at the client.
    pub(super) codec: Codec,
    /// The server name in the TLS that arrives, if there is TLS: outside of any tunnel.
    pub(super) sni: Option<String>,
    /// The request in it, if it is one: as the client's proxy passes it on.
    pub(super) request: Rc<Request>,
    /// How far it gets.
    pub(super) fate: Fate,
    /// The steps that led to this.
    pub(super) steps: Vec<Step>,
}

/// How far bytes get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// To the server's pod.
    Arrives,
    /// They never leave the client's pod, which is the server's as well: no proxy sees them (IN-24).
    StaysInPod,
    /// The client's proxy keeps waiting for a first byte (IN-15).
    Stalls,
}

impl Delivery<'_> {
    /// The same, kept back by the client's proxy because of how the port is declared.
    pub(super) fn stalled(mut self, by: &Ref) -> Self {
        self.steps.pop();
        self.steps.push(Step::new(Answer::Sent(self.sent, SentBecause::ProxyListens)).by(by.clone()));
        Self { fate: Fate::Stalls, ..self }
    }
}
