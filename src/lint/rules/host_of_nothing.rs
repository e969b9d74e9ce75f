//! MP307: the host of a DestinationRule or VirtualService is the name of nothing, though it looks like that of a service.

use crate::lint::set_aside::{Family, set_aside};
use crate::lint::{Code, Context, Finding, Message, NoEffect, Rule, Severity};
use crate::resource::{Loaded, Resource};
use crate::verdict::Because;
use crate::yaml::Path;

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
    let meant = match because {
        Because::DottedHost(written) => {
            let known = |end: &str| Some(format!("{written}{end}"));
            let ends = [".svc.cluster.local", ".cluster.local"].into_iter().filter_map(known);
            ends.into_iter().find(|host| context.mesh.service_with_host(host).is_some())
        }
        _ => None,
    };
    let (host, path) = place(&resource.value, because)?;
    let at = context.inventory.location(&resource.at(path))?;
    let (kind, rule) = (resource.meta.kind.clone(), resource.meta.key());
    let message = Message::NoEffect(NoEffect::HostOfNothing { kind, rule, host: host.clone(), meant });
    Some(Finding::new(&RULE, Severity::Warning, message, at))
}

/// The host as it is written, and where: of a DestinationRule its only one, of a VirtualService the one that is cut off.
fn place<'r>(resource: &'r Resource, because: &Because) -> Option<(&'r String, Path)> {
    match (resource, because) {
        (Resource::DestinationRule(rule), _) => Some((&rule.host, Path::of("spec.host"))),
        (Resource::VirtualService(route), Because::DottedHost(host)) => {
            let mut hosts = route.hosts.iter().enumerate();
            let (index, host) = hosts.find(|(_, written)| written.eq_ignore_ascii_case(host))?;
            Some((host, Path::of("spec.hosts").index(index)))
        }
        _ => None,
    }
}
