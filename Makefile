# Three doors: `make demo` shows it, `make test` proves it, `make lint` keeps it readable.
# Everything is installed into .venv from pinned, hashed requirements; only Python 3.11+ and make are needed.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
RAISED := BadSearch Conflict NotFound NotUnderstood __init__

.PHONY: demo test chaos chaos-ci fuzz fuzz-ci lint format screenshot lock catalogues clean

demo: $(VENV)/.runtime  ## a bot, its own Bot API server and a chat page, on this machine, no token
	$(BIN)/briefing-bot demo

test: $(VENV)/.dev  ## the default run, under three minutes; four at a time on two cores too, for many tests wait
	$(BIN)/python -m pytest -n 4 --dist loadfile

fuzz-ci: $(VENV)/.dev  ## hostile files, 1,000 mutated documents, and 400 KB of anything
	$(BIN)/python -m pytest -m fuzz -q

fuzz: $(VENV)/.dev  ## 50,000 mutated documents, for a night
	BRIEFING_FUZZ=10000 $(BIN)/python -m pytest -m fuzz

chaos-ci: $(VENV)/.dev  ## every fault of the way to Telegram; kill the real program 100 times, and have it die at every failpoint
	$(BIN)/python -m pytest -m chaos -s -q

chaos: $(VENV)/.dev  ## five times as much; BRIEFING_CHAOS_SEED repeats a run
	BRIEFING_CHAOS=large $(BIN)/python -m pytest -m chaos -s -q

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

screenshot: $(VENV)/.dev  ## take the README's picture anew
	BRIEFING_SCREENSHOT=docs/chat.png $(BIN)/python -m pytest tests/e2e/test_first_minute.py

lock:  ## resolve again after a change to the dependencies in pyproject.toml
	$(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip install --quiet uv
	$(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock
	$(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra dev \
		--no-header --no-emit-index-url --no-emit-find-links -c requirements.lock pyproject.toml -o tests/requirements.lock

catalogues: $(VENV)/.dev  ## take new sentences of the templates, and of what readers are refused with, into the translations
	$(BIN)/pybabel -q extract -F bot/render/locales/extract.cfg $(RAISED:%=-k %) --no-location -o $(VENV)/sentences.pot .
	for language in ru ko es ar; do $(BIN)/pybabel -q update --no-fuzzy-matching --width=0 \
		-l $$language -i $(VENV)/sentences.pot -o bot/render/locales/$$language.po; done

clean:
	rm -rf $(VENV) build *.egg-info

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.dev: tests/requirements.lock $(VENV)/.runtime
	$(PIP) install --require-hashes -r tests/requirements.lock
	@touch $@
