//! Names and lines of a scenario on a terminal.

use std::borrow::Cow;

/// `text` with every character that could move the cursor, change colours or reverse the reading direction written
/// as an escape. A manifest may come from anybody, and double-quoted YAML can hold any character.
pub(in crate::report) fn printable(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !text.contains(is_active) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_active(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Whether there is nothing in it but ASCII and arrows that we wrote ourselves, as nearly always: nothing is active then,
/// and each character takes one column.
pub(super) fn is_plain(text: &str) -> bool {
    text.chars().all(|c| matches!(c, ' '..='~' | '→'))
}

fn is_active(c: char) -> bool {
    let directs = matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    c.is_control() || directs
}

#[cfg(test)]
mod tests {
    use super::printable;
    use test_case::test_case;

    #[test_case("결제/payments" => "결제/payments"; "letters of any script stay")]
    #[test_case("a\u{1b}[31mb" => "a\\u{1b}[31mb"; "no colour of its own")]
    #[test_case("a\u{202e}b" => "a\\u{202e}b"; "no reversed reading")]
    #[test_case("a\tb\n" => "a\\u{9}b\\u{a}")]
    fn escapes(text: &str) -> String {
        printable(text).into_owned()
    }
}
