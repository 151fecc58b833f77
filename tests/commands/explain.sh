#!/bin/sh
# Every example of the diagnostics' explanations does what it says; and `colophon explain` finds them.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
unset COLOPHON_PUBLISHED

run 0 "$COLOPHON" explain
said '^E012  unknown author$'
expect "every code is listed" test "$(wc -l <"$out")" -eq "$(grep -c '^## [EW][0-9]' "$root/generator/commands/codes.md" | awk '{print $1 - 1}')"
run 0 "$COLOPHON" explain E012
said '^E012: unknown author$'
said '^Wrong:$'
said '^Right:$'
expect_not "no other section follows" grep -q '^## ' "$out"
run 0 "$COLOPHON" explain e012
said '^E012: '
run 0 "$COLOPHON" explain 012
said '^E012: '
run 2 "$COLOPHON" explain E911
told 'error\[E255\]: there is no code "E911"'

python3 "$here/examples.py" "$root/generator/commands/codes.md" "$root/generator/read/codes.h" "$COLOPHON" "$work/examples" \
    >"$work/.examples" 2>&1
tally=$(tail -n 1 "$work/.examples")
grep -E '^(ok|FAILED|skipped|    |Traceback|  File)' "$work/.examples"
case $tally in
*" passed, "*" failed, "*" skipped")
    # shellcheck disable=SC2086
    set -- $tally
    passes=$((passes + $1)) fails=$((fails + $3)) skips=$((skips + $5))
    ;;
*) fail "the examples did not run to their end: $tally" ;;
esac
finish
