//! Which rule of the routes for one host goes first: the most specific one, whatever its place.

use crate::resource::{ApiHttpMatch, PathMatch};
use std::cmp::Reverse;

/// How specific a match is; the most specific is the least. Rules that are alike keep their order: by age of their
/// routes, then as they stand there.
pub(super) fn specificity(condition: Option<&ApiHttpMatch>) -> impl Ord + use<> {
    let of = |condition: &ApiHttpMatch| {
        let (rank, length) = match &condition.path {
            PathMatch::Any => (0_u8, 0),
            PathMatch::Exact(path) => (3, path.len()),
            PathMatch::Prefix(path) if path == "/" => (2, 1),
            PathMatch::Prefix(path) => (2, path.trim_end_matches('/').len()),
            PathMatch::Regex(expression) => (1, expression.len()),
        };
        (rank, length, condition.method.is_some(), condition.headers.len(), condition.query.len())
    };
    Reverse(condition.map(of))
}
