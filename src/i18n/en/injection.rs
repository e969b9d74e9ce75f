//! Why a pod has a proxy or none, in English.

use super::En;
use crate::i18n::text::InjectionText;
use crate::mesh::InjectionFact;

impl InjectionText for En {
    fn injection(&self, fact: &InjectionFact) -> String {
        match fact {
            InjectionFact::HostNetwork => "hostNetwork: true".into(),
            InjectionFact::SystemNamespace(name) => format!("namespace {name} is never injected"),
            InjectionFact::NamespaceLabel(value) => format!("namespace label istio-injection={value}"),
            InjectionFact::NamespaceRevision(value) => format!("namespace label istio.io/rev={value}"),
            InjectionFact::PodRevision(value) => format!("pod label istio.io/rev={value}"),
            InjectionFact::PodLabel(value) => format!("pod label sidecar.istio.io/inject={value}"),
            InjectionFact::PodAnnotation(value) => format!("pod annotation sidecar.istio.io/inject={value}"),
            InjectionFact::StaticProxy => "the manifest already has a container istio-proxy".into(),
            InjectionFact::GatewayTemplate => "the gateway template is asked for".into(),
            InjectionFact::Proxyless(template) => {
                format!("the template {template} is asked for: gRPC without a proxy")
            }
            InjectionFact::RevisionNotInstalled(revision) => {
                format!("no installed control plane has the revision {revision}")
            }
            InjectionFact::RunsWithout => "the running pod has no container istio-proxy".into(),
            InjectionFact::AmbientNamespace => "namespace label istio.io/dataplane-mode=ambient".into(),
            InjectionFact::PodDataplaneMode(value) => format!("pod label istio.io/dataplane-mode={value}"),
            InjectionFact::MachineTlsMode(value) => {
                format!("machine label security.istio.io/tlsMode={value}")
            }
            InjectionFact::MachineAccount => "the machine has a service account".into(),
            InjectionFact::MachineSilent => {
                "the machine has neither a tlsMode label nor a service account".into()
            }
            InjectionFact::GatewayClass(class) => format!("Gateway of class {class}"),
            InjectionFact::DefaultProfile => {
                "the default profile of Istio has this gateway; its pods are not in the text".into()
            }
            InjectionFact::NothingAsks => "neither the namespace nor the pod asks for a proxy".into(),
        }
    }
}
