//! Scenarios in a line for each document, so that a table of cases can be read.

/// Writes lines of `Kind namespace/name rest` as YAML. The rest is the spec; of a Namespace its labels, of a ConfigMap
/// the mesh config, of a Deployment `labels | annotations` of its pods.
pub(crate) fn yaml(lines: &str) -> String {
    let documents = lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(document);
    documents.collect::<Vec<_>>().join("\n---\n")
}

fn document(line: &str) -> String {
    let (kind, rest) = line.split_once(' ').unwrap();
    let (name, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let (namespace, name) = name.split_once('/').unwrap();
    let api = match kind {
        "PeerAuthentication" | "AuthorizationPolicy" | "RequestAuthentication" => "security.istio.io/v1",
        "DestinationRule" | "VirtualService" | "ServiceEntry" | "Sidecar" => "networking.istio.io/v1",
        "Deployment" => "apps/v1",
        _ => "v1",
    };
    let head = format!("apiVersion: {api}\nkind: {kind}\nmetadata:\n  name: {name}");
    match kind {
        "Namespace" => format!("{head}\n  labels: {{ {rest} }}"),
        "ConfigMap" => format!("{head}\n  namespace: {namespace}\ndata: {{ mesh: '{rest}' }}"),
        "Deployment" => {
            let (labels, annotations) = rest.split_once('|').unwrap_or((rest, ""));
            let labels =
                [&format!("app: {name}"), labels.trim()].join(if labels.is_empty() { "" } else { ", " });
            format!(
                "{head}\n  namespace: {namespace}\nspec:\n  template:\n    metadata: {{ labels: {{ {labels} }}, \
                 annotations: {{ {annotations} }} }}\n    spec: {{ containers: [ {{ name: app }} ] }}"
            )
        }
        _ => format!("{head}\n  namespace: {namespace}\nspec: {rest}"),
    }
}
