//! DestinationRules, merged as Istio merges them and indexed by the host that they are for.

mod merge;

use super::footprint::Asked;
use super::room::Room;
use super::{Crowd, Settings, host};
use crate::order;
use crate::resource::{DestinationRule, Loaded, Ref, Subset, TrafficPolicy};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// All DestinationRules of a scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DestinationRules {
    /// In document order.
    rules: Vec<Loaded<DestinationRule>>,
    /// Those of each namespace, in the order of their names.
    homes: Vec<(Rc<str>, Rc<Home>)>,
    /// By expanded host, whatever the namespace; those of one host in processing order (DR-12).
    hosts: Vec<(Rc<str>, RuleId)>,
    terms: Terms,
    /// For which hosts: whoever asks for the rules of a namespace also asks for those of the host in any namespace.
    pub(super) asked: Asked,
}

/// The rules that one namespace has. No other namespace has a say in them.
#[derive(Clone, Debug, Default, PartialEq)]
struct Home {
    /// Those that count for clients of that same namespace.
    own: ByHost,
    /// Those that count for clients of other namespaces.
    exported: ByHost,
    /// Those of the root namespace that nobody else sees; they count for clients of the root namespace.
    root_private: ByHost,
    /// The first that merges with too many others, if there is one.
    crowded: Option<Ref>,
}

/// What the mesh config has to say to it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Terms {
    root: String,
    /// Whether a rule without `exportTo` is for its own namespace only (DR-4).
    private: bool,
}

/// One of the rules: its position among them in document order.
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
    written: Rc<BTreeSet<String>>,
    /// `exportTo` in force, defaults filled in.
    visible: Rc<BTreeSet<String>>,
}

impl DestinationRules {
    /// These rules, which are in document order, sorted, merged and indexed. What is the same as `before` is shared with
    /// it: a rule that changes has a say only in what its namespace has, and in the list of its host.
    pub fn new(rules: Vec<Loaded<DestinationRule>>, settings: &Settings, before: &Self) -> Self {
        let terms = Terms::of(settings);
        let nothing = Self::default();
        let before = if before.terms == terms && before.is_beginning_of(&rules) { before } else { &nothing };
        let changed: Vec<usize> =
            (0..rules.len()).filter(|&at| before.rules.get(at) != rules.get(at)).collect();
        let (homes, hosts) = (before.homes.clone(), before.hosts.clone());
        let mut all = Self { rules, homes, hosts, terms, asked: Asked::default() };
        all.put_homes(&changed);
        all.put_hosts(&changed);
        all
    }

    /// Makes again what those namespaces have that have one of these rules.
    fn put_homes(&mut self, changed: &[usize]) {
        let namespace = |id: &RuleId| self.rules.get(id.0).map_or("", |rule| &*rule.meta.namespace);
        let names = order::set(changed.iter().map(|&at| namespace(&RuleId(at))));
        let all = (0..self.rules.len()).map(RuleId);
        let mut ids: Vec<RuleId> = all.filter(|id| names.contains(namespace(id))).collect();
        order::sort_by(&mut ids, |a, b| namespace(a).cmp(namespace(b)).then_with(|| self.compare(*a, *b)));
        let of_one = ids.chunk_by(|a, b| namespace(a) == namespace(b));
        let name = |ids: &[RuleId]| ids.first().map_or("", namespace);
        let made: Vec<_> = of_one.map(|ids| (Rc::from(name(ids)), Rc::new(self.home(ids)))).collect();
        let kept = self.homes.iter().filter(|(name, _)| !names.contains(&**name));
        let mut homes: Vec<_> = kept.cloned().chain(made).collect();
        order::sort_by(&mut homes, |a, b| a.0.cmp(&b.0));
        self.homes = homes;
    }

    /// Puts these rules where the hosts are that they are for now.
    fn put_hosts(&mut self, changed: &[usize]) {
        let mut hosts = std::mem::take(&mut self.hosts);
        hosts.retain(|(_, id)| changed.binary_search(&id.0).is_err());
        let host = |at: usize| Some((expanded_host(self.rules.get(at)?).into(), RuleId(at)));
        hosts.extend(changed.iter().filter_map(|&at| host(at)));
        order::sort_by(&mut hosts, |a, b| a.0.cmp(&b.0).then_with(|| self.compare(a.1, b.1)));
        self.hosts = hosts;
    }

    /// Whether these are at the same positions in that list, however they were edited, and new ones behind them.
    fn is_beginning_of(&self, rules: &[Loaded<DestinationRule>]) -> bool {
        let mut pairs = self.rules.iter().zip(rules);
        self.rules.len() <= rules.len()
            && pairs.all(|(own, rule)| (own.id, &own.meta.namespace) == (rule.id, &rule.meta.namespace))
    }

    /// Which of two is processed first (DR-12).
    fn compare(&self, a: RuleId, b: RuleId) -> Ordering {
        let age =
            |id: RuleId| self.get(id).map(|rule| (rule.value.workload_selector.is_none(), rule.meta.age()));
        (age(a), a).cmp(&(age(b), b))
    }

    /// What a namespace has that has these rules, which are in processing order.
    fn home(&self, ids: &[RuleId]) -> Home {
        let mut home = Home::default();
        for (id, rule) in ids.iter().filter_map(|&id| Some((id, self.get(id)?))) {
            home.add(id, rule, &self.terms);
        }
        let Home { own, exported, root_private, crowded: _ } = &mut home;
        let tables = [own, exported, root_private].into_iter();
        let room = Room::new(Crowd::Merges);
        for of_host in tables.flat_map(BTreeMap::values_mut).filter(|of_host| of_host.len() > 1) {
            *of_host = merge::merge(of_host, &self.rules, &room);
        }
        home.crowded = room.overflow();
        home
    }

    /// The first rule of a namespace that merges with too many others, if there is one.
    pub(super) fn crowded(&self) -> Option<&Ref> {
        self.homes.iter().find_map(|(_, home)| home.crowded.as_ref())
    }

    /// All of them, in document order.
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
        let rest = self.beginning_at(host);
        let end = rest.partition_point(|(own, _)| **own == *host);
        rest.iter().take(end).filter_map(|&(_, id)| Some((id, self.get(id)?)))
    }

    /// Whether the expanded host of any rule begins with this label.
    pub fn have_host_beginning(&self, start: &str) -> bool {
        let found = self.beginning_at(start).first().is_some_and(|(host, _)| host.starts_with(start));
        // Where one is found, its whole host is asked for next: more of them say nothing new.
        if !found {
            self.asked.note(start);
        }
        found
    }

    /// The rules for this expanded host, and for those behind it.
    fn beginning_at(&self, host: &str) -> &[(Rc<str>, RuleId)] {
        let start = self.hosts.partition_point(|(own, _)| **own < *host);
        self.hosts.get(start..).unwrap_or_default()
    }

    fn home_of(&self, namespace: &str) -> Option<&Home> {
        let at = self.homes.binary_search_by(|(name, _)| (**name).cmp(namespace)).ok()?;
        Some(&self.homes.get(at)?.1)
    }

    /// The rules of a namespace as clients of that same namespace see them (DR-5). Clients of the root namespace see
    /// only its private ones this way.
    pub fn own(&self, namespace: &str, settings: &Settings) -> Option<&ByHost> {
        let home = self.home_of(namespace)?;
        Some(if namespace == settings.root_namespace { &home.root_private } else { &home.own })
    }

    /// The rules of a namespace as clients of other namespaces see them (DR-6, DR-7).
    pub fn exported(&self, namespace: &str) -> Option<&ByHost> {
        Some(&self.home_of(namespace)?.exported)
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

impl Home {
    /// Adds a rule to the lists that it belongs to, before any is merged.
    fn add(&mut self, id: RuleId, rule: &Loaded<DestinationRule>, terms: &Terms) {
        let namespace = &rule.meta.namespace;
        let host = expanded_host(rule);
        let merged = MergedRule::alone(id, rule, terms);
        let visible = |to: &str| merged.visible.contains(to);
        let private = merged.visible.iter().all(|to| to == "." || to == namespace);
        if visible("*") || visible(".") || visible(namespace) {
            push(&mut self.own, host.clone(), merged.clone());
        }
        if !private {
            push(&mut self.exported, host.clone(), merged.clone());
        }
        if private && *namespace == terms.root {
            push(&mut self.root_private, host, merged);
        }
    }
}

impl Terms {
    fn of(settings: &Settings) -> Self {
        let private = settings.default_destination_rule_export_to.iter().any(|to| to == ".");
        Self { root: settings.root_namespace.clone(), private }
    }
}

impl MergedRule {
    fn alone(id: RuleId, rule: &Loaded<DestinationRule>, terms: &Terms) -> Self {
        let value = &rule.value;
        let private = || Rc::new(order::set([".".to_owned()]));
        // A rule with a selector is private whatever it says (DR-16).
        let written = if value.workload_selector.is_some() {
            private()
        } else {
            order::set(value.export_to.iter().cloned()).into()
        };
        let visible = match (written.is_empty(), terms.private) {
            (false, _) => written.clone(),
            (true, true) => private(),
            (true, false) => order::set(["*".to_owned()]).into(),
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

/// The host that a rule is for, as its namespace means it.
fn expanded_host(rule: &Loaded<DestinationRule>) -> String {
    host::expand(&rule.value.host, &rule.meta.namespace)
}

fn push(by_host: &mut ByHost, host: String, rule: MergedRule) {
    by_host.entry(host).or_default().push(rule);
}
