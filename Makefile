# Everything that .ci/run runs, one target each. PY is the interpreter of the development environment.
PY ?= .venv/bin/python

.PHONY: check lint types walls test render bench crash fuzz monkey mutants kit

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

# The folders from which 要讯 is installed without a network, one a platform, in dist/kit. Needs the registries.
kit:
	$(PY) kit/build.py $(PLATFORM)

# Minutes: 300 kills, every call to the disk failed in turn, a minute of two processes on one issue.
crash:
	$(PY) -m tests.crash.killing 300
	$(PY) -m tests.crash.faults
	$(PY) -m tests.crash.hammer 60

# A minute: 20,000 spoilt text, Word and issue files, others each time unless SEED says which; each is read or refused in
# one sentence.
fuzz:
	$(PY) -m tests.importers.fuzz 20000 $${SEED:-$$(date +%s)}

# A monkey at the desk, in workspaces of every kind, until ^C; FOR (seconds) or SESSIONS end it, SEED says which sessions.
monkey:
	$(PY) -m tests.monkey --seed $${SEED:-$$(date +%s)} $${FOR:+--seconds $$FOR} $${SESSIONS:+--sessions $$SESSIONS}

# Ten minutes and more: one small change at a time in COUNT places of a ROOM (proof, archive, merge, store, manuscript), and
# those that no test notices.
mutants:
	$(PY) -m tests.mutants $(ROOM) $${COUNT:-60} $${SEED:-1}
