//! Text as it comes out of clusters, editors and charts means the same as what somebody wrote.

#![allow(clippy::unwrap_used, reason = "what is not in the text is a failed test")]

use mtls_playground::lint::Code;
use mtls_playground::mesh::ProxyKind;
use mtls_playground::text::SourceFile;
use mtls_playground::{Analysis, analyse};
use test_case::test_case;

const PLAIN: &str = include_str!("fixtures/real-input/plain.yaml");
const GET_YAML: &str = include_str!("fixtures/real-input/kubectl-get.yaml");
const GET_JSON: &str = include_str!("fixtures/real-input/kubectl-get.json");
const CHART: &str = include_str!("fixtures/real-input/chart.yaml");
const PODS: &str = include_str!("fixtures/real-input/pods.yaml");

fn read(texts: &[&str]) -> Analysis {
    analyse(texts.iter().enumerate().map(|(i, text)| SourceFile::new(format!("{i}.yaml"), *text)))
}

/// What comes of each connection, and the text of the line that decided it.
fn rows(analysis: &Analysis) -> Vec<String> {
    let rows = analysis.connections.iter().flat_map(|connection| {
        connection.verdict.endpoints.iter().map(|endpoint| {
            let step = connection.verdict.decisive(Some(endpoint)).unwrap();
            let at = analysis.inventory.location(step.decided_by.as_ref().unwrap()).unwrap();
            let decided = at.span.slice(&analysis.sources.get(at.file).unwrap().text).replace('"', "");
            let server = endpoint.server.name(&analysis.mesh);
            format!("{server}:{} {} by {decided}", endpoint.port, endpoint.outcome.as_str())
        })
    });
    rows.collect()
}

fn codes(analysis: &Analysis) -> Vec<Code> {
    analysis.findings.iter().map(|finding| finding.rule.code).collect()
}

#[test_case(PLAIN; "as written")]
#[test_case(GET_YAML; "as kubectl prints it")]
#[test_case(GET_JSON; "as kubectl prints it in JSON")]
#[test_case(&PLAIN.replace('\n', "\r\n"); "with the line ends of Windows")]
#[test_case(&format!("\u{feff}{PLAIN}"); "with a byte order mark")]
#[test_case(&format!("\u{feff}{}", GET_YAML.replace('\n', "\r\n")); "with both, as kubectl prints it")]
#[test_case(&format!("---\n# nothing yet\n---\n\n{PLAIN}\n---\n"); "with separators that separate nothing")]
#[test_case(PLAIN.trim_end(); "without a line end at the end")]
fn one_meaning(text: &str) {
    let analysis = read(&[text]);
    let row = "store/stock:8080 mtls by mode: STRICT";
    assert_eq!(rows(&analysis), [row, row]);
    assert_eq!(codes(&analysis), []);
    assert_eq!(analysis.mesh.workloads.len(), 2);
}

#[test]
fn documents_may_be_spread_over_files() {
    let parts: Vec<_> = PLAIN.split("---\n").collect();
    assert_eq!(rows(&read(&parts)), rows(&read(&[PLAIN])));
}

#[test]
fn a_dump_over_the_manifests_replaces_them_and_says_so() {
    let analysis = read(&[PLAIN, GET_YAML]);
    assert_eq!(rows(&analysis), rows(&read(&[GET_YAML])));
    assert_eq!(codes(&analysis), [Code::DuplicateDocument; 5]);
}

#[test]
fn templates_are_named_and_cost_only_themselves() {
    let analysis = read(&[CHART, PLAIN]);
    assert_eq!(rows(&analysis), rows(&read(&[PLAIN])));
    assert_eq!(codes(&analysis), [Code::UnrenderedTemplate]);
    let lines: Vec<_> = analysis.findings[0]
        .labels
        .iter()
        .map(|label| analysis.sources.range(label.location))
        .map(|range| (range.file.to_string(), range.start.line))
        .collect();
    assert_eq!(lines, [("0.yaml".to_owned(), 2), ("0.yaml".to_owned(), 16)]);
}

/// The pod of a cluster belongs to its Deployment, and has the proxy that it has, whatever its namespace says now.
#[test]
fn pods_of_a_cluster_tell_what_their_workload_is() {
    let unlabelled = PLAIN.replace("  labels:\n    istio-injection: enabled\n", "");
    let proxies = |texts: &[&str]| {
        let mesh = read(texts).mesh;
        ["web", "stock"].map(|name| mesh.workload_named("store", name).unwrap().proxy)
    };
    assert_eq!(proxies(&[&unlabelled]), [ProxyKind::None, ProxyKind::None]);
    assert_eq!(proxies(&[&unlabelled, PODS]), [ProxyKind::None, ProxyKind::Sidecar]);
    assert_eq!(read(&[PLAIN, PODS]).mesh.workloads.len(), 2, "a pod is no workload besides its Deployment");
}

#[test]
fn a_broken_document_costs_only_itself() {
    let broken =
        PLAIN.replace("kind: PeerAuthentication\nmetadata:", "kind: PeerAuthentication\nmetadata: [");
    let analysis = read(&[&broken]);
    assert_eq!(codes(&analysis), [Code::BrokenYaml]);
    assert_eq!(analysis.connections.len(), 2);
}
