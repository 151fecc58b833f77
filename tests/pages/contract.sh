#!/bin/sh
# The contract of layouts, generator/pages/contract.md, is what views are: contract.py compares them both ways. It is shown, its
# manual is good mdoc, and a name in a layout that is not in it is told.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

contract=$root/generator/pages/contract.md
run 0 python3 "$here/contract.py" "$contract" "$COLOPHON" "$work"
run 0 "$COLOPHON" explain layouts
same "colophon explain layouts shows it" "$contract" "$out"

awk -f "$root/generator/pages/contract.awk" "$contract" >layouts.7
for name in root author_line_html has_toc is_sitemap_index; do
    expect "the manual has $name" grep -q "^\.It Va \([a-z]* , \)\{0,1\}$name No :" layouts.7
done
expect "the manual has all shapes" test "$(grep -c '^\.Ss ' layouts.7)" -eq "$(grep -c '^## ' "$contract")"
if command -v mandoc >/dev/null; then
    expect "mandoc finds nothing" mandoc -Tlint -Wwarning layouts.7
fi
if command -v groff >/dev/null; then
    groff -ww -mdoc -Tutf8 layouts.7 >"$out" 2>"$err"
    expect "groff finds nothing" test ! -s "$err"
else
    skip "there is no groff"
fi

fields=$(grep -oE 'X\([A-Z_]+, [a-z_]+\)' "$root/generator/read/known_fields.h" | sed 's/.*, //; s/)//')
expect "there are texts of essays" test -n "$fields"
make_reader texts
for name in $fields; do echo "$name: The $name of 茶"; done | sed -e '1i ---\ntitle: T' -e '$a ---\nBody.' >texts/content/essays/t.md
run 0 "$COLOPHON" build -s texts
for name in $fields; do
    expect "an essay's page shows its $name" \
        grep -q ">The $name of <span lang=\"zh-Hans\">茶</span><" texts/site/essays/t/index.html
done

make_reader r
run 0 "$COLOPHON" check -s r
expect_not "the default layouts use no other name" grep -q W215 "$err"
mkdir -p r/layouts/parts
printf '%s\n' '<h1>{{page.titel}}</h1>' '{{#fields}}{{whatever}}{{/fields}}{{site.extra.motto}}{{>parts/own}}' >r/layouts/page.html
printf '%s\n' '{{#essay}}{{titles}}{{/essay}}' >r/layouts/parts/own.html
for time in first second; do
    run 0 "$COLOPHON" build -s r
    told '^layouts/page.html:1:12: warning\[W215\]: no view has the name "page.titel" here$'
    told 'did you mean "title"\?'
    told '^layouts/parts/own.html:1:4: warning\[W215\]: no view has the name "essay" here$'
    expect "no other at the $time time" test "$(grep -c W215 "$err")" -eq 2
done
echo '{{>parts/own}}' >r/layouts/essay.html
run 0 "$COLOPHON" check -s r
told '^layouts/parts/own.html:1:13: warning\[W215\]: no view has the name "titles" here$'
expect "what one page has is none of the others' business" test "$(grep -c W215 "$err")" -eq 2
finish
