//! Gateway.

use super::{At, Objections, Rule, Subject, server_tls};
use crate::resource::admission::Format;
use crate::resource::admission::format::{Protocol, SOCKET, is_dns_label, is_ip, is_socket_path};
use crate::resource::admission::schema::{
    FILLED, Object, PORT_OR_NONE, Schema, TEXT, TEXT_MAP, UNSIGNED, field,
};
use std::collections::BTreeSet;

static HOST: Schema = TEXT.format(Format::ServerHost);
static SERVER_PORT: Object = Object::new(&[
    field("number", PORT_OR_NONE).required(),
    field("protocol", TEXT.format(Format::Protocol)).required(),
    field("name", FILLED).required(),
    field("targetPort", UNSIGNED),
]);
static SERVER: Object = Object::new(&[
    field("port", Schema::Object(&SERVER_PORT)).required(),
    field("bind", TEXT),
    field("hosts", Schema::list(&HOST).size(1, usize::MAX)).required(),
    field("tls", Schema::Object(&server_tls::SERVER_TLS)),
    field("defaultEndpoint", TEXT),
    field("name", TEXT),
]);
static SERVER_ITEM: Schema = Schema::Object(&SERVER);

/// The fields of `spec`.
pub(super) static SPEC: Object = Object::new(&[
    field("servers", Schema::list(&SERVER_ITEM).size(1, usize::MAX)).required(),
    field("selector", TEXT_MAP),
]);

/// Every server can listen, and its TLS settings fit its protocol.
pub(super) fn rules(subject: &Subject<'_, '_, '_>, out: &mut Objections) {
    let name = subject.metadata.key("name");
    let malformed = Rule::Malformed { format: Format::DnsLabel, value: name.text().to_owned() };
    out.reject_if(!is_dns_label(name.text()), &name, malformed);
    let mut names = BTreeSet::new();
    for server in subject.spec.key("servers").items() {
        let port = server.key("port");
        let port_name = port.key("name");
        let again = port_name.exists() && !names.insert(port_name.text());
        out.reject_if(again, &port_name, Rule::Duplicate { value: port_name.text().to_owned() });
        bind_rules(&server, out);
        let target = port.key("targetPort");
        out.reject_if(target.int() > 0, &target, Rule::NoEffect);
        let tls = server.key("tls");
        server_tls::rules(&tls, out);
        tls_rules(&server, &tls, out);
    }
}

fn bind_rules(server: &At<'_, '_>, out: &mut Objections) {
    let (bind, port) = (server.key("bind"), server.key("port"));
    let number = port.key("number");
    let value = bind.text().to_owned();
    if let Some(path) = bind.text().strip_prefix(SOCKET) {
        let format = Format::SocketPath;
        out.reject_if(!is_socket_path(path), &bind, Rule::Malformed { format, value });
        out.reject_if(number.int() != 0, &number, Rule::NotWith { field: "bind" });
        return;
    }
    let malformed = bind.has_text() && !is_ip(&value);
    out.reject_if(malformed, &bind, Rule::Malformed { format: Format::Ip, value });
    let zero = number.exists() && number.int() == 0;
    out.reject_if(zero, &number, Rule::OutOfRange { value: "0".to_owned(), min: 1, max: 65_535 });
}

fn tls_rules(server: &At<'_, '_>, tls: &At<'_, '_>, out: &mut Objections) {
    let port = server.key("port");
    let Some(protocol) = Protocol::parse(port.key("protocol").text()) else { return };
    let redirect = tls.key("httpsRedirect");
    if redirect.flag() && !protocol.is_http() {
        out.warn(&redirect, Rule::NoEffect);
    }
    if protocol.is_tls() {
        out.reject_if(!tls.exists(), tls, Rule::TlsRequired);
    } else if tls.exists() {
        // Only a redirect to HTTPS is allowed beside plain HTTP, and that comes without a mode.
        let files = ["caCertificates", "privateKey", "serverCertificate"];
        let certificates = files.iter().any(|name| tls.key(name).has_text());
        let redirect_only = protocol.is_http() && server_tls::passes_through(tls) && !certificates;
        out.reject_if(!redirect_only, tls, Rule::TlsOnPlainPort);
    }
}
