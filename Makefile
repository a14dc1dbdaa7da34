# campwatch: `make help` lists what there is to do.

PREFIX  ?= /usr/local
DESTDIR ?=

SWIFT   := swift
RELEASE := .build/release
VERSION := $(shell sed -nE 's/.*current = "([^"]+)".*/\1/p' Sources/Watch/Version.swift)
SECONDS ?= 60
ROUNDS  ?= 200
TARGET  ?= feed date charset html url page analysis
PACKAGES := libcurl4-openssl-dev libxml2-dev libsqlite3-dev pkg-config

BIN     = $(DESTDIR)$(PREFIX)/bin
LIB     = $(DESTDIR)$(PREFIX)/lib
SHARE   = $(DESTDIR)$(PREFIX)/share
DOC     = $(SHARE)/doc/campwatch
MAN     = $(SHARE)/man
BASH_COMPLETIONS = $(SHARE)/bash-completion/completions
ZSH_COMPLETIONS  = $(SHARE)/zsh/site-functions
FISH_COMPLETIONS = $(SHARE)/fish/vendor_completions.d
ETC     = $(DESTDIR)/etc
UNIT    = $(LIB)/systemd/system/campwatchd.service
GENERATOR = $(LIB)/systemd/system-generators/campwatch-name-servers

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
.PHONY: build picture test lint lint-swift lint-words lint-systemd lint-man format check demo bench fuzz crash-test disk-test release install uninstall deb system-test clean deps help

build: deps ## Build everything for development
	$(SWIFT) build

# One at a time: tests of hostile texts would starve those that watch a clock of their own.
test: deps ## Run all tests
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --no-parallel 2>&1 | awk '/^(✘|✔ Suite|✔ Test run|↳|error:|fatal)/ { print; fflush() }'

demo: deps ## Watch invented feeds for a few seconds and show what comes of it
	@Tests/demo.sh

picture: deps ## Draw docs/demo.svg from the demonstration
	@Tests/demo.sh | Tests/picture.sh > docs/demo.svg.new
	@mv docs/demo.svg.new docs/demo.svg

check: lint test demo ## Everything that CI checks

lint: deps lint-swift lint-words lint-man lint-systemd ## Check style, file sizes and the systemd unit

lint-swift:
	$(SWIFT) format lint --strict -r Sources Tests Package.swift Benchmarks

lint-words:
	@long=$$(find Sources Tests -name '*.swift' -exec awk 'END { if (NR > 500) print FILENAME ": " NR " lines, 500 at most" }' {} \;); \
	notes=$$(grep -rnEw --include='*.swift' --include='*.sh' 'TODO|FIXME' Sources Tests || true); \
	marks=$$(git grep -nE '^(<<<<<<<|>>>>>>>) ' || true); \
	if [ -n "$$long$$notes$$marks" ]; then printf '%s\n' "$$long" "$$notes" "$$marks" >&2; exit 1; fi
	@for script in .ci/run Tests/*.sh docs/man/*.sh systemd/campwatch-name-servers systemd/debian/{build,postinst,postrm,prerm}; do bash -n "$$script"; done

lint-man:
	@if ! command -v man >/dev/null; then echo "man is not here: the manual pages stay unchecked"; exit 0; fi; \
	for page in docs/man/*.[58]; do \
		warnings=$$(LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$$page" 2>&1 >/dev/null); \
		if [ -n "$$warnings" ]; then echo "$$page: $$warnings" >&2; exit 1; fi; \
	done

# A staged copy, because `verify` wants the program to be there.
lint-systemd:
	@if ! command -v systemd-analyze >/dev/null; then echo "systemd-analyze is not here: the unit stays unchecked"; exit 0; fi; \
	stage=$$(mktemp -d); trap 'rm -rf "$$stage"' EXIT; \
	sed -E 's,^(ExecStart|ExecReload)=.*,\1=/bin/true,' systemd/campwatchd.service > "$$stage/campwatchd.service"; \
	systemd-analyze verify --man=no "$$stage/campwatchd.service"; \
	systemd-analyze security --offline=true --no-pager --threshold=12 "$$stage/campwatchd.service" | tail -n 1

format: ## Bring the code into shape
	$(SWIFT) format -i -r Sources Tests Package.swift Benchmarks

bench: deps ## Measure speed and memory of what is shipped
	@Benchmarks/run

# What breaks a promise is kept in .build-fuzz/finds.
fuzz: deps ## Look for inputs that break a promise: make fuzz TARGET=feed SECONDS=60 (for each target)
	CAMPWATCH_FUZZ=1 $(SWIFT) build -c release --scratch-path .build-fuzz --sanitize fuzzer \
		--product campwatch-fuzz
	@mkdir -p .build-fuzz/finds; \
	for target in $(TARGET); do \
		mkdir -p .build-fuzz/corpus/$$target; \
		echo "fuzz: $$target, $(SECONDS) s"; \
		CAMPWATCH_FUZZ_TARGET=$$target SWIFT_BACKTRACE=enable=no .build-fuzz/release/campwatch-fuzz -max_total_time=$(SECONDS) \
			-timeout=5 -rss_limit_mb=512 -max_len=8192 -artifact_prefix=.build-fuzz/finds/$$target- -print_final_stats=1 \
			.build-fuzz/corpus/$$target Tests/FuzzCorpus/$$target 2>&1 | grep -vE '^(INFO|#[0-9]+.(NEW|REDUCE|pulse))'; \
	done

# The programs for FAULTS=1 have a build of their own, for no other may know planted faults.
crash-test: deps ## Kill the daemon at random moments: make crash-test ROUNDS=200 SEED=1; FAULTS=1 looks for planted faults
	$(SWIFT) build
ifdef FAULTS
	$(SWIFT) build --scratch-path .build-faults -Xswiftc -DPLANTED_FAULTS --product campwatchd
endif
	.build/debug/campwatch-crash --rounds $(ROUNDS) $(if $(SEED),--seed $(SEED)) --keep .build/crash-test \
		$(if $(FAULTS),--planted .build-faults/debug)

# In a namespace of its own, where also others than root may mount, and where what is mounted goes with the program.
disk-test: deps ## Let the disk fill up and break under the daemon: make disk-test ONLY="a disk of"
	$(SWIFT) build
	@if unshare -rm true 2>/dev/null; then own="unshare -rm"; fi; \
	$${own:-} .build/debug/campwatch-crash --disk --only "$(ONLY)" --keep .build/disk-test $(if $(SEED),--seed $(SEED))

release: deps ## Build the two programs to install; they need no Swift where they run
	$(SWIFT) build -c release --static-swift-stdlib --product campwatchd
	$(SWIFT) build -c release --static-swift-stdlib --product campwatch

install: ## Install programs, configuration and service: make install DESTDIR= PREFIX=/usr/local
	@test -x $(RELEASE)/campwatchd -a -x $(RELEASE)/campwatch || $(MAKE) release
	install -d $(BIN) $(DOC)/docs/metrics $(DOC)/Tests $(MAN)/man{1,5,8} $(BASH_COMPLETIONS) $(ZSH_COMPLETIONS) $(FISH_COMPLETIONS)
	install -d $(LIB)/systemd/system{,-generators} $(LIB)/sysusers.d $(LIB)/tmpfiles.d $(ETC)/logrotate.d $(ETC)/campwatch/lexicon
	install -s -m 755 $(RELEASE)/campwatchd $(RELEASE)/campwatch $(BIN)
	install -m 644 README.md CHANGELOG.md CONTRIBUTING.md LICENSE $(DOC)
	install -m 644 docs/*.md $(DOC)/docs
	install -m 644 docs/metrics/* $(DOC)/docs/metrics
	install -m 644 Tests/HOSTILE.md $(DOC)/Tests
	install -m 644 docs/man/*.5 $(MAN)/man5
	install -m 644 docs/man/*.8 $(MAN)/man8
	docs/man/campwatch.1.sh $(RELEASE)/campwatch $(VERSION) > $(MAN)/man1/campwatch.1
	for program in campwatch campwatchd; do \
		$(RELEASE)/$$program --generate-completion-script bash | sed '1{/^#!/d}' > $(BASH_COMPLETIONS)/$$program; \
		$(RELEASE)/$$program --generate-completion-script zsh > $(ZSH_COMPLETIONS)/_$$program; \
		$(RELEASE)/$$program --generate-completion-script fish > $(FISH_COMPLETIONS)/$$program.fish; \
	done
	sed 's|/usr/bin/|$(PREFIX)/bin/|; s|/usr/share/|$(PREFIX)/share/|' systemd/campwatchd.service > $(UNIT)
	chmod 644 $(UNIT)
	install -m 755 systemd/campwatch-name-servers $(GENERATOR)
	install -m 644 systemd/campwatchd.sysusers $(LIB)/sysusers.d/campwatch.conf
	install -m 644 systemd/campwatchd.tmpfiles $(LIB)/tmpfiles.d/campwatch.conf
	install -m 644 systemd/campwatchd.logrotate $(ETC)/logrotate.d/campwatchd
	@cd config && for file in *.toml *.opml lexicon/*.toml; do \
		target=$(ETC)/campwatch/$$file; \
		if [ ! -e "$$target" ] || cmp -s "$$file" "$$target"; then install -m 644 "$$file" "$$target"; \
		else install -m 644 "$$file" "$$target.new"; echo "yours is kept, the new one is $$target.new"; fi; \
	done
	@echo "Installed. To start it now and at every boot:"
	@echo "  systemd-sysusers && systemd-tmpfiles --create && systemctl daemon-reload && systemctl enable --now campwatchd"

uninstall: ## Remove what install brought; configuration, database and logs stay
	rm -f $(BIN)/campwatchd $(BIN)/campwatch $(UNIT) $(GENERATOR)
	rm -f $(LIB)/sysusers.d/campwatch.conf $(LIB)/tmpfiles.d/campwatch.conf $(ETC)/logrotate.d/campwatchd
	rm -f $(MAN)/man1/campwatch.1 $(MAN)/man5/{campwatch,rules}.toml.5 $(MAN)/man8/campwatchd.8
	rm -f $(BASH_COMPLETIONS)/campwatch{,d} $(ZSH_COMPLETIONS)/_campwatch{,d} $(FISH_COMPLETIONS)/campwatch{,d}.fish
	rm -rf $(DOC)

# Whoever has lintian gets its opinion; errors end the build.
deb: release ## Build a Debian package, .build/campwatch_VERSION_ARCHITECTURE.deb
	@package=$$(systemd/debian/build); \
	if command -v lintian >/dev/null; then lintian --allow-root --fail-on error "$$package"; \
	else echo "lintian is not here: the package stays unchecked"; fi; \
	echo "sudo apt install ./$$package"

system-test: ## Try the package under a real systemd in a Debian container (root; says why where it cannot)
	@Tests/system-test.sh

clean: ## Remove everything that was built
	$(SWIFT) package clean
	rm -rf .build .build-faults .build-fuzz

deps: ## Check for Swift and the C libraries, and install those where that is allowed
	@command -v $(SWIFT) >/dev/null \
		|| { echo "needed: Swift 6.2 or later, and no $(SWIFT) is in PATH; see https://www.swift.org/install/linux" >&2; exit 1; }
	@if pkg-config --exists libcurl libxml-2.0 sqlite3 2>/dev/null; then exit 0; fi; \
	command -v apt-get >/dev/null || { echo "needed: pkg-config and the development files of libcurl, libxml2 and SQLite" >&2; exit 1; }; \
	missing=$$(for name in $(PACKAGES); do dpkg -s $$name >/dev/null 2>&1 || echo $$name; done | xargs); \
	if [ "$$(id -u)" = 0 ]; then as_root=; elif sudo -n true 2>/dev/null; then as_root=sudo; \
	else echo "missing: $$missing; install with: sudo apt-get install $$missing" >&2; exit 1; fi; \
	echo "installing $$missing"; \
	$$as_root apt-get update -q; \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $$missing

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
