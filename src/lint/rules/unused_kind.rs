//! MP701: documents of a kind that changes no outcome here.

use crate::lint::{Code, Context, Finding, Message, Rule, by_kind};
use crate::mesh::Origin;
use crate::order;
use crate::resource::{Loaded, Resource};

pub(super) static RULE: Rule = Rule {
    code: Code::UnusedKind,
    check,
    bad: "
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: reader }
rules: []
",
    good: "
apiVersion: v1
kind: Namespace
metadata: { name: store }
",
};

/// A document that tells of a call, as that of a webhook does, is of use, and so is the certificate of a gateway.
fn check(context: &Context) -> Vec<Finding> {
    let telling = order::set(context.mesh.calls.iter().filter_map(|call| match &call.origin {
        Origin::Inferred(by) => Some(by.resource),
        Origin::Declared(_) | Origin::Pair => None,
    }));
    let servers = context.mesh.gateways.servers().filter_map(|server| server.tls.as_ref());
    let certificates = order::set(servers.flat_map(|tls| &tls.credentials));
    let is_unused = |resource: &Loaded<Resource>| {
        let is_certificate = resource.meta.kind == "Secret" && certificates.contains(&resource.meta.name);
        *resource.value == Resource::Unused && !is_certificate && !telling.contains(&resource.id)
    };
    by_kind::findings(context, &RULE, &is_unused, |kind, count| Message::UnusedKind { kind, count })
}
