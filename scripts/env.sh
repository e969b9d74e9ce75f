# Sourced by every script: strict mode, the project's root as the working directory, and the pinned tools first in
# PATH. Nothing here installs anything; scripts/setup.sh does.
# shellcheck shell=bash

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

TRUNK_VERSION=0.21.14
CARGO_DENY_VERSION=0.20.2
# The command line tool and the library must be of one version, and the lockfile is where that version is decided.
WASM_BINDGEN_VERSION=$(awk '$0 == "name = \"wasm-bindgen\"" { getline; gsub(/[^0-9.]/, ""); print }' Cargo.lock)

# A tool that the machine lacks, or has in another version, goes into a folder that carries its version. So nothing
# that the user installed is replaced, and an old copy is never taken for the new one.
TOOLS=${XDG_CACHE_HOME:-$HOME/.cache}/mtls-playground

tool_root() { # name version
  echo "$TOOLS/$1-$2"
}

PATH=$(tool_root trunk "$TRUNK_VERSION")/bin:$(tool_root wasm-bindgen-cli "$WASM_BINDGEN_VERSION")/bin:$(tool_root cargo-deny "$CARGO_DENY_VERSION")/bin:$PWD/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH
export PATH

# Trunk reads this variable as a boolean and refuses the usual value 1.
if [ -n "${NO_COLOR:-}" ]; then
  export NO_COLOR=true
fi

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "error: $*"
  exit 1
}

# The first of the usual Chromium commands that the machine has; CHROMIUM names another one.
find_chromium() {
  local name
  for name in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  return 1
}
