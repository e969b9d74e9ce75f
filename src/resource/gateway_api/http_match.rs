//! Conditions of an HTTPRoute.

use crate::resource::wire::text;
use crate::yaml::wire;
use macro_rules_attribute::apply;
use serde::Deserialize;

/// An entry of `matches`: ALL of the fields that are set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ApiHttpMatch {
    /// `path`; the prefix `/` where absent.
    pub path: PathMatch,
    /// `method`.
    pub method: Option<String>,
    /// `headers` in their order.
    pub headers: Vec<NamedMatch>,
    /// `queryParams` in their order.
    pub query: Vec<NamedMatch>,
}

/// `path`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PathMatch {
    /// Any path: what a GRPCRoute says without a method.
    Any,
    /// Exactly this path.
    Exact(String),
    /// This path and what follows it behind a slash.
    Prefix(String),
    /// What this expression describes.
    Regex(String),
}

impl Default for PathMatch {
    fn default() -> Self {
        Self::Prefix("/".to_owned())
    }
}

/// A header or query parameter and what it must be.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NamedMatch {
    /// `name`.
    pub name: String,
    /// `value`.
    pub value: String,
    /// `type: RegularExpression`: the value is an expression.
    pub regex: bool,
}

/// A match as it is written.
#[apply(wire)]
pub(super) struct MatchWire {
    path: Option<PathWire>,
    method: String,
    headers: Vec<NamedWire>,
    query_params: Vec<NamedWire>,
}

#[apply(wire)]
struct PathWire {
    r#type: Option<PathKind>,
    value: Option<String>,
}

#[derive(Deserialize, Clone, Copy, Default)]
enum PathKind {
    Exact,
    #[default]
    PathPrefix,
    RegularExpression,
}

#[apply(wire)]
pub(super) struct NamedWire {
    r#type: Option<ValueKind>,
    name: String,
    value: String,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
enum ValueKind {
    Exact,
    RegularExpression,
}

impl From<MatchWire> for ApiHttpMatch {
    fn from(wire: MatchWire) -> Self {
        Self {
            path: PathMatch::from(wire.path.unwrap_or_default()),
            method: text(wire.method),
            headers: wire.headers.into_iter().map(NamedMatch::from).collect(),
            query: wire.query_params.into_iter().map(NamedMatch::from).collect(),
        }
    }
}

impl From<PathWire> for PathMatch {
    fn from(wire: PathWire) -> Self {
        let value = wire.value.unwrap_or_else(|| "/".to_owned());
        match wire.r#type.unwrap_or_default() {
            PathKind::Exact => Self::Exact(value),
            PathKind::PathPrefix => Self::Prefix(value),
            PathKind::RegularExpression => Self::Regex(value),
        }
    }
}

impl From<NamedWire> for NamedMatch {
    fn from(wire: NamedWire) -> Self {
        Self { name: wire.name, value: wire.value, regex: wire.r#type == Some(ValueKind::RegularExpression) }
    }
}
