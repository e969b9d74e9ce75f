//! English documentation of rules.

use crate::i18n::text::RuleText;
use crate::lint::Code;

/// What a rule is about.
#[expect(clippy::too_many_lines, reason = "a list of texts, one entry for each rule")]
pub(super) fn text(code: Code) -> RuleText {
    match code {
        Code::PlaintextToStrict => RuleText {
            what: "A client sends plaintext to a port where the server's proxy accepts only mutual TLS. The proxy \
                   closes the connection.",
            why: "`STRICT` leaves no way in for plaintext: the client sees `503 UC`, `connection reset by peer` or an \
                  empty reply, and the server's access log `NR filter_chain_not_found`. Plaintext comes from a client \
                  without a proxy, from a DestinationRule with `tls.mode: DISABLE` or with a `tls` block that is \
                  lost at port level, and from a mesh where auto mTLS is off or is bypassed.",
            fix: "Give the client a proxy (label its namespace, restart its pods). Where a DestinationRule turns TLS \
                  off, remove its `tls` block: auto mTLS then does the right thing. Where the client must stay \
                  outside, allow plaintext on that one port: a PeerAuthentication with a selector and \
                  `portLevelMtls` `PERMISSIVE` for the pod's port.",
            verify: "`istioctl x describe pod POD -n NAMESPACE` names the policies of the server; \
                     `istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST -o json` shows the client's \
                     transport socket; `kubectl get pod -n NAMESPACE` shows 2/2 where a proxy was injected.",
        },
        Code::MtlsToPlaintext => RuleText {
            what: "A client's proxy sends Istio mutual TLS to an application that expects plaintext, because no proxy \
                   stands before it to take the TLS off.",
            why: "The application answers the TLS handshake with its own protocol, and the client's proxy reports \
                  `503 UF,URX` with `WRONG_VERSION_NUMBER`. A DestinationRule with `ISTIO_MUTUAL` is obeyed without \
                  a look at the server: it may have no proxy, or a PeerAuthentication `DISABLE` on that port.",
            fix: "Remove the `tls` block from the DestinationRule, and auto mTLS decides by endpoint. Where the rule \
                  must stay, exempt the port with `portLevelSettings` and `tls.mode: DISABLE`, or give the server a \
                  proxy.",
            verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST -o json` shows the client's transport \
                     socket; `istioctl proxy-config listener POD -n NAMESPACE --port 15006` what the server takes, \
                     if it has a proxy at all (`kubectl get pod`: 2/2).",
        },
        Code::IncompleteDocument => RuleText {
            what: "A document lacks what every resource must have: `apiVersion`, `kind`, `metadata.name`, \
                  or a field that its kind requires.",
            why: "Kubernetes refuses it. A file without `kind` may be meant for another program (values of \
                  a chart, an API description); it is then left out here.",
            fix: "Add what is missing, or leave the file out.",
            verify: "`kubectl apply --dry-run=server -f FILE` says what is missing.",
        },
        Code::UnknownApiVersion => RuleText {
            what: "The kind is known, but the `apiVersion` has no such kind.",
            why: "The API server answers `no matches for kind`. The document is not evaluated.",
            fix: "Write one of the API versions that have the kind.",
            verify: "`kubectl api-resources` lists every kind with its group and version.",
        },
        Code::UnknownField => RuleText {
            what: "A field that its kind does not have, often a slip of indentation or spelling.",
            why: "`kubectl apply` refuses it by default; with `--validate=false`, or through tools that do \
                  not validate, the API server drops the field without a word, and the resource means \
                  something else: a PeerAuthentication with `spec.mode` instead of `spec.mtls.mode` \
                  enforces nothing.",
            fix: "Move or rename the field; the finding names the one that was probably meant.",
            verify: "`kubectl explain KIND.spec` lists the fields; `kubectl get KIND NAME -o yaml` shows what \
                  the API server kept.",
        },
        Code::InvalidValue => RuleText {
            what: "A value that its field cannot have: another type, a word that is none of the possible \
                  ones, a number out of range, text of the wrong form.",
            why: "The API server or Istio's webhook refuses the document. It is evaluated here as if the \
                  field were not there. Words of Istio are case-sensitive: `strict` is not `STRICT`.",
            fix: "Write one of the possible values; the finding names them.",
            verify: "`kubectl apply --dry-run=server -f FILE` says what is refused.",
        },
        Code::BrokenYaml => RuleText {
            what: "A document is not YAML as Kubernetes reads it.",
            why: "`kubectl` refuses the file. Here only this document is left out, and all others count.",
            fix: "Mend the text at the place of the finding: indentation, an open quote or bracket, a tab, \
                  a key that appears twice.",
            verify: "`kubectl apply --dry-run=client -f FILE` reads the file without changing anything.",
        },
        Code::UnrenderedTemplate => RuleText {
            what: "The text is a template: it holds actions such as `{{ .Release.Namespace }}` where values \
                  must stand.",
            why: "Kubernetes never sees it in this form, so nobody can say what it will mean. The \
                  documents that are templates are left out, and all others count.",
            fix: "Render the chart and use the output: `helm template RELEASE CHART`, or `kubectl \
                  kustomize DIR`.",
            verify: "`helm get manifest RELEASE` prints what is on the cluster.",
        },
        Code::BadSeparator => RuleText {
            what: "A line between two documents that `kubectl` reads otherwise than it looks: `---` with \
                  more than a comment behind it, or text behind the end marker `...`.",
            why: "For the first, `kubectl` refuses the whole file; the second it passes over without a \
                  word.",
            fix: "Put `---` on a line of its own.",
            verify: "`kubectl apply --dry-run=client -f FILE` lists what it read.",
        },
        Code::DuplicateDocument => RuleText {
            what: "Two documents have the same API group, kind, namespace and name.",
            why: "`kubectl apply` applies both, and the later one replaces the earlier. So it is done \
                  here, too.",
            fix: "Remove one of the two, or give it a name or a namespace of its own.",
            verify: "`kubectl get KIND NAME -n NAMESPACE -o yaml` shows the one that is left.",
        },
        Code::UnquotedWord => RuleText {
            what: "Text must stand here, but YAML takes the unquoted word for a boolean, a number or \
                  nothing: `on`, `yes`, `1.20`, `null`.",
            why: "Kubernetes reads YAML 1.1 and refuses the value: `cannot unmarshal bool into Go struct \
                  field … of type string`. A label `version: 1.20` would be the number 1.2.",
            fix: "Put the word in quotes.",
            verify: "`kubectl apply --dry-run=server -f FILE` refuses the unquoted word.",
        },
        Code::OversizedText => RuleText {
            what: "The text is larger, deeper or more tangled by aliases than can be evaluated: 8 MiB, \
                  20,000 documents, 100 levels, ten nodes copied for each one written.",
            why: "A few hundred bytes of aliases can expand to gigabytes. What lies beyond the limit is \
                  left out.",
            fix: "Split the text. An alias bomb is not meant to be read.",
            verify: "Kubernetes has limits of its own: a request may have 3 MiB.",
        },
        Code::UnusedKind => RuleText {
            what: "Documents of a kind that changes no outcome here.",
            why: "They were read and play no part. This is said so that nobody waits for their effect.",
            fix: "Nothing needs to be done.",
            verify: "`kubectl explain KIND` says what the kind is for.",
        },
        Code::UnevaluatedKind => RuleText {
            what: "Documents of a kind that may change an outcome, but that is not evaluated.",
            why: "An EnvoyFilter can rewrite any listener, a NetworkPolicy can drop any packet. The \
                  outcomes shown are those without them.",
            fix: "Check by hand whether one of them touches the connection.",
            verify: "`istioctl proxy-config all POD -n NAMESPACE -o json` shows the configuration that is \
                  left; `kubectl describe networkpolicy -n NAMESPACE` what may pass.",
        },
    }
}
