//! ReferenceGrant: who may refer to what is in its namespace.

use crate::resource::decode::{Flaw, Vital};
use crate::resource::wire::{Body, TypeName, Wire};
use crate::yaml::wire;
use macro_rules_attribute::apply;

/// The spec of a ReferenceGrant. Everyone in `from` may refer to everything in `to`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferenceGrant {
    /// `from`.
    pub from: Vec<Grantee>,
    /// `to`.
    pub to: Vec<Granted>,
}

/// An entry of `from`: resources of a kind in a namespace.
#[apply(wire)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grantee {
    /// `group`.
    pub group: String,
    /// `kind`.
    pub kind: String,
    /// `namespace`.
    pub namespace: String,
}

/// An entry of `to`: resources of a kind, or one of them.
#[apply(wire)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// `group`.
    pub group: String,
    /// `kind`.
    pub kind: String,
    /// `name`; empty means all of them.
    pub name: String,
}

/// The spec as it is written. A grant that lost a name would allow more than its author meant.
#[apply(wire)]
pub(in crate::resource) struct ReferenceGrantWire {
    from: Vital<Vec<Grantee>>,
    to: Vital<Vec<Granted>>,
}

impl Wire for ReferenceGrantWire {
    type Value = ReferenceGrant;
    const TYPES: &'static [TypeName] = &[TypeName {
        group: super::GATEWAY_API,
        versions: &["v1", "v1beta1"],
        kinds: &["ReferenceGrant"],
        namespaced: true,
    }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = false;
}

impl TryFrom<ReferenceGrantWire> for ReferenceGrant {
    type Error = Flaw;

    fn try_from(wire: ReferenceGrantWire) -> Result<Self, Flaw> {
        Ok(Self { from: wire.from.0, to: wire.to.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::spec;

    #[test]
    fn fields() {
        let grant = spec::<ReferenceGrant>(
            "gateway.networking.k8s.io/v1beta1",
            "ReferenceGrant",
            "from: [{group: g, kind: HTTPRoute, namespace: a}], to: [{group: '', kind: Service}, {kind: Secret, name: s}]",
        );
        assert_eq!(grant.from[0].namespace, "a");
        assert_eq!(grant.to.iter().map(|to| to.name.as_str()).collect::<Vec<_>>(), ["", "s"]);
    }
}
