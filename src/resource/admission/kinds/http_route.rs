//! `http` rules of a VirtualService.

use super::route::{
    DESTINATION, GATEWAYS, MATCH_PORT, SOURCE_LABELS, TO, WEIGHT, gateway_rules, weight_rules,
};
use super::{At, Objections, Rule};
use crate::resource::admission::Format;
use crate::resource::admission::format::is_authority;
use crate::resource::admission::schema::{
    BOOLEAN, COUNT, DURATION, FILLED, Field, Object, PORT_OR_NONE, SIGNED, Schema, TEXT, TEXTS, UNSIGNED,
    field,
};

const REGEX: Schema = TEXT.format(Format::Regex);
const ONE_MATCH: &[&[&str]] = &[&["exact", "prefix", "regex"]];

/// A text match whose prefix may be empty: of a URI.
static URI_MATCH: Object =
    Object::new(&[field("exact", TEXT), field("prefix", TEXT), field("regex", REGEX)]).exclusive(ONE_MATCH);
static TEXT_MATCH: Object =
    Object::new(&[field("exact", TEXT), field("prefix", FILLED), field("regex", REGEX)]).exclusive(ONE_MATCH);
/// A text match that may say `regex: "*"` for "is present".
static ABSENT_MATCH: Object = Object::new(&[
    field("exact", TEXT),
    field("prefix", FILLED),
    field("regex", TEXT.format(Format::RegexOrStar)),
])
.exclusive(ONE_MATCH);
/// A text match that says something.
static ORIGIN_MATCH: Object =
    Object::new(&[field("exact", FILLED), field("prefix", FILLED), field("regex", REGEX)])
        .exclusive(ONE_MATCH);

static TEXT_MATCH_VALUE: Schema = Schema::Object(&TEXT_MATCH);
static ABSENT_MATCH_VALUE: Schema = Schema::Object(&ABSENT_MATCH);
static ORIGIN_MATCH_VALUE: Schema = Schema::Object(&ORIGIN_MATCH);

static MATCH: Object = Object::new(&[
    field("name", TEXT),
    field("uri", Schema::Object(&URI_MATCH)),
    field("scheme", TEXT_MATCH_VALUE),
    field("method", TEXT_MATCH_VALUE),
    field("authority", TEXT_MATCH_VALUE),
    field("headers", Schema::map(Some(Format::HeaderToMatch), &TEXT_MATCH_VALUE)),
    MATCH_PORT,
    SOURCE_LABELS,
    GATEWAYS,
    field("queryParams", Schema::map(None, &TEXT_MATCH_VALUE)),
    field("ignoreUriCase", BOOLEAN),
    field("withoutHeaders", Schema::map(Some(Format::HeaderToMatch), &ABSENT_MATCH_VALUE)),
    field("sourceNamespace", TEXT.format(Format::DnsLabel).or_empty()),
    field("statPrefix", TEXT),
]);
static MATCH_ITEM: Schema = Schema::Object(&MATCH);

static HEADER_VALUE: Schema = TEXT.format(Format::HeaderValue);
static PLAIN_HEADER: Schema = TEXT.format(Format::PlainHeader);
const REMOVE: Field = field("remove", Schema::list(&PLAIN_HEADER));
const fn header_map(name: &'static str, keys: Format) -> Field {
    field(name, Schema::map(Some(keys), &HEADER_VALUE))
}
static REQUEST_HEADERS: Object =
    Object::new(&[header_map("set", Format::HeaderToSet), header_map("add", Format::HeaderToSet), REMOVE]);
static RESPONSE_HEADERS: Object =
    Object::new(&[header_map("set", Format::PlainHeader), header_map("add", Format::PlainHeader), REMOVE]);
static HEADERS: Object = Object::new(&[
    field("request", Schema::Object(&REQUEST_HEADERS)),
    field("response", Schema::Object(&RESPONSE_HEADERS)),
]);
const HEADERS_FIELD: Field = field("headers", Schema::Object(&HEADERS));

static ROUTE: Object = Object::new(&[TO, WEIGHT, HEADERS_FIELD]);
static ROUTE_ITEM: Schema = Schema::Object(&ROUTE);

static REDIRECT: Object = Object::new(&[
    field("uri", TEXT),
    field("prefixRewrite", TEXT),
    field("authority", TEXT),
    field("port", PORT_OR_NONE),
    field("derivePort", Schema::one_of(&["FROM_PROTOCOL_DEFAULT", "FROM_REQUEST_PORT"])),
    field("scheme", Schema::one_of(&["", "http", "https"])),
    field("redirectCode", UNSIGNED),
])
.exclusive(&[&["port", "derivePort"]]);

static BODY: Object = Object::new(&[
    field("string", TEXT.length(0, LARGEST_BODY)),
    field("bytes", TEXT.format(Format::Base64)),
])
.exclusive(&[&["string", "bytes"]]);
const LARGEST_BODY: usize = 1 << 20;
const STATUS: Schema = Schema::integer(200, 600);
static DIRECT_RESPONSE: Object =
    Object::new(&[field("status", STATUS).required(), field("body", Schema::Object(&BODY))]);

static DELEGATE: Object = Object::new(&[field("name", TEXT), field("namespace", TEXT)]);
static REGEX_REWRITE: Object = Object::new(&[
    field("match", FILLED.format(Format::Regex)).required(),
    field("rewrite", FILLED).required(),
]);
static REWRITE: Object = Object::new(&[
    field("uri", TEXT),
    field("authority", TEXT),
    field("uriRegexRewrite", Schema::Object(&REGEX_REWRITE)),
]);
static RETRIES: Object = Object::new(&[
    field("attempts", COUNT),
    field("perTryTimeout", DURATION),
    field("retryOn", TEXT.format(Format::RetryOn).or_empty()),
    field("retryRemoteLocalities", BOOLEAN).nullable(),
    field("retryIgnorePreviousHosts", BOOLEAN).nullable(),
    field("backoff", DURATION),
]);

static PERCENT: Object = Object::new(&[field("value", Schema::number(0, 100))]);
const PERCENTAGE: Field = field("percentage", Schema::Object(&PERCENT));
static DELAY: Object = Object::new(&[
    field("percent", SIGNED),
    field("fixedDelay", DURATION),
    field("exponentialDelay", DURATION),
    PERCENTAGE,
])
.exclusive(&[&["fixedDelay", "exponentialDelay"]]);
static ABORT: Object = Object::new(&[
    field("httpStatus", STATUS),
    field("grpcStatus", Schema::one_of(&GRPC_STATUSES)),
    field("http2Error", TEXT),
    PERCENTAGE,
])
.exclusive(&[&["httpStatus", "grpcStatus", "http2Error"]]);
static FAULT: Object =
    Object::new(&[field("delay", Schema::Object(&DELAY)), field("abort", Schema::Object(&ABORT))]);
const GRPC_STATUSES: [&str; 17] = [
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "UNAUTHENTICATED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
];

static METHOD: Schema =
    Schema::one_of(&["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE", "*"]);
static CORS_HEADER: Schema = TEXT.format(Format::CorsHeader);
static CORS: Object = Object::new(&[
    field("allowOrigin", TEXTS),
    field("allowOrigins", Schema::list(&ORIGIN_MATCH_VALUE)),
    field("allowMethods", Schema::list(&METHOD)),
    field("allowHeaders", Schema::list(&CORS_HEADER)),
    field("exposeHeaders", Schema::list(&CORS_HEADER)),
    field("maxAge", TEXT.format(Format::Seconds)),
    field("allowCredentials", BOOLEAN).nullable(),
    field("unmatchedPreflights", Schema::one_of(&["UNSPECIFIED", "FORWARD", "IGNORE"])),
]);

static MIRROR: Object = Object::new(&[TO, PERCENTAGE]);
static MIRROR_ITEM: Schema = Schema::Object(&MIRROR);
const OLD_MIRROR_PERCENT: Schema = Schema::integer(0, 100);

static HTTP: Object = Object::new(&[
    field("name", TEXT),
    field("match", Schema::list(&MATCH_ITEM)),
    field("route", Schema::list(&ROUTE_ITEM)),
    field("redirect", Schema::Object(&REDIRECT)),
    field("directResponse", Schema::Object(&DIRECT_RESPONSE)),
    field("delegate", Schema::Object(&DELEGATE)),
    field("rewrite", Schema::Object(&REWRITE)),
    field("timeout", DURATION),
    field("retries", Schema::Object(&RETRIES)),
    field("fault", Schema::Object(&FAULT)),
    field("mirror", Schema::Object(&DESTINATION)),
    field("mirrors", Schema::list(&MIRROR_ITEM)),
    field("mirrorPercent", OLD_MIRROR_PERCENT).nullable(),
    field("mirror_percent", OLD_MIRROR_PERCENT).nullable(),
    field("mirrorPercentage", Schema::Object(&PERCENT)),
    field("corsPolicy", Schema::Object(&CORS)),
    HEADERS_FIELD,
]);
/// An entry of `http`.
pub(super) static HTTP_ITEM: Schema = Schema::Object(&HTTP);

/// The rules for an entry of `http`; `delegate` tells that its VirtualService has no hosts.
pub(super) fn rules(rule: &At<'_, '_>, delegate: bool, out: &mut Objections) {
    action_rules(rule, delegate, out);
    for condition in rule.key("match").items() {
        gateway_rules(&condition.key("gateways"), out);
    }
    weight_rules(&rule.key("route"), out);
    redirect_rules(rule, out);
    fault_rules(&rule.key("fault"), out);
    rewrite_rules(rule, out);
    retry_rules(&rule.key("retries"), out);
    for origin in rule.key("corsPolicy").key("allowOrigins").items() {
        let says = ["exact", "prefix", "regex"].iter().any(|name| origin.key(name).exists());
        out.reject_if(!says, &origin, Rule::AtLeastOneOf { fields: &["exact", "prefix", "regex"] });
    }
}

/// Exactly one thing happens to a request: it is routed, redirected, answered, or handed to a delegate.
fn action_rules(rule: &At<'_, '_>, delegate: bool, out: &mut Objections) {
    let (route, redirect, response) = (rule.key("route"), rule.key("redirect"), rule.key("directResponse"));
    let to_delegate = rule.key("delegate");
    if to_delegate.exists() && !delegate {
        out.reject_if(redirect.exists(), &redirect, Rule::NotWith { field: "delegate" });
        out.reject_if(!route.is_empty(), &route, Rule::NotWith { field: "delegate" });
        return;
    }
    out.reject_if(to_delegate.exists(), &to_delegate, Rule::NotInDelegate);
    let answer =
        [(&redirect, "redirect"), (&response, "directResponse")].into_iter().find(|(at, _)| at.exists());
    match answer {
        Some((_, field)) => {
            out.reject_if(!route.is_empty(), &route, Rule::NotWith { field });
            for other in [rule.key("fault"), rule.key("rewrite")] {
                out.reject_if(other.exists(), &other, Rule::NotWith { field });
            }
            let both = redirect.exists() && response.exists();
            out.reject_if(both, &response, Rule::NotWith { field: "redirect" });
        }
        None if route.is_empty() => {
            out.reject(rule, Rule::AtLeastOneOf { fields: &["route", "redirect", "directResponse"] });
        }
        None => {}
    }
    let mirrors = rule.key("mirrors");
    let both = rule.key("mirror").exists() && !mirrors.is_empty();
    out.reject_if(both, &mirrors, Rule::NotWith { field: "mirror" });
}

fn redirect_rules(rule: &At<'_, '_>, out: &mut Objections) {
    let redirect = rule.key("redirect");
    if !redirect.exists() {
        return;
    }
    let prefix = redirect.key("prefixRewrite");
    let uri = redirect.key("uri");
    out.reject_if(uri.has_text() && prefix.has_text(), &prefix, Rule::NotWith { field: "uri" });
    if prefix.has_text() {
        for condition in rule.key("match").items() {
            let uri = condition.key("uri");
            let other = uri.exists() && !uri.key("prefix").exists();
            out.reject_if(other, &uri, Rule::PrefixRewriteNeedsPrefix);
        }
    }
    let texts =
        ["uri", "prefixRewrite", "authority", "scheme"].iter().any(|name| redirect.key(name).has_text());
    let port = redirect.key("port").exists() || redirect.key("derivePort").exists();
    let fields = &["uri", "prefixRewrite", "authority", "scheme", "port", "derivePort"];
    out.reject_if(!texts && !port, &redirect, Rule::AtLeastOneOf { fields });
    let code = redirect.key("redirectCode");
    let wrong = code.int() != 0 && !(300..=399).contains(&code.int());
    out.reject_if(wrong, &code, Rule::OutOfRange { value: code.int().to_string(), min: 300, max: 399 });
}

fn fault_rules(fault: &At<'_, '_>, out: &mut Objections) {
    let (delay, abort) = (fault.key("delay"), fault.key("abort"));
    let empty = fault.exists() && !delay.exists() && !abort.exists();
    out.reject_if(empty, fault, Rule::AtLeastOneOf { fields: &["abort", "delay"] });
    for unsupported in [delay.key("exponentialDelay"), abort.key("http2Error")] {
        out.reject_if(unsupported.exists(), &unsupported, Rule::Unsupported);
    }
    for part in [&delay, &abort] {
        let percentage = part.key("percentage");
        let value = percentage.key("value");
        let tiny = value.number() > 0.0 && value.number() < 0.0001;
        out.reject_if(tiny, &value, Rule::PercentTooSmall);
    }
}

fn rewrite_rules(rule: &At<'_, '_>, out: &mut Objections) {
    let rewrite = rule.key("rewrite");
    let (uri, regex, authority) =
        (rewrite.key("uri"), rewrite.key("uriRegexRewrite"), rewrite.key("authority"));
    out.reject_if(uri.has_text() && regex.exists(), &regex, Rule::NotWith { field: "uri" });
    let empty = rewrite.exists() && !uri.has_text() && !regex.exists() && !authority.has_text();
    out.reject_if(empty, &rewrite, Rule::AtLeastOneOf { fields: &["uri", "uriRegexRewrite", "authority"] });
    let headers = rule.key("headers");
    let request = headers.key("request");
    let mut taken = authority.has_text();
    for list in ["set", "add"] {
        for (_, value) in request.key(list).entries().filter(|(name, _)| is_authority(name)) {
            out.reject_if(taken, &value, Rule::AuthorityTwice);
            taken |= value.has_text();
        }
    }
}

fn retry_rules(retries: &At<'_, '_>, out: &mut Objections) {
    if retries.key("attempts").int() != 0 {
        return;
    }
    for at in [retries.key("perTryTimeout"), retries.key("retryRemoteLocalities")] {
        out.reject_if(at.exists(), &at, Rule::RetriesOff);
    }
    let conditions = retries.key("retryOn");
    out.reject_if(conditions.has_text(), &conditions, Rule::RetriesOff);
}
