# Everything a person needs: install, demo, test; and for developers: lint, quality, lock, evaluate, bench.
# EXTRAS=models adds sentence-transformers with PyTorch (6 GB), for install and for test.
EXTRAS ?=
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_DATA ?= .demo
COMPILE = $(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url \
	--no-header pyproject.toml
export TREATYBASE_TEST_DATA ?= ../shared/data

.PHONY: install dev demo test lint quality evaluate bench lock clean

install: $(VENV)/.installed $(EXTRAS:%=$(VENV)/.installed-%)

$(VENV)/.installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

dev: install $(VENV)/.installed-dev

$(VENV)/.installed-%: $(VENV)/.installed requirements-%.lock
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-$*.lock
	touch $@

demo: install
	$(BIN)/treatybase demo --data $(DEMO_DATA)

test: dev
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder $(PYTEST_FLAGS)

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

quality: lint
	$(BIN)/python -m bench.quality

evaluate: install
	$(BIN)/python -m bench.evaluate

bench: dev
	$(BIN)/python -m bench

lock:
	$(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip install --quiet uv
	$(COMPILE) -o requirements.lock
	$(COMPILE) --extra dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --extra models -c requirements.lock -c requirements-dev.lock -o requirements-models.lock

clean:
	rm -rf $(VENV) $(DEMO_DATA) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
