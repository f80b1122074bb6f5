# Everything there is to do here. `make help` lists it.

SWIFT   ?= swift
PREFIX  ?= /usr/local
SECONDS ?= 60

RELEASE  = $(SWIFT) build -c release --product
PROGRAM  = .build/release/secondlook
REGISTRY = .build/release/secondlook-registry
# What runs under another day: make test DAY=2028-02-29, or DAY='2027-03-28 00:30', in UTC.
DAY     ?=
ON       = $(if $(DAY),Tests/Day/on '$(DAY)')
PYTHON   = .build/browser/bin/python
CLIENT   = .build/kafka/bin/python
HEADING  = @printf '\n=== %s (%s)\n' 'make $@' "$$(date -u +%H:%M:%S)"

.DEFAULT_GOAL = build
.PHONY: help build install deb demo test suite lint check unit quick compose handbook browser openapi producers newest \
	fuzz chaos backup-test tsan bench picture clean packages test-packages
# Compilers use every core by themselves; two at once would only wait for each other.
.NOTPARALLEL:

help: ## list what make can do
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

build: packages ## the two programs, optimised, in .build/release
	$(RELEASE) secondlook
	$(RELEASE) secondlook-registry

# What is installed carries Swift with it and needs nothing but the C libraries where it runs.
install: ## both programs, to run without Swift, to where PREFIX says
	@.setup/install build static
	for program in secondlook secondlook-registry; do \
		$(RELEASE) $$program --static-swift-stdlib --scratch-path .build/static \
		&& install -D -s .build/static/release/$$program $(DESTDIR)$(PREFIX)/bin/$$program \
		|| exit 1; \
	done

deb: ## a Debian package of both programs, with units and a system user, in .build/deb
	rm -rf .build/deb
	$(MAKE) --no-print-directory install PREFIX=/usr DESTDIR=$(CURDIR)/.build/deb/root
	.setup/deb

demo: packages ## fill ./demo with an invented council on port 8080, and a registry on 8090
	@board=$$(.setup/port 8080 'the board') && registry=$$(.setup/port 8090 'the registry') \
	&& $(MAKE) --no-print-directory build || exit 1; \
	$(REGISTRY) serve --data demo-registry --port $$registry --catalogue registry/catalogue & \
	trap "kill $$! 2>/dev/null" EXIT INT TERM; $(PROGRAM) demo --port $$board

# Debian's packages, installed where they are missing: .setup/packages.
packages:
	@.setup/install build

test-packages:
	@.setup/install build test $(if $(KAFKA),kafka)

KAFKA := $(shell .setup/kafka-folder)

# What comes from elsewhere comes today, whatever DAY says: certificates have dates too.
test: test-packages .build/browser/ready .build/openapi/ready $(if $(KAFKA),.build/kafka/ready) ## everything that has to hold before a change goes in
	@begun=$$(date +%s); $(SWIFT) --version 2>&1 | sed -n 1p; \
	$(ON) .setup/with-kafka $(MAKE) --no-print-directory suite DAY= \
	&& printf '\nAll of it passed, in %d s.\n' $$(($$(date +%s) - begun))

suite: lint check unit compose handbook browser openapi producers newest fuzz

lint: ## the format, as .swift-format has it
	$(HEADING)
	$(SWIFT) format lint --strict -r Package.swift Sources Tests registry

check: packages ## build it all; no room imports what its manifest does not name
	$(HEADING)
	$(SWIFT) build --explicit-target-dependency-import-check error --build-tests

unit: check ## unit and end-to-end tests
	$(HEADING)
	$(ON) $(SWIFT) test --skip-build --explicit-target-dependency-import-check error

quick: packages ## the same, built as it comes
	$(SWIFT) test

compose: .build/browser/ready ## docker-compose.yml as YAML
	$(HEADING)
	$(PYTHON) Tests/Compose/check

handbook: test-packages ## docs/ and the README: links, rooms, metrics, commands, rules, units
	$(HEADING)
	Tests/Handbook/check

browser: .build/browser/ready ## the pages in a real browser: axe, keyboard, live, without script
	$(HEADING)
	$(SWIFT) build --explicit-target-dependency-import-check error --product secondlook
	$(ON) $(PYTHON) Tests/Browser/check
	$(SWIFT) build --explicit-target-dependency-import-check error --product secondlook-registry
	$(ON) $(PYTHON) registry/Tests/Browser/check

openapi: .build/openapi/ready ## the registry held against its own OpenAPI document
	$(HEADING)
	$(SWIFT) build --explicit-target-dependency-import-check error --product secondlook-registry
	.build/openapi/bin/python registry/Tests/OpenAPI/check

producers: .build/kafka/ready ## publishers that are not ours, over HTTP and on the broker that KAFKA_BOOTSTRAP names
	$(HEADING)
	$(SWIFT) build --explicit-target-dependency-import-check error --product secondlook
	$(CLIENT) Tests/Producers/check

newest: ## the contract of the log with the newest librdkafka
	$(HEADING)
	@if [ -z "$$KAFKA_BOOTSTRAP" ]; then \
		echo 'skipped: KAFKA_BOOTSTRAP names no broker'; \
	else \
		$(MAKE) --no-print-directory .build/kafka/ready check \
		&& LD_LIBRARY_PATH="$(CURDIR)/.build/kafka/newest$${LD_LIBRARY_PATH:+:$$LD_LIBRARY_PATH}" \
		LIBRDKAFKA="$$($(CLIENT) -c 'import confluent_kafka; print(confluent_kafka.libversion()[0])')" \
		$(SWIFT) test --skip-build --filter 'EventLogTests|LeastPrivilegeTests'; \
	fi

chaos: build ## engines and brokers killed and frozen under load; KAFKA_HOME has Kafka's jars
	Tests/Chaos/run --program $(PROGRAM)

backup-test: build ## backups under 500 events a second: how long events wait, and whether each is exact
	Tests/Backup/run --program $(PROGRAM)

# It reads no clock, and the address sanitizer wants nothing loaded before it.
fuzz: test-packages ## made-up bytes into what reads foreign files, SECONDS each, the registry's a quarter
	$(HEADING)
	env -u LD_PRELOAD Tests/Fuzzing/run $(SECONDS)
	env -u LD_PRELOAD registry/Tests/Fuzzing/run $$(( ($(SECONDS) + 3) / 4 ))

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
.build/browser/ready: Tests/Browser/requirements.txt | test-packages
	python3 -m venv .build/browser
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

.build/openapi/ready: registry/Tests/OpenAPI/requirements.txt | test-packages
	python3 -m venv .build/openapi
	.build/openapi/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

# Its librdkafka is made to look like Debian's.
.build/kafka/ready: Tests/Producers/requirements.txt | test-packages
	python3 -m venv .build/kafka
	$(CLIENT) -m pip install --quiet --disable-pip-version-check -r $<
	mkdir -p .build/kafka/newest
	ln -sf "$(CURDIR)"/.build/kafka/lib/python3*/site-packages/confluent_kafka.libs/librdkafka-*.so.1 \
		.build/kafka/newest/librdkafka.so.1
	touch $@
