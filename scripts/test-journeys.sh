#!/usr/bin/env bash
# Plays the journeys of users through the page that dist/ holds. Arguments are given to Node's test runner,
# for example: scripts/test-journeys.sh --test-name-pattern Korean
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/env.sh"

[ -f dist/index.html ] || fail "there is no page in dist/: run 'make dist' first"
CHROMIUM=$(find_chromium) || fail "Chromium is missing: run 'scripts/setup.sh test'"
export CHROMIUM
rm -rf tests/e2e/results
exec node --test --test-concurrency=1 --test-reporter=spec "$@" tests/e2e/*.test.mjs
