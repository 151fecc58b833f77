#!/bin/sh
# Random rounds of what editors do to a reader with a history: nothing that was published is lost. ROUNDS and SEED; KEEP=1.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

[ -n "${KEEP:-}" ] && trap - EXIT && echo "in $work"
python3 "$here/addresses.py" "$COLOPHON" "$COLOPHON_DATA" "$work/rounds" "${ROUNDS:-6}" "${SEED:-1}"
