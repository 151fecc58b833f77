#!/bin/sh
# Damaged repositories: every command ends soon, with the right site or with a message. EVERY=1 tries all (make soak).
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
python3 "$here/git.py" "$COLOPHON" "$work/git" "${EVERY:-100}" "${SEED:-$(date +%s)}" "$@"
