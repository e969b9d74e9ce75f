//! What else an `http` rule says, as it is written: rewrites, header edits, faults, mirrors, retries.

use super::Destination;
use super::http::{
    Abort, AbortStatus, Delay, HeaderEdits, HeaderOperations, HttpFault, Mirror, Retries, Rewrite, UriRewrite,
};
use super::wire::DestinationWire;
use crate::resource::duration;
use crate::resource::wire::text;
use crate::yaml::wire;
use macro_rules_attribute::apply;
use std::collections::BTreeMap;

#[apply(wire)]
pub(super) struct RewriteWire {
    uri: String,
    authority: String,
    uri_regex_rewrite: Option<RegexRewriteWire>,
}

#[apply(wire)]
struct RegexRewriteWire {
    r#match: String,
    rewrite: String,
}

#[apply(wire)]
pub(super) struct HeadersWire {
    request: HeaderEditsWire,
    response: HeaderEditsWire,
}

#[apply(wire)]
struct HeaderEditsWire {
    set: BTreeMap<String, String>,
    add: BTreeMap<String, String>,
    remove: Vec<String>,
}

#[apply(wire)]
pub(super) struct FaultWire {
    abort: Option<AbortWire>,
    delay: Option<DelayWire>,
}

#[apply(wire)]
struct AbortWire {
    http_status: Option<u16>,
    grpc_status: Option<String>,
    percentage: Option<Percent>,
}

#[apply(wire)]
struct DelayWire {
    fixed_delay: String,
    percentage: Option<Percent>,
}

#[apply(wire)]
pub(super) struct MirrorWire {
    destination: DestinationWire,
    percentage: Option<Percent>,
}

#[apply(wire)]
pub(super) struct Percent {
    value: f64,
}

#[apply(wire)]
pub(super) struct RetriesWire {
    attempts: u32,
    per_try_timeout: String,
    retry_on: String,
}

impl From<RewriteWire> for Rewrite {
    fn from(wire: RewriteWire) -> Self {
        let regex = wire
            .uri_regex_rewrite
            .map(|regex| UriRewrite::Regex { expression: regex.r#match, replacement: regex.rewrite });
        Self { uri: text(wire.uri).map(UriRewrite::Replace).or(regex), authority: text(wire.authority) }
    }
}

impl From<HeadersWire> for HeaderOperations {
    fn from(wire: HeadersWire) -> Self {
        let edits = |wire: HeaderEditsWire| HeaderEdits { set: wire.set, add: wire.add, remove: wire.remove };
        Self { request: edits(wire.request), response: edits(wire.response) }
    }
}

impl From<FaultWire> for HttpFault {
    fn from(wire: FaultWire) -> Self {
        Self { abort: wire.abort.map(Abort::from), delay: wire.delay.map(Delay::from) }
    }
}

impl From<AbortWire> for Abort {
    fn from(wire: AbortWire) -> Self {
        let status = match (wire.http_status, wire.grpc_status) {
            (Some(status), _) => AbortStatus::Http(status),
            (None, Some(status)) => AbortStatus::Grpc(status),
            (None, None) => AbortStatus::Unset,
        };
        Self { status, percent: percent(wire.percentage) }
    }
}

impl From<DelayWire> for Delay {
    fn from(wire: DelayWire) -> Self {
        Self { fixed: duration::parse(&wire.fixed_delay), percent: percent(wire.percentage) }
    }
}

impl From<MirrorWire> for Mirror {
    fn from(wire: MirrorWire) -> Self {
        Self { destination: Destination::from(wire.destination), percent: percent(wire.percentage) }
    }
}

impl From<RetriesWire> for Retries {
    fn from(wire: RetriesWire) -> Self {
        let conditions = wire.retry_on.split(',').filter(|condition| !condition.is_empty());
        Self {
            attempts: wire.attempts,
            per_try_timeout: duration::parse(&wire.per_try_timeout),
            conditions: conditions.map(str::to_owned).collect(),
        }
    }
}

/// The value of a percentage.
pub(super) fn percent(wire: Option<Percent>) -> Option<f64> {
    wire.map(|percent| percent.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::spec;
    use crate::resource::{HttpRule, VirtualService};
    use std::time::Duration;
    use test_case::test_case;

    fn rule(text: &str) -> HttpRule {
        let text = format!("http: [{{{text}}}]");
        spec::<VirtualService>("networking.istio.io/v1", "VirtualService", &text).http[0].clone()
    }

    #[test_case("fault: {abort: {httpStatus: 503}}", Some(&(AbortStatus::Http(503), None)); "never aborts")]
    #[test_case(
        "fault: {abort: {grpcStatus: INTERNAL, percentage: {value: 100}}}",
        Some(&(AbortStatus::Grpc("INTERNAL".to_owned()), Some(100.0)))
    )]
    #[test_case("fault: {abort: {percentage: {}}}", Some(&(AbortStatus::Unset, Some(0.0))))]
    #[test_case("fault: {delay: {fixedDelay: 1s}}", None)]
    fn faults(text: &str, expected: Option<&(AbortStatus, Option<f64>)>) {
        let found = rule(text).fault.abort.map(|abort| (abort.status, abort.percent));
        assert_eq!(found.as_ref(), expected, "VS-13a");
    }

    #[test]
    fn times_and_retries() {
        let rule = rule("timeout: 1.5s, retries: {attempts: 0, perTryTimeout: x, retryOn: 'reset,503'}");
        assert_eq!(rule.timeout, Some(Duration::from_millis(1500)));
        let retries = rule.retries.unwrap_or_default();
        assert_eq!(
            (retries.attempts, retries.per_try_timeout),
            (0, None),
            "an unreadable time counts as absent"
        );
        assert_eq!(retries.conditions, ["reset", "503"]);
    }

    #[test]
    fn rewrites_and_mirrors() {
        let rule = rule(
            "rewrite: {uriRegexRewrite: {match: a, rewrite: b}, authority: c}, mirror: {host: m}, \
             mirrorPercentage: {value: 5}, mirrors: [{destination: {host: o}}]",
        );
        let rewrite = rule.rewrite.unwrap_or_default();
        assert!(
            matches!(rewrite.uri, Some(UriRewrite::Regex { .. })) && rewrite.authority.is_some(),
            "VS-16"
        );
        let mirrors: Vec<_> =
            rule.mirrors.iter().map(|mirror| (mirror.destination.host.as_str(), mirror.percent)).collect();
        assert_eq!(mirrors, [("m", Some(5.0)), ("o", None)]);
    }
}
