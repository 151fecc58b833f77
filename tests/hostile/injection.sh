#!/bin/sh
# Script injection: every field, reference, title, name and record of git with markup in it, built, and looked at in a real
# browser (look.mjs): nothing runs, and nothing escapes its element. The fields and payloads are in injection.py.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
browser=$(command -v chromium || command -v chromium-browser) || { skip "no chromium: the browser has not looked"; finish; }
command -v node >/dev/null || { skip "no node: the browser has not looked"; finish; }
[ -d "$root/tests/node_modules/playwright-core" ] || { skip "playwright-core is not installed: the browser has not looked"; finish; }
python3 "$here/injection.py" "$COLOPHON" "$work/case" "$browser" "$here/look.mjs"
