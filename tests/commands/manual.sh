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

if command -v mandoc >/dev/null; then
    expect "mandoc finds nothing" mandoc -Tlint -Wwarning "$manual"
fi
if command -v groff >/dev/null; then
    groff -ww -mdoc -Tutf8 "$manual" >"$out" 2>"$err"
    expect "groff finds nothing" test ! -s "$err"
else
    skip "there is no groff"
fi
finish
