//! `tls` of a server: of a Gateway, or of the ingress of a Sidecar.

use super::{At, Objections, Rule};
use crate::resource::admission::schema::{BOOLEAN, Object, Schema, TEXT, TEXTS, field};

const VERSIONS: Schema = Schema::one_of(&["TLS_AUTO", "TLSV1_0", "TLSV1_1", "TLSV1_2", "TLSV1_3"]);
static NAME: Schema = TEXT;
static CERTIFICATE: Object = Object::new(&[
    field("serverCertificate", TEXT),
    field("privateKey", TEXT),
    field("caCertificates", TEXT),
]);
static CERTIFICATE_ITEM: Schema = Schema::Object(&CERTIFICATE);

/// The fields of `tls`.
pub(super) static SERVER_TLS: Object = Object::new(&[
    field("httpsRedirect", BOOLEAN),
    field(
        "mode",
        Schema::one_of(&[
            "PASSTHROUGH",
            "SIMPLE",
            "MUTUAL",
            "AUTO_PASSTHROUGH",
            "ISTIO_MUTUAL",
            "OPTIONAL_MUTUAL",
        ]),
    ),
    field("serverCertificate", TEXT),
    field("privateKey", TEXT),
    field("caCertificates", TEXT),
    field("caCrl", TEXT),
    field("credentialName", TEXT),
    field("credentialNames", Schema::list(&NAME).size(1, 2)),
    field("caCertCredentialName", TEXT),
    field("tlsCertificates", Schema::list(&CERTIFICATE_ITEM).size(1, 2)),
    field("subjectAltNames", TEXTS),
    field("insecureSkipVerify", BOOLEAN).nullable(),
    field("verifyCertificateSpki", TEXTS),
    field("verifyCertificateHash", TEXTS),
    field("minProtocolVersion", VERSIONS),
    field("maxProtocolVersion", VERSIONS),
    field("cipherSuites", TEXTS),
])
.exclusive(&[&["credentialNames", "tlsCertificates"], &["credentialName", "credentialNames"]]);

/// Where the certificates of a server come from.
const SOURCES: &[&str] = &["credentialName", "credentialNames", "serverCertificate", "tlsCertificates"];
const CERTIFICATES: [&str; 7] = [
    "serverCertificate",
    "privateKey",
    "caCertificates",
    "caCrl",
    "tlsCertificates",
    "credentialName",
    "credentialNames",
];

/// Whether the server passes TLS on without terminating it. That is also what a missing mode means.
pub(super) fn passes_through(tls: &At<'_, '_>) -> bool {
    tls.exists() && matches!(tls.key("mode").text(), "" | "PASSTHROUGH" | "AUTO_PASSTHROUGH")
}

/// The mode has the certificates that it needs, from one source.
pub(super) fn rules(tls: &At<'_, '_>, out: &mut Objections) {
    if !tls.exists() {
        return;
    }
    let says = |name: &'static str| tls.key(name).has_text() || !tls.key(name).is_empty();
    let mode = match tls.key("mode").text() {
        "" => "PASSTHROUGH",
        written => written,
    };
    if mode == "ISTIO_MUTUAL" {
        for name in CERTIFICATES.into_iter().filter(|name| *name != "caCrl" && says(name)) {
            out.reject(&tls.key(name), Rule::NotWithValue { field: "mode", value: mode.to_owned() });
        }
        return;
    }
    if passes_through(tls) && CERTIFICATES.into_iter().any(says) {
        out.warn(tls, Rule::Ignored { mode: mode.to_owned() });
    }
    let files = says("serverCertificate") && says("privateKey");
    let named =
        ["credentialName", "credentialNames", "tlsCertificates"].into_iter().filter(|name| says(name));
    out.reject_if(named.count() + usize::from(files) > 1, tls, Rule::OnlyOneOf { fields: SOURCES });
    let credential = says("credentialName") || says("credentialNames");
    if matches!(mode, "SIMPLE" | "MUTUAL" | "OPTIONAL_MUTUAL") && !credential {
        certificate_rules(tls, mode, out);
    }
    // With a credential in these modes Istio stops before it looks at the revocation list.
    let revocation = tls.key("caCrl");
    if revocation.has_text() && (!credential || passes_through(tls)) {
        out.reject_if(says("credentialName"), &revocation, Rule::NotWith { field: "credentialName" });
        let simple = Rule::NotWithValue { field: "mode", value: mode.to_owned() };
        out.reject_if(mode == "SIMPLE", &revocation, simple);
    }
}

fn certificate_rules(tls: &At<'_, '_>, mode: &str, out: &mut Objections) {
    let mut require = |block: &At<'_, '_>, name: &'static str| {
        let at = block.key(name);
        let rule = Rule::MissingForValue { field: "mode", value: mode.to_owned() };
        out.reject_if(!at.has_text(), &at, rule);
    };
    if mode != "SIMPLE" {
        require(tls, "caCertificates");
    }
    let list = tls.key("tlsCertificates");
    for certificate in list.items() {
        require(&certificate, "serverCertificate");
        require(&certificate, "privateKey");
    }
    if list.is_empty() {
        require(tls, "serverCertificate");
        require(tls, "privateKey");
    }
}
