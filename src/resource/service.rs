//! Service (core).

/// The spec of a Service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceSpec {
    /// `clusterIP: None`.
    pub headless: bool,
}
