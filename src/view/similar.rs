//! Is a text an edit of another one, or a new one?

/// Whether `new` is `old` with an edit in it, rather than another text: at least half of the longer one is the
/// same at the beginning and at the end.
///
/// The page keeps the last good result over a broken edit, but not over another text: a result that belongs to
/// something else would be a lie.
pub fn is_edit_of(new: &str, old: &str) -> bool {
    let same_start = common(new.bytes(), old.bytes());
    let rest = new.len().min(old.len()) - same_start;
    let same_end = common(new.bytes().rev(), old.bytes().rev()).min(rest);
    2 * (same_start + same_end) >= new.len().max(old.len())
}

fn common(a: impl Iterator<Item = u8>, b: impl Iterator<Item = u8>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::is_edit_of;
    use test_case::test_case;

    #[test_case("kind: Pod", "kind: Pod", true; "the same")]
    #[test_case("kind: [Pod", "kind: Pod", true; "a character in the middle")]
    #[test_case("kind: Pod\n---\nkind: Service", "kind: Pod\n---\nkind: ", true; "typing at the end")]
    #[test_case("", "", true; "nothing")]
    #[test_case("kind: Pod", "", false; "the first text")]
    #[test_case("", "kind: Pod", false; "everything deleted")]
    #[test_case("apiVersion: v1\nkind: Service", "kind: Pod", false; "another text")]
    #[test_case("aaaa", "aa", true; "the overlap of start and end counts once")]
    #[test_case("aaaaa", "aa", false; "the overlap of start and end does not count twice")]
    fn edits(new: &str, old: &str, expected: bool) {
        assert_eq!(is_edit_of(new, old), expected);
    }
}
