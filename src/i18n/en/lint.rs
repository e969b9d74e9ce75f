//! English texts of findings and rules.

use super::En;
use crate::i18n::text::{LintText, RuleSection, RuleText};
use crate::lint::{Code, Message};

impl LintText for En {
    fn message(&self, message: &Message) -> String {
        match message {
            Message::BrokenYaml { detail } => detail.clone(),
        }
    }

    fn rule(&self, code: Code) -> RuleText {
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
        }
    }

    fn rule_section(&self, section: RuleSection) -> &'static str {
        match section {
            RuleSection::Why => "Why it matters.",
            RuleSection::Bad => "Bad:",
            RuleSection::Good => "Good:",
            RuleSection::Fix => "Fix.",
            RuleSection::Verify => "Verify on a cluster.",
        }
    }

    fn rules_preface(&self) -> &'static str {
        "# Rules\n\nEvery finding has a code that is never reused and a name that reads after “allow”. \
         1xx broken · 2xx exposed · 3xx no effect · 4xx rejected · 5xx text · 6xx expectation not met · 7xx not considered.\n\
         `mtls-playground explain CODE` prints the same text."
    }
}
