# Two commands: `make run` and `make test`. Everything goes into .venv; nothing else is touched.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ENGINES ?= auto
WORKERS ?= 2
ARGS ?=
WORLD ?= ../shared/data

.PHONY: run test test-long check lint format lock clean check-data picture world bench docs

run: $(VENV)/.run-ready
	$(BIN)/diplograph up $(ARGS)

# Each engine and the browser has a worker's whole attention; docs/testing.md says what runs where.
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --durations=15

test: $(VENV)/.test-ready
	$(PYTEST) -m "not long" --engines $(ENGINES) $(ARGS)

# Kills, scale and wide fuzzing: minutes, and other examples every time.
test-long: $(VENV)/.test-ready
	EXAMPLES=long $(PYTEST) -m "long or hypothesis" --engines $(ENGINES) $(ARGS)

lint: $(VENV)/.test-ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# Before a commit: all that needs no browser and no second engine.
check: lint
	$(PYTEST) -q -m "not long and not browser" $(ARGS)

# The README's picture is what the browser test saw.
picture: $(VENV)/.test-ready
	$(BIN)/python -m pytest -q tests/browser/test_explore.py
	cp artifacts/explore-light.png docs/explore.png

# How fast pages are, as ratios; bench/README.md says of what.
bench: $(VENV)/.test-ready
	$(BIN)/python -m bench $(ARGS)

check-data: $(VENV)/.run-ready
	$(BIN)/diplograph audit data

# Makes the shipped datasets anew from the open data that each mapping names, under $(WORLD).
world: $(VENV)/.run-ready
	$(BIN)/python -m cli.world $(WORLD)

format: $(VENV)/.test-ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The locks pin every package by version and hash, for every platform.
lock: $(VENV)/.test-ready
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet \
		pyproject.toml --extra build --output-file requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet \
		pyproject.toml --extra build --extra dev --constraint requirements.lock \
		--output-file requirements-dev.lock

# The pages that are made from declarations.
docs: $(VENV)/.run-ready
	$(BIN)/diplograph columns > docs/csv.md
	$(BIN)/diplograph analyse --page > docs/analyses.md
	$(BIN)/python -m tools.against_world > docs/against-world.md

clean:
	rm -rf $(VENV) build dist *.egg-info artifacts

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run-ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test-ready: requirements-dev.lock $(VENV)/.run-ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
