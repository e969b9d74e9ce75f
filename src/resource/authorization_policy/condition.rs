//! Conditions of an AuthorizationPolicy (AZ-23).

use super::ServiceAccountName;
use crate::resource::{IpRange, Pattern, Values};

/// An entry of `when`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What is looked at.
    pub attribute: Attribute,
    /// What it must and must not be.
    pub test: ConditionTest,
}

/// `key` of a condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Attribute {
    /// `request.headers[x]`, with the name as written.
    RequestHeader(String),
    /// `request.auth.principal`.
    RequestPrincipal,
    /// `request.auth.audiences`.
    RequestAudiences,
    /// `request.auth.presenter`.
    RequestPresenter,
    /// `request.auth.claims[a][b]`, with the names of the nested claims.
    RequestClaim(Vec<String>),
    /// `source.ip`: the direct peer.
    SourceIp,
    /// `remote.ip`: the original client.
    RemoteIp,
    /// `source.namespace`.
    SourceNamespace,
    /// `source.principal`.
    SourcePrincipal,
    /// `source.serviceAccount`.
    SourceServiceAccount,
    /// `source.trustDomain`.
    SourceTrustDomain,
    /// `destination.ip`.
    DestinationIp,
    /// `destination.port`: the pod port.
    DestinationPort,
    /// `connection.sni`.
    ConnectionSni,
    /// `experimental.envoy.filters.…`: metadata of a filter, which nobody can know here.
    FilterMetadata(String),
    /// Anything else; Istio drops the rule.
    Unknown(String),
}

/// The values of a condition, read as the attribute wants them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionTest {
    /// Texts.
    Text(Values<Pattern>),
    /// Addresses.
    Address(Values<IpRange>),
    /// Ports; 0 stands for a text that is no port, which matches nothing.
    Port(Values<u16>),
    /// Service accounts.
    ServiceAccount(Values<ServiceAccountName>),
}

impl Condition {
    /// The condition as it is written.
    pub(super) fn read(key: &str, values: Vec<String>, others: Vec<String>) -> Self {
        let attribute = Attribute::parse(key);
        let test = match attribute {
            Attribute::SourceIp | Attribute::RemoteIp | Attribute::DestinationIp => {
                ConditionTest::Address(Values::read(values, others, |text| IpRange::parse(&text)))
            }
            Attribute::DestinationPort => {
                ConditionTest::Port(Values::read(values, others, |text| port(&text)))
            }
            Attribute::SourceServiceAccount => {
                ConditionTest::ServiceAccount(Values::read(values, others, |text| {
                    ServiceAccountName::parse(&text)
                }))
            }
            _ => ConditionTest::Text(Values::read(values, others, |text| Pattern::parse(&text))),
        };
        Self { attribute, test }
    }
}

/// The port that a text means; 0 where it means none.
pub(super) fn port(text: &str) -> u16 {
    text.parse().unwrap_or(0)
}

impl Attribute {
    /// The attribute that a key names.
    pub fn parse(key: &str) -> Self {
        let named = |prefix: &str| key.strip_prefix(prefix)?.strip_prefix('[')?.strip_suffix(']');
        if let Some(name) = named("request.headers") {
            return Self::RequestHeader(name.to_owned());
        }
        if let Some(names) = named("request.auth.claims") {
            return Self::RequestClaim(names.split("][").map(str::to_owned).collect());
        }
        match key {
            "request.auth.principal" => Self::RequestPrincipal,
            "request.auth.audiences" => Self::RequestAudiences,
            "request.auth.presenter" => Self::RequestPresenter,
            "source.ip" => Self::SourceIp,
            "remote.ip" => Self::RemoteIp,
            "source.namespace" => Self::SourceNamespace,
            "source.principal" => Self::SourcePrincipal,
            "source.serviceAccount" => Self::SourceServiceAccount,
            "source.trustDomain" => Self::SourceTrustDomain,
            "destination.ip" => Self::DestinationIp,
            "destination.port" => Self::DestinationPort,
            "connection.sni" => Self::ConnectionSni,
            _ if key.starts_with("experimental.envoy.filters.") => Self::FilterMetadata(key.to_owned()),
            _ => Self::Unknown(key.to_owned()),
        }
    }

    /// Whether a TCP proxy cannot look at it (AZ-28).
    pub fn needs_http(&self) -> bool {
        matches!(
            self,
            Self::RequestHeader(_)
                | Self::RequestPrincipal
                | Self::RequestAudiences
                | Self::RequestPresenter
                | Self::RequestClaim(_)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("request.headers[X-User]", &Attribute::RequestHeader("X-User".to_owned()))]
    #[test_case("request.auth.claims[a][b]", &Attribute::RequestClaim(vec!["a".to_owned(), "b".to_owned()]))]
    #[test_case("source.namespace", &Attribute::SourceNamespace)]
    #[test_case("request.headers", &Attribute::Unknown("request.headers".to_owned()); "no name")]
    #[test_case("destination.user", &Attribute::Unknown("destination.user".to_owned()); "of an older API")]
    fn attributes(key: &str, expected: &Attribute) {
        assert_eq!(&Attribute::parse(key), expected, "AZ-23");
    }
}
