#!/bin/sh
# All examples of the GFM specification, from Debian's cmark-gfm package, through `colophon markdown --plain --unsafe`.
set -u
specification=${GFM_SPECIFICATION:-/usr/share/doc/cmark-gfm/spec.txt.gz}
if [ ! -f "$specification" ]; then
    echo "skipped: $specification is not installed (Debian package cmark-gfm)"
    exit 77
fi
exec python3 "$(dirname "$0")/gfm_spec.py" "${COLOPHON:-build/colophon}" "$specification"
