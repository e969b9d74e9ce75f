#!/usr/bin/env bash
# Runs the tests of the page's components in a headless browser.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/env.sh"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
cargo test --locked --target wasm32-unknown-unknown --bin mtls-playground 2>&1 | tee "$log"
# The runner is content with a binary that has no tests, for example after a mistake in a cfg attribute.
grep -qE '^test result: ok\. [1-9][0-9]* passed' "$log" || fail "no component test ran"
