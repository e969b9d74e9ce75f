//! Why the client's proxy does not know where a call goes (RT-6 … RT-14).

use super::destination::Dial;
use super::scope::Scope;
use crate::mesh::{Call, Service};
use crate::resource::{OutboundMode, Ref};
use crate::verdict::{Because, Ignored, Unmatched};
use crate::yaml::Path;

/// What is to be told about a call that no listener or virtual host is for.
pub(super) struct Unknown {
    /// Why there is none.
    pub(super) unmatched: Unmatched,
    /// What decided that, or what happens to such calls.
    pub(super) by: Option<Ref>,
    /// What did not count.
    pub(super) ignored: Vec<Ignored>,
}

impl<'m> Scope<'m> {
    /// What is to be told about a call that the proxy does not know.
    pub(super) fn unknown(
        self,
        call: &Call,
        dial: &Dial<'m>,
        unmatched: Unmatched,
        mut ignored: Vec<Ignored>,
    ) -> Unknown {
        let meant = dial.service.or_else(|| self.mesh.service_dialled(self.client.namespace(), &call.host));
        let hidden = meant.filter(|service| service.port(call.port).is_some());
        let hidden = hidden.and_then(|service| self.hidden(service, call.port, &mut ignored));
        let (mode, outbound) = self.outbound();
        // Who says what happens to unknown calls counts where it differs from the default.
        let says = self.sidecar.is_some_and(|sidecar| sidecar.value.outbound.is_some());
        let outbound = outbound.filter(|_| says || mode != OutboundMode::AllowAny);
        let outbound = outbound.map(|by| Ignored { by, because: Because::LeavesUnknown });
        let (unmatched, hider) =
            hidden.map_or((unmatched, None), |(unmatched, hider)| (unmatched, Some(hider)));
        let deciders = match mode {
            OutboundMode::RegistryOnly => [outbound, hider],
            OutboundMode::AllowAny | OutboundMode::AllowAnyDynamicDns => [hider, outbound],
        };
        let mut deciders = deciders.into_iter().flatten();
        let by = deciders.next().map(|first| first.by);
        ignored.extend(deciders);
        let told = |reference: &Ref| by.as_ref().is_some_and(|by| by.resource == reference.resource);
        let sidecar = self.sidecar.map(|sidecar| sidecar.at(Path::of("spec.egress")));
        let untold = sidecar.filter(|sidecar| {
            !told(sidecar) && ignored.iter().all(|ignored| ignored.by.resource != sidecar.resource)
        });
        ignored.extend(untold.map(|by| Ignored { by, because: Because::Imports }));
        Unknown { unmatched, by, ignored }
    }

    /// What hides a service that is there on this port.
    fn hidden(
        self,
        service: &Service,
        port: u16,
        ignored: &mut Vec<Ignored>,
    ) -> Option<(Unmatched, Ignored)> {
        let hider = |by, because| Ignored { by, because };
        if !self.is_exported(service) {
            let unmatched = Unmatched::NotExported { service: service.key() };
            let config = self.mesh.settings.source.clone().filter(|_| !service.exports_itself());
            return Some((
                unmatched,
                match config {
                    Some(config) => {
                        ignored.push(hider(service.resource.whole(), Because::PrivateByDefault));
                        hider(config, Because::PrivateByDefault)
                    }
                    None => hider(service.resource.at(service.export_path()), Because::NotExported),
                },
            ));
        }
        if self.on(port).is_some_and(|imports| imports.knows(service)) {
            return None;
        }
        let by = self.sidecar?.at(Path::of("spec.egress"));
        Some((Unmatched::NotImported { service: service.key() }, hider(by, Because::ImportsLess)))
    }
}
