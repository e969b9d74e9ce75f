//! All resources of a scenario.

use super::{Kind, Loaded, Problem, Ref, Resource, ResourceId};
use crate::order;
use crate::text::Location;

/// The resources of a scenario in document order, and what could not be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inventory {
    /// The resources; `ResourceId` is the index.
    pub resources: Vec<Loaded<Resource>>,
    /// What could not be read, in the order of the text.
    pub problems: Vec<Problem>,
}

impl Inventory {
    /// The resource.
    pub fn get(&self, id: ResourceId) -> Option<&Loaded<Resource>> {
        self.resources.get(id.0)
    }

    /// The resources of one type, in document order.
    pub fn all<T: Kind>(&self) -> impl Iterator<Item = Loaded<T>> + '_ {
        self.resources.iter().filter_map(|resource| Some(resource.with(T::of(&resource.value)?.clone())))
    }

    /// The resources of one type, oldest first (PA-11).
    pub fn oldest_first<T: Kind>(&self) -> Vec<Loaded<T>> {
        let mut all: Vec<_> = self.all().collect();
        order::sort_by(&mut all, |a, b| a.meta.age().cmp(&b.meta.age()));
        all
    }

    /// Where a decision stands: the deepest part of the route that exists in the document.
    pub fn location(&self, at: &Ref) -> Option<Location> {
        let resource = self.get(at.resource)?;
        Some(Location { file: resource.file, span: resource.root.locate(&at.path) })
    }
}
