#!/bin/sh
# The manual knows every command and flag that --help knows, and is good mdoc.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

manual=$root/generator/colophon.1
commands=$("$COLOPHON" --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p')
expect "--help lists commands" test -n "$commands"
for command in $commands; do
    expect "the manual has the command $command" grep -q "^\.It Cm $command\$" "$manual"
    "$COLOPHON" "$command" --help >"$out"
    flags=$(sed -n 's/^  \(-[a-zA-Z],\)\{0,1\} *--\([a-z-]*\).*/\2/p' "$out")
    expect "colophon $command has flags" test -n "$flags"
    for flag in $flags; do
        letter=$(sed -n "s/^  -\([a-zA-Z]\), --$flag\( .*\)\{0,1\}\$/\1/p" "$out")
        item="^\.It ${letter:+Fl $letter , }Fl Fl $flag\( Ar [A-Z]*\)\{0,1\}\$"
        expect "the manual has --$flag of $command" grep -q "$item" "$manual"
    done
done
for command in $(sed -n 's/^\.It Cm //p' "$manual"); do
    expect "--help has the command $command of the manual" sh -c "'$COLOPHON' --help | grep -q '^  $command '"
done
for name in SOURCE_DATE_EPOCH NO_COLOR CLICOLOR_FORCE COLOPHON_DATA; do
    expect "the manual has $name" grep -q "^\.It Ev $name\$" "$manual"
done
for status in 0 1 2 3 130; do
    expect "the manual has status $status" grep -q "^\.It $status\$" "$manual"
done


# `help` has every word of the manual about a command and its flags, and so has the command's own page.
for command in $commands; do
    "$COLOPHON" help "$command" >"$out"
    expect "colophon help $command has words of the manual" test "$(sed -n '3,/^Flags:/p' "$out" | wc -w)" -gt 5
    for flag in $("$COLOPHON" "$command" --help | sed -n 's/^  \(-[a-zA-Z],\)\{0,1\} *--\([a-z-]*\).*/\2/p'); do
        expect "and tells of --$flag" grep -q "^  \(-[a-zA-Z], \)\{0,1\}--$flag\( [A-Z]*\)\{0,1\}\$" "$out"
    done
    "$COLOPHON" "$command" --help | awk -v command="$command" -f "$root/generator/command_page.awk" - "$manual" >"colophon-$command.1"
    expect "there is colophon-$command(1)" test $? -eq 0
done
awk -f "$root/generator/pages/contract.awk" "$root/generator/pages/contract.md" >colophon-layouts.7
awk -f "$root/generator/manual.awk" "$manual" >manual.txt
"$COLOPHON" help syntax | sed 1,2d | head -n 20 >"$out"
sed -n '/^=== section Syntax/,$p' manual.txt | sed 1d | head -n 20 >syntax
same "what is compiled in is the manual of now" syntax "$out"
printf '%s\n' '.Ss Commands' '.Bl -tag' '.It Cm build' '.Sy lost' >unknown.1
expect_not "a macro that is not understood is no loss in silence" awk -f "$root/generator/manual.awk" unknown.1

for page in "$manual" colophon-*.[17]; do
    if command -v mandoc >/dev/null; then
        expect "mandoc finds nothing in ${page##*/}" mandoc -Tlint -Wwarning "$page"
    else
        skip "there is no mandoc for ${page##*/}"
    fi
    if command -v groff >/dev/null; then
        groff -ww -mdoc -Tutf8 "$page" >"$out" 2>"$err"
        expect "groff finds nothing in ${page##*/}" test ! -s "$err"
    else
        skip "there is no groff for ${page##*/}"
    fi
done
# The words for kinds of sources stand in one table, which the manual repeats.
sed -n 's/^ *X([A-Z_]*, "\([^"]*\)").*/\1/p' "$root/generator/kinds/source_types.c" >kinds
tr '\n' ' ' <"$root/generator/colophon.1" | sed "s/\\\\(aq/'/g" >words
while read -r kind; do
    grep -qF " $kind, " words || grep -qF " $kind ." words || echo "$kind"
done <kinds >missing
expect "the manual has each of $(grep -c . kinds) words for kinds of sources" test "$(grep -c . kinds)" -gt 100 -a ! -s missing

finish
