# Every task of this repository. `make demo` and `make test` need no other set-up.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check lint ruff mypy imports generated install up trade down chaos screenshots compile check-compiled check-native bench bench-peers bench-growth bench-replay bench-floor bench-views bench-report mutation cpu generate format lock clean

BIN := .venv/bin
INPUTS := pyproject.toml deploy/bootstrap.sh requirements-uv.lock $(wildcard */pyproject.toml services/*/pyproject.toml */native/*.c)
unexport PYTHONDONTWRITEBYTECODE # with it every process compiles every module anew: half of its start
JOBS ?= 2
PYTEST := $(BIN)/pytest --no-skips
TOGETHER := $(PYTEST) -n $(JOBS)
COMPILED := PYTHONPATH=.venv/compiled $(TOGETHER) --compiled
FAST := $(wildcard tests/unit tests/contract tests/component)
AGENCIES := $(basename $(notdir $(wildcard schemas/agencies/*.yaml)))
RULES := $(wildcard $(addprefix tests/unit/, agency gateway mesh $(AGENCIES)) \
	$(addprefix tests/component/, compiled golden mesh outcomes spine $(AGENCIES)))

help: ## list the tasks
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: .venv/installed-run ## run a generated day of trade through a mesh on this machine (KEEP=1 leaves it up)
	@$(BIN)/yidian demo $(if $(KEEP),--keep)

test: .venv/installed-dev ## all that CI runs: checks, then every test, on a real Kafka that it starts itself
	@$(MAKE) --no-print-directory -j $(JOBS) compile lint
	@$(COMPILED) $(RULES)
	@$(TOGETHER) tests

check: .venv/installed-dev ## the part of the tests that needs no Kafka
	@$(MAKE) --no-print-directory -j $(JOBS) lint
	@$(TOGETHER) $(FAST)

lint: mypy imports generated ruff ## types, who may import what, generated files, style

mypy: .venv/installed-dev
	@$(BIN)/mypy

imports: .venv/installed-dev
	@$(BIN)/lint-imports

generated: .venv/installed-dev
	@$(BIN)/python schemas/generate.py --check

ruff: .venv/installed-dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .

install: .venv/installed-dev ## make .venv with everything for development

up: .venv/installed-run ## start a mesh on this machine and leave it up
	@$(BIN)/yidian up

trade: .venv/installed-run ## put a day of invented trade into the mesh that `make up` started
	@$(BIN)/yidian trade

down: .venv/installed-run ## end the mesh that `make up` started
	@$(BIN)/yidian down

chaos: .venv/installed-dev ## the long run: kill every process at random and compare with an undisturbed run
	@$(PYTEST) tests/e2e -m chaos -s

screenshots: .venv/installed-dev ## take new pictures of the console for the documents
	@$(PYTEST) tests/e2e/console/test_screenshots.py --screenshots docs/screenshots

compile: .venv/installed-run ## compile our own packages, which the processes of a mesh then run
	@$(BIN)/python -m deploy compile

check-compiled: .venv/installed-dev ## the tests of rules, engine, gateway and workers, on the compiled packages
	@$(BIN)/python -m deploy compile
	@$(COMPILED) tests/component $(addprefix tests/unit/, agency edge mesh $(filter-out console views, $(notdir $(wildcard services/*)))) \
		tests/integration/caseview $(addprefix tests/integration/test_, $(addsuffix .py, faults offsets parking restore ticks unknown_schemas worker))

check-native: .venv/installed-dev ## both native modules under sanitizers: their tests, then mutated inputs (tests/native)
	@$(BIN)/python tests/native/run.py $(ARGS)

bench: .venv/installed-run compile ## the mesh end to end over HTTP, at one rate after another; writes docs/performance.md
	@$(BIN)/python -m bench.ladder $(ARGS); ended=$$?; $(BIN)/python -m bench.report; exit $$ended

bench-report: .venv/installed-run ## write docs/performance.md from the results that benchmarks left
	@$(BIN)/python -m bench.report

mutation: .venv/installed-dev ## change the rules one by one and see whether a test notices; writes docs/mutation.md
	@$(BIN)/python tests/mutation/run.py

cpu: .venv/installed-dev ## CPU and records per list of every service and of the case view, without Kafka
	@mkdir -p .yidian
	@$(BIN)/python -m bench.cpu --make 2000 .yidian/parcels.ndjson
	@$(BIN)/python -m bench.cpu .yidian/parcels.ndjson
	@$(BIN)/python -m bench.cpu --make 2000 --exports .yidian/exports.ndjson
	@$(BIN)/python -m bench.cpu .yidian/exports.ndjson
	@$(BIN)/python -m bench.view .yidian/parcels.ndjson
	@$(BIN)/python -m bench.records .yidian/parcels.ndjson

bench-growth: .venv/installed-run compile ## how cost grows with cases, partitions, workers and lines (half an hour)
	@$(BIN)/python -m bench.growth $(ARGS); ended=$$?; $(BIN)/python -m bench.report; exit $$ended

bench-replay: .venv/installed-run compile ## recorded topics read and decided again: events a second and core
	@$(BIN)/python -m bench.replay $(ARGS); ended=$$?; $(BIN)/python -m bench.report; exit $$ended

bench-floor: .venv/installed-run ## CPU to move a declaration's records through Kafka, with no rules, codec or store
	@$(BIN)/python -m bench.floor $(ARGS); ended=$$?; $(BIN)/python -m bench.report; exit $$ended

bench-views: .venv/installed-run ## a million rows of a view: fold, rebuild, pages
	@$(BIN)/python -m bench.views $(ARGS); ended=$$?; $(BIN)/python -m bench.report; exit $$ended

bench-peers: .venv/installed-dev compile ## the mesh and its alternatives on one topology, side by side (an hour)
	@PYTHONPATH=.venv/compiled $(BIN)/python -m bench.peers $(ARGS); ended=$$?; $(BIN)/python -m bench.report; exit $$ended

generate: .venv/installed-dev ## write the records, codecs and topics that the schemas describe
	@$(BIN)/python schemas/generate.py

format: .venv/installed-dev ## format the code
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

lock: .venv/installed-dev ## choose new versions of all dependencies (docs/adr/0001)
	@UV=$(BIN)/uv deploy/lock.sh

clean: ## remove what was made here; downloads stay in the cache
	@rm -rf .venv .yidian .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/installed-run: requirements.lock $(INPUTS)
	@deploy/bootstrap.sh run

.venv/installed-dev: requirements-dev.lock $(INPUTS)
	@deploy/bootstrap.sh dev
