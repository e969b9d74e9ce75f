//! What a document says that it is: `apiVersion` and `kind`.

use super::Fault;
use super::decode::suggest;
use super::installation::{HELM, VALUES, is_values};
use super::kind::{NOT_CONSIDERED, READERS, Reader};
use super::traffic::OWN_GROUP;
use super::wire::TypeName;
use crate::yaml::Node;

/// `apiVersion` and `kind` of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Identity {
    /// `apiVersion` up to the slash; empty for the core group.
    pub(super) group: String,
    /// `apiVersion` behind the slash.
    pub(super) version: String,
    /// `kind`.
    pub(super) kind: String,
}

/// What we do with a kind.
pub(super) enum Treatment {
    /// It is read.
    Read(&'static Reader, &'static TypeName),
    /// It may change an outcome, but is not evaluated.
    NotConsidered,
    /// It changes nothing.
    Unused,
    /// The kind is one of ours, but its API version is none of those that have it. These do.
    Misnamed(Vec<String>),
    /// The group has no such kind, but this one, of nearly the same name.
    Misspelt(&'static str),
}

impl Identity {
    /// What the document says. An item of a `PodList` may leave it to the list.
    pub(super) fn of(root: &Node, implied: Option<&Self>) -> Result<Self, Fault> {
        let text = |key| root.get(key).and_then(Node::as_str).filter(|text| !text.is_empty());
        match (text("apiVersion"), text("kind"), implied) {
            // A plain `List` implies no kind.
            (None, None, Some(implied)) if !implied.kind.is_empty() => Ok(implied.clone()),
            (None, None, _) if is_values(root) => {
                Ok(Self { group: HELM.into(), version: String::new(), kind: VALUES.into() })
            }
            (_, None, _) => Err(Fault::NoKind { written: meant(root, "kind") }),
            (None, Some(_), _) => Err(Fault::NoApiVersion { written: meant(root, "apiVersion") }),
            (Some(api_version), Some(kind), _) => {
                let (group, version) = api_version.split_once('/').unwrap_or(("", api_version));
                Ok(Self { group: group.into(), version: version.into(), kind: kind.into() })
            }
        }
    }

    /// What the items of a list are unless they say otherwise; `None` where this is no list. `kubectl` writes
    /// `kind: List`, the API itself `kind: PodList`.
    pub(super) fn items(&self) -> Option<Self> {
        let kind = self.kind.strip_suffix("List")?;
        (matches!(self.treatment(), Treatment::Unused))
            .then(|| Self { kind: kind.to_owned(), ..self.clone() })
    }

    /// What we do with it.
    pub(super) fn treatment(&self) -> Treatment {
        let types = || READERS.iter().flat_map(|reader| reader.types.iter().map(move |name| (reader, name)));
        let named = || types().filter(|(_, name)| name.kinds.contains(&self.kind.as_str()));
        if let Some((reader, name)) = named().find(|(_, name)| name.group == self.group) {
            let served = name.versions.is_empty() || name.versions.contains(&self.version.as_str());
            return if served {
                Treatment::Read(reader, name)
            } else {
                Treatment::Misnamed(api_versions(name))
            };
        }
        let not_considered =
            |(group, kinds): &(&str, &[&str])| *group == self.group && kinds.contains(&self.kind.as_str());
        if NOT_CONSIDERED.iter().any(not_considered) {
            return Treatment::NotConsidered;
        }
        // Other projects have kinds of the same name (Knative's Service); only a group of ours, or one that looks
        // like it, is a slip.
        let looks_like_ours = |group: &str| {
            group.is_empty()
                || group.ends_with("istio.io")
                || READERS.iter().any(|reader| reader.types.iter().any(|name| name.group == group))
        };
        match named().next() {
            // Nobody but us has a Traffic.
            Some((_, name)) if looks_like_ours(&self.group) || name.group == OWN_GROUP => {
                Treatment::Misnamed(api_versions(name))
            }
            Some(_) => Treatment::Unused,
            None => {
                let own = types().filter(|(_, name)| name.group == self.group);
                let kinds = own.flat_map(|(_, name)| name.kinds.iter().copied());
                suggest::kind(&self.kind, kinds).map_or(Treatment::Unused, Treatment::Misspelt)
            }
        }
    }
}

/// The key of the document that is nearly this one.
fn meant(root: &Node, key: &'static str) -> Option<String> {
    let mut keys = root.entries().iter().map(|entry| &*entry.key);
    keys.find(|written| suggest::kind(written, std::iter::once(key)).is_some()).map(str::to_owned)
}

fn api_versions(name: &TypeName) -> Vec<String> {
    let versions = if name.versions.is_empty() { &["v1"] } else { name.versions };
    let full = |version: &&str| match name.group {
        "" => (*version).to_owned(),
        group => format!("{group}/{version}"),
    };
    versions.iter().map(full).collect()
}
