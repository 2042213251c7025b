# Everything happens in .venv, which these commands make themselves; nothing but Python 3.11 or newer and make is needed.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
READY := $(VENV)/.ready
UV := .cache/uv
LOCK := $(UV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make update' --group build

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NO_MKDOCS_2_WARNING := 1

.PHONY: site test whole quick check serve words pictures everything update clean FORCE

site: $(READY)
	$(BIN)/mkdocs build --strict
	@echo "The playbook is in site/index.html, its calendar feed in site/calendar.ics"

test: $(READY)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# The same with every case of tests of which else a share runs, others with each commit.
whole: $(READY)
	$(BIN)/python -m pytest --whole --numprocesses auto --dist loadfile --no-loadscope-reorder

# A part of the tests that takes a minute, and touches everything.
quick: $(READY)
	$(BIN)/python -m pytest --quick --numprocesses auto --dist loadfile --no-loadscope-reorder

check: $(READY)
	$(BIN)/gameplan check

serve: $(READY)
	$(BIN)/mkdocs serve

# Brings the catalogues of our words up to date with the code, and lists what lacks in them.
words: $(READY)
	$(BIN)/python tests/catalogues.py

# Every view and state in Chromium, into .cache/pictures; and the README's four, into docs/pictures.
pictures: everything
	$(BIN)/python tests/pictures.py --readme

# Makes .venv, and makes it anew wherever it is half made, moved, or made from something else. It needs no care by hand.
$(READY): FORCE
	@test -n "$(PYTHON)" || { echo "Gameplan needs Python 3.11 or newer"; exit 1; }
	@$(PYTHON) .ci/environment.py

# The same with all that CI uses: linters, browsers, fuzzing.
everything: FORCE
	@test -n "$(PYTHON)" || { echo "Gameplan needs Python 3.11 or newer"; exit 1; }
	@$(PYTHON) .ci/environment.py --everything

# Takes the newest versions that pyproject.toml allows into the lock files, which pip reads: for each Python and system, with hashes.
update: $(UV)/bin/uv
	$(LOCK) --extra test --extra lint --extra browser --extra fuzz --group ci pyproject.toml --output-file .ci/requirements.lock
	$(LOCK) --extra test --constraint .ci/requirements.lock pyproject.toml --output-file requirements.lock

$(UV)/bin/uv:
	$(PYTHON) -m venv --clear $(UV)
	$(UV)/bin/python -m pip install --quiet uv

clean:
	rm -rf $(VENV) site build
