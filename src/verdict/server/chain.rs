//! What a pod port is declared to speak (IN-1 … IN-3).

use crate::mesh::{Mesh, Service, ServicePort, Workload, protocol_of_word};
use crate::resource::Ref;
use crate::verdict::{Because, ChainKind, Ignored};
use crate::yaml::Path;

/// The kind of a pod port's filter chains and where it comes from.
pub(in crate::verdict) struct Declared {
    /// The kind.
    pub(in crate::verdict) kind: ChainKind,
    /// The field of the Service that says so; `None` where none leads to the port (IN-7).
    pub(in crate::verdict) by: Option<Ref>,
    /// Services that declare it otherwise.
    pub(in crate::verdict) ignored: Vec<Ignored>,
}

/// The kind of this port. Where the pod has a Sidecar with `ingress`, that alone declares ports (PA-25); else the oldest
/// Service does.
pub(in crate::verdict) fn declared(mesh: &Mesh, server: &Workload, port: u16) -> Declared {
    let by_services = by_services(mesh, server, port);
    let sidecar = mesh.sidecars.of(server).filter(|sidecar| !sidecar.value.ingress.is_empty());
    let Some(sidecar) = sidecar else { return by_services };
    let ingress = sidecar.value.ingress.iter().enumerate();
    let entry = ingress.into_iter().find(|(_, entry)| entry.port.number == port);
    let (kind, path) = match entry {
        None => (ChainKind::Auto, Path::of("spec.ingress")),
        Some((position, entry)) => {
            let path = Path::of("spec.ingress").index(position).key("port").key("protocol");
            (ChainKind::of(protocol_of_word(&entry.port.protocol)).unwrap_or(ChainKind::Auto), path)
        }
    };
    let services = by_services.by.map(|by| Ignored { by, because: Because::Overruled });
    Declared {
        kind,
        by: Some(sidecar.at(path)),
        ignored: services.into_iter().chain(by_services.ignored).collect(),
    }
}

/// The kind of this port: the oldest Service that leads to it declares it, and within a Service the first port does.
fn by_services(mesh: &Mesh, server: &Workload, port: u16) -> Declared {
    let leading = mesh.services_of(server.id).flat_map(|service| {
        mesh.went_through(service.ports.len());
        let ports = service.ports.iter().enumerate();
        ports.filter_map(move |(position, declared)| {
            let kind = ChainKind::of(declared.protocol)?;
            (declared.target_on(server)? == port).then_some((service, position, declared, kind))
        })
    });
    let mut found = Declared { kind: ChainKind::Auto, by: None, ignored: Vec::new() };
    let mut oldest: Option<&Service> = None;
    for (service, position, declared, kind) in leading {
        // Nearly all of many services agree, and then only the first one is told.
        let by = || service.resource.at(protocol_path(service, position, declared));
        match oldest {
            None => {
                oldest = Some(service);
                found.kind = kind;
                found.by = Some(by());
            }
            Some(oldest) if kind != found.kind => {
                let tied = oldest.resource.meta.created == service.resource.meta.created;
                let because = if oldest.id == service.id {
                    Because::LaterPort
                } else {
                    Because::Younger { than: oldest.key(), tied }
                };
                found.ignored.push(Ignored { by: by(), because });
            }
            Some(_) => {}
        }
    }
    found
}

/// The field that gives a service port its protocol: `appProtocol`, else the name, else the number (IN-1).
pub(in crate::verdict) fn protocol_path(service: &Service, position: usize, port: &ServicePort) -> Path {
    let entry = Path::of("spec.ports").index(position);
    let spec = service.resource.value.spec();
    let protocol = service
        .resource
        .value
        .entry()
        .is_some_and(|entry| entry.ports.get(position).is_some_and(|port| !port.protocol.is_empty()));
    match spec.and_then(|spec| spec.ports.get(position)) {
        None if protocol => entry.key("protocol"),
        Some(spec) if spec.app_protocol.is_some() => entry.key("appProtocol"),
        Some(_) if !port.name.is_empty() => entry.key("name"),
        Some(_) | None => entry.key("port"),
    }
}
