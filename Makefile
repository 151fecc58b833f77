# Colophon.
#
#   make            the generator, build/colophon, and this repository's reader, site/
#   make DISK=1     the same, with links for reading site/ from the disk
#   make test       every test; what they need is installed first
#   make check      the unit tests, the layers and the names, in seconds
#   make soak       ROUNDS (1000) random edits, and a fault at every call to the system: half an hour
#   make judge      a browser and a link checker go to every page and place, old ones, too, where the tests open a few; and
#                   other programs read the works that we write to be cited, and Ace every book
#   make asan       the tests with AddressSanitizer and UndefinedBehaviorSanitizer
#   make fuzz       each target of tests/fuzz with libFuzzer for SECONDS (60); FUZZ names some of them
#   make bench     Colophon against Hugo and against the floor, on COUNTS essays (1000 10000)
#   make install    the program, layouts, assets, manuals and completions below PREFIX (and DESTDIR)
#   make dist       build/colophon-VERSION.tar.gz, the files of the commit; the same bytes from any clone of it
#   make deb        build/colophon_VERSION_ARCH.deb, a package for Debian
#
# V=1 shows the commands. Missing Debian packages are installed first, with sudo where needed; DEPS=skip turns that off.

VERSION = 0.1.0
PREFIX = /usr/local
ZSH_FUNCTIONS = $(PREFIX)/share/zsh/site-functions
FISH_COMPLETIONS = $(PREFIX)/share/fish/vendor_completions.d
BUILD = build
# In build/ itself, since the program looks for layouts/ and assets/ in the folder above its own.
COLOPHON = build/colophon

ifeq ($(origin CC),default)
CC = $(if $(shell command -v gcc),gcc,clang)
endif
OPTIMIZE = -O2 -g
SANITIZE =

LIBRARIES = libcmark-gfm yaml-0.1 libgit2 zlib jansson libxxhash libutf8proc libmicrohttpd nettle gumbo uchardet
PACKAGES = 'gcc|clang' make pkg-config git libcmark-gfm-dev libcmark-gfm-extensions-dev libyaml-dev libgit2-dev zlib1g-dev nettle-dev \
           libjansson-dev libxxhash-dev libutf8proc-dev libmicrohttpd-dev libgumbo-dev libuchardet-dev libstemmer-dev
TEST_PACKAGES = libcmocka-dev cmark-gfm libxml2-utils jing default-jre-headless lynx python3 chromium linkchecker apache2-bin curl mandoc groff-base zsh fish dpkg-dev lintian poppler-utils 'fonts-droid-fallback|fonts-noto-cjk' \
	$(if $(wildcard tests/package.json),npm)

# Asked for once, when the first recipe needs it: before that, the packages may not be there.
library_cflags = $(eval library_cflags := $(shell pkg-config --cflags $(LIBRARIES)))$(library_cflags)
# libstemmer has no file of pkg-config's.
library_libs = $(eval library_libs := $(shell pkg-config --libs $(LIBRARIES)) -lstemmer)$(library_libs)

say = $(if $(V),,@echo '$(1)';)

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror
LANGUAGE = -std=c17 -D_GNU_SOURCE -DCOLOPHON_VERSION='"$(VERSION)"' -Igenerator -I$(BUILD)/embedded
COMPILE = $(CC) $(LANGUAGE) $(library_cflags) $(WARNINGS) $(OPTIMIZE) $(SANITIZE) $(CPPFLAGS) $(CFLAGS) -MMD -MP
LINK = $(CC) $(SANITIZE) $(CFLAGS) $(LDFLAGS)

sources := $(sort $(shell find generator -name '*.c'))
objects := $(sources:%.c=$(BUILD)/%.o)
library_objects := $(filter-out $(BUILD)/generator/main.o,$(objects))
embedded := $(patsubst generator/%,$(BUILD)/embedded/%.inc,$(sort $(wildcard generator/*/*.md generator/*/*.js))) \
            $(patsubst generator/%,$(BUILD)/embedded/%.inc,$(sort $(wildcard generator/cite/styles/*.csl))) \
            $(BUILD)/embedded/compose/en.yaml.inc $(BUILD)/embedded/commands/manual.txt.inc

# A file's bytes as constants of char with commas between, to be included inside an initializer.
embed = od -A n -v -t x1 $< | sed "s/ \([0-9a-f][0-9a-f]\)/'\\\\x\1',/g" >$@

# The manual of layouts, and one of each command, as the list of commands has them.
command_names := $(shell grep -o 'X([a-z]*)' generator/commands/command.c | tr -d 'X()')
command_manuals := $(command_names:%=$(BUILD)/colophon-%.1)

test_sources := $(sort $(wildcard tests/*/test_*.c))
test_programs := $(test_sources:%.c=$(BUILD)/%)
# What a script of the tests runs besides the program itself.
test_helpers := $(addprefix $(BUILD)/tests/,cite/convert compose/to_xhtml epub/make_books)
test_scripts := $(filter-out tests/bench/%,$(sort $(wildcard tests/*/*.sh)))

fuzz_names := $(patsubst tests/fuzz/target_%.c,%,$(sort $(wildcard tests/fuzz/target_*.c)))
fuzz_objects := $(patsubst %.c,$(BUILD)/%.o,$(filter-out tests/fuzz/entry.c tests/fuzz/test_%,$(wildcard tests/fuzz/*.c)))

.PHONY: site program deps test-deps tests test check soak judge asan fuzz fuzz-programs bench install dist deb clean format
.DELETE_ON_ERROR:
.SECONDARY:

site: program
	$(COLOPHON) build $(if $(DISK),--disk)

program: $(COLOPHON) $(command_manuals) $(BUILD)/colophon-layouts.7

deps:
	@CC='$(CC)' .ci/deps $(PACKAGES)

test-deps: deps
	@CC='$(CC)' .ci/deps $(TEST_PACKAGES)

$(COLOPHON): $(BUILD)/generator/main.o $(BUILD)/libcolophon.a
	$(call say,link $@) $(LINK) -o $@ $^ $(library_libs)

$(BUILD)/libcolophon.a: $(library_objects)
	@rm -f $@
	$(call say,archive $@) $(AR) rcs $@ $^

$(BUILD)/generator/%.o: generator/%.c Makefile | deps $(embedded)
	@mkdir -p $(@D)
	$(call say,compile $<) $(COMPILE) -include base/banned.h -c -o $@ $<

# The digest of all sources, for base/build.c: only that file is compiled again when it changes.
$(BUILD)/embedded/base/build_name.inc: $(sources) $(sort $(shell find generator -name '*.h')) Makefile
	@mkdir -p $(@D)
	$(call say,digest the sources) cat $(sort $^) | sha256sum | cut -c1-32 | sed "s/./'&',/g" >$@

$(BUILD)/generator/base/build.o: $(BUILD)/embedded/base/build_name.inc

# Citation styles, as tables.
$(BUILD)/embedded/cite/styles/%.csl.inc: generator/cite/styles/%.csl generator/cite/styles/compile.awk generator/cite/citation_terms.h Makefile
	@mkdir -p $(@D)
	$(call say,compile $<) LC_ALL=C awk -f generator/cite/styles/compile.awk generator/cite/citation_terms.h $< >$@

$(BUILD)/embedded/%.inc: generator/% Makefile
	@mkdir -p $(@D)
	$(call say,embed $<) $(embed)

# The manual of layouts, from the contract that the program checks them by.
$(BUILD)/colophon-layouts.7: generator/pages/contract.awk generator/pages/contract.md
	@mkdir -p $(@D)
	$(call say,write $@) awk -f $^ >$@

# The manual of one command: its words in colophon.1, with its usage and its flags as the command line has them.
$(BUILD)/colophon-%.1: generator/command_page.awk generator/colophon.1 $(COLOPHON)
	@mkdir -p $(@D)
	$(call say,write $@) $(COLOPHON) $* --help | awk -v command=$* -f $< - generator/colophon.1 >$@

# And all of it as plain text, for `colophon help`.
$(BUILD)/commands/manual.txt: generator/manual.awk generator/colophon.1
	@mkdir -p $(@D)
	$(call say,write $@) awk -f $^ >$@

$(BUILD)/embedded/compose/%.inc: layouts/words/% Makefile
	@mkdir -p $(@D)
	$(call say,embed $<) $(embed)

$(BUILD)/embedded/%.inc: $(BUILD)/% Makefile
	@mkdir -p $(@D)
	$(call say,embed $<) $(embed)

$(BUILD)/tests/%.o: tests/%.c Makefile | test-deps
	@mkdir -p $(@D)
	$(call say,compile $<) $(COMPILE) -Itests -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/libcolophon.a
	$(call say,link $@) $(LINK) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(library_libs) -lcmocka

# Each target of the fuzzers over its corpus; and, with libFuzzer, each as a program of its own.
$(BUILD)/tests/fuzz/test_corpus: $(fuzz_objects)

$(BUILD)/tests/fuzz/entry_%.o: tests/fuzz/entry.c Makefile
	@mkdir -p $(@D)
	$(call say,compile $< for $*) $(COMPILE) -DFUZZ_TARGET=$* -Itests -c -o $@ $<

$(BUILD)/run_%: $(BUILD)/tests/fuzz/entry_%.o $(fuzz_objects) $(BUILD)/libcolophon.a
	$(call say,link $@) $(LINK) -fsanitize=fuzzer -o $@ $(filter %.o,$^) $(filter %.a,$^) $(library_libs)

fuzz-programs: $(fuzz_names:%=$(BUILD)/run_%)

tests: test-deps program $(test_programs) $(test_helpers)

# Once for each tests/package.json. Without a network the tests that need it are skipped, and say so.
tests/node_modules/.installed: tests/package.json | test-deps
	cd tests && npm install --no-audit --no-fund --loglevel=error && touch node_modules/.installed || \
	    echo 'npm could not install what tests/package.json names: the tests that need it say that they are skipped'

test: tests $(if $(wildcard tests/package.json),tests/node_modules/.installed)
	@COLOPHON='$(abspath $(COLOPHON))' CONVERT='$(abspath $(BUILD)/tests/cite/convert)' CC='$(CC)' \
	    tests/run $(BUILD)/tests $(test_programs) $(test_scripts) tests/check-layers tests/check-names

check: test-deps $(test_programs)
	@COLOPHON='$(abspath $(COLOPHON))' CC='$(CC)' tests/run $(BUILD)/tests $(test_programs) tests/check-layers tests/check-names

soak: test-deps program
	@COLOPHON='$(abspath $(COLOPHON))' ROUNDS=$${ROUNDS:-1000} tests/soak/soak.sh
	@COLOPHON='$(abspath $(COLOPHON))' ROUNDS=$${ROUNDS:-1000} tests/soak/addresses.sh
	@COLOPHON='$(abspath $(COLOPHON))' CC='$(CC)' EVERY=1 tests/faults/faults.sh
	@COLOPHON='$(abspath $(COLOPHON))' CC='$(CC)' EVERY=5 tests/faults/deploy.sh
	@COLOPHON='$(abspath $(COLOPHON))' EVERY=1 tests/hostile/git.sh
	@COLOPHON='$(abspath $(COLOPHON))' SEQUENCES=200 tests/hostile/canaries.sh

judge: test-deps program $(test_helpers) tests/node_modules/.installed $(BUILD)/tests/cite/test_styles $(BUILD)/tests/compare/test_quotation $(BUILD)/tests/read/test_citations
	@COLOPHON='$(abspath $(COLOPHON))' TEST_PROGRAMS='$(abspath $(BUILD))/tests' COUNT=10000 tests/compare/quotations.sh
	@CC='$(CC)' .ci/deps bibutils biber pandoc
	@CONVERT='$(abspath $(BUILD)/tests/cite/convert)' tests/cite/works_judges.sh
	@tests/cite/judge.py $(BUILD)/tests/cite/test_styles generator/cite/styles tests/cite/locales-en-US.xml 780
	@COLOPHON='$(abspath $(COLOPHON))' TEST_PROGRAMS='$(abspath $(BUILD))/tests' COUNT=2000 tests/read/citations.sh
	@COLOPHON='$(abspath $(COLOPHON))' TEST_PROGRAMS='$(abspath $(BUILD))/tests' ACE=all tests/epub/judges.sh
	@COLOPHON='$(abspath $(COLOPHON))' PAGES=100000 tests/site/browser.sh
	@COLOPHON='$(abspath $(COLOPHON))' ALL=1 tests/site/judged.sh
	@COLOPHON='$(abspath $(COLOPHON))' ROUNDS=$${ROUNDS:-20} PLACES=100000 tests/soak/old_places.sh

asan:
	$(MAKE) BUILD=build/asan COLOPHON=build/colophon-asan OPTIMIZE='-O1 -g -fno-omit-frame-pointer' \
	    SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all -DARENA_MALLOC' test

fuzz: deps
	@.ci/deps clang libclang-rt-14-dev
	$(MAKE) BUILD=build/fuzz CC=clang OPTIMIZE='-O1 -g -fno-omit-frame-pointer' \
	    SANITIZE='-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all -DARENA_MALLOC' fuzz-programs
	@tests/fuzz/run build/fuzz $(or $(SECONDS),60) $(or $(FUZZ),$(fuzz_names))

bench: program
	@CC='$(CC)' .ci/deps hugo cmark-gfm python3
	COLOPHON='$(abspath $(COLOPHON))' tests/bench/bench.py $(COUNTS)

install: program
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/colophon
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man7
	install -m 755 $(COLOPHON) $(DESTDIR)$(PREFIX)/bin/colophon
	install -m 644 generator/colophon.1 $(DESTDIR)$(PREFIX)/share/man/man1/colophon.1
	install -m 644 $(command_manuals) $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 $(BUILD)/colophon-layouts.7 $(DESTDIR)$(PREFIX)/share/man/man7/colophon-layouts.7
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(ZSH_FUNCTIONS) $(DESTDIR)$(FISH_COMPLETIONS)
	$(COLOPHON) completions bash >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/colophon
	$(COLOPHON) completions zsh >$(DESTDIR)$(ZSH_FUNCTIONS)/_colophon
	$(COLOPHON) completions fish >$(DESTDIR)$(FISH_COMPLETIONS)/colophon.fish
	for file in $$(find layouts assets -type f); do \
	    install -D -m 644 "$$file" "$(DESTDIR)$(PREFIX)/share/colophon/$$file" || exit 1; \
	done

dist:
	@.packaging/dist $(VERSION) build

# A build of its own, as Debian wants programs hardened.
deb: deps
	@CC='$(CC)' .ci/deps dpkg-dev
	rm -rf build/package/root
	$(MAKE) install BUILD=build/package COLOPHON=build/colophon-package DESTDIR=build/package/root PREFIX=/usr \
	    ZSH_FUNCTIONS=/usr/share/zsh/vendor-completions \
	    CPPFLAGS="$$(dpkg-buildflags --get CPPFLAGS)" CFLAGS="$$(dpkg-buildflags --get CFLAGS)" \
	    LDFLAGS="$$(dpkg-buildflags --get LDFLAGS) -Wl,-z,now -Wl,--as-needed"
	@.packaging/deb build/package/root $(VERSION) build

clean:
	rm -rf build

format:
	clang-format -i $$(find generator tests -name node_modules -prune -o -name '*.[ch]' -print)

-include $(objects:.o=.d) $(test_programs:=.d) $(fuzz_objects:.o=.d)
