#!/usr/bin/env bash
# Prints the path of a Chromium that runs, after installing one if there is none. Prints nothing when
# it is Playwright's own, which Playwright finds by itself.
set -euo pipefail

installed() {
  local name path
  for name in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    # A name alone is no proof: on some systems it only points to a shop.
    if path=$(command -v "$name") && "$path" --version >/dev/null 2>&1; then
      echo "$path"
      return
    fi
  done
  return 1
}

installed && exit

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "==> Installing Chromium with apt-get" >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >&2 || true
  installed && exit
fi

echo "==> Installing Playwright's Chromium" >&2
playwright install chromium >&2
