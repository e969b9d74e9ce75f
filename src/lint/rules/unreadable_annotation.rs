//! MP407: the value of an annotation about traffic that the injector refuses, and the pod with it (IN-25).

use crate::lint::{Code, Context, Finding, Message, Rule, Severity};
use crate::mesh::{ProxyKind, Workload};
use crate::resource::IpRange;

pub(super) static RULE: Rule = Rule {
    code: Code::UnreadableAnnotation,
    check,
    bad: "
apiVersion: apps/v1
kind: Deployment
metadata: { name: stock, namespace: shop }
spec:
  selector: { matchLabels: { app: stock } }
  template:
    metadata:
      labels: { app: stock }
      annotations: { traffic.sidecar.istio.io/excludeOutboundPorts: mysql }
    spec: { containers: [{ name: app, image: shop/stock }] }
",
    good: "
apiVersion: apps/v1
kind: Deployment
metadata: { name: stock, namespace: shop }
spec:
  selector: { matchLabels: { app: stock } }
  template:
    metadata:
      labels: { app: stock }
      annotations: { traffic.sidecar.istio.io/excludeOutboundPorts: '3306' }
    spec: { containers: [{ name: app, image: shop/stock }] }
",
};

/// Whether a value can be read.
type Reader = fn(&str) -> bool;

/// The annotations whose values the injector reads before it makes a pod, and what it takes.
const READ: [(&str, Reader); 6] = [
    ("sidecar.istio.io/interceptionMode", |mode| matches!(mode, "REDIRECT" | "TPROXY" | "NONE")),
    ("traffic.sidecar.istio.io/includeOutboundIPRanges", |list| list == "*" || are_ranges(list)),
    ("traffic.sidecar.istio.io/excludeOutboundIPRanges", are_ranges),
    ("traffic.sidecar.istio.io/includeInboundPorts", |list| list == "*" || are_ports(list)),
    ("traffic.sidecar.istio.io/excludeInboundPorts", are_ports),
    ("traffic.sidecar.istio.io/excludeOutboundPorts", are_ports),
];

/// Only of pods that the injector sees.
fn check(context: &Context) -> Vec<Finding> {
    let injected = |pod: &&Workload| pod.machine.is_none() && pod.proxy == ProxyKind::Sidecar;
    let pods = context.mesh.workloads.iter().filter(injected);
    let finding = |pod: &Workload, (key, is_read): &(&'static str, Reader)| {
        let template = &pod.resource.value;
        let value = template.annotations.get(*key).filter(|value| !is_read(value))?;
        let at = pod.resource.at(template.route("metadata.annotations").key(*key));
        let message = Message::UnreadableAnnotation { key, value: value.clone() };
        Some(Finding::new(&RULE, Severity::Error, message, context.inventory.location(&at)?))
    };
    pods.flat_map(|pod| READ.iter().filter_map(move |entry| finding(pod, entry))).collect()
}

fn are_ports(list: &str) -> bool {
    let list = list.trim();
    list.is_empty() || list.split(',').all(|port| port.trim().parse::<u16>().is_ok())
}

/// Addresses without a length are none, and neither are spaces.
fn are_ranges(list: &str) -> bool {
    let is_range = |range: &str| range.contains('/') && IpRange::parse(range) != IpRange::Unreadable;
    list.is_empty() || list.split(',').all(is_range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("80", true)]
    #[test_case(" 80 , 443 ", true; "spaces")]
    #[test_case("", true; "nothing")]
    #[test_case("80,", false; "an empty entry")]
    #[test_case("http", false; "a name")]
    #[test_case("80-90", false; "a range of ports")]
    #[test_case("70000", false; "no port")]
    fn ports(list: &str, expected: bool) {
        assert_eq!(are_ports(list), expected, "IN-25");
    }

    #[test_case("10.0.0.0/8,2001:db8::/32", true)]
    #[test_case("", true; "nothing")]
    #[test_case("10.0.0.1", false; "an address")]
    #[test_case("10.0.0.0/8, 10.1.0.0/16", false; "a space")]
    #[test_case("10.0.0.0/40", false; "too long")]
    fn ranges(list: &str, expected: bool) {
        assert_eq!(are_ranges(list), expected, "IN-25");
    }
}
