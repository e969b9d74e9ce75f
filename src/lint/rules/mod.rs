//! The rules: this list and nothing else.

use super::Rule;

/// Every rule, by code.
pub static RULES: &[&Rule] = &[];
