//! A list of resources that is copied sooner than it is walked through.

use super::{Loaded, Resource, ResourceId};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The resources of a scenario, in document order. Copies share them: what is put into one of those is kept beside, for
/// an attempt of a fix edits one of thousands.
#[derive(Clone, Debug, Default)]
pub struct Resources {
    shared: Rc<Vec<Loaded<Resource>>>,
    /// What stands in the place of one of those, or behind the last.
    beside: BTreeMap<ResourceId, Loaded<Resource>>,
}

impl Resources {
    /// How many there are.
    pub fn len(&self) -> usize {
        let behind = self.beside.keys().next_back().map_or(0, |last| last.0 + 1);
        behind.max(self.shared.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The resource.
    pub fn get(&self, id: ResourceId) -> Option<&Loaded<Resource>> {
        self.beside.get(&id).or_else(|| self.shared.get(id.0))
    }

    /// All of them, in document order.
    pub fn iter(&self) -> impl Iterator<Item = &Loaded<Resource>> {
        let first = self.shared.iter().map(|shared| self.beside.get(&shared.id).unwrap_or(shared));
        first.chain(self.beside.range(ResourceId(self.shared.len())..).map(|(_, behind)| behind))
    }

    /// How many are at the beginning of which this is true; it is of none behind them.
    pub fn partition_point(&self, is_before: impl Fn(&Loaded<Resource>) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.get(ResourceId(middle)) {
                Some(resource) if is_before(resource) => low = middle + 1,
                _ => high = middle,
            }
        }
        low
    }

    /// Puts a resource in the place of the one that has its number, or behind the last.
    pub(super) fn put(&mut self, resource: Loaded<Resource>) {
        let own = Rc::get_mut(&mut self.shared).filter(|_| self.beside.is_empty());
        let Some(own) = own else {
            self.beside.insert(resource.id, resource);
            return;
        };
        match own.get_mut(resource.id.0) {
            Some(place) => *place = resource,
            None => own.push(resource),
        }
    }
}

impl PartialEq for Resources {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}
