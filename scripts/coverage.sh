#!/usr/bin/env bash
# Which lines of the engine the tests run, module by module; fails below the limit. The page (src/app, and the texts that
# only it shows) has its own tests, in a browser.
#
#   scripts/coverage.sh          a table
#   scripts/coverage.sh --open   lines in the browser
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/env.sh"

LIMIT=90
PAGE='src/(app|main|i18n/[a-z]+/(page|dialog|findings))'

rustup component list --installed | grep -q '^llvm-tools' || rustup component add llvm-tools
if ! cargo llvm-cov --version >/dev/null 2>&1; then
  say "cargo-llvm-cov is missing; installing it"
  cargo install --locked cargo-llvm-cov
fi

cargo llvm-cov --locked --no-report --lib --bins --tests
if [ "${1:-}" = --open ]; then
  cargo llvm-cov report --ignore-filename-regex "$PAGE" --open
fi
cargo llvm-cov report --json --summary-only --ignore-filename-regex "$PAGE" | node scripts/coverage.mjs "$LIMIT"
