//! Which `tls` or `tcp` rule takes a connection (VS-10).

use super::Proxy;
use crate::mesh::RouteTable;
use crate::resource::{IpRange, StreamDestination, StreamMatch};
use crate::yaml::Path;
use std::net::IpAddr;

/// A rule that takes a connection.
#[derive(Clone)]
pub(in crate::verdict) struct Taken<'m> {
    /// The table of the rule.
    pub(in crate::verdict) table: &'m RouteTable,
    /// The route to the rule in its document.
    pub(in crate::verdict) path: Path,
    /// Where it sends connections.
    destinations: &'m [StreamDestination],
}

impl<'m> Taken<'m> {
    /// The destinations that get any traffic, with their positions (VS-9).
    pub(in crate::verdict) fn destinations(&self) -> Vec<(usize, &'m StreamDestination)> {
        let all = self.destinations.iter().enumerate();
        all.filter(|(_, entry)| self.destinations.len() == 1 || entry.weight > 0).collect()
    }
}

/// What the `tls` rules of these tables make of a connection.
pub(in crate::verdict) enum Sni<'m> {
    /// None is left for this proxy: the listener does what it does without any.
    Unruled,
    /// This one takes it.
    Taken(Taken<'m>),
    /// There are rules, and none takes it.
    Unmatched,
}

/// The `tls` rule that takes a connection to this address: of rules with the narrowest range the one with the most
/// specific SNI. Of rules with the same SNIs only the first is there. `sni` is empty where the client sends none.
pub(in crate::verdict) fn tls<'m>(
    tables: &[&'m RouteTable],
    proxy: &Proxy,
    sni: &str,
    address: Option<IpAddr>,
) -> Sni<'m> {
    let mut chains = Vec::new();
    for &table in tables {
        for (position, rule) in table.tls.iter().enumerate() {
            let meant = rule.matches.iter().filter(|entry| proxy.is_meant_strictly(&entry.connection.client));
            let path = || Path::of("spec.tls").index(position);
            let taken = || Taken { table, path: path(), destinations: &rule.destinations };
            chains.extend(meant.map(|entry| (entry, taken())));
        }
    }
    if chains.is_empty() {
        return Sni::Unruled;
    }
    let reaching = chains.into_iter().filter_map(|(entry, taken)| {
        let narrowness = narrowness(&entry.connection.destinations, address)?;
        let specificity = entry.sni_hosts.iter().filter_map(|host| specificity(host, sni)).max()?;
        Some(((narrowness, specificity), taken))
    });
    // `max_by_key` would take the last of several.
    let best = reaching.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map_or(Sni::Unmatched, |(_, taken)| Sni::Taken(taken))
}

/// The `tcp` rule that takes a connection to this address: the first without ranges ends the search; of those before
/// it the one with the narrowest range that holds the address.
pub(in crate::verdict) fn tcp<'m>(
    tables: &[&'m RouteTable],
    proxy: &Proxy,
    address: Option<IpAddr>,
) -> Option<Taken<'m>> {
    let mut best: Option<(u8, Taken)> = None;
    for &table in tables {
        for (position, rule) in table.tcp.iter().enumerate() {
            let everything = StreamMatch::default();
            let entries =
                if rule.matches.is_empty() { std::slice::from_ref(&everything) } else { &rule.matches };
            let meant = entries.iter().filter(|entry| proxy.is_meant_strictly(&entry.client));
            for entry in meant {
                let path = Path::of("spec.tcp").index(position);
                let taken = Taken { table, path, destinations: &rule.destinations };
                if entry.destinations.is_empty() {
                    return Some(best.map_or(taken, |(_, narrower)| narrower));
                }
                let narrowness = narrowness(&entry.destinations, address);
                if narrowness > best.as_ref().map(|(bits, _)| *bits) {
                    best = narrowness.map(|bits| (bits, taken));
                }
            }
        }
    }
    best.map(|(_, taken)| taken)
}

/// How narrow the narrowest of these ranges that holds the address is; 0 where any address will do.
fn narrowness(ranges: &[IpRange], address: Option<IpAddr>) -> Option<u8> {
    if ranges.is_empty() {
        return Some(0);
    }
    let holding = ranges.iter().filter(|range| address.is_some_and(|address| range.contains(address)));
    let bits = holding.filter_map(|range| match range {
        IpRange::Of { bits, .. } => Some(bits.saturating_add(1)),
        IpRange::Unreadable => None,
    });
    bits.max()
}

/// How specific a host is among those that an SNI fits; `None` where it does not fit.
fn specificity(host: &str, sni: &str) -> Option<(bool, usize)> {
    let fits = match host.strip_prefix('*') {
        Some("") => true,
        Some(end) => sni.len() > end.len() && sni.ends_with(end),
        None => host == sni,
    };
    fits.then_some((host == sni, host.len()))
}
