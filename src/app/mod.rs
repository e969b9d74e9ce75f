//! The page.

/// Mounts the page.
pub(crate) fn start() {}
