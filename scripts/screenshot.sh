#!/usr/bin/env bash
# Takes the picture of the page that the README shows: docs/images/page.png.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/env.sh"

scripts/setup.sh test
scripts/dist.sh
CHROMIUM=$(find_chromium)
export CHROMIUM
node tests/e2e/picture.mjs docs/images/page.png
