//! What a policy applies to: `selector` and `targetRefs`.

use super::{At, Objections, Rule};
use crate::resource::admission::Format;
use crate::resource::admission::schema::{Field, Object, Schema, TEXT, field};

static LABEL_VALUE: Schema = TEXT.length(0, 63).format(Format::SelectorValue);

/// `matchLabels` of a selector (PAV-4).
pub(super) static MATCH_LABELS: Object =
    Object::new(&[field("matchLabels", Schema::map(Some(Format::SelectorKey), &LABEL_VALUE).size(0, 4096))]);

/// `labels` of the older form of a selector, in Sidecar and ServiceEntry.
pub(super) static LABELS: Object =
    Object::new(&[field("labels", Schema::map(Some(Format::SelectorKey), &LABEL_VALUE).size(0, 256))]);

static TARGET: Object = Object::new(&[
    field("group", TEXT.length(0, 253).format(Format::ApiGroup)),
    field("kind", TEXT.length(1, 63).format(Format::KindName)).required(),
    field("name", TEXT.length(1, 253)).required(),
    field("namespace", TEXT),
]);
static TARGET_ITEM: Schema = Schema::Object(&TARGET);

/// `selector`.
pub(super) const SELECTOR: Field = field("selector", Schema::Object(&MATCH_LABELS));
/// `targetRef`.
pub(super) const TARGET_REF: Field = field("targetRef", Schema::Object(&TARGET));
/// `targetRefs`.
pub(super) const TARGET_REFS: Field = field("targetRefs", Schema::list(&TARGET_ITEM).size(0, 16));
/// Only one of them may say what a policy applies to (AZ-4).
pub(super) const ONE_WAY: &[&[&str]] = &[&["selector", "targetRef", "targetRefs"]];

/// Kinds that a policy can be attached to.
const TARGETS: [(&str, &str); 5] = [
    ("", "Service"),
    ("core", "Service"),
    ("networking.istio.io", "ServiceEntry"),
    ("gateway.networking.k8s.io", "Gateway"),
    ("gateway.networking.k8s.io", "GatewayClass"),
];

/// Warns of a selector without labels, which selects everything (PAV-5).
pub(super) fn warn_if_empty(selector: &At<'_, '_>, labels: &'static str, out: &mut Objections) {
    if selector.exists() && selector.key(labels).is_empty() {
        out.warn(selector, Rule::SelectorWithoutLabels);
    }
}

/// Rejects targets that no policy can be attached to.
pub(super) fn check_targets(spec: &At<'_, '_>, out: &mut Objections) {
    let (single, list) = (spec.key("targetRef"), spec.key("targetRefs"));
    if single.exists() {
        check_target(&single, out);
    }
    list.items().for_each(|target| check_target(&target, out));
}

fn check_target(target: &At<'_, '_>, out: &mut Objections) {
    let (group, kind) = (target.key("group").text(), target.key("kind").text());
    if !kind.is_empty() && !TARGETS.contains(&(group, kind)) {
        out.reject(target, Rule::UnknownTarget { group: group.to_owned(), kind: kind.to_owned() });
    }
    let namespace = target.key("namespace");
    out.reject_if(namespace.has_text(), &namespace, Rule::CrossNamespaceTarget);
}
