//! Names of kinds as `kubectl` abbreviates them.

/// The short name that `kubectl get` takes for a kind, `dr` for a DestinationRule; the kind in lower case where it
/// has none.
pub fn short_name(kind: &str) -> String {
    let short = match kind {
        "AuthorizationPolicy" => "ap",
        "ConfigMap" => "cm",
        "CronJob" => "cj",
        "DaemonSet" => "ds",
        "Deployment" => "deploy",
        "DestinationRule" => "dr",
        "Endpoints" => "ep",
        "Gateway" => "gw",
        "Ingress" => "ing",
        "Namespace" => "ns",
        "NetworkPolicy" => "netpol",
        "PeerAuthentication" => "pa",
        "Pod" => "po",
        "ReplicaSet" => "rs",
        "RequestAuthentication" => "ra",
        "Service" => "svc",
        "ServiceAccount" => "sa",
        "ServiceEntry" => "se",
        "StatefulSet" => "sts",
        "VirtualService" => "vs",
        "WorkloadEntry" => "we",
        other => return other.to_ascii_lowercase(),
    };
    short.to_owned()
}

#[cfg(test)]
mod tests {
    use super::short_name;
    use test_case::test_case;

    #[test_case("DestinationRule" => "dr")]
    #[test_case("EndpointSlice" => "endpointslice"; "kubectl has no short name for it")]
    fn names(kind: &str) -> String {
        short_name(kind)
    }
}
