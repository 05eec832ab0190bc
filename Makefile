# MillenniuM. `make run` and `make test` set everything up by themselves; `make help` lists the rest.

SHELL := /bin/bash
.DEFAULT_GOAL := help
MILLENNIUM := .venv/bin/millennium

# The first of these that really runs Python 3.11 (a shim on PATH may only say that it would);
# uv, where it is installed, can name or fetch one too.
find_python = for candidate in python3.11 python3 /usr/bin/python3.11 /usr/local/bin/python3.11 \
	"$$(uv python find 3.11 2>/dev/null || { uv python install -q 3.11 && uv python find 3.11; } 2>/dev/null)"; do \
	"$$candidate" -c 'import sys; sys.version_info[:2] == (3, 11) or sys.exit(1); print(sys.executable)' \
	2>/dev/null && break; done
set_up = python="$$($(find_python))"; \
	[ -n "$$python" ] || { echo "Python 3.11 is needed: install python3.11 (or uv, which fetches it)"; exit 1; }; \
	"$$python" -m requirements.setup

.PHONY: help install run test check format bench train lock clean

help:  ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install:  ## make both environments, the models and the browser files (again only on change)
	@$(set_up) install

run: install  ## set up and run the service; without Meta credentials, with simulator and sample shop
	@exec $(MILLENNIUM) run

test: install  ## set up and run every test that can run here (TESTS=path: only those); says what is left out
	@$(set_up) test-needs
	@status=0; \
	.venv-rasa/bin/python -m pytest -c nlu/pipeline/pytest.ini nlu/pipeline || status=1; \
	.venv/bin/python -m pytest $(TESTS) || status=1; \
	exit $$status

check: install  ## lint, format, types of both environments, import contracts
	.venv/bin/ruff check --no-cache .
	.venv/bin/ruff format --check .
	.venv/bin/pyright
	.venv/bin/pyright --project requirements/pyright-rasa.json
	.venv/bin/lint-imports --no-logo

format: install  ## rewrite the code as `make check` wants it
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: install  ## measure speed and memory; nothing is asserted
	$(MILLENNIUM) bench

train: install  ## train the NLU model from data/ and put it to use
	$(MILLENNIUM) train

lock:  ## resolve requirements/*.in anew into their locked files
	@$(set_up) lock

clean:  ## remove environments, tools and caches; models/ and var/ stay
	rm -rf .venv .venv-rasa .tools node_modules bot/console/static/vendor build *.egg-info
	rm -rf .pytest_cache .ruff_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
