#!/bin/sh
# Where the state of an output is: nothing but the site lands in a web root.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

make_reader r
printf '%s\n' '---' 'title: A draft' 'draft: true' '---' '' 'Not yet to be read.' >r/content/essays/later.md

# the_state NAME: the folder in the cache.
the_state() {
    set -- "$work"/.cache/colophon/"$1"-*
    echo "$1"
}

run 0 "$COLOPHON" build -s r
expect "in the reader it is beside the output" test -f r/.colophon/site/ledger
run 0 "$COLOPHON" build -s r -o r/public
expect "also under another name" test -f r/.colophon/public/ledger
expect_not "and the cache is not needed" test -e .cache

mkdir www
run 0 "$COLOPHON" build -s r -o www/reader
expect "a web root gets the site alone" test "$(ls -A www)" = reader
state=$(the_state reader)
expect "the ledger is in the cache" test -f "$state/ledger"
expect "with what is remembered" test -d "$state/remembered"
expect "and only its owner may read it" test "$(stat -c %a "$state")" = 700
same_tree "the site is the same" r/site www/reader
rm r/content/essays/second.md
run 0 "$COLOPHON" build -s r -o www/reader/
expect_not "a page that is gone leaves" test -e www/reader/essays/second
expect "with another build, too, there is the site alone" test "$(ls -A www)" = reader
run 0 "$COLOPHON" build -s r -o www/reader
said '\(0 changed\)'
run 0 "$COLOPHON" check -s r -o www/reader
ln -s ../www/reader r/linked
run 0 "$COLOPHON" build -s r -o r/linked
said '\(0 changed\)'
expect_not "where a link leads is what counts" test -e r/.colophon/linked

# A state beside the output owns its files, and is used.
mkdir -p kept && cp -rp r/site kept/site && cp -rp r/.colophon kept/
run 0 "$COLOPHON" build -s r -o kept/site
expect_not "it removes what is gone" test -e kept/site/essays/second
expect_not "and there is no other" test -e "$(the_state site)"

# Two states of one output keep out of each other's way.
run 0 env XDG_CACHE_HOME="$work/cache" "$COLOPHON" build -s r -o www/reader
expect "XDG_CACHE_HOME is the cache" test -d cache/colophon
expect "and nothing is left beside the output" test "$(ls -A www)" = reader

# No cache, or none that can be used: one warning.
for cache in /dev/null "$work/own/site"; do
    rm -rf own && mkdir own
    run 0 env XDG_CACHE_HOME="$cache" "$COLOPHON" build -s r -o own/site
    told '^own/site: warning\[W233\]: .*/own/.colophon$'
    expect "with $cache the state is beside the output" test -f own/.colophon/site/ledger
    run 0 env XDG_CACHE_HOME="$cache" "$COLOPHON" build -s r -o own/site
    expect_not "which is told once" grep -q W233 "$err"
done
run 0 env -u HOME "$COLOPHON" build -s r -o homeless/site
told 'warning\[W233\]'
run 0 env XDG_CACHE_HOME=relative "$COLOPHON" build -s r -o other/site
expect_not "a relative cache folder is ignored" test -e relative

run 0 "$COLOPHON" build -s r -o www/new --dry-run
expect_not "a dry run makes nothing" test -e "$(the_state new)" -o -e www/new
finish
