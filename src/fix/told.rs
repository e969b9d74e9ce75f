//! Who tells the calls of a text. An edit shifts the numbers of resources and workloads, but not their names.

use crate::mesh::{Call, Mesh, Origin};
use crate::resource::Inventory;
use std::collections::HashMap;

/// The client of a call, and the kind and name of the resource that tells it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Teller {
    client: String,
    kind: String,
    name: String,
}

/// Who tells a call, unless nobody does.
pub(super) fn teller(mesh: &Mesh, inventory: &Inventory, call: &Call) -> Option<Teller> {
    let (Origin::Declared(by) | Origin::Inferred(by)) = &call.origin else { return None };
    let meta = &inventory.get(by.resource)?.meta;
    let client = mesh.workload(call.from)?.key();
    Some(Teller { client, kind: meta.kind.clone(), name: meta.key() })
}

/// The calls of a mesh by who tells them, each by its index.
#[derive(Debug)]
pub(super) struct Told(HashMap<Teller, Vec<usize>>);

impl Told {
    pub(super) fn new(mesh: &Mesh, inventory: &Inventory) -> Self {
        let mut told = HashMap::<_, Vec<_>>::new();
        for (index, call) in mesh.calls.iter().enumerate() {
            if let Some(teller) = teller(mesh, inventory, call) {
                told.entry(teller).or_default().push(index);
            }
        }
        Self(told)
    }

    /// The indexes of what one tells, in the order in which it does.
    pub(super) fn by(&self, teller: &Teller) -> &[usize] {
        self.0.get(teller).map_or(&[], Vec::as_slice)
    }
}
