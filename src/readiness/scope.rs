//! What STRICT is tried on, and by which policies.

use super::trial::Policy;
use crate::lint::Context;
use crate::mesh::{Mesh, Workload};
use crate::order;
use crate::resource::{MtlsMode, PeerAuthentication, Ref};
use crate::yaml::Path;
use std::collections::BTreeMap;
use std::fmt;

/// What STRICT is tried on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The whole mesh, by the policy of the root namespace.
    #[default]
    Mesh,
    /// The namespace of this name.
    Namespace(String),
    /// The workload of this namespace and name.
    Workload(String, String),
}

impl Scope {
    /// The scope that `mesh`, `namespace/NAME` or `workload/NAMESPACE/NAME` means.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let scope = match (parts.next()?, parts.next(), parts.next()) {
            ("mesh", None, None) => Self::Mesh,
            ("namespace", Some(name), None) => Self::Namespace(name.to_owned()),
            ("workload", Some(namespace), Some(name)) => {
                Self::Workload(namespace.to_owned(), name.to_owned())
            }
            _ => return None,
        };
        parts.next().is_none().then_some(scope)
    }
}

/// The form that [`Scope::parse`] reads.
impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mesh => f.write_str("mesh"),
            Self::Namespace(name) => write!(f, "namespace/{name}"),
            Self::Workload(namespace, name) => write!(f, "workload/{namespace}/{name}"),
        }
    }
}

/// Why STRICT cannot be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Untried {
    /// The text has no such namespace or workload.
    Unknown,
    /// No policy can be for this workload alone: it has no labels, or is in the root namespace, where selectors of
    /// PeerAuthentications do not count (PA-9).
    NotSelectable,
}

/// A scope that is there.
pub(super) struct Target<'a> {
    pub(super) scope: Scope,
    /// The policy that speaks for it now.
    pub(super) policy: Option<Ref>,
    /// Its exceptions for single ports. They are made on purpose and stay.
    ports: BTreeMap<u16, MtlsMode>,
    workload: Option<&'a Workload>,
    root: &'a str,
}

impl<'a> Target<'a> {
    pub(super) fn of(context: &Context<'a>, scope: &Scope) -> Result<Self, Untried> {
        let mesh: &Mesh = context.mesh;
        let root = mesh.settings.root_namespace.as_str();
        let general = |namespace| mesh.peer_authentications.general(namespace).next();
        let (scope, policy, workload) = match scope {
            Scope::Mesh => (Scope::Mesh, general(root), None),
            // What stands in the root namespace is for the whole mesh (PA-6).
            Scope::Namespace(name) if name == root => (Scope::Mesh, general(root), None),
            Scope::Namespace(name) => {
                let is_known = mesh.namespaces.contains_key(name)
                    || mesh.workloads.iter().any(|workload| workload.namespace() == name);
                if !is_known {
                    return Err(Untried::Unknown);
                }
                (scope.clone(), general(name), None)
            }
            Scope::Workload(namespace, name) => {
                let workload = mesh.workload_named(namespace, name).ok_or(Untried::Unknown)?;
                if namespace == root || workload.resource.value.labels.is_empty() {
                    return Err(Untried::NotSelectable);
                }
                let own = mesh.peer_authentications.picking(namespace, &workload.labels);
                (scope.clone(), own.first().copied(), Some(workload))
            }
        };
        let ports = policy.filter(|_| workload.is_some()).map(|policy| policy.value.ports.clone());
        Ok(Self {
            scope,
            policy: policy.map(|policy| policy.at(Path::of("spec.mtls.mode"))),
            ports: ports.unwrap_or_default(),
            workload,
            root,
        })
    }

    /// Whether a workload is in the scope.
    pub(super) fn covers(&self, workload: &Workload) -> bool {
        match &self.scope {
            Scope::Mesh => true,
            Scope::Namespace(name) => workload.namespace() == name,
            Scope::Workload(namespace, name) => workload.namespace() == namespace && workload.name() == name,
        }
    }

    /// The policy that says STRICT for the scope as a whole.
    pub(super) fn asked(&self) -> Vec<Policy> {
        let general = |namespace: &str| Policy {
            namespace: namespace.to_owned(),
            selector: BTreeMap::new(),
            ports: BTreeMap::new(),
        };
        let policy = match (&self.scope, self.workload) {
            (Scope::Namespace(name), _) => general(name),
            (Scope::Workload(namespace, _), Some(workload)) => Policy {
                selector: workload.resource.value.labels.clone(),
                ports: self.ports.clone(),
                ..general(namespace)
            },
            (Scope::Mesh | Scope::Workload(..), _) => general(self.root),
        };
        vec![policy]
    }

    /// The same, and one for each narrower policy that would let plaintext in, with its exceptions for single ports.
    pub(super) fn everywhere(&self, context: &Context) -> Vec<Policy> {
        let mut all = self.asked();
        if self.workload.is_some() {
            return all;
        }
        let mesh = context.mesh;
        let workloads = || mesh.workloads.iter().filter(|workload| self.covers(workload));
        let opens =
            |policy: &PeerAuthentication| matches!(policy.mode, MtlsMode::Permissive | MtlsMode::Disable);
        let namespaces = order::set(workloads().map(Workload::namespace));
        let general = namespaces.into_iter().filter(|name| self.scope == Scope::Mesh && *name != self.root);
        let general = general.filter_map(|name| mesh.peer_authentications.general(name).next());
        let own = workloads().filter(|workload| workload.namespace() != self.root).filter_map(|workload| {
            mesh.peer_authentications.picking(workload.namespace(), &workload.labels).first().copied()
        });
        let narrower = order::map(general.chain(own).map(|policy| (policy.id, policy)));
        for policy in mesh.peer_authentications.iter().filter(|policy| narrower.contains_key(&policy.id)) {
            if opens(&policy.value) {
                all.push(Policy {
                    namespace: policy.meta.namespace.clone(),
                    selector: policy.value.selector.clone(),
                    ports: policy.value.ports.clone(),
                });
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;
    use test_case::test_case;

    #[test_case("mesh", true)]
    #[test_case("namespace/shop", true)]
    #[test_case("workload/shop/cart", true)]
    #[test_case("namespace", false; "without a name")]
    #[test_case("workload/cart", false; "without a namespace")]
    #[test_case("workload/a/b/c", false)]
    #[test_case("shop", false)]
    fn parsed(text: &str, good: bool) {
        let scope = Scope::parse(text);
        assert_eq!(scope.is_some(), good);
        assert!(scope.is_none_or(|scope| scope.to_string() == text));
    }
}
