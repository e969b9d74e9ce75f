//! The cases from the field: the text goes in, what is wrong is found, and applying what is recommended ends with
//! connections that work.

#![allow(clippy::unwrap_used, reason = "what is not in an example is a failed test")]

use mtls_playground::fix::{self, Fix, Flip};
use mtls_playground::i18n::Language;
use mtls_playground::lint::fix::Safety;
use mtls_playground::lint::{Code, Finding, Severity};
use mtls_playground::mesh::Workload;
use mtls_playground::scenario::find;
use mtls_playground::text::SourceFile;
use mtls_playground::{Analysis, analyse};
use test_case::test_case;

fn example(slug: &str) -> Analysis {
    analyse(find(slug).unwrap().sources())
}

/// The findings as `severity code file:line` with the fixes for them.
fn findings(analysis: &Analysis) -> Vec<(String, Vec<String>)> {
    let fixes = fix::for_all(&analysis.context(), &analysis.findings);
    let finding = |(finding, fixes): (&mtls_playground::lint::Finding, &Vec<Fix>)| {
        let at = finding.labels.first().unwrap().location;
        let file = &analysis.sources.get(at.file).unwrap().name;
        let line = analysis.sources.range(at).start.line;
        let said = format!("{} {} {file}:{line}", finding.severity.as_str(), finding.rule.code.as_str());
        (said, fixes.iter().map(|fix| fix.id.clone()).collect())
    };
    analysis.findings.iter().zip(&fixes).map(finding).collect()
}

/// The outcomes as `client → host:port outcome`, in the order of the text.
fn outcomes(analysis: &Analysis) -> Vec<String> {
    let outcome = |connection: &mtls_playground::verdict::Connection| {
        let call = &connection.call;
        let from = analysis.mesh.workload(call.from).map(Workload::key).unwrap();
        format!("{from} → {}:{} {}", call.host, call.port, connection.verdict.overall().as_str())
    };
    analysis.connections.iter().map(outcome).collect()
}

/// Whether something is broken that nobody means to be.
fn is_broken(finding: &Finding) -> bool {
    finding.rule.code.as_str().starts_with("MP1") && finding.severity != Severity::Note
}

/// The text after the recommended fix of the worst that is broken, again and again, and what was applied.
fn mended(mut analysis: Analysis) -> (Analysis, Vec<String>) {
    let mut applied = Vec::new();
    for _ in 0..10 {
        let broken = analysis.findings.iter().filter(|finding| is_broken(finding));
        let mut recommended =
            broken.filter_map(|broken| fix::for_one(&analysis.context(), broken).into_iter().next());
        let Some(fix) = recommended.next() else { break };
        drop(recommended);
        let files: Vec<SourceFile> = fix.apply(&analysis.sources).unwrap();
        applied.push(fix.id);
        analysis = analyse(files);
    }
    (analysis, applied)
}

#[test_case("disable-to-strict", &[("error MP101 policy.yaml:19", "MP101-remove-tls")]; "case A, DISABLE")]
#[test_case("no-auto-mtls", &[("error MP101 mesh.yaml:6", "MP101-add-istio-mutual")]; "case A, no auto mTLS")]
#[test_case("selector-typo", &[("warning MP301 policy.yaml:7", "")]; "case A, a typo: what corrects it breaks a call")]
#[test_case("no-sidecar", &[
    ("error MP101 policy.yaml:6", "MP101-inject-workload"),
    ("error MP102 policy.yaml:16", "MP102-remove-tls"),
]; "case A, no sidecar")]
#[test_case("three-tier-blog", &[
    ("error MP101 policy.yaml:16", "MP101-upstream-host"),
    ("warning MP101 policy.yaml:16", "MP101-2-inject-workload-and-let-in"),
]; "case B")]
#[test_case("first-steps", &[
    ("error MP101 policy.yaml:6", "MP101-permissive-port"),
    ("error MP102 policy.yaml:16", "MP102-remove-tls"),
    ("error MP107 policy.yaml:52", "MP107-drop-subset"),
    ("error MP110 policy.yaml:12", "MP110-define-subset"),
]; "case C")]
#[test_case("every-feature", &[
    ("note MP109 apps.yaml:11", "MP109-register"),
    ("note MP112 routing.yaml:27", ""),
    ("note MP112 routing.yaml:29", ""),
    ("note MP115 policy.yaml:25", ""),
    ("note MP115 policy.yaml:32", ""),
    ("note MP115 policy.yaml:39", ""),
]; "case D, where all is meant")]
#[test_case("telemetry-collector", &[
    ("error MP101 policy.yaml:16", "MP101-remove-tls"),
    ("error MP101 policy.yaml:6", "MP101-2-permissive-port"),
]; "case E")]
fn what_is_found_and_recommended(slug: &str, expected: &[(&str, &str)]) {
    let found = findings(&example(slug));
    let first = found.iter().map(|(said, fixes)| (said.as_str(), fixes.first().map_or("", String::as_str)));
    assert_eq!(first.collect::<Vec<_>>(), expected);
}

/// Whatever is wrong beside it: a call that fails on purpose, or that nobody makes, is no error.
#[test_case("disable-to-strict", &["MP101-remove-tls"], &[
    "shop/frontend → payments.shop:80 mtls",
    "shop/orders → payments:80 mtls",
]; "case A, DISABLE")]
#[test_case("no-auto-mtls", &["MP101-add-istio-mutual"], &[
    "shop/frontend → cart:8080 mtls",
    "shop/frontend → payments:8080 mtls",
]; "case A, no auto mTLS")]
#[test_case("no-sidecar", &["MP101-inject-workload", "MP102-remove-tls"], &[
    "shop/frontend → orders:8080 mtls",
    "shop/frontend → cache:6379 plaintext",
    "legacy/reports → orders.shop:8080 mtls",
]; "case A, no sidecar")]
#[test_case("three-tier-blog", &[
    "MP101-upstream-host",
    "MP101-inject-workload-and-let-in",
    "MP101-inject-workload-and-let-in",
], &[
    "blog/web → was.blog:8080 mtls",
    "blog/was → mysql.data:3306 mtls",
    "ingress-nginx/controller → pod:blog/web:80 plaintext",
]; "case B")]
#[test_case("first-steps", &[
    "MP101-permissive-port",
    "MP102-remove-tls",
    "MP107-drop-subset",
    "MP110-define-subset",
], &[
    "bookinfo/productpage → reviews:9080 mtls",
    "bookinfo/productpage → ratings:9080 mtls",
    "bookinfo/reviews → mysql.legacy:3306 plaintext",
    "legacy/batch → ratings.bookinfo:9080 plaintext",
]; "case C")]
#[test_case("every-feature", &[], &[
    "istio-system/istio-ingressgateway → shop.example.com:443 denied",
    "istio-system/istio-ingressgateway → shop.example.com:443 denied",
    "istio-system/istio-ingressgateway → shop.example.com:443 mtls",
    "shop/frontend → cart:8080 mtls",
    "shop/frontend → cart:8080 denied",
    "shop/frontend → cart:8080 redirect",
    "shop/frontend → cart:8080 direct-response",
    "shop/frontend → pay.example.net:443 tls",
    "shop/frontend → tracker.example.org:443 blackhole",
]; "case D, where all is meant")]
#[test_case("telemetry-collector", &["MP101-remove-tls", "MP101-inject-workload"], &[
    "shop/checkout → collector.observability:4317 mtls",
    "shop/checkout → collector.observability:80 mtls",
    "node-agents/agent → collector.observability:4317 mtls",
]; "case E")]
fn recommended_fixes_leave_nothing_broken(slug: &str, fixes: &[&str], expected: &[&str]) {
    let (analysis, applied) = mended(example(slug));
    assert_eq!(applied, fixes);
    let broken: Vec<_> = analysis.findings.iter().filter(|finding| is_broken(finding)).collect();
    assert!(broken.is_empty(), "{broken:#?}");
    assert_eq!(outcomes(&analysis).get(..expected.len()).unwrap(), expected);
}

/// Case B: what STRICT would break is known before it is turned on.
#[test]
fn the_blog_is_covered_by_half() {
    assert_eq!(example("three-tier-blog").mesh.coverage().percent(), 50);
}

/// Case E: DISABLE alone leaves the calls of the application refused, and each way out tells whom it lets in.
#[test_case("MP101-permissive-ports", ["plaintext", "plaintext", "plaintext"], "4317, 4318"; "plaintext at the receivers, as the pod has them")]
#[test_case("MP101-take-out", ["plaintext", "plaintext", "plaintext"], "out of the mesh"; "out of the mesh")]
#[test_case("MP101-own-tls", ["tls", "refused", "plaintext"], "certificate"; "TLS of its own, on one port")]
fn ways_out_for_a_collector(id: &str, expected: [&str; 3], price: &str) {
    let analysis = example("telemetry-collector");
    let error = analysis.findings.first().unwrap();
    let fixes = fix::for_one(&analysis.context(), error);
    let way = fixes.iter().find(|fix| fix.id == id).unwrap();
    assert_eq!(way.safety, Safety::NeedsCare);
    let exposes = |flip: &&Flip| flip.connection == 2 && flip.mends();
    assert_eq!(way.flips.iter().filter(exposes).count(), 1, "the agent of the nodes gets in as well");
    let said: String = way.steps.iter().map(|step| Language::English.catalog().fix_step(step)).collect();
    assert!(said.contains(price), "{said}");
    let after = analyse(way.apply(&analysis.sources).unwrap());
    let words = after.connections.iter().map(|connection| connection.verdict.overall().as_str());
    assert_eq!(words.collect::<Vec<_>>(), expected);
}

/// Case E comes as a chart.
#[test]
fn a_chart_must_be_rendered_first() {
    let analysis =
        analyse([SourceFile::new("chart.yaml", include_str!("fixtures/cases/collector-chart.yaml"))]);
    let codes: Vec<_> = analysis.findings.iter().map(|finding| finding.rule.code).collect();
    assert_eq!(codes, [Code::UnrenderedTemplate]);
}

/// Whoever corrects the label closes the door to the client outside: that is to be seen, and nobody recommends it.
#[test]
fn what_corrects_a_typo_and_breaks_a_call_is_offered_and_not_recommended() {
    let analysis = example("selector-typo");
    let (context, findings) = (analysis.context(), &analysis.findings);
    assert_eq!(fix::for_all(&context, findings), [vec![]]);
    let offered = fix::even_breaking(&context, findings).concat();
    let told: Vec<_> = offered.iter().map(|fix| (&*fix.id, fix.breaks())).collect();
    assert_eq!(told, [("MP301-correct-label", true)]);
}

#[test]
fn no_two_fixes_have_one_name_and_a_finding_alone_names_them_alike() {
    let analysis = example("no-sidecar");
    let (context, findings) = (analysis.context(), &analysis.findings);
    let twice = [findings.as_slice(), findings.as_slice()].concat();
    let all = fix::for_all(&context, &twice);
    let mut names: Vec<&str> = all.iter().flatten().map(|fix| &*fix.id).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert!(count > 1 && names.len() == count, "{names:?}");
    let alone = fix::Search::for_nth(&context, &twice, 1, &std::rc::Rc::default())
        .unwrap()
        .finish_even_breaking(&context);
    assert_eq!(alone.first().map(|fix| &fix.id), all[1].first().map(|fix| &fix.id));
}
