//! Conditions for retries.

use std::ops::RangeInclusive;

const CONDITIONS: [&str; 16] = [
    "5xx",
    "gateway-error",
    "reset",
    "reset-before-request",
    "connect-failure",
    "retriable-4xx",
    "refused-stream",
    "retriable-status-codes",
    "retriable-headers",
    "envoy-ratelimited",
    "http3-post-connect-failure",
    "cancelled",
    "deadline-exceeded",
    "internal",
    "resource-exhausted",
    "unavailable",
];

/// The status codes that have a name.
const STATUSES: [RangeInclusive<i64>; 12] = [
    100..=103,
    200..=208,
    226..=226,
    300..=305,
    307..=308,
    400..=418,
    421..=426,
    428..=429,
    431..=431,
    451..=451,
    500..=508,
    510..=511,
];

/// Whether it is one condition of Envoy, or an HTTP status.
pub(super) fn is_condition(text: &str) -> bool {
    let status = text.parse::<i64>().is_ok_and(|code| STATUSES.iter().any(|range| range.contains(&code)));
    status || CONDITIONS.contains(&text)
}
