//! What protects the compressed bytes on their way through chats and mails.
//!
//! ```text
//! v1. LLLX dddddddd… cccccc
//!     │││└ check of the length        all characters are base64url digits without padding
//!     └┴┴─ length of the data in bytes, 18 bits, most significant digit first
//!               └ data                └ CRC-32 of all characters before it, `v1.` included
//! ```
//!
//! The length comes first and is checked by itself, so that a cut link is told from a damaged one.

use super::checksum::crc32;
use super::{LinkError, TooBig, limits};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The version of links that we write.
pub(super) const VERSION: u32 = 1;

/// How our links begin.
const PREFIX: &str = "v1.";

const HEAD: usize = 4;
const CHECK: usize = 6;

/// The 64 digits in their order.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Makes `v1.…` of compressed data.
pub(super) fn seal(data: &[u8]) -> Result<String, TooBig> {
    if data.len() > limits::PACKED {
        return Err(TooBig::Link);
    }
    let mut link = PREFIX.to_owned();
    let length = [data.len() >> 12, data.len() >> 6, data.len()].map(|part| part % 64);
    link.extend(
        length
            .iter()
            .chain([&length_check(length)])
            .filter_map(|digit| DIGITS.get(*digit))
            .map(|digit| char::from(*digit)),
    );
    link += &URL_SAFE_NO_PAD.encode(data);
    link += &URL_SAFE_NO_PAD.encode(crc32(link.as_bytes()).to_be_bytes());
    Ok(link)
}

/// Reads the payload of a link: `payload` is what follows `v1.`, up to the first character that is not a digit;
/// `beyond` counts the characters that follow without a blank. They tell damage from a cut: a link that goes on was
/// not cut.
pub(super) fn open(payload: &str, beyond: usize) -> Result<Vec<u8>, LinkError> {
    let too_short = |needed: usize| {
        if payload.len() + beyond < needed { LinkError::Truncated } else { LinkError::Corrupt }
    };
    let head = payload.get(..HEAD).ok_or_else(|| too_short(HEAD))?;
    let data_end = data_end(head).ok_or(LinkError::Corrupt)?;
    let end = data_end + CHECK;
    let (Some(data), Some(check), Some(checked)) =
        (payload.get(HEAD..data_end), payload.get(data_end..end), payload.get(..data_end))
    else {
        return Err(too_short(end));
    };
    // One digit more is not a link with something behind it, but a link into which something was put.
    let is_whole = payload.get(end..).is_some_and(|rest| !rest.contains(|c: char| c.is_ascii_alphanumeric()));
    let expected = URL_SAFE_NO_PAD.encode(crc32(format!("{PREFIX}{checked}").as_bytes()).to_be_bytes());
    if !is_whole || check != expected {
        return Err(LinkError::Corrupt);
    }
    URL_SAFE_NO_PAD.decode(data).map_err(|_| LinkError::Corrupt)
}

/// Whether a payload has as many digits as its length demands.
pub(super) fn is_complete(payload: &str) -> bool {
    let data_end = payload.get(..HEAD).and_then(data_end);
    data_end.is_some_and(|data_end| payload.len() >= data_end + CHECK)
}

/// Whether `c` may stand in a payload.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Where in a payload the data ends.
fn data_end(head: &str) -> Option<usize> {
    length(head).map(|length| HEAD + (length * 4).div_ceil(3))
}

fn length(head: &str) -> Option<usize> {
    let value = |digit: &u8| DIGITS.iter().position(|candidate| candidate == digit);
    let [a, b, c, check] = head.as_bytes() else { return None };
    let length = [value(a)?, value(b)?, value(c)?];
    let [a, b, c] = length;
    (value(check)? == length_check(length)).then_some((a << 12) + (b << 6) + c)
}

/// All weights are odd, so a change of any one digit changes the sum modulo 64.
fn length_check([a, b, c]: [usize; 3]) -> usize {
    (a + 3 * b + 5 * c + 7) % 64
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case(b"", "v1.AAAHYJYQSw"; "empty")]
    #[test_case(b"abc", "v1.AADWYWJj"; "three bytes")]
    fn sealed(data: &[u8], expected: &str) {
        let link = seal(data).unwrap();
        assert!(link.starts_with(expected), "{link}");
        assert_eq!(open(link.strip_prefix(PREFIX).unwrap(), 0).as_deref(), Ok(data));
    }

    #[test]
    fn the_longest_link() {
        let link = seal(&vec![7; limits::PACKED]).unwrap();
        assert_eq!(link.len(), 349_537);
        assert!(open(link.strip_prefix(PREFIX).unwrap(), 0).is_ok());
        assert_eq!(seal(&vec![7; limits::PACKED + 1]), Err(TooBig::Link));
    }

    #[test]
    fn every_change_of_the_length_is_noticed() {
        for length in [0_usize, 1, 63, 64, 4_095, 65_537, limits::PACKED] {
            let link = seal(&vec![0; length]).unwrap();
            let head = link.get(PREFIX.len()..PREFIX.len() + HEAD).unwrap();
            for at in 0..HEAD {
                for digit in DIGITS.iter().map(|digit| char::from(*digit)) {
                    let mut damaged = head.to_owned();
                    damaged.replace_range(at..=at, &digit.to_string());
                    assert_eq!(super::length(&damaged), (damaged == head).then_some(length));
                }
            }
        }
    }
}
