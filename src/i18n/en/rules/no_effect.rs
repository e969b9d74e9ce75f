//! English documentation of the rules about what has no effect.

use crate::i18n::text::RuleText;

pub(super) const SHADOWED_POLICY: RuleText = RuleText {
    what: "A resource has no effect on any call here, since another one of the same kind takes its place.",
    why: "Of several PeerAuthentications for the same namespace or the same pods only the oldest counts, ports \
          included; of several DestinationRules for one host only one traffic policy does, and clients ask their own \
          namespace first; of several VirtualServices for one host the routes of the first count; a Gateway loses a \
          host or port that an older one has. Where creation times are equal, the name decides.",
    fix: "Put what is meant into the one that counts, and delete the other.",
    verify: "`kubectl get KIND -n NAMESPACE --sort-by=.metadata.creationTimestamp` shows which one is older.",
};

pub(super) const SELECTOR_IN_ROOT: RuleText = RuleText {
    what: "A PeerAuthentication in the root namespace has a selector.",
    why: "In the root namespace only a PeerAuthentication without a selector counts, for the whole mesh. One with a \
          selector picks no pod, neither there nor anywhere else. (An AuthorizationPolicy there does pick pods \
          everywhere.)",
    fix: "Move it to the namespace of the pods, or take the selector away.",
    verify: "`istioctl x describe pod POD -n NAMESPACE` names the policies in force.",
};

pub(super) const HOST_OF_NOTHING: RuleText = RuleText {
    what: "The host of a DestinationRule or VirtualService is the name of nothing, though it looks like that of a service.",
    why: "A host with a dot is taken as a full name: `payments.shop` is not `payments.shop.svc.cluster.local`. A host \
          without a dot is a service of the rule's own namespace.",
    fix: "Write the full name of the service.",
    verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST` names the rule in the column \
             `DESTINATION RULE`; `istioctl proxy-config route POD -n NAMESPACE` \
             names a VirtualService in the column `VIRTUAL SERVICE`.",
};

pub(super) const UNCONSULTED_RULE: RuleText = RuleText {
    what: "A DestinationRule is in a namespace where no client looks for it.",
    why: "A client asks three namespaces, in this order: its own, that of the service, and the root namespace. A rule \
          anywhere else counts for clients of that namespace only.",
    fix: "Move the rule to the namespace of the service.",
    verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST` names the rule in force in the column \
             `DESTINATION RULE`.",
};

pub(super) const HIDDEN_RULE: RuleText = RuleText {
    what: "`exportTo` of a DestinationRule, VirtualService or ServiceEntry, or the default of the mesh config, hides it \
           from all clients here that call its host.",
    why: "`.` is the resource's own namespace. Who does not see a rule uses the next one, or none; to whom a \
          ServiceEntry is hidden, its host is unknown.",
    fix: "Add the namespaces of the clients, or `*`, to `exportTo`.",
    verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST` names the rule in force in the column \
             `DESTINATION RULE`.",
};

pub(super) const UNKNOWN_GATEWAY: RuleText = RuleText {
    what: "`gateways` of a VirtualService names a Gateway that is not there.",
    why: "A name without a namespace is a Gateway of the VirtualService's own namespace. The routes are then for no \
          gateway, and requests to it are answered 404.",
    fix: "Write `NAMESPACE/NAME` of the Gateway.",
    verify: "`istioctl proxy-config routes GATEWAY-POD -n NAMESPACE` lists the hosts that have routes.",
};

pub(super) const MISSING_WAYPOINT: RuleText = RuleText {
    what: "`istio.io/use-waypoint` names a waypoint that is not there, or that takes nothing of this namespace.",
    why: "Nothing else takes its place: calls go past it, and policies that are attached to it are never asked.",
    fix: "Make the waypoint (`istioctl waypoint apply -n NAMESPACE`), correct its name, add \
          `istio.io/use-waypoint-namespace`, or let the namespace in with `allowedRoutes`.",
    verify: "`istioctl ztunnel-config service` shows the waypoint of each service.",
};

pub(super) const MEANINGLESS_INJECTION: RuleText = RuleText {
    what: "A label that decides about proxies has a value that means nothing.",
    why: "Values are compared letter by letter. `istio-injection: \"true\"` does not turn injection on; it even keeps \
          other labels from doing so.",
    fix: "`istio-injection` takes `enabled` and `disabled`, `sidecar.istio.io/inject` takes `\"true\"` and `\"false\"`, \
          `istio.io/dataplane-mode` takes `ambient` and `none`.",
    verify: "`kubectl get namespace NAMESPACE --show-labels`; a new pod with a sidecar has one container more.",
};

pub(super) const MISPLACED_INJECTION: RuleText = RuleText {
    what: "A label or annotation that decides about proxies stands where nobody looks.",
    why: "`sidecar.istio.io/inject` counts as a label of the pod: on the Deployment itself it is not seen, and as an \
          annotation alone it never reaches the webhook. `istio-injection` counts as a label of the Namespace.",
    fix: "Move it to `spec.template.metadata.labels`, or to `metadata.labels` of the Namespace.",
    verify: "`kubectl get pod -n NAMESPACE --show-labels`; a pod with a sidecar has one container more.",
};

pub(super) const IGNORED_ANNOTATION: RuleText = RuleText {
    what: "An annotation or label of Istio that nobody reads: its name is misspelt, it stands on the wrong object, or it \
           is an annotation where a label is asked for.",
    why: "Kubernetes takes every name. The proxies of a Deployment see the metadata of its pod template only, and what \
          is misspelt is missing: the port that was to be excluded is not.",
    fix: "Correct the name. Move annotations about proxies to `spec.template.metadata.annotations`, and labels among \
          `labels`.",
    verify: "`kubectl get pod POD -n NAMESPACE -o yaml` shows what the pod has; `istioctl analyze` reports IST0107 and \
             IST0108.",
};

pub(super) const LITERAL_STAR: RuleText = RuleText {
    what: "A `*` of an AuthorizationPolicy or VirtualService stands where it is an ordinary character.",
    why: "An AuthorizationPolicy knows `*` alone, at the beginning or at the end of a value; anywhere else, and at the \
          end of what begins with one, it is compared letter by letter. `cluster.local/ns/*/sa/cart` is the identity \
          of nobody, `*admin*` finds no path, and an ALLOW of either denies everybody. A `uri` of a VirtualService \
          is compared as it stands; `prefix` needs no `*`.",
    fix: "Leave one `*` at one end: `*/sa/cart`. In paths, write `{*}` for one segment and `{**}` for the rest. In a \
          VirtualService, use `prefix` without the `*`, or `regex`.",
    verify: "`istioctl x authz check POD.NAMESPACE` shows what the proxy compares.",
};

pub(super) const UNREAD_SECRET: RuleText = RuleText {
    what: "The Secret that a Gateway names in `credentialName` is in another namespace than the pods of the gateway.",
    why: "A gateway reads Secrets only in the namespace that its own pods run in, wherever the Gateway resource is. \
          Without the Secret it has no certificate: clients see the connection closed during the TLS handshake.",
    fix: "Create the Secret, or the Certificate that makes it, in the namespace of the pods; or run a gateway in the \
          namespace of the Secret and select its pods.",
    verify: "`istioctl proxy-config secret deploy/GATEWAY -n NAMESPACE` lists it as WARMING instead of ACTIVE.",
};

pub(super) const UNREADABLE_ANNOTATION: RuleText = RuleText {
    what: "The value of an annotation about what goes through the proxy is none that the injector reads.",
    why: "The injector refuses the pod, and the Deployment stays without new ones. Ports are numbers, separated by commas; \
          addresses are ranges with a length, such as `10.0.0.0/8`, without spaces; `*` is for the `include…` ones only.",
    fix: "Write numbers and ranges, or leave the annotation out.",
    verify: "`kubectl get events -n NAMESPACE` shows `admission webhook … denied the request`.",
};
