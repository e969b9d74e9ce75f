//! Every test of the engine and of the command line, in one program: each program links in all of the engine, which for
//! sixty of them takes minutes and gigabytes. `cargo test --test all routes::` runs those of one file.
//!
//! `tests/architecture.rs` looks that no file is forgotten here.

/// As the command line does, since some tests are about time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[path = "../benches/support/synthetic_mesh.rs"]
mod synthetic_mesh;

mod command;
mod common;

mod admission;
mod admission_rules;
mod ambient_service_entry;
mod architecture;
mod authorization;
mod cases_examples;
mod cases_field;
mod cases_findings;
mod classes;
mod cli_action;
mod cli_check;
mod cli_explain;
mod cli_fix;
mod cli_link;
mod cli_replay;
mod cli_symptom;
mod document_cache;
mod document_order;
mod everyday;
mod fix_kinds;
mod fixes;
mod gateway_api;
mod gateway_requests;
mod gateway_waypoint;
mod hostile;
mod inferred;
mod ingress;
mod ingress_istio;
mod injection;
mod injection_table;
mod kinds;
mod languages;
mod lint_root_causes;
mod mesh;
mod mesh_config;
mod problems;
mod readiness;
mod redrafted;
mod routes;
mod rules;
mod rules_fixed;
mod rules_named;
mod rules_near;
mod samples;
mod sentences;
mod share_damage;
mod share_golden;
mod share_paste;
mod share_redact;
mod symptom;
mod symptoms;
mod totality;
mod vectors;
mod verdict_faithful;
mod verdict_golden;
mod verdict_properties;
mod yaml_errors;
mod yaml_patch;
mod yaml_properties;
mod yaml_spans;
mod yaml_vectors;
