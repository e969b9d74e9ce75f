//! Answers of steps in English. Each text stands behind the label of its question.

use super::{En, authorization};
use crate::i18n::text::{InjectionText, PageText};
use crate::mesh::{InjectionFact, PortProtocol, ProxyKind, TunnelEnd};
use crate::resource::ServerTlsMode;
use crate::verdict::{
    Admission, Answer, Arrival, Bypass, Codec, DestinationAnswer, GatewayAnswer, Level, Oddity, ProxyAnswer,
    RouteAnswer, RuleAnswer, Sent, SentBecause, Taken, TunnelAnswer, Unmatched, WaypointAnswer,
};

/// The answer.
pub(super) fn text(en: &En, answer: &Answer) -> String {
    match answer {
        Answer::ClientProxy(answer) | Answer::ServerProxy(answer) => proxy(en, answer),
        Answer::Destination(answer) => destination(answer),
        Answer::GatewayServer(answer) => gateway(answer),
        Answer::Route(answer) => route(answer),
        Answer::DestinationRule(answer) => rule(answer),
        Answer::Sent(what, because) => sent(en, *what, because),
        Answer::PeerAuthentication(mode, level) => format!("{}, {}", en.mode(*mode), self::level(*level)),
        Answer::Oddity(mode, oddity) => format!("{}: {}", en.mode(*mode), self::oddity(*oddity)),
        Answer::Waypoint(answer) => waypoint(answer),
        Answer::Tunnel(answer) => tunnel(*answer),
        Answer::FilterChain { port, arrival, taken, .. } => chain(*port, *arrival, *taken),
        Answer::RequestAuthentication(answer) => authorization::token(answer),
        Answer::Authorization(answer) => authorization::policies(answer),
        Answer::NotReached(_) => "not reached".into(),
    }
}

fn proxy(en: &En, answer: &ProxyAnswer) -> String {
    match answer {
        ProxyAnswer::Present { proxy: kind, fact: InjectionFact::NamespaceLabel(_), namespace } => {
            format!("{}, injected by namespace {namespace}", self::kind(*kind))
        }
        ProxyAnswer::Present { proxy: kind, fact, .. } => {
            format!("{}: {}", self::kind(*kind), en.injection(fact))
        }
        ProxyAnswer::Absent { fact, .. } => format!("none: {}", en.injection(fact)),
        ProxyAnswer::Bypassed(bypass) => format!("does not see it: {}", self::bypass(*bypass)),
        ProxyAnswer::Outside => "outside of this scenario".into(),
    }
}

fn kind(proxy: ProxyKind) -> &'static str {
    match proxy {
        ProxyKind::Sidecar => "sidecar",
        ProxyKind::Gateway => "gateway",
        ProxyKind::Ambient => "ztunnel",
        ProxyKind::Waypoint => "waypoint",
        ProxyKind::None => "none",
    }
}

fn bypass(bypass: Bypass) -> String {
    match bypass {
        Bypass::ExcludedPort(port) => format!("port {port} is excluded"),
        Bypass::NotIncludedPort(port) => format!("port {port} is not among the included ports"),
        Bypass::ExcludedAddress(address) => format!("{address} is in an excluded range"),
        Bypass::NotIncludedAddress(address) => format!("{address} is in no included range"),
        Bypass::ReservedPort(port) => format!("port {port} is the proxy's own"),
        Bypass::NoInterception => "interceptionMode is NONE".into(),
        Bypass::NoInboundCapture => "the pod lets everything but tunnels past its ztunnel".into(),
        Bypass::ProxyUser => "the app runs as the proxy's user, 1337".into(),
        Bypass::OwnAddress => "the pod calls itself".into(),
    }
}

fn destination(answer: &DestinationAnswer) -> String {
    match answer {
        DestinationAnswer::Service { service, port, protocol } => {
            format!("service {service}, port {port}, {}", self::protocol(*protocol))
        }
        DestinationAnswer::Headless { service, port } => {
            format!("service {service} is headless: port {port} of each pod")
        }
        DestinationAnswer::Alias { service, host } => format!("service {service} is another name for {host}"),
        DestinationAnswer::UndeclaredPort { service, port } => {
            format!("service {service} has no port {port}")
        }
        DestinationAnswer::Pod { workload } => format!("the address of a pod of {workload}"),
        DestinationAnswer::Outside { host } => format!("{host}, outside of this scenario"),
        DestinationAnswer::Nowhere { host } => format!("{host} does not resolve"),
    }
}

fn protocol(protocol: PortProtocol) -> &'static str {
    match protocol {
        PortProtocol::Http => "HTTP",
        PortProtocol::Http2 => "HTTP/2",
        PortProtocol::Grpc => "gRPC",
        PortProtocol::GrpcWeb => "gRPC-Web",
        PortProtocol::HttpProxy => "HTTP proxy",
        PortProtocol::Tcp => "TCP",
        PortProtocol::Tls => "TLS",
        PortProtocol::Https => "HTTPS",
        PortProtocol::Mongo => "MongoDB",
        PortProtocol::Redis => "Redis",
        PortProtocol::Mysql => "MySQL",
        PortProtocol::Udp => "UDP",
        PortProtocol::Auto => "protocol not declared",
    }
}

fn route(answer: &RouteAnswer) -> String {
    match answer {
        RouteAnswer::Cluster { host, port, subset, .. } => {
            format!("outbound|{port}|{}|{host}", subset.as_deref().unwrap_or_default())
        }
        RouteAnswer::Passthrough(unmatched) => format!("PassthroughCluster: {}", self::unmatched(unmatched)),
        RouteAnswer::BlackHole(unmatched) => {
            format!("BlackHoleCluster, by REGISTRY_ONLY: {}", self::unmatched(unmatched))
        }
        RouteAnswer::MissingSubset { host, subset } => {
            format!("no DestinationRule in force defines subset {subset} of {host}")
        }
        RouteAnswer::MissingCluster { host, port } => format!("there is no {host}:{port}"),
        RouteAnswer::NoPort { host, name } => {
            format!("no container port of the pods of {host} is named {name}")
        }
        RouteAnswer::NoEndpoint { host, subset: None } => format!("{host} has no pod"),
        RouteAnswer::NoEndpoint { host, subset: Some(subset) } => {
            format!("subset {subset} of {host} has no pod")
        }
        RouteAnswer::NoHost { host } => format!("no route takes this request for {host}: 404"),
        RouteAnswer::HttpsRedirect => "the server redirects plain HTTP to HTTPS".into(),
        RouteAnswer::NotGranted { backend } => {
            format!("no ReferenceGrant lets the route refer to {backend} in another namespace")
        }
        RouteAnswer::NoAnswer => "nothing answers there".into(),
        RouteAnswer::NoRoute { of } => format!("no rule of {of} takes this request: 404"),
        RouteAnswer::Redirect { status } => format!("the proxy answers with a redirect, {status}"),
        RouteAnswer::DirectResponse { status } => format!("the proxy answers itself, {status}"),
        RouteAnswer::Fault { status, every } => {
            let requests = if *every { "every request" } else { "some requests" };
            let with = if status.is_empty() { String::new() } else { format!(" with {status}") };
            format!("the proxy aborts {requests}{with}")
        }
    }
}

fn gateway(answer: &GatewayAnswer) -> String {
    match answer {
        GatewayAnswer::NoServer { port } => format!("no Gateway has a server for port {port}"),
        GatewayAnswer::NoRoute { port } => {
            format!("no route says where servers on port {port} send bytes, so nothing listens")
        }
        GatewayAnswer::NoChain { port, sni: Some(sni) } => {
            format!("no server on port {port} answers to {sni}; connection closed")
        }
        GatewayAnswer::NoChain { port, sni: None } => {
            format!("no server on port {port} answers without a server name; connection closed")
        }
        GatewayAnswer::Server { gateway, port, mode, taken } => {
            let mode = mode.map(|mode| format!(", {}", server_mode(mode))).unwrap_or_default();
            format!("{gateway}, port {port}{mode}: {}", admission(*taken))
        }
    }
}

fn server_mode(mode: ServerTlsMode) -> &'static str {
    match mode {
        ServerTlsMode::Passthrough => "PASSTHROUGH",
        ServerTlsMode::Simple => "SIMPLE",
        ServerTlsMode::Mutual => "MUTUAL",
        ServerTlsMode::AutoPassthrough => "AUTO_PASSTHROUGH",
        ServerTlsMode::IstioMutual => "ISTIO_MUTUAL",
        ServerTlsMode::OptionalMutual => "OPTIONAL_MUTUAL",
    }
}

fn admission(taken: Admission) -> &'static str {
    match taken {
        Admission::Plain(_) => "accepts plaintext",
        Admission::Terminated(Codec::Http) => "ends TLS and reads HTTP",
        Admission::Terminated(Codec::Tcp) => "ends TLS",
        Admission::PassedOn => "passes TLS on",
        Admission::NotTls => "expects TLS, and this is plaintext; connection closed",
        Admission::NoCertificate => "asks for a certificate that the client does not have; handshake fails",
        Admission::ForeignCertificate => {
            "has a certificate that proxies of the mesh do not trust; handshake fails"
        }
        Admission::NoSecret => "its Secret is missing; handshake fails",
        Admission::NotHttp => "reads HTTP, and this is not HTTP",
    }
}

fn unmatched(unmatched: &Unmatched) -> String {
    match unmatched {
        Unmatched::NoListener => "no service has this address and port".into(),
        Unmatched::UnknownHost(host) => format!("no service on this port has the name {host}"),
        Unmatched::NotHttp => "the port is declared as HTTP, and this is not HTTP".into(),
        Unmatched::UnknownSni(sni) if sni.is_empty() => {
            "the routes of the port go by SNI, and there is none".into()
        }
        Unmatched::UnknownSni(sni) => format!("no route of the port is for SNI {sni}"),
        Unmatched::NotExported { service } => format!("{service} is not exported to the client's namespace"),
        Unmatched::NotImported { service } => format!("the client's Sidecar does not import {service}"),
    }
}

fn rule(answer: &RuleAnswer) -> String {
    match answer {
        RuleAnswer::NoRule => "none applies".into(),
        RuleAnswer::NoTls { rule } => format!("{rule} says nothing about TLS"),
        RuleAnswer::PortWithoutTls { rule, port } => {
            format!("the entry for port {port} of {rule} has no TLS, and replaces the one it had")
        }
        RuleAnswer::Disable { rule, written: true } => format!("{rule} turns TLS off"),
        RuleAnswer::Disable { rule, written: false } => {
            format!("{rule} turns TLS off: without a mode DISABLE is meant")
        }
        RuleAnswer::IstioMutual { rule } => format!("{rule} asks for Istio mTLS"),
        RuleAnswer::Simple { rule } => format!("{rule} asks for TLS, mode SIMPLE"),
        RuleAnswer::Mutual { rule } => format!("{rule} asks for TLS with its own certificate, mode MUTUAL"),
        RuleAnswer::SecretUnreadable { rule, secret } => {
            format!("{rule} asks for TLS, but a sidecar cannot read the Secret {secret}: no TLS")
        }
        RuleAnswer::NoCertificate { rule } => format!("{rule} asks for MUTUAL without a certificate: no TLS"),
    }
}

fn sent(en: &En, what: Sent, because: &SentBecause) -> String {
    let what = PageText::sent(en, what);
    match because {
        SentBecause::Rule => what.into(),
        SentBecause::NoClientProxy => format!("{what}: the client has no proxy"),
        SentBecause::PastClientProxy => format!("{what}: it goes past the client's proxy"),
        SentBecause::NotRouted => {
            format!("{what}: no mTLS off the routes of the mesh")
        }
        SentBecause::ServerTakesMtls => format!("{what}, by auto mTLS"),
        SentBecause::ServerTakesNoMtls => format!("{what}: auto mTLS knows no proxy at the server"),
        SentBecause::ServerDisables => format!("{what}: auto mTLS follows the server's DISABLE"),
        SentBecause::NamespaceDisables => {
            format!("{what}: auto mTLS follows DISABLE of the namespace or mesh, whatever the workload says")
        }
        SentBecause::AllTakeMtls => format!("{what}, by auto mTLS: every pod of the service takes it"),
        SentBecause::SomeTakeNoMtls { workload } => {
            format!("{what}: {workload} takes no mTLS, so no pod of the headless service gets any")
        }
        SentBecause::NoEndpointKnown => format!("{what}: no endpoint says that it takes mTLS"),
        SentBecause::OutsideMesh => format!("{what}: no auto mTLS to services outside of the mesh"),
        SentBecause::AutoMtlsOff => format!("{what}: auto mTLS is off"),
        SentBecause::RuleMarksEndpoints { rule } => {
            format!("{what}: the TLS of {rule} still marks the endpoints")
        }
        SentBecause::Tunnel(TunnelEnd::Ztunnel) => format!("{what}: the server is part of the ambient mesh"),
        SentBecause::Tunnel(TunnelEnd::Proxy) => format!("{what}: the server's proxy takes the tunnel"),
        SentBecause::NoTunnel => format!("{what}: nobody at the server takes the tunnel"),
        SentBecause::ProxyListens => {
            "nothing: the proxy waits for the client's first bytes to tell the protocol".into()
        }
    }
}

fn level(level: Level) -> String {
    match level {
        Level::Default => "by default".into(),
        Level::Mesh => "mesh level".into(),
        Level::Namespace => "namespace level".into(),
        Level::Workload => "workload level".into(),
        Level::Port(port) => format!("for port {port}"),
    }
}

fn oddity(oddity: Oddity) -> &'static str {
    match oddity {
        Oddity::DisabledPortStaysStrict => {
            "an oddity of ambient. A policy without a mode of its own excepts ports from STRICT only by PERMISSIVE, \
             not by DISABLE"
        }
        Oddity::StrictPortLeftOut => {
            "an oddity of ambient. STRICT for one port of a workload is left out where the mesh is STRICT, even if \
             the workload is not"
        }
        Oddity::ExceptionOpensAll => {
            "an oddity of ambient. The exception for one port takes STRICT off all ports of the workload"
        }
        Oddity::EmptySelector => {
            "an oddity of ambient. A policy with an empty selector does not count for the whole mesh or namespace"
        }
    }
}

fn waypoint(answer: &WaypointAnswer) -> String {
    match answer {
        WaypointAnswer::Through { waypoint } => format!("through {waypoint}, by HBONE"),
        WaypointAnswer::Declined => "none: the label says so".into(),
        WaypointAnswer::Missing { waypoint } => format!("none: there is no waypoint {waypoint}"),
        WaypointAnswer::NotAllowed { waypoint } => {
            format!("none: {waypoint} does not take this namespace in")
        }
        WaypointAnswer::OtherTraffic { waypoint } => format!("none: {waypoint} is not for such traffic"),
    }
}

fn tunnel(answer: TunnelAnswer) -> String {
    match answer {
        TunnelAnswer::Ends(TunnelEnd::Ztunnel) => {
            "HBONE ends at the server's ztunnel, whatever the mode".into()
        }
        TunnelAnswer::Ends(TunnelEnd::Proxy) => {
            "HBONE ends at port 15008 of the server's proxy, whatever the mode".into()
        }
        TunnelAnswer::PassedOn { port, arrival } => {
            format!("none; the ztunnel passes {} on to the app on {port}", self::arrival(arrival))
        }
        TunnelAnswer::Closed { port, arrival } => {
            format!("none; the ztunnel closes {} on {port}", self::arrival(arrival))
        }
    }
}

fn chain(port: u16, arrival: Arrival, taken: Taken) -> String {
    let what = self::arrival(arrival);
    match taken {
        Taken::Terminated(Codec::Http) => format!("ends mTLS on {port} and reads HTTP"),
        Taken::Terminated(Codec::Tcp) => format!("ends mTLS on {port}"),
        Taken::Plain(_) => format!("accepts plaintext on {port}"),
        Taken::PassedOn => format!("passes {what} on to the app on {port}"),
        Taken::NoChain => format!("none accepts {what} on {port}; connection closed"),
        Taken::NoCertificate => format!("asks for a mesh certificate on {port}; handshake fails"),
        Taken::NotHttp => format!("reads HTTP on {port}, and {what} is not HTTP"),
        Taken::Waits => format!("waits on {port} for the client's first bytes"),
    }
}

fn arrival(arrival: Arrival) -> &'static str {
    match arrival {
        Arrival::Http | Arrival::Bytes => "plaintext",
        Arrival::Silence => "silence",
        Arrival::Tls => "TLS that is not Istio's",
        Arrival::TlsInTls => "TLS around TLS",
        Arrival::MeshHttp | Arrival::MeshTcp(_) => "Istio mTLS",
    }
}
