# Every target sets itself up: `.venv` is made from pyproject.toml when it is missing or older.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SERVE ?= 1
PORT ?= 8017
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup demo test check lint eval bench bench-peers train docs clean

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

$(VENV)/.stamp: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

setup: $(VENV)/.stamp

## make demo     build the sample archive and serve it (SERVE=0: only build and print a summary)
demo: setup
	@$(BIN)/python examples/build.py --archive demo/archive.db
	@if [ "$(SERVE)" != "0" ]; then $(BIN)/dateline serve --archive demo/archive.db --port $(PORT); fi

## make test     every test, in its own virtual environment
test: setup
	$(BIN)/python -m pytest

## make check    format, lint, types, doors, tests with warnings as errors
check: lint test

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

## make eval     accuracy against the public data (DATELINE_DATA) and our own gold
eval: setup
	$(BIN)/python -m evals

## make bench    speed and memory; never decides pass or fail
bench: setup
	$(BIN)/python -m benchmarks

## make bench-peers  the same work by other tools, trained and measured on the same files
bench-peers: setup
	$(BIN)/python -m benchmarks.peers

## make train    the reader from public data to the shipped file
train:
	$(PYTHON) -m training

clean:
	rm -rf $(VENV) build dist demo .mypy_cache .ruff_cache .pytest_cache
