//! VirtualServices, delegates put in, indexed by host and by gateway.

mod delegate;
mod expand;
mod gateway_name;

use super::footprint::Effort;
use super::room::Room;
use super::visibility::{Seen, Visibility};
use super::{Settings, host};
use crate::order;
use crate::resource::{HttpAction, HttpRule, Loaded, MESH, TcpRule, TlsRule, VirtualService};
use crate::yaml::Path;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;

pub use gateway_name::gateway_name;

/// All VirtualServices of a scenario that have hosts of their own, in the order in which they count for those who see
/// them alike: by age, those that delegate behind the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VirtualServices {
    tables: Vec<RouteTable>,
    /// Positions by host.
    by_host: BTreeMap<String, Vec<usize>>,
    by_end: ByEnd,
    /// Positions by gateway, `mesh` or `namespace/name`.
    by_gateway: BTreeMap<String, Vec<usize>>,
    /// How many tables were looked at.
    pub(super) effort: Effort,
}

/// Positions by host written backwards, so that all hosts with one end stand together: once somebody asks for those of a
/// pattern. It says nothing that is not said by host.
#[derive(Clone, Debug, Default)]
struct ByEnd(OnceCell<BTreeMap<String, Vec<usize>>>);

impl PartialEq for ByEnd {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// To look at a table costs more than to look at a service: its rules are put together with those of others.
const TABLE: usize = 10;

/// What a VirtualService says, names expanded and delegates put in.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteTable {
    /// The VirtualService.
    pub resource: Loaded<VirtualService>,
    /// Position in [`VirtualServices`].
    pub(super) position: usize,
    /// Its hosts, expanded and in lower case (VS-1, VS-5).
    pub hosts: Vec<String>,
    /// The gateways that it is for, `mesh` or `namespace/name` (VS-2).
    pub gateways: Vec<String>,
    /// Its `http` rules.
    pub http: Vec<HttpRoute>,
    /// Its `tls` rules, in the order of the document.
    pub tls: Vec<TlsRule>,
    /// Its `tcp` rules, in the order of the document.
    pub tcp: Vec<TcpRule>,
    /// Who sees it.
    pub visibility: Visibility,
}

/// An `http` rule in force.
#[derive(Clone, Debug, PartialEq)]
pub struct HttpRoute {
    /// What it says, names expanded; for the rule of a delegate, merged with what the root says.
    pub rule: Rc<HttpRule>,
    /// The VirtualService that wrote it: that of the table, or a delegate.
    pub source: Loaded<VirtualService>,
    /// Position in its `http`.
    pub position: usize,
    /// The position in the table's own `http` of the rule that delegates, if one does.
    pub delegating: Option<usize>,
}

impl HttpRoute {
    /// The route to the rule in its document.
    pub fn path(&self) -> Path {
        rules(&self.source, "spec.http").index(self.position)
    }
}

impl VirtualServices {
    /// Sorts, resolves and indexes. `api` are the tables of the Gateway API's routes, under the names that Istio gives
    /// them.
    pub(super) fn new(
        mut all: Vec<Loaded<VirtualService>>,
        api: Vec<(String, RouteTable)>,
        settings: &Settings,
        room: &Room,
    ) -> Self {
        order::sort_by(&mut all, |a, b| a.meta.age().cmp(&b.meta.age()));
        let named = order::map(
            all.iter()
                .map(|service| ((service.meta.namespace.as_str(), service.meta.name.as_str()), service)),
        );
        let roots = || all.iter().filter(|service| !service.value.hosts.is_empty());
        let delegates = |service: &&Loaded<VirtualService>| {
            service.value.http.iter().any(|rule| matches!(rule.action, HttpAction::Delegate(_)))
        };
        let read = |service: &Loaded<VirtualService>| table(service, &named, settings, room);
        let direct = roots().filter(|service| !delegates(service));
        let mut tables: Vec<(String, RouteTable)> =
            direct.map(|service| (service.meta.name.clone(), read(service))).chain(api).collect();
        order::sort_by(&mut tables, |a, b| age(a).cmp(&age(b)));
        let tables = tables.into_iter().map(|(_, table)| table).chain(roots().filter(delegates).map(read));
        let mut found = Self::default();
        for (position, table) in tables.enumerate() {
            found.add(RouteTable { position, ..table });
        }
        found
    }

    fn add(&mut self, table: RouteTable) {
        let position = table.position;
        let enter = |index: &mut BTreeMap<String, Vec<usize>>, key: String| {
            let entry = index.entry(key).or_default();
            if entry.last() != Some(&position) {
                entry.push(position);
            }
        };
        for host in &table.hosts {
            enter(&mut self.by_host, host.clone());
        }
        for gateway in &table.gateways {
            enter(&mut self.by_gateway, gateway.clone());
        }
        self.tables.push(table);
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &RouteTable> {
        self.tables.iter()
    }

    /// Those for this gateway (`mesh` or `namespace/name`) that proxies of `namespace` see, in the order in which they
    /// count for them (VS-3, GW-18).
    pub fn of_gateway(&self, gateway: &str, namespace: &str) -> Vec<&RouteTable> {
        let bound = self.at(self.by_gateway.get(gateway).into_iter().flatten().copied());
        let mut seen: Vec<_> =
            bound.filter_map(|table| Some((table.order_from(namespace)?, table))).collect();
        order::sort_by_key(&mut seen, |(order, _)| *order);
        seen.into_iter().map(|(_, table)| table).collect()
    }

    /// Those for this gateway, whoever sees them.
    pub fn bound_to(&self, gateway: &str) -> impl Iterator<Item = &RouteTable> {
        self.at(self.by_gateway.get(gateway).into_iter().flatten().copied())
    }

    /// Those that name exactly this host, whoever sees them.
    pub fn naming(&self, host: &str) -> Vec<&RouteTable> {
        self.at(self.by_host.get(&host.to_ascii_lowercase()).into_iter().flatten().copied()).collect()
    }

    /// Those with a host that may mean the same as `host`, either of which may begin with `*`, whoever sees them and
    /// however specific (VS-4).
    pub fn matching(&self, host: &str) -> Vec<&RouteTable> {
        let host = host.to_ascii_lowercase();
        let wider = host::matching(&self.by_host, &host).flatten();
        let mut positions: Vec<usize> = wider.copied().collect();
        if let Some(end) = host.strip_prefix('*') {
            let start: String = end.chars().rev().collect();
            let narrower =
                self.by_end().range(start.clone()..).take_while(|(key, _)| key.starts_with(&start));
            positions.extend(narrower.flat_map(|(_, positions)| positions));
        }
        order::sort(&mut positions);
        positions.dedup();
        self.at(positions).collect()
    }

    fn by_end(&self) -> &BTreeMap<String, Vec<usize>> {
        let backwards =
            |(host, positions): (&String, &Vec<usize>)| (host.chars().rev().collect(), positions.clone());
        self.by_end.0.get_or_init(|| order::map(self.by_host.iter().map(backwards)))
    }

    fn at(&self, positions: impl IntoIterator<Item = usize>) -> impl Iterator<Item = &RouteTable> {
        positions.into_iter().filter_map(|position| {
            self.effort.add(TABLE);
            self.tables.get(position)
        })
    }
}

impl RouteTable {
    /// Where it stands among all that proxies of this namespace see; `None` where they do not see it (VS-3). Of what
    /// everybody sees, routes of the Gateway API in the same namespace come first.
    pub fn order_from(&self, namespace: &str) -> Option<(Seen, bool, usize)> {
        let meta = &self.resource.meta;
        let favoured = meta.kind != "VirtualService" && meta.namespace == namespace;
        Some((self.visibility.seen_from(namespace, &meta.namespace)?, !favoured, self.position))
    }

    /// Whether it is for this gateway, `mesh` or `namespace/name` (VS-2).
    pub fn binds(&self, gateway: &str) -> bool {
        self.gateways.iter().any(|bound| bound == gateway)
    }

    /// `namespace/name`, the form in which people name it.
    pub fn key(&self) -> String {
        self.resource.meta.key()
    }

    /// Where its rules stand that a VirtualService has in `list`.
    pub fn rules(&self, list: &'static str) -> Path {
        rules(&self.resource, list)
    }
}

/// A route of the Gateway API has all its rules in one list.
fn rules(resource: &Loaded<VirtualService>, list: &'static str) -> Path {
    Path::of(if resource.meta.kind == "VirtualService" { list } else { "spec.rules" })
}

/// The order of age, for a table under this name (PA-11).
fn age((name, table): &(String, RouteTable)) -> impl Ord + '_ {
    let meta = &table.resource.meta;
    (meta.created.is_none(), meta.created.as_deref(), name.as_str(), meta.namespace.as_str())
}

fn table(
    service: &Loaded<VirtualService>,
    named: &BTreeMap<(&str, &str), &Loaded<VirtualService>>,
    settings: &Settings,
    room: &Room,
) -> RouteTable {
    let namespace = service.meta.namespace.as_str();
    let defaults = &settings.default_virtual_service_export_to;
    let visibility = |service: &Loaded<VirtualService>| {
        Visibility::of(&service.value.export_to, defaults, &service.meta.namespace)
    };
    let mut http = Vec::new();
    for (position, rule) in service.value.http.iter().enumerate() {
        let rule = expand::http(rule, namespace);
        let HttpAction::Delegate(name) = &rule.action else {
            http.push(HttpRoute { rule: Rc::new(rule), source: service.clone(), position, delegating: None });
            continue;
        };
        let home = name.namespace.as_deref().unwrap_or(namespace);
        let delegate = named
            .get(&(home, name.name.as_str()))
            .filter(|delegate| delegate.value.hosts.is_empty() && visibility(delegate).includes(namespace));
        let Some(&delegate) = delegate else { continue };
        let merged = delegate.value.http.iter().enumerate().filter_map(|(leaf_position, leaf)| {
            let cost = rule.matches.len().max(1).saturating_mul(leaf.matches.len().max(1));
            room.admits(cost, || service.at(Path::of("spec.http").index(position))).then_some(())?;
            let rule = Rc::new(delegate::merged(&rule, &expand::http(leaf, home))?);
            let source = delegate.clone();
            Some(HttpRoute { rule, source, position: leaf_position, delegating: Some(position) })
        });
        http.extend(merged);
    }
    let VirtualService { hosts, gateways, tls, tcp, .. } = &*service.value;
    let host = |text: &String| host::expand(text, namespace).to_ascii_lowercase();
    let bound = gateways.iter().map(|gateway| gateway_name(gateway, namespace));
    RouteTable {
        resource: service.clone(),
        position: 0,
        hosts: hosts.iter().map(host).collect(),
        gateways: if gateways.is_empty() { vec![MESH.to_owned()] } else { bound.collect() },
        http,
        tls: tls.iter().map(|rule| expand::tls(rule, namespace)).collect(),
        tcp: tcp.iter().map(|rule| expand::tcp(rule, namespace)).collect(),
        visibility: visibility(service),
    }
}
