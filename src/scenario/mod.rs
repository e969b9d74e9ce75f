//! Scenarios that the page offers. An example is a folder of manifests in `examples/` and one entry in [`EXAMPLES`].

mod examples;

pub use examples::{EXAMPLES, Example, find};
