//! Agreement with the recorded answers of Istio's control plane, family by family.

use crate::common::{self, Scenario};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// How many disagreements are shown.
const SHOWN: usize = 20;

/// The recording is complete: an agreement of 100 % of nothing says nothing.
#[test]
fn recording_is_complete() {
    let scenarios = common::read::<Scenario>("connections");
    let calls: usize = scenarios.iter().map(|scenario| scenario.expect.len()).sum();
    assert_eq!((scenarios.len(), calls), (1_215, 8_071));
}

#[test]
fn every_family_agrees() {
    let mut differences = Vec::new();
    let mut table = String::from("\nagreement with the recorded answers, family by family\n");
    let mut families = BTreeMap::<_, Vec<_>>::new();
    for scenario in common::claimed() {
        families.entry(scenario.family.clone()).or_default().push(scenario);
    }
    for (family, scenarios) in families {
        let (mut calls, mut agreed) = (0, 0);
        for scenario in &scenarios {
            let mesh = common::mesh(&scenario.yaml);
            for expected in &scenario.expect {
                let (ours, recorded) = (expected.ours(&mesh), expected.recorded());
                calls += 1;
                if ours == recorded {
                    agreed += 1;
                } else {
                    let call = format!("{} → {}:{}", expected.from, expected.host, expected.port);
                    let (id, protocol) = (&scenario.id, &expected.protocol);
                    differences.push(format!(
                        "{id} {call} {protocol}\n    ours     {ours:?}\n    recorded {recorded:?}"
                    ));
                }
            }
        }
        writeln!(table, "  {family:<16} {:>4} scenarios {agreed:>5} of {calls} calls", scenarios.len())
            .unwrap();
    }
    // Written past the harness, which shows nothing of a test that passes: this is the measure of the whole engine.
    io::stdout().write_all(table.as_bytes()).unwrap();
    let mut report = format!("{} disagreements", differences.len());
    for difference in differences.iter().take(SHOWN) {
        write!(report, "\n{difference}").unwrap();
    }
    assert!(differences.is_empty(), "{report}");
}
