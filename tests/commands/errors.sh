#!/bin/sh
# Broken input of every kind, in one run: each its own diagnostic at its place, and the old site stands.
# UPDATE=1 writes the expected diagnostics anew.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# headlines FILE: the first lines of all diagnostics.
headlines() {
    grep -E '^[^ ]*(: )?(error|warning)\[[EW][0-9]+\]: ' "$1"
}

# An old site, then the broken reader in its place.
make_reader r
run 0 "$COLOPHON" build -s r
rm -r r/content && cp -r "$here/errors/reader/." r
mkdir -p r/content/media
ln -s /etc/hostname r/content/media/outside && ln -s ../media r/content/media/loop && mkfifo r/content/media/pipe
stamp r/site >before

run 1 "$COLOPHON" build -s r
headlines "$err" >reported
same "each mistake at its place" "$here/errors/expected.txt" reported
stamp r/site >after
same "the old site stands, byte for byte" before after
kinds=$(sed 's/.*\(error\|warning\)\[\([EW0-9]*\)\].*/\2/' reported | sort -u | wc -l)
expect "$kinds kinds, at least twenty" test "$kinds" -ge 20

# Every other way to look at it finds the same.
run 1 "$COLOPHON" check -s r
headlines "$err" >checked
same "check finds what build finds" reported checked
run 1 "$COLOPHON" build -s r -j 5
headlines "$err" >again
same "as do five workers, with all remembered" reported again
run 1 "$COLOPHON" build -s r --strict
expect "with --strict no warning is left" test "$(headlines "$err" | grep -c ' warning\[')" -eq 0
expect "and each is an error" test "$(headlines "$err" | wc -l)" -eq "$(wc -l <reported)"

# From a commit, too: what git cannot hold aside.
rm r/content/media/outside r/content/media/loop r/content/media/pipe
commit_all r 'Break everything'
run 1 "$COLOPHON" build -s r --rev HEAD
headlines "$err" >committed
grep -v '\[W302\]' reported >wanted
same "a commit has the same mistakes" wanted committed

# Carets count columns: a Han character is two wide.
run 1 "$COLOPHON" build -s r
grep -A 2 'j-references.md:10:45' "$err" | tail -n 1 | sed 's/\^.*//' >caret
grep -A 1 'j-references.md:10:45' "$err" | tail -n 1 | sed 's/\[\[\]\].*//; s/漢字漢字/aabbccdd/' >excerpt
expect "the caret stands under the reference" test "$(wc -c <caret)" -eq "$(wc -c <excerpt)"

# site.yaml: status 2
broken_settings() {
    expected=$1
    shift
    mkdir -p s/content && printf '%s\n' "$@" >s/content/site.yaml
    run 2 "$COLOPHON" check -s s
    headlines "$err" >settings
    printf '%s\n' "$expected" >wanted
    expect "site.yaml: $expected" grep -qF -- "$expected" settings
}
broken_settings 'content/site.yaml:2:1: error[E002]' 'title: A' 'title: B'
broken_settings 'content/site.yaml:1:8: error[E001]' 'title: [A'
broken_settings 'content/site.yaml:2:8: error[E004]' 'title: A' 'smart: perhaps'
broken_settings 'content/site.yaml:2:11: error[E260]' 'title: A' 'base_url: reader'
broken_settings 'content/site.yaml:2:11: error[E006]' 'title: A' 'raw_html: some'
broken_settings 'content/site.yaml:3:12: error[E261]' 'title: A' 'menu:' '  - About: /abuot/'

# The machine: status 3
if [ "$(id -u)" -ne 0 ]; then
    make_reader u && chmod a-r u/content/essays/first.md
    run 3 "$COLOPHON" check -s u
    told 'content/essays/first.md: error\[E300\]: '
else
    skip "root can read everything"
fi
make_reader d && commit_all d 'Begin'
object=$(git -C d rev-parse HEAD:content/essays/first.md)
rm -f "d/.git/objects/$(echo "$object" | cut -c 1-2)/$(echo "$object" | cut -c 3-)"
run 3 "$COLOPHON" build -s d --rev HEAD
told 'error\[E304\]: '
finish
