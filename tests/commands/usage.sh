#!/bin/sh
# What the command line takes, and what it says of the rest.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

run 2 "$COLOPHON"
told 'error\[E250\]: there is no reader here or in any folder above'
told 'see colophon help$'
run 0 "$COLOPHON" help
said '^Usage: colophon \[COMMAND\] \[FLAGS\]$'
run 0 "$COLOPHON" help new
said '^Usage: colophon new '
said '^Makes a file from a template'
said '^  -s, --source DIR$'
said '^      The reader\. The default is'
expect_not "and no other command" grep -q 'Renders' "$out"
run 0 "$COLOPHON" help layouts
"$COLOPHON" explain layouts >layouts
same "what layouts can see" layouts "$out"
run 0 "$COLOPHON" help fields
said '^Usage: colophon fields '
said '^title, subtitle, short_title$'
said '^site.yaml$'
said '^reason$'
expect_not "nor syntax" grep -q '%%words%%' "$out"
run 0 "$COLOPHON" help syntax
said '^%%words%%$'
said '^\[\[slug#heading\]\]$'
run 0 "$COLOPHON" help hosts
said '^netlify, cloudflare$'
run 0 "$COLOPHON" help 'Exit status'
said '^EXIT STATUS$'
said '^130$'
run 0 "$COLOPHON" help help
run 2 "$COLOPHON" help nwe
told 'did you mean "new"\?$'
run 0 "$COLOPHON" -V
said '^Colophon [0-9]+\.[0-9]+\.[0-9]+$'
expect "and nothing else" test "$(wc -l <"$out")" = 1
run 0 "$COLOPHON" --help
said '^Usage: colophon \[COMMAND\] \[FLAGS\]$'
commands=$(sed -n 's/^const struct command command_\([a-z]*\) = {$/\1/p' "$root"/generator/commands/*.c)
expect "files define commands" test -n "$commands"
for command in $commands; do
    said "^  $command "
done
run 0 "$COLOPHON" -h
run 0 "$COLOPHON" --version
said '^Colophon [0-9]+\.[0-9]+\.[0-9]+$'
for library in cmark-gfm libyaml libgit2 zlib jansson xxHash utf8proc libmicrohttpd nettle; do
    said "^$library [0-9]+\.[0-9]+"
done
run 0 "$COLOPHON" build --help
said '^Usage: colophon build \[FLAGS\] \[DIR\]$'
said '^  -o, --output DIR '
run 0 "$COLOPHON" new --help
said '^Usage: colophon new \[FLAGS\] KIND \[NAME.md\] \[TITLE\.\.\.\]$'

wrong() {
    pattern=$1
    shift
    run 2 "$COLOPHON" "$@"
    told "$pattern"
}
wrong 'error\[E251\]: unknown command "biuld"' biuld
told '^  help: did you mean "build"\?$'
wrong 'error\[E251\]: unknown command "zzzzzz"' zzzzzz
told '^  help: see colophon --help$'
wrong 'unknown flag "--outptu"' build --outptu x
told 'did you mean --output\?'
wrong 'unknown flag "-Z"' build -Z
wrong '"colophon new" does not take --rev' new --rev main essay Title
wrong '"colophon build" does not take --plain' build --plain
wrong '"colophon check" does not take -n' check -n
wrong '--output needs a value' build --output
wrong '--output needs a value' build --output=
wrong '--source needs a value' build -s
wrong '--quiet takes no value' build --quiet=yes
wrong '--jobs needs a number from 1 to 999, not "0"' build -j 0
wrong '--jobs needs a number from 1 to 999, not "many"' build --jobs many
wrong '--jobs needs a number from 1 to 999, not "1000"' build --jobs=1000
wrong '--color is auto, always or never, not "red"' build --color red
wrong '--base-url needs an address, not "reader"' build -u reader
wrong 'error\[E250\]: "here" is not a reader: No such file' build here
wrong '"colophon build" does not take "there"' build here there
wrong 'the reader is named twice' build -s here here
wrong 'error\[E251\]: unknown command "./here"' ./here
told 'did you mean "colophon build ./here"\?$'
wrong '"colophon new" needs more words' new
wrong '"colophon render" needs more words' render
wrong '"colophon history" does not take "b"' history a b
wrong 'there is no template for "esay"' new esay Title
told 'did you mean "essay"\?'
wrong '--unsafe and --extensions need --plain' markdown --unsafe
wrong 'there is no extension "tables"' markdown --plain --extensions tables
wrong 'error\[E250\]: there is no reader here or in any folder above' build
wrong 'error\[E250\]: "nowhere" is not a reader: No such file' build -s nowhere
# Nobody reads the rest: no failure.
expect "head ends explain without an error" sh -c '{ "$1" explain; echo $? >code; } 2>told | head -n 1 >first; test "$(cat code)" = 0 && test ! -s told' sh "$COLOPHON"
expect "a full disk is one" sh -c '! "$1" explain >/dev/full 2>told && grep -q "cannot write standard output" told' sh "$COLOPHON"

mkdir -p named/content && printf -- '---\ntitle: Home\n---\n\nText.\n' >named/content/index.md
run 0 "$COLOPHON" build named
told 'there is no content/site.yaml: the reader has no title; and without base_url'
expect "DIR is the source" test -f named/site/index.html
(cd named && "$COLOPHON" build . && "$COLOPHON" check . && "$COLOPHON" verify .) >/dev/null 2>&1 || fail "build . check . verify ."
rm -rf named

mkdir empty
wrong 'error\[E250\]: "empty" is not a reader: it has no folder content/' build -s empty

# Flags may stand anywhere, and be written together.
make_reader r
run 0 "$COLOPHON" build -qs r -j2
expect "-q says nothing" test ! -s "$out" -a ! -s "$err"
run 0 "$COLOPHON" -s r -n
said '^Would build '
mkdir r/deep
cd r/deep || exit 1
run 0 "$COLOPHON"
said '^Built '
cd "$work" || exit 1

# Where the output may lie.
for output in content content/essays content/new layouts/x assets .git/x .colophon/x . .. / content/../layouts; do
    run 2 sh -c "cd r && mkdir -p layouts assets .git && '$COLOPHON' build --output '$output'"
    told 'error\[E332\]: '
done
mkdir -p elsewhere && ln -s ../elsewhere r/linked && ln -s content r/other
run 2 "$COLOPHON" build -s r -o r/other/site
told 'error\[E332\]: '
run 2 "$COLOPHON" build -s r -o nowhere/../site
told 'error\[E332\]: '
run 0 "$COLOPHON" build -s r -o r/linked/site
expect "an output behind a link" test -f elsewhere/site/index.html
run 0 "$COLOPHON" build -s r -o new/deep/site/
expect "an output in new folders" test -f new/deep/site/index.html

# A full disk where the output is listed is told.
if [ -w /dev/full ]; then
    sh -c "'$COLOPHON' explain >/dev/full" 2>"$err"
    expect "status 3 when standard output cannot be written" test $? -eq 3
    told 'cannot write standard output: No space left on device'
fi
"$COLOPHON" explain | head -n 1 >/dev/null
expect "a closed pipe is no failure" test $? -eq 0

# What was published is told also where the summary cannot be written; and nothing that is printed stands in a file instead.
make_reader full
printf -- '---\ntitle: Of\nauthor: [\n---\n\nText.\n' >bad.md
run 0 "$COLOPHON" build -s full -o full/expected
unwritten() {
    for flags in "" --json; do
        rm -rf full/site full/.colophon full/content/essays/bad.md
        # shellcheck disable=SC2086
        unwritable 3 "$COLOPHON" build -s full $flags
        told '^colophon: the site was published, but the summary could not be written to standard output: '"$1"
        same_tree "it is published whole" full/expected full/site
        # shellcheck disable=SC2086
        unwritable 3 "$COLOPHON" build -s full --dry-run $flags
        told '^colophon: nothing was published, and what would be could not be written to standard output: '"$1"
        cp bad.md full/content/essays
        find full -not -path "*/remembered*" | sort >before
        unwritable 3 "$COLOPHON" build -s full --json
        told '^colophon: nothing was published, and why could not be written to standard output: '"$1"
        find full -not -path "*/remembered*" | sort >after
        expect "no litter" cmp before after
        same_tree "the old site stands" full/expected full/site
    done
}
if [ -w /dev/full ]; then
    unwritable() { wanted=$1 && shift && run "$wanted" sh -c '"$@" >/dev/full' sh "$@"; }
    unwritten 'No space left on device$'
fi
unwritable() { wanted=$1 && shift && run "$wanted" sh -c '"$@" >&-' sh "$@"; }
unwritten 'it is closed$'
rm -rf full bad.md before after

# colophon new
run 0 "$COLOPHON" new -s r essay "The “Impedance” Reducer: a \"test\" \\ of quotes"
said '/r/content/essays/the-impedance-reducer-a-test-of-quotes\.md$'
new=r/content/essays/the-impedance-reducer-a-test-of-quotes.md
expect "the title is YAML" grep -qF 'title: "The “Impedance” Reducer: a \"test\" \\ of quotes"' "$new"
expect "the date is today, and says so" grep -q "^date: $(date -u +%Y-%m-%d) # today" "$new"
expect "standard output is the path and nothing else" test "$(wc -l <"$out")" = 1
expect "and standard error is silent" test ! -s "$err"
run 0 env SOURCE_DATE_EPOCH=951782400 "$COLOPHON" new -s r essay On leap days
expect "by the clock that builds go by" grep -q '^date: 2000-02-29 #' r/content/essays/on-leap-days.md
run 2 "$COLOPHON" new -s r essay
told '"colophon new essay" needs a title'
run 2 "$COLOPHON" new -s r essay "The Impedance Reducer a test of quotes"
told 'error\[E253\]: "content/essays/the-impedance-reducer-a-test-of-quotes.md" already exists'
run 2 "$COLOPHON" new -s r term 举国体制
told 'error\[E254\]: no file name can be derived from "举国体制"'
run 0 "$COLOPHON" new -s r term juguo-tizhi.md 举国体制
expect "named by hand" grep -q '^term: "举国体制"$' r/content/glossary/juguo-tizhi.md
run 2 "$COLOPHON" new -s r page ../../etc.md Title
told 'error\[E254\]'
run 0 "$COLOPHON" new -s r author Grace Hopper
run 0 "$COLOPHON" new -s r topic Compilers
run 0 "$COLOPHON" new -s r list Where to begin
run 0 "$COLOPHON" new -s r page Contact
run 0 "$COLOPHON" new -s r place Atlantis
run 2 "$COLOPHON" new -s r author
told '"colophon new author" needs a title'
told 'your own name is taken where git config user.name has it'
run 0 env GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=user.name GIT_CONFIG_VALUE_0='Ada "the" Editor' "$COLOPHON" new -s r author
said '/r/content/authors/ada-the-editor\.md$'
expect "the author is who git says" grep -qF 'name: "Ada \"the\" Editor"' r/content/authors/ada-the-editor.md
kinds=$("$COLOPHON" new --help | sed -n 's/^KIND is \(.*\)\. The.*/\1/p' | sed 's/,\| or//g')
for kind in $kinds; do
    run 0 "$COLOPHON" new -s r "$kind" One more
    sed -i '/^draft:/d' "$(cat "$out")"
    run 0 "$COLOPHON" build -s r --strict
done
expect "all kinds were tried" test "$(echo "$kinds" | wc -w)" -ge 7
run 0 "$COLOPHON" check -s r --strict --drafts
finish
