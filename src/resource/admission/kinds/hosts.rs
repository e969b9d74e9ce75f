//! Hosts that may begin with a star, many at a time: somebody may write thousands, so that none is compared with each.

use crate::order;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

/// For each host the earliest one before it that stands for some of the same names, as its position.
pub(super) fn overlaps(hosts: &[&str]) -> Vec<Option<usize>> {
    let mut names: HashMap<&str, usize> = HashMap::new();
    let mut wildcards: HashMap<&str, Wildcard> = HashMap::new();
    for (position, host) in hosts.iter().enumerate() {
        match host.strip_prefix('*') {
            Some(end) => {
                wildcards.entry(end).or_insert(Wildcard { first: position, within: position });
            }
            None => {
                names.entry(host).or_insert(position);
            }
        }
    }
    // Most ends of a host are no wildcard's: a number that grows byte by byte tells so without a look at the end.
    let known: HashSet<u64> = wildcards.keys().filter_map(|end| Some(ends(end).last()?.1)).collect();
    let mut earliest = Vec::new();
    for (position, host) in hosts.iter().enumerate() {
        let mut own = names.get(host).copied().unwrap_or(position);
        let end = host.strip_prefix('*').unwrap_or(host);
        for (end, _) in ends(end).filter(|(_, mark)| known.contains(mark)) {
            if let Some(wider) = wildcards.get_mut(end) {
                own = own.min(wider.first);
                wider.within = wider.within.min(position);
            }
        }
        earliest.push(own);
    }
    let before = |(position, host): (usize, &&str)| {
        let wildcard = host.strip_prefix('*').and_then(|end| wildcards.get(end));
        let within = wildcard.map_or(position, |wildcard| wildcard.within);
        earliest.get(position).map(|own| within.min(*own)).filter(|&earliest| earliest < position)
    };
    hosts.iter().enumerate().map(before).collect()
}

/// A host that begins with a star.
struct Wildcard {
    /// Where it stands first.
    first: usize,
    /// The earliest of the hosts that lie within it.
    within: usize,
}

/// The ends of a text, the shortest first, which is empty; each with a number that all equal ends have (FNV-1a).
fn ends(text: &str) -> impl Iterator<Item = (&str, u64)> {
    let mut mark = 0xcbf2_9ce4_8422_2325_u64;
    let numbered = text.bytes().rev().map(move |byte| {
        mark = (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        mark
    });
    let marks = std::iter::once(mark).chain(numbered);
    (0..=text.len()).rev().zip(marks).filter_map(move |(start, mark)| Some((text.get(start..)?, mark)))
}

/// Hosts that others may lie within.
pub(super) struct Covering<'n> {
    exact: Vec<&'n str>,
    /// What follows the star, read backwards in order; none lies within another.
    ends: Vec<&'n str>,
}

impl<'n> Covering<'n> {
    pub(super) fn new(hosts: impl Iterator<Item = &'n str>) -> Self {
        let (mut exact, mut ends) = (Vec::new(), Vec::new());
        for host in hosts {
            match host.strip_prefix('*') {
                Some(end) => ends.push(end),
                None => exact.push(host),
            }
        }
        order::sort(&mut exact);
        order::sort_by(&mut ends, |a, b| backwards(a, b));
        ends.dedup_by(|narrower, wider| narrower.ends_with(*wider));
        Self { exact, ends }
    }

    /// Whether every name that a host stands for is one that one of these stands for.
    pub(super) fn covers(&self, host: &str) -> bool {
        let end = host.strip_prefix('*').unwrap_or(host);
        let following = self.ends.partition_point(|wider| backwards(wider, end) != Ordering::Greater);
        let wider = following.checked_sub(1).and_then(|position| self.ends.get(position));
        wider.is_some_and(|wider| end.ends_with(wider))
            || (!host.starts_with('*') && self.exact.binary_search(&host).is_ok())
    }
}

/// The order of two texts that are read from their ends.
fn backwards(a: &str, b: &str) -> Ordering {
    a.bytes().rev().cmp(b.bytes().rev())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use test_case::test_case;

    /// Whether one of two hosts covers the other.
    fn overlap(a: &str, b: &str) -> bool {
        match (a.strip_prefix('*'), b.strip_prefix('*')) {
            (Some(a), Some(b)) => a.ends_with(b) || b.ends_with(a),
            (Some(suffix), None) => b.ends_with(suffix),
            (None, Some(suffix)) => a.ends_with(suffix),
            (None, None) => a == b,
        }
    }

    fn covers(outer: &str, inner: &str) -> bool {
        match (outer.strip_prefix('*'), inner.strip_prefix('*')) {
            (Some(outer), Some(inner)) => inner.ends_with(outer),
            (Some(suffix), None) => inner.ends_with(suffix),
            (None, Some(_)) => false,
            (None, None) => outer == inner,
        }
    }

    #[test_case("*.com", "foo.com", true; "wildcard and name")]
    #[test_case("*.com", "*.foo.com", true; "two wildcards")]
    #[test_case("*.foo.com", "*.com", true; "the wider one last")]
    #[test_case("*.foo.com", "foo.com", false; "the name without label in front")]
    #[test_case("a", "a", true; "the same")]
    #[test_case("a", "b", false)]
    fn two(earlier: &str, later: &str, expected: bool) {
        assert_eq!(overlaps(&[earlier, later]), [None, expected.then_some(0)]);
    }

    proptest! {
        #[test]
        fn as_if_each_were_compared_with_each(hosts in prop::collection::vec(r"(\*|\*\.|)[ab.]{0,4}", 0..12)) {
            let hosts: Vec<&str> = hosts.iter().map(String::as_str).collect();
            let pairs = hosts.iter().enumerate().map(|(position, host)| {
                hosts.iter().take(position).position(|earlier| overlap(earlier, host))
            });
            prop_assert_eq!(overlaps(&hosts), pairs.collect::<Vec<_>>());
            for inner in &hosts {
                let outer = hosts.iter().filter(|outer| *outer != inner).copied();
                let expected = outer.clone().any(|outer| covers(outer, inner));
                prop_assert_eq!(Covering::new(outer).covers(inner), expected, "{}", inner);
            }
        }
    }
}
