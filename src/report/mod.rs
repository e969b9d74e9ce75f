//! Reports: the analysis for people and for machines.

#[cfg(not(target_arch = "wasm32"))]
pub mod json;
pub mod rules;
#[cfg(not(target_arch = "wasm32"))]
pub mod text;
