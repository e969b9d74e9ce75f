//! AuthorizationPolicy (AZ-4, AZ-11, AZ-14, AZ-23).

use super::selector::{ONE_WAY, SELECTOR, TARGET_REF, TARGET_REFS, check_targets, warn_if_empty};
use super::{At, Objections, Rule, Subject};
use crate::resource::admission::Format;
use crate::resource::admission::schema::{FILLED, Field, Object, Schema, TEXT, field};

static VALUE: Schema = FILLED;
static IP_BLOCK: Schema = TEXT.format(Format::IpOrRange);
static SERVICE_ACCOUNT: Schema = TEXT.format(Format::ServiceAccount);
static TRUST_DOMAIN: Schema = TEXT.format(Format::TrustDomain);
static PORT: Schema = TEXT.format(Format::PortText);
static PATH: Schema = FILLED.format(Format::PathTemplate);

const fn values(name: &'static str) -> Field {
    field(name, Schema::list(&VALUE))
}

static SOURCE: Object = Object::new(&[
    values("principals"),
    values("notPrincipals"),
    values("requestPrincipals"),
    values("notRequestPrincipals"),
    values("namespaces"),
    values("notNamespaces"),
    field("ipBlocks", Schema::list(&IP_BLOCK)),
    field("notIpBlocks", Schema::list(&IP_BLOCK)),
    field("remoteIpBlocks", Schema::list(&IP_BLOCK)),
    field("notRemoteIpBlocks", Schema::list(&IP_BLOCK)),
    field("serviceAccounts", Schema::list(&SERVICE_ACCOUNT).size(0, 16)),
    field("notServiceAccounts", Schema::list(&SERVICE_ACCOUNT).size(0, 16)),
    field("trustDomains", Schema::list(&TRUST_DOMAIN)),
    field("notTrustDomains", Schema::list(&TRUST_DOMAIN)),
]);
static FROM: Object = Object::new(&[field("source", Schema::Object(&SOURCE)).required()]);
static FROM_ITEM: Schema = Schema::Object(&FROM);

static OPERATION: Object = Object::new(&[
    values("hosts"),
    values("notHosts"),
    field("ports", Schema::list(&PORT)),
    field("notPorts", Schema::list(&PORT)),
    values("methods"),
    values("notMethods"),
    field("paths", Schema::list(&PATH)),
    field("notPaths", Schema::list(&PATH)),
]);
static TO: Object = Object::new(&[field("operation", Schema::Object(&OPERATION)).required()]);
static TO_ITEM: Schema = Schema::Object(&TO);

static CONDITION: Object =
    Object::new(&[field("key", FILLED).required(), values("values"), values("notValues")]);
static CONDITION_ITEM: Schema = Schema::Object(&CONDITION);

static RULE: Object = Object::new(&[
    field("from", Schema::list(&FROM_ITEM).size(0, 512)),
    field("to", Schema::list(&TO_ITEM)),
    field("when", Schema::list(&CONDITION_ITEM)),
]);
static RULE_ITEM: Schema = Schema::Object(&RULE);
static PROVIDER: Object = Object::new(&[field("name", TEXT)]);

/// The fields of `spec`.
pub(super) static SPEC: Object = Object::new(&[
    SELECTOR,
    TARGET_REF,
    TARGET_REFS,
    field("action", Schema::one_of(&["ALLOW", "DENY", "AUDIT", "CUSTOM"])),
    field("provider", Schema::Object(&PROVIDER)),
    field("rules", Schema::list(&RULE_ITEM).size(0, 512)),
])
.exclusive(ONE_WAY);

/// Fields that need the identity of the caller, which an external authorizer does not get.
const IDENTITY: [&str; 10] = [
    "namespaces",
    "notNamespaces",
    "serviceAccounts",
    "notServiceAccounts",
    "trustDomains",
    "notTrustDomains",
    "principals",
    "notPrincipals",
    "requestPrincipals",
    "notRequestPrincipals",
];
/// Fields that a TCP proxy can look at.
const L4_SOURCE: [&str; 10] = [
    "principals",
    "notPrincipals",
    "namespaces",
    "notNamespaces",
    "ipBlocks",
    "notIpBlocks",
    "remoteIpBlocks",
    "notRemoteIpBlocks",
    "serviceAccounts",
    "notServiceAccounts",
];

/// The action fits the provider, and every rule says something that can be decided.
pub(super) fn rules(subject: &Subject<'_, '_, '_>, out: &mut Objections) {
    let spec = subject.spec;
    warn_if_empty(&spec.key("selector"), "matchLabels", out);
    check_targets(spec, out);
    let action = match spec.key("action").text() {
        "" => "ALLOW",
        written => written,
    };
    let (rules, provider) = (spec.key("rules"), spec.key("provider"));
    let never = matches!(action, "DENY" | "CUSTOM") && rules.is_empty();
    out.reject_if(never, &rules, Rule::NeverTriggers { action: action.to_owned() });
    if action == "CUSTOM" {
        let name = provider.key("name");
        let rule = Rule::MissingForValue { field: "action", value: action.to_owned() };
        out.reject_if(!rules.is_empty() && !name.has_text(), &name, rule);
    } else {
        let rule = Rule::NotWithValue { field: "action", value: action.to_owned() };
        out.reject_if(provider.exists(), &provider, rule);
    }
    for rule in rules.items() {
        source_rules(&rule, action, out);
        operation_rules(&rule, out);
        condition_rules(&rule, action, out);
        if action == "DENY" && sees_only_http(&rule) {
            out.warn(&rule, Rule::DeniesAllTcp);
        }
    }
}

fn source_rules(rule: &At<'_, '_>, action: &str, out: &mut Objections) {
    for from in rule.key("from").items() {
        let source = from.key("source");
        out.reject_if(source.exists() && says_nothing(&source, &SOURCE), &source, Rule::Empty);
        let accounts =
            ["serviceAccounts", "notServiceAccounts"].into_iter().find(|name| source.key(name).exists());
        let others = ["principals", "notPrincipals", "namespaces", "notNamespaces"];
        if let Some(field) = accounts {
            for at in others.map(|name| source.key(name)).iter().filter(|at| at.exists()) {
                out.reject(at, Rule::NotWith { field });
            }
        }
        if action == "CUSTOM" {
            for at in IDENTITY.map(|name| source.key(name)).iter().filter(|at| !at.is_empty()) {
                out.reject(at, Rule::NotWithCustom);
            }
        }
    }
}

fn operation_rules(rule: &At<'_, '_>, out: &mut Objections) {
    for to in rule.key("to").items() {
        let operation = to.key("operation");
        let nothing = operation.exists() && says_nothing(&operation, &OPERATION);
        out.reject_if(nothing, &operation, Rule::Empty);
    }
}

fn condition_rules(rule: &At<'_, '_>, action: &str, out: &mut Objections) {
    for condition in rule.key("when").items() {
        let at = condition.key("key");
        let key = at.text();
        let (values, others) = (condition.key("values"), condition.key("notValues"));
        if values.is_empty() && others.is_empty() {
            out.reject(&condition, Rule::AtLeastOneOf { fields: &["values", "notValues"] });
        } else if at.has_text() {
            match Attribute::of(key) {
                Attribute::Unknown => out.reject(&at, Rule::UnknownAttribute { key: key.to_owned() }),
                Attribute::Named => {
                    let (format, value) = (Format::AttributeWithName, key.to_owned());
                    out.reject_if(!format.accepts(key), &at, Rule::Malformed { format, value });
                }
                Attribute::Plain(None) => {}
                Attribute::Plain(Some(format)) => {
                    check_values(&values, format, out);
                    check_values(&others, format, out);
                }
            }
        }
        let identity =
            ["source.namespace", "source.serviceAccount", "source.trustDomain", "source.principal"];
        let custom = action == "CUSTOM" && (identity.contains(&key) || key.starts_with("request.auth."));
        out.reject_if(custom, &at, Rule::NotWithCustom);
    }
}

fn check_values(list: &At<'_, '_>, format: Format, out: &mut Objections) {
    for at in list.items().filter(At::has_text) {
        let value = at.text().to_owned();
        out.reject_if(!format.accepts(&value), &at, Rule::Malformed { format, value });
    }
    out.reject_if(format == Format::ServiceAccount && list.len() > 16, list, Rule::TooMany { max: 16 });
}

/// What a key of `when` stands for (AZ-23).
enum Attribute {
    /// A value, written in this way.
    Plain(Option<Format>),
    /// One of several values, with its name in brackets.
    Named,
    /// Nothing that Istio knows.
    Unknown,
}

impl Attribute {
    fn of(key: &str) -> Self {
        const NAMED: [&str; 3] = ["request.headers", "request.auth.claims", "experimental.envoy.filters."];
        match key {
            "source.ip" | "remote.ip" | "destination.ip" => Self::Plain(Some(Format::IpOrRange)),
            "source.serviceAccount" => Self::Plain(Some(Format::ServiceAccount)),
            "source.trustDomain" => Self::Plain(Some(Format::WildcardAtOneEnd)),
            "destination.port" => Self::Plain(Some(Format::PortText)),
            "source.namespace"
            | "source.principal"
            | "request.auth.principal"
            | "request.auth.audiences"
            | "request.auth.presenter"
            | "connection.sni" => Self::Plain(None),
            _ if NAMED.iter().any(|prefix| key.starts_with(prefix)) => Self::Named,
            _ => Self::Unknown,
        }
    }
}

/// Whether every list of a block is empty.
fn says_nothing(block: &At<'_, '_>, object: &'static Object) -> bool {
    object.fields.iter().all(|field| block.key(field.name).is_empty())
}

/// Whether a TCP proxy could look at nothing in `from` or `to` (AZ-30).
fn sees_only_http(rule: &At<'_, '_>) -> bool {
    let (from, to) = (rule.key("from"), rule.key("to"));
    let has = |list: &At<'_, '_>, block: &'static str| list.items().any(|item| item.key(block).exists());
    let sees = |list: &At<'_, '_>, block: &'static str, names: &[&'static str]| {
        list.items().any(|item| names.iter().any(|name| !item.key(block).key(name).is_empty()))
    };
    let from_only = has(&from, "source") && !has(&to, "operation") && !sees(&from, "source", &L4_SOURCE);
    from_only || (has(&to, "operation") && !sees(&to, "operation", &["ports", "notPorts"]))
}
