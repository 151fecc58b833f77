#!/bin/sh
# Canaries: random sequences of edits that hold texts back, each text with a word of its own. SEQUENCES, SEED (make soak: 200).
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
mkdir "$work/canaries"
python3 "$here/canaries.py" "$COLOPHON" "$work/canaries" "${SEQUENCES:-5}" "${SEED:-1}"
