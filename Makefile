# What one does with this checkout. Everything is set up in .venv; nothing is installed elsewhere
# (but for Debian's chromium, which one page test needs, and only when you are root).

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LATEST := reports/samples
PAGE := index.html

.PHONY: help report picture dump test check lint lock clean browser

help:
	@echo "make report   grade the sample transcripts and say where the report is"
	@echo "make test     run all tests"
	@echo "make check    lint, types and the tests that need neither a browser nor real logs"
	@echo "make lint     check style and types"
	@echo "make picture  draw docs/report.png anew from the sample run"
	@echo "make dump     print the sample text dump anew (needs node and PyMuPDF, see transcripts/make)"
	@echo "make lock     resolve the dependencies anew into constraints.txt"
	@echo "make clean    remove what the other targets made"

$(VENV)/.python:
	@test -n "$(PYTHON)" || \
	  { echo "Python 3.11 or newer was not found. Please install it, or say make PYTHON=/where/it/is/python3."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is not Python 3.11 or newer. Please choose another with make PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment. On Debian: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.package: $(VENV)/.python pyproject.toml constraints.txt
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.tests: $(VENV)/.package
	$(PIP) install -c constraints.txt -e '.[test]'
	@touch $@

$(VENV)/.lint: $(VENV)/.package
	$(PIP) install -c constraints.txt -e '.[lint]'
	@touch $@

report: $(VENV)/.package
	@rm -rf $(LATEST)
	$(BIN)/evaluator run transcripts --reference reference --out $(LATEST)
	@echo "The report: open $(LATEST)/index.html in a browser."

browser:
	@command -v chromium >/dev/null || \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; \
	  else \
	    echo "The page tests need a browser. Please install Debian's chromium (sudo apt-get install chromium)."; exit 1; \
	  fi

test: $(VENV)/.tests browser
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.tests lint
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser and not real"

lint: $(VENV)/.lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict evaluator

picture: report browser
	@chromium --headless $(if $(filter 0,$(shell id -u)),--no-sandbox) --disable-gpu --hide-scrollbars \
	  --window-size=1280,920 --screenshot=docs/report.png file://$(CURDIR)/$(LATEST)/$(PAGE) 2>/dev/null
	@echo "docs/report.png shows $(PAGE)."

dump: browser
	$(MAKE) -C transcripts/make

lock:
	rm -rf build/lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip --disable-pip-version-check --quiet install -e '.[test,lint]'
	build/lock/bin/python -m pip --disable-pip-version-check freeze --exclude transcript-evaluator --exclude pip > constraints.txt
	rm -rf build/lock

clean:
	rm -rf $(VENV) build dist $(LATEST) .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
