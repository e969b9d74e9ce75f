//! Every sentence of an explanation, in every language, beside the code that it stands for. A variant without a line
//! here does not compile.

use mtls_playground::i18n::Language;
use mtls_playground::mesh::{InjectionFact, PortProtocol, ProxyKind, TunnelEnd};
use mtls_playground::resource::ServerTlsMode;
use mtls_playground::symptom::Cause;
use mtls_playground::verdict::{
    Admission, Answer, Arrival, AuthorizationAnswer, Because, Bypass, CallOutcome, ChainKind, Codec,
    DestinationAnswer, GatewayAnswer, Inside, Level, Mode, Oddity, Outcome, ProxyAnswer, Question, Refusal,
    RouteAnswer, RuleAnswer, Sent, SentBecause, Taken, TokenAnswer, TokenFlaw, TunnelAnswer, Unmatched,
    WaypointAnswer,
};
use std::collections::BTreeSet;
use std::fmt::Write;

/// One sample for each variant of a type; the match is there to be exhaustive.
macro_rules! every {
    ($type:ty { $($pattern:pat => [$($sample:expr),+],)+ }) => {{
        let _ = |value: &$type| match value { $($pattern => {})+ };
        vec![$($($sample),+),+]
    }};
}

fn own(text: &str) -> String {
    text.to_owned()
}

fn facts() -> Vec<InjectionFact> {
    use InjectionFact as F;
    every!(InjectionFact {
        F::HostNetwork => [F::HostNetwork],
        F::SystemNamespace(_) => [F::SystemNamespace(own("kube-system"))],
        F::NamespaceLabel(_) => [F::NamespaceLabel(own("enabled"))],
        F::NamespaceRevision(_) => [F::NamespaceRevision(own("canary"))],
        F::PodRevision(_) => [F::PodRevision(own("canary"))],
        F::PodLabel(_) => [F::PodLabel(own("false"))],
        F::PodAnnotation(_) => [F::PodAnnotation(own("true"))],
        F::StaticProxy => [F::StaticProxy],
        F::GatewayTemplate => [F::GatewayTemplate],
        F::Proxyless(_) => [F::Proxyless(own("grpc-agent"))],
        F::RevisionNotInstalled(_) => [F::RevisionNotInstalled(own("canary"))],
        F::RunsWithout => [F::RunsWithout],
        F::AmbientNamespace => [F::AmbientNamespace],
        F::PodDataplaneMode(_) => [F::PodDataplaneMode(own("none"))],
        F::MachineTlsMode(_) => [F::MachineTlsMode(own("istio"))],
        F::MachineAccount => [F::MachineAccount],
        F::MachineSilent => [F::MachineSilent],
        F::GatewayClass(_) => [F::GatewayClass(own("istio"))],
        F::DefaultProfile => [F::DefaultProfile],
        F::NothingAsks => [F::NothingAsks],
    })
}

fn proxies() -> Vec<ProxyAnswer> {
    let kinds = every!(ProxyKind {
        ProxyKind::Sidecar => [ProxyKind::Sidecar],
        ProxyKind::Gateway => [ProxyKind::Gateway],
        ProxyKind::Ambient => [ProxyKind::Ambient],
        ProxyKind::Waypoint => [ProxyKind::Waypoint],
        ProxyKind::None => [ProxyKind::None],
    });
    let namespace = || own("shop");
    let present = |proxy, fact| ProxyAnswer::Present { proxy, fact, namespace: namespace() };
    let absent = facts().into_iter().map(|fact| ProxyAnswer::Absent { fact, namespace: namespace() });
    let bypassed = every!(Bypass {
        Bypass::ExcludedPort(_) => [Bypass::ExcludedPort(80)],
        Bypass::NotIncludedPort(_) => [Bypass::NotIncludedPort(80)],
        Bypass::ExcludedAddress(_) => [Bypass::ExcludedAddress([10, 0, 0, 1].into())],
        Bypass::NotIncludedAddress(_) => [Bypass::NotIncludedAddress([10, 0, 0, 1].into())],
        Bypass::ReservedPort(_) => [Bypass::ReservedPort(15021)],
        Bypass::NoInterception => [Bypass::NoInterception],
        Bypass::NoInboundCapture => [Bypass::NoInboundCapture],
        Bypass::ProxyUser => [Bypass::ProxyUser],
        Bypass::OwnAddress => [Bypass::OwnAddress],
    });
    let mut all = every!(ProxyAnswer {
        ProxyAnswer::Present { .. } => [present(ProxyKind::Sidecar, InjectionFact::NamespaceLabel(own("enabled")))],
        ProxyAnswer::Absent { .. } => [ProxyAnswer::Absent { fact: InjectionFact::HostNetwork, namespace: namespace() }],
        ProxyAnswer::Bypassed(_) => [ProxyAnswer::Bypassed(Bypass::ProxyUser)],
        ProxyAnswer::Outside => [ProxyAnswer::Outside],
    });
    all.extend(kinds.into_iter().map(|kind| present(kind, InjectionFact::StaticProxy)));
    all.extend(absent);
    all.extend(bypassed.into_iter().map(ProxyAnswer::Bypassed));
    all
}

fn destinations() -> Vec<DestinationAnswer> {
    use DestinationAnswer as D;
    let service = || own("shop/cart");
    let declared = |protocol| D::Service { service: service(), port: 80, protocol };
    let mut all = every!(DestinationAnswer {
        D::Service { .. } => [declared(PortProtocol::Http)],
        D::Headless { .. } => [D::Headless { service: service(), port: 80 }],
        D::Alias { .. } => [D::Alias { service: service(), host: own("cart.example.com") }],
        D::UndeclaredPort { .. } => [D::UndeclaredPort { service: service(), port: 81 }],
        D::Pod { .. } => [D::Pod { workload: service() }],
        D::Outside { .. } => [D::Outside { host: own("example.com") }],
        D::Nowhere { .. } => [D::Nowhere { host: own("cart.shop") }],
    });
    let protocols = every!(PortProtocol {
        PortProtocol::Http => [PortProtocol::Http],
        PortProtocol::Http2 => [PortProtocol::Http2],
        PortProtocol::Grpc => [PortProtocol::Grpc],
        PortProtocol::GrpcWeb => [PortProtocol::GrpcWeb],
        PortProtocol::HttpProxy => [PortProtocol::HttpProxy],
        PortProtocol::Tcp => [PortProtocol::Tcp],
        PortProtocol::Tls => [PortProtocol::Tls],
        PortProtocol::Https => [PortProtocol::Https],
        PortProtocol::Mongo => [PortProtocol::Mongo],
        PortProtocol::Redis => [PortProtocol::Redis],
        PortProtocol::Mysql => [PortProtocol::Mysql],
        PortProtocol::Udp => [PortProtocol::Udp],
        PortProtocol::Auto => [PortProtocol::Auto],
    });
    all.extend(protocols.into_iter().map(declared));
    all
}

fn gateways() -> Vec<GatewayAnswer> {
    use GatewayAnswer as G;
    let server = |mode, taken| G::Server { gateway: own("istio-system/edge"), port: 8443, mode, taken };
    let mut all = every!(GatewayAnswer {
        G::NoServer { .. } => [G::NoServer { port: 8443 }],
        G::NoRoute { .. } => [G::NoRoute { port: 8443 }],
        G::NoChain { .. } => [G::NoChain { port: 8443, sni: Some(own("a.com")) }, G::NoChain { port: 8443, sni: None }],
        G::Server { .. } => [server(None, Admission::Plain(Codec::Http))],
    });
    let modes = every!(ServerTlsMode {
        ServerTlsMode::Passthrough => [ServerTlsMode::Passthrough],
        ServerTlsMode::Simple => [ServerTlsMode::Simple],
        ServerTlsMode::Mutual => [ServerTlsMode::Mutual],
        ServerTlsMode::AutoPassthrough => [ServerTlsMode::AutoPassthrough],
        ServerTlsMode::IstioMutual => [ServerTlsMode::IstioMutual],
        ServerTlsMode::OptionalMutual => [ServerTlsMode::OptionalMutual],
    });
    let admissions = every!(Admission {
        Admission::Plain(_) => [Admission::Plain(Codec::Tcp)],
        Admission::Terminated(_) => [Admission::Terminated(Codec::Http), Admission::Terminated(Codec::Tcp)],
        Admission::PassedOn => [Admission::PassedOn],
        Admission::NotTls => [Admission::NotTls],
        Admission::NoCertificate => [Admission::NoCertificate],
        Admission::ForeignCertificate => [Admission::ForeignCertificate],
        Admission::NoSecret => [Admission::NoSecret],
        Admission::NotHttp => [Admission::NotHttp],
    });
    all.extend(modes.into_iter().map(|mode| server(Some(mode), Admission::PassedOn)));
    all.extend(admissions.into_iter().map(|taken| server(Some(ServerTlsMode::Simple), taken)));
    all
}

fn routes() -> Vec<RouteAnswer> {
    use RouteAnswer as R;
    let host = || own("cart.shop.svc.cluster.local");
    let subset = || own("v1");
    let unmatched = every!(Unmatched {
        Unmatched::NoListener => [Unmatched::NoListener],
        Unmatched::UnknownHost(_) => [Unmatched::UnknownHost(own("a.com"))],
        Unmatched::NotHttp => [Unmatched::NotHttp],
        Unmatched::UnknownSni(_) => [Unmatched::UnknownSni(own("a.com")), Unmatched::UnknownSni(String::new())],
        Unmatched::NotExported { .. } => [Unmatched::NotExported { service: own("shop/cart") }],
        Unmatched::NotImported { .. } => [Unmatched::NotImported { service: own("shop/cart") }],
    });
    let mut all = every!(RouteAnswer {
        R::Cluster { .. } => [R::Cluster { host: host(), port: 80, subset: Some(subset()), codec: Codec::Http }],
        R::Passthrough(_) => [R::Passthrough(Unmatched::NoListener)],
        R::BlackHole(_) => [R::BlackHole(Unmatched::NoListener)],
        R::MissingSubset { .. } => [R::MissingSubset { host: host(), subset: subset() }],
        R::MissingCluster { .. } => [R::MissingCluster { host: host(), port: 80 }],
        R::NoEndpoint { .. } => [R::NoEndpoint { host: host(), subset: None }, R::NoEndpoint { host: host(), subset: Some(subset()) }],
        R::NoPort { .. } => [R::NoPort { host: host(), name: own("http") }],
        R::NoHost { .. } => [R::NoHost { host: own("a.com") }],
        R::HttpsRedirect => [R::HttpsRedirect],
        R::NotGranted { .. } => [R::NotGranted { backend: own("shop/cart") }],
        R::NoAnswer => [R::NoAnswer],
        R::NoRoute { .. } => [R::NoRoute { of: own("VirtualService shop/cart") }],
        R::Redirect { .. } => [R::Redirect { status: 301 }],
        R::DirectResponse { .. } => [R::DirectResponse { status: 503 }],
        R::Fault { .. } => [
            R::Fault { status: own("503"), every: true },
            R::Fault { status: own("UNAVAILABLE"), every: false },
            R::Fault { status: String::new(), every: false }
        ],
    });
    all.extend(unmatched.into_iter().flat_map(|why| [R::Passthrough(why.clone()), R::BlackHole(why)]));
    all
}

fn rules() -> Vec<RuleAnswer> {
    use RuleAnswer as R;
    let rule = || own("shop/cart");
    every!(RuleAnswer {
        R::NoRule => [R::NoRule],
        R::NoTls { .. } => [R::NoTls { rule: rule() }],
        R::PortWithoutTls { .. } => [R::PortWithoutTls { rule: rule(), port: 80 }],
        R::Disable { .. } => [R::Disable { rule: rule(), written: true }, R::Disable { rule: rule(), written: false }],
        R::IstioMutual { .. } => [R::IstioMutual { rule: rule() }],
        R::Simple { .. } => [R::Simple { rule: rule() }],
        R::Mutual { .. } => [R::Mutual { rule: rule() }],
        R::SecretUnreadable { .. } => [R::SecretUnreadable { rule: rule(), secret: own("cart-cert") }],
        R::NoCertificate { .. } => [R::NoCertificate { rule: rule() }],
    })
}

fn sent() -> Vec<Answer> {
    use SentBecause as B;
    let reasons = every!(SentBecause {
        B::NoClientProxy => [B::NoClientProxy],
        B::PastClientProxy => [B::PastClientProxy],
        B::NotRouted => [B::NotRouted],
        B::Rule => [B::Rule],
        B::ServerTakesMtls => [B::ServerTakesMtls],
        B::ServerTakesNoMtls => [B::ServerTakesNoMtls],
        B::ServerDisables => [B::ServerDisables],
        B::NamespaceDisables => [B::NamespaceDisables],
        B::AllTakeMtls => [B::AllTakeMtls],
        B::SomeTakeNoMtls { .. } => [B::SomeTakeNoMtls { workload: own("shop/old") }],
        B::NoEndpointKnown => [B::NoEndpointKnown],
        B::OutsideMesh => [B::OutsideMesh],
        B::AutoMtlsOff => [B::AutoMtlsOff],
        B::RuleMarksEndpoints { .. } => [B::RuleMarksEndpoints { rule: own("shop/cart") }],
        B::Tunnel(_) => [B::Tunnel(TunnelEnd::Ztunnel), B::Tunnel(TunnelEnd::Proxy)],
        B::NoTunnel => [B::NoTunnel],
        B::ProxyListens => [B::ProxyListens],
    });
    let kinds = every!(Sent {
        Sent::Plaintext => [Sent::Plaintext],
        Sent::IstioMtls => [Sent::IstioMtls],
        Sent::Tls => [Sent::Tls],
        Sent::MutualTls => [Sent::MutualTls],
        Sent::AppTls => [Sent::AppTls],
        Sent::Hbone => [Sent::Hbone],
    });
    let by_rule = kinds.into_iter().map(|sent| Answer::Sent(sent, B::Rule));
    by_rule.chain(reasons.into_iter().map(|because| Answer::Sent(Sent::Plaintext, because))).collect()
}

fn levels() -> Vec<Answer> {
    let modes = every!(Mode {
        Mode::Strict => [Mode::Strict],
        Mode::Permissive => [Mode::Permissive],
        Mode::Disable => [Mode::Disable],
        Mode::None => [Mode::None],
    });
    let levels = every!(Level {
        Level::Default => [Level::Default],
        Level::Mesh => [Level::Mesh],
        Level::Namespace => [Level::Namespace],
        Level::Workload => [Level::Workload],
        Level::Port(_) => [Level::Port(8080)],
    });
    let oddities = every!(Oddity {
        Oddity::DisabledPortStaysStrict => [Oddity::DisabledPortStaysStrict],
        Oddity::StrictPortLeftOut => [Oddity::StrictPortLeftOut],
        Oddity::ExceptionOpensAll => [Oddity::ExceptionOpensAll],
        Oddity::EmptySelector => [Oddity::EmptySelector],
    });
    let by_mode = modes.into_iter().map(|mode| Answer::PeerAuthentication(mode, Level::Workload));
    let by_level = levels.into_iter().map(|level| Answer::PeerAuthentication(Mode::Strict, level));
    let odd = oddities.into_iter().map(|oddity| Answer::Oddity(Mode::Permissive, oddity));
    by_mode.chain(by_level).chain(odd).collect()
}

fn arrivals() -> Vec<Arrival> {
    every!(Arrival {
        Arrival::Http => [Arrival::Http],
        Arrival::Bytes => [Arrival::Bytes],
        Arrival::Silence => [Arrival::Silence],
        Arrival::Tls => [Arrival::Tls],
        Arrival::TlsInTls => [Arrival::TlsInTls],
        Arrival::MeshHttp => [Arrival::MeshHttp],
        Arrival::MeshTcp(_) => [Arrival::MeshTcp(Inside::Bytes)],
    })
}

fn servers() -> Vec<Answer> {
    let chain = |arrival, taken| Answer::FilterChain { port: 8080, arrival, kind: ChainKind::Http, taken };
    let taken = every!(Taken {
        Taken::Terminated(_) => [Taken::Terminated(Codec::Http), Taken::Terminated(Codec::Tcp)],
        Taken::Plain(_) => [Taken::Plain(Codec::Http)],
        Taken::PassedOn => [Taken::PassedOn],
        Taken::NoChain => [Taken::NoChain],
        Taken::NoCertificate => [Taken::NoCertificate],
        Taken::NotHttp => [Taken::NotHttp],
        Taken::Waits => [Taken::Waits],
    });
    let tunnels = every!(TunnelAnswer {
        TunnelAnswer::Ends(_) => [TunnelAnswer::Ends(TunnelEnd::Ztunnel), TunnelAnswer::Ends(TunnelEnd::Proxy)],
        TunnelAnswer::PassedOn { .. } => [TunnelAnswer::PassedOn { port: 8080, arrival: Arrival::Http }],
        TunnelAnswer::Closed { .. } => [TunnelAnswer::Closed { port: 8080, arrival: Arrival::Http }],
    });
    let waypoint = || own("shop/wp");
    let waypoints = every!(WaypointAnswer {
        WaypointAnswer::Through { .. } => [WaypointAnswer::Through { waypoint: waypoint() }],
        WaypointAnswer::Declined => [WaypointAnswer::Declined],
        WaypointAnswer::Missing { .. } => [WaypointAnswer::Missing { waypoint: waypoint() }],
        WaypointAnswer::NotAllowed { .. } => [WaypointAnswer::NotAllowed { waypoint: waypoint() }],
        WaypointAnswer::OtherTraffic { .. } => [WaypointAnswer::OtherTraffic { waypoint: waypoint() }],
    });
    let chains = taken.into_iter().map(|taken| chain(Arrival::Tls, taken));
    let refused = arrivals().into_iter().map(|arrival| chain(arrival, Taken::NoChain));
    let tunnels = tunnels.into_iter().map(Answer::Tunnel);
    chains.chain(refused).chain(tunnels).chain(waypoints.into_iter().map(Answer::Waypoint)).collect()
}

fn policies() -> Vec<Answer> {
    use AuthorizationAnswer as A;
    let policy = || own("shop/only-cart");
    let provider = || own("opa");
    let flaws = every!(TokenFlaw {
        TokenFlaw::UnknownIssuer(_) => [TokenFlaw::UnknownIssuer(Some(own("https://a.com"))), TokenFlaw::UnknownIssuer(None)],
        TokenFlaw::Expired => [TokenFlaw::Expired],
        TokenFlaw::WrongAudience => [TokenFlaw::WrongAudience],
        TokenFlaw::Unverified => [TokenFlaw::Unverified],
    });
    let accepted = |subject| TokenAnswer::Accepted { issuer: own("https://a.com"), subject };
    let mut tokens = every!(TokenAnswer {
        TokenAnswer::Missing => [TokenAnswer::Missing],
        TokenAnswer::NotSought => [TokenAnswer::NotSought],
        TokenAnswer::Preflight => [TokenAnswer::Preflight],
        TokenAnswer::Accepted { .. } => [accepted(Some(own("ann"))), accepted(None)],
        TokenAnswer::Rejected(_) => [TokenAnswer::Rejected(TokenFlaw::Expired)],
    });
    tokens.extend(flaws.into_iter().map(TokenAnswer::Rejected));
    let refusals = every!(Refusal {
        Refusal::Plain => [Refusal::Plain],
        Refusal::IdentityLost => [Refusal::IdentityLost],
        Refusal::RequestUnseen => [Refusal::RequestUnseen],
    });
    let mut answers = every!(AuthorizationAnswer {
        A::NoPolicy => [A::NoPolicy],
        A::NotRefused => [A::NotRefused],
        A::Allowed { .. } => [A::Allowed { policy: policy(), rule: 1 }],
        A::Refused { .. } => [A::Refused { policy: policy(), rule: 1, refusal: Refusal::Plain }],
        A::NotAllowed { .. } => [
            A::NotAllowed { policy: policy(), others: 0, refusal: Refusal::Plain },
            A::NotAllowed { policy: policy(), others: 1, refusal: Refusal::Plain },
            A::NotAllowed { policy: policy(), others: 2, refusal: Refusal::Plain }
        ],
        A::Asked { .. } => [A::Asked { policy: policy(), provider: provider() }],
        A::NoProvider { .. } => [A::NoProvider { policy: policy(), provider: provider() }],
        A::SeveralProviders { .. } => [A::SeveralProviders { policy: policy() }],
    });
    for refusal in refusals {
        answers.push(A::Refused { policy: policy(), rule: 0, refusal });
        answers.push(A::NotAllowed { policy: policy(), others: 0, refusal });
    }
    let tokens = tokens.into_iter().map(Answer::RequestAuthentication);
    tokens.chain(answers.into_iter().map(Answer::Authorization)).collect()
}

fn answers() -> Vec<Answer> {
    // A family that is added to `Answer` is added here.
    let _ = |answer: &Answer| match answer {
        Answer::ClientProxy(_)
        | Answer::ServerProxy(_)
        | Answer::Destination(_)
        | Answer::GatewayServer(_)
        | Answer::Route(_)
        | Answer::DestinationRule(_)
        | Answer::Sent(..)
        | Answer::PeerAuthentication(..)
        | Answer::Oddity(..)
        | Answer::Waypoint(_)
        | Answer::Tunnel(_)
        | Answer::FilterChain { .. }
        | Answer::RequestAuthentication(_)
        | Answer::Authorization(_)
        | Answer::NotReached(_) => {}
    };
    let mut all: Vec<Answer> = proxies().into_iter().map(Answer::ServerProxy).collect();
    all.extend(destinations().into_iter().map(Answer::Destination));
    all.extend(gateways().into_iter().map(Answer::GatewayServer));
    all.extend(routes().into_iter().map(Answer::Route));
    all.extend(rules().into_iter().map(Answer::DestinationRule));
    all.extend([sent(), levels(), servers(), policies()].concat());
    all.push(Answer::NotReached(Question::Authorization));
    all
}

fn reasons() -> Vec<Because> {
    use Because as B;
    let than = || own("shop/cart");
    every!(Because {
        B::SelectsOthers => [B::SelectsOthers],
        B::RootWithSelector => [B::RootWithSelector],
        B::NotRoot => [B::NotRoot],
        B::MovesRoot(_) => [B::MovesRoot(own("mesh"))],
        B::Younger { .. } => [B::Younger { than: than(), tied: false }, B::Younger { than: than(), tied: true }],
        B::AndMore(_) => [B::AndMore(2)],
        B::LaterPort => [B::LaterPort],
        B::Unset => [B::Unset],
        B::LessSpecific => [B::LessSpecific],
        B::OtherPorts(_) => [B::OtherPorts(vec![]), B::OtherPorts(vec![80]), B::OtherPorts(vec![80, 81])],
        B::ServicePort { .. } => [B::ServicePort { service: 80, pod: 8080 }],
        B::DottedHost(_) => [B::DottedHost(own("cart.shop"))],
        B::OwnNamespaceHost(_) => [B::OwnNamespaceHost(own("cart.web.svc.cluster.local"))],
        B::ThirdNamespace => [B::ThirdNamespace],
        B::NotExported => [B::NotExported],
        B::PrivateByDefault => [B::PrivateByDefault],
        B::LessSpecificHost { .. } => [B::LessSpecificHost { than: than() }],
        B::LaterNamespace { .. } => [B::LaterNamespace { than: than() }],
        B::MergedAway { .. } => [B::MergedAway { into: than() }],
        B::Older { .. } => [B::Older { than: than() }],
        B::NotForThisClient { .. } => [B::NotForThisClient { than: than() }],
        B::ReplacedForPort(_) => [B::ReplacedForPort(80)],
        B::ReplacedForSubset => [B::ReplacedForSubset],
        B::SubsetNotChosen => [B::SubsetNotChosen],
        B::ForeignToWaypoint => [B::ForeignToWaypoint],
        B::MakesWaypoint => [B::MakesWaypoint],
        B::SendsGateways => [B::SendsGateways],
        B::InstallsAmbient => [B::InstallsAmbient],
        B::ForGateways => [B::ForGateways],
        B::NotImported => [B::NotImported],
        B::Imports => [B::Imports],
        B::ImportsLess => [B::ImportsLess],
        B::NoRuleLeft => [B::NoRuleLeft],
        B::NoRuleTakesIt => [B::NoRuleTakesIt],
        B::OtherSni => [B::OtherSni],
        B::OtherRoutes { .. } => [B::OtherRoutes { of: than() }],
        B::Delegates => [B::Delegates],
        B::LeavesUnknown => [B::LeavesUnknown],
        B::OtherNames => [B::OtherNames],
        B::OtherRequests => [B::OtherRequests],
        B::SharesHost { .. } => [B::SharesHost { with: than() }],
        B::PortTaken { .. } => [B::PortTaken { by: than() }],
        B::BoundElsewhere => [B::BoundElsewhere],
        B::LaterSni => [B::LaterSni],
        B::GivesChain => [B::GivesChain],
        B::MakesCluster => [B::MakesCluster],
        B::Permits => [B::Permits],
        B::AllowsMtls => [B::AllowsMtls],
        B::Overruled => [B::Overruled],
        B::SaysNothing => [B::SaysNothing],
        B::EmptySelector => [B::EmptySelector],
        B::NoProviders => [B::NoProviders],
        B::DryRun => [B::DryRun],
        B::OnlyAudits => [B::OnlyAudits],
        B::NotForSidecars => [B::NotForSidecars],
        B::NoRules => [B::NoRules],
        B::NeedsRequest => [B::NeedsRequest],
        B::NoRuleMatches => [B::NoRuleMatches],
        B::AlreadyAllowed => [B::AlreadyAllowed],
        B::RefusesAsWell => [B::RefusesAsWell],
        B::SharesProvider => [B::SharesProvider],
        B::NamesProvider(_) => [B::NamesProvider(own("opa"))],
        B::NamesTrustDomain(_) => [B::NamesTrustDomain(own("corp"))],
        B::NormalizesPaths => [B::NormalizesPaths],
        B::LimitsDetection => [B::LimitsDetection],
        B::NoToken => [B::NoToken],
        B::LooksElsewhere => [B::LooksElsewhere],
        B::OtherTokens => [B::OtherTokens],
    })
}

fn questions() -> Vec<Question> {
    use Question as Q;
    every!(Question {
        Q::ClientProxy => [Q::ClientProxy],
        Q::Destination => [Q::Destination],
        Q::GatewayServer => [Q::GatewayServer],
        Q::Route => [Q::Route],
        Q::Waypoint => [Q::Waypoint],
        Q::DestinationRule => [Q::DestinationRule],
        Q::Sent => [Q::Sent],
        Q::ServerProxy => [Q::ServerProxy],
        Q::PeerAuthentication => [Q::PeerAuthentication],
        Q::Tunnel => [Q::Tunnel],
        Q::FilterChain => [Q::FilterChain],
        Q::RequestAuthentication => [Q::RequestAuthentication],
        Q::Authorization => [Q::Authorization],
    })
}

type Sentences = Vec<(String, String)>;

/// What a language says for each code, in one order.
fn said(language: Language) -> [(&'static str, Sentences); 5] {
    let words = language.catalog();
    let answer = |answer: &Answer| {
        let (question, text) = (words.question(answer.question()), words.answer(answer));
        (format!("{answer:?}"), format!("{question}: {text}"))
    };
    let outcomes = Outcome::ALL.map(|it| (format!("{it:?}"), words.outcome(it).to_owned()));
    let calls = CallOutcome::ALL.map(|it| (format!("{it:?}"), words.call_outcome(it).to_owned()));
    [
        ("answers", answers().iter().map(answer).collect()),
        ("reasons", reasons().iter().map(|it| (format!("{it:?}"), words.because(it))).collect()),
        (
            "questions",
            questions().into_iter().map(|it| (format!("{it:?}"), words.question(it).to_owned())).collect(),
        ),
        (
            "causes",
            Cause::ALL.iter().map(|&it| (it.as_str().to_owned(), words.cause(it).to_owned())).collect(),
        ),
        ("outcomes", outcomes.into_iter().chain(calls).collect()),
    ]
}

#[test]
fn sentences() {
    for ((name, english), (_, korean)) in said(Language::English).into_iter().zip(said(Language::Korean)) {
        let mut shown = String::new();
        for ((code, english), (_, korean)) in english.iter().zip(&korean) {
            writeln!(shown, "{code}\n  {english}\n  {korean}").unwrap_or_default();
        }
        insta::assert_snapshot!(name, shown);
    }
}

/// Two codes may share a sentence in no language alone: what one tells apart, the other tells apart as well.
#[test]
fn languages_tell_the_same_things_apart() {
    for ((name, english), (_, korean)) in said(Language::English).into_iter().zip(said(Language::Korean)) {
        let count =
            |sentences: &Sentences| sentences.iter().map(|(_, text)| text).collect::<BTreeSet<_>>().len();
        assert_eq!(count(&english), count(&korean), "{name}");
    }
}

#[test]
fn nothing_is_left_empty_or_ends_in_a_full_stop() {
    for language in Language::ALL {
        for (code, text) in said(language).into_iter().flat_map(|(_, sentences)| sentences) {
            assert!(
                !text.trim().is_empty() && !text.ends_with('.') && !text.contains("  "),
                "{code}: {text}"
            );
        }
    }
}
