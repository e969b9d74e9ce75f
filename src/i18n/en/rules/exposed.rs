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
    what: "Two Services, or two ports of one, lead to the same port of a pod, and declare different protocols for it.",
    why: "A pod has one listener for the port. The older Service, and of one Service the first port, decides whether it \
          reads HTTP or bytes; what clients of the other one send may not be read, and policies about requests may not \
          be applied to it.",
    fix: "Give both ports the same protocol, by name or `appProtocol`, or let the pod listen on two ports.",
    verify: "`istioctl proxy-config listener POD -n NAMESPACE --port 15006` shows whether the port has \
             `HttpConnectionManager` or `TcpProxy`; `istioctl analyze` reports IST0116.",
};

pub(super) const REQUESTS_TO_TLS_PORT: RuleText = RuleText {
    what: "A proxy reads requests and passes them on as plain HTTP to a port that is declared for TLS.",
    why: "A gateway that ends TLS sends plain HTTP behind it, whatever the port is called; a sidecar's mutual TLS is \
          unwrapped before the app. An app that serves TLS answers `400 Client sent an HTTP request to an HTTPS server`, \
          or closes the connection. What the app really does no manifest says; the name of the port is all there is.",
    fix: "Route to the port on which the app serves plain HTTP. If there is none, put TLS on with a DestinationRule of \
          mode `SIMPLE`, or let the Gateway pass TLS through (`PASSTHROUGH`). If the app speaks HTTP there, give the \
          port a name that says so.",
    verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST -o json` shows whether the cluster has a \
             `transportSocket` for TLS.",
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

pub(super) const GATEWAY_WITHOUT_ROUTE: RuleText = RuleText {
    what: "A Gateway listens, and no VirtualService or route of the Gateway API is bound to one of its hosts.",
    why: "A server for HTTP answers every request with `404 NR`; one for TCP or passed-on TLS is not even listening. A \
          VirtualService without `gateways` is for sidecars only.",
    fix: "Name the Gateway in `gateways` of the VirtualService, as `NAMESPACE/NAME` where it is in another namespace, \
          and let a host of it fit one of the server.",
    verify: "`istioctl proxy-config routes GATEWAY-POD -n NAMESPACE` shows `404` as the only route of the port.",
};

pub(super) const PASSTHROUGH_IN_PLAINTEXT: RuleText = RuleText {
    what: "A client of the mesh calls a server of the mesh, and plaintext arrives although both have a proxy.",
    why: "No route takes the call: it goes to the address of a pod, asks for a host that the mesh does not know, or the \
          service is hidden from the client. The client's proxy passes the bytes on as they are (`PassthroughCluster`). \
          `PERMISSIVE` lets them in, without encryption and identity; the day it becomes `STRICT` the call breaks.",
    fix: "Call the Service by its name, and let proxies such as nginx write that name into the Host header. Where a \
          `Sidecar` or `exportTo` hides the service, let the client see it.",
    verify: "The access log of the client's proxy names `PassthroughCluster`; \
             `istioctl proxy-config routes POD -n NAMESPACE` lists the hosts that it knows.",
};
