//! All resources of a scenario.

use super::{Kind, Loaded, Problem, Ref, Resource, ResourceId};
use crate::order;
use crate::text::Location;
use std::rc::Rc;

/// The resources of a scenario in document order, and what could not be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inventory {
    /// The resources; `ResourceId` is the index.
    pub resources: Vec<Loaded<Resource>>,
    /// What could not be read, in the order of the text.
    pub problems: Vec<Problem>,
    /// The texts of the files, for places inside of strings.
    pub(super) texts: Vec<Rc<str>>,
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
        let text = self.texts.get(resource.file.0).map_or("", |text| text);
        Some(Location { file: resource.file, span: resource.root.locate_in(text, &at.path) })
    }
}
