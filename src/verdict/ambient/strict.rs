//! What PeerAuthentications become for a ztunnel (AMB-5 … AMB-9): whether a connection without a tunnel is closed.
//!
//! Two parts of Istio look at the policies. One decides what is *attached* to a pod: a policy for STRICT that is the
//! same for all pods, or the one that its own policy was converted to. The other *converts* policies, and it does not
//! see the same ones and asks other questions. Where they disagree, oddities come out.

use crate::mesh::{Mesh, Workload};
use crate::resource::{Loaded, MtlsMode, PeerAuthentication, Ref};
use crate::verdict::server::mode;
use crate::verdict::{Answer, Ignored, Level, Mode, Oddity, Step};

/// What a ztunnel enforces on a port.
pub(super) struct Decision {
    /// The mode: STRICT closes connections without a tunnel, all others do not.
    pub(super) mode: Mode,
    why: Why,
    by: Option<Ref>,
    ignored: Vec<Ignored>,
}

enum Why {
    Level(Level),
    Oddity(Oddity),
}

impl Decision {
    /// The step that tells it.
    pub(super) fn step(self) -> Step {
        let answer = match self.why {
            Why::Level(level) => Answer::PeerAuthentication(self.mode, level),
            Why::Oddity(oddity) => Answer::Oddity(self.mode, oddity),
        };
        Step::new(answer).by(self.by).beating(self.ignored)
    }
}

/// What the ztunnel of a server enforces on a pod port. `service_port` is the number that clients dial for it, if they
/// dial one.
pub(super) fn of_port(mesh: &Mesh, server: &Workload, port: u16, service_port: Option<u16>) -> Decision {
    // What the policies say to everybody else, and who says it.
    let meant = mode::of_port(mesh, server, port, service_port);
    let seen = Seen::of(mesh, server);
    let closes = match seen.attached() {
        Attached::Nothing => false,
        Attached::Strict => true,
        Attached::Converted => seen.converted_closes(port),
    };
    let (mode, why) = match (closes, meant.mode) {
        (true, Mode::Strict) | (false, Mode::Permissive | Mode::Disable | Mode::None) => {
            (meant.mode, Why::Level(meant.level))
        }
        (true, Mode::Permissive | Mode::Disable | Mode::None) => {
            (Mode::Strict, Why::Oddity(Seen::lid(meant.level)))
        }
        (false, Mode::Strict) => (Mode::Permissive, Why::Oddity(seen.hole(meant.level))),
    };
    Decision { mode, why, by: meant.by, ignored: meant.ignored }
}

/// What is attached to a pod.
enum Attached {
    Nothing,
    /// The policy for STRICT on all ports.
    Strict,
    /// What the policy of the workload was converted to.
    Converted,
}

/// The oldest policy of each level.
struct Seen<'m> {
    /// Of the mesh, as both parts see it: only without a selector.
    mesh: Option<MtlsMode>,
    /// Of the namespace, as the part that attaches sees it: a selector without labels is none.
    namespace: Option<MtlsMode>,
    /// Of the namespace, as the part that converts sees it: a selector without labels is one.
    converted_namespace: Option<MtlsMode>,
    /// Of the workload.
    workload: Option<&'m Loaded<PeerAuthentication>>,
}

impl<'m> Seen<'m> {
    fn of(mesh: &'m Mesh, server: &Workload) -> Self {
        let policies = &mesh.peer_authentications;
        let (namespace, root) = (server.namespace(), mesh.settings.root_namespace.as_str());
        let in_root = namespace == root;
        let mode = |policy: &Loaded<PeerAuthentication>| policy.value.mode;
        let first = |namespace: &str, selector: bool| {
            policies.general(namespace).find(|policy| selector || !policy.value.has_selector).map(mode)
        };
        Self {
            mesh: first(root, in_root),
            namespace: if in_root { None } else { first(namespace, true) },
            converted_namespace: if in_root { None } else { first(namespace, false) },
            workload: if in_root {
                None
            } else {
                policies.picking(namespace, &server.labels).first().copied()
            },
        }
    }

    /// Whether the levels above the workload say STRICT.
    fn strict_above(&self) -> bool {
        let set = |mode: Option<MtlsMode>| mode.filter(|mode| *mode != MtlsMode::Unset);
        set(self.namespace).or(self.mesh) == Some(MtlsMode::Strict)
    }

    fn attached(&self) -> Attached {
        use MtlsMode::{Disable, Permissive, Strict, Unset};
        let all = |strict| if strict { Attached::Strict } else { Attached::Nothing };
        let Some(policy) = self.workload else { return all(self.strict_above()) };
        let excepts = |modes: &[MtlsMode]| policy.value.ports.values().any(|mode| modes.contains(mode));
        let (strict, excepted) = match policy.value.mode {
            Strict => (true, excepts(&[Permissive, Disable])),
            // Only PERMISSIVE is looked for here, not DISABLE (AMB-9 b).
            Unset if self.strict_above() => (true, excepts(&[Permissive])),
            Permissive | Disable | Unset => (false, excepts(&[Strict])),
        };
        if excepted { Attached::Converted } else { all(strict) }
    }

    /// Whether the policy that the one of the workload is converted to closes connections without a tunnel on this
    /// port. Each STRICT port is a rule of its own; exceptions from STRICT make one rule together. Where no rule is
    /// left there is no policy, and a ztunnel passes over one that it does not know.
    fn converted_closes(&self, port: u16) -> bool {
        use MtlsMode::{Disable, Permissive, Strict, Unset};
        let Some(policy) = self.workload else { return false };
        let (mode, ports) = (policy.value.mode, &policy.value.ports);
        let is = |level: Option<MtlsMode>, mode| level == Some(mode);
        let open_namespace = self.converted_namespace.is_none_or(|mode| mode == Unset);
        // The mesh's STRICT counts here even where the workload has a mode of its own (AMB-9 c).
        let strict_elsewhere = mode == Strict
            || (mode == Unset && is(self.converted_namespace, Strict))
            || (open_namespace && is(self.mesh, Strict));
        if !strict_elsewhere && ports.get(&port) == Some(&Strict) {
            return true;
        }
        // An UNSET policy of the namespace hides the mesh's STRICT here (AMB-9 d).
        let parent = self.converted_namespace.or(self.mesh);
        let exceptions_count = mode == Strict || (mode == Unset && is(parent, Strict));
        let excepted = |mode: &MtlsMode| matches!(mode, Permissive | Disable);
        let any_exception = exceptions_count && ports.values().any(excepted);
        any_exception && !ports.get(&port).is_some_and(excepted)
    }

    /// Why a port is closed that should be open by the policy of this level.
    const fn lid(level: Level) -> Oddity {
        match level {
            Level::Port(_) => Oddity::DisabledPortStaysStrict,
            Level::Default | Level::Mesh | Level::Namespace | Level::Workload => Oddity::EmptySelector,
        }
    }

    /// Why a port is open that should be STRICT by the policy of this level.
    fn hole(&self, level: Level) -> Oddity {
        match level {
            Level::Mesh if self.mesh != Some(MtlsMode::Strict) => Oddity::EmptySelector,
            Level::Port(_) => Oddity::StrictPortLeftOut,
            Level::Default | Level::Mesh | Level::Namespace | Level::Workload => Oddity::ExceptionOpensAll,
        }
    }
}
