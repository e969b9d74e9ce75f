#!/usr/bin/env bash
# Runs every check in the order in which a mistake shows soonest, and stops at the first that fails.
#
#   scripts/test.sh              all steps
#   scripts/test.sh lint native  only these
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/env.sh"

STEPS=(setup format lint native docs component licenses dist size policy journeys)

# What a step does, and what to say when it fails. --locked: a check never changes the lockfile.
run_step() {
  case $1 in
    setup) scripts/setup.sh test ;;
    format) cargo fmt --check ;;
    lint)
      cargo clippy --locked --all-targets -- -D warnings
      cargo clippy --locked --lib --bins --target wasm32-unknown-unknown -- -D warnings
      ;;
    native) cargo test --locked ;;
    # For readers of the code, hence with private items and links to them.
    docs)
      RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" \
        cargo doc --locked --no-deps --document-private-items --quiet
      node scripts/check-links.mjs
      ;;
    component) scripts/test-components.sh ;;
    licenses) cargo deny --locked check bans licenses sources ;;
    dist) scripts/dist.sh ;;
    size) node scripts/check-size.mjs dist ;;
    policy) node scripts/check-policy.mjs dist ;;
    journeys) scripts/test-journeys.sh ;;
    *) fail "there is no step '$1'; the steps are: ${STEPS[*]}" ;;
  esac
}

hint() {
  case $1 in
    setup) echo "Something that the checks need could not be installed; the lines above say what." ;;
    format) echo "The code is not formatted: run 'make fmt'." ;;
    lint) echo "Clippy has something to say; a warning counts as a failure." ;;
    native) echo "A test of the engine or of the command line fails." ;;
    docs) echo "A documentation comment or a Markdown page has a broken link." ;;
    component) echo "A test of the page's components fails in the browser." ;;
    licenses) echo "A dependency has a licence, a source or a duplicate that deny.toml does not allow." ;;
    dist) echo "The page does not build." ;;
    size) echo "The page is larger than its budget." ;;
    policy) echo "The built page contains something that its Content-Security-Policy forbids." ;;
    journeys) echo "A journey of a user through the page fails; screenshots lie in tests/e2e/results." ;;
  esac
}

steps=("$@")
[ $# -gt 0 ] || steps=("${STEPS[@]}")
times=()

for step in "${steps[@]}"; do
  say "━━━ $step"
  start=$SECONDS
  # A subshell of its own with -e: inside `if` or `||` bash would go on after a failing command.
  set +e
  (set -e; run_step "$step")
  status=$?
  set -e
  if [ "$status" -ne 0 ]; then
    fail "step '$step' failed. $(hint "$step") To repeat it alone: make test ONLY=$step"
  fi
  times+=("$(printf '%-10s %4d s' "$step" $((SECONDS - start)))")
done

printf '\nAll checks pass.\n'
printf '  %s\n' "${times[@]}" "$(printf '%-10s %4d s' total "$SECONDS")"
