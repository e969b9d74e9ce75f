//! All resources of a scenario.

use super::admission::Review;
use super::{Kind, KindName, Loaded, Problem, Ref, Resource, ResourceId, Resources};
use crate::order;
use crate::text::Location;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The resources of a scenario in document order, and what could not be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inventory {
    /// The resources; `ResourceId` is the index.
    pub resources: Resources,
    /// What could not be read, in the order of the text.
    pub problems: Vec<Problem>,
    /// What the cluster would have to say to resources, in their order; nothing is here of those that it takes as they
    /// are.
    pub reviews: Vec<(ResourceId, Review)>,
    /// The resources of each kind, in document order: the mesh is made of one kind after the other.
    pub(super) kinds: Rc<BTreeMap<KindName, Vec<ResourceId>>>,
    /// The texts of the files, for places inside of strings.
    pub(super) texts: Vec<Rc<str>>,
}

impl Inventory {
    /// The resource.
    pub fn get(&self, id: ResourceId) -> Option<&Loaded<Resource>> {
        self.resources.get(id)
    }

    /// The resources of one type, in document order.
    pub fn all<T: Kind>(&self) -> impl Iterator<Item = Loaded<T>> + '_ {
        self.of_kind(T::NAME).filter_map(|resource| Some(resource.with(T::of(&resource.value)?.clone())))
    }

    /// The same as resources.
    pub fn of_kind(&self, kind: KindName) -> impl Iterator<Item = &Loaded<Resource>> {
        self.kinds.get(&kind).into_iter().flatten().filter_map(|&id| self.get(id))
    }

    /// Puts a resource where its identity says: in the place of the one that was there, or behind the last.
    pub(super) fn put(&mut self, resource: Loaded<Resource>) {
        let (id, kind) = (resource.id, resource.value.kind());
        let before = self.get(id).map(|before| before.value.kind());
        self.resources.put(resource);
        if before == Some(kind) {
            return;
        }
        let kinds = Rc::make_mut(&mut self.kinds);
        if let Some(others) = before.and_then(|before| kinds.get_mut(&before)) {
            others.retain(|other| *other != id);
        }
        let own = kinds.entry(kind).or_default();
        own.insert(own.partition_point(|other| *other < id), id);
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
