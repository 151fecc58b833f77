#!/bin/sh
# The files of a search: the same from any number of workers and after any edit as from a clean build, with nothing of what a text no longer
# says; and none grows beyond what a visitor may be asked to load, however long one text is.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

python3 "$root/tests/bench/corpus.py" r 120
python3 - r/content/essays/huge.md <<'END'
import random
import sys
random_ = random.Random(1)
letters = "bcdfghjklmnpqrstvwz"
words = ["".join(random_.choice(letters) + random_.choice("aeiou") for _ in range(random_.randint(2, 4))) for _ in range(30000)]
words += ["in", "ins"] + ["in" + word for word in words[:4000]]  # all these stand between a word and a form of it
with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write("---\ntitle: The huge one\ndate: 2001-01-01\n---\n")
    for number in range(12000):
        often = " often" if number % 5 == 0 else ""
        file.write("\n" + " ".join(random_.choice(words) for _ in range(30)) + often + ".\n")
END
for name in a b; do printf '%s\n' --- "title: Of $name" 'date: 2002-02-02' --- '' "The quokka of $name." '' 'Another passage.' >r/content/essays/of-$name.md; done
printf '%s\n' --- 'title: Far apart' --- '' "$(printf 'These  words   stand\302\240\302\240 far\tapart \303\251  and  x  y  with one space each.')" \
    >r/content/essays/far.md
run 0 "$COLOPHON" build -s r -j 1
expect "between two words is one space" \
    grep -q "\"These words stand far apart $(printf '\303\251') and x y with one space each.\"" r/site/search/t/far.js
expect_not "no file of the search is promised, its page is" grep -q "^/search/." r/site/addresses.txt
run 0 "$COLOPHON" build -s r -o four/site -j 4
same_tree "one worker or four" r/site four/site

# most PATTERN KB: no file of the search that is called so is larger.
most() {
    large=$(find r/site/search -path "$1" -size "+$2k")
    expect "$1: at most $2 KB" test -z "$large"
    expect "there are such: $1" test -n "$(find r/site/search -path "$1" | head -1)"
}
most '*/index.js' 8
most '*/w-*' 16
most '*/p-*' 64
most '*/e-*' 8
most '*/n-*' 32
most '*/t/essay-*' 32
most '*/t/huge*' 12
expect "a huge text is in a file for each 32 passages" test -e r/site/search/t/huge.374.js -a ! -e r/site/search/t/huge.375.js

# stands WORD WHERE...: which files of the search have it.
stands() { grep -rl "$1" r/site/search | sed 's,.*/search/,,' | sort | tr '\n' ' '; }
expect "what two texts say stands in a shard and in theirs: $(stands quokka)" test "$(stands quokka | wc -w)" -eq 3
cp -r r/site before
# version: what the page of the search adds to the name of each file that it loads.
version() { sed -n 's/.*data-version="\([0-9a-f]*\)".*/\1/p' r/site/search/index.html; }
was=$(version)
sed -i 's/quokka of a/numbat of a/' r/content/essays/of-a.md && run 0 "$COLOPHON" build -s r
sed -i 's/quokka of b/numbat of b/' r/content/essays/of-b.md && run 0 "$COLOPHON" build -s r
expect "files have other names after an edit, so that no old one is met beside a new one" test -n "$was" -a "$was" != "$(version)"
expect "what none says any more stands nowhere" test -z "$(stands quokka)"
expect "what they say now does" test "$(stands numbat | wc -w)" -eq 3
changed=$(diff -rq before/search r/site/search | wc -l)
expect "an edit changes the shards of its words and its text, and no others: $changed" test "$changed" -le 10
rm -rf clean cache && XDG_CACHE_HOME=$work/cache run 0 "$COLOPHON" build -s r -o clean/site
same_tree "as a clean build" r/site clean/site
printf '%s\n' --- 'title: Of a wombat' 'date: 2031-01-01' --- '' 'The wombat.' >r/content/essays/wombat.md && run 0 "$COLOPHON" build -s r
rm -rf clean cache && XDG_CACHE_HOME=$work/cache run 0 "$COLOPHON" build -s r -o clean/site
same_tree "a text that comes behind all others: as a clean build" r/site clean/site
printf '%s\n' --- 'title: Of an emu' 'date: 1931-01-01' --- '' 'The emu.' >r/content/essays/emu.md && run 0 "$COLOPHON" build -s r
rm -rf clean cache && XDG_CACHE_HOME=$work/cache run 0 "$COLOPHON" build -s r -o clean/site
same_tree "and one before them" r/site clean/site
printf '%s\n' --- 'title: Of a label' --- '' 'See [[essay-000001|the label]].' >r/content/essays/label.md && run 0 "$COLOPHON" build -s r
sed -i 's/the label/“the” label/' r/content/essays/label.md && run 0 "$COLOPHON" build -s r
expect "the signs in what a reference is called are those of its text" grep -q "See “the” label." r/site/search/t/label.js
rm -rf clean cache && XDG_CACHE_HOME=$work/cache run 0 "$COLOPHON" build -s r -o clean/site
same_tree "and it is a clean build" r/site clean/site

# long N WORD: a text of N passages, of which the third from the end has a word.
long() {
    printf '%s\n' --- 'title: A long one' 'date: 2002-02-03' ---
    for n in $(seq "$1"); do printf '\nPassage %s %s.\n' "$n" "$([ "$n" -eq $(($1 - 2)) ] && echo "$2")"; done
}
long 65 axolotl >r/content/essays/long.md && run 0 "$COLOPHON" build -s r
expect "65 passages are in three files: $(stands axolotl)" test -e r/site/search/t/long.2.js -a ! -e r/site/search/t/long.3.js
expect "each in its own" grep -q axolotl r/site/search/t/long.1.js
cp -r r/site/search/t before/t
long 65 numbat >r/content/essays/long.md && run 0 "$COLOPHON" build -s r
expect "of which an edit changes one" test "$(diff -rq before/t r/site/search/t | wc -l)" -eq 1
long 64 numbat >r/content/essays/long.md && run 0 "$COLOPHON" build -s r
expect_not "with fewer passages there are fewer files" test -e r/site/search/t/long.2.js
long 65 numbat >r/content/essays/long.md && run 0 "$COLOPHON" build -s r
rm -rf clean cache && XDG_CACHE_HOME=$work/cache run 0 "$COLOPHON" build -s r -o clean/site
same_tree "with one more, as a clean build" r/site clean/site
rm r/content/essays/long.md
rm r/content/essays/of-b.md && run 0 "$COLOPHON" build -s r
expect_not "a text that went has no file" test -e r/site/search/t/of-b.js
expect "nor a word" test "$(stands numbat | wc -w)" -eq 2
printf '%s\n' --- 'title: Of a' 'access: summary' 'summary: Told in short' --- '' 'The numbat of a.' >r/content/essays/of-a.md && run 0 "$COLOPHON" build -s r
expect "what is held back stands nowhere" test -z "$(stands numbat)"
rm -rf clean cache && XDG_CACHE_HOME=$work/cache run 0 "$COLOPHON" build -s r -o clean/site
same_tree "as a clean build, once more" r/site clean/site
echo 'search: off' >>r/content/site.yaml && run 0 "$COLOPHON" build -s r
expect_not "without a search there is none of its files" test -e r/site/search
expect_not "and no index" test -e r/site/index
finish
