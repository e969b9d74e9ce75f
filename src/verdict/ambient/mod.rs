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
