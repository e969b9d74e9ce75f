//! Help for the tests of kinds.

use super::{Kind, Resource, load};
use crate::text::{SourceFile, Sources};
use std::rc::Rc;

/// The value of the only resource in a text that has nothing wrong with it.
pub(crate) fn read<T: Kind>(text: &str) -> Rc<T> {
    let inventory = load(&Sources::new([SourceFile::new("test.yaml", text)]));
    assert_eq!(inventory.problems, [], "{text}");
    let resource = inventory.all::<T>().next();
    resource.unwrap_or_else(|| panic!("not read as the type that is asked for: {text}")).value
}

/// The value of a document of a kind of which only the spec matters.
pub(crate) fn spec<T: Kind>(api_version: &str, kind: &str, spec: &str) -> Rc<T> {
    read(&document(api_version, kind, spec))
}

/// Whether the only document, of a kind of which only the spec matters, is refused as a whole.
pub(crate) fn refused(api_version: &str, kind: &str, spec: &str) -> bool {
    let text = document(api_version, kind, spec);
    let inventory = load(&Sources::new([SourceFile::new("test.yaml", text.as_str())]));
    inventory.resources.iter().all(|resource| *resource.value == Resource::Unreadable)
}

fn document(api_version: &str, kind: &str, spec: &str) -> String {
    format!("{{apiVersion: {api_version}, kind: {kind}, metadata: {{name: a}}, spec: {{{spec}}}}}")
}
