#!/bin/sh
# Every kind of page, judged from outside: html-validate, axe with its rules of best practice, letters twice as large at 320 pixels; in
# `make judge` (ALL=1) every page in every way, and Lighthouse. In English, German, Chinese and Arabic (tests/site/languages/).
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
modules=$root/tests/node_modules
axe=$modules/axe-core/axe.min.js


mkdir web
serve web "$page_policy"
run 0 "$COLOPHON" build -s "$root" -u "$host/en/" -o web/en
for language in de zh-Hans ar; do
    cp -r "$here/languages/$language" "$language"
    run 0 "$COLOPHON" build --strict -s "$language" -u "$host/$language/" -o "web/$language"
done

if [ -d "$modules/html-validate" ]; then
    expect "html-validate has nothing to say of $(find web -name '*.html' | wc -l) pages" \
        node "$modules/html-validate/bin/html-validate.mjs" --config "$here/html-validate.json" web
else
    skip "html-validate is not installed"
fi

need_browser "no page is judged in a browser"
[ -f "$axe" ] || { skip "axe is not installed: no page is judged by it"; finish; }
for site in en de zh-Hans ar; do
    node "$here/judged.mjs" "$browser" "$axe" "$host/$site/" "web/$site" "${ALL:-}" >lines
    pass_on lines "$site: "
done

# Lighthouse asks for robots.txt as a page would, which that policy forbids.
[ -n "${ALL:-}" ] || finish
[ -d "$modules/lighthouse" ] || { skip "Lighthouse is not installed"; finish; }
mkdir web/one
serve web/one
run 0 "$COLOPHON" build -s "$root" -u "$host/" -o web/one
node "$here/lighthouse.mjs" "$browser" "$host/" web/one >lines
pass_on lines
finish
