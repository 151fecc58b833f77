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

# What is remembered is one output's: no build of a neighbour takes any of it away.

# remembered FOLDER: how many results its segments hold, which is in the foot of each.
remembered() {
    all=0
    for segment in "$1"/*.results; do
        [ -f "$segment" ] && all=$((all + $(tail -c 24 "$segment" | od -An -t u8 -N 8)))
    done
    echo "$all"
}

# A large reader has more than the 8 MB under which nothing is dropped, a small one next to nothing.
mkdir srv && make_reader large && make_reader small
for number in 1 2 3 4 5 6 7 8 9 10; do
    seq -f 'One line of %.0f.' "$((number * 100000))" "$((number * 100000 + 24000))" >lines
    { printf '%s\n' '---' "title: Long $number" '---' ''; cat lines; } >"large/content/essays/long-$number.md"
done
run 0 "$COLOPHON" build -s large -o large/site
mkdir -p srv/.colophon/a srv/.colophon/b srv/.colophon/remembered && cp large/.colophon/site/remembered/* srv/.colophon/remembered/
shared=$(remembered srv/.colophon/remembered)
run 0 "$COLOPHON" build -s large -o srv/a
run 0 "$COLOPHON" build -s small -o srv/b
of_a=$(remembered srv/.colophon/a/remembered) of_b=$(remembered srv/.colophon/b/remembered)
expect "each of two outputs side by side remembers its own" test "$of_a" -gt "$of_b" -a "$of_b" -gt 0
for text in first second; do
    echo 'One more line.' >>"small/content/essays/$text.md"
    run 0 "$COLOPHON" build -s small -o srv/b
    echo 'One more line.' >>"large/content/essays/$text.md"
    run 0 "$COLOPHON" build -s large -o srv/a
done
expect "an edit in one keeps what the other has" test "$(remembered srv/.colophon/a/remembered)" -ge "$of_a"
expect "and the other way round" test "$(remembered srv/.colophon/b/remembered)" -ge "$of_b"
expect "a folder that they once shared is left alone" test "$(remembered srv/.colophon/remembered)" -eq "$shared"

# Two outputs of one reader, in two forms.
run 0 "$COLOPHON" build -s large --disk -o large/disk
of_disk=$(remembered large/.colophon/disk/remembered) of_site=$(remembered large/.colophon/site/remembered)
echo 'One more line.' >>large/content/essays/first.md
run 0 "$COLOPHON" build -s large
expect "so do two outputs of one reader" test "$(remembered large/.colophon/disk/remembered)" -eq "$of_disk" -a "$of_site" -gt 0

# A reader that moved finds what its output has.
mv large moved
run 0 "$COLOPHON" build -s moved
expect "a reader that moved has all it had" test "$(remembered moved/.colophon/site/remembered)" -ge "$of_site"

# In the cache, too.
for one in moved small; do
    run 0 "$COLOPHON" build -s $one -o www/$one
done
of_a=$(remembered "$(the_state moved)/remembered") of_b=$(remembered "$(the_state small)/remembered")
expect "each has its own in the cache" test "$of_a" -gt "$of_b" -a "$of_b" -gt 0
echo 'One more line.' >>small/content/essays/first.md
run 0 "$COLOPHON" build -s small -o www/small
expect "which a build of the other leaves alone" test "$(remembered "$(the_state moved)/remembered")" -eq "$of_a"
finish
