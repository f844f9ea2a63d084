# journalpress: `make demo` shows it, `make test` proves it. Everything is set up on the way and nothing twice.

PYTHON ?= python3
# Two at a time; the tests of one file stay together, so that what they share is made once.
PYTEST_ARGS ?= -n 2 --dist loadfile
# Tests of whole commands and whole runs, which are no unit tests: `make check` leaves them to `make test`.
WHOLE := tests/bad_input tests/batch tests/cli
DEMO := demo-out
# The sample journal is judged as of this day, so that the samples stay in force whenever they are looked at.
AS_OF := 2026-12-01

# Compiled code is kept: the tests start this program hundreds of times.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: help demo test test-long check bench picture gallery clean system test-tools

help:
	@echo "make demo       set up and export the sample journal to $(DEMO)/"
	@echo "make test       set up the test tools too and run every test but the long ones"
	@echo "make test-long  the long proofs: faults, fuzzing at full size, layouts x samples"
	@echo "make check      format, lint, types, layers and unit tests, in under a minute"
	@echo "make bench      ratios of speed, measured side by side in one run"
	@echo "make picture    draw docs/outputs.png, the outputs side by side, anew"
	@echo "make gallery    draw docs/gallery/, one leaflet in every layout, anew"
	@echo "make clean      remove what make has made, the virtual environment included"

demo: .venv/runtime-installed
	$(BIN)/journalpress export --journal samples/journal --as-of $(AS_OF) -o $(DEMO)
	@echo
	@echo "The files lie here:"
	@find $(DEMO) -name .journalpress -prune -o -type f -print | LC_ALL=C sort | sed "s|^|  $(CURDIR)/|"
	@echo
	@echo "To call journalpress by its name in this terminal:  . $(CURDIR)/$(BIN)/activate"

test: test-tools
	$(BIN)/python -m pytest -m "not long" $(PYTEST_ARGS)

test-long: test-tools
	$(BIN)/python -m pytest -m long $(PYTEST_ARGS) --dist worksteal

check: .venv/dev-installed
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -m "not tool and not long" --hypothesis-profile=check \
	    $(addprefix --ignore=,$(WHOLE)) $(PYTEST_ARGS)

picture: test-tools
	$(BIN)/python tools/draw-outputs

gallery: .venv/dev-installed
	$(BIN)/python tools/draw-gallery

bench: .venv/dev-installed
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/leaflet.py
	$(BIN)/python benchmarks/book.py
	$(BIN)/python benchmarks/word.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python benchmarks/refs.py

clean:
	rm -rf .venv .tools $(DEMO) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- set-up: each step looks first and does only what is missing --------------------------------------------

system:
	@$(PYTHON) tools/setup-system

test-tools: .venv/dev-installed
	@$(PYTHON) tools/setup-system --tests
	@tools/setup-npm
	@tools/setup-verapdf

.venv/runtime-installed: pyproject.toml | system
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing journalpress into .venv"
	@$(PIP) install --editable .
	@touch $@

# pip learned to read dependency groups in 25.1; Debian 12 brings 23.
.venv/dev-installed: .venv/runtime-installed
	@echo "Installing the development tools into .venv"
	@$(PIP) install "pip>=25.1"
	@$(PIP) install --group dev
	@touch $@
