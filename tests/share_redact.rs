//! What never travels in a link, and what must not be touched.

#![allow(clippy::unwrap_used, reason = "a test that cannot begin has failed")]

use mtls_playground::share::{Redaction, redact};
use proptest::prelude::*;
use test_case::test_case;

/// Every case hides this word, in plain or in base64.
const PLAIN: &str = "hunter2-the-password";
const BASE64: &str = "aHVudGVyMi10aGUtcGFzc3dvcmQ=";

fn value(secret: &str, field: &str) -> Redaction {
    Redaction::SecretValue { secret: secret.into(), field: field.into() }
}

#[test]
fn a_secret_keeps_everything_but_its_values() {
    let text = format!(
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n  namespace: shop\n  labels: {{ app: db }}\ntype: Opaque\n\
         data:\n  password: {BASE64}\nstringData:\n  url: \"mysql://root:{PLAIN}@db\"\n---\nkind: Service\n"
    );
    let (redacted, removed) = redact(&text);
    assert_eq!(
        redacted,
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n  namespace: shop\n  labels: { app: db }\ntype: Opaque\n\
         data:\n  password: REDACTED\nstringData:\n  url: \"REDACTED\"\n---\nkind: Service\n"
    );
    assert_eq!(removed, [value("shop/db", "data.password"), value("shop/db", "stringData.url")]);
}

/// `@` stands for the password in these texts, `%` for its base64.
#[test_case("kind: Secret\nmetadata: {name: a}\ndata: {x: %, y: '%', z: \"%\"}\n"; "flow style")]
#[test_case("kind: Secret\nmetadata:\n  name: a\nstringData:\n  x: |\n    user=root\n    @\n\n    end\n  y: >-\n    @\n  z: 1\n"; "block scalars")]
#[test_case("kind: Secret\nmetadata:\n  name: a\nstringData:\n  x: one\n    @\n    three\n"; "a plain scalar of several lines")]
#[test_case("kind: Secret\nmetadata:\n  name: a\nstringData:\n  x: \"one\n    @\"\n"; "a quoted scalar of several lines")]
#[test_case("kind: Secret\r\nmetadata:\r\n  name: a\r\nstringData:\r\n  x: |-\r\n    @\r\n  y: @\r\n"; "crlf")]
#[test_case("\u{feff}kind: Secret\nmetadata: {name: a}\nstringData: {x: @}"; "byte order mark")]
#[test_case("kind: Secret\nmetadata:\n  name: a\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {\"data\":{\"x\":\"%\"}}\ndata:\n  x: %\n"; "the annotation of kubectl apply")]
#[test_case("kind: Secret\nmetadata:\n  name: a\n# old: @\ndata: # @\n  # @\n  x: % # @\n  # @\n"; "comments inside")]
#[test_case("kind: List\nitems:\n- kind: Service\n- kind: Secret\n  metadata:\n    name: a\n  data:\n    x: %\n  # @\n- kind: Pod\n"; "an item of a list")]
#[test_case("{\"kind\": \"List\", \"items\": [{\"kind\": \"Secret\", \"metadata\": {\"name\": \"a\"}, \"data\": {\"x\": \"%\"}}]}"; "json")]
#[test_case("kind: SecretList\nitems:\n- metadata: {name: a}\n  data: {x: %}\n"; "a list of secrets")]
#[test_case("kind: Secret\nmetadata:\n  name: a\ndata:\npassword: %\n"; "a field that lost its indentation")]
#[test_case("kind: Secret\nmetadata:\n  name: a\nspec: &s\n  x: %\ndata: *s\n"; "data by an alias")]
#[test_case("kind: Secret\nmetadata:\n  name: a\n  labels:\n    x: &s @\ndata:\n  x: *s\n"; "a value by an alias")]
#[test_case("kind: Secret\nmetadata: {name: a}\ntype: {x: @}\nkind2: @\n"; "unknown fields")]
#[test_case("type: Opaque\nmetadata: {name: a}\ndata: {x: %}\n"; "without a kind")]
#[test_case("metadata: {name: a}\ndata: {x: %}\n"; "the second half of a Secret")]
#[test_case("metadata: {name: a}\nstringData: {x: @}\n"; "string data without a kind")]
#[test_case("kind: secret\nmetadata: {name: a}\ndata: {x: %}\n"; "kind in lower case")]
#[test_case("kind: Secret\nmetadata:\n  name: a\ndata:\n  x: %\n   y: @\n"; "broken indentation")]
#[test_case("kind: Secret\nmetadata:\n\tname: a\ndata:\n  x: %\n"; "a tab")]
#[test_case("kind: Secret\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  x: % # @\n"; "a template")]
#[test_case("{\"kind\": \"Secret\", \"data\": {\"x\": \"%\""; "json that was cut")]
#[test_case("kind: Secret\ndata:\n  x: %\nkind: Service\n"; "documents without a separator")]
#[test_case("kind: Service\n...\nkind: Secret\ndata:\n  x: %\n"; "behind the end of a document")]
#[test_case("kind: Service\n# kind: Secret\n# data:\n#   x: %\nmetadata:\n  name: a\n"; "in comments of another document")]
#[test_case("# kind: Secret\n# data:\n#   x: %\n"; "in comments alone")]
#[test_case("kind: ConfigMap\ndata:\n  secret.yaml: |\n    kind: Secret\n    data:\n      x: %\n"; "a manifest in a string")]
#[test_case("kind: Service\nmetadata:\n  name: a\n---x\nkind: Secret\ndata:\n  x: %\n"; "behind a bad separator")]
fn no_value_of_a_secret_stays(template: &str) {
    let text = template.replace('@', PLAIN).replace('%', BASE64);
    assert!(text.contains(PLAIN) || text.contains(BASE64));
    let (redacted, removed) = redact(&text);
    assert!(!redacted.contains(PLAIN) && !redacted.contains(BASE64), "{redacted}");
    assert!(!removed.is_empty());
    assert_eq!(redact(&redacted), (redacted.clone(), Vec::new()), "{redacted}");
}

#[test_case("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\nREDACTED\n-----END CERTIFICATE-----\n"; "plain")]
#[test_case("a: |\n  -----BEGIN RSA PRIVATE KEY-----\n  MIIB\n  AAAA==\n  -----END RSA PRIVATE KEY-----\nb: 1\n", "a: |\n  -----BEGIN RSA PRIVATE KEY-----\n  REDACTED\n  -----END RSA PRIVATE KEY-----\nb: 1\n"; "in a block scalar")]
#[test_case("a: \"-----BEGIN KEY-----\\nMIIB\\nn\\n-----END KEY-----\\n\"", "a: \"-----BEGIN KEY-----\\nREDACTED\\n-----END KEY-----\\n\""; "escaped line breaks")]
#[test_case("# -----BEGIN KEY-----\n# MIIB\n# -----END KEY-----\n", "# -----BEGIN KEY-----\n# REDACTED\n# -----END KEY-----\n"; "in a comment")]
#[test_case("-----BEGIN A-----\nMIIB\nkind: x\n---\nkind: Service\n-----BEGIN B-----\nMIIC\n", "-----BEGIN A-----\nREDACTED\n---\nkind: Service\n-----BEGIN B-----\nREDACTED\n"; "without an end")]
#[test_case("caBundle: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUI=\nname: x", "caBundle: REDACTED\nname: x"; "in base64")]
#[test_case("ca: |\n  LS0tLS1CRUdJTiBDRVJUSUZJQ0FUR\n  S0tLS0tCk1JSUJhc2RmYXNkZg==\n  x\n", "ca: |\n  REDACTED\n  x\n"; "base64 in lines")]
fn pem(text: &str, expected: &str) {
    let (redacted, removed) = redact(text);
    assert_eq!(redacted, expected);
    assert!(!removed.is_empty() && removed.iter().all(|what| *what == Redaction::Pem));
    assert_eq!(redact(&redacted).1, []);
}

#[test_case("token: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U\n", "token: REDACTED\n"; "jwt")]
#[test_case("url?access_token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0&x=1", "url?access_token=REDACTED&x=1"; "jwt without signature in a url")]
#[test_case("authorization: \"Bearer my-secret-token\"", "authorization: \"Bearer REDACTED\""; "bearer")]
#[test_case("curl -H 'Authorization: bearer a1b2c3d4' x", "curl -H 'Authorization: bearer REDACTED' x"; "bearer in a command")]
#[test_case("value: \"Bearer abcdefghijkl\"", "value: \"Bearer REDACTED\""; "bearer without digits")]
#[test_case("- exact: Basic dXNlcjpwYXNz", "- exact: Basic REDACTED"; "basic")]
#[test_case("value: ghp_0123456789abcdefghijABCDEFGHIJ012345", "value: REDACTED"; "a known prefix")]
#[test_case("AWS_KEY=AKIAIOSFODNN7EXAMPLE1", "AWS_KEY=REDACTED"; "a known prefix behind an equals sign")]
fn tokens(text: &str, expected: &str) {
    assert_eq!(redact(text), (expected.to_owned(), vec![Redaction::Token]));
    assert_eq!(redact(expected).1, []);
}

#[test_case("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  password: not-a-secret # kept\n"; "a ConfigMap")]
#[test_case("kind: Gateway\nspec:\n  tls:\n    certificateRefs:\n    - kind: Secret\n      name: cert # kept\n"; "a reference to a Secret")]
#[test_case("kind: Pod\nspec:\n  volumes:\n  - name: s\n    secret:\n      secretName: db\n"; "a volume from a Secret")]
#[test_case("kind: Secret\nmetadata:\n  name: a\ndata:\n"; "a Secret without data")]
#[test_case("kind: SealedSecret\nspec:\n  encryptedData:\n    x: AgBy3i4OJSWK\n"; "encrypted")]
#[test_case("# Basic authentication, then Bearer authorization\nkind: Role\nrules:\n- resources: [secrets]\n"; "prose")]
#[test_case("command: curl -H \"Authorization: Bearer ${TOKEN}\" x\n"; "a variable")]
#[test_case("kind: AuthorizationPolicy\nspec:\n  rules:\n  - when:\n    - key: request.auth.claims[iss]\n"; "claims")]
#[test_case("apiVersion: mtls-playground/v1\nkind: Traffic\nspec:\n  token: expired\n"; "the token of a call")]
#[test_case("# Copyright\n\n# The database\nkind: Secret # kept\nmetadata:\n  name: a\n  # kept\n  labels: {b: c}\ntype: Opaque\ndata: {x: REDACTED}\n"; "comments on what may stay")]
#[test_case("description: \"Basic information about a product\"\n"; "prose in quotes")]
#[test_case("a: [1,\n  b: : c\n---\nkind: {{ .Kind }}\r\n\t\u{feff}\u{0}"; "broken text without secrets")]
#[test_case("image: eyJ.x\nname: AKIA\nhost: basic.example.com\n"; "names that begin like tokens")]
#[test_case(""; "nothing")]
fn nothing_else_is_touched(text: &str) {
    assert_eq!(redact(text), (text.to_owned(), Vec::new()));
}

/// A search that began anew at each of them would take minutes.
#[test_case("kind: "; "kinds")]
#[test_case("-----BEGIN A-----\n"; "pem blocks")]
#[test_case("Bearer \""; "schemes")]
#[test_case("eyJ."; "beginnings of tokens")]
#[test_case("# "; "comments")]
fn no_repetition_takes_long(part: &str) {
    let text = part.repeat(200_000 / part.len());
    assert_eq!(redact(&text), (text, Vec::new()));
}

/// Other documents keep every byte, whatever their style.
#[test]
fn the_neighbours_of_a_secret_stay() {
    let before = "# Shop\r\napiVersion: v1\r\nkind: Service   # kept\r\nmetadata: { name: 'a' }\r\n---\r\n";
    let after = "\n--- # next\nkind:   Pod\n\n\n# end";
    let text = format!("{before}kind: Secret\nmetadata:\n  name: a\ndata:\n  x: {BASE64}{after}");
    let (redacted, removed) = redact(&text);
    assert_eq!(redacted, text.replace(BASE64, "REDACTED"));
    assert_eq!(removed, [value("a", "data.x")]);
}

/// Secrets in the styles in which people write them; `@` stands for the value.
const STYLES: [&str; 6] = [
    "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  x: @\n  y: '@'\n",
    "apiVersion: v1\ndata:\n    x: \"@\"\nkind: Secret\nmetadata:\n    name: a\ntype: Opaque\n",
    "kind: Secret\r\nmetadata:\r\n  name: a\r\nstringData:\r\n  conf: |\r\n    a=@\r\n    b=@\r\n",
    "kind: Secret\nmetadata: {name: a}\nstringData: {x: @, y: \"@\", z: [@]} # @\n",
    "apiVersion: v1\nkind: List\nitems:\n- kind: Secret\n  metadata:\n    name: a\n  data:\n    x: >-\n      @\n",
    "{\n  \"kind\": \"Secret\",\n  \"metadata\": {\n    \"name\": \"a\"\n  },\n  \"data\": {\n    \"x\": \"@\"\n  }\n}\n",
];

/// What slips into a text at the beginning or end of a line. Separators and comment signs are not among it: what they
/// cut off is no Secret any more.
const SLIPS: [&str; 18] = [
    " ", "\t", "  ", "{", "}", "[", "\"", "'", ": ", "- ", "&a ", "*a ", "|", "!x ", "%", "\n\n", "{{ .x }}",
    "\u{feff}",
];

proptest! {
    #[test]
    fn no_slip_lets_a_value_out(
        style in prop::sample::select(&STYLES[..]),
        slips in prop::collection::vec((prop::sample::select(&SLIPS[..]), any::<prop::sample::Index>(), any::<bool>()), 0..3),
        secret in "[a-z]{4}[A-Za-z0-9+/]{12,40}",
        pod in any::<bool>(),
    ) {
        let mut lines: Vec<String> = style.replace('@', &secret).split_inclusive('\n').map(str::to_owned).collect();
        for (slip, at, at_end) in slips {
            let at = at.index(lines.len());
            let line = &mut lines[at];
            let place = if at_end { line.trim_end().len() } else { line.len() - line.trim_start().len() };
            line.insert_str(place, slip);
        }
        let text = if pod { format!("kind: Pod # first\n---\n{}---\nkind: Pod\n", lines.concat()) } else { lines.concat() };
        let (redacted, removed) = redact(&text);
        prop_assert!(!redacted.contains(&secret), "{}\nbecame\n{}", text, redacted);
        prop_assert!(!removed.is_empty());
        prop_assert!(!pod || (redacted.starts_with("kind: Pod # first\n---\n") && redacted.ends_with("---\nkind: Pod\n")));
        prop_assert_eq!(redact(&redacted), (redacted.clone(), Vec::new()));
    }

    #[test]
    fn any_text_survives(text in any::<String>()) {
        let (redacted, _) = redact(&text);
        prop_assert_eq!(redact(&redacted), (redacted.clone(), Vec::new()));
    }
}
