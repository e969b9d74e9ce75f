//! Time spans as Go's `time.ParseDuration` reads them.

use std::time::Duration;

/// The time span in nanoseconds; `None` where Go cannot read it.
pub(super) fn nanoseconds(text: &str) -> Option<i64> {
    let (negative, mut rest) = match text.strip_prefix(['+', '-']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    if rest == "0" {
        return Some(0);
    }
    if rest.is_empty() {
        return None;
    }
    let mut total: i128 = 0;
    while !rest.is_empty() {
        let (nanoseconds, behind) = part(rest)?;
        total += nanoseconds;
        rest = behind;
    }
    i64::try_from(if negative { -total } else { total }).ok()
}

/// The time span; `None` where Go cannot read it or it is negative.
pub(super) fn parse(text: &str) -> Option<Duration> {
    nanoseconds(text).and_then(|value| u64::try_from(value).ok()).map(Duration::from_nanos)
}

/// The time span in milliseconds; `None` where it is no whole number of them.
pub(super) fn milliseconds(text: &str) -> Option<i64> {
    nanoseconds(text).filter(|value| value % 1_000_000 == 0).map(|value| value / 1_000_000)
}

/// Whether the time span is a millisecond or longer.
pub(super) fn is_at_least_millisecond(text: &str) -> bool {
    nanoseconds(text).is_some_and(|value| value >= 1_000_000)
}

/// Whether it is at least one and no fraction of a millisecond, or so short that Istio takes it for zero.
pub(super) fn is_off_or_milliseconds(nanoseconds: i64) -> bool {
    nanoseconds / 1_000_000 == 0 || (nanoseconds > 0 && nanoseconds % 1_000_000 == 0)
}

/// The first number with its unit, in nanoseconds, and what follows.
fn part(text: &str) -> Option<(i128, &str)> {
    let (whole, behind) = digits(text);
    let (fraction, behind) = match behind.strip_prefix('.') {
        Some(behind) => digits(behind),
        None => ("", behind),
    };
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let (scale, behind) = unit(behind)?;
    let whole: i128 = if whole.is_empty() { 0 } else { whole.parse::<i64>().ok()?.into() };
    // More digits than these are less than a nanosecond even of an hour; Go drops them as well.
    let fraction = fraction.get(..18).unwrap_or(fraction);
    let unit_parts = 10_i128.pow(u32::try_from(fraction.len()).ok()?);
    let fraction: i128 = if fraction.is_empty() { 0 } else { fraction.parse::<i64>().ok()?.into() };
    Some((whole * scale + fraction * scale / unit_parts, behind))
}

fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

/// The length of the unit at the start of the text, in nanoseconds, and what follows.
fn unit(text: &str) -> Option<(i128, &str)> {
    let end = text.find(|c: char| c == '.' || c.is_ascii_digit()).unwrap_or(text.len());
    let (name, behind) = text.split_at(end);
    let scale = match name {
        "ns" => 1,
        "us" | "µs" | "μs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => return None,
    };
    Some((scale, behind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("5s", Some(5_000_000_000))]
    #[test_case("1h2m3.5s", Some(3_723_500_000_000))]
    #[test_case(".5s", Some(500_000_000); "no digit before the point")]
    #[test_case("5.s", Some(5_000_000_000); "no digit behind the point")]
    #[test_case("-1ms", Some(-1_000_000))]
    #[test_case("+1us", Some(1_000))]
    #[test_case("0", Some(0); "zero needs no unit")]
    #[test_case("5", None; "anything else does")]
    #[test_case("", None; "empty")]
    #[test_case(".s", None; "no digit at all")]
    #[test_case("5 s", None; "blank")]
    #[test_case("5d", None; "no days")]
    #[test_case("5S", None; "units are lower case")]
    #[test_case("9223372036s", Some(9_223_372_036_000_000_000))]
    #[test_case("9223372037s", None; "beyond 64 bits")]
    fn spans(text: &str, expected: Option<i64>) {
        assert_eq!(nanoseconds(text), expected);
    }
}
