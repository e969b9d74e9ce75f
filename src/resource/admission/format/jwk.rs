//! JSON Web Keys, as far as Istio reads them when it admits a policy.

use crate::yaml::{self, Node, Value};
use std::iter::Peekable;
use std::str::Bytes;

/// Whether a set of keys, or a single key, begins the text. What follows it is not looked at.
pub(super) fn is_key_set(text: &str) -> bool {
    let mut scan = Scan { rest: text.bytes().peekable(), depth: 0 };
    let Some(()) = scan.value() else { return false };
    let end = text.len() - scan.rest.count();
    // JSON is YAML, so the tree comes from there; the scan has made sure that it is nothing but JSON.
    let parsed = yaml::parse(text.get(..end).unwrap_or_default());
    let Some(document) = parsed.documents.first() else { return false };
    match document.root.get("keys").map(|keys| &keys.value) {
        Some(Value::Sequence(keys)) => keys.iter().all(is_key),
        Some(_) => false,
        None => is_key(&document.root),
    }
}

/// Whether it has the members that its type needs.
fn is_key(key: &Node) -> bool {
    let needed: &[&str] = match key.get("kty").and_then(Node::as_str) {
        Some("RSA") => &["n", "e"],
        Some("EC") => &["x", "y"],
        Some("OKP") => &["x"],
        Some("oct") => &["k"],
        _ => return false,
    };
    let curve = !matches!(key.get("kty").and_then(Node::as_str), Some("EC" | "OKP"))
        || key.get("crv").is_some_and(|curve| curve.as_str().is_some());
    curve && needed.iter().all(|name| key.get(name).and_then(Node::as_str).is_some_and(is_base64))
}

/// Whether it is base64 of any of the usual kinds.
fn is_base64(text: &str) -> bool {
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
    let engines = [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD];
    engines.iter().any(|engine| engine.decode(text).is_ok())
}

/// Reads one value of JSON; every method gives `None` where it is none.
struct Scan<'a> {
    rest: Peekable<Bytes<'a>>,
    depth: u32,
}

impl Scan<'_> {
    fn value(&mut self) -> Option<()> {
        self.blanks();
        match *self.rest.peek()? {
            b'{' => self.members(b'}', true),
            b'[' => self.members(b']', false),
            b'"' => self.string(),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            _ => self.number(),
        }
    }

    fn members(&mut self, close: u8, named: bool) -> Option<()> {
        self.rest.next();
        self.depth += 1;
        self.blanks();
        if self.depth > 100 {
            return None;
        }
        if self.rest.next_if_eq(&close).is_none() {
            loop {
                if named {
                    self.blanks();
                    self.string()?;
                    self.blanks();
                    self.rest.next_if_eq(&b':')?;
                }
                self.value()?;
                self.blanks();
                match self.rest.next()? {
                    b',' => {}
                    byte if byte == close => break,
                    _ => return None,
                }
            }
        }
        self.depth -= 1;
        Some(())
    }

    fn string(&mut self) -> Option<()> {
        self.rest.next_if_eq(&b'"')?;
        loop {
            match self.rest.next()? {
                b'"' => return Some(()),
                b'\\' => match self.rest.next()? {
                    b'u' => (0..4).try_for_each(|_| self.rest.next_if(u8::is_ascii_hexdigit).map(drop))?,
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                    _ => return None,
                },
                byte if byte < b' ' => return None,
                _ => {}
            }
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        word.bytes().try_for_each(|byte| self.rest.next_if_eq(&byte).map(drop))
    }

    fn number(&mut self) -> Option<()> {
        self.rest.next_if_eq(&b'-');
        if self.rest.next_if_eq(&b'0').is_none() {
            self.digits()?;
        }
        if self.rest.next_if_eq(&b'.').is_some() {
            self.digits()?;
        }
        if self.rest.next_if(|byte| matches!(byte, b'e' | b'E')).is_some() {
            self.rest.next_if(|byte| matches!(byte, b'+' | b'-'));
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        self.rest.next_if(u8::is_ascii_digit)?;
        while self.rest.next_if(u8::is_ascii_digit).is_some() {}
        Some(())
    }

    fn blanks(&mut self) {
        while self.rest.next_if(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).is_some() {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case(r#"{"keys":[]}"#, true; "no key")]
    #[test_case(r#"{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}"#, true)]
    #[test_case(r#"{"kty":"oct","k":"YQ"}"#, true; "a single key")]
    #[test_case(r#"{"keys":[]} x"#, true; "text behind")]
    #[test_case(r#"{"keys":[{"kty":"RSA"}]}"#, false; "members missing")]
    #[test_case(r#"{"keys":[{"kty":"foo"}]}"#, false; "unknown type")]
    #[test_case(r#"{"keys":[{"kty":"RSA","n":"!!","e":"AQAB"}]}"#, false; "no base64")]
    #[test_case(r#"{"keys":5}"#, false; "no list")]
    #[test_case("{}", false; "nothing in it")]
    #[test_case("{keys: []}", false; "YAML but not JSON")]
    #[test_case("bad", false)]
    #[test_case("", false; "empty")]
    fn key_sets(text: &str, expected: bool) {
        assert_eq!(is_key_set(text), expected);
    }
}
