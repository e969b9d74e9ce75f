//! English texts of fixes.

use crate::lint::fix::{FieldStep, GatewayStep, RouteStep, Title};
use crate::resource::{ClientTlsMode, ServerTlsMode};

/// What a step of a fix does, and its price.
#[expect(clippy::too_many_lines, reason = "a table: one sentence for each step")]
pub(super) fn title(title: &Title) -> String {
    match title {
        Title::RemoveTls { rule } => {
            format!("Remove tls from DestinationRule {rule}, so that auto mTLS decides.")
        }
        Title::SetTls { rule, mode } => {
            format!("Set tls.mode of DestinationRule {rule} to {}.", mode_price(*mode))
        }
        Title::AddRule { host, namespace, mode } => {
            format!(
                "Add a DestinationRule for {host} to namespace {namespace}, with tls.mode {}.",
                mode_price(*mode)
            )
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
        Title::PlaintextAtOnce { workload, port } => {
            format!(
                "Take only plaintext on port {port} of {workload} (DISABLE), so that its proxy no longer waits for the client to speak. Nobody can call it by mutual TLS there any more."
            )
        }
        Title::TakeMutualTls { policy } => {
            format!(
                "Set PeerAuthentication {policy} to PERMISSIVE instead of DISABLE. Clients then send mutual TLS to everything that it covers and that takes it."
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
        Title::LetIn { policy, client } => {
            format!(
                "Let {client} in by AuthorizationPolicy {policy}. Until now the policy keeps it out: ask its owner."
            )
        }
        Title::LetAddressIn { policy, address } => {
            format!(
                "Let the address {address} in by AuthorizationPolicy {policy} (ipBlocks). An address is no proof of who calls, and pods get another one with each restart."
            )
        }
        Title::CorrectPolicy { policy, written, meant } => {
            format!("In AuthorizationPolicy {policy}, write {meant} instead of {written}. The rule then takes effect.")
        }
        Title::DeclareIngress { sidecar, port, protocol } => {
            format!(
                "Declare in Sidecar {sidecar} that port {port} speaks {protocol}. Rules for other protocols no longer apply there."
            )
        }
        Title::WriteUpstreamHost { config, host } => {
            format!(
                "Let nginx write {host} as the Host header in ConfigMap {config}. The application no longer sees the outside name there; X-Forwarded-Host can carry it."
            )
        }
        Title::DialUpstream { ingress, host } => {
            format!(
                "Annotate Ingress {ingress} with service-upstream and upstream-vhost, so that the controller dials {host} under its own name. The controller no longer chooses pods itself: session affinity is lost."
            )
        }
        Title::AcceptOnPorts { workload, ports } => {
            format!(
                "Accept plaintext besides mutual TLS on the receiver ports of {workload} ({}, as the pod has them). Every client may then send unencrypted there, and nobody proves who it is.",
                list(ports)
            )
        }
        Title::TakeOut { workload } => {
            format!(
                "Take {workload} out of the mesh (sidecar.istio.io/inject: \"false\") and restart it. All of its ports are then plaintext, and policies no longer protect it."
            )
        }
        Title::OwnTls { workload, port } => {
            format!(
                "Let {workload} end TLS itself on port {port}: a DestinationRule with SIMPLE, a PeerAuthentication with DISABLE, and appProtocol tcp. It needs a certificate that the clients' proxies trust, and clients without a proxy must speak TLS themselves."
            )
        }
        Title::Field(step) => field(step),
        Title::Route(step) => route(step),
        Title::Gateway(step) => gateway(step),
    }
}

fn route(step: &RouteStep) -> String {
    match step {
        RouteStep::DefineSubset { rule, subset } => {
            format!("Define subset {subset} in DestinationRule {rule}.")
        }
        RouteStep::UseSubset { written, meant } => format!("Route to subset {meant} instead of {written}."),
        RouteStep::UseHost { written, meant } => {
            format!("Route to {meant} instead of {written}, which does not exist.")
        }
        RouteStep::UsePort { host, written, meant } => {
            format!("Route to port {meant} of {host}, which has no port {written}.")
        }
        RouteStep::DropDestination { host } => {
            format!("Take what leads to {host} out of the route. The rest of the route gets its share.")
        }
        RouteStep::GrantBackend { route, backend } => {
            format!(
                "Add a ReferenceGrant, so that route {route} may refer to {backend} in another namespace."
            )
        }
        RouteStep::ImportNamespace { sidecar, namespace } => {
            format!("Let Sidecar {sidecar} import all of namespace {namespace}.")
        }
        RouteStep::ExportTo { kind, resource, namespace } => {
            format!("Export {kind} {resource} to namespace {namespace}, where all clients then see it.")
        }
        RouteStep::CallService { kind, resource, written, meant } => {
            let also =
                if kind == "Traffic" { " The application itself must dial that name too." } else { "" };
            format!(
                "In {kind} {resource}, call {meant} instead of {written}, so that the client's proxy finds a route. The Service then chooses the pod.{also}"
            )
        }
        RouteStep::AddHeadless { workload, port } => {
            format!(
                "Add a headless Service for port {port} of {workload}, so that proxies know the addresses of its pods. Every client's proxy then gets a listener for each of them."
            )
        }
        RouteStep::DropSubset { subset } => {
            format!("Route to all pods of the host instead of subset {subset}, behind which there is no pod.")
        }
    }
}

fn field(step: &FieldStep) -> String {
    match step {
        FieldStep::Correct { kind, resource, written, meant } => {
            format!("In {kind} {resource}, write {meant} instead of {written}. It then takes effect.")
        }
        FieldStep::MoveKey { kind, resource, key, to } => {
            format!("In {kind} {resource}, move {key} to {to}. It then takes effect; restart the pods.")
        }
        FieldStep::MoveResource { kind, resource, namespace } => {
            format!("Move {kind} {resource} to namespace {namespace}, where it takes effect.")
        }
        FieldStep::Strict { policy } => {
            format!("Set PeerAuthentication {policy} to STRICT. Plaintext gets in there no more.")
        }
        FieldStep::AskIdentity { policy } => {
            format!(
                "In AuthorizationPolicy {policy}, ask for an identity as well (principals). Plaintext gets in no more."
            )
        }
        FieldStep::TargetPort { entry, port, target } => {
            format!("Let port {port} of ServiceEntry {entry} lead to port {target}, where TLS is expected.")
        }
        FieldStep::Originate { host, port } => {
            format!(
                "Let proxies speak TLS to {host} (SIMPLE), on port {port}. The host must serve TLS there."
            )
        }
        FieldStep::AddWaypoint { waypoint } => {
            format!(
                "Make waypoint {waypoint}. All calls that the label is for then go through one more proxy."
            )
        }
    }
}

fn gateway(step: &GatewayStep) -> String {
    match step {
        GatewayStep::AddServer { gateway, port, protocol, mode: None } => {
            format!(
                "Add a server for {protocol} on port {port} to Gateway {gateway}. What comes in there is not encrypted."
            )
        }
        GatewayStep::AddServer { gateway, port, protocol, mode: Some(mode) } => {
            format!(
                "Add a server for {protocol} on port {port} to Gateway {gateway}, with tls.mode {}.",
                server_price(*mode)
            )
        }
        GatewayStep::AnswerTo { gateway, host } => {
            format!(
                "Let Gateway {gateway} answer to {host} as well. Its certificate must be valid for that name."
            )
        }
        GatewayStep::SetServerTls { gateway, port, mode } => {
            format!("Set tls.mode of port {port} of Gateway {gateway} to {}.", server_price(*mode))
        }
        GatewayStep::SetServerProtocol { gateway, port, protocol } => {
            format!(
                "Set the protocol of port {port} of Gateway {gateway} to {protocol}, so that its http routes apply. Other protocols no longer work there."
            )
        }
        GatewayStep::RouteBytes { route, port, to } => {
            format!("Add a rule to VirtualService {route} that leads port {port} of the gateway to {to}.")
        }
        GatewayStep::BindRoute { route, gateway } => {
            format!("Bind VirtualService {route} to Gateway {gateway}, so that its hosts are served there.")
        }
        GatewayStep::SelectPods { gateway, workload } => {
            format!("Let Gateway {gateway} select the pods of {workload}. So far it selects none.")
        }
        GatewayStep::SpeakToPort { host, port, mode, sni } => {
            let name = sni.as_ref().map(|sni| format!("tls.sni {sni} and ")).unwrap_or_default();
            format!(
                "Say in a DestinationRule for port {port} of {host}: {name}tls.mode {}.",
                mode_price(*mode)
            )
        }
    }
}

fn list(ports: &[u16]) -> String {
    ports.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

fn mode_price(mode: ClientTlsMode) -> &'static str {
    match mode {
        ClientTlsMode::IstioMutual => "ISTIO_MUTUAL",
        ClientTlsMode::Disable => "DISABLE. The connection is then unencrypted",
        ClientTlsMode::Simple => "SIMPLE. The client's proxy must trust the certificate of the server",
        ClientTlsMode::Mutual => "MUTUAL",
    }
}

fn server_price(mode: ServerTlsMode) -> &'static str {
    match mode {
        ServerTlsMode::Simple => "SIMPLE. Its Secret must hold a certificate that clients trust",
        ServerTlsMode::IstioMutual => "ISTIO_MUTUAL. Only clients in the mesh get in then",
        ServerTlsMode::Passthrough => "PASSTHROUGH",
        ServerTlsMode::Mutual => "MUTUAL",
        ServerTlsMode::AutoPassthrough => "AUTO_PASSTHROUGH",
        ServerTlsMode::OptionalMutual => "OPTIONAL_MUTUAL",
    }
}
