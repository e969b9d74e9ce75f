//! Where a listener sends bytes that it does not read: as `tls` or `tcp` rules say, else to the service (VS-10).

use super::listener::Dialled;
use super::scope::Imports;
use crate::mesh::{RouteTable, Service, ServicePort};
use crate::resource::{IpRange, MESH};
use crate::verdict::routing::Proxy;
use crate::verdict::routing::stream::{self, Rank, Sni, Taken};
use crate::verdict::{Because, Ignored, Unmatched};

/// A filter chain that passes bytes on.
pub(super) struct Chain<'m> {
    /// The service that the listener is for.
    pub(super) service: &'m Service,
    /// Position of its port.
    pub(super) position: usize,
    /// Its port.
    pub(super) port: &'m ServicePort,
    /// The rule that says where the bytes go; `None` for the service itself.
    pub(super) rule: Option<Taken<'m>>,
    /// How narrowly the chain says what it takes.
    pub(super) rank: Rank,
    /// What was set aside.
    pub(super) ignored: Vec<Ignored>,
}

impl Chain<'_> {
    /// Whether it is for a range of addresses.
    pub(super) fn is_for_range(&self) -> bool {
        self.rank.is_for_range()
    }
}

/// What decides where bytes go.
enum Ruled<'m> {
    /// A rule.
    By(Taken<'m>),
    /// None: they go to the service.
    Not,
    /// There are rules for other SNIs only.
    Otherwise,
}

/// The chain of a listener at the address of a service.
pub(super) fn chain<'m>(
    imports: Imports<'m>,
    dialled: &Dialled,
    (service, position, port): (&'m Service, usize, &'m ServicePort),
) -> Result<Chain<'m>, (Unmatched, Vec<Ignored>)> {
    let (ruled, ignored) = ruled(imports, dialled, service, port);
    let chain = |rule: Option<Taken<'m>>, ignored| {
        let rank = rule.as_ref().map(|rule| rule.rank).unwrap_or_default();
        Chain { service, position, port, rule, rank, ignored }
    };
    match ruled {
        Ruled::By(rule) => Ok(chain(Some(rule), ignored)),
        Ruled::Not => Ok(chain(None, ignored)),
        Ruled::Otherwise => Err((Unmatched::UnknownSni(dialled.sni.clone()), ignored)),
    }
}

/// The chain of a listener for every address, or for ranges of them: without rules TLS is told apart by its SNI.
pub(super) fn chain_anywhere<'m>(
    imports: Imports<'m>,
    dialled: &Dialled,
    (service, position, port): (&'m Service, usize, &'m ServicePort),
    ranges: &[IpRange],
) -> Option<Chain<'m>> {
    let (ruled, ignored) = ruled(imports, dialled, service, port);
    let own = || {
        let snis = if imports.protocol(port).is_tls() { std::slice::from_ref(&service.host) } else { &[] };
        Rank::of(ranges, snis, Some(dialled.address), &dialled.sni)
    };
    let (rule, rank) = match ruled {
        Ruled::By(rule) if rule.rank.is_for_range() || ranges.is_empty() => {
            let rank = rule.rank;
            (Some(rule), rank)
        }
        // Without ranges of its own a rule has those of the service.
        Ruled::By(rule) => {
            let rank = rule.rank.within(Rank::of(ranges, &[], Some(dialled.address), "")?);
            (Some(rule), rank)
        }
        Ruled::Not => (None, own()?),
        Ruled::Otherwise => return None,
    };
    Some(Chain { service, position, port, rule, rank, ignored })
}

fn ruled<'m>(
    imports: Imports<'m>,
    dialled: &Dialled,
    service: &Service,
    port: &ServicePort,
) -> (Ruled<'m>, Vec<Ignored>) {
    let mut ignored = Vec::new();
    let virtual_services = &imports.scope.mesh.virtual_services;
    let tables = imports.choose(virtual_services.matching(&service.host), &mut ignored);
    let gateways = [MESH.to_owned()];
    let proxy = Proxy { workload: imports.scope.client, gateways: &gateways, port: imports.port };
    let address = Some(dialled.address);
    let ruled = if imports.protocol(port).is_tls() {
        match stream::tls(&tables, &proxy, &dialled.sni, address) {
            Sni::Unruled => Ruled::Not,
            Sni::Taken(rule) => Ruled::By(rule),
            Sni::Unmatched => Ruled::Otherwise,
        }
    } else {
        stream::tcp(&tables, &proxy, address).map_or(Ruled::Not, Ruled::By)
    };
    let chosen = if let Ruled::By(rule) = &ruled { Some(rule.table) } else { None };
    let others = tables.into_iter().filter(|table| {
        chosen.is_none_or(|chosen| chosen.resource.id != table.resource.id) && has_rules(table)
    });
    ignored.extend(others.map(|table| {
        let because = match (&ruled, chosen) {
            (Ruled::Otherwise, _) => Because::OtherSni,
            (_, Some(chosen)) => Because::OtherRoutes { of: chosen.key() },
            (_, None) => Because::NoRuleLeft,
        };
        Ignored { by: table.resource.whole(), because }
    }));
    ignored.extend(imports.cut_off(&service.host, has_rules));
    (ruled, ignored)
}

/// Whether it says anything about connections.
fn has_rules(table: &RouteTable) -> bool {
    !table.tls.is_empty() || !table.tcp.is_empty()
}
