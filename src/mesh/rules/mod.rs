//! DestinationRules, merged as Istio merges them and indexed by the host that they are for.

mod merge;

use super::footprint::Asked;
use super::{Settings, host};
use crate::order;
use crate::resource::{DestinationRule, Loaded, Subset, TrafficPolicy};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// All DestinationRules of a scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DestinationRules {
    rules: Vec<Loaded<DestinationRule>>,
    /// By namespace: rules that count for clients of that same namespace.
    own: BTreeMap<String, ByHost>,
    /// By namespace: rules that count for clients of other namespaces.
    exported: BTreeMap<String, ByHost>,
    /// Rules of the root namespace that nobody else sees; they count for clients of the root namespace.
    root_private: ByHost,
    /// Positions by expanded host, whatever the namespace.
    by_host: BTreeMap<String, Vec<RuleId>>,
    /// For which hosts: whoever asks for the rules of a namespace also asks for those of the host in any namespace.
    pub(super) asked: Asked,
}

/// Position of a rule in processing order (DR-12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(usize);

/// The rules of one namespace by expanded host or pattern.
pub type ByHost = BTreeMap<String, Vec<MergedRule>>;

/// What several rules for one host became (DR-13, DR-14), with the memory of who gave what.
#[derive(Clone, Debug, PartialEq)]
pub struct MergedRule {
    /// The oldest of them.
    pub base: RuleId,
    /// Its `workloadSelector` (DR-16).
    pub selector: Option<BTreeMap<String, String>>,
    /// The rule whose `trafficPolicy` is in force: the oldest that has one.
    pub policy: Option<RuleId>,
    /// The subsets in force: the rule and the position in its list.
    pub subsets: Vec<(RuleId, usize)>,
    /// The names of those subsets.
    names: BTreeSet<String>,
    /// The rules that were merged into the base, oldest first.
    pub absorbed: Vec<RuleId>,
    /// `exportTo` as written, the private one for a rule with a selector; decides what merges.
    written: BTreeSet<String>,
    /// `exportTo` in force, defaults filled in.
    visible: BTreeSet<String>,
}

impl DestinationRules {
    /// Sorts, merges and indexes.
    pub fn new(mut rules: Vec<Loaded<DestinationRule>>, settings: &Settings) -> Self {
        order::sort_by(&mut rules, |a, b| {
            let selectorless = |rule: &Loaded<DestinationRule>| rule.value.workload_selector.is_none();
            (selectorless(a), a.meta.age()).cmp(&(selectorless(b), b.meta.age()))
        });
        let mut all = Self::default();
        for (position, rule) in rules.iter().enumerate() {
            all.add(RuleId(position), rule, settings);
        }
        let tables = all.own.values_mut().chain(all.exported.values_mut()).chain([&mut all.root_private]);
        for of_host in tables.flat_map(BTreeMap::values_mut).filter(|of_host| of_host.len() > 1) {
            *of_host = merge::merge(of_host, &rules);
        }
        all.rules = rules;
        all
    }

    /// Adds a rule to the lists that it belongs to, before any is merged.
    fn add(&mut self, id: RuleId, rule: &Loaded<DestinationRule>, settings: &Settings) {
        let namespace = &rule.meta.namespace;
        let host = host::expand(&rule.value.host, namespace);
        self.by_host.entry(host.clone()).or_default().push(id);

        let merged = MergedRule::alone(id, rule, settings);
        let visible = |to: &str| merged.visible.contains(to);
        let private = merged.visible.iter().all(|to| to == "." || to == namespace);
        if visible("*") || visible(".") || visible(namespace) {
            push(self.own.entry(namespace.clone()).or_default(), &host, merged.clone());
        }
        if !private {
            push(self.exported.entry(namespace.clone()).or_default(), &host, merged.clone());
        }
        if private && *namespace == settings.root_namespace {
            push(&mut self.root_private, &host, merged);
        }
    }

    /// All of them, in processing order (DR-12).
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Loaded<DestinationRule>> {
        self.rules.iter()
    }

    /// The rule.
    pub fn get(&self, id: RuleId) -> Option<&Loaded<DestinationRule>> {
        self.rules.get(id.0)
    }

    /// The rules for exactly this expanded host, in whatever namespace, in processing order.
    pub fn for_host(&self, host: &str) -> impl Iterator<Item = (RuleId, &Loaded<DestinationRule>)> {
        self.asked.note(host);
        self.by_host.get(host).into_iter().flatten().filter_map(|&id| Some((id, self.get(id)?)))
    }

    /// Whether the expanded host of any rule begins with this label.
    pub fn have_host_beginning(&self, start: &str) -> bool {
        let next = self.by_host.range::<str, _>((Bound::Included(start), Bound::Unbounded)).next();
        let found = next.is_some_and(|(host, _)| host.starts_with(start));
        // Where one is found, its whole host is asked for next: more of them say nothing new.
        if !found {
            self.asked.note(start);
        }
        found
    }

    /// The rules of a namespace as clients of that same namespace see them (DR-5). Clients of the root namespace see
    /// only its private ones this way.
    pub fn own(&self, namespace: &str, settings: &Settings) -> Option<&ByHost> {
        if namespace == settings.root_namespace { Some(&self.root_private) } else { self.own.get(namespace) }
    }

    /// The rules of a namespace as clients of other namespaces see them (DR-6, DR-7).
    pub fn exported(&self, namespace: &str) -> Option<&ByHost> {
        self.exported.get(namespace)
    }

    /// The `trafficPolicy` in force and the rule that wrote it.
    pub fn policy(&self, merged: &MergedRule) -> Option<(&Loaded<DestinationRule>, &TrafficPolicy)> {
        let rule = self.get(merged.policy?)?;
        Some((rule, rule.value.policy.as_ref()?))
    }

    /// The subset in force with this name: the rule that wrote it, its position there, and what it says.
    pub fn subset(
        &self,
        merged: &MergedRule,
        name: &str,
    ) -> Option<(&Loaded<DestinationRule>, usize, &Subset)> {
        merged.subsets.iter().find_map(|&(id, position)| {
            let rule = self.get(id)?;
            let subset = rule.value.subsets.get(position)?;
            (subset.name == name).then_some((rule, position, subset))
        })
    }
}

impl MergedRule {
    fn alone(id: RuleId, rule: &Loaded<DestinationRule>, settings: &Settings) -> Self {
        let value = &rule.value;
        let private = || order::set([".".to_owned()]);
        // A rule with a selector is private whatever it says (DR-16).
        let written = if value.workload_selector.is_some() {
            private()
        } else {
            order::set(value.export_to.iter().cloned())
        };
        let default_private = settings.default_destination_rule_export_to.iter().any(|to| to == ".");
        let visible = match (written.is_empty(), default_private) {
            (false, _) => written.clone(),
            (true, true) => private(),
            (true, false) => order::set(["*".to_owned()]),
        };
        Self {
            base: id,
            selector: value.workload_selector.clone(),
            policy: value.policy.is_some().then_some(id),
            subsets: (0..value.subsets.len()).map(|position| (id, position)).collect(),
            names: order::set(value.subsets.iter().map(|subset| subset.name.clone())),
            absorbed: Vec::new(),
            written,
            visible,
        }
    }

    /// Whether clients of `client` see it, when it is defined in `namespace` (DR-6).
    pub fn is_exported_to(&self, client: &str, namespace: &str) -> bool {
        self.visible.contains("*")
            || self.visible.contains(client)
            || (client == namespace && self.visible.contains("."))
    }

    /// Every rule that went into it.
    pub fn members(&self) -> impl Iterator<Item = RuleId> {
        std::iter::once(self.base).chain(self.absorbed.iter().copied())
    }

    fn take_from(&mut self, younger: &Self, rules: &[Loaded<DestinationRule>]) {
        let name = |&(id, position): &(RuleId, usize)| {
            rules
                .get(id.0)
                .and_then(|rule| rule.value.subsets.get(position))
                .map(|subset| subset.name.as_str())
        };
        let is_new = |subset: &&(RuleId, usize)| name(subset).is_some_and(|name| !self.names.contains(name));
        let new: Vec<_> = younger.subsets.iter().filter(is_new).copied().collect();
        self.names.extend(new.iter().filter_map(name).map(str::to_owned));
        self.subsets.extend(new);
        self.policy = self.policy.or(younger.policy);
        self.absorbed.push(younger.base);
    }
}

fn push(by_host: &mut ByHost, host: &str, rule: MergedRule) {
    by_host.entry(host.to_owned()).or_default().push(rule);
}
