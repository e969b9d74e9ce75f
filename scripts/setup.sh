#!/usr/bin/env bash
# Installs what is missing and leaves alone what is there; a second run only looks.
#
#   scripts/setup.sh build    what the page is built with: Rust target, trunk, wasm-bindgen, wasm-opt
#   scripts/setup.sh test     that, and what the checks need: cargo-deny, Chromium and its driver
#
# Caches live in the user's ~/.cargo, ~/.npm and ~/.cache/mtls-playground.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/env.sh"

rust() {
  command -v cargo >/dev/null || fail "cargo is missing. Install Rust with rustup: https://rustup.rs"
  local libraries
  if libraries=$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null) && [ -d "$libraries" ] &&
    cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1; then
    return
  fi
  command -v rustup >/dev/null || fail "this Rust has no target wasm32-unknown-unknown, rustfmt or clippy, and rustup, which could add them, is missing: https://rustup.rs"
  say "setup: the Rust toolchain that rust-toolchain.toml names"
  rustup toolchain install
}

# Builds a command line tool from crates.io, or fetches it with cargo-binstall where the user has that.
# Optimising the tool would take longer than it ever runs.
cargo_tool() { # crate version command-that-prints-its-version [cargo install option]...
  local crate=$1 version=$2 command=$3
  shift 3
  case " $($command 2>/dev/null | head -n 1) " in
    *" $version "*) return ;;
  esac
  local root
  root=$(tool_root "$crate" "$version")
  say "setup: $crate $version"
  if command -v cargo-binstall >/dev/null && cargo binstall --no-confirm --root "$root" "$crate@$version"; then
    return
  fi
  CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    cargo install "$crate@$version" --root "$root" --no-track --force "$@"
}

npm_packages() {
  command -v npm >/dev/null || fail "node and npm are missing. Install Node.js 20 or newer: https://nodejs.org"
  # npm itself keeps no record that could tell in a moment that nothing is to be done.
  if cmp --silent package-lock.json node_modules/.installed; then
    return
  fi
  say "setup: npm packages (wasm-opt, Playwright, axe)"
  npm ci --no-audit --no-fund
  cp package-lock.json node_modules/.installed
}

chromium() {
  if find_chromium >/dev/null && command -v chromedriver >/dev/null; then
    return
  fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "setup: Chromium, its driver, and a font for Korean"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium chromium-driver fonts-noto-cjk >/dev/null
    return
  fi
  fail "the browser tests need Chromium and chromedriver of the same version. Install them (Debian: sudo apt-get install chromium chromium-driver; Fedora: sudo dnf install chromium chromedriver; macOS: brew install chromium chromedriver), or set CHROMIUM and put chromedriver into PATH."
}

case "${1:-}" in
  build | test) ;;
  *) fail "usage: scripts/setup.sh build|test" ;;
esac

rust
cargo_tool trunk "$TRUNK_VERSION" "trunk --version" --locked --no-default-features
cargo_tool wasm-bindgen-cli "$WASM_BINDGEN_VERSION" "wasm-bindgen --version"
npm_packages
if [ "$1" = test ]; then
  cargo_tool cargo-deny "$CARGO_DENY_VERSION" "cargo-deny --version" --locked
  chromium
fi
