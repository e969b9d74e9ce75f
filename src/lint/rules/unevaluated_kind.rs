//! MP702: documents of a kind that may change outcomes, but is not evaluated.

use crate::lint::{Code, Message, Rule, by_kind};
use crate::resource::{Loaded, Resource};

pub(super) static RULE: Rule = Rule {
    code: Code::UnevaluatedKind,
    check: |context| {
        let is_unconsidered = |resource: &Loaded<Resource>| match &*resource.value {
            // Istio's own gateway serves it, which is not in every text.
            Resource::Ingress(ingress) => {
                ingress.is_for_istio() && !context.mesh.gateways.serves(resource.id)
            }
            other => other.is_unconsidered(),
        };
        by_kind::findings(context, &RULE, &is_unconsidered, |kind, count| Message::UnevaluatedKind {
            kind,
            count,
        })
    },
    bad: "
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: lua, namespace: shop }
spec: {}
",
    good: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
",
};
