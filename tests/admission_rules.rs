//! Every rule of admission by itself: a document that breaks it, and near misses that do not. Whether each document is
//! taken was asked of Istio's own schemas and webhook.
#![cfg(not(target_arch = "wasm32"))]

use mtls_playground::i18n::Language;
use mtls_playground::resource::admission::review;
use mtls_playground::yaml;
use std::fmt::Write as _;

/// Blocks of a kind, with one `spec` by line.
const DOCUMENTS: &str = include_str!("admission_rules.txt");

#[test]
fn rules() {
    let catalog = Language::English.catalog();
    let (mut kind, mut report) = ("", String::new());
    for line in DOCUMENTS.lines().filter(|line| !line.is_empty()) {
        if !line.starts_with('{') {
            kind = line;
            let _ = writeln!(report, "\n{kind}");
            continue;
        }
        let group = match kind {
            "PeerAuthentication" | "RequestAuthentication" | "AuthorizationPolicy" => "security",
            _ => "networking",
        };
        let text = format!(
            "apiVersion: {group}.istio.io/v1\nkind: {kind}\nmetadata: {{ name: x, namespace: foo }}\nspec: {line}\n"
        );
        let parsed = yaml::parse(&text);
        let document = parsed.documents.first().unwrap_or_else(|| panic!("{:?}: {line}", parsed.errors));
        let review = review(&document.root);
        let _ = writeln!(report, "{} {line}", if review.accepted { "taken  " } else { "refused" });
        for (mark, list) in [("  ✕", &review.messages), ("  !", &review.warnings)] {
            for objection in list {
                let _ = writeln!(report, "{mark} {}", catalog.objection(objection));
            }
        }
    }
    insta::assert_snapshot!(report);
}
