//! MP403: a field that the kind does not have.

use crate::lint::{Code, Context, Finding, Message, Rule, Severity, faults};
use crate::resource::{ConfigMap, Fault, Installation, Kind, Loaded, Meant, MeshConfig, Resource};
use crate::text::Location;
use crate::yaml::{self, Entry, Path};

pub(super) static RULE: Rule = Rule {
    code: Code::UnknownField,
    check: |context| {
        let mut findings = faults::findings(context, &RULE, |_| Severity::Error);
        let inventory = context.inventory;
        findings.extend(inventory.of_kind(ConfigMap::NAME).flat_map(|map| in_text(context, map)));
        findings.extend(inventory.of_kind(Installation::NAME).flat_map(in_installation));
        findings
    },
    bad: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mode: STRICT
",
    good: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls:
    mode: STRICT
",
};

/// The misspelt fields of a mesh config that is the text of a ConfigMap.
fn in_text(context: &Context, resource: &Loaded<Resource>) -> Vec<Finding> {
    let config = ConfigMap::of(&resource.value).filter(|map| map.mesh.is_some());
    let Some(text) = config.and_then(|map| map.data.get("mesh")) else { return Vec::new() };
    let parsed = yaml::parse(text);
    let entries = parsed.documents.first().map_or(&[][..], |document| document.root.entries());
    let place = |entry: &Entry| {
        let path = Path::of("data.mesh").text(entry.key_span.start, entry.key_span.end);
        context.inventory.location(&resource.at(path))
    };
    misspelt(entries, &place)
}

/// The same of an IstioOperator, of an Istio, and of Helm values.
fn in_installation(resource: &Loaded<Resource>) -> Vec<Finding> {
    let configs = ["spec.meshConfig", "spec.values.meshConfig", "meshConfig"].into_iter();
    let configs = configs.filter_map(|path| resource.root.at(&Path::of(path)));
    let place = |entry: &Entry| Some(Location { file: resource.file, span: entry.key_span });
    configs.flat_map(|config| misspelt(config.entries(), &place)).collect()
}

/// A mesh config has many more fields than are read here: only what is nearly one of them is told.
fn misspelt(entries: &[Entry], place: &dyn Fn(&Entry) -> Option<Location>) -> Vec<Finding> {
    let finding = |entry: &Entry| {
        let meant = Meant::Sibling(MeshConfig::meant(&entry.key)?);
        let fault = Fault::UnknownField { field: entry.key.clone().into_owned(), meant: Some(meant) };
        Some(Finding::new(&RULE, Severity::Warning, Message::Fault(fault), place(entry)?))
    };
    entries.iter().filter_map(finding).collect()
}
