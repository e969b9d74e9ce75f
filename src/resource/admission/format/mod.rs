//! How texts must be written.
//!
//! Istio checks them with Go's libraries; the functions here restate what those accept, oddities included, because the
//! answer must be the one that the user's cluster gives.

mod authorization;
mod header;
mod host;
mod jwk;
mod label;
mod net;
mod regex;
mod retry;

use crate::resource::duration::{self, milliseconds};
pub(super) use header::{is_authority, is_claim};
pub(super) use host::{is_dns_label, is_fqdn, is_sni_of_gateway, is_wildcard_domain};
use net::is_ip_or_range;
pub(super) use net::{Protocol, SOCKET, is_ip, is_socket_path};

/// The words that Go reads as booleans.
const BOOLEANS: [&str; 12] =
    ["1", "t", "T", "true", "TRUE", "True", "0", "f", "F", "false", "FALSE", "False"];

/// How a text must be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// A DNS label: letters, digits and `-`, at most 63 characters.
    DnsLabel,
    /// A DNS label of at most 62 characters, as the key of an endpoint's port.
    EndpointPort,
    /// A domain name without wildcard.
    Domain,
    /// A domain name whose first label may be, or begin with, `*`.
    WildcardDomain,
    /// As [`Format::WildcardDomain`], but not `*` alone.
    DestinationHost,
    /// A domain name with or without wildcard, or an IP address.
    WildcardDomainOrIp,
    /// A domain name or an IP address.
    DomainOrIp,
    /// `namespace/host` with a fully qualified host, as in the egress of a Sidecar.
    NamespacedHost,
    /// A fully qualified host, alone or as `namespace/host`, as in the servers of a Gateway.
    ServerHost,
    /// `namespace/name` of a Gateway, or its old form with dots.
    GatewayReference,
    /// `.`, `*` or a namespace.
    ExportTo,
    /// `.`, `*`, `~` or a namespace.
    ServiceExportTo,
    /// An IP address.
    Ip,
    /// An IP address or a range in CIDR notation.
    IpOrRange,
    /// A number from 0 to 65535, as text.
    PortText,
    /// A number from 1 to 65535, as key.
    PortKey,
    /// The absolute path of a file, behind `unix://` where that is how the field is written.
    SocketPath,
    /// `127.0.0.1:port`, `0.0.0.0:port`, `[::1]:port`, `[::]:port`, `:port` or `unix://path`.
    LocalEndpoint,
    /// The name of a port protocol, such as `HTTP`; case does not matter.
    Protocol,
    /// A time span as Go writes it, such as `1h2m3.5s`.
    Duration,
    /// At least a millisecond.
    AtLeastMillisecond,
    /// Whole milliseconds, at least one.
    Milliseconds,
    /// Whole milliseconds, or 0 to switch something off.
    MillisecondsOrOff,
    /// Whole seconds, at least one.
    Seconds,
    /// A label key: a name, with a DNS prefix and `/` or without.
    LabelKey,
    /// A label value: letters, digits, `-`, `_`, `.`.
    LabelValue,
    /// A label key of a selector: not empty, no `*`.
    SelectorKey,
    /// A label value of a selector: no `*`.
    SelectorValue,
    /// The name of a header to match, or `@request.auth.claims…`.
    HeaderToMatch,
    /// The name of a header for CORS, or `*`.
    CorsHeader,
    /// The name of a header of letters, digits, `-` and `_`.
    StrictHeader,
    /// The name of a header to add or set on a request.
    HeaderToSet,
    /// The name of a header that is not `host` and does not begin with `:`.
    PlainHeader,
    /// The value of a header, with `%VARIABLES%` written as Envoy wants them.
    HeaderValue,
    /// A regular expression in RE2 syntax of at most 1,024 characters.
    Regex,
    /// As [`Format::Regex`], or `*` for any value.
    RegexOrStar,
    /// A list of retry conditions, separated by commas without blanks.
    RetryOn,
    /// Base64.
    Base64,
    /// A URL that begins with `http://` or `https://`.
    HttpUrl,
    /// A JSON Web Key Set.
    Jwks,
    /// `serviceAccount` or `namespace/serviceAccount`.
    ServiceAccount,
    /// A trust domain, with `*` at most at one end.
    TrustDomain,
    /// A value with `*` at most at one end.
    WildcardAtOneEnd,
    /// A path, with `{*}` and `{**}` as whole segments only.
    PathTemplate,
    /// An API group.
    ApiGroup,
    /// A kind.
    KindName,
    /// `key[name]`.
    AttributeWithName,
    /// A locality `region/zone/subzone`, with `*` only at its end.
    Locality,
    /// The name of a region, without `/` and `*`.
    Region,
    /// `configmap://namespace/name`, in the namespace of the rule itself. Only the rule can tell.
    ConfigMapReference,
    /// `true` or `false`, as text.
    BooleanText,
}

impl Format {
    /// Whether the text is written like this.
    pub fn accepts(self, text: &str) -> bool {
        match self {
            Self::DnsLabel => is_dns_label(text),
            Self::EndpointPort => is_dns_label(text) && text.len() < 63,
            Self::Domain => is_fqdn(text),
            Self::WildcardDomain => is_wildcard_domain(text),
            Self::DestinationHost => text != "*" && is_wildcard_domain(text),
            Self::WildcardDomainOrIp => is_wildcard_domain(text) || is_ip(text),
            Self::DomainOrIp => is_fqdn(text) || is_ip(text),
            Self::NamespacedHost => host::is_egress_host(text),
            Self::ServerHost => host::is_server_host(text),
            Self::GatewayReference => host::is_gateway_reference(text),
            Self::ExportTo => matches!(text, "." | "*") || is_dns_label(text),
            Self::ServiceExportTo => matches!(text, "." | "*" | "~") || is_dns_label(text),
            Self::Ip => is_ip(text),
            Self::IpOrRange => is_ip_or_range(text),
            Self::PortText => net::is_port_text(text),
            Self::PortKey => net::is_port_key(text),
            Self::SocketPath => is_socket_path(text.strip_prefix(SOCKET).unwrap_or(text)),
            Self::LocalEndpoint => net::is_local_endpoint(text),
            Self::Protocol => Protocol::parse(text).is_some(),
            Self::Duration => duration::nanoseconds(text).is_some(),
            Self::AtLeastMillisecond => duration::is_at_least_millisecond(text),
            Self::Milliseconds => milliseconds(text).is_some_and(|value| value >= 1),
            Self::MillisecondsOrOff => {
                duration::nanoseconds(text).is_some_and(duration::is_off_or_milliseconds)
            }
            Self::Seconds => milliseconds(text).is_some_and(|value| value >= 1 && value % 1_000 == 0),
            Self::LabelKey => label::is_key(text),
            Self::LabelValue => label::is_value(text),
            Self::SelectorKey => !text.is_empty() && !text.contains('*'),
            Self::SelectorValue => !text.contains('*'),
            Self::HeaderToMatch => header::can_match(text),
            Self::CorsHeader => text == "*" || header::is_token(text),
            Self::StrictHeader => header::is_strict(text),
            Self::HeaderToSet => header::can_set(text),
            Self::PlainHeader => header::is_plain(text),
            Self::HeaderValue => header::is_value(text),
            Self::Regex => regex::is_regex(text),
            Self::RegexOrStar => text == "*" || regex::is_regex(text),
            Self::RetryOn => text.split(',').all(retry::is_condition),
            Self::Base64 => net::is_base64(text),
            Self::HttpUrl => net::is_http_url(text),
            Self::Jwks => jwk::is_key_set(text),
            Self::ServiceAccount => authorization::is_service_account(text),
            Self::TrustDomain => authorization::is_trust_domain(text),
            Self::WildcardAtOneEnd => authorization::is_wildcard(text),
            Self::PathTemplate => authorization::is_path(text),
            Self::ApiGroup => text.is_empty() || label::is_api_group(text),
            Self::KindName => label::is_kind(text),
            Self::AttributeWithName => authorization::has_name(text),
            Self::Locality => label::is_locality(text),
            Self::Region => !text.contains(['/', '*']),
            Self::ConfigMapReference => text.starts_with("configmap://"),
            Self::BooleanText => BOOLEANS.contains(&text),
        }
    }
}
