//! How routes name gateways.

use crate::resource::MESH;

/// The gateway that a name in a VirtualService of this namespace means: `mesh` or `namespace/name`. Besides
/// `namespace/name` and a name of the same namespace, Istio still reads the host name of the gateway's Service.
pub fn gateway_name(written: &str, namespace: &str) -> String {
    if written == MESH {
        return written.to_owned();
    }
    let (home, name) = match (written.split_once('/'), written.split_once('.')) {
        (Some((".", name)), _) => (namespace, name),
        (Some(both), _) => both,
        (None, Some((name, rest))) => (rest.split('.').next().unwrap_or(rest), name),
        (None, None) => (namespace, written),
    };
    format!("{home}/{name}")
}

#[cfg(test)]
mod tests {
    use super::gateway_name;
    use test_case::test_case;

    #[test_case("mesh" => "mesh")]
    #[test_case("edge" => "foo/edge"; "of the same namespace")]
    #[test_case("./edge" => "foo/edge"; "the same, said")]
    #[test_case("bar/edge" => "bar/edge")]
    #[test_case("edge.bar" => "bar/edge"; "an old form")]
    #[test_case("edge.bar.svc.cluster.local" => "bar/edge"; "an older form")]
    fn names(written: &str) -> String {
        gateway_name(written, "foo")
    }
}
