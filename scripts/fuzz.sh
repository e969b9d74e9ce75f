#!/usr/bin/env bash
# Garbled scenarios through the whole analysis, garbled links through the decoder, and the largest texts that mean harm
# against the clock. What fails is made smaller, and kept in tests/*.proptest-regressions, where every test run begins.
#
#   scripts/fuzz.sh              20,000 cases of each property
#   CASES=1000000 scripts/fuzz.sh
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/env.sh"

# A panic must be caught to be made smaller.
export CARGO_PROFILE_RELEASE_PANIC=unwind
export PROPTEST_CASES=${CASES:-20000}
cargo test --locked --release --test all -- totality:: share_damage::
cargo test --locked --release --test all -- hostile:: --include-ignored --nocapture
