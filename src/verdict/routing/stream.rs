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
    /// How narrowly it says which connections it takes; of several that take one the narrowest counts.
    pub(in crate::verdict) rank: Rank,
    /// Where it sends connections.
    destinations: &'m [StreamDestination],
}

/// How narrowly a filter chain says which connections it takes: by the range of addresses, then by the SNI.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::verdict) struct Rank {
    range: u8,
    exact_sni: bool,
    sni: usize,
}

impl Rank {
    /// How narrow a chain for these ranges and SNIs is, empty lists meaning any; `None` where it does not take a
    /// connection to this address with this SNI.
    pub(in crate::verdict) fn of(
        ranges: &[IpRange],
        snis: &[String],
        address: Option<IpAddr>,
        sni: &str,
    ) -> Option<Self> {
        let range = narrowness(ranges, address)?;
        if snis.is_empty() {
            return Some(Self { range, ..Self::default() });
        }
        let best = snis.iter().filter_map(|host| specificity(host, sni)).max();
        best.map(|(exact_sni, sni)| Self { range, exact_sni, sni })
    }

    /// Whether it is for ranges of addresses.
    pub(in crate::verdict) fn is_for_range(self) -> bool {
        self.range > 0
    }

    /// The same for the ranges of another one.
    pub(in crate::verdict) fn within(self, other: Self) -> Self {
        Self { range: other.range, ..self }
    }
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
            chains.extend(meant.map(|entry| {
                let rank = Rank::of(&entry.connection.destinations, &entry.sni_hosts, address, sni);
                let path = Path::of("spec.tls").index(position);
                rank.map(|rank| Taken { table, path, rank, destinations: &rule.destinations })
            }));
        }
    }
    if chains.is_empty() {
        return Sni::Unruled;
    }
    // Of several alike the first.
    let best =
        chains.into_iter().flatten().reduce(|best, next| if next.rank > best.rank { next } else { best });
    best.map_or(Sni::Unmatched, Sni::Taken)
}

/// The `tcp` rule that takes a connection to this address: the first without ranges ends the search; of those before
/// it the one with the narrowest range that holds the address.
pub(in crate::verdict) fn tcp<'m>(
    tables: &[&'m RouteTable],
    proxy: &Proxy,
    address: Option<IpAddr>,
) -> Option<Taken<'m>> {
    let mut best: Option<Taken> = None;
    for &table in tables {
        for (position, rule) in table.tcp.iter().enumerate() {
            let everything = StreamMatch::default();
            let entries =
                if rule.matches.is_empty() { std::slice::from_ref(&everything) } else { &rule.matches };
            for entry in entries.iter().filter(|entry| proxy.is_meant_strictly(&entry.client)) {
                let Some(rank) = Rank::of(&entry.destinations, &[], address, "") else { continue };
                let path = Path::of("spec.tcp").index(position);
                let taken = Taken { table, path, rank, destinations: &rule.destinations };
                if entry.destinations.is_empty() {
                    return Some(best.unwrap_or(taken));
                }
                if best.as_ref().is_none_or(|best| taken.rank > best.rank) {
                    best = Some(taken);
                }
            }
        }
    }
    best
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
