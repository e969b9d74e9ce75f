//! The commands that show on a cluster whether a finding holds, and whether it is gone.

use super::verify::{at, commands, containers, described, word};
use crate::Analysis;
use crate::lint::{Finding, Message, NoEffect};
use crate::mesh::Workload;
use crate::resource::{Loaded, Resource};

/// Commands that check a finding: those of the first connection that it is about, at its first end that fails; else
/// those that show the resource that it is at.
pub fn verify_finding(analysis: &Analysis, finding: &Finding) -> Vec<String> {
    let Some(&index) = finding.connections.first() else { return of_resource(analysis, finding) };
    let Some(connection) = analysis.connections.get(index) else { return Vec::new() };
    let failing = connection.verdict.endpoints.iter().position(|end| !end.outcome.works());
    commands(analysis, index, failing)
}

fn of_resource(analysis: &Analysis, finding: &Finding) -> Vec<String> {
    let place = finding.labels.first().map(|label| label.location);
    let is_at = |resource: &&Loaded<Resource>| {
        place.is_some_and(|at| {
            resource.file == at.file
                && resource.span.start <= at.span.start
                && at.span.end <= resource.span.end
        })
    };
    let Some(resource) = analysis.inventory.resources.iter().find(is_at) else { return Vec::new() };
    let meta = &resource.meta;
    let workload = analysis.mesh.workload_named(&meta.namespace, &meta.name);
    let workload = workload.filter(|workload| workload.resource.id == resource.id);
    let mut all = vec![written(resource)];
    all.extend(listed(finding, resource));
    all.extend(workload.map(containers));
    all.extend(picked(analysis, resource).map(|pod| format!("istioctl experimental describe pod {pod}")));
    let service = analysis.mesh.services.iter().find(|service| service.resource.id == resource.id);
    all.extend(service.map(described));
    all
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
    match &finding.message {
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

/// A pod that policies of this namespace may be about.
fn picked(analysis: &Analysis, resource: &Loaded<Resource>) -> Option<String> {
    let is_policy = resource.meta.group == "security.istio.io";
    let mut pods = analysis.mesh.workloads.iter();
    let pod = pods.find(|pod| pod.namespace() == resource.meta.namespace)?;
    is_policy.then(|| pod_name(pod))
}

/// `istioctl experimental describe pod` takes the name of a pod and nothing else.
fn pod_name(workload: &Workload) -> String {
    let meta = &workload.resource.meta;
    match meta.kind.as_str() {
        "Pod" => at(workload),
        _ => format!(
            "$(kubectl get pods -n {0} -o name | grep -m1 {1} | cut -d/ -f2) -n {0}",
            word(&meta.namespace),
            word(&format!("/{}-", meta.name))
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::verify_finding;
    use crate::analyse;
    use crate::lint::{BACKDROP, RULES};
    use crate::text::SourceFile;
    use test_case::test_case;

    fn commands(example: &str, code: &str) -> Vec<String> {
        let files = [SourceFile::new("a.yaml", BACKDROP), SourceFile::new("b.yaml", example)];
        let analysis = analyse(files);
        let finding = analysis.findings.iter().find(|finding| finding.rule.code.as_str() == code);
        verify_finding(&analysis, finding.unwrap())
    }

    fn of_rule(code: &str) -> Vec<String> {
        commands(RULES.iter().find(|rule| rule.code.as_str() == code).unwrap().bad, code)
    }

    #[test_case("MP101", "istioctl proxy-config cluster deploy/frontend -n shop --fqdn payments.shop.svc.cluster.local --port 8080 -o yaml"; "those of the connection")]
    #[test_case("MP301", "kubectl get peerauthentication.security.istio.io payments -n shop -o yaml"; "the policy")]
    #[test_case("MP301", "kubectl get pods -n shop --show-labels"; "what it could select")]
    #[test_case("MP305", "kubectl get peerauthentication -n shop --sort-by=.metadata.creationTimestamp"; "the ages")]
    #[test_case("MP312", "kubectl get namespace stock -o yaml"; "a resource without a namespace")]
    #[test_case("MP118", "istioctl experimental describe service payments-raw -n shop"; "a service")]
    fn of_examples(code: &str, expected: &str) {
        let found = of_rule(code);
        assert!(found.iter().any(|command| command == expected), "{found:#?}");
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
