//! ServiceEntry.

use super::export_to::{self, Owner};
use super::selector::{LABELS, warn_if_empty};
use super::workload_entry::{self, address_rules};
use super::{At, Objections, Rule, Subject};
use crate::order;
use crate::resource::admission::Format;
use crate::resource::admission::format::{Protocol, SOCKET, is_fqdn};
use crate::resource::admission::schema::{Object, PORT, Schema, TEXT, TEXTS, field};
use std::collections::BTreeSet;

static HOST: Schema = TEXT.format(Format::DestinationHost);
static ADDRESS: Schema = TEXT.length(0, 64).format(Format::IpOrRange);
static EXPORT: Schema = TEXT.format(Format::ServiceExportTo);
static ENDPOINT_ITEM: Schema = Schema::Object(&workload_entry::SPEC);
static SERVICE_PORT: Object = Object::new(&[
    field("number", PORT).required(),
    field("protocol", TEXT.length(0, 256).format(Format::Protocol).or_empty()),
    field("name", TEXT.length(0, 256).format(Format::DnsLabel)).required(),
    field("targetPort", PORT),
]);
static SERVICE_PORT_ITEM: Schema = Schema::Object(&SERVICE_PORT);

/// The fields of `spec`.
pub(super) static SPEC: Object = Object::new(&[
    field("hosts", Schema::list(&HOST).size(1, 256)).required(),
    field("addresses", Schema::list(&ADDRESS).size(0, 256)),
    field("ports", Schema::list(&SERVICE_PORT_ITEM).size(0, 256)),
    field("location", Schema::one_of(&["MESH_EXTERNAL", "MESH_INTERNAL"])),
    field("resolution", Schema::one_of(&["NONE", "STATIC", "DNS", "DNS_ROUND_ROBIN", "DYNAMIC_DNS"])),
    field("endpoints", Schema::list(&ENDPOINT_ITEM).size(0, 4096)),
    field("workloadSelector", Schema::Object(&LABELS)),
    field("exportTo", Schema::list(&EXPORT)),
    field("subjectAltNames", TEXTS),
])
.exclusive(&[&["workloadSelector", "endpoints"]]);

/// Hosts, addresses, ports and endpoints fit the resolution.
pub(super) fn rules(subject: &Subject<'_, '_, '_>, out: &mut Objections) {
    let spec = subject.spec;
    warn_if_empty(&spec.key("workloadSelector"), "labels", out);
    let resolution = match spec.key("resolution").text() {
        "" => "NONE",
        written => written,
    };
    let addresses = spec.key("addresses");
    if !matches!(resolution, "NONE" | "STATIC") {
        for address in addresses.items().filter(|address| address.text().contains('/')) {
            out.reject(&address, Rule::RangeNeedsNoneOrStatic);
        }
    }
    port_rules(&spec.key("ports"), out);
    match resolution {
        "STATIC" => static_rules(spec, out),
        "DNS" | "DNS_ROUND_ROBIN" => dns_rules(spec, resolution, out),
        "DYNAMIC_DNS" => dynamic_rules(subject, out),
        _ => {
            let endpoints = spec.key("endpoints");
            let rule = Rule::NotWithValue { field: "resolution", value: resolution.to_owned() };
            out.reject_if(endpoints.exists(), &endpoints, rule);
        }
    }
    indistinct_rule(spec, resolution, out);
    export_to::check(&spec.key("exportTo"), subject.namespace, Owner::Other, out);
}

fn protocol(port: &At<'_, '_>) -> Option<Protocol> {
    Protocol::parse(port.key("protocol").text())
}

fn port_rules(ports: &At<'_, '_>, out: &mut Objections) {
    let (mut names, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    for port in ports.items() {
        let (name, number) = (port.key("name"), port.key("number"));
        let again = name.exists() && !names.insert(name.text());
        out.reject_if(again, &name, Rule::Duplicate { value: name.text().to_owned() });
        let again = number.exists() && !numbers.insert(number.int());
        out.reject_if(again, &number, Rule::Duplicate { value: number.int().to_string() });
    }
}

/// Endpoints name only ports that the ServiceEntry has.
fn endpoint_ports_rule(names: &BTreeSet<&str>, endpoint: &At<'_, '_>, out: &mut Objections) {
    for (name, at) in endpoint.key("ports").entries() {
        out.reject_if(!names.contains(name), &at, Rule::UndeclaredPort { name: name.to_owned() });
    }
}

/// The names of the ports.
fn port_names<'n>(spec: &At<'n, '_>) -> BTreeSet<&'n str> {
    order::set(spec.key("ports").items().map(|port| port.key("name").text()))
}

fn static_rules(spec: &At<'_, '_>, out: &mut Objections) {
    let names = port_names(spec);
    for endpoint in spec.key("endpoints").items() {
        address_rules(&endpoint, Format::Ip, out);
        endpoint_ports_rule(&names, &endpoint, out);
        let address = endpoint.key("address");
        let unclear = address.text().starts_with(SOCKET) && names.len() != 1;
        out.reject_if(unclear, &address, Rule::SocketNeedsOnePort);
    }
}

fn dns_rules(spec: &At<'_, '_>, resolution: &str, out: &mut Objections) {
    let endpoints = spec.key("endpoints");
    if endpoints.is_empty() {
        for host in spec.key("hosts").items().filter(|host| !is_fqdn(host.text())) {
            out.reject(&host, Rule::HostNotResolvable { host: host.text().to_owned() });
        }
    }
    let many = resolution == "DNS_ROUND_ROBIN" && endpoints.len() > 1;
    out.reject_if(many, &endpoints, Rule::TooMany { max: 1 });
    let names = port_names(spec);
    for endpoint in endpoints.items() {
        let (address, format) = (endpoint.key("address"), Format::DomainOrIp);
        if address.has_text() {
            let value = address.text().to_owned();
            out.reject_if(!format.accepts(&value), &address, Rule::Malformed { format, value });
        } else {
            out.reject(&address, Rule::Missing);
        }
        endpoint_ports_rule(&names, &endpoint, out);
    }
}

fn dynamic_rules(subject: &Subject<'_, '_, '_>, out: &mut Objections) {
    let spec = subject.spec;
    let rule = |field: &'static str, value: &str| Rule::NotWithValue { field, value: value.to_owned() };
    for host in spec.key("hosts").items().filter(|host| !host.text().starts_with('*')) {
        out.reject(&host, Rule::HostNotWildcard);
    }
    for name in ["addresses", "endpoints"] {
        let at = spec.key(name);
        out.reject_if(!at.is_empty(), &at, rule("resolution", "DYNAMIC_DNS"));
    }
    for port in spec.key("ports").items() {
        use Protocol::{Grpc, Http, Http2, Tls};
        let at = port.key("protocol");
        let fits = matches!(protocol(&port), Some(Http | Http2 | Grpc | Tls));
        out.reject_if(!fits, &at, rule("resolution", "DYNAMIC_DNS"));
    }
    let location = spec.key("location");
    let labels = subject.metadata.key("labels");
    let waypoint = labels.key("istio.io/use-waypoint");
    let used = waypoint.has_text() && !waypoint.text().eq_ignore_ascii_case("none");
    let rejected = location.text() == "MESH_INTERNAL" && used;
    out.reject_if(rejected, &waypoint, rule("location", "MESH_INTERNAL"));
}

/// Several hosts need a port that tells them apart by Host header or SNI.
fn indistinct_rule(spec: &At<'_, '_>, resolution: &str, out: &mut Objections) {
    if resolution == "NONE" || spec.key("hosts").len() < 2 {
        return;
    }
    let ports = spec.key("ports");
    let blind = ports.items().find(|port| !protocol(port).is_some_and(|p| p.is_http() || p.is_tls()));
    if let Some(port) = blind {
        out.reject(&port.key("protocol"), Rule::HostsIndistinct);
    }
}
