# Every task of the repository; `make` alone lists them. Each target installs what it lacks.

TRUNK        := 0.21.14
WASM_BINDGEN := 0.2.129
WASM_SPLIT   := 0.2.4
PORT         ?= 8080

# The project's own tools come first. A wasm-opt of the system would break the app silently if it is an older one.
export PATH := $(CURDIR)/node_modules/.bin:$(CURDIR)/.tools/bin:$(PATH)

CARGO_TARGET_DIR ?= $(CURDIR)/target
export CARGO_TARGET_DIR
WASM := --target wasm32-unknown-unknown

SOURCES := index.html Cargo.toml Cargo.lock Trunk.toml rust-toolchain.toml .cargo/config.toml Makefile package-lock.json \
           core/Cargo.toml worker/Cargo.toml $(shell find src core/src worker/src style offline -type f) $(wildcard scripts/*.mjs)

.DELETE_ON_ERROR:
.PHONY: help run watch test report check-format lint test-core test-checks test-oracle test-determinism test-browser \
        dist standalone size instructions bench peers rust tools

help: ## list these tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' Makefile

run: dist ## build the page and serve it on this machine (PORT=8080)
	@node scripts/serve.mjs $(PORT)

watch: rust tools node_modules/.package-lock.json ## serve an unoptimised build, rebuilt at every change (PORT=8080)
	@env -u NO_COLOR trunk serve --no-autoreload --dist target/watch --address 127.0.0.1 --port $(PORT)

test: check-format lint test-core test-checks test-oracle instructions test-determinism size standalone test-browser ## every check
	@echo "==> All checks passed."

check-format: rust ## formatting of the Rust code
	@echo "==> Checking the format"
	@cargo fmt --all --check

lint: rust node_modules/.package-lock.json ## clippy and the TypeScript compiler, warnings are errors
	@echo "==> Linting the core and the checks"
	@cargo clippy -p concord-core -p concord-checks -p concord-peer --all-targets -- -D warnings
	@echo "==> Linting the app and its worker"
	@cargo clippy -p concord -p concord-worker -p concord-report-wasm $(WASM) -- -D warnings
	@echo "==> Checking the types of the browser tests"
	@tsc --noEmit

test-core: rust ## tests of the core
	@echo "==> Testing the core"
	@cargo test -p concord-core

test-checks: rust ## laws and documents of the core as property tests
	@echo "==> Testing the laws"
	@cargo test -p concord-checks

test-oracle: rust ## splits, payouts and leads against exact fractions in Python, chances against closed forms, forecasts against simulated years
	@echo "==> Comparing splits, payouts and leads with the oracle"
	@scripts/install.sh python
	@python3 checks/oracle/run.py --cases 100000 --seed 1
	@echo "==> Comparing the figures of referrals with closed forms"
	@python3 checks/oracle/program.py --cases 2000 --seed 1
	@echo "==> Comparing forecasts with a simulation of their own"
	@python3 checks/oracle/simulate.py --years 1000 --seed 1
	@echo "==> Opening an export of the ledger in LibreOffice, if it is there"
	@python3 checks/oracle/spreadsheet.py

report: rust ## the program that prints every figure of a workspace
	@echo "==> Building the report"
	@cargo build -p concord-core --release --example report

test-determinism: report tools dist ## the report is the same to the byte natively and in WebAssembly, and so is what the worker answers
	@echo "==> Building the report as WebAssembly"
	@cargo build -p concord-report-wasm --release $(WASM)
	@wasm-bindgen --target nodejs --out-dir "$(CARGO_TARGET_DIR)/report" \
		"$(CARGO_TARGET_DIR)/wasm32-unknown-unknown/release/concord_report_wasm.wasm"
	@echo '{ "type": "commonjs" }' > "$(CARGO_TARGET_DIR)/report/package.json"
	@node scripts/compare-reports.mjs "$(CARGO_TARGET_DIR)/release/examples/report" \
		"$(CARGO_TARGET_DIR)/report/concord_report_wasm.js" checks/fixtures/*.json example/workspace.json
	@node scripts/compare-worker.mjs dist "$(CARGO_TARGET_DIR)/release/examples/report" \
		"$(CARGO_TARGET_DIR)/report/concord_report_wasm.js" checks/fixtures/empty.json \
		checks/fixtures/partners.json checks/fixtures/verdict.json example/workspace.json

test-browser: dist standalone report ## journeys of a user in a real Chromium, with storage faults, hostile files and axe on every state
	@echo "==> Testing in the browser"
	@CHROMIUM_PATH="$$(scripts/chromium.sh)" playwright test

dist: dist/index.html ## the page for any static host, in dist/
standalone: dist-standalone/concord.html ## the page as one file that opens by a double click

# The time stamp is that of the start, so that an edit made during the build counts as newer.
dist/index.html: $(SOURCES) | rust tools node_modules/.package-lock.json
	@echo "==> Building the page into dist/ (the first time takes some minutes)"
	@mkdir -p target && touch target/dist-started
	@env -u NO_COLOR trunk build --release --quiet
	@touch -r target/dist-started $@

dist-standalone/concord.html: dist/index.html
	@echo "==> Building the one-file page into dist-standalone/"
	@node scripts/standalone.mjs dist $@

size: dist ## sizes of all that is loaded; fails over 150 KB brotli for the first load or a program of the worker
	@node scripts/size.mjs

instructions: rust ## instructions of the kernels of scorecard and forecast, counted by valgrind; fails a tenth over a limit
	@echo "==> Counting instructions"
	@scripts/install.sh valgrind
	@cargo build -q --profile bench -p concord-checks --bin instructions
	@"$(CARGO_TARGET_DIR)/release/instructions"

bench: rust ## benches of the core
	@cargo bench -p concord-checks

# Both are compiled as the page's worker is: for speed, without the relocations that the flags of .cargo/config.toml ask for.
PEER := cargo build --locked --quiet --profile worker -p concord-peer
peers: node_modules/.package-lock.json bench/peers/node_modules/.package-lock.json bench/peers/venv/installed
peers: rust tools ## the forecast and a ledger beside the same ones in Squiggle, numpy, pandas and JavaScript
	@echo "==> Building both natively and as WebAssembly"
	@$(PEER)
	@CARGO_ENCODED_RUSTFLAGS= $(PEER) --lib $(WASM)
	@wasm-bindgen --target nodejs --no-typescript --out-dir "$(CARGO_TARGET_DIR)/peer" \
		"$(CARGO_TARGET_DIR)/wasm32-unknown-unknown/worker/concord_peer.wasm"
	@wasm-opt -O3 "$(CARGO_TARGET_DIR)/peer/concord_peer_bg.wasm" -o "$(CARGO_TARGET_DIR)/peer/concord_peer_bg.wasm"
	@echo '{ "type": "commonjs" }' > "$(CARGO_TARGET_DIR)/peer/package.json"
	@echo "==> Checking that all forecast the same, then timing them side by side"
	@node bench/peers/run.mjs "$(CARGO_TARGET_DIR)/worker/concord-peer" "$(CARGO_TARGET_DIR)/peer/concord_peer.js" \
		bench/peers/venv/bin/python
	@echo "==> Checking that all come to the same figures of a ledger, then timing them side by side"
	@node bench/peers/ledger.mjs "$(CARGO_TARGET_DIR)/worker/concord-peer" "$(CARGO_TARGET_DIR)/peer/concord_peer.js" \
		bench/peers/venv/bin/python

bench/peers/node_modules/.package-lock.json: bench/peers/package-lock.json
	@echo "==> Installing Squiggle into bench/peers"
	@cd bench/peers && npm ci

bench/peers/venv/installed: bench/peers/requirements.txt
	@scripts/install.sh python
	@echo "==> Installing numpy and pandas into bench/peers"
	@python3 -m venv bench/peers/venv
	@bench/peers/venv/bin/pip install --quiet --requirement $<
	@touch $@

rust:
	@scripts/install.sh rust

tools:
	@scripts/install.sh cargo-tool trunk trunk $(TRUNK)
	@scripts/install.sh cargo-tool wasm-bindgen wasm-bindgen-cli $(WASM_BINDGEN)
	@scripts/install.sh cargo-tool wasm-split-cli wasm_split_cli_support $(WASM_SPLIT) build-binary

node_modules/.package-lock.json: package-lock.json
	@scripts/install.sh npm
