//! Which policies apply at a proxy: where they are attached, not what they say (AZ-1 … AZ-10).

use crate::mesh::{Mesh, Service, Settings, WAYPOINT_CLASS, Waypoint, Workload};
use crate::order;
use crate::resource::{
    AuthorizationAction, AuthorizationPolicy, Loaded, PolicyTarget, Ref, RequestAuthentication,
};
use crate::verdict::{Because, Ignored};

/// Policies that select other pods are named up to this many; more of them explain nothing.
const BYSTANDERS: usize = 8;

/// The annotation that makes a policy a shadow (AZ-10).
const DRY_RUN: &str = "istio.io/dry-run";

/// How Istio writes "yes" in an annotation.
const YES: [&str; 6] = ["1", "t", "T", "true", "TRUE", "True"];

/// The policies in force at a proxy.
#[derive(Clone, Debug, Default)]
pub(in crate::verdict) struct Attached<'m> {
    /// AuthorizationPolicies that can refuse something, by name.
    pub(in crate::verdict) policies: Vec<&'m Loaded<AuthorizationPolicy>>,
    /// RequestAuthentications, by name.
    pub(in crate::verdict) tokens: Vec<&'m Loaded<RequestAuthentication>>,
    /// AuthorizationPolicies that do not count here, and why.
    pub(in crate::verdict) ignored: Vec<Ignored>,
}

impl<'m> Attached<'m> {
    /// Those at the sidecar of this workload: of the root namespace and of its own, without a selector or with one that
    /// picks it, in either namespace (AZ-2, AZ-3).
    pub(in crate::verdict) fn of_workload(mesh: &'m Mesh, workload: &'m Workload) -> Self {
        let root = mesh.settings.root_namespace.as_str();
        let own = workload.namespace();
        let mut attached = Self::default();
        for namespace in scopes(root, own) {
            let policies = mesh.authorization_policies.picking(namespace, &workload.labels);
            for policy in policies {
                attached.add(policy);
            }
            attached.tokens.extend(mesh.request_authentications.picking(namespace, &workload.labels));
        }
        attached.ignore_bystanders(mesh, workload);
        attached
    }

    /// Those that reach the ztunnel of this workload: it knows ALLOW and DENY only, and an empty selector picks nothing
    /// (AMB-20).
    pub(in crate::verdict) fn of_ztunnel(mesh: &'m Mesh, workload: &'m Workload) -> Self {
        let mut attached = Self::default();
        for namespace in scopes(mesh.settings.root_namespace.as_str(), workload.namespace()) {
            for policy in mesh.authorization_policies.picking(namespace, &workload.labels) {
                match (&policy.value.target, policy.value.action) {
                    (PolicyTarget::Selector(labels), _) if labels.is_empty() => {
                        attached.ignore(policy.whole(), Because::EmptySelector);
                    }
                    (_, AuthorizationAction::Custom) => attached.ignore(policy.whole(), Because::NoProviders),
                    _ => attached.add(policy),
                }
            }
        }
        attached.ignore_bystanders(mesh, workload);
        attached
    }

    /// Those at a waypoint: they refer to its Gateway, to its class, or to the Service that was called. Selectors mean
    /// nothing there (WP-3). `service` is none where a pod was called.
    pub(in crate::verdict) fn of_waypoint(
        mesh: &'m Mesh,
        waypoint: &'m Waypoint,
        service: Option<&'m Service>,
    ) -> Self {
        let mut attached = Self::default();
        let meta = &waypoint.resource.meta;
        let root = mesh.settings.root_namespace.as_str();
        let own = service.map(|service| &service.resource.meta);
        let mut namespaces = vec![root, meta.namespace.as_str()];
        namespaces.extend(own.map(|own| own.namespace.as_str()));
        order::sort(&mut namespaces);
        namespaces.dedup();
        for namespace in namespaces {
            let refers = |target: &PolicyTarget| match target {
                PolicyTarget::References(references) => references.iter().any(|reference| {
                    let named = |kind: &str, name: &str| reference.kind == kind && reference.name == name;
                    let of_service = own.is_some_and(|own| {
                        let kind = if own.kind == "Service" { "Service" } else { "ServiceEntry" };
                        namespace == own.namespace && named(kind, &own.name)
                    });
                    of_service
                        || (namespace == meta.namespace && named("Gateway", &meta.name))
                        || (namespace == root && named("GatewayClass", WAYPOINT_CLASS))
                }),
                PolicyTarget::Everything | PolicyTarget::Selector(_) => false,
            };
            for policy in mesh.authorization_policies.referring(namespace) {
                if refers(&policy.value.target) {
                    attached.add(policy);
                }
            }
            let tokens = mesh.request_authentications.referring(namespace);
            attached.tokens.extend(tokens.filter(|policy| refers(&policy.value.target)));
        }
        attached
    }

    /// Adds a policy that is attached here, if it can refuse something.
    pub(in crate::verdict) fn add(&mut self, policy: &'m Loaded<AuthorizationPolicy>) {
        let dry = policy.meta.annotations.get(DRY_RUN).is_some_and(|text| YES.contains(&text.as_str()));
        if dry {
            self.ignore(policy.whole(), Because::DryRun);
        } else if policy.value.action == AuthorizationAction::Audit {
            self.ignore(policy.whole(), Because::OnlyAudits);
        } else {
            self.policies.push(policy);
        }
    }

    fn ignore(&mut self, by: Ref, because: Because) {
        self.ignored.push(Ignored { by, because });
    }

    fn ignore_bystanders(&mut self, mesh: &'m Mesh, workload: &Workload) {
        let policies = &mesh.authorization_policies;
        let own = workload.namespace();
        let others = policies.selecting(own).filter(|policy| !policy.value.target.selects(&workload.labels));
        for policy in others.take(BYSTANDERS) {
            self.ignore(policy.whole(), Because::SelectsOthers);
        }
        for policy in policies.referring(own).take(BYSTANDERS) {
            self.ignore(policy.whole(), Because::NotForSidecars);
        }
        let usual = Settings::default().root_namespace;
        if mesh.settings.root_namespace != usual && own != usual {
            for policy in policies.picking(&usual, &workload.labels).into_iter().take(BYSTANDERS) {
                self.ignore(policy.whole(), Because::NotRoot);
            }
        }
    }
}

/// The namespaces whose policies may apply to a pod of `own`, in the order of their names.
fn scopes<'a>(root: &'a str, own: &'a str) -> Vec<&'a str> {
    let mut scopes = vec![root.min(own), root.max(own)];
    scopes.dedup();
    scopes
}
