//! PeerAuthentication (PAV-1 … PAV-7).

use super::selector::{SELECTOR, warn_if_empty};
use super::{Objections, Rule, Subject};
use crate::resource::admission::Format;
use crate::resource::admission::schema::{Object, Schema, field};

static MTLS: Object =
    Object::new(&[field("mode", Schema::one_of(&["UNSET", "DISABLE", "PERMISSIVE", "STRICT"]))]);
static MTLS_VALUE: Schema = Schema::Object(&MTLS);

/// The fields of `spec`.
pub(super) static SPEC: Object = Object::new(&[
    SELECTOR,
    field("mtls", MTLS_VALUE),
    field("portLevelMtls", Schema::map(Some(Format::PortKey), &MTLS_VALUE).size(1, usize::MAX)),
]);

/// A port level needs a selector (PAV-1).
pub(super) fn rules(subject: &Subject<'_, '_, '_>, out: &mut Objections) {
    let selector = subject.spec.key("selector");
    let ports = subject.spec.key("portLevelMtls");
    let selects = !selector.key("matchLabels").is_empty();
    out.reject_if(!ports.is_empty() && !selects, &ports, Rule::Needs { field: "selector.matchLabels" });
    warn_if_empty(&selector, "matchLabels", out);
}
