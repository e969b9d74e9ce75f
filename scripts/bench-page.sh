#!/usr/bin/env bash
# Measures in a browser the time from a keystroke to the new rows, on meshes of the sizes that are given (100).
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/env.sh"

scripts/setup.sh test
scripts/dist.sh
CHROMIUM=$(find_chromium)
export CHROMIUM

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for size in "${@:-100}"; do
  cargo run --locked --quiet --example synthetic-mesh "$size" >"$folder/$size.yaml"
done
node tests/e2e/bench/typing.mjs "$folder"/*.yaml
