#!/bin/sh
# No class without a rule in the theme, and no rule whose class nobody writes: neither a layout, nor the program, nor a script, nor any page
# of this repository's reader and of those of tests/cases that have charts, events, quotations and other tools' syntax.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

run 0 "$COLOPHON" build --published none -s "$root" -o sites/shipped
for case in charts-of-tables events our-words side-by-side; do
    cp -r "$root/tests/cases/$case" "$case"
    [ -d "$case/reader" ] && source=$case/reader || source=$case
    "$COLOPHON" build -q --published none -s "$source" -o "sites/$case" 2>/dev/null || true
done
expect "there are sites of $(find sites -name style.css | wc -l) readers" test "$(find sites -name style.css | wc -l)" -ge 3
run 0 python3 "$here/classes.py" "$root" sites/*
expect "each class has a rule, and each rule a class" test ! -s "$out"
cat "$out"

# It would see each.
cp -r "$root/layouts" "$root/generator" "$root/assets" .
printf '<p class="bare-of-rules">\n' >layouts/parts/bare.html
printf '.nobody-has-it { color: red }\n' >>assets/style.css
run 0 python3 "$here/classes.py" "$work" sites/shipped
said '^no rule has the class bare-of-rules$'
said '^style.css: nothing has the class nobody-has-it$'
finish
