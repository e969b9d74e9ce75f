//! Findings that no call fails of, because the text says something else than is meant: a name, a word, a port.

use super::super::failures::{End, Failure};
use super::super::set_aside::steps;
use super::super::{AnnotationFlaw, Context, Finding, Message, NoEffect};
use super::case::{Case, Drawer, resource};
use super::{
    FieldStep, Proposal, Safety, Title, binding, by_name, host_header, one, relocate, several, visible,
};
use crate::mesh::{Service, WAYPOINT_CLASS, Workload, host};
use crate::resource::{Fault, Meant, ResourceId};
use crate::text::distance;
use crate::verdict::{Because, CallOutcome, Outcome, Overall};
use crate::yaml::patch::{Change, Fragment};
use crate::yaml::{Node, Path, Segment};

/// Where TLS is served.
const TLS_PORT: u16 = 443;

/// What may help against a finding that no call fails of.
pub(super) fn meant(context: &Context, finding: &Finding) -> Vec<Proposal> {
    let at = || context.place(finding.labels.first()?.location);
    let correct = |meant: &str| at().map(|at| corrected(context, at, meant)).unwrap_or_default();
    match &*finding.message {
        Message::UnknownClient { client } => {
            let workloads = context.mesh.workloads.iter().map(Workload::key);
            let near = similar(client, workloads);
            near.map(|meant| correct(&meant)).unwrap_or_default()
        }
        Message::UnknownExpectation { word } => {
            let known = Outcome::ALL.iter().map(|outcome| outcome.as_str());
            let known = known.chain(CallOutcome::ALL.iter().map(|outcome| outcome.as_str()));
            let near =
                similar(&word.to_lowercase(), known.chain([Overall::Mixed.as_str()]).map(str::to_owned));
            near.map(|meant| correct(&meant)).unwrap_or_default()
        }
        Message::LeftoverPermissive { policy, .. } => {
            let edit =
                at().and_then(|(id, path)| context.change(id, &Change::Set(path, Fragment::text("STRICT"))));
            one(FieldStep::Strict { policy: policy.clone() }, Safety::ChangesBehaviour, edit)
        }
        Message::NegativeMatchAdmitsPlaintext { policy, .. } => {
            let ask = |(id, path): (ResourceId, Path)| {
                let source = path.parent()?;
                let anybody = Fragment::Sequence(vec![Fragment::text("*")]);
                context.change(id, &Change::Set(source.key("principals"), anybody))
            };
            one(
                FieldStep::AskIdentity { policy: policy.clone() },
                Safety::ChangesBehaviour,
                at().and_then(ask),
            )
        }
        Message::UnquotedWord { word, .. } => fault(context, finding, |id, path| {
            let change = Change::Set(path, Fragment::text(word.as_str()));
            Some(vec![context.change(id, &change)?]).map(|edits| (word.clone(), format!("\"{word}\""), edits))
        }),
        Message::Fault(Fault::UnknownField { field, meant: Some(meant) }) => {
            fault(context, finding, |id, path| renamed(context, id, path, field, meant))
        }
        Message::Fault(Fault::UnknownWord { word, meant: Some(meant), .. }) => {
            fault(context, finding, |id, path| {
                let edit = context.change(id, &Change::Set(path, Fragment::text(*meant)))?;
                Some((word.clone(), (*meant).to_owned(), vec![edit]))
            })
        }
        Message::Fault(Fault::UnknownKind { kind, meant }) => fault(context, finding, |id, path| {
            let edit = context.change(id, &Change::Set(path, Fragment::text(*meant)))?;
            Some((kind.clone(), (*meant).to_owned(), vec![edit]))
        }),
        Message::OriginationOnPlainPort { dialled, .. } => target_port(context, dialled),
        Message::PlaintextEgress { dialled } => originate(context, dialled),
        Message::RequestsToTlsPort { host, port } => encrypted(context, host, *port),
        Message::ConflictingPorts { service, older: Some(older), port } => {
            agreed(context, (service, older), *port)
        }
        Message::GatewayWithoutRoute { gateway } => bound(context, gateway),
        Message::PassthroughInPlaintext { client, .. } => past_routes(context, client),
        Message::NoEffect(what) => no_effect(context, finding, what),
        _ => Vec::new(),
    }
}

fn no_effect(context: &Context, finding: &Finding, what: &NoEffect) -> Vec<Proposal> {
    let Some(at) = finding.labels.first().and_then(|label| context.place(label.location)) else {
        return Vec::new();
    };
    let correct = |meant: &str| corrected(context, at.clone(), meant);
    match what {
        NoEffect::HostOfNothing { host, meant, .. } => {
            let named = |service: &&Service| service.resource.meta.name == *host;
            let namesake = || context.mesh.services.iter().find(named).map(|service| service.host.clone());
            let meant = meant.clone().or_else(namesake);
            meant.map(|meant| correct(&meant)).unwrap_or_default()
        }
        NoEffect::UnknownGateway { meant: Some(meant), .. }
        | NoEffect::LiteralStar { meant: Some(meant), .. } => correct(meant),
        NoEffect::MeaninglessInjection { value, known: [yes, no], .. } => match value.to_lowercase().as_str()
        {
            "true" | "yes" | "on" | "1" | "enable" | "enabled" => correct(yes),
            "false" | "no" | "off" | "0" | "disable" | "disabled" => correct(no),
            _ => Vec::new(),
        },
        NoEffect::IgnoredAnnotation { key, flaw: AnnotationFlaw::Unknown(meant) } => {
            let edit = context.change(at.0, &Change::Rename(at.1, meant.clone()));
            one(correction(context, at.0, key, meant), Safety::ChangesBehaviour, edit)
        }
        NoEffect::IgnoredAnnotation { flaw, .. } => relocate::annotation(context, at, flaw),
        NoEffect::MisplacedInjection { place, .. } => relocate::injection(context, at, *place),
        NoEffect::SelectorInRoot { .. } => relocate::to_pods(context, at.0),
        NoEffect::UnconsultedRule { .. } => relocate::to_service(context, at.0),
        NoEffect::HiddenRule { .. } => exported(context, at.0),
        NoEffect::MissingWaypoint { waypoint, exists: false } => with_waypoint(context, at.0, waypoint),
        NoEffect::MissingWaypoint { .. }
        | NoEffect::UnknownGateway { .. }
        | NoEffect::LiteralStar { .. }
        | NoEffect::UnreadSecret { .. }
        | NoEffect::Shadowed { .. } => Vec::new(),
    }
}

/// A text in a field, as it is meant.
fn corrected(context: &Context, (id, path): (ResourceId, Path), meant: &str) -> Vec<Proposal> {
    let written = context.inventory.get(id).and_then(|of| of.root.at(&path)).and_then(Node::as_str);
    let title = correction(context, id, written.unwrap_or_default(), meant);
    one(title, Safety::ChangesBehaviour, context.change(id, &Change::Set(path, Fragment::text(meant))))
}

fn correction(context: &Context, id: ResourceId, written: &str, meant: &str) -> FieldStep {
    let meta = context.inventory.get(id).map(|resource| &resource.meta);
    FieldStep::Correct {
        kind: meta.map_or_else(String::new, |meta| meta.kind.clone()),
        resource: meta.map_or_else(String::new, |meta| meta.key()),
        written: written.to_owned(),
        meant: meant.to_owned(),
    }
}

/// What is written, what is meant, and the edits from one to the other.
type Correction = (String, String, Vec<super::FileEdit>);

/// The correction of what could not be read at the place of a finding.
fn fault(
    context: &Context,
    finding: &Finding,
    correct: impl Fn(ResourceId, Path) -> Option<Correction>,
) -> Vec<Proposal> {
    let at = finding.labels.first().map(|label| label.location);
    let problem = context.inventory.problems.iter().find(|problem| Some(problem.at) == at);
    let Some((id, path)) = problem.and_then(|problem| Some((problem.resource?, problem.path.clone()))) else {
        return Vec::new();
    };
    let Some((written, meant, edits)) = correct(id, path) else { return Vec::new() };
    several(correction(context, id, &written, &meant), Safety::ChangesBehaviour, Some(edits))
}

fn renamed(context: &Context, id: ResourceId, path: Path, field: &str, meant: &Meant) -> Option<Correction> {
    let (name, change) = match meant {
        Meant::Sibling(name) => ((*name).to_owned(), Change::Rename(path, (*name).to_owned())),
        // What stands alone is put below the keys that it lacks; beside others it would leave a hole.
        Meant::Deeper(below) => {
            let parents = path.parent()?;
            let parent = context.inventory.get(id)?.root.at(&parents)?;
            let [only] = parent.entries() else { return None };
            let keys: Option<Vec<&str>> = below.segments().iter().map(key).collect();
            let value = Fragment::text(only.value.as_str()?).below(keys?.into_iter());
            (below.to_string(), Change::Set(parents, value))
        }
        Meant::Elsewhere(_) => return None,
    };
    Some((field.to_owned(), name, vec![context.change(id, &change)?]))
}

fn key(segment: &Segment) -> Option<&str> {
    match segment {
        Segment::Key(key) => Some(key),
        _ => None,
    }
}

/// The most similar one, if it is similar.
fn similar(written: &str, known: impl Iterator<Item = String>) -> Option<String> {
    let near = known.map(|known| (distance(written, &known), known)).min()?;
    (near.0 * 3 <= written.len()).then_some(near.1)
}

/// The service, and the position of the port, of `host:port`.
fn port<'a>(context: &Context<'a>, dialled: &str) -> Option<(&'a Service, usize, u16)> {
    let (host, port) = dialled.rsplit_once(':')?;
    let number: u16 = port.parse().ok()?;
    let service = context.mesh.service_with_host(host)?;
    Some((service, service.port(number)?.0, number))
}

/// A port of a ServiceEntry leads to the one for TLS.
fn target_port(context: &Context, dialled: &str) -> Vec<Proposal> {
    let Some((service, position, port)) = port(context, dialled) else { return Vec::new() };
    let path = Path::of("spec.ports").index(position).key("targetPort");
    let edit = context.change(service.resource.id, &Change::Set(path, Fragment::Int(i64::from(TLS_PORT))));
    let title = FieldStep::TargetPort { entry: service.resource.meta.key(), port, target: TLS_PORT };
    one(title, Safety::ChangesBehaviour, edit)
}

/// The proxy speaks TLS to a host outside: to the port for TLS, by a rule of its own.
fn originate(context: &Context, dialled: &str) -> Vec<Proposal> {
    let Some((service, position, _)) = port(context, dialled) else { return Vec::new() };
    let tls = [("mode", Fragment::text("SIMPLE")), ("sni", Fragment::text(service.host.as_str()))];
    let rule = rule_of_its_own(context, service, Fragment::mapping([("tls", Fragment::mapping(tls))]));
    let path = Path::of("spec.ports").index(position).key("targetPort");
    let change = Change::Set(path, Fragment::Int(i64::from(TLS_PORT)));
    let edits = [context.change(service.resource.id, &change), rule];
    let title = FieldStep::Originate { host: service.host.clone(), port: TLS_PORT };
    several(title, Safety::NeedsCare, edits.into_iter().collect())
}

/// The proxy speaks TLS to a port that is declared for it, and to no other one.
fn encrypted(context: &Context, host: &str, port: u16) -> Vec<Proposal> {
    let Some(service) = context.mesh.service_with_host(host) else { return Vec::new() };
    let tls = Fragment::mapping([("mode", Fragment::text("SIMPLE"))]);
    let number = Fragment::mapping([("number", Fragment::Int(i64::from(port)))]);
    let setting = Fragment::mapping([("port", number), ("tls", tls)]);
    let policy = Fragment::mapping([("portLevelSettings", Fragment::Sequence(vec![setting]))]);
    let title = FieldStep::Originate { host: host.to_owned(), port };
    one(title, Safety::NeedsCare, rule_of_its_own(context, service, policy))
}

/// A DestinationRule with this traffic policy beside a service that has none yet.
fn rule_of_its_own(context: &Context, service: &Service, policy: Fragment) -> Option<super::FileEdit> {
    if context.mesh.destination_rules.for_host(&service.host).next().is_some() {
        return None;
    }
    let meta = &service.resource.meta;
    let spec = [("host", Fragment::text(service.host.as_str())), ("trafficPolicy", policy)];
    let spec = Fragment::mapping(spec);
    let rule = resource("networking.istio.io/v1", "DestinationRule", &meta.namespace, &meta.name, spec);
    context.document(service.resource.file, &rule)
}

/// The younger Service declares what the older one does.
fn agreed(context: &Context, (younger, older): (&str, &str), pod_port: u16) -> Vec<Proposal> {
    let named = |name: &str| context.mesh.services.iter().find(|service| service.key() == name);
    let (Some(younger), Some(older)) = (named(younger), named(older)) else { return Vec::new() };
    let leads = |service: &'_ Service| {
        let pod = service.workloads.first().and_then(|&id| context.mesh.workload(id))?;
        service.ports.iter().position(|port| port.target_on(pod) == Some(pod_port))
    };
    let (Some(own), Some(other)) = (leads(younger), leads(older)) else { return Vec::new() };
    let (Some(port), Some(declared)) = (younger.ports.get(own), older.ports.get(other)) else {
        return Vec::new();
    };
    let protocol = match declared.protocol {
        crate::mesh::PortProtocol::Auto => return Vec::new(),
        protocol if protocol.is_http() => "http",
        protocol if protocol.is_tls() => "tls",
        _ => "tcp",
    };
    let path = Path::of("spec.ports").index(own).key("appProtocol");
    let edit = context.change(younger.resource.id, &Change::Set(path, Fragment::text(protocol)));
    let title = Title::DeclareProtocol { service: younger.key(), port: port.number, protocol };
    one(title, Safety::ChangesBehaviour, edit)
}

/// What has a host in common with a server of the Gateway is bound to it.
fn bound(context: &Context, gateway: &str) -> Vec<Proposal> {
    let servers = || context.mesh.gateways.servers().filter(|server| server.gateway == gateway);
    let fits = |routed: &String| {
        servers().any(|server| server.hosts.iter().any(|own| host::common(&own.host, routed).is_some()))
    };
    let tables = context.mesh.virtual_services.iter().filter(|table| table.hosts.iter().any(&fits));
    tables.filter_map(|table| binding::bound(context, table, gateway)).collect()
}

/// What keeps calls on the routes of the mesh.
fn past_routes(context: &Context, client: &str) -> Vec<Proposal> {
    let all = context.connections.iter().enumerate();
    let ends = all.flat_map(|(index, connection)| {
        let ends = connection.verdict.endpoints.iter().map(End::Endpoint);
        ends.map(move |end| Failure { index, connection, end })
    });
    let drawer = Drawer::default();
    let cases = ends.map(|failure| Case { context, failure, drawer: &drawer });
    let own = cases.filter(|case| case.client().is_some_and(|own| own.key() == client));
    let kinds = [visible::seen, host_header::upstream, by_name::service, by_name::headless];
    own.flat_map(|case| kinds.map(|kind| kind(&case)).concat()).collect()
}

/// A resource is exported to the first client that would need it.
fn exported(context: &Context, id: ResourceId) -> Vec<Proposal> {
    let hides = |because: &Because| matches!(because, Because::NotExported | Because::PrivateByDefault);
    let misses = |connection: &&crate::verdict::Connection| {
        steps(connection).any(|step| {
            let beaten = step.ignored.iter().any(|it| it.by.resource == id && hides(&it.because));
            beaten
                || super::super::set_aside::hides(step)
                    && step.decided_by.as_ref().is_some_and(|by| by.resource == id)
        })
    };
    let client = context.connections.iter().find(misses);
    let client = client.and_then(|connection| context.mesh.workload(connection.call.from));
    let (Some(client), Some(resource)) = (client, context.inventory.get(id)) else { return Vec::new() };
    visible::export(context, resource, client)
}

/// The label names a waypoint that is there, or the waypoint is made.
fn with_waypoint(context: &Context, labelled: ResourceId, waypoint: &str) -> Vec<Proposal> {
    let Some((namespace, name)) = waypoint.split_once('/') else { return Vec::new() };
    let Some(near) = context.inventory.get(labelled) else { return Vec::new() };
    let listener = Fragment::mapping([
        ("name", Fragment::text("mesh")),
        ("port", Fragment::Int(15008)),
        ("protocol", Fragment::text("HBONE")),
    ]);
    let spec = Fragment::mapping([
        ("gatewayClassName", Fragment::text(WAYPOINT_CLASS)),
        ("listeners", Fragment::Sequence(vec![listener])),
    ]);
    let document = resource("gateway.networking.k8s.io/v1", "Gateway", namespace, name, spec);
    let title = FieldStep::AddWaypoint { waypoint: waypoint.to_owned() };
    one(title, Safety::NeedsCare, context.document(near.file, &document))
}
