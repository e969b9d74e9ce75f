//! The names of Istio's annotations and labels, for “did you mean”.

use crate::text::distance;

/// Annotations that count on pods, by the part in front of the slash.
const OF_PODS: &[(&str, &[&str])] = &[
    (
        "sidecar.istio.io",
        &[
            "inject",
            "status",
            "rewriteAppHTTPProbers",
            "controlPlaneAuthPolicy",
            "discoveryAddress",
            "proxyImage",
            "proxyImageType",
            "proxyCPU",
            "proxyCPULimit",
            "proxyMemory",
            "proxyMemoryLimit",
            "interceptionMode",
            "bootstrapOverride",
            "statsInclusionPrefixes",
            "statsInclusionSuffixes",
            "statsInclusionRegexps",
            "statsHistogramBuckets",
            "statsCompression",
            "extraStatTags",
            "userVolume",
            "userVolumeMount",
            "enableCoreDump",
            "logLevel",
            "componentLogLevel",
            "agentLogLevel",
            "nativeSidecar",
        ],
    ),
    (
        "traffic.sidecar.istio.io",
        &[
            "includeOutboundIPRanges",
            "excludeOutboundIPRanges",
            "includeInboundPorts",
            "excludeInboundPorts",
            "includeOutboundPorts",
            "excludeOutboundPorts",
            "excludeInterfaces",
            "kubevirtInterfaces",
        ],
    ),
    (
        "readiness.status.sidecar.istio.io",
        &["initialDelaySeconds", "periodSeconds", "failureThreshold", "applicationPorts"],
    ),
    ("status.sidecar.istio.io", &["port"]),
    ("proxy.istio.io", &["config", "overrides"]),
    ("inject.istio.io", &["templates"]),
    ("prometheus.istio.io", &["merge-metrics"]),
    ("ambient.istio.io", &["redirection", "bypass-inbound-capture", "dns-capture"]),
];

/// Labels that mean nothing as annotations.
const LABELS: &[(&str, &[&str])] = &[
    (
        "istio.io",
        &["dataplane-mode", "use-waypoint", "use-waypoint-namespace", "ingress-use-waypoint", "waypoint-for"],
    ),
    ("security.istio.io", &["tlsMode"]),
    ("service.istio.io", &["canonical-name", "canonical-revision"]),
    ("topology.istio.io", &["network", "subzone"]),
    ("networking.istio.io", &["tunnel"]),
];

/// Names that are labels, annotations, or both, on objects of several kinds.
const OTHERS: &[(&str, &[&str])] = &[
    ("istio.io", &["rev", "tag", "dry-run"]),
    (
        "networking.istio.io",
        &["exportTo", "gatewayPort", "service-type", "address-type", "traffic-distribution"],
    ),
    ("topology.istio.io", &["cluster", "controlPlaneClusters"]),
    ("service.istio.io", &["workload-name"]),
    (
        "gateway.istio.io",
        &["managed", "name-override", "service-account", "tls-terminate-mode", "controller-version"],
    ),
];

/// Whether this is an annotation that counts on pods and nowhere else.
pub fn is_of_pods(key: &str) -> bool {
    is_in(OF_PODS, key)
}

/// Whether this is a label, and nothing as an annotation.
pub fn is_label(key: &str) -> bool {
    is_in(LABELS, key)
}

/// The name that was probably meant by one of Istio's that does not exist: the same behind the slash, or nearly the
/// same. Newer versions may know what is not like any of these.
pub fn nearest(key: &str) -> Option<String> {
    let (domain, name) = key.split_once('/')?;
    let is_of_istio =
        domain.strip_suffix("istio.io").is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let all = || [OF_PODS, LABELS, OTHERS].into_iter().flatten();
    if !is_of_istio || all().any(|(known, names)| *known == domain && names.contains(&name)) {
        return None;
    }
    let apart = |(known, other): (&str, &str)| {
        let is_akin = domain.ends_with(known) || known.ends_with(domain);
        let is_same = other.eq_ignore_ascii_case(name) && is_akin;
        if is_same { 0 } else { distance(domain, known) + distance(name, other) }
    };
    let names = all().flat_map(|(domain, names)| names.iter().map(move |name| (*domain, *name)));
    let near = names.map(|known| (apart(known), known)).min()?;
    let (distance, (domain, other)) = near;
    (distance * 5 <= name.len()).then(|| [domain, "/", other].concat())
}

fn is_in(list: &[(&str, &[&str])], key: &str) -> bool {
    key.split_once('/').is_some_and(|(domain, name)| {
        list.iter().any(|(known, names)| *known == domain && names.contains(&name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("traffic.sidecar.istio.io/excludeInboundPort", Some("traffic.sidecar.istio.io/excludeInboundPorts"); "a letter is missing")]
    #[test_case("sidecar.istio.io/excludeInboundPorts", Some("traffic.sidecar.istio.io/excludeInboundPorts"); "another domain")]
    #[test_case("sidecar.istio.io/Inject", Some("sidecar.istio.io/inject"); "another case")]
    #[test_case("istio.io/inject", Some("sidecar.istio.io/inject"); "half of a domain")]
    #[test_case("istio.io/use-waypiont", Some("istio.io/use-waypoint"); "letters swapped")]
    #[test_case("traffic.sidecar.istio.io/excludeInboundPorts", None; "as it is")]
    #[test_case("istio.io/rev", None; "a label")]
    #[test_case("sidecar.istio.io/statsEvictionInterval", None; "one that is not like any")]
    #[test_case("gateway.istio.io/defaults-for-class", None; "one of a newer version")]
    #[test_case("operator.istio.io/managed", None; "a name that another domain has")]
    #[test_case("example.com/inject", None; "of somebody else")]
    #[test_case("notistio.io/inject", None; "of somebody with a similar name")]
    #[test_case("app", None; "a plain label")]
    fn meant(key: &str, expected: Option<&str>) {
        assert_eq!(nearest(key).as_deref(), expected);
    }
}
