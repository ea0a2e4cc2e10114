# kn8: `make` alone lists what can be asked.

SHELL := /bin/bash
PREFIX ?= /usr/local
DESTDIR ?=

# One set of flags for `make check` and `make test`, so that nothing is compiled twice. That warnings are errors in our own
# targets is said in Package.swift, where it does not touch the packages we depend on.
BUILD_FLAGS := --explicit-target-dependency-import-check error
# At a fixed address: a program that may stand anywhere has 75,000 addresses to mend before it begins, the server's libraries' among
# them, which costs every start 0.7 ms. The libraries of the system, the stack and the heap still stand where chance puts them.
RELEASE_FLAGS := -c release --static-swift-stdlib --product kn8 -Xlinker -no-pie
RELEASED := .build/release/kn8

.PHONY: help run build release test check lint format floors docs shipped shell gates clients crash soak bench fuzz install bootstrap
.DEFAULT_GOAL := help

help: ## This list
	@awk -F ' *## ' '/^[a-z-]+:.*##/ { sub(/:.*/, "", $$1); printf "%-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: release ## Build kn8 and take the tour: validate, diff and apply manifests/examples, all on this machine
	KN8=$(RELEASED) scripts/tour

build: bootstrap ## Compile everything, tests included; an undeclared import and a warning are errors
	swift build --build-tests $(BUILD_FLAGS)

release: bootstrap ## Build the one static binary, .build/release/kn8
	swift build $(RELEASE_FLAGS)

test: bootstrap ## Run the tests
	swift test $(BUILD_FLAGS)

check: build lint floors docs shipped shell gates ## Everything else a change must pass

lint: ## Compare the sources with .swift-format
	swift format lint --strict --parallel --recursive --configuration .swift-format Sources Tests Package.swift

format: ## Rewrite the sources as .swift-format has them
	swift format --in-place --parallel --recursive --configuration .swift-format Sources Tests Package.swift

floors: ## Compare every import with scripts/floors.txt and Package.swift; no file over 500 lines
	scripts/check-floors

docs: ## Find declarations shared between targets that have no doc comment
	scripts/check-docs

shipped: build ## Compare completions/ and man/ with what kn8 writes; KN8_RECORD=1 rewrites them
	scripts/check-shipped

shell: ## Run shellcheck over the scripts
	shellcheck $(shell grep -rlE '^\#!.*bash' scripts .ci Benchmarks)

gates: ## Prove that each of these gates can fail
	scripts/test-gates

clients: build ## Drive kn8 serve with kubectl, curl and Python's client, as far as they are installed
	scripts/real-clients
	scripts/clients/kubectl-config --quiet

soak: release ## Use kn8 serve for ten minutes (SECONDS_LONG=60) and see that its memory stays flat
	KN8=$(RELEASED) scripts/soak --seconds $(or $(SECONDS_LONG),600)

bench: release ## Time kn8 beside the floor and the peers that are installed
	scripts/bootstrap --bench
	KN8=$(RELEASED) Benchmarks/run

fuzz: bootstrap ## Give each fuzz target a minute (TARGETS="yaml json" and FUZZ_SECONDS=600 choose otherwise)
	scripts/fuzz --seconds $(or $(FUZZ_SECONDS),60) $(TARGETS)

crash: release ## Kill applies and serve under load 200 times each (ROUNDS=20), fill the disk, and look whether anything is lost
	scripts/crash-rounds --kn8 $(RELEASED) --rounds $(or $(ROUNDS),200)
	KN8=$(RELEASED) scripts/crash-serve --rounds $(or $(ROUNDS),200)
	KN8=$(RELEASED) scripts/full-disk

install: release ## Install the binary, completions and manual pages under DESTDIR and PREFIX
	install -D -m 755 $(RELEASED) $(DESTDIR)$(PREFIX)/bin/kn8
	install -D -m 644 completions/kn8.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/kn8
	install -D -m 644 completions/_kn8 $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_kn8
	install -D -m 644 completions/kn8.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/kn8.fish
	install -d $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 man/*.1 $(DESTDIR)$(PREFIX)/share/man/man1/

bootstrap:
	@scripts/bootstrap
