//! Why a cluster would refuse a document, in English.

use super::En;
use crate::i18n::text::AdmissionText;
use crate::resource::admission::{Format, JsonType, Rule};

impl AdmissionText for En {
    #[expect(clippy::too_many_lines, reason = "a table: one sentence for each rule")]
    fn admission_rule(&self, rule: &Rule) -> String {
        match rule {
            Rule::UnservedVersion { served } => format!("is not served; the cluster serves {}", any(served)),
            Rule::WrongType { expected, found } => {
                format!("must be {}, not {}", self.json_type(*expected), self.json_type(*found))
            }
            Rule::UnknownValue { value, allowed } => {
                format!("is {}, but must be {}; case matters", quoted(value), any(allowed))
            }
            Rule::UnknownField { suggestion: Some(meant) } => {
                format!("does not exist; did you mean {meant}?")
            }
            Rule::UnknownField { suggestion: None } => "does not exist".to_owned(),
            Rule::Missing => "is required".to_owned(),
            Rule::Empty => "must not be empty".to_owned(),
            Rule::OutOfRange { value, min, max } => format!("is {value}, but must be from {min} to {max}"),
            Rule::NotPositive => "must be greater than 0".to_owned(),
            Rule::PercentTooSmall => "must be 0 or at least 0.0001".to_owned(),
            Rule::TooLong { max } => format!("is longer than {max} characters"),
            Rule::TooMany { max } => format!("has more than {max} entries"),
            Rule::Malformed { format, value } => {
                format!("is {}, but must be {}", quoted(value), self.admission_format(*format))
            }
            Rule::Duplicate { value } => format!("repeats {}", quoted(value)),
            Rule::OnlyOneOf { fields } => format!("may set only one of {}", all(fields)),
            Rule::AtLeastOneOf { fields } => format!("must set at least one of {}", all(fields)),
            Rule::Needs { field } => format!("works only together with {field}"),
            Rule::NotWith { field } => format!("cannot stand beside {field}"),
            Rule::NotWithValue { field, value } => format!("cannot be used when {field} is {value}"),
            Rule::MissingForValue { field, value } => format!("is required when {field} is {value}"),
            Rule::Unsupported => "is not supported here".to_owned(),
            Rule::ReservedAnnotation => "is for Istio's own use".to_owned(),
            Rule::DryRunNotAuthorization => "works on AuthorizationPolicy only".to_owned(),
            Rule::SelectorWithoutLabels => {
                "has no labels, so it selects every workload in its scope".to_owned()
            }
            Rule::UnknownTarget { group, kind } => {
                format!(
                    "points at kind {} of group {}, which policies cannot attach to",
                    quoted(kind),
                    quoted(group)
                )
            }
            Rule::CrossNamespaceTarget => {
                "must be left out; targets in other namespaces are not supported".to_owned()
            }
            Rule::PublicAndMore => "has * beside other entries; * alone already means everyone".to_owned(),
            Rule::NobodyAndMore => "has ~ beside other entries; ~ means nobody".to_owned(),
            Rule::SelectorExported => {
                "goes beyond its own namespace, which a rule with a workloadSelector cannot".to_owned()
            }
            Rule::NeverTriggers { action } => {
                format!(
                    "is required for action {action}, which never matches without it; [{{}}] matches everything"
                )
            }
            Rule::NotWithCustom => "cannot be used with action CUSTOM".to_owned(),
            Rule::UnknownAttribute { key } => {
                format!("is {}, which is no attribute that Istio knows", quoted(key))
            }
            Rule::DeniesAllTcp => {
                "has only HTTP attributes, so it denies every TCP connection in its scope; name the ports"
                    .to_owned()
            }
            Rule::NotInDelegate => {
                "cannot be set without hosts: such a VirtualService is a delegate".to_owned()
            }
            Rule::WildcardHostOnMesh => {
                "cannot be * for sidecars; bind the VirtualService to gateways only".to_owned()
            }
            Rule::OverlappingHosts { earlier, later } => {
                format!("is {}, which overlaps with {} before it", quoted(later), quoted(earlier))
            }
            Rule::SniOutsideHosts { sni } => format!("is {}, which no entry of hosts covers", quoted(sni)),
            Rule::ClaimOutsideGateway => "matches a token claim, which works only at gateways".to_owned(),
            Rule::NoWeight => "has several destinations, and all weights are 0".to_owned(),
            Rule::AuthorityTwice => "sets the authority a second time".to_owned(),
            Rule::PrefixRewriteNeedsPrefix => {
                "must match a prefix, because the redirect has prefixRewrite".to_owned()
            }
            Rule::RetriesOff => "has no effect while attempts is 0".to_owned(),
            Rule::Unreachable => "is never reached; an earlier rule takes every request".to_owned(),
            Rule::MatchedBefore => "stands in an earlier rule already".to_owned(),
            Rule::LocalityWeights { total } => format!("has weights that add up to {total}, not 100"),
            Rule::LocalityOverlap { locality } => {
                format!("is {}, which an earlier entry covers", quoted(locality))
            }
            Rule::FailoverToItself => "fails over from a region to itself".to_owned(),
            Rule::NotPrime { value } => format!("is {value}, but must be a prime number"),
            Rule::RangeNeedsNoneOrStatic => {
                "is a range, which works only with resolution NONE or STATIC".to_owned()
            }
            Rule::HostNotResolvable { host } => {
                format!("is {}, which DNS cannot resolve; name endpoints or a full host name", quoted(host))
            }
            Rule::UndeclaredPort { name } => {
                format!("names port {}, which ports does not have", quoted(name))
            }
            Rule::SocketNeedsOnePort => "is a socket, which needs exactly one port in ports".to_owned(),
            Rule::HostsIndistinct => {
                "must be HTTP, HTTPS or TLS, because nothing else tells several hosts apart".to_owned()
            }
            Rule::HostNotWildcard => "must begin with *, because resolution is DYNAMIC_DNS".to_owned(),
            Rule::SocketWithPorts => "must be left out, because the address is a socket".to_owned(),
            Rule::TlsRequired => "is required, because the protocol is HTTPS or TLS".to_owned(),
            Rule::TlsOnPlainPort => "cannot be set, because the protocol is neither HTTPS nor TLS".to_owned(),
            Rule::NoEffect => "has no effect here".to_owned(),
            Rule::CatchAllNotLast => "has no port, which only the last egress listener may do".to_owned(),
            Rule::Ignored { mode } => format!("has certificates, which mode {mode} ignores"),
        }
    }

    fn admission_format(&self, format: Format) -> &'static str {
        match format {
            Format::DnsLabel => "a DNS label: letters, digits and -, at most 63 characters",
            Format::EndpointPort => "a port name: letters, digits and -, at most 62 characters",
            Format::Domain => "a domain name without wildcard",
            Format::WildcardDomain => "a domain name, with * only at its start",
            Format::DestinationHost => "a domain name, and more than just *",
            Format::WildcardDomainOrIp => "a domain name, with * only at its start, or an IP address",
            Format::DomainOrIp => "a domain name or an IP address",
            Format::NamespacedHost => {
                "namespace/host with a full host name, such as ./* or prod/*.example.com"
            }
            Format::ServerHost => "a full host name, alone or as namespace/host",
            Format::GatewayReference => "the name of a Gateway, alone or as namespace/name",
            Format::ExportTo => "., * or a namespace",
            Format::ServiceExportTo => "., *, ~ or a namespace",
            Format::Ip => "an IP address",
            Format::IpOrRange => "an IP address or a range such as 10.0.0.0/8",
            Format::PortText => "a port from 0 to 65535",
            Format::PortKey => "a port from 1 to 65535",
            Format::SocketPath => "unix:// and the absolute path of a file",
            Format::LocalEndpoint => {
                "127.0.0.1:port, 0.0.0.0:port, [::1]:port, [::]:port or unix:// and a path"
            }
            Format::Protocol => {
                "a protocol such as HTTP, HTTP2, GRPC, HTTPS, TLS, TCP, MONGO, REDIS or MYSQL"
            }
            Format::Duration => "a time span such as 1m30s",
            Format::AtLeastMillisecond => "a time span of at least 1ms",
            Format::Milliseconds => "a time span of whole milliseconds, at least 1ms",
            Format::MillisecondsOrOff => "a time span of whole milliseconds, or 0s",
            Format::Seconds => "a time span of whole seconds, at least 1s",
            Format::LabelKey => "a label key such as app or example.com/app",
            Format::LabelValue => "a label value: letters, digits, -, _ and .",
            Format::SelectorKey => "a label key without *",
            Format::SelectorValue => "a label value without *",
            Format::HeaderToMatch => "the name of a header, or @request.auth.claims and the name of a claim",
            Format::CorsHeader => "the name of a header, or *",
            Format::StrictHeader => "the name of a header: letters, digits, - and _",
            Format::HeaderToSet => "the name of a header, without : at its start unless it is :authority",
            Format::PlainHeader => "the name of a header other than Host, without : at its start",
            Format::HeaderValue => "a header value; %VARIABLE% must be closed, and a plain % doubled",
            Format::Regex => "a regular expression in RE2 syntax of at most 1024 characters",
            Format::RegexOrStar => "* or a regular expression in RE2 syntax of at most 1024 characters",
            Format::RetryOn => "retry conditions such as 5xx,reset,503, without blanks",
            Format::Base64 => "base64",
            Format::HttpUrl => "a URL that begins with http:// or https://",
            Format::Jwks => "a JSON Web Key Set",
            Format::ServiceAccount => "a service account, alone or as namespace/serviceAccount",
            Format::TrustDomain => "a trust domain, with * at most at one end",
            Format::WildcardAtOneEnd => "a value with * at most at one end",
            Format::PathTemplate => "a path with {*} and {**} only as whole segments, {**} after any {*}",
            Format::ApiGroup => "an API group such as gateway.networking.k8s.io",
            Format::KindName => "a kind such as Gateway",
            Format::AttributeWithName => {
                "an attribute with a name in brackets, such as request.headers[x-user]"
            }
            Format::Locality => "region/zone/subzone, with * only at its end",
            Format::Region => "a region, without / and *",
            Format::ConfigMapReference => "configmap://namespace/name in the rule's own namespace",
            Format::BooleanText => "\"true\" or \"false\"",
        }
    }

    fn json_type(&self, json_type: JsonType) -> &'static str {
        match json_type {
            JsonType::Null => "empty",
            JsonType::Boolean => "true or false",
            JsonType::Integer => "a whole number",
            JsonType::Number => "a number",
            JsonType::String => "a text",
            JsonType::List => "a list",
            JsonType::Object => "a block of fields",
        }
    }
}

fn quoted(value: &str) -> String {
    format!("\"{value}\"")
}

/// `a, b and c`.
fn all(words: &[&str]) -> String {
    joined(words, "and")
}

/// `a, b or c`.
fn any(words: &[&str]) -> String {
    joined(words, "or")
}

fn joined(words: &[&str], conjunction: &str) -> String {
    // The empty word stands for leaving the field out, and needs no mention.
    let words: Vec<&str> = words.iter().copied().filter(|word| !word.is_empty()).collect();
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} {conjunction} {last}", before.join(", ")),
        None => String::new(),
    }
}
