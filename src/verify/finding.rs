//! The commands that show on a cluster whether a finding holds, and whether it is gone.

use super::connection::{containers, describe_service, of_connection};
use super::shell::{pod, word};
use crate::lint::{Context, Finding, Message, NoEffect};
use crate::mesh::{Workload, selects};
use crate::resource::{Loaded, Resource, ResourceId};
use crate::text::Location;

/// Commands that check a finding: those of the first connection that it is about; else those that show the resource
/// that it is at.
pub fn of_finding(context: &Context, finding: &Finding) -> Vec<String> {
    match finding.connections.first() {
        Some(&index) => context
            .connections
            .get(index)
            .map(|connection| of_connection(context, connection))
            .unwrap_or_default(),
        None => of_resource(context, finding),
    }
}

fn of_resource(context: &Context, finding: &Finding) -> Vec<String> {
    let place = finding.labels.first().map(|label| label.location);
    let Some(resource) = place.and_then(|place| around(context, place)) else { return Vec::new() };
    let meta = &resource.meta;
    let workload = context.mesh.workload_named(&meta.namespace, &meta.name);
    let workload = workload.filter(|workload| workload.resource.id == resource.id);
    let mut all = vec![written(resource)];
    all.extend(listed(finding, resource));
    all.extend(workload.map(containers));
    let picked = picked(context, finding, resource);
    all.extend(picked.map(|workload| format!("istioctl experimental describe pod {}", pod(workload))));
    all.extend((meta.group.is_empty() && meta.kind == "Service").then(|| describe_service(meta)));
    all
}

/// The resource that a place is in. They stand in the order of the text.
fn around<'a>(context: &Context<'a>, place: Location) -> Option<&'a Loaded<Resource>> {
    let all = &context.inventory.resources;
    let behind =
        all.partition_point(|other| (other.file, other.span.start) <= (place.file, place.span.start));
    let resource = all.get(ResourceId(behind.checked_sub(1)?))?;
    (resource.file == place.file && place.span.end <= resource.span.end).then_some(resource)
}

/// The resource as the cluster has it.
fn written(resource: &Loaded<Resource>) -> String {
    let meta = &resource.meta;
    // Kinds of several groups share a name: the one of Istio must be asked for by its group.
    let kind = match meta.group.as_str() {
        "" | "apps" | "batch" => meta.kind.to_lowercase(),
        group => format!("{}.{group}", meta.kind.to_lowercase()),
    };
    let namespace = match meta.namespace.as_str() {
        "" => String::new(),
        namespace => format!(" -n {}", word(namespace)),
    };
    format!("kubectl get {} {}{namespace} -o yaml", word(&kind), word(&meta.name))
}

/// What the finding compares the resource with.
fn listed(finding: &Finding, resource: &Loaded<Resource>) -> Option<String> {
    let meta = &resource.meta;
    let (kind, namespace) = (word(&meta.kind.to_lowercase()), word(&meta.namespace));
    match &*finding.message {
        Message::NoEffect(NoEffect::Shadowed { .. }) => {
            Some(format!("kubectl get {kind} -n {namespace} --sort-by=.metadata.creationTimestamp"))
        }
        Message::SelectorWithoutPods { .. } => Some(format!("kubectl get pods -n {namespace} --show-labels")),
        Message::NoEffect(NoEffect::UnknownGateway { .. }) => {
            Some("kubectl get gateways.networking.istio.io -A".to_owned())
        }
        Message::NoEffect(NoEffect::MissingWaypoint { .. }) => {
            Some("istioctl ztunnel-config service".to_owned())
        }
        Message::ConflictingPorts { .. } => Some(format!("kubectl get services -n {namespace} -o wide")),
        _ => None,
    }
}

/// A workload that the policy is about, or would be if its selector were not mistaken.
fn picked<'a>(context: &Context<'a>, finding: &Finding, policy: &Loaded<Resource>) -> Option<&'a Workload> {
    if let Message::SelectorWithoutPods { nearest, .. } = &*finding.message {
        let (namespace, name) = nearest.as_ref()?.workload.split_once('/')?;
        return context.mesh.workload_named(namespace, name);
    }
    let selects = |workload: &Workload| match &*policy.value {
        Resource::PeerAuthentication(policy) => selects(&policy.selector, &workload.labels),
        Resource::AuthorizationPolicy(policy) => policy.target.selects(&workload.labels),
        Resource::RequestAuthentication(policy) => policy.target.selects(&workload.labels),
        _ => false,
    };
    let namespace = &policy.meta.namespace;
    let is_root = *namespace == context.mesh.settings.root_namespace;
    let mut pods = context.mesh.workloads.iter();
    pods.find(|pod| (is_root || pod.namespace() == namespace) && selects(pod))
}

#[cfg(test)]
mod tests {
    use super::of_finding;
    use crate::analyse;
    use crate::lint::{BACKDROP, RULES};
    use crate::text::SourceFile;
    use test_case::test_case;

    fn commands(example: &str, code: &str) -> Vec<String> {
        let files = [SourceFile::new("a.yaml", BACKDROP), SourceFile::new("b.yaml", example)];
        let analysis = analyse(files);
        let finding = analysis.findings.iter().find(|finding| finding.rule.code.as_str() == code);
        of_finding(&analysis.context(), finding.unwrap())
    }

    fn of_rule(code: &str) -> Vec<String> {
        commands(RULES.iter().find(|rule| rule.code.as_str() == code).unwrap().bad, code)
    }

    #[test_case("MP101", "istioctl proxy-config cluster deploy/frontend -n shop --fqdn payments.shop.svc.cluster.local --port 8080 -o yaml"; "those of the connection")]
    #[test_case("MP301", "kubectl get peerauthentication.security.istio.io payments -n shop -o yaml"; "the policy")]
    #[test_case("MP301", "kubectl get pods -n shop --show-labels"; "what it could select")]
    #[test_case("MP301", "istioctl experimental describe pod $(kubectl get pods -n shop -o name | grep -m1 /payments- | cut -d/ -f2) -n shop"; "the pod that is meant")]
    #[test_case("MP305", "kubectl get peerauthentication -n shop --sort-by=.metadata.creationTimestamp"; "the ages")]
    #[test_case("MP312", "kubectl get namespace stock -o yaml"; "a resource without a namespace")]
    #[test_case("MP118", "istioctl experimental describe service payments-raw -n shop"; "a service")]
    fn of_examples(code: &str, expected: &str) {
        let found = of_rule(code);
        assert!(found.iter().any(|command| command == expected), "{found:#?}");
    }

    #[test]
    fn where_no_pod_comes_near_none_is_described() {
        let selector = RULES.iter().find(|rule| rule.code.as_str() == "MP301").unwrap().bad;
        let found = commands(&selector.replace("app: payment ", "app: ledger "), "MP301");
        assert!(found.len() > 1 && !found.iter().any(|command| command.contains("describe")), "{found:#?}");
    }

    #[test]
    fn a_pod_that_the_policy_is_about_is_described() {
        let policy = |name: &str| {
            format!(
                "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\n\
                 metadata: {{ name: {name}, namespace: shop }}\n\
                 spec: {{ selector: {{ matchLabels: {{ app: payments }} }}, mtls: {{ mode: STRICT }} }}\n"
            )
        };
        let found = commands(&[policy("first"), policy("second")].join("---\n"), "MP305");
        let pods: Vec<_> = found.iter().filter(|command| command.contains("describe pod")).collect();
        assert!(pods.len() == 1 && pods[0].contains("/payments-"), "{found:#?}");
    }

    #[test]
    fn a_text_that_is_no_resource_has_none() {
        assert_eq!(of_rule("MP501"), [""; 0]);
    }

    #[test]
    fn names_are_no_commands() {
        let hostile =
            "apiVersion: v1\nkind: Namespace\nmetadata: { name: '$(id)', labels: { istio-injection: x } }\n";
        assert_eq!(commands(hostile, "MP312"), ["kubectl get namespace '$(id)' -o yaml"]);
    }
}
