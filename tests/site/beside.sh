#!/bin/sh
# Two essays side by side, as a browser shows them on a wide screen and on a telephone, and as the Nu HTML checker reads them.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

cp -R "$root/tests/cases/side-by-side" r
printf '%s\n' 'title: R' 'base_url: https://x.example/' >r/content/site.yaml
printf -- '---\ntitle: ראשון\nlang: he\ndate: 2020-01-01\n---\n\nהנמל נבנה בחיפזון מאבן שאיש לא שאל למחירה.\n' >r/content/essays/he.md
printf -- '---\ntitle: שני\nlang: he\ndate: 2020-01-02\nvariant_of: he\n---\n\nהנמל נבנה לאט מאבן שאיש לא שאל למחירה.\n' >r/content/essays/he-too.md
run 0 "$COLOPHON" build -s r -o web/ltr
printf '%s\n' 'language: ar' >>r/content/site.yaml
run 0 "$COLOPHON" build -s r -o web/rtl

checker=$root/tests/node_modules/vnu-jar/build/dist/vnu.jar
if command -v java >/dev/null && [ -f "$checker" ]; then
    run 0 java -jar "$checker" --errors-only web/*/essays/*/beside/*/index.html
else
    skip "the Nu HTML checker is not installed"
fi
need_browser
serve web
node "$here/beside.mjs" "$browser" "$host/" >seen 2>&1
pass_on seen
expect "the browser has looked at everything" test "$(grep -c . seen)" -eq 15
finish
