//! Pods and the controllers that make them (INJ-16).

mod wire;

pub(super) use wire::{ControllerWire, CronJobWire, PodWire};

use super::{TargetPort, Transport};
use crate::yaml::Path;
use std::collections::BTreeMap;

/// The pod template of a controller, or a Pod itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PodTemplate {
    /// The route from the resource to the template: `spec.template`, or the root for a Pod. Below it are `metadata`
    /// and `spec` of the pod.
    pub path: Path,
    /// Labels of the template; those of the controller itself do not matter (INJ-16).
    pub labels: BTreeMap<String, String>,
    /// Annotations of the template.
    pub annotations: BTreeMap<String, String>,
    /// `serviceAccountName`, or its older name `serviceAccount`.
    pub service_account: Option<String>,
    /// `hostNetwork`.
    pub host_network: bool,
    /// `containers` in their order.
    pub containers: Vec<Container>,
    /// `initContainers` in their order.
    pub init_containers: Vec<Container>,
    /// The ConfigMaps that its containers read, as files or as variables.
    pub config_maps: Vec<ConfigMapUse>,
    /// `securityContext.runAsUser` of the pod.
    pub run_as_user: Option<i64>,
    /// `replicas` of the controller; `None` where absent or where the kind has none.
    pub replicas: Option<u32>,
    /// What a Pod that was dumped from a cluster says about itself.
    pub status: Option<PodStatus>,
}

impl PodTemplate {
    /// The route to a field below the template, for example `metadata.labels`.
    pub fn route(&self, below: &'static str) -> Path {
        self.path.clone().join(&Path::of(below))
    }

    /// Init containers, then containers: the order in which they start.
    pub fn all_containers(&self) -> impl Iterator<Item = &Container> {
        self.init_containers.iter().chain(&self.containers)
    }
}

/// The part of a running Pod's `status` that decides anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PodStatus {
    /// `podIP`, empty where absent.
    pub pod_ip: String,
}

/// A ConfigMap of the same namespace that a pod reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigMapUse {
    /// `name`.
    pub name: String,
    /// The key, where only one is read.
    pub key: Option<String>,
}

/// A container of a pod.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Container {
    /// `name`.
    pub name: String,
    /// `image`, empty where absent.
    pub image: String,
    /// `ports` in their order.
    pub ports: Vec<ContainerPort>,
    /// `env` in its order.
    pub env: Vec<EnvVar>,
    /// The ConfigMaps of `envFrom`, whose keys are variables as well.
    pub env_from: Vec<String>,
    /// `command`.
    pub command: Vec<String>,
    /// `args`.
    pub args: Vec<String>,
    /// The HTTP, TCP and gRPC probes and lifecycle hooks of the container.
    pub probes: Vec<Probe>,
    /// Those that run a command in the container.
    pub commands: Vec<ProbeCommand>,
    /// `securityContext.runAsUser` of the container.
    pub run_as_user: Option<i64>,
}

/// One entry of `ports` of a container.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContainerPort {
    /// `name`, empty where absent.
    pub name: String,
    /// `containerPort`; 0 where absent or unreadable.
    pub number: u16,
    /// `protocol`.
    pub transport: Transport,
}

/// One entry of `env`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnvVar {
    /// `name`.
    pub name: String,
    /// `value`; `None` where the value comes from elsewhere.
    pub value: Option<String>,
    /// The ConfigMap that the value comes from, and its key.
    pub config_map: Option<ConfigMapUse>,
}

/// A check that the kubelet makes over the network (IN-28).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// When it is made.
    pub moment: ProbeMoment,
    /// What it does.
    pub check: ProbeCheck,
}

/// A command that the kubelet runs in a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProbeCommand {
    /// When it is run.
    pub moment: ProbeMoment,
    /// `exec.command`.
    pub words: Vec<String>,
}

impl ProbeMoment {
    /// The route to the check in its container, with dots.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Liveness => "livenessProbe",
            Self::Readiness => "readinessProbe",
            Self::Startup => "startupProbe",
            Self::PostStart => "lifecycle.postStart",
            Self::PreStop => "lifecycle.preStop",
        }
    }
}

/// When the kubelet makes a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the fields' own")]
pub enum ProbeMoment {
    Liveness,
    Readiness,
    Startup,
    PostStart,
    PreStop,
}

/// What a check does; `exec` is not among them, it never meets a proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProbeCheck {
    /// `httpGet`.
    Http {
        /// `port`.
        port: TargetPort,
        /// `path`, empty where absent.
        path: String,
        /// `host`, empty where absent, which means the pod.
        host: String,
        /// `scheme: HTTPS`.
        https: bool,
    },
    /// `tcpSocket`.
    Tcp {
        /// `port`.
        port: TargetPort,
        /// `host`, empty where absent, which means the pod.
        host: String,
    },
    /// `grpc`.
    Grpc {
        /// `port`.
        port: u16,
    },
}
