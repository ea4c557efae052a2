# Everything a person needs: install, demo, test; and for developers: quality, lock, evaluate, bench.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_DATA ?= .demo
export TREATYBASE_TEST_DATA ?= ../shared/data

.PHONY: install dev demo test quality evaluate bench lock clean

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

dev: $(VENV)/.installed-dev

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@

demo: install
	$(BIN)/treatybase demo --data $(DEMO_DATA)

test: dev
	$(BIN)/pytest -n auto

quality: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

evaluate: install
	$(BIN)/python -m bench.evaluate

bench: dev
	$(BIN)/python -m bench

lock:
	$(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip install --quiet uv
	$(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	$(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header --extra dev pyproject.toml -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) $(DEMO_DATA) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
