//! What the resources of a mesh ask about clients and paths: only that can tell them apart.

use crate::mesh::{Mesh, RouteTable, Workload};
use crate::resource::{
    Attribute, AuthorizationRule, ClientMatch, ConditionTest, HttpMatch, Pattern, ServiceAccountName, Source,
    Values,
};
use std::collections::{BTreeMap, HashSet};

/// What is asked.
#[derive(Default)]
pub(super) struct Asked<'m> {
    /// Labels with a value, by Sidecars, DestinationRules and routes.
    labels: HashSet<(&'m str, &'m str)>,
    /// Names of service accounts, by AuthorizationPolicies.
    accounts: HashSet<&'m str>,
    /// The same as patterns with a star.
    account_patterns: Vec<Pattern>,
    /// Whether an AuthorizationPolicy asks for the address.
    pub(super) addresses: bool,
    /// Whether a route or a policy asks for the path of a request, or for its query.
    pub(super) paths: bool,
}

impl<'m> Asked<'m> {
    /// Everything that is asked in a mesh.
    pub(super) fn of(mesh: &'m Mesh) -> Self {
        let mut asked = Self::default();
        for sidecar in mesh.sidecars.iter() {
            asked.labels(sidecar.value.workload_selector.iter());
        }
        for rule in mesh.destination_rules.iter() {
            asked.labels(rule.value.workload_selector.iter());
        }
        for table in mesh.virtual_services.iter() {
            asked.labels(conditions(table).map(|condition| &condition.labels));
            asked.paths |= table.http.iter().flat_map(|route| &route.rule.matches).any(asks_for_path);
        }
        for policy in mesh.authorization_policies.iter() {
            for rule in &policy.value.rules {
                asked.rule(rule);
            }
        }
        let mut tokens = mesh.request_authentications.iter().flat_map(|policy| &policy.value.rules);
        asked.paths |= tokens.any(|rule| !rule.from_params.is_empty());
        asked
    }

    /// The labels of a workload that anything asks for.
    pub(super) fn labels_of<'a>(
        &'a self,
        workload: &'m Workload,
    ) -> impl Iterator<Item = (&'m str, &'m str)> + 'a {
        let labels = workload.labels.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        labels.filter(|label| self.labels.contains(label))
    }

    /// Whether anything asks for a service account of this name.
    pub(super) fn is_account(&self, name: &str) -> bool {
        self.accounts.contains(name) || self.account_patterns.iter().any(|pattern| pattern.matches(name))
    }

    fn labels(&mut self, selectors: impl Iterator<Item = &'m BTreeMap<String, String>>) {
        self.labels.extend(selectors.flatten().map(|(key, value)| (key.as_str(), value.as_str())));
    }

    fn rule(&mut self, rule: &'m AuthorizationRule) {
        for source in &rule.from {
            self.source(source);
        }
        self.paths |= rule.to.iter().any(|operation| !operation.paths.is_unset());
        for condition in &rule.when {
            if let Attribute::RequestHeader(name) = &condition.attribute {
                self.paths |= is_pseudo_header(name);
            }
            match (&condition.attribute, &condition.test) {
                (Attribute::SourcePrincipal, ConditionTest::Text(values)) => self.principals(values),
                (_, ConditionTest::ServiceAccount(values)) => self.service_accounts(values),
                (_, ConditionTest::Address(_)) => self.addresses = true,
                (_, ConditionTest::Text(_) | ConditionTest::Port(_)) => {}
            }
        }
    }

    fn source(&mut self, source: &'m Source) {
        let Source {
            principals,
            service_accounts,
            ip_blocks,
            remote_ip_blocks,
            // The token is part of the call, the namespace tells clients apart in any case, and the trust domain is the
            // same for all.
            request_principals: _,
            namespaces: _,
            trust_domains: _,
        } = source;
        self.principals(principals);
        self.service_accounts(service_accounts);
        self.addresses |= !ip_blocks.is_unset() || !remote_ip_blocks.is_unset();
    }

    fn service_accounts(&mut self, values: &'m Values<ServiceAccountName>) {
        self.accounts.extend(all(values).map(|account| account.name.as_str()));
    }

    /// The account stands at the end of a principal. A pattern whose last part fits neither of two accounts tells them
    /// apart no more than one whose last part is a star.
    fn principals(&mut self, values: &'m Values<Pattern>) {
        for pattern in all(values) {
            match pattern {
                Pattern::Present => {}
                Pattern::Exact(text) => {
                    self.accounts.insert(last_part(text));
                }
                Pattern::Prefix(text) if last_part(text).is_empty() => {}
                Pattern::Prefix(text) => {
                    self.account_patterns.push(Pattern::Prefix(last_part(text).to_owned()));
                }
                Pattern::Suffix(text) => {
                    self.account_patterns.push(Pattern::Suffix(last_part(text).to_owned()));
                }
            }
        }
    }
}

fn all<T>(values: &Values<T>) -> impl Iterator<Item = &T> {
    values.any_of.iter().chain(&values.none_of)
}

fn last_part(principal: &str) -> &str {
    principal.rsplit('/').next().unwrap_or(principal)
}

/// Whether a match of a route asks for the path or the query.
fn asks_for_path(taken: &HttpMatch) -> bool {
    let mut headers = taken.headers.keys().chain(taken.without_headers.keys());
    taken.uri.is_some() || !taken.query.is_empty() || headers.any(|name| is_pseudo_header(name))
}

/// Whether a header is one of those with which HTTP/2 writes what stands in the first line of a request, as `:path`.
fn is_pseudo_header(name: &str) -> bool {
    name.starts_with(':')
}

/// What the routes of a table ask of clients.
fn conditions(table: &RouteTable) -> impl Iterator<Item = &ClientMatch> {
    let http = table.http.iter().flat_map(|route| &route.rule.matches).map(|condition| &condition.client);
    let tls = table.tls.iter().flat_map(|rule| &rule.matches).map(|condition| &condition.connection.client);
    let tcp = table.tcp.iter().flat_map(|rule| &rule.matches).map(|condition| &condition.client);
    http.chain(tls).chain(tcp)
}
