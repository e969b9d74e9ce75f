//! English documentation of rules.

mod expectation;
mod exposed;
mod no_effect;

use super::En;
use crate::i18n::text::{RuleSection, RuleText, RulesText};
use crate::lint::Code;

impl RulesText for En {
    fn rule(&self, code: Code) -> RuleText {
        text(code)
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
         `mtls-playground explain CODE` prints the same text.\n\n\
         The examples stand in this mesh:"
    }
}

/// What a rule is about.
#[expect(clippy::too_many_lines, reason = "a list of texts, one entry for each rule")]
fn text(code: Code) -> RuleText {
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
        Code::RejectedHandshake => RuleText {
            what: "A server's proxy refuses TLS that is not of the mesh: the application's own TLS, or TLS \
                  that a DestinationRule with `SIMPLE` or `MUTUAL` makes.",
            why: "Under `STRICT` the proxy asks for a certificate of the mesh, which such a client does \
                  not have. On a port that is declared for HTTP, `PERMISSIVE` has no filter chain for \
                  foreign TLS either: the connection is reset.",
            fix: "Inside the mesh leave TLS to the proxies: remove the `tls` block from the \
                  DestinationRule, let the application speak plaintext. If the application must speak TLS \
                  itself, declare the port so: name it `https-…` or `tls-…`.",
            verify: "`istioctl proxy-config listener POD -n NAMESPACE --port 15006` shows the filter chains \
                  of the server; its access log says `NR filter_chain_not_found` or \
                  `PEER_DID_NOT_RETURN_A_CERTIFICATE`.",
        },
        Code::TlsInTls => RuleText {
            what: "The application speaks TLS itself, and a DestinationRule makes the proxy put a second TLS around it.",
            why: "The server takes off the outer TLS and finds another handshake where it expects a request. `SIMPLE` \
                  and `MUTUAL` are for applications that speak plaintext and leave TLS to their proxy.",
            fix: "Remove the `tls` block from the DestinationRule, or let the application speak plaintext on that port.",
            verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST -o json` shows the TLS that the proxy adds.",
        },
        Code::ForeignBytesOnHttp => RuleText {
            what: "A port that is declared for HTTP receives something that is not HTTP.",
            why: "The name of the port (`http-…`) or `appProtocol` makes the proxies read HTTP. Other \
                  bytes end in `400 DPE` with `http1.codec_error`, and at the client's proxy they bypass \
                  the routes of the mesh.",
            fix: "Declare what the port really speaks: name it `tcp-…`, `mysql`, `redis` …, or set \
                  `appProtocol`.",
            verify: "`istioctl x describe service NAME -n NAMESPACE` says how the port is read.",
        },
        Code::ServerFirstHang => RuleText {
            what: "A server that speaks first, such as MySQL or SMTP, is called on a port where a proxy \
                  waits for the client's first bytes.",
            why: "Where a port declares no protocol, or accepts both plaintext and mutual TLS, the proxy \
                  reads the first bytes to tell them apart. Client and server then wait for each other \
                  until a timeout.",
            fix: "Name the port `tcp-…` or `mysql`, so that nothing needs to be told apart.",
            verify: "`istioctl proxy-config listener POD -n NAMESPACE --port PORT -o json` shows \
                  `http_inspector` or `tls_inspector` where the proxy waits.",
        },
        Code::MissingEndpoints => RuleText {
            what: "A service is called whose selector picks no pod.",
            why: "The client's proxy answers `503 UH` (`no healthy upstream`). Often a label differs by \
                  one letter; a workload with `replicas: 0` has no pods either.",
            fix: "Make `spec.selector` equal to the labels of the pod template.",
            verify: "`kubectl get endpointslice -n NAMESPACE -l kubernetes.io/service-name=NAME` lists the \
                  pods behind a service.",
        },
        Code::UnreachableAddress => RuleText {
            what: "Nothing answers where the client dials: the name resolves to nothing, or no Service \
                  declares the port.",
            why: "A Service answers only on the ports that it declares; everything else ends in a timeout \
                  or `connection refused`.",
            fix: "Dial a declared port, or declare it in the Service. Check the spelling of the host.",
            verify: "`kubectl get service NAME -n NAMESPACE` lists the ports; `nslookup HOST` from the \
                  client's pod resolves the name.",
        },
        Code::UnregisteredDestination => RuleText {
            what: "A client calls something that the mesh does not know, and the mesh lets no such call out \
                  (`REGISTRY_ONLY`).",
            why: "This may well be intended. HTTP calls get `502`, others are closed.",
            fix: "If the call is wanted, register the destination with a ServiceEntry.",
            verify: "`istioctl proxy-config cluster POD -n NAMESPACE` lists what the client's proxy knows; \
                  its access log says `BlackHoleCluster` or `block_all`.",
        },
        Code::MissingCluster => RuleText {
            what: "A route of a VirtualService leads to a host, port or subset that the client's proxy does not \
                  know.",
            why: "The client's proxy answers `503 NC` (`cluster_not_found`), or closes a TCP connection. A host with \
                  a dot is taken as it stands, a subset must be in the DestinationRule that the client follows, and \
                  without `port` a request keeps the port that was dialled.",
            fix: "Write the full name of the service and a port that it declares; define the subset in the \
                  DestinationRule in force.",
            verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST` lists ports and subsets that \
                  the client's proxy knows.",
        },
        Code::UnroutedRequest => RuleText {
            what: "A request fits no rule of the VirtualService that is for its host.",
            why: "A VirtualService replaces the routes of a service as a whole: the client's proxy answers `404 NR` \
                  (`route_not_found`).",
            fix: "Add a last rule without `match`, or widen the match. A prefix is compared as text; a regular \
                  expression must describe the whole path.",
            verify: "`istioctl proxy-config route POD -n NAMESPACE --name PORT -o json` shows the rules in their \
                  order.",
        },
        Code::ProxyAnswer => RuleText {
            what: "A redirect, a direct response or a fault answers a request before it leaves the client's pod.",
            why: "This may well be intended; the server never sees the request, and mutual TLS does not come up.",
            fix: "If the request should get through, take the rule away or narrow its match.",
            verify: "The access log of the client's proxy names no upstream; a fault has the flag `FI`.",
        },
        Code::DeniedWithoutIdentity => RuleText {
            what: "A policy would let the client in by its identity, but the connection is plaintext, which carries \
                   none, so the call is denied.",
            why: "Only mutual TLS proves who calls. Without it `principals`, `namespaces` and `serviceAccounts` match \
                  nobody, not even `*`, and the client sees `403 RBAC: access denied` or a reset. Plaintext comes from \
                  a client without a proxy, a DestinationRule that turns TLS off, an excluded port, or a call to a \
                  pod's address.",
            fix: "Make the hop mutual TLS: inject the client, or delete the `tls` block of the DestinationRule. For a \
                  client that must stay outside allow its addresses with `ipBlocks`.",
            verify: "The server's access log says `rbac_access_denied_matched_policy[none]`; `istioctl x describe pod POD \
                     -n NAMESPACE` names the policies in force.",
        },
        Code::HttpPolicyOnTcp => RuleText {
            what: "A policy speaks about methods, paths, hosts, headers or tokens and meets a port where the proxy reads \
                   bytes, so connections are denied that it was not written for.",
            why: "On such a port ALLOW loses every rule with a field of HTTP, and DENY loses the field but keeps the \
                  rest: a DENY rule with nothing but paths denies everything.",
            fix: "Name the pod ports for HTTP under `ports` in the same operation, or declare the port as HTTP if that \
                  is what it speaks.",
            verify: "`istioctl x authz check POD -n NAMESPACE` shows the rules on each listener.",
        },
        Code::DeniedByPolicy => RuleText {
            what: "AuthorizationPolicies or RequestAuthentications deny a call.",
            why: "This may well be intended. DENY comes before ALLOW; as soon as one ALLOW policy selects a workload, \
                  whatever no ALLOW rule matches is denied. A token that a rule looks at must be valid.",
            fix: "If the call is wanted, add a rule that matches it: its identity, the pod port, method and path as the \
                  server sees them.",
            verify: "The server's access log names the policy and rule: `rbac_access_denied_matched_policy[…]`, or \
                     `jwt_authn_access_denied{…}` for a token.",
        },
        Code::ClosedByGateway => RuleText {
            what: "What arrives at a gateway is closed by it: no server listens on the port, none answers to the name, \
                   the TLS handshake fails, or the bytes are not HTTP.",
            why: "A gateway listens only where a Gateway has a server with a route, and a server for TLS answers only to \
                  its `hosts` (SNI). Clients see a reset, `SSL_connect` errors or `NR filter_chain_not_found`.",
            fix: "Write the host among the server's `hosts` and give it a VirtualService with this gateway; let the client \
                  speak what the server's `tls.mode` expects.",
            verify: "`istioctl proxy-config listener POD -n NAMESPACE --port PORT` shows the gateway's filter chains and \
                     the names that they answer to.",
        },
        Code::OriginationOnPlainPort => exposed::ORIGINATION_ON_PLAIN_PORT,
        Code::ConflictingPorts => exposed::CONFLICTING_PORTS,
        Code::GatewayWithoutRoute => exposed::GATEWAY_WITHOUT_ROUTE,
        Code::RequestsToTlsPort => exposed::REQUESTS_TO_TLS_PORT,
        Code::NegativeMatchAdmitsPlaintext => RuleText {
            what: "An ALLOW rule with nothing but a negative condition on identity lets plaintext in.",
            why: "Whoever calls without mutual TLS has no identity, and so is none of those that `notPrincipals`, \
                  `notNamespaces` and the like name. “Everybody but” therefore means all plaintext, whoever sends it.",
            fix: "Ask for an identity as well: `principals: [\"*\"]` beside the negative condition. Or accept only mutual \
                  TLS with a PeerAuthentication of mode `STRICT`.",
            verify: "`kubectl exec` into a pod without a proxy and call the server: it must answer `403`.",
        },
        Code::LeftoverPermissive => exposed::LEFTOVER_PERMISSIVE,
        Code::PlaintextEgress => exposed::PLAINTEXT_EGRESS,
        Code::PassthroughInPlaintext => exposed::PASSTHROUGH_IN_PLAINTEXT,
        Code::SelectorWithoutPods => RuleText {
            what: "A policy has a selector that picks no pod of its namespace, so it has no effect.",
            why: "The labels must be those of the *pods*, key and value alike; one letter is enough to miss them. What \
                  the policy was meant to protect keeps the mode of its namespace or of the mesh.",
            fix: "Make the selector equal to labels of the pod template. The finding names the nearest one.",
            verify: "`kubectl get pod -n NAMESPACE -l KEY=VALUE` lists the pods that a selector picks; \
                     `istioctl x describe pod POD -n NAMESPACE` names the policies in force.",
        },
        Code::UnknownClient => RuleText {
            what: "A `Traffic` names a client that is not among the workloads of the text.",
            why: "What leaves a client depends on its proxy, its namespace and its labels; without them the call \
                  cannot be evaluated and is left out.",
            fix: "Correct `spec.from` to `namespace/workload`, or add the manifest of the client.",
            verify: "The call appears among the connections.",
        },
        Code::UnknownPrincipal => RuleText {
            what: "A policy names a principal that no workload has.",
            why: "A principal is `TRUST-DOMAIN/ns/NAMESPACE/sa/SERVICE-ACCOUNT`, without `spiffe://`, and it is compared \
                  letter by letter. One that nobody has allows or denies nobody.",
            fix: "Write the service account that the pods of the client run as; without `serviceAccountName` that is \
                  `default`.",
            verify: "`kubectl get pod POD -n NAMESPACE -o jsonpath={.spec.serviceAccountName}` shows the account.",
        },
        Code::ServicePortInPolicy => RuleText {
            what: "A policy names the number of a Service port, but its pods listen on another one.",
            why: "The proxy of the server sees the port of the pod, `targetPort`. A rule for the Service port matches \
                  nothing there.",
            fix: "Write the pod port.",
            verify: "`kubectl get service NAME -n NAMESPACE` shows both numbers.",
        },
        Code::ShadowedPolicy => no_effect::SHADOWED_POLICY,
        Code::SelectorInRoot => no_effect::SELECTOR_IN_ROOT,
        Code::HostOfNothing => no_effect::HOST_OF_NOTHING,
        Code::UnconsultedRule => no_effect::UNCONSULTED_RULE,
        Code::HiddenRule => no_effect::HIDDEN_RULE,
        Code::UnknownGateway => no_effect::UNKNOWN_GATEWAY,
        Code::MissingWaypoint => no_effect::MISSING_WAYPOINT,
        Code::MeaninglessInjection => no_effect::MEANINGLESS_INJECTION,
        Code::MisplacedInjection => no_effect::MISPLACED_INJECTION,
        Code::IgnoredAnnotation => no_effect::IGNORED_ANNOTATION,
        Code::LiteralStar => no_effect::LITERAL_STAR,
        Code::UnreadSecret => no_effect::UNREAD_SECRET,
        Code::UnreadableAnnotation => no_effect::UNREADABLE_ANNOTATION,
        Code::IncompleteDocument => RuleText {
            what: "A document lacks what every resource must have: `apiVersion`, `kind`, `metadata.name`, \
                  or a field that its kind requires.",
            why: "Kubernetes refuses it. A file without `kind` may be meant for another program (values of \
                  a chart, an API description); it is then left out here.",
            fix: "Add what is missing, or leave the file out.",
            verify: "`kubectl apply --dry-run=server -f FILE` says what is missing.",
        },
        Code::UnknownApiVersion => RuleText {
            what: "The kind is known, but the `apiVersion` has no such kind; or it is nearly the name of one.",
            why: "The API server answers `no matches for kind`. The document is not evaluated.",
            fix: "Write one of the API versions that have the kind; spell the kind as the API server does, with its capitals.",
            verify: "`kubectl api-resources` lists every kind with its group and version.",
        },
        Code::UnknownField => RuleText {
            what: "A field that its kind does not have, often a slip of indentation or spelling.",
            why: "`kubectl apply` refuses it by default; with `--validate=false`, or through tools that do \
                  not validate, the API server drops the field without a word, and the resource means \
                  something else: a PeerAuthentication with `spec.mode` instead of `spec.mtls.mode` \
                  enforces nothing. Istio passes over a field of the mesh config that it does not know, \
                  without a word: `enableAutoMTLS` for `enableAutoMtls`.",
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
        Code::RejectedResource => RuleText {
            what: "The API server or Istio's webhook would refuse the document.",
            why: "`kubectl apply` fails, and what is on the cluster stays as it was. Here the document is evaluated as far as \
                  it goes, so the outcomes may be those of a policy that no cluster has.",
            fix: "Correct the field that the finding names.",
            verify: "`kubectl apply --dry-run=server -f FILE` asks the cluster; `istioctl validate -f FILE` asks without one.",
        },
        Code::QuestionableResource => RuleText {
            what: "Istio would take the document, but with a warning.",
            why: "It does something, but hardly what was meant.",
            fix: "Say what is meant; the finding names the field.",
            verify: "`kubectl apply --dry-run=server -f FILE` prints the warning; so does `istioctl validate -f FILE`.",
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
                  20,000 documents, 1,000,000 values, 100 levels, ten nodes copied for each one written.",
            why: "A few hundred bytes of aliases can expand to gigabytes, and thousands of resources that \
                  are each for thousands of others to millions of rules. What lies beyond the limit is left \
                  out: above a million comparisons of services and of gateways with pods, 500,000 rules that \
                  routes become, 300,000 policies of pods, 100,000 mergers of DestinationRules in a namespace, 400,000 places where calls are looked for, and five million comparisons \
                  for findings.",
            fix: "Split the text. An alias bomb is not meant to be read.",
            verify: "Kubernetes has limits of its own: a request may have 3 MiB.",
        },
        Code::UnexpectedOutcome => expectation::UNEXPECTED_OUTCOME,
        Code::UnknownExpectation => expectation::UNKNOWN_EXPECTATION,
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
        Code::UnlistedRevision => RuleText {
            what: "Pods ask a revision or tag of Istio for their sidecar, and the text does not show that it is installed.",
            why: "A label `istio.io/rev` is answered by the webhook of that revision or by none at all, silently. Manifests \
                  of applications rarely come with their control plane, so the revision is taken to be there, unless \
                  the text shows others. If it is not, these pods have no proxy and the outcomes are those of plaintext.",
            fix: "Nothing, if the cluster has the revision. Otherwise correct the label. To show that it is there, add its \
                  ConfigMap `istio-REVISION`, its IstioOperator or the Helm values with `revision`.",
            verify: "`istioctl tag list` and `kubectl get mutatingwebhookconfiguration -l istio.io/rev=REVISION` show what answers.",
        },
        Code::ProxylessGrpc => RuleText {
            what: "Pods ask for a template that makes their gRPC library a part of the mesh, without a proxy.",
            why: "With `grpc-agent` or `grpc-simple` an agent brings certificates and configuration to the library, and the \
                  library alone decides: mutual TLS in either direction if the program uses xDS credentials, plaintext if \
                  it does not. No manifest says which, and PeerAuthentication and most of VirtualService mean nothing to \
                  it. What is shown is what Istio tells the others: a workload without a proxy.",
            fix: "Nothing, if the program was made for it. To get the answers of a sidecar, remove the annotation \
                  `inject.istio.io/templates`.",
            verify: "`istioctl proxy-status` lists proxyless clients too; `GRPC_XDS_BOOTSTRAP` and xDS credentials in the \
                     program's source say whether it encrypts.",
        },
    }
}
