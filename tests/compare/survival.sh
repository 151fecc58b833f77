#!/bin/sh
# The ids of passages, through the history of a made reader: do they lead to the right places?
. "$(dirname "$0")/../lib.sh"
cd "$work" || exit 1

python3 "$root/tests/bench/history.py" reader 500 40
run 0 "$COLOPHON" build -q -s reader -o out

run 0 python3 "$here/survival.py" out --least 99.5 --most-wrong 0
cat "$out"
expect "thousands of passages were judged" test "$(sed -n 's/^occurrences: \([0-9]*\):.*/\1/p' "$out")" -gt 3000

# The judge sees an id that leads astray, and one that leads nowhere.
slug=$(cat out/versions/*/index.html | sed -n 's/.*rel="latest-version" href="[.\/]*essays\/\([^/]*\)\/.*/\1/p' | sed -n 1p)
page=out/essays/$slug/index.html
ids=$(grep -o '<p id="p-[0-9a-z]*"' "$page" | sed 's/.*"\(p-.*\)"/\1/' | sed -n '2p;5p')
first=$(echo "$ids" | sed -n 1p) second=$(echo "$ids" | sed -n 2p)
cp "$page" kept
sed -i "s/$first/SWAPPED/g; s/$second/$first/g; s/SWAPPED/$second/g" "$page"
run 1 python3 "$here/survival.py" out --most-wrong 0
sed "s/\"$first\"/\"elsewhere\"/" kept >"$page"
run 1 python3 "$here/survival.py" out
expect "it is told as silent" grep -q '[1-9][0-9]*)$' "$out"
finish
