#!/bin/sh
# colophon deploy, with each call to the system of it and of its gits failing, or the last: the branch is the old one or the new one.
# EVERY=1 tries all points (make soak); SEED chooses which others.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

if grep -q __asan_init "$COLOPHON"; then
    skip "the sanitizers watch over memory themselves"
    finish
fi
run 0 "${CC:-cc}" -shared -fPIC -O2 -Wall -Wextra -Werror -o shim.so "$here/shim.c" -ldl
python3 "$here/deploy.py" "$COLOPHON" "$work/.data" "$work/shim.so" "$work/faults" "${EVERY:-60}" "${SEED:-$(date +%s)}"
