//! The words of YAML 1.1 as Kubernetes reads them.
//!
//! Kubernetes turns YAML into JSON with Go's second YAML library, which reads `yes` as a boolean and `0777` as octal, but
//! neither `1:30` as a number nor `2001-01-01` as a date. The rules here restate that library's `resolve`.

use super::{Value, float};

/// A plain word that is not text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word {
    /// `~`, `null` or nothing.
    Null,
    /// `true`, `yes`, `on` …
    Bool(bool),
    /// An integer.
    Int(i64),
    /// An integer beyond `i64`.
    Uint(u64),
    /// Any other number.
    Float(f64),
}

/// What a plain scalar means; nothing where it is text.
pub(super) fn word(text: &str) -> Option<Word> {
    match text.as_bytes().first() {
        None => Some(Word::Null),
        // The first byte decides for nearly every scalar of a manifest.
        Some(b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' | b'~') => name(text),
        Some(b'.') => special(text).or_else(|| fraction(text)).map(Word::Float),
        Some(b'+' | b'-') => special(text).map(Word::Float).or_else(|| number(text)),
        Some(b'0'..=b'9') => number(text),
        Some(_) => None,
    }
}

fn name(text: &str) -> Option<Word> {
    match text {
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            Some(Word::Bool(true))
        }
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            Some(Word::Bool(false))
        }
        "~" | "null" | "Null" | "NULL" => Some(Word::Null),
        _ => None,
    }
}

fn special(text: &str) -> Option<f64> {
    match text {
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Some(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Some(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => Some(f64::NAN),
        _ => None,
    }
}

/// A number that begins with its point; an underscore may stand between two digits.
fn fraction(text: &str) -> Option<f64> {
    if !text.contains('_') {
        return float::parse(text);
    }
    let digits = |part: &str| (part.ends_with(is_digit), part.starts_with(is_digit));
    let parts: Vec<_> = text.split('_').map(digits).collect();
    let separates = parts.windows(2).all(|pair| matches!(pair, [(true, _), (_, true)]));
    if separates { float::parse(&text.replace('_', "")) } else { None }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Underscores may stand anywhere behind the first character.
fn number(text: &str) -> Option<Word> {
    let without;
    let text = if text.contains('_') {
        without = text.replace('_', "");
        without.as_str()
    } else {
        text
    };
    integer(text).or_else(|| float::parse(text).map(Word::Float))
}

/// Go's `ParseInt(text, 0, 64)`, then `ParseUint`: `0b`, `0o`, `0x`, and octal after a bare zero.
fn integer(text: &str) -> Option<Word> {
    let (negative, signed, digits) = match text.as_bytes() {
        [b'-', ..] => (true, true, text.get(1..)?),
        [b'+', ..] => (false, true, text.get(1..)?),
        _ => (false, false, text),
    };
    let (radix, digits) = match digits.as_bytes() {
        [b'0', b'b' | b'B', _, ..] => (2, digits.get(2..)?),
        [b'0', b'o' | b'O', _, ..] => (8, digits.get(2..)?),
        [b'0', b'x' | b'X', _, ..] => (16, digits.get(2..)?),
        [b'0', _, ..] => (8, digits.get(1..)?),
        _ => (10, digits),
    };
    // Rust takes a sign in front of the digits, Go does not.
    if !digits.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let magnitude = u64::from_str_radix(digits, radix).ok()?;
    if negative {
        return 0_i64.checked_sub_unsigned(magnitude).map(Word::Int);
    }
    match i64::try_from(magnitude) {
        Ok(value) => Some(Word::Int(value)),
        Err(_) => (!signed).then_some(Word::Uint(magnitude)),
    }
}

impl Word {
    /// The value in JSON; nothing for infinities and not-a-number, which JSON does not have.
    pub(super) fn value(self) -> Option<Value> {
        match self {
            Self::Null => Some(Value::Null),
            Self::Bool(value) => Some(Value::Bool(value)),
            Self::Int(value) => Some(Value::Int(value)),
            Self::Uint(value) => Some(Value::BigInt(value)),
            Self::Float(value) if !value.is_finite() => None,
            Self::Float(value) => Some(from_float(value)),
        }
    }

    /// The text of a mapping key in JSON; nothing for what Kubernetes does not take as a key.
    pub(super) fn key(self) -> Option<String> {
        match self {
            Self::Bool(value) => Some(value.to_string()),
            Self::Int(value) => Some(value.to_string()),
            Self::Float(value) => Some(float_key(value)),
            Self::Null | Self::Uint(_) => None,
        }
    }
}

/// JSON does not tell `80.0` from `80`, so Kubernetes takes both for an integer.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a whole number within the bounds is itself"
)]
fn from_float(value: f64) -> Value {
    /// The first number beyond `i64`, and the first one beyond `u64`.
    const BEYOND: (f64, f64) = (9_223_372_036_854_775_808.0, 18_446_744_073_709_551_616.0);
    if value.fract() == 0.0 && (-BEYOND.0..BEYOND.0).contains(&value) {
        Value::Int(value as i64)
    } else if value.fract() == 0.0 && (BEYOND.0..BEYOND.1).contains(&value) {
        Value::BigInt(value as u64)
    } else {
        Value::Float(value)
    }
}

/// Go's `FormatFloat(value, 'g', -1, 32)`, with which Kubernetes writes a key: the shortest digits of single precision,
/// and an exponent from a million on.
#[expect(clippy::cast_possible_truncation, reason = "Kubernetes formats keys with single precision")]
fn float_key(value: f64) -> String {
    let single = value as f32;
    if single.is_nan() {
        return ".nan".to_owned();
    }
    let sign = float::sign(value);
    if single.is_infinite() {
        return format!("{sign}.inf");
    }
    let size = single.abs();
    let is_same = |found: f64| (found as f32).to_bits() == size.to_bits();
    let (digits, power) = float::shortest(size.into(), is_same);
    let digits = if (-4..6).contains(&power) {
        float::decimal(&digits, power)
    } else {
        let (first, rest) = digits.split_at_checked(1).unwrap_or((&digits, ""));
        let point = if rest.is_empty() { "" } else { "." };
        let direction = if power < 0 { '-' } else { '+' };
        format!("{first}{point}{rest}e{direction}{:02}", power.abs())
    };
    format!("{sign}{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    // `tests/yaml_vectors.rs` holds the recorded scalars; these were found by comparing random ones.
    #[test_case(".55_4", Some(Word::Float(0.554)); "underscore between digits behind a point")]
    #[test_case(".5_", None; "underscore at the end behind a point")]
    #[test_case("._5", None; "underscore behind the point")]
    #[test_case("+9223372036854775808", Some(Word::Float(9_223_372_036_854_775_808.0)); "signs make big integers floats")]
    #[test_case("-9223372036854775808", Some(Word::Int(i64::MIN)); "least integer")]
    #[test_case("0x+1", None; "sign behind a prefix")]
    #[test_case("--1", None; "two signs")]
    #[test_case("-", None; "sign alone")]
    #[test_case("1-2", None; "sign inside")]
    #[test_case("e5", None; "exponent alone")]
    #[test_case("nan", None; "not a number without its point")]
    fn words(text: &str, expected: Option<Word>) {
        assert_eq!(word(text), expected);
    }

    #[test_case("1.50", "1.5")]
    #[test_case("0x10", "16")]
    #[test_case("1e5", "100000")]
    #[test_case("1e6", "1e+06")]
    #[test_case("1e-5", "1e-05")]
    #[test_case("0.1234567891", "0.12345679"; "single precision")]
    #[test_case("-.inf", "-.inf")]
    #[test_case(".inf", ".inf")]
    #[test_case("-1.5", "-1.5")]
    #[test_case("-0.0", "-0")]
    #[test_case("1234567.5", "1.2345675e+06"; "point and exponent")]
    #[test_case("123456.7", "123456.7"; "no exponent yet")]
    #[test_case("off", "false")]
    fn keys(text: &str, expected: &str) {
        assert_eq!(word(text).and_then(Word::key).as_deref(), Some(expected));
    }

    #[test_case("80.0", Value::Int(80); "whole")]
    #[test_case("1e19", Value::BigInt(10_000_000_000_000_000_000); "whole beyond 63 bits")]
    #[test_case("1e20", Value::Float(1e20); "whole beyond 64 bits")]
    #[test_case("-1e19", Value::Float(-1e19); "negative beyond 63 bits")]
    #[test_case("0.5", Value::Float(0.5); "fraction")]
    fn numbers(text: &str, expected: Value) {
        assert_eq!(word(text).and_then(Word::value), Some(expected));
    }
}
