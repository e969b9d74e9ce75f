//! Who sees a service or a route (`exportTo`; VS-3, RT-14).

use crate::order;
use std::collections::BTreeSet;

/// The namespaces whose proxies see something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Visibility {
    /// All of them.
    #[default]
    Everyone,
    /// These; the own one is among them by its name.
    Namespaces(BTreeSet<String>),
}

/// How somebody comes to see something, in the order in which Istio puts routes (VS-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Seen {
    /// It stays in its namespace, and that is the own one.
    Private,
    /// It is exported to this namespace by name.
    Exported,
    /// Everybody sees it.
    Public,
}

impl Visibility {
    /// What `exportTo` of a resource in this namespace means. Of the mesh's defaults, which count where nothing is
    /// written, only `.` and `*` are honoured.
    pub fn of(written: &[String], defaults: &[String], namespace: &str) -> Self {
        let honoured: Vec<_> = match (written, defaults) {
            ([], []) => return Self::Everyone,
            ([], defaults) => match defaults.iter().find(|to| *to == ".") {
                Some(private) => vec![private],
                None => defaults.iter().filter(|to| *to == "*").collect(),
            },
            (written, _) => written.iter().collect(),
        };
        if honoured.iter().any(|to| *to == "*") {
            return Self::Everyone;
        }
        if honoured.iter().any(|to| *to == "~") {
            return Self::Namespaces(BTreeSet::new());
        }
        let named = honoured.into_iter().map(|to| if to == "." { namespace } else { to.as_str() });
        Self::Namespaces(order::set(named.map(str::to_owned)))
    }

    /// Whether proxies of this namespace see it.
    pub fn includes(&self, namespace: &str) -> bool {
        match self {
            Self::Everyone => true,
            Self::Namespaces(names) => names.contains(namespace),
        }
    }

    /// How proxies of `namespace` see something that is in the namespace `home`; `None` where they do not.
    pub fn seen_from(&self, namespace: &str, home: &str) -> Option<Seen> {
        match self {
            Self::Everyone => Some(Seen::Public),
            Self::Namespaces(names) if !names.contains(namespace) => None,
            Self::Namespaces(_) if namespace == home => Some(Seen::Private),
            Self::Namespaces(_) => Some(Seen::Exported),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case(&[], &[], "bar", Some(Seen::Public))]
    #[test_case(&["."], &[], "bar", None; "stays at home")]
    #[test_case(&["."], &[], "foo", Some(Seen::Private))]
    #[test_case(&["foo"], &[], "foo", Some(Seen::Private); "its own namespace by name")]
    #[test_case(&[".", "bar"], &[], "bar", Some(Seen::Exported))]
    #[test_case(&["bar", "*"], &[], "baz", Some(Seen::Public); "a star makes it public")]
    #[test_case(&["~"], &[], "foo", None; "nobody")]
    #[test_case(&[], &["."], "bar", None; "private by default")]
    #[test_case(&[], &[".", "*"], "foo", Some(Seen::Private); "private goes first")]
    #[test_case(&[], &["bar"], "bar", None; "no other default is honoured")]
    #[test_case(&["*"], &["."], "bar", Some(Seen::Public); "what is written counts")]
    fn seen(written: &[&str], defaults: &[&str], from: &str, expected: Option<Seen>) {
        let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let visibility = Visibility::of(&list(written), &list(defaults), "foo");
        assert_eq!(visibility.seen_from(from, "foo"), expected);
        assert_eq!(visibility.includes(from), expected.is_some());
    }
}
