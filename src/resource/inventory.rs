//! All resources of a scenario.

use super::{Loaded, Ref, Resource};
use crate::text::Location;

/// The resources of a scenario in document order, and what could not be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inventory {
    /// The resources; `ResourceId` is the index.
    pub resources: Vec<Loaded<Resource>>,
}

impl Inventory {
    /// Where a decision stands: the deepest part of the route that exists in the document.
    pub fn location(&self, at: &Ref) -> Option<Location> {
        let resource = self.resources.get(at.resource.0)?;
        Some(Location { file: resource.file, span: resource.root.locate(&at.path) })
    }
}
