//! Agreement with the recorded answers of Istio's control plane, family by family.

mod common;

use common::Scenario;

/// The recording is complete: an agreement of 100 % of nothing says nothing.
#[test]
fn recording_is_complete() {
    let scenarios = common::read::<Scenario>("connections");
    let calls: usize = scenarios.iter().map(|scenario| scenario.expect.len()).sum();
    assert_eq!((scenarios.len(), calls), (1_215, 8_071));
}
