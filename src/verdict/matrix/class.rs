//! Classes of clients: those in one class get the same verdict for the same call, unless one of them calls itself; and of
//! paths, where nothing asks for them.

use super::asked::Asked;
use crate::mesh::{InjectionReason, Mesh, ProxyKind, Workload};
use crate::verdict::client::is_captured_as_usual;
use crate::verdict::url_path;
use std::cell::OnceCell;
use std::collections::HashMap;

/// A class of clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ClassId(usize);

/// The classes of a mesh, as far as somebody asked.
pub(super) struct Classes<'m> {
    asked: Asked<'m>,
    known: HashMap<Traits<'m>, ClassId>,
    /// By the number of the client; nothing before its first call.
    of: Vec<OnceCell<Option<ClassId>>>,
}

impl<'m> Classes<'m> {
    /// Looks at no client before its first call.
    pub(super) fn new(mesh: &'m Mesh) -> Self {
        Self {
            asked: Asked::of(mesh),
            known: HashMap::new(),
            of: vec![OnceCell::new(); mesh.workloads.len()],
        }
    }

    /// One path for all that get the same verdict as this one.
    pub(super) fn path<'p>(&self, path: &'p str) -> &'p str {
        // How the mesh config has a path written is told of one that it changes.
        if self.asked.paths || !url_path::is_normal(path) { path } else { "/" }
    }

    /// The class of a client; `None` for one that is like no other.
    pub(super) fn of(&mut self, client: &'m Workload) -> Option<ClassId> {
        let Self { asked, known, of } = self;
        *of.get(client.id.0)?.get_or_init(|| {
            let next = ClassId(known.len());
            Some(*known.entry(Traits::of(client, asked)?).or_insert(next))
        })
    }
}

/// Everything about a client that a verdict may depend on or tell, except that it is this client.
#[derive(PartialEq, Eq, Hash)]
struct Traits<'m> {
    /// It decides what names mean, what is visible, and which rules and policies apply.
    namespace: &'m str,
    proxy: ProxyKind,
    /// The first step tells it. A pod that got its proxy from a field of its own is in a class of its own.
    proxy_why: &'m [InjectionReason],
    /// The labels that a selector looks for.
    labels: Vec<(&'m str, &'m str)>,
    /// The service account, if a policy looks for it.
    service_account: Option<&'m str>,
}

impl<'m> Traits<'m> {
    /// `None` for a client that has something that no other can have.
    fn of(client: &'m Workload, asked: &Asked<'m>) -> Option<Self> {
        let usual = match client.proxy {
            ProxyKind::Sidecar | ProxyKind::Ambient | ProxyKind::None => is_captured_as_usual(client),
            ProxyKind::Gateway | ProxyKind::Waypoint => false,
        };
        let alike = usual && client.machine.is_none() && !asked.addresses;
        alike.then(|| Self {
            namespace: client.namespace(),
            proxy: client.proxy,
            proxy_why: &client.proxy_why,
            labels: asked.labels_of(client).collect(),
            service_account: Some(&*client.service_account).filter(|account| asked.is_account(account)),
        })
    }
}
