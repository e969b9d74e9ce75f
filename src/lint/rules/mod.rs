//! The rules: this list and nothing else.

pub(super) use self::oversized_text::impatience;
use super::Rule;

mod bad_separator;
mod broken_yaml;
mod closed_by_gateway;
mod conflicting_ports;
mod denied_by_policy;
mod denied_without_identity;
mod duplicate_document;
mod foreign_bytes_on_http;
mod gateway_without_route;
mod hidden_rule;
mod host_of_nothing;
mod http_policy_on_tcp;
mod ignored_annotation;
mod incomplete_document;
mod invalid_value;
mod leftover_permissive;
mod literal_star;
mod meaningless_injection;
mod misplaced_injection;
mod missing_cluster;
mod missing_endpoints;
mod missing_waypoint;
mod mtls_to_plaintext;
mod negative_match_admits_plaintext;
mod origination_on_plain_port;
mod oversized_text;
mod passthrough_in_plaintext;
mod plaintext_egress;
mod plaintext_to_strict;
mod proxy_answer;
mod proxyless_grpc;
mod questionable_resource;
mod rejected_handshake;
mod rejected_resource;
mod requests_to_tls_port;
mod selector_in_root;
pub(super) mod selector_without_pods;
mod server_first_hang;
pub(super) mod service_port_in_policy;
mod shadowed_policy;
mod tls_in_tls;
mod unconsulted_rule;
mod unevaluated_kind;
mod unexpected_outcome;
mod unknown_api_version;
mod unknown_client;
mod unknown_expectation;
mod unknown_field;
mod unknown_gateway;
pub(super) mod unknown_principal;
mod unlisted_revision;
mod unquoted_word;
mod unreachable_address;
mod unread_secret;
mod unreadable_annotation;
mod unregistered_destination;
mod unrendered_template;
mod unrouted_request;
mod unused_kind;

/// Every rule, by code.
pub static RULES: &[&Rule] = &[
    &plaintext_to_strict::RULE,
    &mtls_to_plaintext::RULE,
    &rejected_handshake::RULE,
    &tls_in_tls::RULE,
    &foreign_bytes_on_http::RULE,
    &server_first_hang::RULE,
    &missing_endpoints::RULE,
    &unreachable_address::RULE,
    &unregistered_destination::RULE,
    &missing_cluster::RULE,
    &unrouted_request::RULE,
    &proxy_answer::RULE,
    &denied_without_identity::RULE,
    &http_policy_on_tcp::RULE,
    &denied_by_policy::RULE,
    &closed_by_gateway::RULE,
    &origination_on_plain_port::RULE,
    &conflicting_ports::RULE,
    &gateway_without_route::RULE,
    &requests_to_tls_port::RULE,
    &negative_match_admits_plaintext::RULE,
    &leftover_permissive::RULE,
    &plaintext_egress::RULE,
    &passthrough_in_plaintext::RULE,
    &selector_without_pods::RULE,
    &unknown_client::RULE,
    &unknown_principal::RULE,
    &service_port_in_policy::RULE,
    &shadowed_policy::RULE,
    &selector_in_root::RULE,
    &host_of_nothing::RULE,
    &unconsulted_rule::RULE,
    &hidden_rule::RULE,
    &unknown_gateway::RULE,
    &missing_waypoint::RULE,
    &meaningless_injection::RULE,
    &misplaced_injection::RULE,
    &ignored_annotation::RULE,
    &literal_star::RULE,
    &unread_secret::RULE,
    &incomplete_document::RULE,
    &unknown_api_version::RULE,
    &unknown_field::RULE,
    &invalid_value::RULE,
    &rejected_resource::RULE,
    &questionable_resource::RULE,
    &unreadable_annotation::RULE,
    &broken_yaml::RULE,
    &unrendered_template::RULE,
    &bad_separator::RULE,
    &duplicate_document::RULE,
    &unquoted_word::RULE,
    &oversized_text::RULE,
    &unexpected_outcome::RULE,
    &unknown_expectation::RULE,
    &unused_kind::RULE,
    &unevaluated_kind::RULE,
    &unlisted_revision::RULE,
    &proxyless_grpc::RULE,
];
