# `make run` and `make test` need nothing done before them: they set the machine up themselves.

PYTHON ?= python3
BIN := .venv/bin
ARGS ?=

# UPGRADE=1 make lock takes the newest versions that the .in files allow.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.PHONY: help run test test-hard check bench bench-full messages openapi lock clean python for-running for-testing

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: for-running ## Set everything up, load the demo studio and open it on http://127.0.0.1:8000
	@exec $(BIN)/regulars serve

test: for-testing ## Run every test on SQLite, on PostgreSQL and in the browser (ARGS="-k late" picks some)
	@$(BIN)/python tools/run_tests.py $(ARGS)

test-hard: for-testing ## Run the long tests too: races, kill -9, thousands of examples
	@$(BIN)/python tools/run_tests.py --hard $(ARGS)

check: for-testing ## Look at the code without running it: style, types, layers, sizes, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python tools/check_sizes.py
	$(BIN)/python tools/check_locks.py
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/mypy

bench: for-testing ## Measure what is promised about speed, on both databases (ARGS="search --size S")
	@$(BIN)/python -m benchmarks $(ARGS)

bench-full: for-testing ## The same with a million customers, on PostgreSQL
	@$(BIN)/python -m benchmarks --engine postgresql --size S --size M --size L $(ARGS)

messages: for-testing ## Collect the sentences of the code into locale/ for translating, and compile them
	$(BIN)/python tools/texts.py collect
	$(BIN)/python tools/texts.py compile

openapi: for-testing ## Write docs/api anew: the API's reference and the schemas of documents
	$(BIN)/python tools/openapi.py
	$(BIN)/python tools/schemas.py

lock: for-testing ## Pin all requirements with hashes (UPGRADE=1 for newer versions)
	$(LOCK) requirements/uv.in -o requirements/uv.txt
	$(LOCK) requirements/node.in -o requirements/node.txt
	$(LOCK) requirements/base.in -o requirements/base.txt
	$(LOCK) requirements/dev.in -o requirements/dev.txt
	$(BIN)/python tools/check_locks.py

clean: ## Remove what can be made again (never var/, where the data is)
	rm -rf .venv node_modules regulars/kernel/web/static/web/vendor staticfiles
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find locale -name '*.mo' -delete 2>/dev/null || true
	find regulars tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

for-running: python
	@$(PYTHON) tools/set_up.py run

for-testing: python
	@$(PYTHON) tools/set_up.py test

python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "Regulars needs Python 3.11 or newer, and there is no $(PYTHON) here."; \
		echo "Install it (Debian, Ubuntu: sudo apt-get install python3 python3-venv) and try again."; exit 1; }
