//! Ambient (section 11 of the semantics): connections through the HBONE tunnel, and what a ztunnel makes of the others.
//!
//! ```text
//! client's ztunnel ─┐                               ┌─▶ server's ztunnel ─▶ app
//!                   ├─▶ HBONE, if the server ends it ─┤
//! client's proxy ───┘                               └─▶ server's sidecar, port 15008 ─▶ filter chain ─▶ app
//! ```

mod inbound;
mod outbound;
mod strict;

pub(super) use inbound::{from_tunnel, without_tunnel};
pub(super) use outbound::{by_proxy, by_ztunnel};

use super::Mode;
use crate::mesh::{Mesh, Workload};

/// What the ztunnel of a workload enforces on a pod port, whoever calls.
pub(super) fn enforced(mesh: &Mesh, workload: &Workload, port: u16) -> Mode {
    strict::of_port(mesh, workload, port, None).mode
}
