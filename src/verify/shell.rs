//! Names in commands for a shell.

use crate::mesh::Workload;
use crate::resource::{Metadata, short_name};

/// The kinds that `istioctl` and `kubectl exec` take by their own name.
const ATTACHABLE: [&str; 6] =
    ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"];

/// `deploy/cart -n shop`.
pub(super) fn at(workload: &Workload) -> String {
    let meta = &workload.resource.meta;
    let name = word(&meta.name);
    let pod = match meta.kind.as_str() {
        kind if ATTACHABLE.contains(&kind) => format!("{}/{name}", short_name(kind)),
        "Pod" => name,
        // Only the cluster knows the names of its pods; they begin with its own.
        _ => format!("$({})", listed(meta)),
    };
    format!("{pod} -n {}", word(&meta.namespace))
}

/// The name of one of its pods: `istioctl experimental describe pod` takes nothing else.
pub(super) fn pod(workload: &Workload) -> String {
    let meta = &workload.resource.meta;
    match meta.kind.as_str() {
        "Pod" => at(workload),
        _ => format!("$({} | cut -d/ -f2) -n {}", listed(meta), word(&meta.namespace)),
    }
}

/// What lists the first pod of a workload.
fn listed(meta: &Metadata) -> String {
    let (namespace, start) = (word(&meta.namespace), word(&format!("/{}-", meta.name)));
    format!("kubectl get pods -n {namespace} -o name | grep -m1 {start}")
}

/// A word for a shell. Names of a cluster need no quotes; those of a text that somebody sent may be commands.
pub(super) fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ':');
    if !text.is_empty() && text.chars().all(is_plain) && !text.starts_with('-') {
        return text.to_owned();
    }
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::word;
    use test_case::test_case;

    #[test_case("cart" => "cart")]
    #[test_case("outbound|80||a.b" => "'outbound|80||a.b'"; "a pipe is none")]
    #[test_case("x; rm -rf ~" => "'x; rm -rf ~'")]
    #[test_case("$(id)" => "'$(id)'")]
    #[test_case("it's" => "'it'\\''s'")]
    #[test_case("-o" => "'-o'"; "no option")]
    #[test_case("a\nb" => "'ab'"; "no second command")]
    #[test_case("" => "''")]
    fn words_are_no_commands(text: &str) -> String {
        word(text)
    }
}
