//! Finding the link in what somebody pasted.
//!
//! Mail programs wrap long lines, chat programs escape `#`, put invisible break points into long words and take the
//! full stop behind an address for a part of it. What is tried here is safe to try, because a reading counts only if
//! the check characters confirm it.

use super::{LinkError, envelope};
use std::borrow::Cow;

/// The compressed data of the link in `pasted`.
pub(super) fn read(pasted: &str) -> Result<Vec<u8>, LinkError> {
    let restored = restored(pasted);
    let as_it_is = marked(pasted).map(|link| link.open(1));
    let in_lines = || marked(&restored).map(|link| link.open(usize::MAX));
    match as_it_is {
        Some(Ok(data)) => Ok(data),
        // What is wrong with the text as it is tells more than what is wrong with our guess at it.
        Some(Err(error)) => in_lines().and_then(Result::ok).ok_or(error),
        None => in_lines().unwrap_or_else(|| Err(without_mark(&restored))),
    }
}

/// A place in a text that looks like a link.
struct Marked<'a> {
    version: u32,
    /// What follows the mark.
    rest: &'a str,
}

impl Marked<'_> {
    /// Opens the link, which may go on over this many lines.
    fn open(&self, lines: usize) -> Result<Vec<u8>, LinkError> {
        let mut payload = String::new();
        let mut behind = "";
        for line in self.rest.split('\n').take(lines) {
            behind = line.trim_start_matches(envelope::is_digit);
            payload += line.strip_suffix(behind).unwrap_or(line);
            if line.is_empty() || !behind.is_empty() || envelope::is_complete(&payload) {
                break;
            }
        }
        let word = behind.split(char::is_whitespace).next().unwrap_or_default();
        let beyond = word.trim_end_matches(|c| !envelope::is_digit(c)).chars().count();
        match (self.version, envelope::open(&payload, beyond)) {
            (envelope::VERSION, opened) => opened,
            // The check characters cover the version: if they fit ours, its digit is what was damaged.
            (0, _) | (_, Ok(_)) => Err(LinkError::Corrupt),
            (version, Err(_)) => Err(LinkError::TooNew { version }),
        }
    }
}

/// The first `v1.` behind a `#`, else the first one that begins a word.
fn marked(text: &str) -> Option<Marked<'_>> {
    let mut begins_word = None;
    for (at, _) in text.match_indices('v') {
        let Some((before, mark)) = text.split_at_checked(at) else { continue };
        let Some(link) = after_version(mark) else { continue };
        match before.chars().next_back() {
            Some('#') => return Some(link),
            Some(c) if envelope::is_digit(c) => {}
            _ => begins_word = begins_word.or(Some(link)),
        }
    }
    begins_word
}

/// Reads `v`, a number without leading zeros and a full stop.
fn after_version(mark: &str) -> Option<Marked<'_>> {
    let number = mark.strip_prefix('v')?;
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = number.get(..number.len() - rest.len())?;
    let version = number.parse().ok().filter(|_| number == "0" || !number.starts_with('0'))?;
    Some(Marked { version, rest: rest.strip_prefix('.')? })
}

/// Why there is no link: an address that ends before or in `#v1.` was cut, anything else was never a link.
fn without_mark(text: &str) -> LinkError {
    let word = text.split_whitespace().next().unwrap_or_default();
    let is_start = |text: &str| "v1.".starts_with(text.trim_end_matches(|c| !envelope::is_digit(c)));
    let is_cut = match word.rsplit_once('#') {
        Some((_, fragment)) => is_start(fragment),
        None => is_start(word) || (word.contains("://") && !word.contains("v1.")),
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

/// The text as it was before programs on its way escaped, quoted and indented it, put invisible characters into it,
/// and backslashes before `_`.
fn restored(text: &str) -> String {
    let is_noise = |c: char| matches!(c, '\\' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let unescaped = unescape(&unescape(text)).replace(is_noise, "");
    let lines = unescaped.lines().map(|line| line.trim_start_matches([' ', '\t', '>']).trim_end());
    lines.collect::<Vec<_>>().join("\n")
}
