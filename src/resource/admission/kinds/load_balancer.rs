//! `loadBalancer` of a DestinationRule.

use super::{At, Objections, Rule};
use crate::resource::admission::Format;
use crate::resource::admission::schema::{
    BOOLEAN, DURATION, FILLED, Field, Object, Schema, TEXT, TEXTS, field,
};
use std::collections::{BTreeSet, HashMap};

static COOKIE_ATTRIBUTE: Object = Object::new(&[field("name", FILLED).required(), field("value", TEXT)]);
static COOKIE_ATTRIBUTE_ITEM: Schema = Schema::Object(&COOKIE_ATTRIBUTE);
static COOKIE: Object = Object::new(&[
    field("name", FILLED).required(),
    field("path", TEXT),
    field("ttl", TEXT.format(Format::Duration)),
    field("attributes", Schema::list(&COOKIE_ATTRIBUTE_ITEM)),
]);
const RING: Schema = Schema::integer(0, i64::MAX);
static RING_HASH: Object = Object::new(&[field("minimumRingSize", RING)]);
static MAGLEV: Object = Object::new(&[field("tableSize", Schema::integer(1, LARGEST_TABLE)).required()]);
const LARGEST_TABLE: i64 = 5_000_010;

static CONSISTENT_HASH: Object = Object::new(&[
    field("httpHeaderName", TEXT),
    field("httpCookie", Schema::Object(&COOKIE)),
    field("useSourceIp", BOOLEAN),
    field("httpQueryParameterName", TEXT),
    field("ringHash", Schema::Object(&RING_HASH)),
    field("maglev", Schema::Object(&MAGLEV)),
    field("minimumRingSize", RING),
])
.exclusive(&[
    &["httpHeaderName", "httpCookie", "useSourceIp", "httpQueryParameterName"],
    &["ringHash", "maglev"],
]);

static SHARE: Schema = Schema::integer(1, 100);
static DISTRIBUTE: Object = Object::new(&[
    field("from", TEXT.format(Format::Locality)).required(),
    field("to", Schema::map(Some(Format::Locality), &SHARE)).required(),
]);
static DISTRIBUTE_ITEM: Schema = Schema::Object(&DISTRIBUTE);
static FAILOVER: Object =
    Object::new(&[field("from", TEXT.format(Format::Region)), field("to", TEXT.format(Format::Region))]);
static FAILOVER_ITEM: Schema = Schema::Object(&FAILOVER);

const ENABLED: Field = field("enabled", BOOLEAN).nullable();
const FAILOVERS: Field = field("failover", Schema::list(&FAILOVER_ITEM));
const PRIORITY: Field = field("failoverPriority", TEXTS);
static LOCALITY: Object =
    Object::new(&[ENABLED, field("distribute", Schema::list(&DISTRIBUTE_ITEM)), FAILOVERS, PRIORITY]);
static ZONE_AWARE: Object = Object::new(&[
    ENABLED,
    FAILOVERS,
    PRIORITY,
    field("minClusterSize", Schema::integer(1, u32::MAX as i64)).nullable(),
]);

static WARMUP: Object = Object::new(&[
    field("duration", DURATION).required(),
    field("minimumPercent", Schema::number(0, 100)).nullable(),
    field("aggression", Schema::number(0, i64::MAX)).nullable(),
]);

/// The fields of a load balancer.
pub(super) static LOAD_BALANCER: Object = Object::new(&[
    field(
        "simple",
        Schema::one_of(&[
            "UNSPECIFIED",
            "LEAST_CONN",
            "RANDOM",
            "PASSTHROUGH",
            "ROUND_ROBIN",
            "LEAST_REQUEST",
        ]),
    ),
    field("consistentHash", Schema::Object(&CONSISTENT_HASH)),
    field("localityLbSetting", Schema::Object(&LOCALITY)),
    field("zoneAwareLbSetting", Schema::Object(&ZONE_AWARE)),
    field("warmup", Schema::Object(&WARMUP)),
    field("warmupDurationSecs", TEXT.format(Format::AtLeastMillisecond)),
])
.exclusive(&[&["simple", "consistentHash"]]);

const TOPOLOGY: [&str; 3] =
    ["topology.kubernetes.io/region", "topology.kubernetes.io/zone", "topology.istio.io/subzone"];

/// What a load balancer says fits together.
pub(super) fn rules(balancer: &At<'_, '_>, out: &mut Objections) {
    hash_rules(&balancer.key("consistentHash"), out);
    let (locality, zone_aware) = (balancer.key("localityLbSetting"), balancer.key("zoneAwareLbSetting"));
    let both = locality.exists() && zone_aware.exists();
    out.reject_if(both, &zone_aware, Rule::NotWith { field: "localityLbSetting" });
    distribution_rules(&locality, out);
    let needs_failover = !locality.key("failover").is_empty();
    failover_rules(&locality, needs_failover, out);
    failover_rules(&zone_aware, true, out);
    let warmup = balancer.key("warmup");
    let aggression = warmup.key("aggression");
    out.reject_if(aggression.exists() && aggression.number() <= 0.0, &aggression, Rule::NotPositive);
}

fn hash_rules(hash: &At<'_, '_>, out: &mut Objections) {
    let ring = hash.key("minimumRingSize");
    let algorithm = ["ringHash", "maglev"].into_iter().find(|name| hash.key(name).exists());
    if let Some(field) = algorithm.filter(|_| ring.int() != 0) {
        out.reject(&ring, Rule::NotWith { field });
    }
    let maglev = hash.key("maglev");
    let size = maglev.key("tableSize");
    let wrong = (1..=LARGEST_TABLE).contains(&size.int()) && !is_prime(size.int());
    out.reject_if(wrong, &size, Rule::NotPrime { value: size.int().to_string() });
    let cookie = hash.key("httpCookie");
    let mut names = BTreeSet::new();
    for attribute in cookie.key("attributes").items() {
        let name = attribute.key("name");
        let again = name.has_text() && !names.insert(name.text());
        out.reject_if(again, &name, Rule::Duplicate { value: name.text().to_owned() });
    }
}

fn distribution_rules(locality: &At<'_, '_>, out: &mut Objections) {
    let distribute = locality.key("distribute");
    let failover = !locality.key("failover").is_empty();
    out.reject_if(failover && !distribute.is_empty(), &distribute, Rule::NotWith { field: "failover" });
    let mut sources = Localities::default();
    for entry in distribute.items() {
        let to = entry.key("to");
        let total = to.entries().map(|(_, weight)| weight.int()).fold(0, i64::saturating_add);
        out.reject_if(total != 100, &to, Rule::LocalityWeights { total });
        let mut targets = Localities::default();
        for (place, at) in to.entries() {
            overlap_rule(place, &at, &mut targets, out);
        }
        let from = entry.key("from");
        overlap_rule(from.text(), &from, &mut sources, out);
    }
}

/// Rejects a locality that an earlier one covers. A wildcard behind what it covers goes unnoticed, as in Istio.
fn overlap_rule<'n>(place: &'n str, at: &At<'n, '_>, earlier: &mut Localities<'n>, out: &mut Objections) {
    let covered = earlier.cover(place);
    out.reject_if(covered, at, Rule::LocalityOverlap { locality: place.to_owned() });
    earlier.add(place);
}

/// Localities `region/zone/subzone`, up to the first wildcard.
#[derive(Default)]
struct Localities<'n> {
    /// Each of them, and what they lie in; whether it is one of them.
    places: HashMap<&'n str, bool>,
    /// Whether everything is one of them.
    everything: bool,
}

impl<'n> Localities<'n> {
    fn add(&mut self, place: &'n str) {
        let exact = place.splitn(3, '/').take_while(|name| *name != "*").count();
        self.everything |= exact == 0;
        for (depth, level) in levels(place).take(exact).enumerate() {
            *self.places.entry(level).or_default() |= depth + 1 == exact;
        }
    }

    /// Whether the place lies in one of them, or one of them in it.
    fn cover(&self, place: &str) -> bool {
        self.everything
            || self.places.contains_key(place)
            || levels(place).any(|level| self.places.get(level) == Some(&true))
    }
}

/// The region, the zone with its region, and the whole.
fn levels(place: &str) -> impl Iterator<Item = &str> {
    let ends = place.match_indices('/').map(|(end, _)| end).take(2).chain([place.len()]);
    ends.filter_map(|end| place.get(..end))
}

fn failover_rules(setting: &At<'_, '_>, topology_taken: bool, out: &mut Objections) {
    for label in setting.key("failoverPriority").items() {
        let taken = topology_taken && TOPOLOGY.contains(&label.text());
        out.reject_if(taken, &label, Rule::NotWith { field: "failover" });
    }
    for entry in setting.key("failover").items() {
        let same = entry.key("from").text() == entry.key("to").text();
        out.reject_if(same, &entry, Rule::FailoverToItself);
    }
}

fn is_prime(value: i64) -> bool {
    // Envoy takes 1 for a prime number. The schema keeps the value below five million, so that few factors are tried.
    let root = value.max(0).isqrt();
    value > 0 && (2..=root).all(|factor| value % factor != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("us", "us/a", true; "the region covers its zones")]
    #[test_case("us/a", "us", true; "a region behind its zone")]
    #[test_case("us/*", "us/a", true; "wildcard")]
    #[test_case("us/a/b", "us/a/c", false; "two subzones")]
    #[test_case("us/a", "eu/a", false; "two regions")]
    #[test_case("*", "eu", true; "everything")]
    fn localities(earlier: &str, later: &str, expected: bool) {
        let mut localities = Localities::default();
        localities.add(earlier);
        assert_eq!(localities.cover(later), expected);
    }
}
