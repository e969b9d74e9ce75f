//! Finding the link in what somebody pasted.
//!
//! Mail programs wrap long lines, chat programs escape `#`, put invisible break points into long words and take the
//! full stop behind an address for a part of it. What is tried here is safe to try, because a reading counts only if
//! the check characters confirm it.

use super::{LinkError, envelope};
use std::borrow::Cow;

/// The compressed data of the link in `pasted`.
pub(super) fn read(pasted: &str) -> Result<Vec<u8>, LinkError> {
    let pasted = pasted.trim();
    let unescaped = unescape(&unescape(pasted)).into_owned();
    let readings = [Cow::Borrowed(pasted), Cow::Owned(joined(&unescaped)), Cow::Borrowed(&*unescaped)];
    let mut error = None;
    for reading in &readings {
        match marked(reading).map(|link| link.open()) {
            Some(Ok(data)) => return Ok(data),
            Some(Err(reason)) => error = error.or(Some(reason)),
            None => {}
        }
    }
    Err(error.unwrap_or_else(|| without_mark(&unescaped)))
}

/// A place in a text that looks like a link.
struct Marked<'a> {
    version: u32,
    /// What follows the mark.
    rest: &'a str,
}

impl Marked<'_> {
    fn open(&self) -> Result<Vec<u8>, LinkError> {
        let payload = self.rest.trim_start_matches(envelope::is_digit);
        let (payload, behind) = self.rest.split_at(self.rest.len() - payload.len());
        let word = behind.split_whitespace().next().filter(|_| !behind.starts_with(char::is_whitespace));
        let beyond = word.map_or(0, |word| word.trim_end_matches(|c| !envelope::is_digit(c)).chars().count());
        let opened = envelope::open(payload, beyond);
        match (self.version, opened) {
            (envelope::VERSION, opened) => opened,
            // The check characters cover the version: if they fit ours, its digit is what was damaged.
            (0, _) | (_, Ok(_)) => Err(LinkError::Corrupt),
            (version, Err(_)) => Err(LinkError::TooNew { version }),
        }
    }
}

/// The first `v1.` behind a `#`, else the first one that begins a word.
fn marked(text: &str) -> Option<Marked<'_>> {
    let marks = text.match_indices('v').filter_map(|(at, _)| {
        let (before, rest) = text.split_at_checked(at)?;
        let (version, rest) = rest.strip_prefix('v')?.split_once('.')?;
        let is_number = version.starts_with(|c: char| c.is_ascii_digit())
            && !(version.starts_with('0') && version.len() > 1);
        let version = is_number.then(|| version.parse().ok()).flatten()?;
        Some((before.chars().next_back(), Marked { version, rest }))
    });
    let mut begins_word = None;
    for (before, link) in marks {
        match before {
            Some('#') => return Some(link),
            Some(c) if envelope::is_digit(c) => {}
            _ => begins_word = begins_word.or(Some(link)),
        }
    }
    begins_word
}

/// Why there is no link: an address that ends before or in `#v1.` was cut, anything else was never a link.
fn without_mark(text: &str) -> LinkError {
    let is_start = |text: &str| "v1.".starts_with(text);
    let is_cut = match text.rsplit_once('#') {
        Some((_, fragment)) => is_start(fragment),
        None => is_start(text) || (text.contains("://") && !text.contains("v1.")),
    };
    if is_cut { LinkError::Truncated } else { LinkError::Corrupt }
}

/// Undoes `%23` for `#` and the like. Only ASCII: nothing else stands in a link.
fn unescape(text: &str) -> Cow<'_, str> {
    let mut parts = text.split('%');
    let Some(first) = parts.next().filter(|first| first.len() < text.len()) else {
        return Cow::Borrowed(text);
    };
    let mut out = first.to_owned();
    for part in parts {
        let code = part.get(..2).filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(u8::is_ascii);
        out.push(byte.map_or('%', char::from));
        out += byte.and_then(|_| part.get(2..)).unwrap_or(part);
    }
    Cow::Owned(out)
}

/// The text without line breaks, the indentation and quote marks behind them, invisible characters, and backslashes,
/// which some editors put before `_`.
fn joined(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim_start_matches([' ', '\t', '>']).trim_end());
    let is_noise =
        |c: &char| matches!(c, '\\' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    lines.flat_map(str::chars).filter(|c| !is_noise(c)).collect()
}
