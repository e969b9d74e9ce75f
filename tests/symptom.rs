//! Errors and lines of logs: what they come from, and which connections show them.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a connection that is not there is a failed test"
)]

use crate::common;
use mtls_playground::analyse;
use mtls_playground::lint::Context;
use mtls_playground::mesh::Mesh;
use mtls_playground::resource;
use mtls_playground::symptom::{Cause, search};
use mtls_playground::text::{SourceFile, Sources};
use mtls_playground::verdict::{Connection, symptom};
use test_case::test_case;

/// What a text comes from in general, without any scenario: the likeliest cause.
fn likeliest(text: &str) -> Option<Cause> {
    let nothing = analyse([]);
    search(&nothing.context(), text).causes.first().copied()
}

/// The texts of section 10 of the semantics, S-… and P-…, in the words of those who print them.
#[test_case("503 UC upstream_reset_before_response_started{connection_termination}", Cause::PlaintextRefused; "S-UC")]
#[test_case("upstream connect error or disconnect/reset before headers. reset reason: connection termination", Cause::PlaintextRefused; "S-UC body")]
#[test_case("\"GET /cart HTTP/1.1\" 503 UC - - \"-\" 0 95 1 - \"-\" \"curl/8.5\" \"outbound|80||cart.shop.svc.cluster.local\"", Cause::PlaintextRefused; "S-UC in an access log")]
#[test_case("\"- - -\" 0 NR filter_chain_not_found - \"-\" 0 0 0 - \"-\"", Cause::PlaintextRefused; "S-UC at the server")]
#[test_case("upstream connect error or disconnect/reset before headers. retried and the latest reset reason: remote connection failure, transport failure reason: TLS_error:|268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end", Cause::TlsToPlaintext; "S-WVN")]
#[test_case("TLS error: 268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER", Cause::TlsToPlaintext; "S-WVN of older proxies")]
#[test_case("400 DPE http1.codec_error", Cause::NotHttp; "S-WVN at the server")]
#[test_case("TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:TLS_error_end", Cause::ForeignCertificate; "S-CVF")]
#[test_case("remote connection failure, transport failure reason: TLS_error: Connection reset by peer", Cause::TlsRefused; "S-RST")]
#[test_case("TLS_error:|268436572:SSL routines:OPENSSL_internal:TLSV1_ALERT_CERTIFICATE_REQUIRED", Cause::ForeignCertificate; "S-CRT")]
#[test_case("268435648:SSL routines:OPENSSL_internal:PEER_DID_NOT_RETURN_A_CERTIFICATE", Cause::ForeignCertificate; "S-CRT at the server")]
#[test_case("OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA", Cause::ForeignCertificate; "S-UCA")]
#[test_case("Client sent an HTTP request to an HTTPS server.", Cause::HttpToTlsApp; "S-400 of Go")]
#[test_case("400 The plain HTTP request was sent to HTTPS port", Cause::HttpToTlsApp; "S-400 of nginx")]
#[test_case("no healthy upstream", Cause::NoEndpoint; "S-UH")]
#[test_case("503 UH", Cause::NoEndpoint; "S-UH flag")]
#[test_case("503 NC cluster_not_found", Cause::NoCluster; "S-NC")]
#[test_case("HTTP/1.1 404 NR route_not_found", Cause::NoRoute; "S-NR")]
#[test_case("502 - block_all", Cause::Blackhole; "S-BH")]
#[test_case("0 UH - BlackHoleCluster", Cause::Blackhole; "S-BHT")]
#[test_case("RBAC: access denied", Cause::Denied; "S-403")]
#[test_case("rbac_access_denied_matched_policy[none]", Cause::Denied; "S-403 at the server")]
#[test_case("Jwt is missing", Cause::TokenRejected; "S-401 without a token")]
#[test_case("Jwt verification fails", Cause::TokenRejected; "S-401")]
#[test_case("jwt_authn_access_denied{Jwt_is_expired}", Cause::TokenRejected; "S-401 at the server")]
#[test_case("upstream connect error or disconnect/reset before headers. reset reason: overflow", Cause::Overflow; "S-UO")]
#[test_case("503 UO", Cause::Overflow; "S-UO flag")]
#[test_case("upstream request timeout", Cause::Slow; "S-UT")]
#[test_case("connection failure, transport failure reason: delayed connect error: 111", Cause::Unreachable; "S-UF")]
#[test_case("reset reason: connection timeout", Cause::Unreachable; "S-UF timeout")]
#[test_case("curl: (56) Recv failure: Connection reset by peer", Cause::PlaintextRefused; "P-RST")]
#[test_case("curl: (52) Empty reply from server", Cause::PlaintextRefused; "P-RST empty")]
#[test_case("rpc error: code = Unavailable desc = connection reset by peer", Cause::PlaintextRefused; "P-RST of gRPC")]
#[test_case("io.grpc.StatusRuntimeException: UNAVAILABLE: rpc error", Cause::PlaintextRefused; "P-RST of gRPC for Java")]
#[test_case("com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure", Cause::PlaintextRefused; "P-RST of JDBC")]
#[test_case("curl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to cart:80", Cause::TlsRefused; "P-TLS-NR")]
#[test_case("curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL", Cause::TlsRefused; "P-TLS-NR syscall")]
#[test_case("curl: (60) SSL certificate problem: unable to get local issuer certificate", Cause::ForeignCertificate; "P-TLS-STRICT")]
#[test_case("curl: (35) error:0A00010B:SSL routines::wrong version number", Cause::TlsToPlaintext; "P-400")]
#[test_case("ERROR 2013 (HY000): Lost connection to MySQL server at 'reading initial communication packet', system error: 0", Cause::Hangs; "P-HANG")]
#[test_case("000\ncommand terminated with exit code 56", Cause::PlaintextRefused; "P-RST as kubectl tells it")]
#[test_case("command terminated with exit code 35", Cause::TlsRefused; "P-TLS-NR as kubectl tells it")]
#[test_case("command terminated with exit code 60", Cause::ForeignCertificate; "P-TLS-STRICT as kubectl tells it")]
#[test_case("Error: 7 PERMISSION_DENIED", Cause::Denied; "S-403 of gRPC for Node")]
#[test_case("io.grpc.StatusRuntimeException: PERMISSION_DENIED", Cause::Denied; "S-403 of gRPC for Java")]
#[test_case("remote error: tls: unknown certificate authority", Cause::ForeignCertificate; "S-UCA of Go")]
#[test_case("MongoNetworkError: connection 3 to 10.0.0.1:27017 closed", Cause::PlaintextRefused; "a TCP client: MongoDB")]
#[test_case("Get \"http://cart:80/\": EOF", Cause::PlaintextRefused; "a TCP client: Go")]
// The cases from the field.
#[test_case("503 UF,URX", Cause::TlsToPlaintext; "flags of a failed handshake")]
#[test_case("PassthroughCluster", Cause::Passthrough; "case B: passthrough")]
#[test_case("connection reset by peer", Cause::PlaintextRefused; "case C: a legacy pod")]
#[test_case("http_code: 000", Cause::PlaintextRefused; "curl without an answer")]
#[test_case("{\"response_code\":503,\"response_flags\":\"DC\"}", Cause::ClientLeft; "a log in JSON")]
#[test_case("Readiness probe failed: HTTP probe failed with statuscode: 503", Cause::Probe; "a probe")]
#[test_case("Internal error occurred: failed calling webhook \"x\": EOF", Cause::Webhook; "a webhook")]
#[test_case("error sending: connection closed due to policy rejection: allow policies exist, but none allowed", Cause::TunnelRequired; "a ztunnel")]
#[test_case("dial tcp: lookup cart on 10.96.0.10:53: no such host", Cause::Unresolved; "a name")]
#[test_case("503", Cause::PlaintextRefused; "nothing but a status")]
fn texts_are_known(text: &str, expected: Cause) {
    assert_eq!(likeliest(text), Some(expected));
}

#[test_case(""; "nothing")]
#[test_case("The quick brown fox jumps over the lazy dog"; "prose")]
#[test_case("NullPointerException at Cart.java:42"; "another bug")]
#[test_case("Delivered 503 parcels to Washington DC"; "numbers and letters that are no log")]
#[test_case("open /data/cart.db: permission denied"; "a file")]
#[test_case("command terminated with exit code 137"; "a container that was killed")]
#[test_case("level=info msg=\"server started\" port=8080"; "a healthy log")]
#[test_case("\"GET / HTTP/1.1\" 200 - via_upstream - \"-\" 0 5 3 2"; "an access log of a request that works")]
fn other_texts_are_not(text: &str) {
    assert_eq!(likeliest(text), None);
}

/// Three clients that fail in three ways, and one that works.
const SHOP: &str = include_str!("fixtures/symptom/shop.yaml");

/// Hits as `client → server cause`, an exact one with an exclamation mark.
fn hits(text: &str) -> Vec<String> {
    let analysis = analyse([SourceFile::new("shop.yaml", SHOP)]);
    let found = search(&analysis.context(), text);
    let hit = |hit: &mtls_playground::symptom::Hit| {
        let call = &analysis.connections[hit.connection].call;
        let client = analysis.mesh.workload(call.from).unwrap().name();
        let exact = if hit.exact { "!" } else { "" };
        format!("{client} → {}:{} {}{exact}", call.host, call.port, hit.cause.as_str())
    };
    found.hits.iter().map(hit).collect()
}

#[test_case("curl: (56) Recv failure: Connection reset by peer", &["batch → cart:80 plaintext-refused!", "web → db:3306 tls-to-plaintext!", "web → cart:80 plaintext-refused"]; "who sees the very text comes first")]
#[test_case("503 UC", &["web → cart:80 plaintext-refused!", "batch → cart:80 plaintext-refused"]; "the flag is in the log of one of them")]
#[test_case("WRONG_VERSION_NUMBER", &["web → db:3306 tls-to-plaintext!"])]
#[test_case("503 NC cluster_not_found", &["web → stock:80 no-cluster!"])]
#[test_case("RBAC: access denied", &[]; "nobody is denied here")]
#[test_case("hello", &[])]
fn connections_that_show_it(text: &str, expected: &[&str]) {
    assert_eq!(hits(text), expected);
}

#[test]
fn what_the_text_names_comes_first() {
    let first = |host: &str| hits(&format!("connection reset by peer, host {host}")).remove(0);
    assert_eq!(first("db"), "web → db:3306 tls-to-plaintext!");
    assert_eq!(first("cart.shop.svc.cluster.local"), "batch → cart:80 plaintext-refused!");
}

#[test]
fn causes_of_the_scenario_come_before_those_of_any_other() {
    let analysis = analyse([SourceFile::new("shop.yaml", SHOP)]);
    let found = search(&analysis.context(), "0 NR filter_chain_not_found");
    assert_eq!(found.causes, [Cause::PlaintextRefused, Cause::TlsRefused, Cause::GatewayRefuses]);
    let found = search(&analysis.context(), "upstream request timeout");
    assert_eq!(
        (found.causes.first(), found.hits.len()),
        (Some(&Cause::Slow), 0),
        "said without a connection"
    );
}

/// Whatever we say that people see, they can paste: it leads back to the connection.
#[test]
fn every_symptom_leads_back() {
    let (mut texts, mut lost) = (0, Vec::new());
    for scenario in common::claimed().iter().step_by(7) {
        let sources = Sources::new([SourceFile::new("a.yaml", scenario.yaml.as_str())]);
        let inventory = resource::load(&sources);
        let mesh = Mesh::build(&inventory);
        let connect = |call: mtls_playground::mesh::Call| Connection::of(&mesh, call);
        let connections: Vec<_> = scenario.expect.iter().map(|it| connect(it.call(&mesh))).collect();
        let context = Context::new(&sources, &inventory, &mesh, &connections);
        for (index, Connection { call, verdict, .. }) in connections.iter().enumerate() {
            let ends = verdict.endpoints.iter().map(Some).chain(verdict.outcome.map(|_| None));
            for seen in ends.filter_map(|end| symptom(call, verdict, end)) {
                let logs = [seen.client_log.map(str::to_owned), seen.server_log.map(Into::into)];
                for text in std::iter::once(seen.client.to_owned()).chain(logs.into_iter().flatten()) {
                    // A TCP log without a flag, and what every handled request is logged as, say nothing.
                    if text == "0 -" || text.contains("via_upstream") {
                        continue;
                    }
                    texts += 1;
                    let found = search(&context, &text);
                    if !found.hits.iter().any(|hit| hit.connection == index && hit.exact) {
                        lost.push(format!("{} call {index} {:?}: {text}", scenario.id, verdict.overall()));
                    }
                }
            }
        }
    }
    lost.sort();
    lost.dedup_by_key(|text| text.split_once(": ").map(|(_, text)| text.to_owned()));
    assert!(texts > 500, "{texts} texts say little");
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}
