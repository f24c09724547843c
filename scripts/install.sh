#!/usr/bin/env bash
# Installs one thing that the build needs, unless it is there:
#   install.sh rust | npm | python | cargo-tool <crate> <version>
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
  cargo-tool)
    crate=$2 version=$3 binary=${2%-cli}
    unset CARGO_TARGET_DIR
    if [[ "$(".tools/bin/$binary" --version 2>/dev/null)" != *" $version" ]]; then
      echo "==> Installing $crate $version into .tools (some minutes when it has to be compiled)"
      { command -v cargo-binstall >/dev/null &&
        cargo binstall --no-confirm --locked --root .tools "$crate@$version"; } ||
        cargo install --locked --root .tools --version "$version" "$crate"
    fi
    ;;
esac
