# Every target is complete on a fresh machine and quick once set-up is done.
PYTHON ?= python3
# PyTorch's own CPU packages, where PyPI offers only CUDA builds:
#   make chat TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=
VOETNOOT_TESTDATA ?= ../shared
export VOETNOOT_TESTDATA
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.voetnoot-run
TEST_STAMP := $(VENV)/.voetnoot-test
INDEX := index
Q ?= What is the SecFund cap?

.PHONY: help chat ask index eval test lint model dictionary samples clean

help:
	@echo "make chat | test | ask Q=\"…\" | index | eval | lint | model | dictionary | samples | clean"

$(RUN_STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) -c constraints.txt torch
	$(BIN)/python -m pip install -q -c constraints.txt -e .
	touch $@

$(TEST_STAMP): $(RUN_STAMP)
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[test,openai]'
	touch $@

$(INDEX)/CURRENT: | $(RUN_STAMP)
	$(BIN)/voetnoot index corpus/sample/pdf --index $(INDEX)

chat: $(RUN_STAMP) $(INDEX)/CURRENT
	$(BIN)/voetnoot chat --index $(INDEX)

ask: $(RUN_STAMP) $(INDEX)/CURRENT
	@$(BIN)/voetnoot ask --index $(INDEX) "$(Q)"

index: $(RUN_STAMP)
	$(BIN)/voetnoot index corpus/sample/pdf --index $(INDEX)

eval: $(RUN_STAMP)
	$(BIN)/python -m evals $(if $(PEERS),--peers)

test: $(TEST_STAMP)
	$(BIN)/python -m pytest -q

lint: $(TEST_STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy

model: $(TEST_STAMP)
	$(BIN)/python -m ingest.training

dictionary: $(TEST_STAMP)
	$(BIN)/python -m ingest.training.dictionary

samples: $(TEST_STAMP)
	$(BIN)/python -m corpus.sample.build

clean:
	rm -rf $(VENV) $(INDEX) .cache build *.egg-info
