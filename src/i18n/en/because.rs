//! Why a resource did not count, in English. Each text stands behind the name of the resource.

use crate::verdict::Because;

/// The reason.
pub(super) fn text(because: &Because) -> String {
    match because {
        Because::SelectsOthers => "selects other pods".into(),
        Because::RootWithSelector => {
            "has a selector, and in the root namespace such a policy counts for no pod".into()
        }
        Because::NotRoot => "is not in the root namespace".into(),
        Because::MovesRoot(root) => format!("makes {root} the root namespace"),
        Because::Younger { than, tied: false } => format!("is younger than {than}"),
        Because::Younger { than, tied: true } => {
            format!("comes after {than} by name; no creation time tells them apart")
        }
        Because::AndMore(count) => {
            format!("is the first of {count} more that are set aside like those before it")
        }
        Because::LaterPort => "comes after another port of the same Service".into(),
        Because::Unset => "leaves the mode to the level above".into(),
        Because::LessSpecific => "is less specific".into(),
        Because::OtherPorts(ports) => format!("is about {}", list(ports)),
        Because::ServicePort { service, pod } => {
            format!("is about {service}, the service port; the pod port {pod} counts")
        }
        Because::DottedHost(host) => format!("is for {host}, which is no full name of a service"),
        Because::OwnNamespaceHost(host) => format!("is for {host}, a service of its own namespace"),
        Because::ThirdNamespace => "is in neither the client's nor the service's namespace".into(),
        Because::NotExported => "is not exported to the client's namespace".into(),
        Because::PrivateByDefault => "stays in its namespace, as the mesh config has it".into(),
        Because::LessSpecificHost { than } => format!("is for a less specific host than {than}"),
        Because::LaterNamespace { than } => format!("is in a namespace that is asked after that of {than}"),
        Because::MergedAway { into } => format!("is merged into {into}, whose policy is older"),
        Because::Older { than } => format!("is older than {than}, and the two cannot be merged"),
        Because::NotForThisClient { than } => format!("gives way to {than}, which selects the client"),
        Because::ReplacedForPort(port) => format!("is replaced for port {port}"),
        Because::ReplacedForSubset => "is replaced for the subset".into(),
        Because::SubsetNotChosen => "is for a subset that no route chose".into(),
        Because::ForeignToWaypoint => "is in neither the waypoint's nor the service's namespace".into(),
        Because::SendsGateways => "sends gateways through the waypoint".into(),
        Because::MakesWaypoint => "makes the waypoint".into(),
        Because::InstallsAmbient => {
            "makes ambient part of the installation, so that sidecars take the tunnel".into()
        }
        Because::ForGateways => "is for gateways only".into(),
        Because::NotImported => "is not imported by the client's Sidecar".into(),
        Because::Imports => "imports what is needed here".into(),
        Because::ImportsLess => "does not import what is called".into(),
        Because::NoRuleLeft => "has no rule for this client and port".into(),
        Because::NoRuleTakesIt => "has no rule that takes this request".into(),
        Because::OtherSni => "has rules for other SNIs only".into(),
        Because::OtherRoutes { of } => format!("gives way to {of}, whose routes count"),
        Because::Delegates => "leaves the decision to this rule".into(),
        Because::LeavesUnknown => "says what becomes of calls that the proxy does not know".into(),
        Because::OtherNames => "is for other hosts".into(),
        Because::OtherRequests => "takes other requests".into(),
        Because::SharesHost { with } => format!("has a host of {with}, which is older"),
        Because::PortTaken { by } => format!("speaks another protocol than {by}, which has the port"),
        Because::BoundElsewhere => "is bound to an address of its own".into(),
        Because::LaterSni => "comes after a rule for the same server name".into(),
        Because::GivesChain => "says where this server sends bytes".into(),
        Because::MakesCluster => "is what the route leads to".into(),
        Because::Permits => "permits it".into(),
        Because::AllowsMtls => "lets mTLS in".into(),
        Because::Overruled => "is overruled".into(),
        Because::SaysNothing => "says nothing about this".into(),
        Because::EmptySelector => "has an empty selector, which picks no pod in ambient".into(),
        Because::NoProviders => "asks a provider, which ztunnel cannot do".into(),
        Because::DryRun => "is a dry run".into(),
        Because::OnlyAudits => "only audits".into(),
        Because::NotForSidecars => "is attached by targetRefs, which sidecars do not look at".into(),
        Because::NoRules => "has no rules, and so matches nothing".into(),
        Because::NeedsRequest => "is about HTTP, and the proxy reads bytes here: no rule is left".into(),
        Because::NoRuleMatches => "has no rule that matches".into(),
        Because::AlreadyAllowed => "need not match: one ALLOW policy is enough".into(),
        Because::RefusesAsWell => "denies it as well".into(),
        Because::SharesProvider => "is CUSTOM as well, and a workload has only one provider".into(),
        Because::NamesProvider(provider) => format!("has the provider {provider}"),
        Because::NamesTrustDomain(domain) => format!("makes {domain} the trust domain"),
        Because::NormalizesPaths => "says how paths are normalized".into(),
        Because::LimitsDetection => "limits how long proxies wait for the first bytes".into(),
        Because::NoToken => "has no token to check".into(),
        Because::LooksElsewhere => "looks for tokens elsewhere".into(),
        Because::OtherTokens => "is about other tokens".into(),
    }
}

fn list(ports: &[u16]) -> String {
    let numbers: Vec<_> = ports.iter().map(u16::to_string).collect();
    match numbers.as_slice() {
        [] => "no port".into(),
        [port] => format!("port {port}"),
        _ => format!("ports {}", numbers.join(", ")),
    }
}
