//! Every example comes to what it is there to show.

#![allow(clippy::unwrap_used, reason = "what is not in an example is a failed test")]

use mtls_playground::analyse;
use mtls_playground::lint::Code;
use mtls_playground::mesh::Workload;
use mtls_playground::resource::short_name;
use mtls_playground::scenario::{EXAMPLES, find};
use test_case::test_case;

/// The rows of an example as `client → host:port outcome by kind/name:line`, in the order of the text.
fn rows(slug: &str) -> Vec<String> {
    let analysis = analyse(find(slug).unwrap().sources());
    let row = |connection: &mtls_playground::verdict::Connection| {
        let call = &connection.call;
        let verdict = &connection.verdict;
        let from = analysis.mesh.workload(call.from).map(Workload::key).unwrap();
        let by =
            verdict.decisive(verdict.endpoints.first()).and_then(|step| step.decided_by.as_ref()).unwrap();
        let meta = &analysis.inventory.get(by.resource).unwrap().meta;
        let range = analysis.sources.range(analysis.inventory.location(by).unwrap());
        let (kind, outcome) = (short_name(&meta.kind), verdict.overall().as_str());
        format!("{from} → {}:{} {outcome} by {kind}/{}:{}", call.host, call.port, meta.name, range.start.line)
    };
    analysis.connections.iter().map(row).collect()
}

#[test_case("start", &[
    "shop/frontend → catalog.shop:8080 mtls by pa/catalog:17",
    "legacy/reports → catalog.shop:8080 plaintext by pa/catalog:17",
    "shop/frontend → payments.shop:8080 refused by dr/payments:27",
])]
#[test_case("disable-to-strict", &[
    "shop/frontend → payments.shop:80 refused by dr/payments:19",
    "shop/orders → payments:80 refused by dr/payments:19",
])]
#[test_case("no-auto-mtls", &[
    "shop/frontend → cart:8080 mtls by dr/cart:60",
    "shop/frontend → payments:8080 refused by cm/istio:6",
])]
#[test_case("selector-typo", &[
    "shop/frontend → payments:8080 mtls by ns/shop:6",
    "legacy/reports → payments.shop:8080 plaintext by ns/legacy:10",
])]
#[test_case("no-sidecar", &[
    "shop/frontend → orders:8080 mtls by dr/default:16",
    "shop/frontend → cache:6379 garbled by dr/default:16",
    "legacy/reports → orders.shop:8080 refused by pa/default:6",
])]
#[test_case("telemetry-collector", &[
    "shop/checkout → collector.observability:4317 refused by dr/collector:16",
    "shop/checkout → collector.observability:80 refused by dr/collector:16",
    "node-agents/agent → collector.observability:4317 refused by pa/default:6",
])]
#[test_case("first-steps", &[
    "bookinfo/productpage → reviews:9080 no-cluster by dr/everything:12",
    "bookinfo/productpage → ratings:9080 no-endpoint by dr/ratings:52",
    "bookinfo/reviews → mysql.legacy:3306 garbled by dr/everything:16",
    "legacy/batch → ratings.bookinfo:9080 refused by pa/default:6",
])]
#[test_case("every-feature", &[
    "istio-system/istio-ingressgateway → shop.example.com:443 denied by ap/frontend:32",
    "istio-system/istio-ingressgateway → shop.example.com:443 denied by ra/frontend:25",
    "istio-system/istio-ingressgateway → shop.example.com:443 mtls by pa/default:10",
    "shop/frontend → cart:8080 mtls by dr/cart:43",
    "shop/frontend → cart:8080 denied by ap/cart:39",
    "shop/frontend → cart:8080 redirect by vs/cart:27",
    "shop/frontend → cart:8080 direct-response by vs/cart:29",
    "shop/frontend → pay.example.net:443 tls by se/payments:54",
    "shop/frontend → tracker.example.org:443 blackhole by cm/istio:11",
])]
fn outcomes(slug: &str, expected: &[&str]) {
    assert_eq!(rows(slug), expected);
}

/// Calls are not declared there but read out of the manifests; every other pair is in the table as well.
#[test]
fn the_calls_of_the_blog_come_first() {
    let expected = [
        "blog/web → was.blog:8080 refused by pa/was:16",
        "blog/was → mysql.data:3306 plaintext by ns/data:4",
        "ingress-nginx/controller → pod:blog/web:80 plaintext by pa/web:8",
    ];
    assert_eq!(rows("three-tier-blog").get(..3).unwrap(), expected);
}

#[test_case("start", &[Code::PlaintextToStrict])]
#[test_case("disable-to-strict", &[Code::PlaintextToStrict])]
#[test_case("no-auto-mtls", &[Code::PlaintextToStrict])]
#[test_case("selector-typo", &[Code::SelectorWithoutPods])]
#[test_case("no-sidecar", &[Code::PlaintextToStrict, Code::MtlsToPlaintext])]
#[test_case("telemetry-collector", &[Code::PlaintextToStrict, Code::PlaintextToStrict])]
#[test_case("three-tier-blog", &[Code::PlaintextToStrict, Code::PlaintextToStrict])]
#[test_case("first-steps", &[
    Code::PlaintextToStrict, Code::MtlsToPlaintext, Code::MissingEndpoints, Code::MissingCluster,
])]
fn findings(slug: &str, expected: &[Code]) {
    let analysis = analyse(find(slug).unwrap().sources());
    let codes: Vec<_> = analysis.findings.iter().map(|finding| finding.rule.code).collect();
    assert_eq!(codes, expected);
}

/// What the comment in the first example proposes works, both ways.
#[test_case("DISABLE", "ISTIO_MUTUAL"; "mutual TLS by rule")]
#[test_case("  trafficPolicy:\n    tls:\n      mode: DISABLE\n", ""; "no TLS block at all")]
fn the_proposal_of_the_first_example_works(wrong: &str, right: &str) {
    let sources = find("start").unwrap().sources().map(|mut file| {
        file.text = file.text.replace(wrong, right).into();
        file
    });
    let analysis = analyse(sources);
    assert!(analysis.connections.iter().all(|connection| connection.verdict.works()));
    assert_eq!(analysis.findings, []);
}

#[test]
fn every_example_is_listed_here() {
    assert_eq!(EXAMPLES.len(), 9, "add it to the tables above");
}
