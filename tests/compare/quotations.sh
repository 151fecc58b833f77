#!/bin/sh
# Quotations of the reader's texts: with one word changed none stands, with what writers and printers may do all do. COUNT of each.
. "$(dirname "$0")/../lib.sh"
program=${TEST_PROGRAMS:-$root/build/tests}/compare/test_quotation

run 0 python3 "$here/quotations.py" "$program" "$root"/content/essays/*.md --count "${COUNT:-1000}" --seed "${SEED:-1}"
cat "$out"
expect "what differs is told of nearly all that are wrong" test "$(sed -n 's/^ *\([0-9]*\)\.[0-9] % of them.*/\1/p' "$out")" -ge 98

# The judge sees a program that lets everything through, and one that lets nothing.
printf '#!/bin/sh\n"%s" "$1" | sed "s/^[a-z]* /stands /; \$s/.*/ms 0/"\n' "$program" >lax
printf '#!/bin/sh\n"%s" "$1" | sed "s/^[a-z]* /absent /; \$s/.*/ms 0/"\n' "$program" >strict
chmod +x lax strict
run 1 python3 "$here/quotations.py" ./lax "$root"/content/essays/*.md --count 200
expect "it says so" grep -q "wrong: 200 asked, 200 let through" "$out"
run 1 python3 "$here/quotations.py" ./strict "$root"/content/essays/*.md --count 200
expect "it says so, too" grep -q "right: 200 asked, 200 refused" "$out"
finish
