//! Proxies outside of the mesh's control that send requests on under a foreign Host header, so that no route of the
//! mesh takes them (RT-6, GW-10).

use super::case::Case;
use super::{FileEdit, Proposal, Safety, Title, one, several};
use crate::mesh::Origin;
use crate::resource::{ConfigMap, Ingress, Kind, Loaded, Ref, Resource};
use crate::text::{Edit, Span};
use crate::verdict::{Answer, Question, RouteAnswer, Unmatched};
use crate::yaml::Path;
use crate::yaml::patch::{Change, Fragment};

/// The directive of nginx that writes the header.
const DIRECTIVE: &str = "proxy_set_header Host ";

/// The name that `proxy_pass` has, as nginx calls it.
const OWN: &str = "$proxy_host";

/// Annotations of ingress-nginx: dial the Service instead of its pods, under this Host header.
const ANNOTATIONS: [&str; 2] =
    ["nginx.ingress.kubernetes.io/service-upstream", "nginx.ingress.kubernetes.io/upstream-vhost"];

/// The proxy writes the name of the service that it dials.
pub(super) fn upstream(case: &Case) -> Vec<Proposal> {
    let call = &case.failure.connection.call;
    let (Origin::Inferred(by), Some(Answer::Route(RouteAnswer::Passthrough(why)))) =
        (&call.origin, case.answer(Question::Route))
    else {
        return Vec::new();
    };
    let Some(resource) = case.context.inventory.get(by.resource) else { return Vec::new() };
    if Ingress::of(&resource.value).is_some() {
        return annotated(case, resource);
    }
    if ConfigMap::of(&resource.value).is_none() || !matches!(why, Unmatched::UnknownHost(_)) {
        return Vec::new();
    }
    let title = Title::WriteUpstreamHost { config: resource.meta.key(), host: call.host.clone() };
    // The name that `proxy_pass` has is that of the service, unless it is the name of an `upstream`.
    let names = [OWN, call.host.as_str()];
    let fixes =
        names.map(|name| one(title.clone(), Safety::ChangesBehaviour, rewritten(case, resource, by, name)));
    fixes.into_iter().flatten().collect()
}

/// The last directive in front of where the address stands, or the next one behind it.
fn rewritten(case: &Case, resource: &Loaded<Resource>, by: &Ref, name: &str) -> Option<FileEdit> {
    let at = case.context.inventory.location(by)?;
    let text = &case.context.sources.get(at.file)?.text;
    let (before, behind) =
        (text.get(resource.span.start..at.span.start)?, text.get(at.span.end..resource.span.end)?);
    let found = before.rfind(DIRECTIVE).map(|found| resource.span.start + found);
    let start = found.or_else(|| Some(at.span.end + behind.find(DIRECTIVE)?))? + DIRECTIVE.len();
    let length = text.get(start..)?.find(';')?;
    Some(FileEdit {
        file: at.file,
        edit: Edit { span: Span::new(start, start + length), text: name.to_owned() },
    })
}

fn annotated(case: &Case, ingress: &Loaded<Resource>) -> Vec<Proposal> {
    let Some((server, _)) = case.server() else { return Vec::new() };
    let Some(service) = case.context.mesh.services_of(server.id).next() else { return Vec::new() };
    let values = ["true", service.host.as_str()];
    let missing =
        |key: &str| ingress.root.at(&Path::of("metadata.annotations").key(key.to_owned())).is_none();
    let has_some = ingress.root.at(&Path::of("metadata.annotations")).is_some();
    let pairs: Vec<_> = ANNOTATIONS.into_iter().zip(values).filter(|(key, _)| missing(key)).collect();
    let all = || Fragment::mapping(pairs.iter().map(|(key, value)| (*key, Fragment::text(*value))));
    let edits: Option<Vec<FileEdit>> = if has_some {
        let set = |(key, value): &(&'static str, &str)| {
            let path = Path::of("metadata.annotations").key(*key);
            case.change(ingress.id, &Change::Set(path, Fragment::text(*value)))
        };
        pairs.iter().map(set).collect()
    } else {
        let change = Change::Set(Path::of("metadata.annotations"), all());
        case.change(ingress.id, &change).map(|edit| vec![edit])
    };
    let title = Title::DialUpstream { ingress: ingress.meta.key(), host: service.host.clone() };
    several(title, Safety::ChangesBehaviour, edits.filter(|edits| !edits.is_empty()))
}
