//! MP304: a policy names the number of a service port, and no pod listens there.

use crate::lint::misnamed;
use crate::lint::{Code, Context, Finding, Message, Rule, Severity};
use crate::mesh::{Mesh, Workload, selects};
use crate::resource::{AuthorizationPolicy, Loaded, PeerAuthentication};
use crate::yaml::Path;

pub(super) static RULE: Rule = Rule {
    code: Code::ServicePortInPolicy,
    check: |context| misnamed::with_calls(context, found(context)),
    bad: "
apiVersion: v1
kind: Service
metadata: { name: ledger, namespace: shop }
spec:
  selector: { app: payments }
  ports: [{ name: http, port: 80, targetPort: 8080 }]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: no-ledger, namespace: shop }
spec:
  action: DENY
  selector: { matchLabels: { app: payments } }
  rules: [{ to: [{ operation: { ports: ['80'], methods: [DELETE] } }] }]
",
    good: "
apiVersion: v1
kind: Service
metadata: { name: ledger, namespace: shop }
spec:
  selector: { app: payments }
  ports: [{ name: http, port: 80, targetPort: 8080 }]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: no-ledger, namespace: shop }
spec:
  action: DENY
  selector: { matchLabels: { app: payments } }
  rules: [{ to: [{ operation: { ports: ['8080'], methods: [DELETE] } }] }]
",
};

/// Findings without the calls that are denied for them.
pub(in crate::lint) fn found(context: &Context) -> Vec<Finding> {
    let policies = context.mesh.authorization_policies.iter();
    let authorization = policies.flat_map(|policy| of_policy(context, policy));
    let policies = context.mesh.peer_authentications.iter();
    authorization.chain(policies.flat_map(|policy| of_peer_policy(context, policy))).collect()
}

fn of_policy(context: &Context, policy: &Loaded<AuthorizationPolicy>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (rule, to) in policy.value.rules.iter().map(|rule| &rule.to).enumerate() {
        for (operation, ports) in to.iter().map(|operation| &operation.ports).enumerate() {
            let lists = [("ports", &ports.any_of), ("notPorts", &ports.none_of)];
            for (field, at, port) in lists
                .iter()
                .flat_map(|(field, list)| list.iter().enumerate().map(|(at, port)| (*field, at, *port)))
            {
                let picked = |pod: &Workload| is_picked(context.mesh, policy, pod);
                let Some((service, target)) =
                    mistaken(context, policy.meta.namespace.as_str(), &picked, port)
                else {
                    continue;
                };
                let to = Path::of("spec.rules").index(rule).key("to").index(operation).key("operation");
                let place = context.inventory.location(&policy.at(to.key(field).index(at)));
                let (kind, policy) = (policy.meta.kind.clone(), policy.meta.key());
                let message = Message::ServicePortInPolicy { kind, policy, service, port, target };
                findings.extend(place.map(|place| Finding::new(&RULE, Severity::Warning, message, place)));
            }
        }
    }
    findings
}

/// `portLevelMtls` is by pod port as well (PA-17).
fn of_peer_policy(context: &Context, policy: &Loaded<PeerAuthentication>) -> Vec<Finding> {
    let (mesh, value) = (context.mesh, &policy.value);
    // Without a selector the ports count for nobody, which admission says.
    let selects_nobody = value.selector.is_empty() || policy.meta.namespace == mesh.settings.root_namespace;
    let ports = value.ports.keys().filter(|_| !selects_nobody);
    let picked =
        |pod: &Workload| pod.namespace() == policy.meta.namespace && selects(&value.selector, &pod.labels);
    let finding = |&port: &u16| {
        let (service, target) = mistaken(context, &policy.meta.namespace, &picked, port)?;
        let place = policy.at(Path::of("spec.portLevelMtls").key(port.to_string()));
        let (kind, policy) = (policy.meta.kind.clone(), policy.meta.key());
        let message = Message::ServicePortInPolicy { kind, policy, service, port, target };
        Some(Finding::new(&RULE, Severity::Warning, message, context.inventory.location(&place)?))
    };
    ports.filter_map(finding).collect()
}

fn is_picked(mesh: &Mesh, policy: &Loaded<AuthorizationPolicy>, pod: &Workload) -> bool {
    let namespace = policy.meta.namespace.as_str();
    let here = pod.namespace() == namespace || namespace == mesh.settings.root_namespace;
    here && policy.value.target.selects(&pod.labels)
}

/// The service whose port this is and the pod port behind it, where no pod that a policy of this namespace picks has
/// such a port (AZ-21).
fn mistaken(
    context: &Context,
    namespace: &str,
    picked: &dyn Fn(&Workload) -> bool,
    port: u16,
) -> Option<(String, u16)> {
    let mesh = context.mesh;
    let all = (namespace == mesh.settings.root_namespace).then(|| mesh.services_on(port));
    // Pods are behind services of their own namespace only.
    let own = all.is_none().then(|| mesh.services_in(namespace, port));
    let mut services = all.into_iter().flatten().chain(own.into_iter().flatten());
    let meant = services.find_map(|service| {
        context.has_patience_for(1 + service.workloads.len()).then_some(())?;
        let (_, declared) = service.port(port)?;
        let mut behind = service.workloads.iter().filter_map(|&id| mesh.workload(id));
        // Nearly all ports have the number of their target; that is told faster than who is picked.
        let mut targets = behind.clone().filter_map(|workload| declared.target_on(workload));
        if targets.all(|target| target == port) {
            return None;
        }
        let target = declared.target_on(behind.find(|workload| picked(workload))?)?;
        (target != port).then(|| (service.key(), target))
    })?;
    let leads = |workload: &Workload| {
        let fronting = mesh.index.fronting.get(&workload.id).map_or(0, Vec::len);
        if !context.has_patience_for(fronting) {
            return false;
        }
        let mut ports = mesh.services_of(workload.id).flat_map(|service| &service.ports);
        ports.any(|declared| declared.target_on(workload) == Some(port))
    };
    context.has_patience_for(mesh.workloads.len()).then_some(())?;
    let real = mesh.workloads.iter().any(|pod| picked(pod) && (listens(pod, port) || leads(pod)));
    (!real).then_some(meant)
}

fn listens(workload: &Workload, port: u16) -> bool {
    let containers = workload.resource.value.containers.iter();
    containers.flat_map(|container| &container.ports).any(|declared| declared.number == port)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analyse;
    use crate::lint::BACKDROP;
    use crate::text::SourceFile;
    use test_case::test_case;

    const LEDGER: &str = "{ app: payments }";
    const EVERYBODY: &str = "";

    #[test_case(LEDGER, "port: 80, targetPort: 8080", "ports: ['80']", true)]
    #[test_case(LEDGER, "port: 80, targetPort: 8080", "notPorts: ['80']", true; "the negative field")]
    #[test_case(EVERYBODY, "port: 80, targetPort: 8080", "ports: ['80']", true; "without a selector")]
    #[test_case(LEDGER, "port: 80, targetPort: 8080", "ports: ['8080']", false; "the pod port")]
    #[test_case(LEDGER, "port: 80", "ports: ['80']", false; "the same number on both sides")]
    #[test_case(LEDGER, "port: 80, targetPort: 8080", "ports: ['81']", false; "no port of a service")]
    #[test_case("{ app: cache }", "port: 80, targetPort: 8080", "ports: ['80']", false; "a service of other pods")]
    #[test_case(EVERYBODY, "port: 6379, targetPort: 8080", "ports: ['6379']", false; "another pod listens there")]
    fn found(selector: &str, port: &str, field: &str, expected: bool) {
        let selector = if selector.is_empty() {
            String::new()
        } else {
            format!("selector: {{ matchLabels: {selector} }}, ")
        };
        let text = format!(
            "apiVersion: v1\nkind: Service\nmetadata: {{ name: ledger, namespace: shop }}\n\
             spec: {{ selector: {{ app: payments }}, ports: [{{ name: http, {port} }}] }}\n---\n\
             apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\n\
             metadata: {{ name: p, namespace: shop }}\n\
             spec: {{ {selector}action: DENY, rules: [{{ to: [{{ operation: {{ {field} }} }}] }}] }}\n"
        );
        let files = [SourceFile::new("backdrop.yaml", BACKDROP), SourceFile::new("policy.yaml", text)];
        let found = analyse(files).findings.iter().any(|finding| finding.rule == &RULE);
        assert_eq!(found, expected, "AZ-21");
    }
}
