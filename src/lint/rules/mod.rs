//! The rules: this list and nothing else.

use super::Rule;

mod bad_separator;
mod broken_yaml;
mod duplicate_document;
mod incomplete_document;
mod invalid_value;
mod oversized_text;
mod unevaluated_kind;
mod unknown_api_version;
mod unknown_field;
mod unquoted_word;
mod unrendered_template;
mod unused_kind;

/// Every rule, by code.
pub static RULES: &[&Rule] = &[
    &incomplete_document::RULE,
    &unknown_api_version::RULE,
    &unknown_field::RULE,
    &invalid_value::RULE,
    &broken_yaml::RULE,
    &unrendered_template::RULE,
    &bad_separator::RULE,
    &duplicate_document::RULE,
    &unquoted_word::RULE,
    &oversized_text::RULE,
    &unused_kind::RULE,
    &unevaluated_kind::RULE,
];
