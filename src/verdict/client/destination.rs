//! What the dialled host and port mean to DNS and to the network, before any proxy looks at them (A3).

use super::endpoints::{self, Target};
use crate::mesh::{Mesh, Service, Workload};
use crate::verdict::server::chain::protocol_path;
use crate::verdict::{Answer, CallOutcome, DestinationAnswer, Step};
use crate::yaml::Path;
use std::net::{IpAddr, Ipv4Addr};

/// The address that stands for everything outside of the scenario.
const OUTSIDE: IpAddr = IpAddr::V4(Ipv4Addr::new(93, 184, 216, 34));

/// An alias of an alias of an alias: more than this is a circle.
const ALIASES: usize = 8;

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Name<'m> {
    /// A pod.
    Pod(&'m Workload),
    /// A service.
    Service(&'m Service),
    /// One pod of a headless service, by its own name.
    Member(&'m Service, &'m Workload),
    /// Something outside of the scenario.
    Outside,
    /// Nothing: the name does not resolve.
    Nowhere,
}

impl<'m> Name<'m> {
    /// The service that it means, or that the pod is a member of.
    pub(super) fn service(self) -> Option<&'m Service> {
        match self {
            Self::Service(service) | Self::Member(service, _) => Some(service),
            Self::Pod(_) | Self::Outside | Self::Nowhere => None,
        }
    }
}

/// One address that a name leads to, and what answers there when no proxy interferes.
pub(super) struct Dial<'m> {
    /// The address.
    pub(super) address: IpAddr,
    /// The service whose name was dialled, if it was one.
    pub(super) service: Option<&'m Service>,
    /// The ServiceEntry whose host was dialled, if it was one. Only a ztunnel takes its address for one of a service.
    pub(super) entry: Option<&'m Service>,
    /// What answers; `None` where nothing does.
    pub(super) behind: Option<Vec<Target<'m>>>,
}

/// The steps that tell what the name means, and the addresses that it leads to; without addresses, what comes of the
/// call.
pub(super) struct Destination<'m> {
    /// The steps.
    pub(super) steps: Vec<Step>,
    /// The addresses.
    pub(super) dials: Result<Vec<Dial<'m>>, CallOutcome>,
}

/// What `host` means to a client in this namespace.
pub(super) fn look_up<'m>(mesh: &'m Mesh, namespace: &str, host: &str) -> Name<'m> {
    let service = || mesh.service_dialled(namespace, host).map(Name::Service);
    let found = mesh.pod_dialled(host).map(Name::Pod).or_else(service);
    found
        .or_else(|| member(mesh, namespace, host))
        .unwrap_or_else(|| if is_local(mesh, host) { Name::Nowhere } else { Name::Outside })
}

/// The pods of a headless service have names of their own in front of the service's.
fn member<'m>(mesh: &'m Mesh, namespace: &str, host: &str) -> Option<Name<'m>> {
    let (pod, rest) = host.split_once('.')?;
    let service =
        mesh.service_dialled(namespace, rest).filter(|service| service.resource.value.is_headless())?;
    let mut members = service.workloads.iter().filter_map(|&id| mesh.workload(id));
    let member = members.find(|workload| {
        let ordinal = pod.strip_prefix(workload.name()).map(|rest| rest.trim_start_matches('-'));
        ordinal.is_some_and(|ordinal| ordinal.chars().all(|digit| digit.is_ascii_digit()))
    })?;
    Some(Name::Member(service, member))
}

/// Whether only the cluster's DNS could know the name; then no Service of the scenario has it.
fn is_local(mesh: &Mesh, host: &str) -> bool {
    if host.parse::<IpAddr>().is_ok() {
        return false;
    }
    match host.trim_end_matches('.').split_once('.') {
        None => true,
        Some((_, rest)) => {
            let last = rest.rsplit('.').next();
            last == Some("svc") || rest.ends_with("cluster.local") || is_namespace(mesh, rest)
        }
    }
}

fn is_namespace(mesh: &Mesh, name: &str) -> bool {
    let in_it = || mesh.index.workloads.range((name.to_owned(), String::new())..).next();
    mesh.namespaces.contains_key(name) || in_it().is_some_and(|((namespace, _), _)| namespace == name)
}

/// What a client in this namespace reaches under this host and port.
pub(super) fn resolve<'m>(mesh: &'m Mesh, namespace: &str, host: &str, port: u16) -> Destination<'m> {
    let mut steps = Vec::new();
    let mut name = look_up(mesh, namespace, host);
    let mut dialled = host.to_owned();
    for _ in 0..ALIASES {
        let Name::Service(alias) = name else { break };
        if !alias.resource.value.is_alias() {
            break;
        }
        alias.resource.value.external_name().clone_into(&mut dialled);
        let answer = DestinationAnswer::Alias { service: alias.key(), host: dialled.clone() };
        let by = alias.resource.at(Path::of("spec.externalName"));
        steps.push(Step::new(Answer::Destination(answer)).by(by));
        name = stands_for(mesh, alias);
    }
    let (step, dials) = match name {
        Name::Pod(pod) => {
            let step = Step::new(Answer::Destination(DestinationAnswer::Pod { workload: pod.key() }));
            (step.by(pod.resource.whole()), Ok(vec![pod_dial(pod, None, port)]))
        }
        Name::Service(service) => to_service(mesh, service, port, None),
        Name::Member(service, member) => to_service(mesh, service, port, Some(member)),
        Name::Outside => {
            let behind = Some(vec![Target::at(None, port)]);
            let address = dialled.parse().unwrap_or(OUTSIDE);
            let answer = DestinationAnswer::Outside { host: dialled };
            (
                Step::new(Answer::Destination(answer)),
                Ok(vec![Dial { address, service: None, entry: None, behind }]),
            )
        }
        Name::Nowhere => {
            let answer = DestinationAnswer::Nowhere { host: dialled };
            (Step::new(Answer::Destination(answer)), Err(CallOutcome::Unreachable))
        }
    };
    steps.push(step);
    Destination { steps, dials }
}

/// What an alias stands for. The name is absolute: no search domain is tried (RT-15).
pub(super) fn stands_for<'m>(mesh: &'m Mesh, alias: &Service) -> Name<'m> {
    let name = format!("{}.", alias.resource.value.external_name().trim_end_matches('.'));
    look_up(mesh, alias.namespace(), &name)
}

fn to_service<'m>(
    mesh: &'m Mesh,
    service: &'m Service,
    port: u16,
    member: Option<&'m Workload>,
) -> (Step, Result<Vec<Dial<'m>>, CallOutcome>) {
    let key = service.key();
    let headless = service.resource.value.is_headless();
    let declared = service.port(port);
    let answer = match declared {
        _ if headless => DestinationAnswer::Headless { service: key, port },
        Some((_, declared)) => DestinationAnswer::Service { service: key, port, protocol: declared.protocol },
        None => DestinationAnswer::UndeclaredPort { service: key, port },
    };
    let by = match declared {
        Some((position, declared)) => protocol_path(service, position, declared),
        None => Path::of("spec.ports"),
    };
    let step = Step::new(Answer::Destination(answer)).by(service.resource.at(by));
    if service.resource.value.entry().is_some() {
        // Its addresses lead out of the scenario, whatever proxies make of them.
        let behind = Some(vec![Target::at(None, port)]);
        let address = service.vip.unwrap_or(OUTSIDE);
        return (step, Ok(vec![Dial { address, service: None, entry: Some(service), behind }]));
    }
    let dials = match service.vip {
        Some(address) if !headless => {
            let behind = declared.map(|(_, declared)| {
                let mut targets = endpoints::behind(mesh, service, declared, None);
                // Kubernetes knows pods only, whatever the selector picks besides (WE-2).
                if service.resource.value.selector().is_some() && service.resource.value.spec().is_some() {
                    targets.retain(|target| target.server.is_none_or(|server| server.machine.is_none()));
                }
                targets
            });
            vec![Dial { address, service: Some(service), entry: None, behind }]
        }
        Some(_) | None => {
            let members = service.workloads.iter().filter_map(|&id| mesh.workload(id));
            let members = members.filter(|pod| member.is_none_or(|member| member.id == pod.id));
            let written = endpoints::addresses_by_hand(mesh, service, port);
            let written = written.filter(|_| service.resource.value.selector().is_none());
            let written = written.map(|(address, target)| Dial {
                address,
                service: Some(service),
                entry: None,
                behind: Some(vec![target]),
            });
            members.map(|pod| pod_dial(pod, Some(service), port)).chain(written).collect()
        }
    };
    (step, if dials.is_empty() { Err(CallOutcome::NoEndpoint) } else { Ok(dials) })
}

fn pod_dial<'m>(pod: &'m Workload, service: Option<&'m Service>, port: u16) -> Dial<'m> {
    Dial { address: pod.ip, service, entry: None, behind: Some(vec![Target::at(Some(pod), port)]) }
}
