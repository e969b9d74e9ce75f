//! Which DestinationRule a client follows for a service (DR-5 … DR-18).

use crate::mesh::host::{matching, service_host};
use crate::mesh::{ByHost, DestinationRules, MergedRule, Mesh, RuleId, Service, Workload, selects};
use crate::resource::{DestinationRule, Loaded};
use crate::verdict::{Because, Ignored};
use std::collections::BTreeSet;

/// The rule in force, and the ones that it beat or that never counted.
pub(super) struct Choice<'m> {
    /// The rule, as merged from those for the same host; `None` where none applies.
    pub(super) rule: Option<&'m MergedRule>,
    /// All others that could have been meant for this service.
    pub(super) ignored: Vec<Ignored>,
}

/// The rule that `client` follows for `service`. Namespaces are asked in a fixed order, and the first one that has a
/// rule for the host answers, even where no rule of its list picks this client.
pub(super) fn choose<'m>(mesh: &'m Mesh, client: &Workload, service: &'m Service) -> Choice<'m> {
    let (considered, ignored) = Default::default();
    let mut search = Search { mesh, rules: &mesh.destination_rules, client, service, considered, ignored };
    let list = search.list();
    let rule = search.pick(&list);
    search.near_misses();
    Choice { rule, ignored: search.ignored }
}

struct Search<'m, 'c> {
    mesh: &'m Mesh,
    rules: &'m DestinationRules,
    client: &'c Workload,
    service: &'m Service,
    considered: BTreeSet<RuleId>,
    ignored: Vec<Ignored>,
}

impl<'m> Search<'m, '_> {
    /// The list of the first namespace that has one for the host: the client's, the service's, the root (DR-5 … DR-7).
    /// Empty where none has.
    fn list(&mut self) -> Vec<&'m MergedRule> {
        let settings = &self.mesh.settings;
        let client = self.client.namespace();
        let (home, root) = (self.service.namespace(), settings.root_namespace.as_str());
        let mut found = self.first(self.rules.own(client, settings), None, |_| true);
        // Clients of the root namespace see only its private rules as their own; the others they meet like everybody.
        let mut later = vec![home, root];
        later.dedup();
        for namespace in later.into_iter().filter(|&namespace| namespace != client || client == root) {
            let answered = found.first().map(|rule| rule.base);
            let list = self.first(self.rules.exported(namespace), answered, |rule| {
                rule.is_exported_to(client, namespace)
            });
            found.extend(list);
        }
        found
    }

    /// The list of the most specific host in this namespace, without the rules that the client does not see; there is
    /// no second try with a less specific host (DR-6). `answered` is the rule of an earlier namespace, if one had any:
    /// then nothing here counts.
    fn first(
        &mut self,
        namespace: Option<&'m ByHost>,
        answered: Option<RuleId>,
        sees: impl Fn(&MergedRule) -> bool,
    ) -> Vec<&'m MergedRule> {
        let Some(by_host) = namespace else { return Vec::new() };
        let mut lists = matching(by_host, &self.service.host);
        let Some(list) = lists.next() else { return Vec::new() };
        let (visible, hidden): (Vec<_>, Vec<_>) = list.iter().partition(|rule| sees(rule));
        if let Some(answered) = answered {
            let than = self.name(answered);
            self.ignore(visible, &Because::LaterNamespace { than });
            return Vec::new();
        }
        if let Some(first) = list.first() {
            let than = self.name(first.base);
            self.ignore(lists.flatten(), &Because::LessSpecificHost { than });
        }
        self.ignore(hidden, &Because::NotExported);
        visible
    }

    /// The rule of the list for this client: the first one whose selector picks it, else the last one without a
    /// selector (DR-15).
    fn pick(&mut self, list: &[&'m MergedRule]) -> Option<&'m MergedRule> {
        let (client, rules) = (self.client, self.rules);
        let picks = |rule: &MergedRule| {
            let own = rules.get(rule.base).is_some_and(|base| base.meta.namespace == client.namespace());
            rule.selector.as_ref().is_some_and(|selector| own && selects(selector, &client.labels))
        };
        let selecting = list.iter().copied().find(|rule| picks(rule));
        let chosen = selecting.or_else(|| list.iter().copied().rfind(|rule| rule.selector.is_none()));
        if let Some(chosen) = chosen {
            self.merged(chosen);
        }
        let than = chosen.map(|chosen| self.name(chosen.base)).unwrap_or_default();
        for rule in list.iter().copied() {
            let because = match (&rule.selector, selecting) {
                (Some(_), Some(_)) if picks(rule) => Because::Younger { than: than.clone(), tied: false },
                (Some(_), _) => Because::SelectsOthers,
                (None, Some(_)) => Because::NotForThisClient { than: than.clone() },
                (None, None) => Because::Older { than: than.clone() },
            };
            self.ignore([rule], &because);
        }
        chosen
    }

    /// The rules that went into the chosen one. Those whose trafficPolicy is not the one in force are told (DR-13).
    fn merged(&mut self, chosen: &MergedRule) {
        let in_force = chosen.policy.unwrap_or(chosen.base);
        self.considered.insert(in_force);
        for id in chosen.members() {
            let has_policy = self.rules.get(id).is_some_and(|rule| rule.value.policy.is_some());
            let into = self.name(in_force);
            self.mention(id, if has_policy { Because::MergedAway { into } } else { Because::SaysNothing });
        }
    }

    /// Rules that look as if they were for this service, but are not.
    fn near_misses(&mut self) {
        let (client, home) = (self.client.namespace(), self.service.namespace());
        let root = self.mesh.settings.root_namespace.as_str();
        for (id, rule) in self.rules.for_host(&self.service.host) {
            let namespace = rule.meta.namespace.as_str();
            let asked = [client, home, root].contains(&namespace);
            self.mention(id, if asked { Because::NotExported } else { Because::ThirdNamespace });
        }
        if self.service.resource.value.spec().is_none() {
            return;
        }
        let name = &self.service.resource.meta.name;
        if !self.rules.have_host_beginning(name) {
            return;
        }
        for dotted in [format!("{name}.{home}"), format!("{name}.{home}.svc")] {
            for (id, _) in self.rules.for_host(&dotted) {
                self.mention(id, Because::DottedHost(dotted.clone()));
            }
        }
        for namespace in [client, root].into_iter().filter(|namespace| *namespace != home) {
            let elsewhere = service_host(name, namespace);
            if self.mesh.service_with_host(&elsewhere).is_none() {
                for (id, _) in self.rules.for_host(&elsewhere) {
                    self.mention(id, Because::OwnNamespaceHost(elsewhere.clone()));
                }
            }
        }
    }

    /// Mentions the rule, unless it was considered before.
    fn mention(&mut self, id: RuleId, because: Because) {
        let Some(rule) = self.rules.get(id).filter(|_| self.considered.insert(id)) else { return };
        let says_nothing = rule.value.export_to.is_empty() && rule.value.workload_selector.is_none();
        if because == Because::NotExported && says_nothing {
            let refs = [Some(rule.whole()), self.mesh.settings.source.clone()];
            let hidden =
                refs.into_iter().flatten().map(|by| Ignored { by, because: Because::PrivateByDefault });
            self.ignored.extend(hidden);
        } else {
            self.ignored.push(Ignored { by: rule.whole(), because });
        }
    }

    fn ignore(&mut self, rules: impl IntoIterator<Item = &'m MergedRule>, because: &Because) {
        for id in rules.into_iter().flat_map(MergedRule::members) {
            self.mention(id, because.clone());
        }
    }

    fn name(&self, id: RuleId) -> String {
        self.rules.get(id).map(rule_name).unwrap_or_default()
    }
}

/// `namespace/name`, the form in which people name it.
pub(super) fn rule_name(rule: &Loaded<DestinationRule>) -> String {
    [&rule.meta.namespace, "/", &rule.meta.name].concat()
}
