//! RequestAuthentication.

use super::selector::{ONE_WAY, SELECTOR, TARGET_REF, TARGET_REFS, check_targets, warn_if_empty};
use super::{Objections, Rule, Subject};
use crate::resource::admission::Format;
use crate::resource::admission::schema::{BOOLEAN, DURATION, FILLED, Object, Schema, TEXT, field};

static NAME: Schema = FILLED;
static FROM_HEADER: Object = Object::new(&[field("name", FILLED).required(), field("prefix", TEXT)]);
static FROM_HEADER_ITEM: Schema = Schema::Object(&FROM_HEADER);
static OUTPUT: Object = Object::new(&[
    field("header", FILLED.format(Format::StrictHeader)).required(),
    field("claim", FILLED).required(),
]);
static OUTPUT_ITEM: Schema = Schema::Object(&OUTPUT);
const KEYS_URL: Schema = FILLED.length(1, 2048).format(Format::HttpUrl);

static JWT_RULE: Object = Object::new(&[
    field("issuer", FILLED),
    field("audiences", Schema::list(&NAME)),
    field("jwksUri", KEYS_URL),
    field("jwks_uri", KEYS_URL),
    field("jwks", TEXT.format(Format::Jwks).or_empty()),
    field("fromHeaders", Schema::list(&FROM_HEADER_ITEM)),
    field("fromParams", Schema::list(&NAME)),
    field("fromCookies", Schema::list(&NAME)),
    field("outputPayloadToHeader", TEXT),
    field("outputClaimToHeaders", Schema::list(&OUTPUT_ITEM)),
    field("forwardOriginalToken", BOOLEAN),
    field("spaceDelimitedClaims", Schema::list(&NAME).size(0, 64)),
    field("timeout", DURATION),
])
.exclusive(&[&["jwks", "jwksUri", "jwks_uri"]]);
static JWT_RULE_ITEM: Schema = Schema::Object(&JWT_RULE);

/// The fields of `spec`.
pub(super) static SPEC: Object = Object::new(&[
    SELECTOR,
    TARGET_REF,
    TARGET_REFS,
    field("jwtRules", Schema::list(&JWT_RULE_ITEM).size(0, 4096)),
])
.exclusive(ONE_WAY);

/// Every rule says whose tokens it is about.
pub(super) fn rules(subject: &Subject<'_, '_, '_>, out: &mut Objections) {
    warn_if_empty(&subject.spec.key("selector"), "matchLabels", out);
    check_targets(subject.spec, out);
    for rule in subject.spec.key("jwtRules").items() {
        let known = ["issuer", "jwksUri", "jwks_uri"].iter().any(|name| rule.key(name).exists());
        out.reject_if(!known, &rule, Rule::AtLeastOneOf { fields: &["issuer", "jwksUri"] });
    }
}
