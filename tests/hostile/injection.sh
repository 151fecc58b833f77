#!/bin/sh
# Script injection: every field, reference, title, name and record of git with markup in it, built, and looked at in a real
# browser (look.mjs): nothing runs, and nothing escapes its element. The fields and payloads are in injection.py.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
need_browser
python3 "$here/injection.py" "$COLOPHON" "$work/case" "$browser" "$here/look.mjs"
