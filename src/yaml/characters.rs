//! Characters that no document may hold, and those that look like blanks but break lines.

use super::SyntaxErrorKind;
use crate::text::Span;

/// Line breaks of YAML 1.1, which Kubernetes obeys, that neither editors nor YAML 1.2 take for line breaks.
const LINE_SEPARATORS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

/// The first character that Kubernetes' reader refuses.
pub(super) fn forbidden(text: &str) -> Option<(Span, SyntaxErrorKind)> {
    // Nearly every text is free of them. Whole blocks without a branch inside are quick to search.
    let block = text
        .as_bytes()
        .chunks(64)
        .position(|block| block.iter().fold(false, |any, byte| any | is_suspicious(*byte)))?;
    let first = (0..=block * 64).rev().find(|at| text.is_char_boundary(*at))?;
    let rest = text.get(first..)?;
    let (at, character) = rest.char_indices().find(|(_, character)| !is_printable(*character))?;
    let span = Span::new(first + at, first + at + character.len_utf8());
    Some((span, SyntaxErrorKind::UnexpectedCharacter { character }))
}

/// Whether a byte is forbidden or part of a character that may be.
fn is_suspicious(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\t' && byte != b'\n' && byte != b'\r')
        || byte == 0x7F
        || byte == 0xC2
        || byte == 0xEF
}

fn is_printable(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' | '\u{85}' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        _ => !character.is_control(),
    }
}

/// The first line separator that most programs take for a blank.
pub(super) fn line_separator(text: &str) -> Option<Span> {
    if text.is_ascii() {
        return None;
    }
    let (start, found) = text.char_indices().find(|(_, character)| LINE_SEPARATORS.contains(character))?;
    Some(Span::new(start, start + found.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("a: 1\t\r\n\u{85}é한😀\u{feff}", None; "ordinary text")]
    #[test_case("\u{0}", Some('\u{0}'); "zero")]
    #[test_case("한한한한한한한한한한한한한한한한한한한한한한한한\u{7f}", Some('\u{7f}'); "behind characters across a block")]
    #[test_case("a\u{9c}", Some('\u{9c}'); "control character of two bytes")]
    #[test_case("a\u{ffff}", Some('\u{ffff}'); "no character")]
    fn forbidden_characters(text: &str, expected: Option<char>) {
        let found = forbidden(text).map(|(span, _)| span.slice(text).to_owned());
        assert_eq!(found, expected.map(String::from));
    }
}
