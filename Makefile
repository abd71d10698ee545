# Two commands: `make run` shows the demo dashboard, `make test` checks everything. Both set up what they need.
PORT ?= 8050
PYTHON ?= python3
VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check -qq

.PHONY: run test setup bench lock screenshot clean

run: setup
	@PORT=$(PORT) $(VENV)/bin/pantau serve --demo

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock pyproject.toml
	@echo "Setting up $(VENV) (a few minutes the first time)"
	@test -x $(VENV)/bin/pip || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Debian's python3-venv"; apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null \
	    && $(PYTHON) -m venv $(VENV); \
	  else echo "Python's venv module is missing: apt-get install python3-venv"; exit 1; fi; }
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test-ready: $(VENV)/.ready requirements-test.lock
	@$(PIP) install --require-hashes -r requirements-test.lock
	@touch $@

chromium:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Debian's chromium for the browser tests"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else echo "The browser tests need Debian's chromium: apt-get install chromium"; exit 1; fi; }

.PHONY: chromium
test: setup $(VENV)/.test-ready chromium
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest --numprocesses 2 --dist loadfile

bench: setup $(VENV)/.test-ready
	$(VENV)/bin/python -m benchmarks.bench
	$(VENV)/bin/python -m benchmarks.parsing
	$(VENV)/bin/python -m benchmarks.stories
	$(VENV)/bin/python -m benchmarks.actors
	$(VENV)/bin/python -m benchmarks.unknown

screenshot: setup $(VENV)/.test-ready chromium
	$(VENV)/bin/python -m tests.browser.screenshots docs

lock: $(VENV)/.test-ready
	$(PIP) install uv
	$(VENV)/bin/uv pip compile pyproject.toml $(LOCK) -o requirements.lock
	$(VENV)/bin/uv pip compile pyproject.toml --group test -c requirements.lock $(LOCK) -o requirements-test.lock

LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

clean:
	rm -rf $(VENV)
