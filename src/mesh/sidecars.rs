//! Sidecars, by the pods that they are for (RT-12).

use super::{Workload, selects};
use crate::order;
use crate::resource::{Loaded, Sidecar};
use std::collections::BTreeMap;

/// All Sidecars of a scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sidecars {
    root_namespace: String,
    namespaces: BTreeMap<String, Namespace>,
}

/// Those of one namespace, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
struct Namespace {
    /// With a selector.
    selecting: Vec<Loaded<Sidecar>>,
    /// Without one.
    general: Vec<Loaded<Sidecar>>,
}

impl Sidecars {
    /// Sorts and indexes.
    pub fn new(mut all: Vec<Loaded<Sidecar>>, root_namespace: &str) -> Self {
        order::sort_by(&mut all, |a, b| a.meta.age().cmp(&b.meta.age()));
        let mut namespaces = BTreeMap::<String, Namespace>::new();
        for sidecar in all {
            let namespace = namespaces.entry(sidecar.meta.namespace.clone()).or_default();
            let selects = sidecar.value.workload_selector.as_ref().is_some_and(|labels| !labels.is_empty());
            let list = if selects { &mut namespace.selecting } else { &mut namespace.general };
            list.push(sidecar);
        }
        Self { root_namespace: root_namespace.to_owned(), namespaces }
    }

    /// All of them, in no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = &Loaded<Sidecar>> {
        self.namespaces.values().flat_map(|namespace| namespace.selecting.iter().chain(&namespace.general))
    }

    /// The one that is for the pods of this workload: of its namespace the oldest that selects them, else the oldest
    /// without a selector, else that of the root namespace.
    pub fn of(&self, workload: &Workload) -> Option<&Loaded<Sidecar>> {
        let own = self.namespaces.get(workload.namespace());
        let selecting = own.and_then(|own| {
            own.selecting.iter().find(|sidecar| {
                let labels = sidecar.value.workload_selector.as_ref();
                labels.is_some_and(|labels| selects(labels, &workload.labels))
            })
        });
        selecting.or_else(|| {
            let root = self.namespaces.get(&self.root_namespace);
            own.and_then(|own| own.general.first()).or_else(|| root.and_then(|root| root.general.first()))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::mesh::Mesh;
    use crate::resource;
    use crate::text::{SourceFile, Sources};
    use test_case::test_case;

    /// A pod with labels `app: a` in `foo`, and these Sidecars: `namespace/name`, with the value of `app` they select.
    fn chosen(sidecars: &[(&str, &str, Option<&str>)]) -> Option<String> {
        let pod =
            "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: foo, labels: {app: a}}}".to_owned();
        let sidecars = sidecars.iter().map(|(namespace, name, app)| {
            let selector =
                app.map(|app| format!("workloadSelector: {{labels: {{app: {app}}}}}")).unwrap_or_default();
            format!(
                "{{apiVersion: networking.istio.io/v1, kind: Sidecar, \
                 metadata: {{name: {name}, namespace: {namespace}}}, spec: {{{selector}}}}}"
            )
        });
        let text = std::iter::once(pod).chain(sidecars).collect::<Vec<_>>().join("\n---\n");
        let mesh = Mesh::build(&resource::load(&Sources::new([SourceFile::new("a.yaml", text)])));
        mesh.sidecars.of(&mesh.workloads[0]).map(|sidecar| sidecar.meta.key())
    }

    #[test_case(&[], None)]
    #[test_case(&[("foo", "a", None), ("foo", "b", Some("a"))], Some("foo/b"); "one that selects the pod")]
    #[test_case(&[("foo", "b", Some("a")), ("foo", "a", Some("a"))], Some("foo/a"); "the oldest of two")]
    #[test_case(&[("foo", "a", Some("b")), ("foo", "b", None)], Some("foo/b"); "one for the namespace")]
    #[test_case(&[("istio-system", "a", None)], Some("istio-system/a"); "one for the mesh")]
    #[test_case(&[("istio-system", "a", Some("a"))], None; "the root's own pods only")]
    #[test_case(&[("istio-system", "a", None), ("foo", "b", None)], Some("foo/b"); "the namespace goes first")]
    #[test_case(&[("bar", "a", None)], None; "another namespace")]
    fn of(sidecars: &[(&str, &str, Option<&str>)], expected: Option<&str>) {
        assert_eq!(chosen(sidecars).as_deref(), expected, "RT-12");
    }
}
