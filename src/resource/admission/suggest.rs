//! "Did you mean …" for fields that a kind does not have.

use super::schema::{Field, Object};

/// The most edits between what was written and what may have been meant; short names need to be closer.
fn tolerance(name: &str) -> usize {
    match name.chars().count() {
        0..=3 => 1,
        _ => 2,
    }
}

/// What may have been meant by `name` in a block: the same field further down (`mode` → `mtls.mode`), or one that is
/// written almost alike (`selectors` → `selector`).
pub(super) fn suggestion(name: &str, block: &'static Object) -> Option<String> {
    below(name, block).or_else(|| closest(name, block).map(str::to_owned))
}

fn below(name: &str, block: &'static Object) -> Option<String> {
    block.fields.iter().find_map(|field| {
        let inner = field.schema.block()?.field(name)?;
        Some(format!("{}.{}", field.name, inner.name))
    })
}

fn closest(name: &str, block: &'static Object) -> Option<&'static str> {
    let distance = |field: &Field| edits(&name.to_ascii_lowercase(), &field.name.to_ascii_lowercase());
    let best = block.fields.iter().min_by_key(|field| distance(field))?;
    (distance(best) <= tolerance(name)).then_some(best.name)
}

/// Number of single characters to insert, remove or replace (Levenshtein).
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut next = vec![i + 1];
        for ((b, diagonal), above) in to.iter().zip(&row).zip(row.iter().skip(1)) {
            let left = next.last().copied().unwrap_or_default();
            next.push((diagonal + usize::from(a != *b)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::admission::schema::{Schema, TEXT, field};
    use test_case::test_case;

    static MTLS: Object = Object::new(&[field("mode", TEXT)]);
    static SPEC: Object = Object::new(&[field("selector", TEXT), field("mtls", Schema::Object(&MTLS))]);

    #[test_case("mode", Some("mtls.mode"); "one level down")]
    #[test_case("selectors", Some("selector"); "one letter more")]
    #[test_case("mTLS", Some("mtls"); "other case")]
    #[test_case("mlts", Some("mtls"); "two letters swapped")]
    #[test_case("portLevelMtls", None; "nothing alike")]
    #[test_case("", None; "no name at all")]
    fn suggestions(name: &str, expected: Option<&str>) {
        assert_eq!(suggestion(name, &SPEC).as_deref(), expected);
    }
}
