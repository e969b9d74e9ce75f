//! Decimal numbers as doubles and back.
//!
//! The standard library is fast by tables of 12 KiB that no compression makes smaller. Numbers with a point are rare in
//! manifests; long division gives the same doubles and digits.

use std::cmp::Ordering;

/// More digits than this only tell on which side of a tie a number is.
const SIGNIFICANT: usize = 800;

/// A power of ten beyond this is infinite or zero, whatever the digits.
const LARGEST_POWER: i64 = 400;

/// The double nearest to `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`; nothing for any other text and beyond
/// the range of doubles.
pub(super) fn parse(text: &str) -> Option<f64> {
    let (negative, text) = match text.as_bytes() {
        [b'-', ..] => (true, text.get(1..)?),
        [b'+', ..] => (false, text.get(1..)?),
        _ => (false, text),
    };
    let (digits, power) = match text.split_once(['e', 'E']) {
        Some((digits, power)) => (digits, exponent(power)?),
        None => (text, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut number = Natural::default();
    let mut power = power.saturating_sub(i64::try_from(fraction.len()).ok()?);
    let mut significant = 0;
    for digit in whole.bytes().chain(fraction.bytes()) {
        let digit = digit.checked_sub(b'0').filter(|digit| *digit < 10)?;
        match significant {
            0 if digit == 0 => {}
            SIGNIFICANT => {
                power = power.saturating_add(1);
                number.mark(digit != 0);
            }
            _ => {
                significant += 1;
                number.multiply(10, digit.into());
            }
        }
    }
    let size = i64::try_from(significant).ok()?.saturating_add(power);
    let magnitude = match significant {
        0 => 0.0,
        _ if size < -LARGEST_POWER => 0.0,
        _ if size > LARGEST_POWER => return None,
        _ => nearest(number, power),
    };
    magnitude.is_finite().then_some(if negative { -magnitude } else { magnitude })
}

/// The written power of ten; what is beyond an `i64` is beyond doubles as well.
fn exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', ..] => (true, text.get(1..)?),
        [b'+', ..] => (false, text.get(1..)?),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.parse().unwrap_or(i64::MAX);
    Some(if negative { -size } else { size })
}

/// The double nearest to `number`, which is not zero, times this power of ten; of two that are as near the even one.
fn nearest(mut number: Natural, power: i64) -> f64 {
    let mut divisor = Natural::from(1);
    let scaled = if power < 0 { &mut divisor } else { &mut number };
    scaled.raise(10, power.unsigned_abs(), 9);
    // Both are brought to the same length, so that the quotient is at least one half and less than two.
    let mut exponent = number.bits() - divisor.bits();
    if exponent < 0 {
        number.shift(-exponent);
    } else {
        divisor.shift(exponent);
    }
    if number.compare(&divisor) == Ordering::Less {
        number.shift(1);
        exponent -= 1;
    }
    // Doubles have 53 bits, and fewer where the exponent has reached its least value.
    let bits = (exponent + 1075).clamp(0, 53);
    let mut mantissa: u64 = 0;
    for _ in 0..bits {
        mantissa = mantissa * 2 + u64::from(number.take(&divisor));
        number.shift(1);
    }
    if bits == 0 && exponent < -1075 {
        return 0.0;
    }
    let up = match number.compare(&divisor) {
        Ordering::Greater => true,
        Ordering::Equal => mantissa % 2 == 1,
        Ordering::Less => false,
    };
    mantissa += u64::from(up);
    // A carry out of the mantissa lands in the exponent, where it belongs.
    let normal = if bits == 53 { u64::try_from(exponent + 1022).unwrap_or(0) } else { 0 };
    f64::from_bits(if exponent > 1023 { f64::INFINITY.to_bits() } else { (normal << 52) + mantissa })
}

/// The shortest decimal that reads as this number, without an exponent.
pub(crate) fn write(value: f64) -> String {
    let (digits, power) = shortest(value.abs(), |found| found.to_bits() == value.abs().to_bits());
    sign(value).to_owned() + &decimal(&digits, power)
}

/// `-` before what is negative.
pub(super) fn sign(value: f64) -> &'static str {
    if value.is_sign_negative() { "-" } else { "" }
}

/// The shortest digits that read as the `same` number as `value`, which is finite and not negative, and the power of ten
/// of the first one.
pub(super) fn shortest(value: f64, same: impl Fn(f64) -> bool) -> (String, i64) {
    if value == 0.0 {
        return ("0".to_owned(), 0);
    }
    let mut number = Natural::default();
    let (fraction, exponent) = (value.to_bits() & ((1 << 52) - 1), value.to_bits() >> 52);
    let mantissa = if exponent == 0 { fraction } else { fraction | 1 << 52 };
    number.multiply(1, low(mantissa >> 32));
    number.shift(32);
    number.add(low(mantissa));
    let mut divisor = Natural::from(1);
    // 2 to the power of -1074 is the unit of the least exponents.
    number.shift(i64::try_from(exponent.max(1) - 1).unwrap_or(0));
    divisor.shift(1074);

    let mut power = 0;
    while number.compare(&divisor) == Ordering::Less {
        number.multiply(10, 0);
        power -= 1;
    }
    let mut tenfold = divisor.clone();
    tenfold.multiply(10, 0);
    while number.compare(&tenfold) != Ordering::Less {
        divisor = tenfold.clone();
        tenfold.multiply(10, 0);
        power += 1;
    }
    let mut digits: u64 = 0;
    loop {
        digits *= 10;
        while number.take(&divisor) {
            digits += 1;
        }
        let mut twice = number.clone();
        twice.multiply(2, 0);
        let rounded = digits + u64::from(twice.compare(&divisor) != Ordering::Less);
        // Seventeen digits tell any two doubles apart.
        let is_last = digits >= 10_u64.pow(16);
        let unit = power - digits.checked_ilog10().map_or(0, i64::from);
        if is_last || parse(&format!("{rounded}e{unit}")).is_some_and(&same) {
            let text = rounded.to_string();
            let first = unit + i64::try_from(text.len()).unwrap_or(0) - 1;
            return (text.trim_end_matches('0').to_owned(), first);
        }
        number.multiply(10, 0);
    }
}

/// Digits of which the first one has this power of ten.
pub(super) fn decimal(digits: &str, power: i64) -> String {
    let zeros = |count: usize| "0".repeat(count);
    match usize::try_from(power) {
        Ok(power) => match digits.split_at_checked(power + 1) {
            Some((whole, "")) => whole.to_owned(),
            Some((whole, fraction)) => format!("{whole}.{fraction}"),
            None => digits.to_owned() + &zeros(power + 1 - digits.len()),
        },
        Err(_) => format!("0.{}{digits}", zeros(usize::try_from(-power - 1).unwrap_or(0))),
    }
}

/// A natural number of any size, in digits of 32 bits, the lowest first and the highest not zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Natural(Vec<u32>);

impl From<u32> for Natural {
    fn from(value: u32) -> Self {
        Self(vec![value])
    }
}

impl Natural {
    fn multiply(&mut self, factor: u32, add: u32) {
        let mut carry = u64::from(add);
        for digit in &mut self.0 {
            carry += u64::from(*digit) * u64::from(factor);
            *digit = low(carry);
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(low(carry));
        }
    }

    /// Fills the lowest digit, which is zero.
    fn add(&mut self, digit: u32) {
        match self.0.first_mut() {
            Some(lowest) => *lowest |= digit,
            None => self.multiply(1, digit),
        }
    }

    /// Makes the number a little larger if anything is left out of it. An odd number need not change: a tie between two
    /// doubles has fewer digits, and ends in zeros here.
    fn mark(&mut self, more: bool) {
        if let Some(digit) = self.0.first_mut() {
            *digit |= u32::from(more);
        }
    }

    fn shift(&mut self, bits: i64) {
        self.raise(2, bits.unsigned_abs(), 31);
    }

    /// Multiplies by `base` so many times; `at_once` times at once still fit into a digit.
    fn raise(&mut self, base: u32, times: u64, at_once: u32) {
        let mut left = times;
        while left > 0 {
            let now = u32::try_from(left).map_or(at_once, |left| left.min(at_once));
            self.multiply(base.pow(now), 0);
            left -= u64::from(now);
        }
    }

    fn bits(&self) -> i64 {
        let top = self.0.last().map_or(0, |digit| 32 - i64::from(digit.leading_zeros()));
        i64::try_from(self.0.len()).map_or(0, |length| (length - 1) * 32 + top)
    }

    fn compare(&self, other: &Self) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// Takes `other` away, if there is as much.
    fn take(&mut self, other: &Self) -> bool {
        let enough = self.compare(other) != Ordering::Less;
        if enough {
            let mut borrow = 0;
            for (at, digit) in self.0.iter_mut().enumerate() {
                let less = other.0.get(at).copied().unwrap_or(0);
                let (first, one) = digit.overflowing_sub(less);
                let (second, two) = first.overflowing_sub(borrow);
                *digit = second;
                borrow = u32::from(one || two);
            }
            while self.0.last() == Some(&0) {
                self.0.pop();
            }
        }
        enough
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
fn low(value: u64) -> u32 {
    value as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use test_case::test_case;

    fn oracle(text: &str) -> Option<f64> {
        text.parse().ok().filter(|value: &f64| value.is_finite())
    }

    #[test_case("0"; "zero")]
    #[test_case("-0.0"; "negative zero")]
    #[test_case("1."; "point at the end")]
    #[test_case(".5"; "point at the start")]
    #[test_case("."; "point alone")]
    #[test_case(""; "nothing")]
    #[test_case("-"; "sign alone")]
    #[test_case("1e"; "no exponent")]
    #[test_case("1e+"; "sign without exponent")]
    #[test_case("e5"; "exponent alone")]
    #[test_case("1.5.2"; "two points")]
    #[test_case("1e5e5"; "two exponents")]
    #[test_case("+-1"; "two signs")]
    #[test_case("1e99999999999999999999"; "exponent out of range")]
    #[test_case("1e-99999999999999999999"; "negative exponent out of range")]
    #[test_case("0e99999999999999999999"; "zero times anything")]
    #[test_case("1.7976931348623157e308"; "largest")]
    #[test_case("1.7976931348623158e308"; "just not infinite")]
    #[test_case("1.7976931348623159e308"; "just infinite")]
    #[test_case("5e-324"; "least")]
    #[test_case("2.4703282292062327e-324"; "half of the least")]
    #[test_case("2.4703282292062328e-324"; "more than half of the least")]
    #[test_case("2.2250738585072014e-308"; "least normal")]
    #[test_case("2.2250738585072011e-308"; "largest below it")]
    #[test_case("9007199254740993"; "tie to even, down")]
    #[test_case("9007199254740995"; "tie to even, up")]
    #[test_case("9007199254740993.00000000000000000000000000000000001"; "more than a tie")]
    fn agrees(text: &str) {
        assert_eq!(parse(text).map(f64::to_bits), oracle(text).map(f64::to_bits));
    }

    #[test_case(0.0)]
    #[test_case(-0.0)]
    #[test_case(0.1)]
    #[test_case(-1.5)]
    #[test_case(80.0)]
    #[test_case(9.5)]
    #[test_case(0.3)]
    #[test_case(1e20)]
    #[test_case(1e23)]
    #[test_case(5e-324; "least")]
    #[test_case(f64::MAX; "largest")]
    #[test_case(f64::MIN_POSITIVE; "least normal")]
    fn writes(value: f64) {
        assert_eq!(write(value), value.to_string());
    }

    #[test]
    fn digits_without_end_are_read_soon() {
        let text = format!("9007199254740993.{}1", "0".repeat(100_000));
        assert_eq!(parse(&text), oracle(&text));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn agrees_on_every_double(bits: u64) {
            let text = format!("{:e}", f64::from_bits(bits));
            prop_assert_eq!(parse(&text), oracle(&text), "{}", text);
        }

        #[test]
        fn writes_like_the_standard_library(bits: u64) {
            let value = f64::from_bits(bits);
            prop_assume!(value.is_finite());
            prop_assert_eq!(write(value), value.to_string());
        }

        #[test]
        fn agrees_on_every_text(text in "[-+]?[0-9]{0,30}\\.?[0-9]{0,30}([eE][-+]?[0-9]{1,3})?") {
            prop_assert_eq!(parse(&text).map(f64::to_bits), oracle(&text).map(f64::to_bits), "{}", text);
        }

        #[test]
        fn agrees_between_doubles(bits in 0..0x7FE0_0000_0000_0000_u64) {
            // The middle of two neighbours, written to the last digit.
            let (low, high) = (f64::from_bits(bits), f64::from_bits(bits + 1));
            for text in [format!("{low:.1100}"), format!("{high:.1100}")] {
                prop_assert_eq!(parse(&text), oracle(&text), "{}", text);
            }
        }
    }
}
