//! Do the policies of a proxy let a connection or request in (section 9 of the semantics)?
//!
//! ```text
//! attach: which policies apply here ─▶ provider ─▶ token ─▶ DENY ─▶ ALLOW
//!                                      (CUSTOM)     (request only)
//! ```
//!
//! The two halves are apart: [`Attached`] says which policies are in force at a proxy, [`authorize`] what they make of an
//! [`Access`]. A sidecar, a gateway and a waypoint differ in the first only.

mod access;
mod attach;
mod decide;
mod matching;
mod provider;
mod token;
mod trust;
mod ztunnel;

pub(super) use access::{Access, Identity, Reader};
pub(super) use attach::Attached;

use self::access::{Seen, SeenRequest};
use super::request::Request;
use super::trace::not_reached;
use super::{Question, Refusal, Step};
use crate::mesh::Mesh;

/// What the policies of a proxy say.
pub(super) struct Ruling {
    /// Whether the connection or request may go on.
    pub(super) admitted: bool,
    /// The steps that tell it; the last one asked decides.
    pub(super) steps: Vec<Step>,
    /// The request as it goes on, where a check of its token changed it.
    pub(super) request: Option<Request>,
}

/// What these policies make of a connection or request (AZ-7, AZ-8). `unproven` is who the peer is where it did not
/// prove it: whoever is refused for that alone has lost its identity on the way (AZ-26).
pub(super) fn authorize(
    mesh: &Mesh,
    attached: &Attached,
    access: &Access,
    unproven: Option<Identity>,
) -> Ruling {
    let mut seen = Seen::new(&mesh.settings, access);
    let mut steps = Vec::new();
    if let Some(request) = &mut seen.request {
        token::carry(request);
    }
    if let Some(asked) = provider::ask(attached, &seen) {
        steps.push(asked.step);
        if !asked.admitted {
            return Ruling { admitted: false, steps, request: None };
        }
    }
    let checked = seen.request.as_mut().and_then(|request| token::check(&attached.tokens, request));
    let is_checked = checked.is_some();
    if let Some(checked) = checked {
        steps.push(checked.step);
        if !checked.admitted {
            steps.push(not_reached(Question::Authorization));
            return Ruling { admitted: false, steps, request: None };
        }
    }
    let decision = decide::decide(attached, &seen);
    let admitted = decision.admitted();
    let lost = || {
        let identity = access.identity.or(unproven);
        let proven = Access { identity, ..access.clone() };
        access.identity.is_none() && unproven.is_some() && authorize(mesh, attached, &proven, None).admitted
    };
    let refusal = if !admitted && lost() { Some(Refusal::IdentityLost) } else { None };
    steps.push(decision.step(attached, &seen, refusal));
    let request = seen.request.filter(|_| is_checked).map(SeenRequest::onward);
    Ruling { admitted, steps, request }
}
