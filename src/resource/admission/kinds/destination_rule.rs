//! DestinationRule (DRV-1 … DRV-4).

use super::export_to::{self, Owner};
use super::selector::{MATCH_LABELS, warn_if_empty};
use super::{Objections, Rule, Subject, traffic_policy};
use crate::resource::admission::Format;
use crate::resource::admission::schema::{Object, Schema, TEXT, field};
use std::collections::BTreeSet;

static EXPORT: Schema = TEXT.format(Format::ExportTo);
static LABEL_VALUE: Schema = TEXT.format(Format::LabelValue);
static SUBSET: Object = Object::new(&[
    field("name", TEXT.format(Format::DnsLabel)).required(),
    field("labels", Schema::map(Some(Format::LabelKey), &LABEL_VALUE)),
    field("trafficPolicy", Schema::Object(&traffic_policy::POLICY)),
]);
static SUBSET_ITEM: Schema = Schema::Object(&SUBSET);

/// The fields of `spec`.
pub(super) static SPEC: Object = Object::new(&[
    field("host", TEXT.format(Format::WildcardDomain)).required(),
    field("trafficPolicy", Schema::Object(&traffic_policy::POLICY)),
    field("subsets", Schema::list(&SUBSET_ITEM)),
    field("exportTo", Schema::list(&EXPORT)),
    field("workloadSelector", Schema::Object(&MATCH_LABELS)),
]);

/// Subset names are unique; policies say something; exports fit.
pub(super) fn rules(subject: &Subject<'_, '_, '_>, out: &mut Objections) {
    let spec = subject.spec;
    traffic_policy::rules(&spec.key("trafficPolicy"), subject.namespace, out);
    let mut names = BTreeSet::new();
    for subset in spec.key("subsets").items() {
        let name = subset.key("name");
        let again = name.exists() && !names.insert(name.text());
        out.reject_if(again, &name, Rule::Duplicate { value: name.text().to_owned() });
        traffic_policy::rules(&subset.key("trafficPolicy"), subject.namespace, out);
    }
    let selector = spec.key("workloadSelector");
    let owner = if selector.exists() { Owner::SelectedRule } else { Owner::Other };
    export_to::check(&spec.key("exportTo"), subject.namespace, owner, out);
    warn_if_empty(&selector, "matchLabels", out);
}
