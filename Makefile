# Everything that .ci/run runs, one target each. PY is the interpreter of the development environment.
PY ?= .venv/bin/python

.PHONY: check lint types walls test render bench

check: lint types walls test

lint:
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types:
	$(PY) -m mypy

walls:
	$(dir $(PY))lint-imports --no-cache

test:
	$(PY) -m pytest
