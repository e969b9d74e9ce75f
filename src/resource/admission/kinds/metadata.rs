//! Annotations that decide whether a document is admitted at all.

use super::{At, Objections, Rule};
use crate::resource::admission::Format;

const DRY_RUN: &str = "istio.io/dry-run";
const RESERVED: [&str; 3] = [
    "internal.istio.io/webhook-always-reject",
    "internal.istio.io/parent-namespace",
    "internal.istio.io/parents",
];

/// Rejects annotations that users may not set, and dry runs of what cannot be run dry (AZ-10a).
pub(super) fn rules(metadata: &At<'_, '_>, spec: &At<'_, '_>, kind: &str, out: &mut Objections) {
    let annotations = metadata.key("annotations");
    for name in RESERVED {
        let at = annotations.key(name);
        out.reject_if(at.exists(), &at, Rule::ReservedAnnotation);
    }
    let dry_run = annotations.key(DRY_RUN);
    if !dry_run.exists() {
        return;
    }
    let action = spec.key("action");
    if kind != "AuthorizationPolicy" {
        out.reject(&dry_run, Rule::DryRunNotAuthorization);
    } else if matches!(action.text(), "AUDIT" | "CUSTOM") {
        out.reject(&dry_run, Rule::NotWithValue { field: "action", value: action.text().to_owned() });
    } else {
        let (format, value) = (Format::BooleanText, dry_run.text().to_owned());
        out.reject_if(!format.accepts(&value), &dry_run, Rule::Malformed { format, value });
    }
}
