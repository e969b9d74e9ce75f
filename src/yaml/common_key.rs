//! Keys that nearly every manifest has. Their text is in the program already, so a tree need not copy it: a mesh of ten
//! thousand resources has more than a hundred thousand of them.

/// The words, in no order that means anything. One that is missing costs a copy, and nothing else.
const WORDS: &[&str] = &[
    "apiVersion",
    "kind",
    "metadata",
    "name",
    "namespace",
    "labels",
    "annotations",
    "creationTimestamp",
    "spec",
    "status",
    "items",
    "selector",
    "matchLabels",
    "template",
    "replicas",
    "containers",
    "image",
    "ports",
    "containerPort",
    "protocol",
    "port",
    "targetPort",
    "appProtocol",
    "type",
    "clusterIP",
    "env",
    "valueFrom",
    "value",
    "args",
    "command",
    "resources",
    "limits",
    "cpu",
    "memory",
    "volumes",
    "volumeMounts",
    "mountPath",
    "configMap",
    "data",
    "key",
    "serviceAccountName",
    "securityContext",
    "readinessProbe",
    "livenessProbe",
    "httpGet",
    "path",
    "app",
    "version",
    "istio-injection",
    "host",
    "hosts",
    "trafficPolicy",
    "tls",
    "mode",
    "mtls",
    "portLevelMtls",
    "subsets",
    "subset",
    "action",
    "rules",
    "from",
    "source",
    "operation",
    "principals",
    "namespaces",
    "methods",
    "paths",
    "when",
    "values",
    "number",
    "gateways",
    "servers",
    "http",
    "tcp",
    "match",
    "uri",
    "prefix",
    "exact",
    "route",
    "destination",
    "weight",
    "exportTo",
    "workloadSelector",
    "egress",
    "location",
    "endpoints",
    "address",
    "addresses",
    "parentRefs",
    "backendRefs",
];

/// Each word in its slot; the factors of [`slot`] were chosen so that no two share one.
const SLOTS: [&str; 256] = slots();

/// The same text, if it is one of the words.
pub(super) fn common_key(text: &str) -> Option<&'static str> {
    SLOTS.get(slot(text)).copied().filter(|word| *word == text && !text.is_empty())
}

const fn slot(word: &str) -> usize {
    match word.as_bytes() {
        [first, second, .., last] => {
            (word.len() * 19 + *first as usize * 59 + *second as usize * 33 + *last as usize) % 256
        }
        _ => 0,
    }
}

#[expect(clippy::indexing_slicing, reason = "evaluated while compiling")]
const fn slots() -> [&'static str; 256] {
    let mut slots = [""; 256];
    let mut next = 0;
    while next < WORDS.len() {
        let word = WORDS[next];
        assert!(slots[slot(word)].is_empty(), "two words share a slot: choose other factors");
        slots[slot(word)] = word;
        next += 1;
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_its_words_and_no_others() {
        for word in WORDS {
            assert_eq!(common_key(word), Some(*word));
            let cut: String = word.chars().skip(1).collect();
            assert_eq!(common_key(&cut), WORDS.iter().find(|other| **other == cut).copied());
        }
        assert_eq!(common_key(""), None);
        assert_eq!(common_key("가"), None);
    }
}
