//! The policy engine of the mTLS Playground: from Kubernetes and Istio YAML to the outcome of every connection.
//!
//! Data flows one way, and each module may use only those to its left (`tests/architecture.rs` holds this):
//!
//! ```text
//! text ← yaml ← resource ← mesh ← verdict ← lint ← { fix, readiness, symptom, verify } ← { scenario, share, report, view } ← { app, cli }
//!                                  i18n (knows the codes and argument types of verdict and lint) ↗
//! ```
//!
//! The engine is plain Rust: total functions, no I/O, no clock, no browser. [`analyse`] is the whole pipeline.

mod analysis;
pub mod fix;
pub mod i18n;
pub mod lint;
pub mod mesh;
pub mod order;
pub mod readiness;
pub mod report;
pub mod resource;
pub mod scenario;
pub mod share;
pub mod symptom;
pub mod text;
pub mod verdict;
pub mod verify;
pub mod view;
pub mod yaml;

pub use analysis::{Analysis, Analyst, Scope, analyse, analyse_in};
