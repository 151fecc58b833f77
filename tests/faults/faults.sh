#!/bin/sh
# Every call to the system fails, or is the last. EVERY=1 tries all points (make soak); SEED chooses which others.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

if grep -q __asan_init "$COLOPHON"; then
    skip "the sanitizers watch over memory themselves"
    finish
fi
run 0 "${CC:-cc}" -shared -fPIC -O2 -Wall -Wextra -Werror -o shim.so "$here/shim.c" -ldl
python3 "$here/faults.py" "$COLOPHON" "$root" "$work/shim.so" "$work/faults" "${EVERY:-40}" "${SEED:-$(date +%s)}"
