//! What a pasted text tells.

use super::Cause;
use super::clue::{Clue, FLAGS, GENERIC, SPECIFIC, STATUSES};

/// Something that was recognised in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    /// All of these must be in a text that shows the same.
    pub(super) needles: Vec<&'static str>,
    /// Whether it is a word of an access log, which stands alone.
    pub(super) is_word: bool,
    /// What it comes from, the likeliest first.
    pub(super) causes: &'static [Cause],
}

impl Sign {
    /// Whether a text, in the form of [`plain`], shows it.
    pub(super) fn shows(&self, text: &str) -> bool {
        self.needles.iter().all(|needle| {
            if self.is_word {
                text.split([' ', ',']).any(|word| word.eq_ignore_ascii_case(needle))
            } else {
                text.contains(needle)
            }
        })
    }

    /// What was recognised, for people.
    pub(super) fn text(&self) -> String {
        self.needles.join(" … ")
    }
}

/// Lower case, with one space for each run of spaces and underscores: Envoy writes details in the one way and bodies in
/// the other.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c == '_' || c.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            c => plain.push(c.to_ascii_lowercase()),
        }
    }
    plain
}

/// What the text tells: the specific texts in it; only where there are none the flags, then the generic texts, then
/// the bare status.
pub(super) fn read(text: &str) -> Vec<Sign> {
    let plain = plain(text);
    let known = |clues: &'static [Clue]| {
        let found = clues.iter().filter(|clue| clue.needles.iter().all(|needle| plain.contains(needle)));
        let sign = |clue: &'static Clue| Sign {
            needles: clue.needles.to_vec(),
            is_word: false,
            causes: clue.causes,
        };
        found.map(sign).collect::<Vec<_>>()
    };
    let words = words(text);
    let levels = [known(SPECIFIC), flags(&words), known(GENERIC), status(&words)];
    levels.into_iter().find(|signs| !signs.is_empty()).unwrap_or_default()
}

/// The words of a log line, in which flags and statuses stand alone.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || "\",:=|{}[]();'`".contains(c))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether a word is a status: 0, 000 or a number of HTTP.
fn is_status(word: &str) -> bool {
    word == "0" || (word.len() == 3 && word.chars().all(|c| c.is_ascii_digit()))
}

/// The flags of a response: behind a status or behind another flag, behind a key that speaks of flags, or alone.
fn flags(words: &[&str]) -> Vec<Sign> {
    let known = |word: &str| FLAGS.iter().find(|(flag, _)| *flag == word);
    let alone = words.iter().all(|word| known(word).is_some() || is_status(word));
    let mut found: Vec<Sign> = Vec::new();
    let mut before: Option<&str> = None;
    let mut follows = false;
    for word in words {
        let introduced = before.is_some_and(|before| {
            is_status(before) || before.to_ascii_lowercase().contains("flag") || follows
        });
        follows = match known(word) {
            Some((flag, causes)) if alone || introduced => {
                found.push(Sign { needles: vec![*flag], is_word: true, causes });
                true
            }
            _ => false,
        };
        before = Some(word);
    }
    found
}

/// A status that stands alone, or where a response or a tool writes it.
fn status(words: &[&str]) -> Vec<Sign> {
    let known = |word: &str| STATUSES.iter().find(|(status, _)| *status == word);
    let introduces = |before: &str| {
        let before = before.to_ascii_lowercase();
        before.starts_with("http/")
            || before.ends_with("http_code")
            || before.ends_with("status")
            || before.ends_with("response_code")
            || before == "http"
            || before == "code"
    };
    let alone = words.len() <= 2;
    let before = std::iter::once("").chain(words.iter().copied());
    let told = words.iter().zip(before).filter(|(_, before)| alone || introduces(before));
    let found = told.filter_map(|(word, _)| known(word));
    found.map(|(status, causes)| Sign { needles: vec![*status], is_word: true, causes }).collect()
}

#[cfg(test)]
mod tests {
    use super::read;
    use test_case::test_case;

    #[test_case("503 UC", &["UC"]; "a status and a flag")]
    #[test_case("UF,URX", &["UF", "URX"]; "flags alone")]
    #[test_case("\"response_flags\":\"UH\"", &["UH"]; "in JSON")]
    #[test_case("\"GET / HTTP/1.1\" 404 NR - \"-\" 0 0 1 -", &["NR"])]
    #[test_case("503 UF,URX TLS_error:|268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER", &["wrong version number", "268435703"]; "the text before the flags")]
    #[test_case("upstream_reset_before_response_started{connection_termination}", &["{connection termination}"])]
    #[test_case("http_code 000", &["000"])]
    #[test_case("HTTP/1.1 503", &["503"])]
    #[test_case("We moved to Washington DC", &[]; "no flag")]
    #[test_case("Order 404 was shipped today", &[]; "no status")]
    #[test_case("the lazy dog", &[])]
    #[test_case("", &[])]
    fn recognised(text: &str, expected: &[&str]) {
        let found: Vec<_> = read(text).iter().map(super::Sign::text).collect();
        assert_eq!(found, expected);
    }
}
