# Everything there is to do here. `make help` lists it.

SWIFT   ?= swift
PREFIX  ?= /usr/local
SECONDS ?= 60

RELEASE  = $(SWIFT) build -c release --product
PROGRAM  = .build/release/secondlook
REGISTRY = .build/release/secondlook-registry
PYTHON   = .build/browser/bin/python
HEADING  = @printf '\n=== %s (%s)\n' 'make $@' "$$(date -u +%H:%M:%S)"

.DEFAULT_GOAL = build
.PHONY: help build install demo test lint check unit quick compose browser fuzz tsan bench picture \
	clean
# Compilers use every core by themselves; two at once would only wait for each other.
.NOTPARALLEL:

help: ## list what make can do
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

build: ## the two programs, optimised, in .build/release
	$(RELEASE) secondlook
	$(RELEASE) secondlook-registry

# What is installed carries Swift with it and needs nothing but the C libraries where it runs. To link
# it so needs libxml2-dev besides.
install: ## one file that runs without Swift, to where PREFIX says
	$(RELEASE) secondlook --static-swift-stdlib --scratch-path .build/static
	install -D -s .build/static/release/secondlook $(DESTDIR)$(PREFIX)/bin/secondlook

demo: build ## fill ./demo with an invented council on port 8080, and a registry on 8090
	@$(REGISTRY) serve --data demo-registry --port 8090 --catalogue registry/catalogue & \
	trap "kill $$! 2>/dev/null" EXIT INT TERM; $(PROGRAM) demo

test: lint check unit compose browser fuzz ## everything that has to hold before a change goes in

lint: ## the format, as .swift-format has it
	$(HEADING)
	$(SWIFT) format lint --strict -r Package.swift Sources Tests

check: ## build it all; no room imports what its manifest does not name
	$(HEADING)
	$(SWIFT) build --explicit-target-dependency-import-check error --build-tests

unit: ## unit and end-to-end tests
	$(HEADING)
	$(SWIFT) test --explicit-target-dependency-import-check error

quick: ## the same, built as it comes
	$(SWIFT) test

compose: .build/browser/ready ## docker-compose.yml as YAML
	$(HEADING)
	$(PYTHON) Tests/Compose/check

browser: .build/browser/ready ## the pages in a real browser: axe, keyboard, live, without script
	$(HEADING)
	$(SWIFT) build --explicit-target-dependency-import-check error --product secondlook
	$(PYTHON) Tests/Browser/check
	$(SWIFT) build --explicit-target-dependency-import-check error --product secondlook-registry
	$(PYTHON) registry/Tests/Browser/check

fuzz: ## made-up bytes into what reads events and returns, SECONDS each
	$(HEADING)
	Tests/Fuzzing/run $(SECONDS)

tsan: ## the tests under the thread sanitizer, in a build of its own
	$(SWIFT) test --sanitize=thread --scratch-path .build/tsan

bench: build ## figures of this machine
	$(PROGRAM) bench latency
	$(PROGRAM) bench catch-up

picture: build .build/browser/ready ## take the pictures of the documentation again
	$(PYTHON) Tests/Browser/picture $(PROGRAM)
	$(SWIFT) build -c release --product secondlook-registry
	$(PYTHON) registry/Tests/Browser/picture .build/release/secondlook-registry

clean: ## remove what was built
	rm -rf .build

# What the checks need from Python stays in here.
.build/browser/ready: Tests/Browser/requirements.txt
	python3 -m venv .build/browser
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r $<
	touch $@
