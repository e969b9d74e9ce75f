//! How an AuthorizationPolicy compares values (AZ-13, AZ-15).

/// The values of a field and of its `not…` twin.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Values<T> {
    /// The value must be one of these; empty where any will do.
    pub any_of: Vec<T>,
    /// The value must be none of these.
    pub none_of: Vec<T>,
}

impl<T> Default for Values<T> {
    fn default() -> Self {
        Self { any_of: Vec::new(), none_of: Vec::new() }
    }
}

impl<T> Values<T> {
    /// The values of a field and of its `not…` twin as they are written.
    pub(super) fn read(any_of: Vec<String>, none_of: Vec<String>, read: impl Fn(String) -> T) -> Self {
        let list = |texts: Vec<String>| texts.into_iter().map(&read).collect();
        Self { any_of: list(any_of), none_of: list(none_of) }
    }

    /// Whether neither field is set.
    pub fn is_unset(&self) -> bool {
        self.any_of.is_empty() && self.none_of.is_empty()
    }

    /// Whether something that `matches` tells about may be there: ANY of the one list, if it is set, and NONE of the
    /// other.
    pub fn allow(&self, matches: impl Fn(&T) -> bool) -> bool {
        (self.any_of.is_empty() || self.any_of.iter().any(&matches)) && !self.none_of.iter().any(&matches)
    }
}

/// What a value must be: exact, or with `*` at one end.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pattern {
    /// `*`: anything but the empty text.
    Present,
    /// Exactly this.
    Exact(String),
    /// `prefix*`.
    Prefix(String),
    /// `*suffix`.
    Suffix(String),
}

impl Pattern {
    /// The pattern that a text means; a `*` anywhere but at one end is an ordinary character.
    pub fn parse(text: &str) -> Self {
        if text == "*" {
            Self::Present
        } else if let Some(suffix) = text.strip_prefix('*') {
            Self::Suffix(suffix.to_owned())
        } else if let Some(prefix) = text.strip_suffix('*') {
            Self::Prefix(prefix.to_owned())
        } else {
            Self::Exact(text.to_owned())
        }
    }

    /// Whether the value fits.
    pub fn matches(&self, value: &str) -> bool {
        match self {
            Self::Present => !value.is_empty(),
            Self::Exact(text) => value == text,
            Self::Prefix(text) => value.starts_with(text.as_str()),
            Self::Suffix(text) => value.ends_with(text.as_str()),
        }
    }

    /// Whether the value fits, whatever the case of its letters, as for hosts.
    pub fn matches_ignoring_case(&self, value: &str) -> bool {
        let lower = |text: &str| text.to_ascii_lowercase();
        match self {
            Self::Present => !value.is_empty(),
            Self::Exact(text) => value.eq_ignore_ascii_case(text),
            Self::Prefix(text) => lower(value).starts_with(&lower(text)),
            Self::Suffix(text) => lower(value).ends_with(&lower(text)),
        }
    }
}

/// What a path must be: a pattern, or a template with `{*}` and `{**}` as segments (AZ-15a).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PathPattern {
    /// A pattern.
    Pattern(Pattern),
    /// A template; a `*` outside of braces is an ordinary character.
    Template(Vec<TemplatePart>),
}

/// A part of a path template.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TemplatePart {
    /// This text.
    Text(String),
    /// `{*}`: one segment, not empty.
    Segment,
    /// `{**}`: anything, slashes included, or nothing.
    Anything,
}

const SEGMENT: &str = "{*}";
const ANYTHING: &str = "{**}";

impl PathPattern {
    /// The pattern or template that a text means.
    pub fn parse(text: &str) -> Self {
        if !text.contains(SEGMENT) && !text.contains(ANYTHING) {
            return Self::Pattern(Pattern::parse(text));
        }
        let mut parts = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (part, behind) = first_part(rest);
            parts.push(part);
            rest = behind;
        }
        Self::Template(parts)
    }

    /// Whether the path fits.
    pub fn matches(&self, path: &str) -> bool {
        match self {
            Self::Pattern(pattern) => pattern.matches(path),
            Self::Template(parts) => fits(parts, path),
        }
    }
}

fn first_part(text: &str) -> (TemplatePart, &str) {
    if let Some(rest) = text.strip_prefix(ANYTHING) {
        return (TemplatePart::Anything, rest);
    }
    if let Some(rest) = text.strip_prefix(SEGMENT) {
        return (TemplatePart::Segment, rest);
    }
    let next = [SEGMENT, ANYTHING].iter().filter_map(|operator| text.find(operator)).min();
    let (literal, rest) = text.split_at(next.unwrap_or(text.len()));
    (TemplatePart::Text(literal.to_owned()), rest)
}

fn fits(parts: &[TemplatePart], path: &str) -> bool {
    match parts.split_first() {
        None => path.is_empty(),
        Some((TemplatePart::Text(text), rest)) => {
            path.strip_prefix(text.as_str()).is_some_and(|path| fits(rest, path))
        }
        Some((TemplatePart::Segment, rest)) => {
            let (segment, behind) = path.split_at(path.find('/').unwrap_or(path.len()));
            !segment.is_empty() && fits(rest, behind)
        }
        // Istio takes nothing but plain text behind `{**}`.
        Some((TemplatePart::Anything, [])) => true,
        Some((TemplatePart::Anything, [TemplatePart::Text(end)])) => path.ends_with(end.as_str()),
        Some((TemplatePart::Anything, _)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("*", "a", true)]
    #[test_case("*", "", false; "present is not empty")]
    #[test_case("a", "a", true)]
    #[test_case("a", "A", false; "case")]
    #[test_case("a*", "ab", true)]
    #[test_case("*b", "ab", true)]
    #[test_case("a*b", "a*b", true; "a star inside is a star")]
    #[test_case("a*b", "axb", false; "and nothing else")]
    fn patterns(pattern: &str, value: &str, expected: bool) {
        assert_eq!(Pattern::parse(pattern).matches(value), expected, "AZ-15");
    }

    #[test_case("/a/*", "/a/b", true)]
    #[test_case("/a/{*}/c", "/a/b/c", true)]
    #[test_case("/a/{*}/c", "/a//c", false; "a segment is not empty")]
    #[test_case("/a/{*}/c", "/a/b/b/c", false; "one segment")]
    #[test_case("/a/{*}", "/a/b", true; "at the end")]
    #[test_case("/a/{**}", "/a/", true; "nothing")]
    #[test_case("/a/{**}", "/a", false; "but the slash")]
    #[test_case("/a/{**}", "/a/b/c", true)]
    #[test_case("/{**}/z", "/a/b/z", true; "text behind")]
    #[test_case("/a*/{*}", "/a*/b", true; "a star is a star in a template")]
    #[test_case("/a*/{*}", "/ab/b", false; "and nothing else in a template")]
    fn paths(pattern: &str, path: &str, expected: bool) {
        assert_eq!(PathPattern::parse(pattern).matches(path), expected, "AZ-15a");
    }

    #[test]
    fn values_are_alternatives() {
        let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let values = Values::read(list(&["a", "b"]), list(&["b"]), |text| text);
        let allow = |value: &str| values.allow(|other| other == value);
        assert_eq!((allow("a"), allow("b"), allow("c")), (true, false, false), "AZ-13");
        assert!(Values::<String>::default().allow(|_| false), "no list, no condition");
    }
}
