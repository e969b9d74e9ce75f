//! What a server enforces on a port: the levels of PeerAuthentication (section 1 of the semantics).

use crate::mesh::{Mesh, Settings, Workload, selects};
use crate::resource::{Loaded, MtlsMode, PeerAuthentication, Ref};
use crate::verdict::{Answer, Because, Ignored, Level, Mode, Step};
use crate::yaml::Path;
use std::collections::BTreeMap;

/// Policies that select other pods are named up to this many; more of them explain nothing.
const BYSTANDERS: usize = 8;

/// Younger policies that select the same pod are named up to this many; then it is said how many more there are.
const YOUNGER: usize = 20;

/// A mode and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::verdict) struct Decision {
    /// The mode; never [`Mode::None`].
    pub(in crate::verdict) mode: Mode,
    /// The level of the policy that says so.
    pub(in crate::verdict) level: Level,
    /// The field that says so.
    pub(in crate::verdict) by: Option<Ref>,
    /// Policies that were considered and did not decide.
    pub(in crate::verdict) ignored: Vec<Ignored>,
}

impl Decision {
    /// The step that tells it.
    pub(in crate::verdict) fn step(self) -> Step {
        Step::new(Answer::PeerAuthentication(self.mode, self.level)).by(self.by).beating(self.ignored)
    }
}

/// The mode of a pod port (PA-15, PA-16). `service_port` is the number that clients dial for it, if they dial one.
pub(in crate::verdict) fn of_port(
    mesh: &Mesh,
    server: &Workload,
    port: u16,
    service_port: Option<u16>,
) -> Decision {
    of_labels(mesh, (server.namespace(), &server.labels), port, service_port)
}

/// The mode for whatever has these labels in this namespace: an address may be told to clients with labels of its own.
pub(in crate::verdict) fn of_labels(
    mesh: &Mesh,
    (namespace, labels): (&str, &BTreeMap<String, String>),
    port: u16,
    service_port: Option<u16>,
) -> Decision {
    let mut levels = Levels::default();
    let root = mesh.settings.root_namespace.as_str();
    if namespace != root {
        levels.workload(mesh, (namespace, labels), port, service_port);
        levels.general(mesh, namespace, Level::Namespace);
    }
    levels.mesh(mesh, namespace);
    for policy in mesh.peer_authentications.picking(root, labels) {
        levels.ignore(policy.whole(), Because::RootWithSelector);
    }
    levels.decide()
}

/// The mode that clients take for granted for a whole service: without the policies of workloads and ports (PA-20).
pub(in crate::verdict) fn of_namespace(mesh: &Mesh, namespace: &str) -> Decision {
    let mut levels = Levels::default();
    let root = mesh.settings.root_namespace.as_str();
    if namespace != root {
        levels.general(mesh, namespace, Level::Namespace);
    }
    levels.mesh(mesh, namespace);
    levels.decide()
}

/// Collects what each level says, the most specific level first.
#[derive(Default)]
struct Levels {
    decided: Option<(Mode, Level, Ref)>,
    ignored: Vec<Ignored>,
}

impl Levels {
    fn ignore(&mut self, by: Ref, because: Because) {
        self.ignored.push(Ignored { by, because });
    }

    /// A mode that this level says; the first one that is not UNSET decides.
    fn say(&mut self, mode: MtlsMode, level: Level, by: Ref) {
        let mode = match mode {
            MtlsMode::Unset => return self.ignore(by, Because::Unset),
            MtlsMode::Disable => Mode::Disable,
            MtlsMode::Permissive => Mode::Permissive,
            MtlsMode::Strict => Mode::Strict,
        };
        match self.decided {
            None => self.decided = Some((mode, level, by)),
            Some(_) => self.ignore(by, Because::LessSpecific),
        }
    }

    /// The oldest policy that selects the pod speaks for its ports and for the workload; no other one does, not even
    /// about ports that the oldest does not mention (PA-13).
    fn workload(
        &mut self,
        mesh: &Mesh,
        (namespace, labels): (&str, &BTreeMap<String, String>),
        port: u16,
        service_port: Option<u16>,
    ) {
        let policies = &mesh.peer_authentications;
        let picking = policies.picking(namespace, labels);
        if let Some((oldest, younger)) = picking.split_first() {
            let ports = &oldest.value.ports;
            match ports.get(&port) {
                Some(&mode) => self.say(mode, Level::Port(port), oldest.at(port_path(port))),
                None => self.other_ports(oldest, port, service_port),
            }
            self.say(oldest.value.mode, Level::Workload, oldest.at(mode_path()));
            self.younger(oldest, younger.iter().copied());
        }
        let others = policies.selecting(namespace);
        let others = others.filter(|policy| !selects(&policy.value.selector, labels));
        for policy in others.take(BYSTANDERS) {
            self.ignore(policy.whole(), Because::SelectsOthers);
        }
    }

    /// The policy of the root namespace. Where the mesh config moves the root, those in its usual place are only for
    /// that namespace; `pod` is the one of the pod.
    fn mesh(&mut self, mesh: &Mesh, pod: &str) {
        let settings = &mesh.settings;
        self.general(mesh, &settings.root_namespace, Level::Mesh);
        if let Some(config) = settings.source.clone().filter(|_| settings.moves_root()) {
            self.ignore(config, Because::MovesRoot(settings.root_namespace.clone()));
            let usual = mesh.peer_authentications.general(Settings::usual_root());
            for stranded in usual.filter(|policy| policy.meta.namespace != pod) {
                self.ignore(stranded.whole(), Because::NotRoot);
            }
        }
    }

    /// A namespace, or the mesh, has one policy without a selector: the oldest (PA-12).
    fn general(&mut self, mesh: &Mesh, namespace: &str, level: Level) {
        let mut policies = mesh.peer_authentications.general(namespace);
        if let Some(oldest) = policies.next() {
            self.say(oldest.value.mode, level, oldest.at(mode_path()));
            self.younger(oldest, policies);
        }
    }

    fn other_ports(&mut self, policy: &Loaded<PeerAuthentication>, port: u16, service_port: Option<u16>) {
        let ports = &policy.value.ports;
        let mistaken = service_port.filter(|dialled| *dialled != port && ports.contains_key(dialled));
        if let Some(service) = mistaken {
            self.ignore(policy.at(port_path(service)), Because::ServicePort { service, pod: port });
        } else if !ports.is_empty() {
            let named = ports.keys().copied().collect();
            self.ignore(policy.at(Path::of("spec.portLevelMtls")), Because::OtherPorts(named));
        }
    }

    fn younger<'a>(
        &mut self,
        oldest: &Loaded<PeerAuthentication>,
        mut younger: impl Iterator<Item = &'a Loaded<PeerAuthentication>>,
    ) {
        for policy in younger.by_ref().take(YOUNGER) {
            let than = format!("{}/{}", oldest.meta.namespace, oldest.meta.name);
            let tied = policy.meta.created == oldest.meta.created;
            self.ignore(policy.whole(), Because::Younger { than, tied });
        }
        if let Some(next) = younger.next() {
            self.ignore(next.whole(), Because::AndMore(1 + younger.count()));
        }
    }

    fn decide(self) -> Decision {
        let (mode, level, by) = match self.decided {
            Some((mode, level, by)) => (mode, level, Some(by)),
            None => (Mode::Permissive, Level::Default, None),
        };
        Decision { mode, level, by, ignored: self.ignored }
    }
}

fn mode_path() -> Path {
    Path::of("spec.mtls.mode")
}

fn port_path(port: u16) -> Path {
    Path::of("spec.portLevelMtls").key(port.to_string()).key("mode")
}
