//! WorkloadEntry, and the endpoints of a ServiceEntry.

use super::{At, Objections, Rule, Subject};
use crate::resource::admission::Format;
use crate::resource::admission::format::{SOCKET, is_socket_path};
use crate::resource::admission::schema::{Object, PORT, Schema, TEXT, UNSIGNED, field};

static LABEL_VALUE: Schema = TEXT.format(Format::LabelValue);
static PORT_VALUE: Schema = PORT;

/// The fields of `spec`, and of an endpoint.
pub(super) static SPEC: Object = Object::new(&[
    field("address", TEXT.length(0, 256)),
    field("ports", Schema::map(Some(Format::EndpointPort), &PORT_VALUE).size(0, 128)),
    field("labels", Schema::map(Some(Format::LabelKey), &LABEL_VALUE).size(0, 256)),
    field("network", TEXT.length(0, 2048)),
    field("locality", TEXT.length(0, 2048)),
    field("weight", UNSIGNED),
    field("serviceAccount", TEXT.length(0, 253)),
]);

/// The address is one that a proxy can dial.
pub(super) fn rules(subject: &Subject<'_, '_, '_>, out: &mut Objections) {
    address_rules(subject.spec, Format::DomainOrIp, out);
}

/// The address of a machine or endpoint: a socket, or written in this way.
pub(super) fn address_rules(entry: &At<'_, '_>, format: Format, out: &mut Objections) {
    let address = entry.key("address");
    let text = address.text();
    if let Some(path) = text.strip_prefix(SOCKET) {
        let malformed = Rule::Malformed { format: Format::SocketPath, value: text.to_owned() };
        out.reject_if(!is_socket_path(path), &address, malformed);
        let ports = entry.key("ports");
        out.reject_if(ports.exists(), &ports, Rule::SocketWithPorts);
    } else if address.has_text() {
        out.reject_if(!format.accepts(text), &address, Rule::Malformed { format, value: text.to_owned() });
    } else if !entry.key("network").has_text() {
        out.reject(&address, Rule::Missing);
    }
}
