//! Pods and the controllers that make them (INJ-16).

/// The pod template of a controller, or a Pod itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PodTemplate {
    /// `hostNetwork`.
    pub host_network: bool,
}
