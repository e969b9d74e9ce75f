//! English texts of fixes.

use crate::lint::fix::Title;
use crate::resource::ClientTlsMode;

/// What a step of a fix does, and its price.
pub(super) fn title(title: &Title) -> String {
    match title {
        Title::RemoveTls { rule } => {
            format!("Remove tls from DestinationRule {rule}, so that auto mTLS decides.")
        }
        Title::SetTls { rule, mode } => {
            format!("Set tls.mode of DestinationRule {rule} to {}.", mode_price(*mode))
        }
        Title::AddRule { host, mode } => {
            format!("Add a DestinationRule for {host} with tls.mode {}.", mode_price(*mode))
        }
        Title::AcceptOnPort { workload, port } => {
            format!(
                "Accept plaintext besides mutual TLS on port {port} of {workload} (PERMISSIVE). Every client may then call it unencrypted there."
            )
        }
        Title::AcceptByPolicy { policy } => {
            format!(
                "Set PeerAuthentication {policy} to PERMISSIVE. Everything that it covers then accepts plaintext too."
            )
        }
        Title::AcceptInNamespace { namespace } => {
            format!(
                "Make namespace {namespace} PERMISSIVE. All of its workloads without a policy of their own then accept plaintext too."
            )
        }
        Title::PlaintextOnPort { workload, port } => {
            format!(
                "Say that port {port} of {workload} takes only plaintext (DISABLE), which is what happens there already."
            )
        }
        Title::InjectNamespace { namespace } => {
            format!(
                "Label namespace {namespace} with istio-injection=enabled and restart its pods. All of them get a sidecar."
            )
        }
        Title::InjectWorkload { workload } => {
            format!("Give {workload} a sidecar and restart its pods.")
        }
        Title::UsePodPort { policy, written, meant } => {
            format!(
                "In portLevelMtls of PeerAuthentication {policy}, write the pod port {meant} instead of the Service port {written}."
            )
        }
        Title::CorrectLabel { policy, written, meant } => {
            format!("In the selector of {policy}, write {meant} instead of {written}. The policy then takes effect.")
        }
        Title::Capture { workload, annotation } => {
            format!(
                "Let the sidecar of {workload} see this connection: change {annotation}, and restart its pods."
            )
        }
        Title::RemoveTlsMode { workload } => {
            format!("Remove the label security.istio.io/tlsMode from the pods of {workload}.")
        }
        Title::DeclareProtocol { service, port, protocol } => {
            format!(
                "Declare what port {port} of Service {service} speaks: {protocol}. Rules for other protocols no longer apply there."
            )
        }
        Title::TurnAutoMtlsOn => {
            "Turn auto mTLS on in the mesh config. Every connection without a DestinationRule then uses mutual TLS where the server takes it."
                .to_owned()
        }
        Title::Register { host } => format!("Add a ServiceEntry for {host}, so that calls to it may leave the mesh."),
        Title::DefineSubset { rule, subset } => format!("Define subset {subset} in DestinationRule {rule}."),
        Title::UseSubset { written, meant } => format!("Route to subset {meant} instead of {written}."),
        Title::DropSubset { subset } => {
            format!("Route to all pods of the host instead of subset {subset}, which does not exist.")
        }
    }
}

fn mode_price(mode: ClientTlsMode) -> &'static str {
    match mode {
        ClientTlsMode::IstioMutual => "ISTIO_MUTUAL",
        ClientTlsMode::Disable => "DISABLE. The connection is then unencrypted",
        ClientTlsMode::Simple => "SIMPLE",
        ClientTlsMode::Mutual => "MUTUAL",
    }
}
