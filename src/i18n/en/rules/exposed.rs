//! English documentation of the rules about ports that are not what they seem, and about what is exposed.

use crate::i18n::text::RuleText;

pub(super) const ORIGINATION_ON_PLAIN_PORT: RuleText = RuleText {
    what: "A DestinationRule makes proxies speak TLS to port 80 of a host outside of the mesh.",
    why: "`tls.mode: SIMPLE` changes what is sent, not where it is sent. A server that speaks plain HTTP on port 80 \
          answers the handshake with something that is none: `503 UF,URX`, `WRONG_VERSION_NUMBER`.",
    fix: "Send it to the port for TLS: `targetPort: 443` at port 80 of the ServiceEntry.",
    verify: "`istioctl proxy-config endpoint POD -n NAMESPACE --cluster \"outbound|80||HOST\"` shows the port that is \
             dialled.",
};

pub(super) const CONFLICTING_PORTS: RuleText = RuleText {
    what: "Two Services lead to the same port of a pod, and declare different protocols for it.",
    why: "A pod has one listener for the port. The older Service decides whether it reads HTTP or bytes; what clients of \
          the other one send may not be read, and policies about requests may not be applied to it.",
    fix: "Give both ports the same protocol, by name or `appProtocol`, or let the pod listen on two ports.",
    verify: "`istioctl proxy-config listener POD -n NAMESPACE --port 15006` shows whether the port has \
             `HttpConnectionManager` or `TcpProxy`; `istioctl analyze` reports IST0116.",
};

pub(super) const LEFTOVER_PERMISSIVE: RuleText = RuleText {
    what: "A PeerAuthentication makes an exception from the STRICT above it, and no call here needs that.",
    why: "Whatever a migration needed once lets plaintext in for ever: anybody in the cluster can call without an \
          identity. With `DISABLE` even clients with a proxy send plaintext.",
    fix: "Delete the policy, or the entry for the port, so that the STRICT above it counts.",
    verify: "`kubectl exec` into a pod without a proxy and call the port: the connection must be reset.",
};

pub(super) const PLAINTEXT_EGRESS: RuleText = RuleText {
    what: "An HTTP request leaves the mesh in plaintext.",
    why: "Mutual TLS ends where the mesh ends. Whoever is on the way reads and changes the request.",
    fix: "Let the application speak HTTPS, or let its proxy do so: a ServiceEntry with `targetPort: 443` and a \
          DestinationRule with `tls.mode: SIMPLE`.",
    verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST -o yaml` shows a `transportSocket` where the \
             proxy speaks TLS.",
};
