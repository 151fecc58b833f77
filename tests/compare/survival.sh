#!/bin/sh
# The ids of passages, through the history of a made reader: do they lead to the right places?
. "$(dirname "$0")/../lib.sh"
cd "$work" || exit 1

python3 "$root/tests/bench/history.py" reader 500 40
run 0 "$COLOPHON" build -q -s reader -o out

run 0 python3 "$here/survival.py" out --least 99.5 --most-wrong 0 --strict 0
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
run 1 python3 "$here/survival.py" out --strict 0
sed "s/\"$first\"/\"elsewhere\"/" kept >"$page"
run 1 python3 "$here/survival.py" out
expect "it is told as silent" grep -q ' silent ([1-9]' "$out"

# A history of somebody else becomes a reader: his folders, names and branches, with what a reader needs.
cd "$work" && rm -rf out reader && git init -q -b main other && cd other && mkdir posts
written() {
    git add -A && git -c user.name=Ada -c user.email=ada@example.org commit -qm "$1"
}
printf '# One\n\nThe ferry crosses the river twice a day.\n' >posts/one.md && echo no text >Makefile && written first
mkdir texts && git mv posts/one.md texts/one.md && printf 'A text that begins with no heading.\n' >'texts/two "2".md' && written second
mkdir texts/sub && for at in sub/one three; do printf -- '---\ntitle: Three\nslug: one\n---\n\nWords of %s.\n' $at >texts/$at.md; done && written others
git checkout -qb side && echo 'A line of the side.' >>texts/one.md && written side && git checkout -q main
echo 'Nothing.' >other.md && written third && git -c user.name=Bo -c user.email=bo@example.org merge -q --no-ff -m merge side && cd ..
run 0 python3 "$root/tests/bench/public_history.py" other/.git reader posts texts
run 1 "$COLOPHON" build -q -s reader -o out
cp "$err" refused && rm -rf reader
run 0 python3 "$root/tests/bench/public_history.py" other/.git reader posts texts --mend refused
run 0 "$COLOPHON" build -q -s reader -o out
expect "the text has its history from the first name on" test "$(git -C reader log --follow --format=%s content/essays/one.md | sort | tr '\n' ' ')" = "Make it a reader first side "
expect "what is no text of these folders is not there" test "$(git -C reader ls-files)" = "$(printf 'content/essays/one.md\ncontent/essays/sub/one.md\ncontent/essays/three.md\n"content/essays/two \\"2\\".md"\ncontent/site.yaml')"
expect "a text without a title has the name of its file" grep -q 'title: "two \\"2' 'reader/content/essays/two "2".md'
expect "one whose slug another has gets another, once" test "$(cat reader/content/essays/three.md reader/content/essays/sub/one.md | grep ^slug | tr '\n' ' ')" = "slug: three slug: sub-one "
finish
