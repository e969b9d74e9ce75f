//! Whether the bytes of a connection meet the proxy of a pod (IN-19 … IN-24). This file holds what both ends share:
//! whether there is a proxy at all, and how its annotations are read.

use super::{Because, Bypass, Ignored, ProxyAnswer};
use crate::mesh::{InjectionFact, Mesh, ProxyKind, Workload};
use crate::resource::{IpRange, Ref};
use crate::yaml::Path;
use std::net::IpAddr;

/// Whether and why bytes meet a proxy.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Capture {
    /// The answer.
    pub(super) answer: ProxyAnswer,
    /// What decided it.
    pub(super) by: Option<Ref>,
    /// What did not.
    pub(super) ignored: Vec<Ignored>,
}

/// The annotation that turns capture off.
pub(super) const INTERCEPTION_MODE: &str = "sidecar.istio.io/interceptionMode";

impl Capture {
    /// Whether they do.
    pub(super) const fn meets_proxy(&self) -> bool {
        matches!(self.answer, ProxyAnswer::Present { .. })
    }

    /// The same, unless the bytes go past the proxy; `annotations` are what was asked about that.
    pub(super) fn unless(self, past: Option<(Bypass, Option<Ref>)>, annotations: Annotations) -> Self {
        match past {
            Some((bypass, by)) => {
                Self { answer: ProxyAnswer::Bypassed(bypass), by, ignored: annotations.silent }
            }
            None => Self { ignored: [self.ignored, annotations.silent].concat(), ..self },
        }
    }
}

/// Annotations of a pod, with a memory of those that were asked and said nothing to the case.
pub(super) struct Annotations<'a> {
    workload: &'a Workload,
    silent: Vec<Ignored>,
}

impl<'a> Annotations<'a> {
    /// Those of this workload's pods.
    pub(super) const fn of(workload: &'a Workload) -> Self {
        Self { workload, silent: Vec::new() }
    }

    /// The annotation as written, and where.
    pub(super) fn value(&self, name: &'static str) -> Option<(&'a str, Ref)> {
        let template = &self.workload.resource.value;
        let written = template.annotations.get(name)?;
        Some((written, self.workload.resource.at(template.route("metadata.annotations").key(name))))
    }

    /// Where the annotation stands, if it is there and fits.
    pub(super) fn says(&mut self, name: &'static str, fits: impl Fn(&str) -> bool) -> Option<Ref> {
        let (written, by) = self.value(name)?;
        if fits(written) {
            return Some(by);
        }
        self.silent.push(Ignored { by, because: Because::SaysNothing });
        None
    }
}

/// The proxy of a workload and what put it there, before any annotation about traffic. Where nobody asks for one, the
/// namespace is the place to ask.
pub(super) fn proxy(mesh: &Mesh, workload: &Workload) -> Capture {
    let (deciding, considered) = match workload.proxy_why.split_last() {
        Some((deciding, considered)) => (Some(deciding), considered),
        None => (None, &[][..]),
    };
    let fact = deciding.map_or(InjectionFact::NothingAsks, |reason| reason.fact.clone());
    let namespace = workload.namespace().to_owned();
    let answer = match workload.proxy {
        ProxyKind::None if mesh.is_outside(workload) => ProxyAnswer::Outside,
        ProxyKind::None => ProxyAnswer::Absent { fact, namespace },
        proxy => ProxyAnswer::Present { proxy, fact, namespace },
    };
    let ignored = considered.iter().filter_map(|reason| reason.by.clone());
    Capture {
        answer,
        by: place(mesh, workload),
        ignored: ignored.map(|by| Ignored { by, because: Because::Overruled }).collect(),
    }
}

/// The field that gave a workload its proxy or kept it without.
pub(super) fn place(mesh: &Mesh, workload: &Workload) -> Option<Ref> {
    let written = workload.proxy_why.last().and_then(|reason| reason.by.clone());
    let namespace = || mesh.namespace(workload.namespace());
    written.or_else(|| Some(namespace()?.at(Path::of("metadata.labels"))))
}

/// A connection that goes past any proxy because of this.
pub(super) const fn bypassed(bypass: Bypass) -> Capture {
    Capture { answer: ProxyAnswer::Bypassed(bypass), by: None, ignored: Vec::new() }
}

/// Whether a list such as `80,443` names the port.
pub(super) fn holds_port(list: &str, port: u16) -> bool {
    list.split(',').any(|entry| entry.trim().parse() == Ok(port))
}

/// Whether a list of CIDR ranges such as `10.96.0.0/12,192.168.0.1` holds the address; `*` holds all.
pub(super) fn holds_address(list: &str, address: IpAddr) -> bool {
    list.split(',').map(str::trim).any(|range| range == "*" || IpRange::parse(range).contains(address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("80,443", true)]
    #[test_case(" 8080 , 80 ", true)]
    #[test_case("8080", false)]
    #[test_case("", false)]
    #[test_case("*", false; "a star is no port")]
    fn port_lists(list: &str, expected: bool) {
        assert_eq!(holds_port(list, 80), expected);
    }

    #[test_case("10.96.0.0/12", true)]
    #[test_case("10.96.0.7", true)]
    #[test_case("10.0.0.0/8,192.168.0.0/16", true)]
    #[test_case("0.0.0.0/0", true)]
    #[test_case("*", true)]
    #[test_case("10.96.0.8/32", false)]
    #[test_case("10.97.0.0/16", false)]
    #[test_case("::/0", false; "another family")]
    #[test_case("", false)]
    #[test_case("nonsense/8", false)]
    #[test_case("10.96.0.7/33", false; "longer than the address: the injector refuses it")]
    fn ranges(list: &str, expected: bool) {
        assert_eq!(holds_address(list, IpAddr::from([10, 96, 0, 7])), expected);
    }
}
