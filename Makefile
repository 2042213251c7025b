# Everything happens in .venv, which these commands make themselves; nothing but Python 3.11 or newer and make is needed.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
READY := $(VENV)/.ready

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NO_MKDOCS_2_WARNING := 1

.PHONY: site test check serve words pictures clean

site: $(READY)
	$(BIN)/mkdocs build --strict
	@echo "The playbook is in site/index.html, its calendar feed in site/calendar.ics"

test: $(READY)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

check: $(READY)
	$(BIN)/gameplan check

serve: $(READY)
	$(BIN)/mkdocs serve

# Brings the catalogues of our words up to date with the code, and lists what lacks in them.
words: $(READY)
	$(BIN)/python tests/catalogues.py

# Every view and state in Chromium, into .cache/pictures; and the README's four, into docs/pictures.
pictures: $(READY)
	$(BIN)/python -m pip install --quiet --editable '.[test,browser]'
	$(BIN)/python tests/pictures.py --readme

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Gameplan needs Python 3.11 or newer"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $(READY)

clean:
	rm -rf $(VENV) site build
