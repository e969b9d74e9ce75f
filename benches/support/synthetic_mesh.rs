//! A mesh of any size, as text: namespaces of twelve services that call each other, every fifth namespace outside the
//! mesh, and policies sprinkled over it at every level. The same size gives the same text.

/// Services of one namespace.
const SERVICES: usize = 12;

/// `size` resources as one YAML stream.
pub(crate) fn synthetic_mesh(size: usize) -> String {
    let mesh = std::iter::once(MESH_POLICY.to_owned());
    let documents: Vec<String> = mesh.chain((0..).flat_map(namespace)).take(size).collect();
    documents.join("\n---\n")
}

/// The resources of one namespace.
fn namespace(index: usize) -> Vec<String> {
    let name = format!("team-{index:03}");
    let in_mesh = index % 5 != 4;
    let labels = if in_mesh { "\n  labels:\n    istio-injection: enabled" } else { "" };
    let mut documents = vec![format!("{}{labels}", fill(NAMESPACE, &[("NAMESPACE", &name)]))];
    if index % 7 == 6 {
        documents.push(fill(NAMESPACE_POLICY, &[("NAMESPACE", &name)]));
    }
    documents.extend((0..SERVICES).flat_map(|service| service_of(index, &name, service)));
    documents
}

/// A service, its workload, and the policies that it happens to have.
fn service_of(namespace: usize, name: &str, index: usize) -> Vec<String> {
    let service = format!("svc-{index:02}");
    let next = format!("svc-{:02}.team-{:03}", (index + 1) % SERVICES, namespace * 3 % (namespace + 1));
    let tls = if (index / 4 + namespace) % 3 == 1 { "DISABLE" } else { "ISTIO_MUTUAL" };
    let values = [("NAMESPACE", name), ("SERVICE", &service), ("NEXT", &next), ("TLS", tls)];

    let optional = [(4, DESTINATION_RULE), (6, WORKLOAD_POLICY), (5, AUTHORIZATION_POLICY)];
    let chosen =
        optional.into_iter().filter(|(every, _)| index.is_multiple_of(*every)).map(|(_, template)| template);
    [WORKLOAD, SERVICE].into_iter().chain(chosen).map(|template| fill(template, &values)).collect()
}

/// The template with its words in capitals replaced.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(template.to_owned(), |text, (word, value)| text.replace(&format!("<{word}>"), value))
}

const MESH_POLICY: &str = "\
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: istio-system
spec:
  mtls:
    mode: STRICT";

const NAMESPACE: &str = "\
apiVersion: v1
kind: Namespace
metadata:
  name: <NAMESPACE>";

const NAMESPACE_POLICY: &str = "\
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: <NAMESPACE>
spec:
  mtls:
    mode: PERMISSIVE";

const WORKLOAD: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: <SERVICE>
  namespace: <NAMESPACE>
spec:
  selector:
    matchLabels:
      app: <SERVICE>
  template:
    metadata:
      labels:
        app: <SERVICE>
        version: v1
    spec:
      serviceAccountName: <SERVICE>
      containers:
      - name: app
        image: registry.example/<SERVICE>:1.0
        env:
        - name: NEXT_URL
          value: http://<NEXT>.svc.cluster.local:8080
        ports:
        - containerPort: 8080";

const SERVICE: &str = "\
apiVersion: v1
kind: Service
metadata:
  name: <SERVICE>
  namespace: <NAMESPACE>
spec:
  selector:
    app: <SERVICE>
  ports:
  - name: http
    port: 8080";

const DESTINATION_RULE: &str = "\
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: <SERVICE>
  namespace: <NAMESPACE>
spec:
  host: <SERVICE>.<NAMESPACE>.svc.cluster.local
  trafficPolicy:
    tls:
      mode: <TLS>";

const WORKLOAD_POLICY: &str = "\
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: <SERVICE>
  namespace: <NAMESPACE>
spec:
  selector:
    matchLabels:
      app: <SERVICE>
  mtls:
    mode: STRICT
  portLevelMtls:
    8080:
      mode: PERMISSIVE";

const AUTHORIZATION_POLICY: &str = "\
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: <SERVICE>
  namespace: <NAMESPACE>
spec:
  selector:
    matchLabels:
      app: <SERVICE>
  rules:
  - from:
    - source:
        namespaces: [\"<NAMESPACE>\"]";
