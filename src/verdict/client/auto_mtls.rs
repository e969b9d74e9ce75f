//! What the client's proxy sends where no DestinationRule says so: auto mTLS (AM-2 … AM-7).

use super::Context;
use super::endpoints::Target;
use super::traffic_policy::{Mark, Policy};
use crate::mesh::{Mesh, Service, TLS_MODE, Workload};
use crate::resource::{ClientTlsMode, Ref};
use crate::verdict::capture;
use crate::verdict::server::mode::{self, Decision};
use crate::verdict::{Answer, Because, Ignored, Mode, Sent, SentBecause, Step};
use crate::yaml::Path;

/// What is sent, and why.
#[derive(Clone)]
pub(super) struct Choice {
    /// What.
    pub(super) sent: Sent,
    because: SentBecause,
    by: Option<Ref>,
    ignored: Vec<Ignored>,
}

impl Choice {
    fn new(sent: Sent, because: SentBecause, by: Option<Ref>) -> Self {
        Self { sent, because, by, ignored: Vec::new() }
    }

    fn over(self, ignored: Vec<Ignored>) -> Self {
        Self { ignored, ..self }
    }

    /// What the rule says.
    pub(super) fn of_rule(sent: Sent, policy: &Policy) -> Self {
        Self::new(sent, SentBecause::Rule, policy.by.clone())
    }

    /// The step that tells it.
    pub(super) fn step(&self) -> Step {
        let answer = Answer::Sent(self.sent, self.because.clone());
        Step::new(answer).by(self.by.clone()).beating(self.ignored.clone())
    }
}

/// Whether auto mTLS is off for the whole service: in the mesh config, or because its namespace or the mesh says
/// DISABLE; policies of workloads and ports are not looked at for that (AM-2, AM-4).
pub(super) fn off_for(context: &Context, service: &Service) -> Option<Choice> {
    let Context { mesh, call, .. } = context;
    let plaintext = Sent::untouched(call.payload);
    if service.resource.value.is_external() {
        let location = service.resource.at(Path::of("spec.location"));
        return Some(Choice::new(plaintext, SentBecause::OutsideMesh, Some(location)));
    }
    if !mesh.settings.auto_mtls {
        return Some(Choice::new(plaintext, SentBecause::AutoMtlsOff, mesh.settings.source.clone()));
    }
    let hint = mode::of_namespace(mesh, service.namespace());
    let disabled = hint.mode == Mode::Disable;
    disabled.then(|| Choice::new(plaintext, SentBecause::NamespaceDisables, hint.by).over(hint.ignored))
}

/// What goes to the address that was dialled: mTLS only if every endpoint of the service port may take it. What
/// policies of workloads and ports say is not looked at (AM-7).
pub(super) fn to_dialled_address(context: &Context, all: &[Target]) -> Choice {
    let plaintext = Sent::untouched(context.call.payload);
    match all.iter().find(|target| target.takes_none()) {
        None if all.is_empty() => Choice::new(plaintext, SentBecause::NoEndpointKnown, None),
        None => Choice::new(Sent::IstioMtls, SentBecause::AllTakeMtls, None),
        Some(target) => {
            let because = match target.recognized() {
                Some(server) => SentBecause::SomeTakeNoMtls { workload: server.key() },
                None => SentBecause::ServerTakesNoMtls,
            };
            Choice::new(plaintext, because, told_by(context.mesh, target))
        }
    }
}

/// What goes to one endpoint: mTLS if it takes it and its port is not on DISABLE (AM-3). A TLS block that is not in
/// force for the cluster still counts as a mark of the endpoint, and then its policies are not looked at (DR-24).
pub(super) fn to_endpoint(
    context: &Context,
    mark: Option<&Mark>,
    target: Target,
    service_port: u16,
) -> Choice {
    let plaintext = Sent::untouched(context.call.payload);
    let marked = |sent, mark: &Mark| {
        Choice::new(sent, SentBecause::RuleMarksEndpoints { rule: mark.rule.clone() }, Some(mark.by.clone()))
    };
    let told = || told_by(context.mesh, &target);
    let of_port = |of| mode::of_labels(context.mesh, of, target.port, Some(service_port));
    match (mark, target.labels(context.mesh)) {
        (Some(mark), _) if mark.mode != ClientTlsMode::IstioMutual => marked(plaintext, mark),
        (None, Some(labels)) if target.takes_mtls() => by_mode(plaintext, told(), of_port(labels)),
        (Some(mark), Some(_)) if target.takes_mtls() => marked(Sent::IstioMtls, mark),
        _ => Choice::new(plaintext, SentBecause::ServerTakesNoMtls, told()),
    }
}

fn by_mode(plaintext: Sent, told: Option<Ref>, decision: Decision) -> Choice {
    match decision.mode {
        Mode::Disable => {
            Choice::new(plaintext, SentBecause::ServerDisables, decision.by).over(decision.ignored)
        }
        Mode::Strict | Mode::Permissive | Mode::None => {
            let allows = decision.by.map(|by| Ignored { by, because: Because::AllowsMtls });
            Choice::new(Sent::IstioMtls, SentBecause::ServerTakesMtls, told)
                .over(allows.into_iter().chain(decision.ignored).collect())
        }
    }
}

/// What tells clients whether an endpoint takes Istio mTLS.
fn told_by(mesh: &Mesh, target: &Target) -> Option<Ref> {
    match (target.entry, target.recognized()) {
        (Some(entry), _) => Some(entry.at()),
        (None, server) => server.and_then(|server| takes_mtls_by(mesh, server)),
    }
}

/// What tells clients whether the pods of a workload take Istio mTLS: a label of the template, or what put the proxy
/// there or kept it out.
fn takes_mtls_by(mesh: &Mesh, server: &Workload) -> Option<Ref> {
    let template = &server.resource.value;
    if template.labels.contains_key(TLS_MODE) {
        return Some(server.resource.at(template.route("metadata.labels").key(TLS_MODE)));
    }
    capture::place(mesh, server)
}
