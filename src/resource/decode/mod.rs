//! From a tree to a domain type, without losing the whole for a bad part.
//!
//! The tree is compared with the shape of the kind's wire type first. What does not fit is reported and counts as
//! absent; the rest is decoded by serde and converted. A conversion that refuses a field gets another chance without
//! it.

mod check;
mod int_or_string;
pub(super) mod suggest;

pub(super) use int_or_string::IntOrString;

use super::Fault;
use crate::yaml::{self, Node, Path, Shape, Value};
use check::Cut;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// Something wrong with one field.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Flaw {
    /// The route to the field from the node that was decoded.
    pub(super) path: Path,
    /// What is wrong with it.
    pub(super) fault: Fault,
}

impl Flaw {
    /// A flaw of the field at `path`.
    pub(super) fn new(path: Path, fault: Fault) -> Self {
        Self { path, fault }
    }

    /// The same flaw as seen from above, where the decoded node stands at `route`.
    pub(super) fn below(self, route: Path) -> Self {
        Self { path: route.join(&self.path), ..self }
    }
}

/// A value without which the object around it means something else: an unreadable `tls.mode` is not the same as none,
/// and an unreadable selector does not select everything. If any of it is refused, so is that object.
#[derive(Deserialize, Default)]
pub(super) struct Vital<T>(pub(super) T);

/// How many bytes are decoded again because of refused fields: of a large document with thousands of them, no value is
/// read, and the first ones are told.
const AGAIN: usize = 4 * 1024 * 1024;

/// Decodes `node` as the wire type `W` and converts it. `None` only where a field that must be there is
/// missing or refused, or too many are.
///
/// A conversion may refuse a field of an object by its route, but not an item of a list as a whole: items keep their
/// places.
pub(super) fn decode<W: DeserializeOwned, T>(
    node: &Node,
    shape: &Shape,
    closed: bool,
    convert: impl Fn(W) -> Result<T, Flaw>,
) -> (Option<T>, Vec<Flaw>) {
    let checked = check::check(node, shape, closed);
    let mut flaws = checked.flaws;
    let mut tree = Cow::Borrowed(node);
    // The root itself has no place that it could be cut out of; nothing at all decodes like an empty mapping.
    if !matches!(node.value, Value::Mapping(_)) {
        tree.to_mut().value = Value::Mapping(Vec::new());
    }
    if checked.hopeless {
        return (None, flaws);
    }
    if !checked.cuts.is_empty() {
        check::cut_all(tree.to_mut(), &checked.cuts);
    }
    for _ in 0..=AGAIN / node.span.len().max(1) {
        match convert(yaml::decode(&tree)) {
            Ok(value) => return (Some(value), flaws),
            Err(Flaw { path, fault: Fault::Missing { field } }) => {
                // A field that is there but was refused is not missing.
                let refused = path.clone().key(field);
                if flaws.iter().all(|flaw| flaw.path != refused) {
                    flaws.push(Flaw::new(path, Fault::Missing { field }));
                }
                return (None, flaws);
            }
            Err(flaw) => {
                let cut = Cut { path: flaw.path.clone(), zero: Value::Null };
                flaws.push(flaw);
                if !check::cut(tree.to_mut(), &cut) {
                    return (None, flaws);
                }
            }
        }
    }
    (None, flaws)
}
