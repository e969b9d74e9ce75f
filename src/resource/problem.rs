//! What is wrong with a document, as codes and arguments.

use super::ResourceId;
use crate::text::Location;
use crate::yaml::Path;

/// Something in the text that is not as it must be. The rest of the document, and all others, count.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub fault: Fault,
    /// Where.
    pub at: Location,
    /// The other place that has to do with it: the document that replaced this one.
    pub related: Option<Location>,
    /// The resource that it is about, where there is one.
    pub resource: Option<ResourceId>,
    /// The route to the field in that resource; the root where it is about the whole.
    pub path: Path,
}

impl Problem {
    /// A problem of no resource: there is none, or it does not count.
    pub(super) fn new(fault: Fault, at: Location) -> Self {
        Self { fault, at, related: None, resource: None, path: Path::root() }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// The text is not YAML as Kubernetes reads it.
    Syntax(crate::yaml::SyntaxError),
    /// The document is not a mapping.
    NotAResource,
    /// `kind` is missing.
    NoKind {
        /// The key that was probably meant to be it.
        written: Option<String>,
    },
    /// `apiVersion` is missing.
    NoApiVersion {
        /// The key that was probably meant to be it.
        written: Option<String>,
    },
    /// `metadata.name` is missing.
    NoName,
    /// The kind is one of ours, but in none of these API versions.
    UnknownApiVersion {
        /// The API versions that have the kind, newest first.
        expected: Vec<String>,
    },
    /// The group has no such kind, but one of nearly this name.
    UnknownKind {
        /// The kind as written.
        kind: String,
        /// What was probably meant.
        meant: &'static str,
    },
    /// A later document has the same group, kind, namespace and name; `kubectl apply` would leave only that one.
    Replaced,
    /// No such field here. The API server refuses it, or drops it silently.
    UnknownField {
        /// The field as written.
        field: String,
        /// What was probably meant.
        meant: Option<Meant>,
    },
    /// The value is of another type; the field counts as absent.
    WrongType {
        /// The type that it must have.
        expected: Expected,
    },
    /// The value is none of the words that are possible here; the field counts as absent.
    UnknownWord {
        /// The value as written.
        word: String,
        /// The possible words.
        expected: &'static [&'static str],
        /// The one that was probably meant.
        meant: Option<&'static str>,
    },
    /// The number does not fit; the field counts as absent.
    OutOfRange {
        /// The least possible number.
        min: i64,
        /// The greatest possible number.
        max: i64,
    },
    /// The text does not have the form that it must have; the field counts as absent.
    Malformed(Form),
    /// A field that must be there is missing.
    Missing {
        /// Its name.
        field: &'static str,
    },
}

/// The field that was probably meant by an unknown one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// A field of this name at the same place.
    Sibling(&'static str),
    /// The field exists, but further down: `mtls.mode` for `mode`.
    Deeper(Path),
    /// The field exists, but further up: at this route from the document.
    Elsewhere(Path),
}

/// The type that a value must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Expected {
    Text,
    Number,
    NumberOrText,
    Boolean,
    List,
    Mapping,
}

/// The form that a text must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// A port number from 1 to 65535.
    Port,
    /// An IP address.
    Address,
    /// `namespace/workload`.
    Workload,
    /// `host:port` or `pod/namespace/workload:port`.
    Destination,
    /// YAML that is a mesh config.
    MeshConfig,
    /// Nothing that we have a name for.
    Other,
}
