//! Hosts that may begin with a star, many at a time: somebody may write thousands, so that none is compared with each.

use crate::order;
use std::cmp::Ordering;

/// For each host the earliest one before it that stands for some of the same names, as its position.
pub(super) fn overlaps(hosts: &[&str]) -> Vec<Option<usize>> {
    // Whoever ends alike stands together, what is wider before what is narrower: within the names of a wildcard lies
    // all that follows it and ends like it.
    let mut sorted: Vec<usize> = (0..hosts.len()).collect();
    let host = |position: usize| hosts.get(position).copied().unwrap_or_default();
    let end = |position: usize| host(position).strip_prefix('*').unwrap_or(host(position));
    let is_wild = |position: usize| host(position).starts_with('*');
    let backwards: Vec<Vec<u8>> =
        (0..hosts.len()).map(|position| end(position).bytes().rev().collect()).collect();
    order::sort_by(&mut sorted, |&a, &b| {
        backwards.get(a).cmp(&backwards.get(b)).then(is_wild(b).cmp(&is_wild(a))).then(a.cmp(&b))
    });
    let mut earliest = vec![usize::MAX; hosts.len()];
    let mut open: Vec<Wildcard> = Vec::new();
    let mut last = None;
    for position in sorted {
        while let Some(top) = open.pop_if(|top| !end(position).ends_with(end(top.position))) {
            close(&top, &mut open, &mut earliest);
        }
        let around = open.last().map_or(usize::MAX, |top| top.above);
        let same = last.filter(|&last| host(last) == host(position));
        if let Some(own) = earliest.get_mut(position) {
            *own = around.min(same.unwrap_or(usize::MAX));
        }
        if let Some(top) = open.last_mut() {
            top.within = top.within.min(position);
        }
        if is_wild(position) {
            open.push(Wildcard { position, above: around.min(position), within: usize::MAX });
        } else if same.is_none() {
            last = Some(position);
        }
    }
    while let Some(top) = open.pop() {
        close(&top, &mut open, &mut earliest);
    }
    let before = |(position, earliest)| Some(earliest).filter(|&earliest| earliest < position);
    earliest.into_iter().enumerate().map(before).collect()
}

/// A wildcard on the way through the hosts that lie within it.
struct Wildcard {
    position: usize,
    /// The earliest of it and those that it lies within.
    above: usize,
    /// The earliest of those that lie within it.
    within: usize,
}

fn close(done: &Wildcard, open: &mut [Wildcard], earliest: &mut [usize]) {
    if let Some(own) = earliest.get_mut(done.position) {
        *own = (*own).min(done.within);
    }
    if let Some(top) = open.last_mut() {
        top.within = top.within.min(done.within);
    }
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
