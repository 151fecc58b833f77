#!/bin/sh
# Readers with hostile input: each is built in bounded time and memory, is harmless or told by its code at its file, and harms
# no other essay. FULL=1 takes sizes ten times as large. The cases are in hostile.py.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
command -v python3 >/dev/null || { skip "no python3"; finish; }
make_reader base
FULL=${FULL:-} python3 "$here/hostile.py" "$COLOPHON" "$work/base" "$work/case" "$@"
