#!/usr/bin/env bash
# Serves the page while it is being worked on and rebuilds it after each change.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/env.sh"

scripts/setup.sh build
port=${PORT:-8080}
say "Building; then the page is at http://127.0.0.1:$port/"
# Into a folder of its own, so that it never mixes with what `make dist` makes.
exec trunk serve --address 127.0.0.1 --port "$port" --dist target/serve --disable-address-lookup true
