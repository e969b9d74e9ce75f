//! What the DestinationRule in force says for one port and subset (DR-20 … DR-28).

use super::destination_rule::{Choice, rule_name};
use crate::mesh::{DestinationRules, MergedRule, ProxyKind, Workload};
use crate::resource::{ClientTls, ClientTlsMode, DestinationRule, LoadBalancer, Loaded, Ref, TrafficPolicy};
use crate::verdict::{Because, Ignored, RuleAnswer};
use crate::yaml::Path;
use std::collections::BTreeMap;

/// The settings in force for one cluster.
pub(super) struct Policy<'m> {
    /// What they say about TLS.
    pub(super) answer: RuleAnswer,
    /// The field that says so.
    pub(super) by: Option<Ref>,
    /// The rules, and the parts of this one, that do not count.
    pub(super) ignored: Vec<Ignored>,
    /// Whether connections go to the address that was dialled (AM-7).
    pub(super) passthrough: bool,
    /// `sni` of the TLS block in force.
    pub(super) sni: Option<&'m str>,
    /// What marks the endpoints where no TLS block is in force (DR-24).
    pub(super) mark: Option<Mark>,
    /// The labels of the chosen subset.
    pub(super) subset: Option<&'m BTreeMap<String, String>>,
    /// Where those stand.
    pub(super) subset_at: Option<Ref>,
}

/// A TLS block that is not in force for the cluster, but still decides about each endpoint (DR-24).
pub(super) struct Mark {
    /// Its mode.
    pub(super) mode: ClientTlsMode,
    /// `namespace/name` of its rule.
    pub(super) rule: String,
    /// Where it stands.
    pub(super) by: Ref,
}

/// The settings for a service port and subset. `None`: no rule in force defines the subset (VS-7).
pub(super) fn policy<'m>(
    rules: &'m DestinationRules,
    choice: &Choice<'m>,
    client: &Workload,
    port: u16,
    subset: Option<&str>,
) -> Option<Policy<'m>> {
    let subset = match subset {
        None => None,
        Some(name) => Some(rules.subset(choice.rule?, name)?),
    };
    let layers = Layers {
        port,
        general: choice.rule.and_then(|merged| rules.policy(merged)).map(|(rule, policy)| {
            let at = Path::of("spec.trafficPolicy");
            Layer { rule, policy, at }
        }),
        special: subset.and_then(|(rule, position, subset)| {
            let at = Path::of("spec.subsets").index(position).key("trafficPolicy");
            Some(Layer { rule, policy: subset.policy.as_ref()?, at })
        }),
    };
    let block = layers.tls();
    let sni = block.as_ref().and_then(|block| block.tls.sni.as_deref());
    let (answer, by) = match (choice.rule, block) {
        (None, _) => (RuleAnswer::NoRule, None),
        (Some(merged), Some(block)) => {
            let answer = block.reading(merged, client);
            let by = block.deciding(&answer);
            (answer, Some(by))
        }
        (Some(merged), None) => layers.silence(rules, merged),
    };
    let mut ignored = layers.set_aside(by.as_ref());
    if subset.is_none() {
        ignored.extend(choice.rule.into_iter().flat_map(|merged| subsets_with_tls(rules, merged)));
    }
    ignored.extend(choice.ignored.iter().cloned());
    Some(Policy {
        mark: if answer.is_automatic() { layers.mark() } else { None },
        answer,
        by,
        ignored,
        sni,
        passthrough: layers.load_balancer() == Some(LoadBalancer::Passthrough),
        subset: subset.map(|(_, _, subset)| &subset.labels),
        subset_at: subset
            .map(|(rule, position, _)| rule.at(Path::of("spec.subsets").index(position).key("labels"))),
    })
}

/// Subsets count only for what a route sends to them (DR-22).
fn subsets_with_tls(rules: &DestinationRules, merged: &MergedRule) -> Vec<Ignored> {
    let speaking = merged.subsets.iter().filter_map(|&(id, position)| {
        let rule = rules.get(id)?;
        let policy = rule.value.subsets.get(position)?.policy.as_ref()?;
        policy.tls.as_ref()?;
        let at = Path::of("spec.subsets").index(position).key("trafficPolicy").key("tls").key("mode");
        Some(Ignored { by: rule.at(at), because: Because::SubsetNotChosen })
    });
    speaking.collect()
}

/// The two policies that speak about a port: that of the rule, and that of the chosen subset over it.
struct Layers<'m> {
    port: u16,
    general: Option<Layer<'m>>,
    special: Option<Layer<'m>>,
}

/// A traffic policy and where it stands.
#[derive(Clone)]
struct Layer<'m> {
    rule: &'m Loaded<DestinationRule>,
    policy: &'m TrafficPolicy,
    at: Path,
}

/// A TLS block and where it stands.
struct Block<'m> {
    rule: &'m Loaded<DestinationRule>,
    tls: &'m ClientTls,
    at: Path,
}

impl<'m> Layers<'m> {
    /// The entry of the subset for the port replaces everything (DR-21).
    fn special_entry(&self) -> Option<Layer<'m>> {
        self.special.as_ref()?.entry(self.port)
    }

    /// What the rule says for the port: its entry for the port replaces the rest (DR-20).
    fn general_in_force(&self) -> Option<Layer<'m>> {
        let general = self.general.as_ref()?;
        Some(general.entry(self.port).unwrap_or_else(|| general.clone()))
    }

    /// The TLS block in force: field by field, the subset's over the rule's.
    fn tls(&self) -> Option<Block<'m>> {
        if let Some(entry) = self.special_entry() {
            return entry.tls();
        }
        let special = self.special.as_ref().and_then(Layer::tls);
        special.or_else(|| self.general_in_force()?.tls())
    }

    fn load_balancer(&self) -> Option<LoadBalancer> {
        if let Some(entry) = self.special_entry() {
            return entry.policy.load_balancer;
        }
        let special = self.special.as_ref().and_then(|layer| layer.policy.load_balancer);
        special.or_else(|| self.general_in_force()?.policy.load_balancer)
    }

    /// What endpoints are marked with is looked up by another rule than the TLS of the cluster: an entry for the port
    /// replaces only the TLS that it has itself (DR-24).
    fn mark(&self) -> Option<Mark> {
        let look =
            |layer: &Layer<'m>| layer.entry(self.port).and_then(|entry| entry.tls()).or_else(|| layer.tls());
        let special = self.special.as_ref().and_then(look);
        let block = special.or_else(|| look(self.general.as_ref()?))?;
        Some(Mark { mode: block.tls.mode(), rule: rule_name(block.rule), by: block.mode() })
    }

    /// The answer where no TLS block is in force.
    fn silence(&self, rules: &DestinationRules, merged: &MergedRule) -> (RuleAnswer, Option<Ref>) {
        let replacing = self.special_entry().or_else(|| self.general.as_ref()?.entry(self.port));
        let replaced = self.general.as_ref().and_then(Layer::tls).or_else(|| self.special.as_ref()?.tls());
        if let (Some(entry), Some(_)) = (replacing, replaced) {
            let answer = RuleAnswer::PortWithoutTls { rule: rule_name(entry.rule), port: self.port };
            return (answer, Some(entry.rule.at(entry.at)));
        }
        match rules.get(merged.policy.unwrap_or(merged.base)) {
            Some(rule) => {
                (RuleAnswer::NoTls { rule: rule_name(rule) }, Some(rule.at(Path::of("spec.trafficPolicy"))))
            }
            None => (RuleAnswer::NoRule, None),
        }
    }

    /// TLS blocks of the same rule that do not decide, and entries for other ports.
    fn set_aside(&self, decided: Option<&Ref>) -> Vec<Ignored> {
        let entry = self.special_entry().is_some()
            || self.general.as_ref().is_some_and(|layer| layer.entry(self.port).is_some());
        let because = || if entry { Because::ReplacedForPort(self.port) } else { Because::ReplacedForSubset };
        let mut ignored = Vec::new();
        for layer in [&self.special, &self.general].into_iter().flatten() {
            let blocks = layer.entry(self.port).and_then(|entry| entry.tls()).into_iter().chain(layer.tls());
            let beaten = blocks.filter(|block| decided.is_none_or(|decided| !block.holds(decided)));
            ignored.extend(beaten.map(|block| Ignored { by: block.mode(), because: because() }));
            let others: Vec<u16> = layer.policy.ports.iter().filter_map(|entry| entry.port).collect();
            if !others.is_empty() && !others.contains(&self.port) {
                let by = layer.rule.at(layer.at.clone().key("portLevelSettings"));
                ignored.push(Ignored { by, because: Because::OtherPorts(others) });
            }
        }
        ignored
    }
}

impl<'m> Layer<'m> {
    /// The first entry for this *service* port.
    fn entry(&self, port: u16) -> Option<Self> {
        let position = self.policy.ports.iter().position(|entry| entry.port == Some(port))?;
        let policy = &self.policy.ports.get(position)?.policy;
        Some(Self { rule: self.rule, policy, at: self.at.clone().key("portLevelSettings").index(position) })
    }

    fn tls(&self) -> Option<Block<'m>> {
        let tls = self.policy.tls.as_ref()?;
        Some(Block { rule: self.rule, tls, at: self.at.clone().key("tls") })
    }
}

impl Block<'_> {
    /// What the client's proxy makes of the block.
    fn reading(&self, merged: &MergedRule, client: &Workload) -> RuleAnswer {
        let rule = rule_name(self.rule);
        match (self.tls.mode(), &self.tls.credential_name) {
            (ClientTlsMode::Disable, _) => {
                RuleAnswer::Disable { rule, written: self.tls.written_mode.is_some() }
            }
            (ClientTlsMode::IstioMutual, _) => RuleAnswer::IstioMutual { rule },
            (ClientTlsMode::Simple | ClientTlsMode::Mutual, Some(secret))
                if cannot_read(client, merged, secret) =>
            {
                RuleAnswer::SecretUnreadable { rule, secret: secret.clone() }
            }
            (ClientTlsMode::Mutual, None) if !self.has_certificate() => RuleAnswer::NoCertificate { rule },
            (ClientTlsMode::Mutual, _) => RuleAnswer::Mutual { rule },
            (ClientTlsMode::Simple, _) => RuleAnswer::Simple { rule },
        }
    }

    /// The field to point at: the mode, or what stands in its way.
    fn deciding(self, answer: &RuleAnswer) -> Ref {
        match answer {
            RuleAnswer::SecretUnreadable { .. } => self.rule.at(self.at.key("credentialName")),
            _ => self.mode(),
        }
    }

    /// Whether the field is one of this block.
    fn holds(&self, field: &Ref) -> bool {
        field.resource == self.rule.id && field.path.segments().starts_with(self.at.segments())
    }

    fn mode(&self) -> Ref {
        self.rule.at(self.at.clone().key("mode"))
    }

    fn has_certificate(&self) -> bool {
        self.tls.client_certificate.is_some() && self.tls.private_key.is_some()
    }
}

/// A sidecar reads a Secret only for a rule that selects it; ConfigMaps are another matter (DR-27).
fn cannot_read(client: &Workload, merged: &MergedRule, secret: &str) -> bool {
    client.proxy == ProxyKind::Sidecar && merged.selector.is_none() && !secret.starts_with("configmap://")
}
