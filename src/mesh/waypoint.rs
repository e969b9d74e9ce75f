//! Waypoints: proxies of the ambient mesh that stand in front of services and workloads (AMB-4, WP-1).

use super::{GATEWAY_NAME, Mesh, ProxyKind, Service, Workload, WorkloadId, managed};
use crate::order;
use crate::resource::{AllowedNamespaces, ApiGateway, ListenerProtocol, Loaded, Metadata, Ref};
use crate::yaml::Path;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;

/// The class of the Gateways that Istio makes waypoints of.
pub const WAYPOINT_CLASS: &str = "istio-waypoint";
/// Label of Services, pods and namespaces that names their waypoint.
const USE_WAYPOINT: &str = "istio.io/use-waypoint";
/// Label beside it that names the waypoint's namespace.
const USE_WAYPOINT_NAMESPACE: &str = "istio.io/use-waypoint-namespace";
/// Label of Services and namespaces that sends what comes through gateways to the waypoint as well.
const INGRESS_USE_WAYPOINT: &str = "istio.io/ingress-use-waypoint";
/// Label of a waypoint that says what it stands in front of.
const WAYPOINT_FOR: &str = "istio.io/waypoint-for";
/// The port of the tunnel.
const HBONE: u16 = 15008;

/// What stands behind a waypoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WaypointTarget {
    /// A service, called by its address.
    Service,
    /// A pod, called by its own address.
    Workload,
}

/// A waypoint, as Istio's deployment controller makes it of a Gateway: one pod, which nobody wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct Waypoint {
    /// The Gateway.
    pub resource: Loaded<ApiGateway>,
    /// Its pod. It is not among the workloads of the mesh: nobody calls it by itself.
    pub pod: Workload,
}

/// All waypoints, by namespace and name.
pub type Waypoints = BTreeMap<(String, String), Waypoint>;

/// The waypoint of something, or why it has none.
#[derive(Clone, Debug, PartialEq)]
pub struct WaypointChoice<'m> {
    /// The waypoint.
    pub waypoint: Option<&'m Waypoint>,
    /// The label that asks for one, or says that there shall be none, with what became of it; `None` where nobody
    /// says anything.
    pub label: Option<(Ref, WaypointLabel)>,
}

/// What became of a label that names a waypoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaypointLabel {
    /// It is followed.
    Followed,
    /// It says `none`.
    Declines,
    /// There is no such waypoint. Nothing else takes its place.
    Missing {
        /// `namespace/name`.
        waypoint: String,
    },
    /// The waypoint does not let this namespace in.
    NotAllowed {
        /// `namespace/name`.
        waypoint: String,
    },
    /// The waypoint is for something else: services, workloads or nothing.
    OtherTraffic {
        /// `namespace/name`.
        waypoint: String,
    },
}

impl Waypoint {
    /// Whether it stands in front of such targets; of services where nothing is said.
    pub fn is_for(&self, target: WaypointTarget) -> bool {
        let written = self.resource.meta.labels.get(WAYPOINT_FOR).map_or("service", String::as_str);
        match target {
            WaypointTarget::Service => matches!(written, "service" | "all"),
            WaypointTarget::Workload => matches!(written, "workload" | "all"),
        }
    }

    /// Whether things of this namespace may use it: its own namespace, unless the listener for the tunnel says more.
    fn admits(&self, mesh: &Mesh, namespace: &str) -> bool {
        let mut listeners = self.resource.value.listeners.iter();
        let tunnel =
            listeners.find(|listener| listener.protocol == ListenerProtocol::Hbone && listener.port == HBONE);
        match tunnel.map_or(&AllowedNamespaces::Same, |listener| &listener.namespaces) {
            AllowedNamespaces::All => true,
            AllowedNamespaces::Same | AllowedNamespaces::Nowhere => namespace == self.resource.meta.namespace,
            AllowedNamespaces::Selected(selector) => match mesh.namespace(namespace) {
                Some(found) => selector.matches(&found.meta.labels),
                None => selector.matches(&BTreeMap::new()),
            },
        }
    }
}

/// The waypoints that the Gateways of their class ask for, in document order. The n-th has the address 10.0.250.n.
pub(super) fn waypoints(gateways: impl Iterator<Item = Loaded<ApiGateway>>) -> Waypoints {
    let waypoints = gateways.filter(|gateway| gateway.value.class == WAYPOINT_CLASS);
    let named = waypoints.zip(1_usize..).map(|(resource, n)| {
        let name = (resource.meta.namespace.clone(), resource.meta.name.clone());
        (name, Waypoint { pod: pod(&resource, u8::try_from(n).unwrap_or(u8::MAX)), resource })
    });
    order::map(named)
}

fn pod(gateway: &Loaded<ApiGateway>, n: u8) -> Workload {
    let labels = order::map([
        (GATEWAY_NAME.to_owned(), gateway.meta.name.clone()),
        ("gateway.istio.io/managed".to_owned(), "istio.io-mesh-controller".to_owned()),
    ]);
    let resource = gateway.with(Rc::new(managed::template(labels, &gateway.meta.name)));
    let address = IpAddr::V4(Ipv4Addr::new(10, 0, 250, n));
    // No index leads to it.
    let place = (WorkloadId(usize::MAX), address);
    managed::unwritten(resource, ProxyKind::Waypoint, managed::by_class(gateway), place)
}

impl Mesh {
    /// The waypoint in front of a service: that of its own label, else of its namespace's.
    pub fn waypoint_of_service(&self, service: &Service) -> WaypointChoice<'_> {
        let labels = Labels { meta: &service.resource.meta, labels: &service.resource.meta.labels };
        self.waypoint(&labels, service.resource.at(Path::of("metadata.labels")), WaypointTarget::Service)
    }

    /// The label that sends gateways through the waypoint of a service: its own, else its namespace's. `None` where they
    /// go past it (WP-2).
    pub fn waypoint_for_gateways(&self, service: &Service) -> Option<Ref> {
        let own = (&service.resource.meta.labels, service.resource.at(Path::of("metadata.labels")));
        let namespace = self.namespace(service.namespace());
        let inherited = namespace.map(|found| (&found.meta.labels, found.at(Path::of("metadata.labels"))));
        let mut levels = [Some(own), inherited].into_iter().flatten();
        let (value, at) = levels.find_map(|(labels, at)| Some((labels.get(INGRESS_USE_WAYPOINT)?, at)))?;
        (value == "true").then(|| Ref { path: at.path.key(INGRESS_USE_WAYPOINT), ..at })
    }

    /// The waypoint in front of the pods of a workload: that of their own label, else of their namespace's.
    pub fn waypoint_of_workload(&self, workload: &Workload) -> WaypointChoice<'_> {
        let labels = Labels { meta: &workload.resource.meta, labels: &workload.labels };
        let at = workload.resource.at(workload.resource.value.route("metadata.labels"));
        self.waypoint(&labels, at, WaypointTarget::Workload)
    }

    fn waypoint(&self, own: &Labels, at: Ref, target: WaypointTarget) -> WaypointChoice<'_> {
        let namespace = self.namespace(&own.meta.namespace);
        let inherited = namespace.map(|found| {
            let labels = Labels { meta: own.meta, labels: &found.meta.labels };
            (labels, found.at(Path::of("metadata.labels")))
        });
        let levels = [Some((*own, at)), inherited];
        let asked = levels.into_iter().flatten().find_map(|(labels, at)| Some((labels.wish()?, at)));
        let Some((wish, at)) = asked else { return WaypointChoice { waypoint: None, label: None } };
        let by = Ref { path: at.path.key(USE_WAYPOINT), ..at };
        let Wish::Named(name) = wish else {
            return WaypointChoice { waypoint: None, label: Some((by, WaypointLabel::Declines)) };
        };
        let waypoint = format!("{}/{}", name.0, name.1);
        let (found, fate) = match self.waypoints.get(&name) {
            None => (None, WaypointLabel::Missing { waypoint }),
            Some(found) if !found.admits(self, &own.meta.namespace) => {
                (None, WaypointLabel::NotAllowed { waypoint })
            }
            Some(found) if !found.is_for(target) => (None, WaypointLabel::OtherTraffic { waypoint }),
            Some(found) => (Some(found), WaypointLabel::Followed),
        };
        WaypointChoice { waypoint: found, label: Some((by, fate)) }
    }
}

/// What a label says about the waypoint.
enum Wish {
    /// There shall be none.
    None,
    /// It is the one with this namespace and name.
    Named((String, String)),
}

/// Labels that may name a waypoint, and whose namespace is meant where they name none.
#[derive(Clone, Copy)]
struct Labels<'a> {
    meta: &'a Metadata,
    labels: &'a BTreeMap<String, String>,
}

impl Labels<'_> {
    fn wish(&self) -> Option<Wish> {
        let name = self.labels.get(USE_WAYPOINT)?;
        if name == "none" {
            return Some(Wish::None);
        }
        let namespace = self.labels.get(USE_WAYPOINT_NAMESPACE).unwrap_or(&self.meta.namespace);
        Some(Wish::Named((namespace.clone(), name.clone())))
    }
}
