//! MP307: the host of a DestinationRule is the name of nothing, though it looks like that of a service.

use crate::lint::set_aside::{Family, set_aside, warning};
use crate::lint::{Code, Context, Finding, Message, NoEffect, Rule};
use crate::resource::{DestinationRule, Kind, Loaded, Resource};
use crate::verdict::Because;

pub(super) static RULE: Rule = Rule {
    code: Code::HostOfNothing,
    check: |context| {
        let all = set_aside(context, Family::HostOfNothing);
        all.into_iter().filter_map(|(rule, because)| finding(context, rule, because)).collect()
    },
    bad: "
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: shop }
spec:
  host: payments.shop
  trafficPolicy: { connectionPool: { tcp: { maxConnections: 200 } } }
",
    good: "
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: shop }
spec:
  host: payments.shop.svc.cluster.local
  trafficPolicy: { connectionPool: { tcp: { maxConnections: 200 } } }
",
};

fn finding(context: &Context, resource: &Loaded<Resource>, because: &Because) -> Option<Finding> {
    let host = DestinationRule::of(&resource.value)?.host.clone();
    let meant = match because {
        Because::DottedHost(written) => {
            let known = |end: &str| Some(format!("{written}{end}"));
            let ends = [".svc.cluster.local", ".cluster.local"].into_iter().filter_map(known);
            ends.into_iter().find(|host| context.mesh.service_with_host(host).is_some())
        }
        _ => None,
    };
    let message = Message::NoEffect(NoEffect::HostOfNothing { rule: resource.meta.key(), host, meant });
    warning(context, &RULE, (resource, "spec.host"), message, None)
}
