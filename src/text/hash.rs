//! Numbers by which equal things are found.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};

/// A number that equal values have in common, the same in every run. Others may have it too: whoever finds two values
/// by it must still compare them.
pub fn hash(value: impl Hash) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(value)
}
