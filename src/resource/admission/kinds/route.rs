//! What the routes of a VirtualService have in common: destinations, weights, gateways.

use super::{At, Objections, Rule};
use crate::resource::admission::Format;
use crate::resource::admission::schema::{
    COUNT, Field, Object, PORT, PORT_OR_NONE, Schema, TEXT, TEXTS, field,
};

static PORT_SELECTOR: Object = Object::new(&[field("number", PORT).required()]);

/// `destination`.
pub(super) static DESTINATION: Object = Object::new(&[
    field("host", TEXT.format(Format::DestinationHost)).required(),
    field("subset", TEXT.format(Format::DnsLabel).or_empty()),
    field("port", Schema::Object(&PORT_SELECTOR)),
]);
/// `destination` of a route.
pub(super) const TO: Field = field("destination", Schema::Object(&DESTINATION)).required();
/// `weight` of a route.
pub(super) const WEIGHT: Field = field("weight", COUNT);

static ROUTE: Object = Object::new(&[TO, WEIGHT]);
static ROUTE_ITEM: Schema = Schema::Object(&ROUTE);
/// `route` of a `tcp` or `tls` rule.
pub(super) const ROUTES: Field = field("route", Schema::list(&ROUTE_ITEM).size(1, usize::MAX)).required();

static LABEL_VALUE: Schema = TEXT.format(Format::LabelValue);
static RANGE: Schema = TEXT.format(Format::IpOrRange);
/// `sourceLabels` of a match.
pub(super) const SOURCE_LABELS: Field =
    field("sourceLabels", Schema::map(Some(Format::LabelKey), &LABEL_VALUE));
/// `gateways` of a match; [`gateway_rules`] looks at what they say.
pub(super) const GATEWAYS: Field = field("gateways", TEXTS);
/// `port` of a match.
pub(super) const MATCH_PORT: Field = field("port", PORT_OR_NONE);
const SUBNETS: Field = field("destinationSubnets", Schema::list(&RANGE));
const NAMESPACE: Field = field("sourceNamespace", TEXT);

static TCP_MATCH: Object =
    Object::new(&[SUBNETS, MATCH_PORT, field("sourceSubnet", TEXT), SOURCE_LABELS, GATEWAYS, NAMESPACE]);
static TCP_MATCH_ITEM: Schema = Schema::Object(&TCP_MATCH);
static TCP: Object = Object::new(&[field("match", Schema::list(&TCP_MATCH_ITEM)), ROUTES]);
/// An entry of `tcp`.
pub(super) static TCP_ITEM: Schema = Schema::Object(&TCP);

static TLS_MATCH: Object = Object::new(&[
    field("sniHosts", TEXTS.size(1, usize::MAX)).required(),
    SUBNETS,
    MATCH_PORT,
    SOURCE_LABELS,
    GATEWAYS,
    NAMESPACE,
]);
static TLS_MATCH_ITEM: Schema = Schema::Object(&TLS_MATCH);
static TLS: Object =
    Object::new(&[field("match", Schema::list(&TLS_MATCH_ITEM).size(1, usize::MAX)).required(), ROUTES]);
/// An entry of `tls`.
pub(super) static TLS_ITEM: Schema = Schema::Object(&TLS);

/// Several destinations need a weight; a single one gets everything.
pub(super) fn weight_rules(routes: &At<'_, '_>, out: &mut Objections) {
    let total: i64 = routes.items().map(|route| route.key("weight").int()).fold(0, i64::saturating_add);
    out.reject_if(routes.len() > 1 && total == 0, routes, Rule::NoWeight);
}

/// Names of gateways. Istio stops looking at the first one without a slash, so what follows `mesh` may be anything.
pub(super) fn gateway_rules(gateways: &At<'_, '_>, out: &mut Objections) {
    for at in gateways.items() {
        let (format, value) = (Format::GatewayReference, at.text().to_owned());
        let last = !value.contains('/');
        out.reject_if(!format.accepts(&value), &at, Rule::Malformed { format, value });
        if last {
            break;
        }
    }
}

/// The rules for an entry of `tcp` or `tls`.
pub(super) fn rules(rule: &At<'_, '_>, out: &mut Objections) {
    weight_rules(&rule.key("route"), out);
    for condition in rule.key("match").items() {
        gateway_rules(&condition.key("gateways"), out);
    }
}
