#!/usr/bin/env bash
# Builds the page for publishing into dist/: a folder of static files that works from any path of any web server.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/env.sh"

scripts/setup.sh build
trunk build --release
