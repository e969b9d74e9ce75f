//! Reports: the analysis for people and for machines.

#[cfg(not(target_arch = "wasm32"))]
pub mod json;
#[cfg(not(target_arch = "wasm32"))]
pub mod junit;
#[cfg(not(target_arch = "wasm32"))]
pub mod markdown;
#[cfg(not(target_arch = "wasm32"))]
mod rows;
pub mod rules;
#[cfg(not(target_arch = "wasm32"))]
pub mod sarif;
#[cfg(not(target_arch = "wasm32"))]
mod strict;
#[cfg(not(target_arch = "wasm32"))]
pub mod symptom;
#[cfg(not(target_arch = "wasm32"))]
pub mod text;
