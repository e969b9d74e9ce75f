//! `connectionPool` of a DestinationRule or a Sidecar.

use super::{At, Objections, Rule};
use crate::resource::admission::Format;
use crate::resource::admission::schema::{BOOLEAN, COUNT, DURATION, Object, Schema, TEXT, UNSIGNED, field};

static KEEPALIVE: Object =
    Object::new(&[field("interval", DURATION).required(), field("timeout", DURATION).required()]);

static HTTP: Object = Object::new(&[
    field("h2UpgradePolicy", Schema::one_of(&["DEFAULT", "DO_NOT_UPGRADE", "UPGRADE"])),
    field("http1MaxPendingRequests", COUNT),
    field("http2KeepAlive", Schema::Object(&KEEPALIVE)),
    field("http2MaxRequests", COUNT),
    field("idleTimeout", DURATION),
    field("maxConcurrentStreams", COUNT),
    field("maxRequestsPerConnection", COUNT),
    field("maxRetries", COUNT),
    field("useClientProtocol", BOOLEAN),
]);

static TCP_KEEPALIVE: Object =
    Object::new(&[field("interval", DURATION), field("probes", UNSIGNED), field("time", DURATION)]);

static TCP: Object = Object::new(&[
    field("connectTimeout", DURATION),
    field("idleTimeout", TEXT.format(Format::MillisecondsOrOff)),
    field("maxConnectionDuration", DURATION),
    field("maxConnections", COUNT),
    field("tcpKeepalive", Schema::Object(&TCP_KEEPALIVE)),
]);

/// The fields of a connection pool.
pub(super) static CONNECTION_POOL: Object =
    Object::new(&[field("http", Schema::Object(&HTTP)), field("tcp", Schema::Object(&TCP))]);

const PROTOCOLS: &[&str] = &["http", "tcp"];

/// A pool says something, and does not upgrade what it leaves to the client.
pub(super) fn rules(pool: &At<'_, '_>, out: &mut Objections) {
    let (http, tcp) = (pool.key("http"), pool.key("tcp"));
    let empty = pool.exists() && !http.exists() && !tcp.exists();
    out.reject_if(empty, pool, Rule::AtLeastOneOf { fields: PROTOCOLS });
    let client = http.key("useClientProtocol");
    let upgrade = http.key("h2UpgradePolicy").text() == "UPGRADE";
    let rule = Rule::NotWithValue { field: "h2UpgradePolicy", value: "UPGRADE".to_owned() };
    out.reject_if(client.flag() && upgrade, &client, rule);
}
