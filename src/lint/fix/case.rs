//! The failure that a fix is for, and how its text is changed.

use super::super::Context;
use super::super::failures::{End, Failure};
use crate::mesh::{PortProtocol, Service, ServicePort, Workload};
use crate::resource::{Loaded, Ref, ResourceId};
use crate::text::{Edit, FileId, Location, Span};
use crate::verdict::{Answer, Question, RouteAnswer, Server};
use crate::yaml::patch::{Change, Fragment, append};
use crate::yaml::{Node, Path};
use std::cell::RefCell;

/// An edit of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdit {
    /// The file.
    pub file: FileId,
    /// The edit.
    pub edit: Edit,
}

/// A part of a connection that fails, and everything around it.
pub(super) struct Case<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) failure: Failure<'a>,
    /// The edits that were made for it or for failures before it.
    pub(super) drawer: &'a Drawer,
}

/// Edits that were made. The failures of a finding mostly ask for the same ones, and to make one is to read it.
#[derive(Default)]
pub(super) struct Drawer(RefCell<Vec<(Wanted, Option<FileEdit>)>>);

/// What an edit is to do.
#[derive(Clone, PartialEq)]
enum Wanted {
    Change(ResourceId, Change),
    Document(FileId, Fragment),
}

impl Drawer {
    /// The edit that was made for this, or is made for it now.
    fn find(&self, wanted: Wanted, context: &Context) -> Option<FileEdit> {
        let known = self.0.borrow().iter().find(|(known, _)| *known == wanted).map(|(_, edit)| edit.clone());
        known.unwrap_or_else(|| {
            let edit = match &wanted {
                Wanted::Change(resource, change) => context.change(*resource, change),
                Wanted::Document(near, document) => context.document(*near, document),
            };
            self.0.borrow_mut().push((wanted, edit.clone()));
            edit
        })
    }
}

impl<'a> Case<'a> {
    pub(super) fn client(&self) -> Option<&'a Workload> {
        self.failure.client(self.context)
    }

    /// The workload that answers, and its pod port.
    pub(super) fn server(&self) -> Option<(&'a Workload, u16)> {
        let End::Endpoint(endpoint) = self.failure.end else { return None };
        match endpoint.server {
            Server::Workload(id) => Some((self.context.mesh.workload(id)?, endpoint.port)),
            Server::External => None,
        }
    }

    pub(super) fn answer(&self, question: Question) -> Option<&'a Answer> {
        self.failure.step(question).map(|step| &step.answer)
    }

    pub(super) fn decider(&self, question: Question) -> Option<&'a Ref> {
        self.failure.decider(question)
    }

    /// The service that the call goes to: where its route leads, else what was dialled.
    pub(super) fn service(&self) -> Option<(&'a Service, u16)> {
        let call = &self.failure.connection.call;
        if let Some(Answer::Route(RouteAnswer::Cluster { host, port, .. })) = self.answer(Question::Route)
            && let Some(service) = self.context.mesh.service_with_host(host)
        {
            return Some((service, *port));
        }
        let service = self.context.mesh.service_dialled(self.client()?.namespace(), &call.host)?;
        Some((service, call.port))
    }

    /// The services with a port that leads to this port of a pod, and that port: the oldest first.
    pub(super) fn in_front(&self, pod: &'a Workload, port: u16) -> impl Iterator<Item = (&'a Service, u16)> {
        let leads =
            move |own: &&ServicePort| own.protocol != PortProtocol::Udp && own.target_on(pod) == Some(port);
        self.context
            .mesh
            .services_of(pod.id)
            .filter_map(move |service| Some((service, service.ports.iter().find(leads)?.number)))
    }

    /// `namespace/name` of the resource of a reference.
    pub(super) fn name(&self, by: &Ref) -> String {
        self.context.name(by).unwrap_or_default()
    }

    /// The change of this resource, where it can be made.
    pub(super) fn change(&self, resource: ResourceId, change: &Change) -> Option<FileEdit> {
        self.drawer.find(Wanted::Change(resource, change.clone()), self.context)
    }

    /// A key set to a text.
    pub(super) fn set<T>(&self, at: &Loaded<T>, path: Path, text: &str) -> Option<FileEdit> {
        self.change(at.id, &Change::Set(path, Fragment::text(text)))
    }

    /// A new document, in the file of this resource if that can hold one, else in the first file that can.
    pub(super) fn document(&self, near: FileId, document: &Fragment) -> Option<FileEdit> {
        self.drawer.find(Wanted::Document(near, document.clone()), self.context)
    }
}

impl Context<'_> {
    /// The change of this resource, where it can be made.
    pub(super) fn change(&self, resource: ResourceId, change: &Change) -> Option<FileEdit> {
        let loaded = self.inventory.get(resource)?;
        let text = &self.sources.get(loaded.file)?.text;
        Some(FileEdit { file: loaded.file, edit: change.edit(text, &loaded.root)? })
    }

    /// A new document, in the file of this resource if that can hold one, else in the first file that can.
    pub(super) fn document(&self, near: FileId, document: &Fragment) -> Option<FileEdit> {
        let text = |file| self.sources.get(file).map(|source| &*source.text);
        let others = self.sources.iter().map(|(file, _)| file).filter(|file| *file != near);
        std::iter::once(near).chain(others).find_map(|file| {
            let edit = append(text(file)?, document)?;
            Some(FileEdit { file, edit })
        })
    }

    /// What stands at a place.
    pub(super) fn place(&self, at: Location) -> Option<(ResourceId, Path)> {
        let covers = |span: Span| span.start <= at.span.start && at.span.end <= span.end;
        let mut resources = self.inventory.resources.iter();
        let resource = resources.find(|resource| resource.file == at.file && covers(resource.span))?;
        Some((resource.id, find(&resource.root, at, &Path::root())?))
    }
}

/// The innermost value that stands there, with its key or without: a mapping of one key has the span of that.
fn find(node: &Node, at: Location, path: &Path) -> Option<Path> {
    let in_entries = node.entries().iter().find_map(|entry| {
        let path = path.clone().key(entry.key.clone());
        let is_here = entry.key_span.cover(entry.value.span) == at.span;
        find(&entry.value, at, &path).or_else(|| is_here.then_some(path))
    });
    let mut items = node.items().iter().enumerate();
    let in_items = || items.find_map(|(index, item)| find(item, at, &path.clone().index(index)));
    in_entries.or_else(in_items).or_else(|| (node.span == at.span).then(|| path.clone()))
}

/// A new resource: group and version, kind, namespace and name.
pub(super) fn resource(version: &str, kind: &str, namespace: &str, name: &str, spec: Fragment) -> Fragment {
    let metadata = [("name", Fragment::text(name)), ("namespace", Fragment::text(namespace))];
    Fragment::mapping([
        ("apiVersion", Fragment::text(version)),
        ("kind", Fragment::text(kind)),
        ("metadata", Fragment::mapping(metadata)),
        ("spec", spec),
    ])
}

/// The route up to its first key of this name, that one included.
pub(super) fn up_to(path: &Path, key: &str) -> Option<Path> {
    use crate::yaml::Segment;
    let is_key = |segment: &Segment| matches!(segment, Segment::Key(found) if found == key);
    let end = path.segments().iter().position(is_key)?;
    Some(path.segments().iter().take(end + 1).fold(Path::root(), Path::then))
}
