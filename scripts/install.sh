#!/usr/bin/env bash
# Installs one thing that the build needs, unless it is there:
#   install.sh rust | npm | python | valgrind | cargo-tool <binary> <crate> <version> [<features>]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

need() {
  command -v "$1" >/dev/null || { echo "$1 is missing: install $2, then run this again." >&2; exit 1; }
}

case "$1" in
  rust)
    need rustup "Rust with rustup (https://rustup.rs)"
    channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
    installed=$(rustup component list --toolchain "$channel" --installed 2>/dev/null || true)
    if [[ "$installed" != *clippy* || "$installed" != *rustfmt* || "$installed" != *rust-std-wasm32-unknown-unknown* ]]; then
      echo "==> Installing Rust $channel with the WebAssembly target"
      rustup toolchain install "$channel" --profile minimal \
        --component clippy --component rustfmt --target wasm32-unknown-unknown
    fi
    ;;
  npm)
    need npm "Node.js 20 or later"
    echo "==> Installing the npm packages"
    npm ci
    ;;
  python)
    need python3 "Python 3.10 or later"
    ;;
  valgrind)
    if ! command -v valgrind >/dev/null; then
      echo "==> Installing valgrind"
      sudo=$([ "$(id -u)" = 0 ] || echo sudo)
      { command -v apt-get && $sudo apt-get update -qq && $sudo apt-get install -y -qq valgrind; } >/dev/null || true
      need valgrind "valgrind (https://valgrind.org)"
    fi
    ;;
  cargo-tool)
    binary=$2 crate=$3 version=$4 features=${5:-}
    unset CARGO_TARGET_DIR
    # Not every tool tells its version, so cargo's own record of what it installed is asked.
    if ! [ -x ".tools/bin/$binary" ] || ! grep -q "\"$crate $version " .tools/.crates.toml 2>/dev/null; then
      echo "==> Installing $crate $version into .tools (some minutes when it has to be compiled)"
      # Ready binaries come with the usual features only.
      { [ -z "$features" ] && command -v cargo-binstall >/dev/null &&
        cargo binstall --no-confirm --locked --root .tools "$crate@$version"; } ||
        cargo install --locked --root .tools --version "$version" ${features:+--features "$features"} "$crate"
    fi
    ;;
esac
