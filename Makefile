# Every target sets up what it needs by itself: a virtual environment in .venv, filled from the locked, hashed requirements.
PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps --only-binary :all:
RUN    := $(VENV)/.run-time
DEV    := $(VENV)/.development
TRAIN  ?= .venv-train/bin/python
ARGS   ?=

.DEFAULT_GOAL := help
.PHONY: help chat telegram check test simulate lint types diagrams coverage walks variety figures corpus train eval bench chaos year audit lock clean

help:           ## this list
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit("Stepdown needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(RUN): requirements.txt | $(PY)
	@echo "Setting up (once) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt | $(PY)
	@echo "Setting up the development tools (once) …"
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(RUN)

chat: $(RUN)    ## practise in the terminal; ARGS="--script salary-raise --seed 7" to choose
	@$(PY) -m bot chat $(ARGS)

telegram: $(RUN) ## run the Telegram bot (needs BOT_TOKEN)
	@$(PY) -m bot telegram

check: $(RUN)   ## check every script, temperament, drill and the rubric
	@$(PY) -m bot check $(ARGS)

test: $(DEV)    ## all tests, a real PostgreSQL included
	$(PY) -m pytest -q -n 2 $(ARGS)

simulate: $(DEV) ## delivery under faults, simulated: 10,000 seeds; ARGS="--seed 17 --trace" replays one
	@$(PY) -m tests.simulation $(ARGS)

lint: $(DEV)    ## style and architecture
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports --no-cache

types: $(DEV)   ## mypy, strict
	$(PY) -m mypy

diagrams: $(RUN) ## write docs/graphs.md from the temperaments
	@$(PY) -m bot diagrams

walks: $(RUN) ## ten thousand random walks through every script: each ends, none wants for a line
	@$(PY) -m bot walks $(ARGS)

coverage: $(RUN) ## which answers of the counterparts the walkthroughs show; fails below 95 %
	@$(PY) -m bot coverage $(ARGS)

variety: $(RUN)  ## write docs/variety.md: how many of 200 rounds with each script are alike
	@$(PY) -m bot variety --write

figures: $(DEV) ## lines per folder, start time, memory at rest; on Linux
	@$(PY) -m tests.figures

corpus: $(DEV)  ## check the labelled messages that hearing learns from, and how far two annotators agree
	@$(PY) -m bot.hearing.training check
	@$(PY) -m bot.hearing.training agreement

.venv-train/bin/python: requirements-train.txt
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps --only-binary :all: -r requirements-train.txt

train: | $(TRAIN) ## train the hearing model anew; TRAIN=python to use an environment of your own that has PyTorch
	$(TRAIN) -m bot.hearing.training train $(ARGS)

eval: $(DEV)    ## measure how well the coach hears and write docs/hearing.md
	@$(PY) -m tests.eval_hearing

bench: $(DEV)   ## CPU, latency and memory beside a bare echo bot, and hearing; on Linux
	@$(PY) -m tests.bench $(ARGS)

chaos: $(DEV)   ## processes killed at any moment, a hostile Telegram; ARGS="--backend postgresql --minutes 30 --seed 7"
	@$(PY) -m tests.chaos run $(ARGS)

year: $(DEV)    ## a simulated year of reminders; ARGS="--backend postgresql --users 10000 --days 365 --step 900 --faults 1"
	@$(PY) -m tests.year $(ARGS)

.venv-audit/.filled: requirements-audit.txt
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps --only-binary :all: -r requirements-audit.txt
	@touch $@

audit: .venv-audit/.filled ## known weaknesses in the pinned packages (asks the package index), and a bill of materials in build/sbom.json
	@.venv-audit/bin/python -m tests.audit

lock: | $(PY)   ## pin and hash the requirements again
	@$(PY) -m pip --disable-pip-version-check --quiet install -r requirements-lock.in
	@for set in requirements requirements-dev requirements-audit requirements-train; do \
	  $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --custom-compile-command 'make lock' $$set.in -o $$set.txt $(ARGS) || exit 1; done

clean:          ## remove the virtual environment and caches
	rm -rf $(VENV) .venv-train .venv-audit .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
