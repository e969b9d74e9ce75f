//! Claims of a token: values of any type.

use crate::yaml::write_float;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// The value of a claim, as far as policies tell values apart (AZ-35a).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// A text.
    Text(String),
    /// Any number of values.
    List(Vec<Claim>),
    /// Values by name.
    Object(BTreeMap<String, Claim>),
    /// A number or a boolean as JSON writes it, which no policy matches.
    Literal(String),
    /// `null`.
    Null,
}

impl Claim {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::List(_) | Self::Object(_) | Self::Literal(_) | Self::Null => None,
        }
    }

    /// The texts that a policy compares with: the text itself, or each one in the list.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let items = match self {
            Self::List(items) => items.as_slice(),
            single => std::slice::from_ref(single),
        };
        items.iter().filter_map(Self::as_text)
    }

    /// The value at the end of these names.
    pub fn nested(&self, names: &[String]) -> Option<&Self> {
        match (names, self) {
            ([], _) => Some(self),
            ([first, rest @ ..], Self::Object(entries)) => entries.get(first)?.nested(rest),
            (_, Self::Text(_) | Self::List(_) | Self::Literal(_) | Self::Null) => None,
        }
    }
}

/// The names of a claim, where a condition of a VirtualService on headers is about one: behind dots, or in brackets.
/// Only gateways know claims before they route.
pub fn claim_names(header: &str) -> Option<Vec<String>> {
    const CLAIMS: &str = "@request.auth.claims";
    let (prefix, rest) = header.split_at_checked(CLAIMS.len())?;
    if !prefix.eq_ignore_ascii_case(CLAIMS) {
        return None;
    }
    let split = |list: &str, at: &str| list.split(at).map(str::to_owned).collect();
    let bracketed = || Some(split(rest.strip_prefix('[')?.strip_suffix(']')?, "]["));
    rest.strip_prefix('.').map(|names| split(names, ".")).or_else(bracketed)
}

impl<'de> Deserialize<'de> for Claim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Claim;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Claim, E> {
        Ok(Claim::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Claim, E> {
        Ok(Claim::Literal(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Claim, E> {
        Ok(Claim::Literal(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Claim, E> {
        Ok(Claim::Literal(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Claim, E> {
        Ok(Claim::Literal(write_float(value)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Claim, E> {
        Ok(Claim::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Claim, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Claim::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Claim, A::Error> {
        let mut object = BTreeMap::new();
        while let Some((name, value)) = entries.next_entry()? {
            object.insert(name, value);
        }
        Ok(Claim::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::{Claim, claim_names};
    use test_case::test_case;

    fn text(text: &str) -> Claim {
        Claim::Text(text.to_owned())
    }

    fn literal() -> Claim {
        Claim::Literal("1".to_owned())
    }

    #[test_case(&text("a"), &["a"]; "a text")]
    #[test_case(&Claim::List(vec![text("a"), literal(), text("b"), Claim::Null]), &["a", "b"]; "the texts of a list")]
    #[test_case(&Claim::List(vec![Claim::List(vec![text("a")])]), &[]; "but not of a list in it")]
    #[test_case(&literal(), &[]; "a number")]
    #[test_case(&Claim::Object([("a".to_owned(), text("b"))].into()), &[]; "an object")]
    #[test_case(&Claim::Null, &[]; "nothing")]
    fn texts(claim: &Claim, expected: &[&str]) {
        assert_eq!(claim.texts().collect::<Vec<_>>(), expected, "AZ-35a");
    }

    #[test_case(&["a", "b"], Some("c"))]
    #[test_case(&["a.b"], Some("d"); "a dot is a character")]
    #[test_case(&["a", "x"], None)]
    #[test_case(&["a", "b", "c"], None; "a text holds no names")]
    fn nested(names: &[&str], expected: Option<&str>) {
        let inner = Claim::Object([("b".to_owned(), text("c"))].into());
        let claim = Claim::Object([("a".to_owned(), inner), ("a.b".to_owned(), text("d"))].into());
        let names: Vec<_> = names.iter().map(|&name| name.to_owned()).collect();
        assert_eq!(claim.nested(&names).and_then(Claim::as_text), expected, "AZ-35a");
    }

    #[test_case("@request.auth.claims.sub", Some(&["sub"]))]
    #[test_case("@Request.Auth.Claims.a.b", Some(&["a", "b"]); "names with dots between")]
    #[test_case("@request.auth.claims[a.b][c]", Some(&["a.b", "c"]); "names in brackets")]
    #[test_case("@request.auth.claims", None; "no name")]
    #[test_case("@request.auth.claims[a", None; "an open bracket")]
    #[test_case("x-request-id", None; "a header")]
    fn names(header: &str, expected: Option<&[&str]>) {
        let names = claim_names(header);
        let names = names.as_ref().map(|names| names.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(names.as_deref(), expected);
    }
}
