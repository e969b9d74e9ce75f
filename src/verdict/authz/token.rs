//! What RequestAuthentication makes of a request's token (AZ-32 … AZ-36).

use super::access::{AUTHORIZATION, SeenRequest};
use crate::mesh::Token;
use crate::resource::{Claim, JwtRule, Loaded, Ref, RequestAuthentication};
use crate::verdict::{Answer, Because, Ignored, Step, TokenAnswer, TokenFlaw};
use crate::yaml::Path;
use std::collections::BTreeMap;

/// The word in front of a token.
const SCHEME: &str = "Bearer";

/// What stands in a header where nobody can know the text: it is there, and that is all.
const OPAQUE: &str = "…";

/// Claims that hold several values with spaces between, whatever a rule says (AZ-35a).
const SPACE_DELIMITED: [&str; 2] = ["scope", "permission"];

/// What came of the check.
pub(super) struct Checked {
    /// The step that tells it.
    pub(super) step: Step,
    /// Whether the request may go on.
    pub(super) admitted: bool,
}

/// Writes the header that carries the token, if there is one.
pub(super) fn carry(request: &mut SeenRequest) {
    if request.request.token != Token::None {
        request.headers.insert(AUTHORIZATION.to_owned(), format!("{SCHEME} {OPAQUE}"));
    }
}

/// Checks the token by the rules of these policies, and leaves its claims and headers in the request. All rules are
/// united: any that accepts the token is enough, and one that looks at it and does not accept it is not (AZ-34, AZ-34a).
pub(super) fn check(
    policies: &[&Loaded<RequestAuthentication>],
    request: &mut SeenRequest,
) -> Option<Checked> {
    let rules: Vec<Rule> = policies.iter().flat_map(|policy| Rule::all(policy)).collect();
    if rules.is_empty() {
        return None;
    }
    let passed = |answer, because: &Because| {
        let ignored = policies.iter().map(|it| Ignored { by: it.whole(), because: because.clone() });
        let step = Step::new(Answer::RequestAuthentication(answer)).beating(ignored.collect());
        Some(Checked { step, admitted: true })
    };
    if is_preflight(request) {
        return passed(TokenAnswer::Preflight, &Because::NoToken);
    }
    for header in rules.iter().flat_map(|rule| rule.rule.written_headers()) {
        request.headers.remove(header);
    }
    let token = &request.request.token;
    if *token == Token::None {
        return passed(TokenAnswer::Missing, &Because::NoToken);
    }
    let looking: Vec<(&Rule, Found)> =
        rules.iter().filter_map(|rule| Some((rule, Found::by(rule.rule)?))).collect();
    if looking.is_empty() {
        return passed(TokenAnswer::NotSought, &Because::LooksElsewhere);
    }
    let judged = looking.iter().map(|&(rule, found)| (rule, judge(rule.rule, token, found)));
    let judged: Vec<(&Rule, Result<&Claims, TokenFlaw>)> = judged.collect();
    let accepting = judged.iter().find_map(|(rule, result)| Some((*rule, *result.as_ref().ok()?)));
    // What is said is the complaint of the rule that knows the issuer, if one does.
    let complaint = |known: bool| {
        judged.iter().find_map(|(rule, result)| {
            let flaw = result.as_ref().err()?;
            (!known || !matches!(flaw, TokenFlaw::UnknownIssuer(_))).then(|| (*rule, flaw.clone()))
        })
    };
    let (decider, answer, admitted) = if let Some((rule, claims)) = accepting {
        let answer = TokenAnswer::Accepted {
            issuer: text(claims, "iss").unwrap_or_default(),
            subject: text(claims, "sub"),
        };
        rule.rule.write(claims, request);
        (rule, answer, true)
    } else {
        let (rule, flaw) = complaint(true).or_else(|| complaint(false))?;
        (rule, TokenAnswer::Rejected(flaw), false)
    };
    let others = policies.iter().filter(|policy| policy.id != decider.by.resource);
    let ignored = others.map(|policy| Ignored { by: policy.whole(), because: Because::OtherTokens });
    let step =
        Step::new(Answer::RequestAuthentication(answer)).by(decider.by.clone()).beating(ignored.collect());
    Some(Checked { step, admitted })
}

type Claims = BTreeMap<String, Claim>;

/// A rule and where it stands.
struct Rule<'m> {
    rule: &'m JwtRule,
    by: Ref,
}

impl<'m> Rule<'m> {
    fn all(policy: &'m Loaded<RequestAuthentication>) -> impl Iterator<Item = Self> {
        let rules = policy.value.rules.iter().enumerate();
        rules.map(|(at, rule)| Self { rule, by: policy.at(Path::of("spec.jwtRules").index(at)) })
    }
}

/// What a rule finds where it looks for a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// The token.
    Whole,
    /// Something that begins in the middle of the word in front of it.
    Mangled,
}

impl Found {
    /// What a rule finds in a request whose token is in the usual header; `None` where it looks elsewhere.
    fn by(rule: &JwtRule) -> Option<Self> {
        if rule.looks_in_default_places() {
            return Some(Self::Whole);
        }
        let headers = rule.from_headers.iter().filter(|it| it.name.eq_ignore_ascii_case(AUTHORIZATION));
        let prefixes = headers.map(|header| header.prefix.trim_end());
        prefixes
            .filter_map(|prefix| SCHEME.contains(prefix).then_some(prefix == SCHEME))
            .max()
            .map(|whole| if whole { Self::Whole } else { Self::Mangled })
    }
}

/// Whether a rule accepts the token: its claims, or the first thing that is wrong with it, in Envoy's order.
fn judge<'t>(rule: &JwtRule, token: &'t Token, found: Found) -> Result<&'t Claims, TokenFlaw> {
    let (claims, expired) = match token {
        Token::Valid(claims) => (claims, false),
        Token::Expired(claims) => (claims, true),
        Token::None | Token::Invalid => return Err(TokenFlaw::Unverified),
    };
    if found == Found::Mangled {
        return Err(TokenFlaw::Unverified);
    }
    let issuer = text(claims, "iss");
    if !rule.issuer.is_empty() && issuer.as_ref() != Some(&rule.issuer) {
        return Err(TokenFlaw::UnknownIssuer(issuer));
    }
    if expired {
        return Err(TokenFlaw::Expired);
    }
    let audiences = claims.get("aud").map(|aud| aud.texts().map(bare_audience).collect::<Vec<_>>());
    let fits = |wanted: &String| audiences.as_ref().is_some_and(|all| all.contains(&bare_audience(wanted)));
    if rule.audiences.is_empty() || rule.audiences.iter().any(fits) {
        Ok(claims)
    } else {
        Err(TokenFlaw::WrongAudience)
    }
}

/// An audience as Envoy compares it: without scheme and without a slash at the end.
fn bare_audience(text: &str) -> &str {
    let text = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    text.strip_suffix('/').unwrap_or(text)
}

fn text(claims: &Claims, name: &str) -> Option<String> {
    claims.get(name)?.as_text().map(str::to_owned)
}

/// A CORS preflight carries no token, and is not asked for one (AZ-34).
fn is_preflight(request: &SeenRequest) -> bool {
    let there = |name| request.headers.get(name).is_some_and(|value| !value.is_empty());
    request.request.method == "OPTIONS" && there("origin") && there("access-control-request-method")
}

impl JwtRule {
    /// The headers that the rule fills from tokens; what clients write there is thrown away.
    fn written_headers(&self) -> impl Iterator<Item = &str> {
        let payload = self.output_payload_to_header.iter();
        let claims = self.output_claims.iter().map(|output| &output.header);
        payload.chain(claims).map(String::as_str)
    }

    /// Leaves the claims of an accepted token in the request, as policies and the app get to see them.
    fn write(&self, claims: &Claims, request: &mut SeenRequest) {
        if !self.forward {
            request.headers.remove(AUTHORIZATION);
        }
        if let Some(header) = &self.output_payload_to_header {
            request.headers.insert(header.to_ascii_lowercase(), OPAQUE.to_owned());
        }
        for output in &self.output_claims {
            let names: Vec<String> = output.claim.split('.').map(str::to_owned).collect();
            let nested = || claims.get(names.first()?)?.nested(names.get(1..)?);
            let value = match claims.get(&output.claim).or_else(nested) {
                Some(Claim::Text(text) | Claim::Literal(text)) => text.clone(),
                Some(Claim::List(_) | Claim::Object(_)) => OPAQUE.to_owned(),
                Some(Claim::Null) | None => continue,
            };
            request.headers.insert(output.header.to_ascii_lowercase(), value);
        }
        let mut claims = claims.clone();
        let delimited = self.space_delimited.iter().map(String::as_str).chain(SPACE_DELIMITED);
        for name in delimited {
            if let Some(Claim::Text(text)) = claims.get(name) {
                let words = text.split(' ').filter(|word| !word.is_empty());
                let list = words.map(|word| Claim::Text(word.to_owned())).collect();
                claims.insert(name.to_owned(), Claim::List(list));
            }
        }
        request.claims = Some(claims);
    }
}
