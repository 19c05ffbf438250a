# The verbs of Sitting Hall. `make demo` and `make test` set up whatever they lack.
.DEFAULT_GOAL := help
.PHONY: help setup demo check lint test bench bench-quick screens lock clean
SHELL := /bin/bash

PYTHON ?= python3
BIN := .venv/bin
DONE := .setup
SCREEN_SOURCES := $(shell find screens -type f -not -path '*/node_modules/*' 2>/dev/null)

help: ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(DONE)/python $(DONE)/screens ## install all that running needs, build the screens

demo: setup ## a made-up council plays an ordinary morning (ARGS="--once --pace 0.2")
	@$(BIN)/hall demo $(ARGS)

check: lint test ## everything that must be green before a change stands

lint: setup ## style, types, floors, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m scripts.wire_types --check
	$(BIN)/python -m scripts.wire_vectors --check
	$(BIN)/python -m scripts.state_diagrams --check
	$(BIN)/python -m scripts.tidy
	npm --prefix screens run --silent lint
	npm --prefix screens run --silent check

test: setup $(DONE)/browser $(DONE)/bench ## all tests, in Python and in TypeScript (ARGS="tests/sitting")
	npm --prefix screens run --silent test
	@# For information: a slow or noisy machine fails no test. The figures themselves have tests of their own.
	-@$(if $(ARGS),,$(BIN)/python -m bench --quick)
	$(BIN)/python -m pytest $(ARGS)

bench: setup $(DONE)/bench ## measure, each figure beside its limit (under ten minutes)
	$(BIN)/python -m bench

bench-quick: setup $(DONE)/bench ## the same, small: ratios in a minute
	$(BIN)/python -m bench --quick

screens: $(DONE)/screens ## build the screens

lock: ## renew the pinned requirement files (needs uv)
	uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 --no-header -q -o requirements/run.txt
	uv pip compile pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 --no-header -q -o requirements/dev.txt
	uv pip compile pyproject.toml --group bench --generate-hashes --universal --python-version 3.11 --no-header -q -o requirements/bench.txt

clean: ## remove what was installed and built
	rm -rf .venv $(DONE) screens/node_modules hall_server/web/screens artifacts .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(DONE)/python: requirements/dev.txt pyproject.toml
	@mkdir -p $(DONE)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sitting Hall needs Python 3.11 or newer")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || (apt-get update -qq && apt-get install -y -qq python3-venv)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DONE)/bench: $(DONE)/python requirements/bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

$(DONE)/node: screens/package-lock.json
	@mkdir -p $(DONE)
	npm --prefix screens ci --silent
	@touch $@

$(DONE)/screens: $(DONE)/node $(SCREEN_SOURCES)
	npm --prefix screens run --silent build
	@touch $@

$(DONE)/browser:
	@mkdir -p $(DONE)
	@command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium)
	@touch $@
