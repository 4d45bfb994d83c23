# Each target is one call of the command `declaration`; set-up happens by itself.
#   make release                     everything in output/
#   make check LANG=es               find faults in the Spanish
# LANG is also the shell's own variable (en_US.UTF-8): only what is written on the command line
# of make counts.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DECLARATION := $(BIN)/python -m pipeline
ifneq ($(origin LANG),command line)
LOCALE :=
else
LOCALE := $(LANG)
endif
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help release update check report status pdf new adopt drift review test lint fonts \
	default-fonts hyphenation conformance gallery checks-doc lock clean distclean

help:
	@echo 'make release          build output/: PDF and HTML of every language, report, index'
	@echo 'make update           bring the catalogs in po/ to the English in source/'
	@echo 'make check LANG=es    find faults in a translation (all languages without LANG)'
	@echo 'make report           write output/report.html'
	@echo 'make status           how complete every language is'
	@echo 'make pdf LANG=el      one language as PDF'
	@echo 'make new LANG=pt_BR   begin a language'
	@echo 'make adopt FILE=theirs.docx LANG=es'
	@echo '                      take in a translation that exists already'
	@echo 'make drift            how far the English has moved on since each translation'
	@echo 'make review LANG=es   what nobody has reviewed yet'
	@echo 'make fonts            fetch the fonts of all scripts (the common ones are here)'
	@echo 'make default-fonts    make the fonts that travel with the package anew'
	@echo 'make hyphenation      make the patterns of hyphenation that travel with the package anew'
	@echo 'make test             set up and run the tests'
	@echo 'make lint             linter, types, layers'
	@echo 'make conformance      PDF/UA-1 and PDF/A-2a, judged by veraPDF'
	@echo 'make gallery          pictures of a page in each of 40 scripts, in docs/gallery/'
	@echo 'make checks-doc       write docs/checks.md anew, from the checks themselves'
	@echo 'make lock             pin the newest versions that pyproject.toml allows (needs uv)'
	@echo 'make clean            delete output/ (nothing is lost)'
	@echo 'make distclean        the same, and what was set up and remembered'

$(VENV)/.run: requirements/run.txt tools/setup.py
	@echo 'Setting up (once) …'
	@$(PYTHON) tools/setup.py $(VENV) run
	@touch $@

$(VENV)/.dev: requirements/dev.txt tools/setup.py
	@echo 'Setting up for tests (once) …'
	@$(PYTHON) tools/setup.py $(VENV) dev
	@touch $@ $(VENV)/.run

release: $(VENV)/.run
	@$(DECLARATION) release

update: $(VENV)/.run
	@$(DECLARATION) update $(LOCALE)

check: $(VENV)/.run
	@$(DECLARATION) check $(LOCALE)

report: $(VENV)/.run
	@$(DECLARATION) report

status: $(VENV)/.run
	@$(DECLARATION) status

pdf: $(VENV)/.run
	@$(DECLARATION) typeset $(LOCALE)

new: $(VENV)/.run
	@$(DECLARATION) new $(if $(LOCALE),$(LOCALE),$(error Say which language: make new LANG=pt_BR))

adopt: $(VENV)/.run
	@$(DECLARATION) adopt $(if $(FILE),'$(FILE)',$(error Say which file: make adopt FILE=theirs.docx LANG=es)) $(if $(LOCALE),--into $(LOCALE),--new)

drift: $(VENV)/.run
	@$(DECLARATION) drift $(LOCALE)

review: $(VENV)/.run
	@$(DECLARATION) review $(if $(LOCALE),$(LOCALE),$(error Say which language: make review LANG=es))

fonts: $(VENV)/.run
	@$(DECLARATION) fonts

default-fonts: $(VENV)/.dev
	@$(BIN)/python -m tools.default_fonts

hyphenation: $(VENV)/.dev
	@$(BIN)/python -m tools.hyphenation

checks-doc: $(VENV)/.dev
	@$(BIN)/python -m tools.checks_page

test: $(VENV)/.dev
	@$(BIN)/python -m pytest

conformance: $(VENV)/.dev
	@$(BIN)/python -m conformance.check

gallery: $(VENV)/.dev
	@$(BIN)/python -m tools.gallery

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

lock:
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes pyproject.toml --extra build -o requirements/run.txt
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes pyproject.toml --extra build --extra dev -c requirements/run.txt -o requirements/dev.txt

clean:
	rm -rf output

distclean: clean
	rm -rf $(VENV) .cache
