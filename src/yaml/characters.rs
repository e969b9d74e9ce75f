//! Characters that no document may hold, and those that look like blanks but break lines.

use super::SyntaxErrorKind;
use crate::text::Span;

/// Line breaks of YAML 1.1, which Kubernetes obeys, that neither editors nor YAML 1.2 take for line breaks.
const LINE_SEPARATORS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

/// The first character that Kubernetes' reader refuses.
pub(super) fn forbidden(text: &str) -> Option<(Span, SyntaxErrorKind)> {
    // Nearly every text is free of them; bytes are quicker to search than characters.
    let suspicious = |byte: &u8| matches!(byte, 0..=8 | 0xB | 0xC | 0xE..=0x1F | 0x7F | 0xC2 | 0xEF);
    let first = text.bytes().position(|byte| suspicious(&byte))?;
    let rest = text.get(first..)?;
    let (at, character) = rest.char_indices().find(|(_, character)| !is_printable(*character))?;
    let span = Span::new(first + at, first + at + character.len_utf8());
    Some((span, SyntaxErrorKind::UnexpectedCharacter { character }))
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
