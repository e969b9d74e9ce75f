//! Which virtual host of a gateway a request is for: hosts of servers and of routes where they meet (GW-17, VS-4).

use super::chain::Accepted;
use crate::mesh::gateways::{Role, Server};
use crate::mesh::{Mesh, RouteTable, Workload, host};
use crate::order;
use crate::resource::{HostNamespace, ServerHost};
use crate::verdict::routing::Proxy;
use crate::verdict::routing::http::{self, Candidate};
use crate::verdict::{Because, Ignored};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::rc::Rc;

/// Tables beside those in question are named up to this many.
const BYSTANDERS: usize = 16;

/// What serves a host.
pub(super) struct VirtualHost<'m> {
    /// The host, with `*` in front or without.
    pub(super) domain: String,
    /// The tables in the order in which they are put together.
    pub(super) tables: Vec<Rc<Bound<'m>>>,
    /// The server that sends plain HTTP to HTTPS, if one does.
    pub(super) redirected_by: Option<&'m Server>,
}

/// A table, and the server that it is bound to.
pub(super) struct Bound<'m> {
    /// The server.
    pub(super) server: &'m Server,
    /// The table.
    pub(super) table: &'m RouteTable,
    /// Its rules that are left for this server; never none, or the table would not be bound.
    pub(super) candidates: Vec<Candidate<'m>>,
}

/// The virtual host for the authority of a request, and the tables that would have been for it but are not.
pub(super) fn find<'m>(
    mesh: &'m Mesh,
    pod: &Workload,
    number: u16,
    accepted: &Accepted<'m>,
    host: &str,
) -> (Option<VirtualHost<'m>>, Vec<Ignored>) {
    let servers = sharing(mesh, pod, number, accepted);
    let tables = seen(mesh, pod, host);
    let bound = bound(&servers, &tables, pod);
    mesh.went_through(bound.iter().map(|bound| bound.candidates.len()).sum());
    let mut found: Option<VirtualHost> = None;
    let mut ignored = Vec::new();
    let host = host.to_ascii_lowercase();
    for domain in domains(&servers, &bound, &host) {
        let here = at(&servers, &bound, &domain);
        match (&found, here) {
            (_, None) => {}
            (None, Some(here)) => found = Some(here),
            (Some(chosen), Some(here)) => {
                let than = chosen.domain.clone();
                let less_specific = here.tables.iter().map(|bound| bound.table.resource.whole());
                let less_specific =
                    less_specific.chain(here.redirected_by.iter().map(|server| server.at.clone()));
                ignored.extend(
                    less_specific
                        .map(|by| Ignored { by, because: Because::LessSpecificHost { than: than.clone() } }),
                );
            }
        }
    }
    let used = order::set(found.iter().flat_map(|host| &host.tables).map(|used| used.table.resource.id));
    let unused = tables.iter().filter(|table| {
        !used.contains(&table.resource.id) && servers.iter().any(|server| table.binds(&server.gateway))
    });
    let unused = unused.map(|table| Ignored { by: table.resource.whole(), because: Because::OtherNames });
    ignored.extend(unused);
    ignored.truncate(BYSTANDERS);
    (found, ignored)
}

/// The servers whose routes are put together: all for plain HTTP on the port, but each for TLS on its own.
fn sharing<'m>(mesh: &'m Mesh, pod: &Workload, number: u16, accepted: &Accepted<'m>) -> Vec<&'m Server> {
    if accepted.server.role() != Role::Http {
        return vec![accepted.server];
    }
    let port = mesh.gateways.port(pod.id, number);
    mesh.went_through(port.map_or(0, |port| port.servers.len()));
    let servers = port.into_iter().flat_map(|port| &port.servers);
    let servers = servers.filter_map(|&id| mesh.gateways.server(id));
    servers.filter(|server| server.role() == Role::Http).collect()
}

/// The tables with a host that this one fits, as gateways in the namespace of the pod see them, in order (GW-18).
fn seen<'m>(mesh: &'m Mesh, pod: &Workload, host: &str) -> Vec<&'m RouteTable> {
    let tables = mesh.virtual_services.matching(host).into_iter();
    let mut seen: Vec<_> =
        tables.filter_map(|table| Some((table.order_from(pod.namespace())?, table))).collect();
    order::sort_by_key(&mut seen, |(place, _)| *place);
    seen.into_iter().map(|(_, table)| table).collect()
}

/// The tables that have rules left for a server, in the order of servers, then of tables.
fn bound<'m>(servers: &[&'m Server], tables: &[&'m RouteTable], pod: &Workload) -> Vec<Rc<Bound<'m>>> {
    let mut by_gateway = HashMap::<&str, Vec<&'m RouteTable>>::new();
    for &table in tables {
        for gateway in order::set(&table.gateways) {
            by_gateway.entry(gateway).or_default().push(table);
        }
    }
    let mut all = Vec::new();
    for &server in servers {
        let gateways = [server.gateway.clone()];
        let proxy = Proxy { workload: pod, gateways: &gateways, port: server.number };
        for &table in by_gateway.get(server.gateway.as_str()).into_iter().flatten() {
            let candidates = http::candidates(table, &proxy);
            if !candidates.is_empty() {
                all.push(Rc::new(Bound { server, table, candidates }));
            }
        }
    }
    all
}

/// The domains of all virtual hosts that the host fits, the most specific first.
fn domains(servers: &[&Server], tables: &[Rc<Bound>], host: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for Bound { server, table, .. } in tables.iter().map(Rc::as_ref) {
        for own in server.hosts_for(&table.resource.meta.namespace) {
            let own = own.to_ascii_lowercase();
            for shared in table.hosts.iter().filter_map(|routed| host::common(&own, routed)) {
                // Thousands of tables have the same few.
                if fits(host, shared) && !found.iter().any(|known| known == shared) {
                    found.push(shared.to_owned());
                }
            }
        }
    }
    for server in servers.iter().filter(|server| server.redirects_to_https()) {
        found.extend(server.hosts.iter().map(|host| host.host.to_ascii_lowercase()));
    }
    found.retain(|domain| fits(host, domain));
    order::sort_by_key(&mut found, |domain| (domain != host, Reverse(domain.len())));
    found.dedup();
    found
}

/// Whether a host fits a domain. A wildcard never stands for nothing.
fn fits(host: &str, domain: &str) -> bool {
    host::is_within(host, domain) && (domain == host || domain == "*" || host.len() >= domain.len())
}

/// The virtual host with exactly this domain.
fn at<'m>(servers: &[&'m Server], tables: &[Rc<Bound<'m>>], domain: &str) -> Option<VirtualHost<'m>> {
    let meeting: Vec<_> =
        tables.iter().filter(|bound| meet(bound.server, bound.table, domain)).cloned().collect();
    let redirecting = servers.iter().copied().filter(|server| server.redirects_to_https());
    let mut redirecting = redirecting.filter(|server| {
        // Hosts of one namespace are no names that a request could have.
        let own =
            |host: &ServerHost| host.from == HostNamespace::Every && host.host.eq_ignore_ascii_case(domain);
        server.hosts.iter().any(own) || meeting.iter().any(|bound| std::ptr::eq(bound.server, *server))
    });
    let redirected_by = redirecting.next();
    let there = !meeting.is_empty() || redirected_by.is_some();
    there.then(|| VirtualHost { domain: domain.to_owned(), tables: meeting, redirected_by })
}

fn meet(server: &Server, table: &RouteTable, domain: &str) -> bool {
    let mut hosts = server.hosts_for(&table.resource.meta.namespace);
    hosts.any(|host| {
        let host = host.to_ascii_lowercase();
        table.hosts.iter().any(|routed| host::common(&host, routed) == Some(domain))
    })
}
