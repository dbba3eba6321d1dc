# Nhịp Cầu. `make help` lists what there is; `make run` and `make test` need only Python 3.11+ and make.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PARALLEL := -n auto --dist loadfile
# The parts of the suite whose outcome may depend on which database runs.
DATABASE_TESTS := tests/kernel/db tests/kernel/changes tests/kernel/jobs tests/kernel/indexing \
	$(addprefix tests/kernel/web/test_,sessions.py submissions.py) $(addprefix tests/taxonomy/test_,commands.py service.py) \
	tests/accounts/test_at_once.py tests/accounts/test_registration.py \
	$(addprefix tests/organisations/test_,at_once.py migration.py service.py service_invitations.py service_people.py) \
	$(addprefix tests/catalogue/test_,drafts.py importing.py nothing_is_lost.py) tests/technologies tests/deals/test_importing.py \
	tests/claims/test_at_once.py tests/claims/test_service.py tests/following \
	$(addprefix tests/reports/test_,at_once.py decisions.py objections.py policy.py reminding.py service.py) \
	$(addprefix tests/pipeline/test_,at_once.py policy.py privacy.py reminding.py service.py stages.py) \
	$(addprefix tests/introductions/test_,asking.py at_once.py deadlines.py figures.py reports.py service.py talk.py undelivered.py) tests/kernel/mail \
	$(addprefix tests/matchmaking/test_,appeals.py at_once.py gathering.py match_pages.py service.py shown.py) \
	tests/plan/test_service.py tests/startups/test_closing.py tests/demonstration/test_service.py $(addprefix tests/discovery/test_,lists.py past_searches.py)
HOST ?= 127.0.0.1
PORT ?= 5000
export HOST PORT
export PYTHONUTF8 = 1
# Compiled modules are kept: they make the second start quick.
export PYTHONDONTWRITEBYTECODE =
.DEFAULT_GOAL := help
.PHONY: help install dev run test check lint types contracts postgresql elasticsearch browser shared audit bench load soak format messages lock

help: ## List every target with a line
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "%-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.main static/vendor/.stamp translations/.stamp ## The environment in .venv, front-end files, compiled translations

dev: install $(VENV)/.dev ## The same, with what tests and checks need

run: install ## Migrate, load reference data, on a new database demonstration data; then serve
	@$(BIN)/python run.py --prepare

test: dev ## The test suite on SQLite and the embedded engine; needs nothing else
	$(BIN)/python -m pytest $(PARALLEL) $(ARGS)

check: lint types contracts postgresql elasticsearch browser shared ## Lint, types, import contracts, and the suite's parts that need more

lint: dev ## Ruff, and that everything is formatted
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: dev ## mypy, strict
	$(BIN)/mypy

contracts: dev ## The arrows between the slices
	$(BIN)/lint-imports

postgresql: dev ## The suite's database part on PostgreSQL (TEST_DATABASE_URL)
	@test -n "$(TEST_DATABASE_URL)" || { echo "set TEST_DATABASE_URL=postgresql+psycopg://…"; exit 1; }
	TEST_SEARCH_URL= TEST_DATABASE_URL="$(TEST_DATABASE_URL)" $(BIN)/python -m pytest $(DATABASE_TESTS) $(PARALLEL) $(ARGS)

elasticsearch: dev ## The suite's search part on Elasticsearch (TEST_SEARCH_URL)
	@test -n "$(TEST_SEARCH_URL)" || { echo "set TEST_SEARCH_URL=http://…"; exit 1; }
	TEST_DATABASE_URL= TEST_SEARCH_URL="$(TEST_SEARCH_URL)" $(BIN)/python -m pytest tests/search tests/discovery tests/kernel/indexing $(PARALLEL) $(ARGS)

browser: dev node_modules/.stamp ## The suite's part in a real Chromium (CHROMIUM, /usr/bin/chromium by default)
	TEST_DATABASE_URL= TEST_SEARCH_URL= TEST_BROWSER=1 $(BIN)/python -m pytest tests/browser -n auto $(ARGS)

shared: dev ## Tests on real data (SHARED_DATA)
	@test -n "$(SHARED_DATA)" || { echo "set SHARED_DATA to the folder of real data"; exit 1; }
	TEST_DATABASE_URL= TEST_SEARCH_URL= $(BIN)/python -m pytest tests/shared_data $(PARALLEL) $(ARGS)

audit: dev node_modules/.stamp ## Every page × size × theme × language with axe, and Lighthouse
	AUDIT=1 TEST_BROWSER=1 $(BIN)/python -m pytest tests/browser/test_accessibility.py -n auto $(ARGS)
	$(BIN)/python -m benchmarks.lighthouse

bench: dev ## Every benchmark of speed; prints ratios (SHARED_DATA, SEARCH_URL)
	$(BIN)/python -m benchmarks.all

load: dev ## Twenty requests a second for ten minutes at 100,000 entries
	$(BIN)/python -m benchmarks.load $(ARGS)

soak: dev ## The long fault tests, resumable
	$(BIN)/python -m benchmarks.soak $(ARGS)

format: dev ## Format the code
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

messages: dev ## Bring the catalogues up to date with the code
	$(BIN)/python scripts/messages.py

lock: dev ## Lock the requirements anew, with hashes, for Python 3.11 and later
	$(BIN)/python scripts/lock.py

$(VENV)/.created:
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.main: $(VENV)/.created requirements/main.txt
	$(BIN)/pip install --quiet --require-hashes -r requirements/main.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.main requirements/dev.txt
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/.stamp: package.json package-lock.json $(VENV)/.created
	@command -v npm >/dev/null 2>&1 || $(BIN)/pip install --quiet --require-hashes -r requirements/node.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

static/vendor/.stamp: node_modules/.stamp scripts/vendor.py
	$(BIN)/python scripts/vendor.py
	@touch $@

translations/.stamp: $(VENV)/.main $(wildcard translations/*/LC_MESSAGES/*.po)
	$(BIN)/pybabel -q compile -d translations -f
	@touch $@
