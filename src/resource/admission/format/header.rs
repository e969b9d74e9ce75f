//! Names and values of HTTP headers.

const CLAIMS: &str = "@request.auth.claims";
const PSEUDO: [&str; 5] = [":method", ":scheme", ":authority", ":path", ":status"];

/// Whether it is a token of HTTP.
pub(super) fn is_token(name: &str) -> bool {
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !name.is_empty() && name.chars().all(token)
}

/// Whether it has only letters, digits, `-` and `_`.
pub(super) fn is_strict(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// Whether a route can match it: a header, a pseudo header, or a claim of the token.
pub(super) fn can_match(name: &str) -> bool {
    is_claim(name) || PSEUDO.contains(&name) || is_token(name)
}

/// Whether it means a claim of the token: `@request.auth.claims.name` or `@request.auth.claims[name]`.
pub(in super::super) fn is_claim(name: &str) -> bool {
    let Some((prefix, claim)) = name.split_at_checked(CLAIMS.len()) else { return false };
    let dotted = claim.starts_with('.') && claim.len() > 1;
    let bracketed = claim.starts_with('[') && claim.ends_with(']') && claim.len() > 2;
    prefix.eq_ignore_ascii_case(CLAIMS) && (dotted || bracketed)
}

/// Whether it means the authority of a request.
pub(in super::super) fn is_authority(name: &str) -> bool {
    name.eq_ignore_ascii_case(":authority") || name.eq_ignore_ascii_case("host")
}

/// Whether it can be added to a request: the authority, or anything that does not begin with `:`.
pub(super) fn can_set(name: &str) -> bool {
    !name.is_empty() && (is_authority(name) || !name.starts_with(':'))
}

/// Whether it can be removed, or set on a response.
pub(super) fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.starts_with(':') && !name.eq_ignore_ascii_case("host")
}

/// Whether it is a value that Envoy can read: no control characters, and every `%` opens a variable, closes one or is
/// doubled.
pub(super) fn is_value(value: &str) -> bool {
    let control = |c: char| (c < ' ' && c != '\t') || c == '\u{7f}';
    !value.contains(control) && has_closed_variables(value)
}

/// Where a reader of a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Literal,
    Name,
    Arguments,
    Argument,
    Text,
    Delimiter,
    ArgumentsEnd,
    VariableEnd,
}

/// Reads `%NAME%` and `%NAME(…)%` as Envoy does.
fn has_closed_variables(value: &str) -> bool {
    let mut state = State::Literal;
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        state = match (state, byte) {
            (State::Literal, b'%') => match rest.clone().next() {
                None => return false,
                Some(b'%') => {
                    rest.next();
                    State::Literal
                }
                Some(_) => State::Name,
            },
            (State::Name | State::VariableEnd, b'%') => State::Literal,
            (State::Name, b'(') => State::Arguments,
            (State::Arguments, b'[') | (State::Delimiter, b',') => State::Argument,
            (State::Delimiter, b']') => State::ArgumentsEnd,
            (State::Argument, b'"') => State::Text,
            (State::Text, b'\\') => match rest.next() {
                None => return false,
                Some(_) => State::Text,
            },
            (State::Text | State::ArgumentsEnd, b')') => State::VariableEnd,
            (State::Text, b'"') => State::Delimiter,
            (State::Arguments, byte) if byte != b' ' => State::Text,
            (State::Literal | State::Name | State::Text, _) | (_, b' ') => state,
            _ => return false,
        };
    }
    state == State::Literal
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("100%%", true; "doubled")]
    #[test_case("%HOSTNAME% x", true)]
    #[test_case("%REQ(X?Y):Z%", false; "text behind the arguments")]
    #[test_case("%REQ(X?Y)%", true)]
    #[test_case("%DYNAMIC([\"a\", \"b\"])%", true)]
    #[test_case("%", false; "alone")]
    #[test_case("abc%123", false; "never closed")]
    #[test_case("a\nb", false; "line break")]
    #[test_case("a\tb", true; "tab")]
    #[test_case("", true; "empty")]
    fn values(value: &str, expected: bool) {
        assert_eq!(is_value(value), expected);
    }

    #[test_case("@request.auth.claims.sub", true)]
    #[test_case("@request.auth.claims[a][b]", true)]
    #[test_case("@request.auth.claims", false; "no claim")]
    #[test_case("@request.auth.claims.", false; "empty claim")]
    #[test_case("x-claim", false)]
    fn claims(name: &str, expected: bool) {
        assert_eq!(is_claim(name), expected);
    }
}
