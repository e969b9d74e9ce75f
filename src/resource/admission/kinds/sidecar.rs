//! Sidecar.

use super::connection_pool::{self, CONNECTION_POOL};
use super::selector::{LABELS, warn_if_empty};
use super::server_tls::{self, SERVER_TLS};
use super::{At, Objections, Rule, Subject};
use crate::resource::admission::Format;
use crate::resource::admission::format::{Protocol, SOCKET, is_ip, is_socket_path};
use crate::resource::admission::schema::{Field, Object, PORT, PORT_OR_NONE, Schema, TEXT, UNSIGNED, field};
use std::collections::BTreeSet;

static EGRESS_HOST: Schema = TEXT.format(Format::NamespacedHost);
const CAPTURE: Field = field("captureMode", Schema::one_of(&["DEFAULT", "IPTABLES", "NONE"]));
const POOL: Schema = Schema::Object(&CONNECTION_POOL);

const fn listener_port(number: Schema) -> [Field; 4] {
    [
        field("number", number),
        field("protocol", TEXT.format(Format::Protocol).or_empty()),
        field("name", TEXT.format(Format::DnsLabel).or_empty()),
        field("targetPort", UNSIGNED),
    ]
}
static INGRESS_PORT_FIELDS: [Field; 4] = listener_port(PORT);
static EGRESS_PORT_FIELDS: [Field; 4] = listener_port(PORT_OR_NONE);
static INGRESS_PORT: Object = Object::new(&INGRESS_PORT_FIELDS);
static EGRESS_PORT: Object = Object::new(&EGRESS_PORT_FIELDS);

static INGRESS: Object = Object::new(&[
    field("port", Schema::Object(&INGRESS_PORT)).required(),
    field("bind", TEXT.format(Format::Ip).or_empty()),
    CAPTURE,
    field("defaultEndpoint", TEXT.format(Format::LocalEndpoint).or_empty()),
    field("tls", Schema::Object(&SERVER_TLS)),
    field("connectionPool", POOL),
]);
static INGRESS_ITEM: Schema = Schema::Object(&INGRESS);

static EGRESS: Object = Object::new(&[
    field("port", Schema::Object(&EGRESS_PORT)),
    field("bind", TEXT),
    CAPTURE,
    field("hosts", Schema::list(&EGRESS_HOST).size(1, usize::MAX)).required(),
]);
static EGRESS_ITEM: Schema = Schema::Object(&EGRESS);

static PROXY_PORT: Object = Object::new(&[field("number", PORT).required()]);
static EGRESS_PROXY: Object = Object::new(&[
    field("host", TEXT.format(Format::Domain)).required(),
    field("subset", TEXT.format(Format::DnsLabel).or_empty()),
    field("port", Schema::Object(&PROXY_PORT)).required(),
]);
static OUTBOUND: Object = Object::new(&[
    field("mode", Schema::one_of(&["REGISTRY_ONLY", "ALLOW_ANY"])),
    field("egressProxy", Schema::Object(&EGRESS_PROXY)),
]);

/// The fields of `spec`.
pub(super) static SPEC: Object = Object::new(&[
    field("workloadSelector", Schema::Object(&LABELS)),
    field("ingress", Schema::list(&INGRESS_ITEM)),
    field("egress", Schema::list(&EGRESS_ITEM)),
    field("inboundConnectionPool", POOL),
    field("outboundTrafficPolicy", Schema::Object(&OUTBOUND)),
]);

/// Listeners do not stand in each other's way, and the Sidecar says something.
pub(super) fn rules(subject: &Subject<'_, '_, '_>, out: &mut Objections) {
    let spec = subject.spec;
    warn_if_empty(&spec.key("workloadSelector"), "labels", out);
    let (ingress, egress) = (spec.key("ingress"), spec.key("egress"));
    let (policy, pool) = (spec.key("outboundTrafficPolicy"), spec.key("inboundConnectionPool"));
    let silent = ingress.is_empty() && egress.is_empty() && !policy.exists() && !pool.exists();
    let fields = &["egress", "ingress", "outboundTrafficPolicy", "inboundConnectionPool"];
    out.reject_if(silent, spec, Rule::AtLeastOneOf { fields });
    connection_pool::rules(&pool, out);
    let proxy = policy.key("egressProxy");
    let rule = Rule::NotWithValue { field: "mode", value: policy.key("mode").text().to_owned() };
    out.reject_if(proxy.exists() && policy.key("mode").text() != "ALLOW_ANY", &proxy, rule);
    ingress_rules(&ingress, out);
    egress_rules(&egress, out);
}

fn no_target_port(port: &At<'_, '_>, out: &mut Objections) {
    let target = port.key("targetPort");
    out.reject_if(target.int() > 0, &target, Rule::NoEffect);
}

fn ingress_rules(ingress: &At<'_, '_>, out: &mut Objections) {
    let mut numbers = BTreeSet::new();
    for listener in ingress.items() {
        let port = listener.key("port");
        let number = port.key("number");
        let again = port.exists() && !numbers.insert(number.int());
        out.reject_if(port.exists() && !number.exists(), &number, Rule::Missing);
        out.reject_if(again, &number, Rule::Duplicate { value: number.int().to_string() });
        no_target_port(&port, out);
        connection_pool::rules(&listener.key("connectionPool"), out);
        let tls = listener.key("tls");
        if tls.exists() {
            ingress_tls_rules(&tls, out);
            let plain = !Protocol::parse(port.key("protocol").text()).is_some_and(Protocol::is_tls);
            out.reject_if(plain, &tls, Rule::TlsOnPlainPort);
            server_tls::rules(&tls, out);
        }
    }
}

/// What a sidecar cannot do, although a gateway can.
fn ingress_tls_rules(tls: &At<'_, '_>, out: &mut Objections) {
    for name in ["subjectAltNames", "httpsRedirect", "credentialName", "credentialNames", "tlsCertificates"] {
        let at = tls.key(name);
        out.reject_if(at.flag() || at.has_text() || !at.is_empty(), &at, Rule::Unsupported);
    }
    let mode = tls.key("mode");
    out.reject_if(matches!(mode.text(), "ISTIO_MUTUAL" | "AUTO_PASSTHROUGH"), &mode, Rule::Unsupported);
}

fn egress_rules(egress: &At<'_, '_>, out: &mut Objections) {
    let (mut numbers, mut sockets) = (BTreeSet::new(), BTreeSet::new());
    let last = egress.len().saturating_sub(1);
    for (index, listener) in egress.items().enumerate() {
        let port = listener.key("port");
        if !port.exists() {
            out.reject_if(index != last, &listener, Rule::CatchAllNotLast);
            continue;
        }
        no_target_port(&port, out);
        let (number, bind) = (port.key("number"), listener.key("bind"));
        if number.int() == 0 {
            socket_rules(&listener, out);
            let again = !sockets.insert(bind.text());
            out.reject_if(again, &bind, Rule::Duplicate { value: bind.text().to_owned() });
        } else {
            let malformed = Rule::Malformed { format: Format::Ip, value: bind.text().to_owned() };
            out.reject_if(bind.has_text() && !is_ip(bind.text()), &bind, malformed);
            let again = !numbers.insert(number.int());
            out.reject_if(again, &number, Rule::Duplicate { value: number.int().to_string() });
        }
    }
}

/// A listener on port 0 is a socket, and iptables has no part in it.
fn socket_rules(listener: &At<'_, '_>, out: &mut Objections) {
    let (bind, capture) = (listener.key("bind"), listener.key("captureMode"));
    let socket = bind.text().strip_prefix(SOCKET).is_some_and(is_socket_path);
    let malformed = Rule::Malformed { format: Format::SocketPath, value: bind.text().to_owned() };
    out.reject_if(!socket, &bind, malformed);
    out.reject_if(capture.text() == "IPTABLES", &capture, Rule::NotWith { field: "bind" });
}
