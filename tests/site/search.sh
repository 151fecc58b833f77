#!/bin/sh
# The search: the engine of browsers gives what `colophon search` gives (search_parity.py), words are cut alike (tests/search/words.txt),
# the page does what it should in a browser (search.mjs), and what is loaded before any result is small.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
command -v node >/dev/null || { skip "no node: the search of browsers was not asked"; finish; }

expect "words are cut as the program cuts them" node "$here/search_words.js" "$root/tests/search/words.txt"
run 0 "$COLOPHON" build -q -s "$root" -o own
first=$(($(gzip -9 -c own/assets/search.js | wc -c) + $(gzip -9 -c own/search/index.js | wc -c)))
expect "what is loaded before any shard can be asked for is small: $first bytes" test "$first" -lt 6000
run 0 python3 "$here/search_parity.py" "$COLOPHON" "$root" own 1
said '^[0-9]{3} queries, [0-9]{3} with an answer, 0 different$'

make_reader r
cat >r/content/essays/third.md <<'END'
---
title: The running père
authors: [Ada Example]
date: 2022-05-06
topics: [Tests]
---

Governments are running; the diffusion of their means is measured.

## Means: 方法

检索中文文本的方法很多，<b>有</b>的很慢。

Nobody measured the gain to others, nor the nuclear question, which is slow.
END
mkdir -p web/below
run 0 "$COLOPHON" build -q -s r -o root
run 0 "$COLOPHON" build -q -s r -o web/below/path
run 0 "$COLOPHON" build -q -s r -o web/below/disk --disk
sed -i 's/^title:.*/&\nlanguage: ar/' r/content/site.yaml
run 0 "$COLOPHON" build -q -s r -o web/below/arabic
run 0 python3 "$here/search_parity.py" "$COLOPHON" r root 2

# Forty essays and three topics that are called almost so stand before those that are called so; one text has a phrase, forty its words.
mkdir -p many/content/essays many/content/topics
printf '%s\n' 'title: Many' 'base_url: https://example.org/' >many/content/site.yaml
for n in $(seq 40); do
    printf '%s\n' --- "title: Principles of number $n" "date: 2001-02-03" 'topics: [A few principles, Principles, Three more principles]' --- '' "Rain and snow $n." >many/content/essays/of-$n.md
done
printf '%s\n' --- 'title: Principles' 'date: 2002-03-04' 'topics: [Two principles]' --- '' 'Snow and rain. Les gouvernements, ailleurs, sont près de geler.' >many/content/essays/principles.md
printf '%s\n' --- 'title: Number principles, of course, and a few more' 'date: 2002-03-04' --- '' 'Hail.' >many/content/essays/course.md
{
    printf '%s\n' --- 'title: A long one' 'date: 2002-03-05' ---
    for n in $(seq 40); do printf '\n## Part %s\n\nPart %s tells of a heron, of %s mills and of what the heron saw there.\n' "$n" "$n" $((n * 7 % 40)); done
} >many/content/essays/long.md
printf '%s\n' --- 'title: Au pré' 'language: fr' --- '' 'Un cheval dort.' '' 'Des chevaux courent.' >many/content/essays/pre.md
run 0 "$COLOPHON" build -q -s many -o web/below/many
run 0 python3 "$here/search_parity.py" "$COLOPHON" many web/below/many 3
answers() { "$COLOPHON" search -s many -o web/below/many --json "$@" | sed 's/^{"address":"\([^"]*\)".*/\1/' | tr '\n' ' ' >found; }
answers principles
expect "a title of one word is first, then the topic of that name: $(cat found)" grep -q '^/essays/principles/ /topics/principles/ ' found
mkdir -p as/content/essays
printf '%s\n' 'title: As' 'base_url: https://example.org/' >as/content/site.yaml
{
    printf '%s\n' --- 'title: Often' 'date: 2022-05-08' ---
    for n in $(seq 300); do printf '\nSo it is as it was, while not %s.\n' "$n"; done
} >as/content/essays/often.md
for n in $(seq 30); do printf '%s\n' --- "title: So it is and is not as it was $n" 'date: 2001-01-01' --- '' 'Rain.' >as/content/essays/so-$n.md; done
for title in 'It is as it was' 'So it is' 'It' 'As it was'; do printf '%s\n' --- "title: $title" --- '' 'Snow.' >"as/content/essays/$(echo "$title" | tr 'A-Z ' 'a-z-').md"; done
run 0 "$COLOPHON" build -q -s as -o as-site
run 0 python3 "$here/search_parity.py" "$COLOPHON" as as-site 4
answers 'number principles of course and a few more'
expect "a long one, too: $(cat found)" grep -q '^/essays/course/ ' found
for word in pirnciples prnciples prxnciples pxrinciples 'priinciples'; do
    answers "$word "
    expect "$word is taken for principles: $(cat found)" grep -q '/essays/principles/ ' found
done
answers 'hail thunder'
expect "a word that no text has takes nothing away and adds nothing: $(cat found)" grep -q '^/essays/course/#p-[a-z0-9]* $' found
answers 'cheval '
expect "other languages than the page's are searched by their own forms: $(cat found)" test "$(grep -o '/essays/pre/#p-' found | wc -l)" -eq 2
answers '"snow and rain"'
expect_not "a phrase that stands in none of thirty texts is not found: $(cat found)" grep -q . found
answers --limit 30 '"snow and rain"'
expect "and is where more are read" grep -q '^/essays/principles/#p-' found

need_browser
axe=${AXE:-$root/tests/node_modules/axe-core/axe.min.js}
[ -f "$axe" ] || { skip "axe-core is not installed: it has not judged the page"; axe=; }

serve root "$page_policy"
root_host=$host
serve web "$page_policy"
node "$here/search.mjs" "$browser" "$axe" "$root_host/" "$host/below/path/" "file://$work/web/below/disk/search/index.html" "$host/below/arabic/" "$host/below/many/" >seen 2>&1
pass_on seen
expect "the browser has looked at everything" test "$(grep -c . seen)" -ge 30
finish
