# Two commands are enough for a newcomer: `make run` opens the window, `make test` checks everything.

PYTHON ?= python3
VENV ?= .venv
# One more than there are cores: half of the tests' time is waiting for servers, windows and time-outs.
JOBS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')
BIN := $(VENV)/bin
PYTEST = $(BIN)/python -m pytest
STAMPS := $(VENV)/stamps
SCRATCH := build

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PYTHON

.PHONY: help run install test lint types imports tests bench fuzz kills screenshots translations lock clean

help:
	@echo "make run          install into $(VENV) and open the window"
	@echo "make test         lint, types, import rules and every test"
	@echo "make lint|types|imports|tests   one part of it"
	@echo "make bench        the measurements in benchmarks/, each beside its goal"
	@echo "make fuzz         the property tests again and again, with other examples each time (SECONDS=600)"
	@echo "make kills        SIGKILL at random moments of runs on the three servers (KILLS=200 on each)"
	@echo "make screenshots  pictures of the window in $(SCRATCH)/screenshots"
	@echo "make translations  take new texts of the window into resources/translations and compile them"
	@echo "make lock         resolve the locked versions again (UPGRADE=1: to the newest)"
	@echo "make clean        remove what these commands made"

run: $(STAMPS)/run
	$(BIN)/imapdesk

install: $(STAMPS)/run

# The parts run one after the other, quickest first, so that the last line is pytest's own.
test: $(STAMPS)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(PYTEST) -n $(JOBS) $(ARGS)

lint: $(STAMPS)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMPS)/test
	$(BIN)/mypy

imports: $(STAMPS)/test
	$(BIN)/lint-imports --no-cache

tests: $(STAMPS)/test
	$(PYTEST) -n $(JOBS) $(ARGS)

bench: $(STAMPS)/test
	for each in benchmarks/*/__main__.py; do $(BIN)/python -m benchmarks.$$(basename $$(dirname $$each)) $(ARGS) || exit; done

fuzz: SECONDS ?= 600
fuzz: $(STAMPS)/test
	VENV=$(VENV) scripts/fuzz $(SECONDS) -n $(JOBS) $(ARGS)

kills: $(STAMPS)/test
	IMAPDESK_KILLS=$(or $(KILLS),200) $(PYTEST) -n $(JOBS) tests/sync/test_kill.py $(ARGS)

screenshots: $(STAMPS)/test
	$(PYTEST) -n 0 -m screenshots $(ARGS)
	@echo "Pictures are in $(SCRATCH)/screenshots"

translations: $(STAMPS)/run
	$(BIN)/python -m scripts.translations update

# --- what is installed, each step once: a stamp says that it was done with the file it depends on ---

$(STAMPS)/system-run: scripts/system-packages
	scripts/system-packages run
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/system-test: scripts/system-packages
	scripts/system-packages test
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/venv: | $(STAMPS)/system-run
	@scripts/check-python $(PYTHON)
	$(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: requirements/run.txt pyproject.toml $(STAMPS)/system-run | $(STAMPS)/venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q imapdesk
	$(BIN)/python -m scripts.translations release
	@touch $@

$(STAMPS)/test: requirements/test.txt $(STAMPS)/run $(STAMPS)/system-test
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/test.txt
	@touch $@

# Universal: the same file serves every platform and Python from 3.11 on, with the hashes of all their packages.
LOCK = $(SCRATCH)/lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate $(if $(UPGRADE),--upgrade) pyproject.toml --group build
lock:
	test -x $(SCRATCH)/lock/bin/uv || $(PYTHON) -m venv $(SCRATCH)/lock
	$(SCRATCH)/lock/bin/python -m pip install --quiet uv
	$(LOCK) --output-file requirements/run.txt
	$(LOCK) --extra test --constraint requirements/run.txt --output-file requirements/test.txt

clean:
	rm -f resources/translations/*.qm
	rm -rf $(VENV) $(SCRATCH) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
