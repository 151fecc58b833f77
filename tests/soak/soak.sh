#!/bin/sh
# Random edits to a reader: incremental equals clean. ROUNDS and SEED set how many, and which; KEEP=1 keeps the folder.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

[ -n "${KEEP:-}" ] && trap - EXIT && echo "in $work"
# For the check that builds as another user.
chmod 711 "$work"
python3 "$here/soak.py" "$COLOPHON" "$root" "$work/soak" "${ROUNDS:-50}" "${SEED:-$(date +%s)}"
