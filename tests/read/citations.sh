#!/bin/sh
# What pandoc takes for citations, and this program: COUNT made texts (200), by SEED. Without pandoc it is skipped.
. "$(dirname "$0")/../lib.sh"
program=${TEST_PROGRAMS:-$root/build/tests}/read/test_citations

if ! command -v pandoc >/dev/null; then
    skip "pandoc is not here"
    finish
fi
run 0 python3 "$here/citations.py" "$program" --count "${COUNT:-200}" --seed "${SEED:-1}"
cat "$out"

# The judge sees a program that finds nothing, and one that loses a suffix.
printf '#!/bin/sh\n:\n' >blind
printf '#!/bin/sh\n"%s" "$1" | sed "s/}[^|]*/}/g"\n' "$program" >careless
chmod +x blind careless
run 1 python3 "$here/citations.py" ./blind --count 20
run 1 python3 "$here/citations.py" ./careless --count 20
finish
