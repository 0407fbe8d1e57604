# Every command that a newcomer, an operator or CI needs. `make help` lists them.

SWIFT ?= swift
# One build folder for each set of flags: changing flags in one folder builds the world anew. So does a terminal, by
# its colours.
# Nobody links to the program, so it exports no symbols: 2 MiB of tables and of what they keep. What the loader fills in
# becomes read-only before the program starts (now).
RELEASE_FLAGS = --no-color-diagnostics -c release --static-swift-stdlib \
	-Xlinker "-L$$(scripts/static-libraries.sh)" -Xlinker --no-export-dynamic -Xlinker -z -Xlinker now
# What the builds need, and what the tests and `make run` need besides.
BUILD_PACKAGES = gcc g++ libfcgi-dev libyaml-dev zlib1g-dev
RUN_PACKAGES = $(BUILD_PACKAGES) nginx curl openssl
DEB_PACKAGES = $(BUILD_PACKAGES) binutils debhelper dpkg-dev
# A clean system to install the package in, and one in which systemd runs.
ROOT_PACKAGES = debootstrap systemd-container
# What the counts of instructions need besides.
COUNT_PACKAGES = $(RUN_PACKAGES) binutils valgrind
# What the tests of the other web servers need besides.
SERVER_PACKAGES = apache2 libapache2-mod-fcgid lighttpd haproxy caddy
CHECK_FLAGS = --no-color-diagnostics --explicit-target-dependency-import-check error
TEST_FLAGS = $(CHECK_FLAGS) --scratch-path .build-test
SOAK_SECONDS ?= 600
FUZZ_SECONDS ?= 60
# Such as BENCH_OPTIONS="--only a,b --seconds 2", which measures less and leaves the document alone.
BENCH_OPTIONS ?=

.DEFAULT_GOAL := help

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-17s %s\n", $$1, $$2}'

.PHONY: run
run: ## Build and run the gateway and a private nginx on http://localhost:8000 (PORT=… for another)
	@scripts/install-packages.sh $(RUN_PACKAGES)
	@$(MAKE) --no-print-directory release simulator
	@scripts/run.sh

.PHONY: release
release: ## Build the release binary: .build/release/llm-gateway
	@scripts/install-packages.sh $(BUILD_PACKAGES)
	$(SWIFT) build $(RELEASE_FLAGS) --product llm-gateway

.PHONY: simulator
simulator: ## Build the simulated provider: .build/release/provider-simulator
	@scripts/install-packages.sh $(BUILD_PACKAGES)
	$(SWIFT) build $(RELEASE_FLAGS) --product provider-simulator

.PHONY: test
test: ## Run every test but those of test-servers
	@scripts/install-packages.sh $(RUN_PACKAGES)
	@RUN_FLAGS="--skip WebServerTests $$RUN_FLAGS" scripts/test.sh $(TEST_FLAGS)

.PHONY: test-servers
test-servers: ## Run the gateway behind nginx, Apache, mod_fcgid, lighttpd, HAProxy and Caddy, and test each
	@scripts/install-packages.sh $(RUN_PACKAGES) $(SERVER_PACKAGES)
	@RUN_FLAGS="--filter WebServerTests $$RUN_FLAGS" scripts/test.sh $(TEST_FLAGS)

.PHONY: test-tsan
test-tsan: ## Run every test with Thread Sanitizer, in the programs under test too
	@scripts/install-packages.sh $(RUN_PACKAGES)
	@RUN_FLAGS="--skip WebServerTests $$RUN_FLAGS" scripts/test-sanitized.sh thread $(CHECK_FLAGS) --scratch-path .build-tsan

.PHONY: test-asan
test-asan: ## Run every test with Address Sanitizer and its leak check, in the programs under test too
	@scripts/install-packages.sh $(RUN_PACKAGES)
	@RUN_FLAGS="--skip WebServerTests $$RUN_FLAGS" scripts/test-sanitized.sh address $(CHECK_FLAGS) --scratch-path .build-asan

.PHONY: fuzz
fuzz: ## Give what takes bytes from outside wrong ones for FUZZ_SECONDS (60); FUZZ_INPUT=FILE runs one that was left again
	@scripts/install-packages.sh $(RUN_PACKAGES)
	@FUZZ_SECONDS=$(FUZZ_SECONDS) FUZZ_SEED=$(FUZZ_SEED) FUZZ_INPUT=$(FUZZ_INPUT) scripts/fuzz.sh $(TEST_FLAGS)

.PHONY: test-real
test-real: ## Run the release gateway and nginx with llama.cpp's own server and random weights (needs Python; PyPI once)
	@scripts/install-packages.sh $(RUN_PACKAGES) python3-venv
	@$(MAKE) --no-print-directory release
	@scripts/test-real.sh

.PHONY: test-clients
test-clients: ## Test the release gateway and nginx with the official clients (needs Python; PyPI once); RECORDED=DIR adds real answers
	@scripts/install-packages.sh $(RUN_PACKAGES) python3-venv
	@$(MAKE) --no-print-directory release simulator
	@scripts/test-clients.sh

.PHONY: live
live: ## Call every configured provider for every endpoint and print a table (before a release; needs real keys)
	@scripts/install-packages.sh $(RUN_PACKAGES) jq
	@$(MAKE) --no-print-directory release
	@scripts/live.sh

.PHONY: benchmarks
benchmarks: ## Build the benchmarks: .build/release/gateway-benchmarks
	@scripts/install-packages.sh $(BUILD_PACKAGES)
	$(SWIFT) build $(RELEASE_FLAGS) --product gateway-benchmarks

.PHONY: bench
bench: ## Measure the release gateway behind nginx, for eight minutes, and write docs/benchmarks.md
	@scripts/install-packages.sh $(COUNT_PACKAGES)
	@$(MAKE) --no-print-directory release benchmarks
	@.build/release/gateway-benchmarks run $(BENCH_OPTIONS)

.PHONY: instructions
instructions: ## Count user instructions of the release gateway; fail when they are 10 % above scripts/instructions.txt
	@scripts/install-packages.sh $(COUNT_PACKAGES)
	@$(MAKE) --no-print-directory release benchmarks
	@.build/release/gateway-benchmarks instructions

.PHONY: instructions-record
instructions-record: ## Count them, and write them to scripts/instructions.txt
	@scripts/install-packages.sh $(COUNT_PACKAGES)
	@$(MAKE) --no-print-directory release benchmarks
	@.build/release/gateway-benchmarks instructions --write

.PHONY: soak
soak: ## Load the gateway with everything at once for SOAK_SECONDS (600); fail when anything leaks or is answered wrongly
	@scripts/install-packages.sh $(RUN_PACKAGES)
	@$(MAKE) --no-print-directory release simulator benchmarks
	@.build/release/gateway-benchmarks soak --seconds $(SOAK_SECONDS)

.PHONY: lint
lint: ## Check the style of the sources
	@scripts/lint.sh

.PHONY: format
format: ## Format the sources
	$(SWIFT) format --in-place --parallel --recursive Sources Tests Package.swift

.PHONY: size
size: release ## Show the release binary's size, stripped, and the libraries and the glibc that it needs
	@scripts/install-packages.sh binutils
	@scripts/size.sh

.PHONY: deb
deb: ## Build the Debian package: .build/deb/llm-gateway_VERSION_ARCHITECTURE.deb
	@scripts/install-packages.sh $(DEB_PACKAGES)
	@$(MAKE) --no-print-directory release
	@scripts/make-deb.sh

.PHONY: test-deb
test-deb: ## Install, use, upgrade, remove and purge the Debian package in a clean system
	@scripts/install-packages.sh $(DEB_PACKAGES) $(ROOT_PACKAGES) lintian
	@$(MAKE) --no-print-directory release simulator
	@scripts/test-deb.sh

.PHONY: test-linux
test-linux: ## Install the Debian package in a clean Ubuntu 22.04 and a clean Debian 13, and ask it through their nginx
	@scripts/install-packages.sh $(DEB_PACKAGES) $(ROOT_PACKAGES)
	@$(MAKE) --no-print-directory release simulator
	@scripts/test-linux.sh

.PHONY: test-docker-steps
test-docker-steps: ## Carry out the Dockerfile's last stage in a clean system, and ask it through nginx; no engine needed
	@scripts/install-packages.sh $(ROOT_PACKAGES) docker-compose
	@$(MAKE) --no-print-directory release simulator
	@scripts/test-docker-steps.sh

.PHONY: clean
clean: ## Remove all build folders
	rm -rf .build .build-*
