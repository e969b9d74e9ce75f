//! Which rules for one host merge (DR-13, DR-14).

use super::MergedRule;
use crate::mesh::room::Room;
use crate::resource::{DestinationRule, Loaded};
use std::collections::BTreeMap;

/// What the rules of a list become, in processing order: each merges into every entry before it that it can merge with,
/// and the last of the entries decides whether it also stands on its own. From the first on for which there is no room
/// they are left out.
pub(super) fn merge(alone: &[MergedRule], rules: &[Loaded<DestinationRule>], room: &Room) -> Vec<MergedRule> {
    let mut entries = Entries::default();
    for rule in alone {
        let found = entries.candidates(rule);
        let cost = found.len().saturating_mul(1 + rule.subsets.len());
        if rules.get(rule.base.0).is_some_and(|by| !room.admits(cost, || by.whole())) {
            break;
        }
        for position in entries.compatible(found, rule) {
            if let Some(entry) = entries.list.get_mut(position) {
                entry.younger.push(rule);
            }
        }
        let last = entries.list.last();
        if last.is_none_or(|entry| leaves_alone(entry.base, rule)) {
            entries.push(rule);
        }
    }
    let merged = entries.list.into_iter().map(|Entry { base, younger }| {
        let mut merged = base.clone();
        for rule in younger {
            merged.take_from(rule, rules);
        }
        merged
    });
    merged.collect()
}

/// The entries of one host. A rule merges only into entries whose namespaces it has all, so that each is looked for
/// under one of its own: the one with the fewest entries, where each of thousands has another.
#[derive(Default)]
struct Entries<'a> {
    list: Vec<Entry<'a>>,
    /// By a name of `exportTo`, if there is any.
    by_name: BTreeMap<Option<&'a str>, Bucket<'a>>,
}

/// Some of the entries.
#[derive(Default)]
struct Bucket<'a> {
    count: usize,
    /// Positions by selector.
    by_selector: BTreeMap<Option<&'a BTreeMap<String, String>>, Vec<usize>>,
}

/// A rule that stands on its own, and those that merge into it.
struct Entry<'a> {
    base: &'a MergedRule,
    younger: Vec<&'a MergedRule>,
}

impl<'a> Entries<'a> {
    fn push(&mut self, base: &'a MergedRule) {
        let count = |name| self.by_name.get(&name).map_or(0, |bucket| bucket.count);
        let name = names(base).min_by_key(|&name| count(name)).flatten();
        let bucket = self.by_name.entry(name).or_default();
        bucket.count += 1;
        bucket.by_selector.entry(base.selector.as_ref()).or_default().push(self.list.len());
        self.list.push(Entry { base, younger: Vec::new() });
    }

    /// The positions of those that a rule may merge into, in no order that means anything.
    fn candidates(&self, rule: &MergedRule) -> Vec<usize> {
        let mut found = Vec::new();
        for Bucket { by_selector, .. } in names(rule).filter_map(|name| self.by_name.get(&name)) {
            match &rule.selector {
                // It merges into those with any selector,
                None => found.extend(by_selector.values().flatten()),
                // and those without one take a rule with any.
                own => {
                    let fitting = [None, own.as_ref()].into_iter().filter_map(|own| by_selector.get(&own));
                    found.extend(fitting.flatten());
                }
            }
        }
        found
    }

    /// Those of them that it does merge into.
    fn compatible(&self, mut candidates: Vec<usize>, rule: &MergedRule) -> Vec<usize> {
        candidates.retain(|&position| {
            self.list.get(position).is_some_and(|entry: &Entry| is_as_visible(entry.base, rule))
        });
        candidates
    }
}

/// The names in `exportTo` as written; where there are none, that.
fn names(rule: &MergedRule) -> impl Iterator<Item = Option<&str>> {
    let nowhere = rule.written.is_empty().then_some(None);
    rule.written.iter().map(|to| Some(to.as_str())).chain(nowhere)
}

/// Whether a younger rule is for the same namespaces, or for more.
fn is_as_visible(base: &MergedRule, younger: &MergedRule) -> bool {
    younger.written == base.written
        || (!base.written.is_empty() && younger.written.is_superset(&base.written))
}

/// Whether a younger rule stands on its own in spite of the last entry before it.
fn leaves_alone(last: &MergedRule, younger: &MergedRule) -> bool {
    match (&last.selector, &younger.selector) {
        _ if !is_as_visible(last, younger) => true,
        (Some(theirs), Some(ours)) => theirs != ours,
        (None, None) => false,
        (Some(_), None) | (None, Some(_)) => younger.written != last.written,
    }
}

#[cfg(test)]
mod tests {
    use super::super::RuleId;
    use super::*;
    use crate::mesh::Crowd;
    use crate::order;
    use proptest::prelude::*;

    /// The same as Istio does it: each rule is compared with every entry before it.
    fn one_by_one(alone: &[MergedRule]) -> Vec<MergedRule> {
        let mut entries: Vec<MergedRule> = Vec::new();
        for new in alone {
            let mut stands_alone = true;
            for entry in &mut entries {
                let same_visibility = new.written == entry.written;
                let wider = !entry.written.is_empty() && new.written.is_superset(&entry.written);
                stands_alone = !same_visibility;
                if !same_visibility && !wider {
                    continue;
                }
                match (&entry.selector, &new.selector) {
                    (Some(theirs), Some(ours)) if theirs != ours => {
                        stands_alone = true;
                        continue;
                    }
                    (Some(_), Some(_)) | (None, None) => stands_alone = false,
                    (Some(_), None) | (None, Some(_)) => {}
                }
                entry.take_from(new, &[]);
            }
            if stands_alone {
                entries.push(new.clone());
            }
        }
        entries
    }

    fn rules() -> impl Strategy<Value = Vec<MergedRule>> {
        let names = prop::sample::subsequence(vec!["*", ".", "a", "b"], 0..4);
        let selector = prop::option::of(prop::sample::select(vec!["x", "y"]));
        let rule = (names, selector, any::<bool>()).prop_map(|(names, selector, has_policy)| MergedRule {
            base: RuleId(0),
            selector: selector.map(|value| order::map([("app".to_owned(), value.to_owned())])),
            policy: has_policy.then_some(RuleId(0)),
            subsets: Vec::new(),
            names: order::set([]),
            absorbed: Vec::new(),
            written: order::set(names.into_iter().map(str::to_owned)).into(),
            visible: order::set([]).into(),
        });
        prop::collection::vec(rule, 0..12).prop_map(|mut rules| {
            for (position, rule) in rules.iter_mut().enumerate() {
                rule.base = RuleId(position);
                rule.policy = rule.policy.map(|_| rule.base);
            }
            rules
        })
    }

    proptest! {
        #[test]
        fn merges_as_if_each_were_compared_with_each(rules in rules()) {
            prop_assert_eq!(merge(&rules, &[], &Room::new(Crowd::Merges)), one_by_one(&rules));
        }
    }
}
