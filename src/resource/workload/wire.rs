//! Pods and controllers as they are written. Only the fields that matter: pod specs are open, their other fields are
//! no mistakes.

use super::{
    ConfigMapUse, Container, ContainerPort, EnvVar, PodStatus, PodTemplate, Probe, ProbeCheck, ProbeCommand,
    ProbeMoment, TargetPort, Transport,
};
use crate::resource::decode::{Flaw, IntOrString};
use crate::resource::wire::{Body, TypeName, Wire};
use crate::yaml::Path;
use crate::yaml::wire;
use macro_rules_attribute::apply;
use std::collections::BTreeMap;

/// A Pod.
#[apply(wire)]
pub(in crate::resource) struct PodWire {
    metadata: MetadataWire,
    spec: SpecWire,
    status: Option<StatusWire>,
}

/// A controller with a template.
#[apply(wire)]
pub(in crate::resource) struct ControllerWire {
    replicas: Option<u32>,
    template: TemplateWire,
    workload_ref: Option<MapWire>,
}

/// A CronJob.
#[apply(wire)]
pub(in crate::resource) struct CronJobWire {
    job_template: JobTemplateWire,
}

#[apply(wire)]
struct JobTemplateWire {
    spec: ControllerWire,
}

#[apply(wire)]
struct TemplateWire {
    metadata: MetadataWire,
    spec: SpecWire,
}

#[apply(wire)]
struct MetadataWire {
    labels: BTreeMap<String, String>,
    annotations: BTreeMap<String, String>,
}

#[apply(wire)]
struct StatusWire {
    #[serde(rename = "podIP")]
    pod_ip: String,
}

#[apply(wire)]
struct SpecWire {
    service_account_name: String,
    service_account: String,
    host_network: bool,
    containers: Vec<ContainerWire>,
    init_containers: Vec<ContainerWire>,
    volumes: Vec<VolumeWire>,
    security_context: SecurityWire,
}

#[apply(wire)]
struct VolumeWire {
    config_map: Option<MapWire>,
    projected: ProjectedWire,
}

#[apply(wire)]
struct ProjectedWire {
    sources: Vec<SourceWire>,
}

#[apply(wire)]
struct SourceWire {
    config_map: Option<MapWire>,
}

#[apply(wire)]
struct EnvFromWire {
    config_map_ref: Option<MapWire>,
}

#[apply(wire)]
struct ValueFromWire {
    config_map_key_ref: Option<MapWire>,
}

#[apply(wire)]
struct MapWire {
    name: String,
    key: Option<String>,
}

#[apply(wire)]
struct SecurityWire {
    run_as_user: Option<i64>,
}

#[apply(wire)]
struct ContainerWire {
    name: String,
    image: String,
    ports: Vec<PortWire>,
    env: Vec<EnvWire>,
    env_from: Vec<EnvFromWire>,
    command: Vec<String>,
    args: Vec<String>,
    liveness_probe: ProbeWire,
    readiness_probe: ProbeWire,
    startup_probe: ProbeWire,
    lifecycle: LifecycleWire,
    security_context: SecurityWire,
}

#[apply(wire)]
struct PortWire {
    name: String,
    container_port: u16,
    protocol: Option<Transport>,
}

#[apply(wire)]
struct EnvWire {
    name: String,
    value: Option<String>,
    value_from: ValueFromWire,
}

#[apply(wire)]
struct LifecycleWire {
    post_start: ProbeWire,
    pre_stop: ProbeWire,
}

#[apply(wire)]
struct ProbeWire {
    http_get: Option<HttpWire>,
    tcp_socket: Option<TcpWire>,
    grpc: Option<GrpcWire>,
    exec: ExecWire,
}

#[apply(wire)]
struct ExecWire {
    command: Vec<String>,
}

#[apply(wire)]
struct HttpWire {
    port: Option<IntOrString>,
    path: String,
    host: String,
    scheme: String,
}

#[apply(wire)]
struct TcpWire {
    port: Option<IntOrString>,
    host: String,
}

#[apply(wire)]
struct GrpcWire {
    port: u16,
}

impl Wire for PodWire {
    type Value = PodTemplate;
    const TYPES: &'static [TypeName] =
        &[TypeName { group: "", versions: &["v1"], kinds: &["Pod"], namespaced: true }];
    const BODY: Body = Body::Document;
    const CLOSED: bool = false;
}

impl Wire for ControllerWire {
    type Value = PodTemplate;
    const TYPES: &'static [TypeName] = &[
        TypeName {
            group: "apps",
            versions: &[],
            kinds: &["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"],
            namespaced: true,
        },
        TypeName { group: "batch", versions: &[], kinds: &["Job"], namespaced: true },
        TypeName { group: "", versions: &["v1"], kinds: &["ReplicationController"], namespaced: true },
        // Controllers that clusters add, whose template is that of a Deployment.
        TypeName { group: "argoproj.io", versions: &[], kinds: &["Rollout"], namespaced: true },
        TypeName {
            group: "apps.openshift.io",
            versions: &[],
            kinds: &["DeploymentConfig"],
            namespaced: true,
        },
        TypeName {
            group: "apps.kruise.io",
            versions: &[],
            kinds: &["CloneSet", "StatefulSet", "DaemonSet"],
            namespaced: true,
        },
    ];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = false;
}

impl Wire for CronJobWire {
    type Value = PodTemplate;
    const TYPES: &'static [TypeName] =
        &[TypeName { group: "batch", versions: &[], kinds: &["CronJob"], namespaced: true }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = false;
}

impl TryFrom<PodWire> for PodTemplate {
    type Error = Flaw;

    fn try_from(wire: PodWire) -> Result<Self, Flaw> {
        let template = TemplateWire { metadata: wire.metadata, spec: wire.spec };
        let status = wire.status.map(|status| PodStatus { pod_ip: status.pod_ip });
        Ok(Self { status, ..Self::from(template) })
    }
}

impl TryFrom<ControllerWire> for PodTemplate {
    type Error = Flaw;

    fn try_from(wire: ControllerWire) -> Result<Self, Flaw> {
        let path = Path::of("spec.template");
        // A Rollout may name a Deployment instead of having a template: the pods are then that one's.
        let replicas = if wire.workload_ref.is_some() { Some(0) } else { wire.replicas };
        Ok(Self { path, replicas, ..Self::from(wire.template) })
    }
}

impl TryFrom<CronJobWire> for PodTemplate {
    type Error = Flaw;

    fn try_from(wire: CronJobWire) -> Result<Self, Flaw> {
        let path = Path::of("spec.jobTemplate.spec.template");
        Ok(Self { path, ..Self::from(wire.job_template.spec.template) })
    }
}

impl From<TemplateWire> for PodTemplate {
    fn from(wire: TemplateWire) -> Self {
        let spec = wire.spec;
        let service_account =
            [spec.service_account_name, spec.service_account].into_iter().find(|name| !name.is_empty());
        let maps = spec.volumes.iter().flat_map(VolumeWire::maps);
        let containers = spec.containers.iter().chain(&spec.init_containers);
        let config_maps =
            maps.chain(containers.flat_map(ContainerWire::maps)).map(ConfigMapUse::from).collect();
        Self {
            config_maps,
            labels: wire.metadata.labels,
            annotations: wire.metadata.annotations,
            service_account,
            host_network: spec.host_network,
            containers: spec.containers.into_iter().map(Container::from).collect(),
            init_containers: spec.init_containers.into_iter().map(Container::from).collect(),
            run_as_user: spec.security_context.run_as_user,
            ..Self::default()
        }
    }
}

impl VolumeWire {
    fn maps(&self) -> impl Iterator<Item = &MapWire> {
        let projected = self.projected.sources.iter().filter_map(|source| source.config_map.as_ref());
        self.config_map.iter().chain(projected)
    }
}

impl ContainerWire {
    fn maps(&self) -> impl Iterator<Item = &MapWire> {
        let whole = self.env_from.iter().filter_map(|from| from.config_map_ref.as_ref());
        whole.chain(self.env.iter().filter_map(|env| env.value_from.config_map_key_ref.as_ref()))
    }
}

impl From<&MapWire> for ConfigMapUse {
    fn from(wire: &MapWire) -> Self {
        Self { name: wire.name.clone(), key: wire.key.clone() }
    }
}

impl From<ContainerWire> for Container {
    fn from(wire: ContainerWire) -> Self {
        let checks = [
            (ProbeMoment::Liveness, wire.liveness_probe),
            (ProbeMoment::Readiness, wire.readiness_probe),
            (ProbeMoment::Startup, wire.startup_probe),
            (ProbeMoment::PostStart, wire.lifecycle.post_start),
            (ProbeMoment::PreStop, wire.lifecycle.pre_stop),
        ];
        let (mut probes, mut commands) = (Vec::new(), Vec::new());
        for (moment, mut written) in checks {
            let words = std::mem::take(&mut written.exec.command);
            if !words.is_empty() {
                commands.push(ProbeCommand { moment, words });
            }
            probes.extend(check(written).map(|check| Probe { moment, check }));
        }
        Self {
            name: wire.name,
            image: wire.image,
            ports: wire.ports.into_iter().map(ContainerPort::from).collect(),
            env: wire.env.into_iter().map(EnvVar::from).collect(),
            env_from: wire.env_from.into_iter().filter_map(|from| Some(from.config_map_ref?.name)).collect(),
            command: wire.command,
            args: wire.args,
            probes,
            commands,
            run_as_user: wire.security_context.run_as_user,
        }
    }
}

impl From<EnvWire> for EnvVar {
    fn from(wire: EnvWire) -> Self {
        let config_map = wire.value_from.config_map_key_ref.as_ref().map(ConfigMapUse::from);
        Self { name: wire.name, value: wire.value, config_map }
    }
}

impl From<PortWire> for ContainerPort {
    fn from(wire: PortWire) -> Self {
        Self { name: wire.name, number: wire.container_port, transport: wire.protocol.unwrap_or_default() }
    }
}

fn check(wire: ProbeWire) -> Option<ProbeCheck> {
    let port = |port: Option<IntOrString>| -> Option<TargetPort> { port?.port().ok()? };
    if let Some(http) = wire.http_get {
        return Some(ProbeCheck::Http {
            port: port(http.port)?,
            path: http.path,
            host: http.host,
            https: http.scheme == "HTTPS",
        });
    }
    if let Some(tcp) = wire.tcp_socket {
        return Some(ProbeCheck::Tcp { port: port(tcp.port)?, host: tcp.host });
    }
    wire.grpc.map(|grpc| ProbeCheck::Grpc { port: grpc.port })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::read;
    use test_case::test_case;

    const POD: &str = "metadata: {labels: {app: a}, annotations: {b: c}}, spec: {serviceAccountName: s, \
        hostNetwork: true, securityContext: {runAsUser: 1337}, containers: [{name: x}], initContainers: [{name: z}]}";

    #[test_case(
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {replicas: 2, template: {POD}}}",
        "spec.template",
        Some(2)
    )]
    #[test_case(
        "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: a}, spec: {template: {POD}}}",
        "spec.template",
        None
    )]
    #[test_case(
        "{apiVersion: batch/v1, kind: Job, metadata: {name: a}, spec: {template: {POD}}}",
        "spec.template",
        None
    )]
    #[test_case(
        "{apiVersion: batch/v1, kind: CronJob, metadata: {name: a}, spec: {jobTemplate: {spec: {template: {POD}}}}}",
        "spec.jobTemplate.spec.template",
        None
    )]
    #[test_case(
        "{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: a}, spec: {replicas: 3, strategy: {canary: {}}, template: {POD}}}",
        "spec.template",
        Some(3)
    )]
    #[test_case(
        "{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: a}, spec: {workloadRef: {name: b}, template: {POD}}}",
        "spec.template",
        Some(0);
        "the pods are another controller's"
    )]
    #[test_case(
        "{apiVersion: apps.openshift.io/v1, kind: DeploymentConfig, metadata: {name: a}, spec: {selector: {app: a}, triggers: [], template: {POD}}}",
        "spec.template",
        None
    )]
    #[test_case(
        "{apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, metadata: {name: a}, spec: {template: {POD}}}",
        "spec.template",
        None
    )]
    fn controllers(text: &str, path: &str, replicas: Option<u32>) {
        let template = read::<PodTemplate>(&text.replace("POD", POD));
        assert_eq!((template.path.to_string().as_str(), template.replicas), (path, replicas));
        assert_eq!((template.labels.len(), template.annotations.len()), (1, 1), "INJ-16");
        assert_eq!((template.service_account.as_deref(), template.host_network), (Some("s"), true));
        assert_eq!(template.run_as_user, Some(1337));
        let names: Vec<_> = template.all_containers().map(|container| container.name.as_str()).collect();
        assert_eq!(names, ["z", "x"]);
    }

    #[test]
    fn pods_have_their_own_labels() {
        let pod = read::<PodTemplate>(
            "{apiVersion: v1, kind: Pod, metadata: {name: a, labels: {app: a}}, spec: {serviceAccount: old}}",
        );
        assert_eq!((pod.path.to_string().as_str(), pod.labels.len(), &pod.status), ("", 1, &None));
        assert_eq!(pod.route("metadata.labels").to_string(), "metadata.labels");
        assert_eq!(pod.service_account.as_deref(), Some("old"));
    }

    #[test]
    fn pods_tell_which_config_maps_they_read() {
        let pod = read::<PodTemplate>(
            "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {volumes: [{configMap: {name: files}}, {emptyDir: {}}, \
             {projected: {sources: [{configMap: {name: more}}, {secret: {name: s}}]}}], containers: [{name: x, \
             envFrom: [{configMapRef: {name: all}}], env: [{name: A, valueFrom: {configMapKeyRef: {name: one, key: k}}}]}]}}",
        );
        let used: Vec<_> =
            pod.config_maps.iter().map(|used| (used.name.as_str(), used.key.as_deref())).collect();
        assert_eq!(used, [("files", None), ("more", None), ("all", None), ("one", Some("k"))]);
    }

    #[test]
    fn containers_tell_what_they_call_and_how_they_are_asked() {
        let pod = read::<PodTemplate>(
            "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: x, image: i, command: [a], args: [b], \
             env: [{name: A, value: ''}, {name: B, valueFrom: {}}], ports: [{name: web, containerPort: 80, protocol: UDP}], \
             livenessProbe: {httpGet: {port: web, path: /x, scheme: HTTPS}}, readinessProbe: {tcpSocket: {port: 80}}, \
             startupProbe: {exec: {command: [a]}}, lifecycle: {preStop: {httpGet: {port: 1}}}}]}}",
        );
        let [container] = pod.containers.as_slice() else { panic!("{pod:?}") };
        assert_eq!((container.command.len(), container.args.len()), (1, 1));
        let values: Vec<_> = container.env.iter().map(|env| env.value.as_deref()).collect();
        assert_eq!(values, [Some(""), None]);
        let moments: Vec<_> = container.probes.iter().map(|probe| probe.moment).collect();
        assert_eq!(moments, [ProbeMoment::Liveness, ProbeMoment::Readiness, ProbeMoment::PreStop]);
        let first = container.probes.first().map(|probe| probe.check.clone());
        let expected = ProbeCheck::Http {
            port: TargetPort::Named("web".into()),
            path: "/x".into(),
            host: String::new(),
            https: true,
        };
        assert_eq!(first, Some(expected));
    }
}
