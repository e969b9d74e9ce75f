//! "Did you mean": what an unknown field or word was probably meant to be.

use crate::resource::Meant;
use crate::text::distance;
use crate::yaml::{Entry, Path, Shape};
use std::collections::VecDeque;

/// The field that was meant by an entry whose key `here` does not have. A slip of the finger beats a field of the same
/// name elsewhere, and that beats a word that is merely similar. Last comes a label that stands where its map should:
/// `selector: { app: a }`.
pub(super) fn field(entry: &Entry, here: &Shape, root: &Shape) -> Option<Meant> {
    let Shape::Object(fields) = here else { return None };
    let written = &*entry.key;
    let names = || fields.iter().map(|(name, _)| *name);
    nearest(written, names(), |_| 1)
        .map(Meant::Sibling)
        .or_else(|| find(written, here).map(Meant::Deeper))
        .or_else(|| word_among(written, names()).map(Meant::Sibling))
        .or_else(|| find(written, root).map(Meant::Elsewhere))
        .or_else(|| label(entry, fields).map(Meant::Deeper))
}

/// The route to a text in the only map of texts that there is here.
fn label(entry: &Entry, fields: &[(&'static str, Shape)]) -> Option<Path> {
    let is_map = |shape: &Shape| matches!(shape, Shape::Map(item) if **item == Shape::Text);
    let mut maps = fields.iter().filter(|(_, shape)| is_map(shape));
    let (Some((map, _)), None, Some(_)) = (maps.next(), maps.next(), entry.value.as_str()) else {
        return None;
    };
    Some(Path::of(map).key(entry.key.clone()))
}

/// The word that was meant by `written`.
pub(super) fn word(written: &str, words: &[&'static str]) -> Option<&'static str> {
    word_among(written, words.iter().copied())
}

/// The kind that was meant by `written`, where it is hardly another one: TCPRoute and UDPRoute are two kinds.
pub(in crate::resource) fn kind(
    written: &str,
    kinds: impl Iterator<Item = &'static str>,
) -> Option<&'static str> {
    nearest(written, kinds, |length| if length < 12 { 1 } else { 2 })
}

fn word_among(written: &str, words: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    nearest(written, words, |length| length / 3)
}

/// The candidate with the least distance, if that is not above the limit for the candidate's length.
fn nearest(
    written: &str,
    candidates: impl Iterator<Item = &'static str>,
    limit: impl Fn(usize) -> usize,
) -> Option<&'static str> {
    let plain = |text: &str| text.to_ascii_lowercase().replace(['-', '_'], "");
    let written = plain(written);
    let letters = written.chars().count();
    candidates
        .map(|candidate| (plain(candidate), candidate))
        // So many letters have to come or go. A document may have a million keys that are nothing like any field.
        .filter(|(plain, candidate)| plain.chars().count().abs_diff(letters) <= limit(candidate.len()))
        .map(|(plain, candidate)| (distance(&written, &plain), candidate))
        .filter(|(distance, candidate)| *distance <= limit(candidate.len()))
        .min()
        .map(|(_, candidate)| candidate)
}

/// The shortest route to a field of this name. Items of lists and maps are left out: a route would have to name one.
fn find(name: &str, from: &Shape) -> Option<Path> {
    let mut queue = VecDeque::from([(Path::root(), from)]);
    while let Some((path, shape)) = queue.pop_front() {
        let Shape::Object(fields) = shape else { continue };
        if let Some((field, _)) = fields.iter().find(|(field, _)| *field == name) {
            return Some(path.key(*field));
        }
        queue.extend(fields.iter().map(|(field, shape)| (path.clone().key(*field), shape)));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("strict", Some("STRICT"); "case")]
    #[test_case("STRCT", Some("STRICT"))]
    #[test_case("istio-mutual", Some("ISTIO_MUTUAL"); "another separator")]
    #[test_case("ON", None)]
    #[test_case("", None)]
    fn words(written: &str, expected: Option<&str>) {
        assert_eq!(word(written, &["DISABLE", "PERMISSIVE", "STRICT", "ISTIO_MUTUAL"]), expected);
    }
}
