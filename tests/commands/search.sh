#!/bin/sh
# colophon search: what it finds in the site that was built, how it says it, and what it says where there is nothing to ask.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

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

Nobody measured the gain to others, nor the nuclear question.
END
{
    printf '%s\n' --- 'title: Long' 'date: 2022-05-07' ---
    for n in $(seq 40); do printf '\n## Part %s\n\nThe heron of part %s.\n' "$n" "$n"; done
} >r/content/essays/long.md
printf '%s\n' --- 'title: Closed' 'access: summary' 'summary: A summary that all may read.' 'date: 2022-06-07' --- '' 'A secret quicksilver.' \
    >r/content/essays/closed.md
printf '%s\n' --- 'title: Draft' 'draft: true' --- '' 'Quicksilver, too.' >r/content/essays/draft.md

run 2 "$COLOPHON" search -s r welcome
told 'error\[E258\]: there is no index to search in'
told 'colophon build'
run 0 "$COLOPHON" build -q -s r

# addresses QUERY...: of what is found, in a row.
addresses() {
    "$COLOPHON" search -s r --json -- "$@" | sed 's/^{"address":"\([^"]*\)".*/\1/' | tr '\n' ' ' >found
}
finds() {
    addresses "$1"
    expect "$1: $(cat found)" grep -Eq -e "$2" found
}
finds_nothing() {
    addresses "$1"
    expect_not "nothing for $1: $(cat found)" grep -q . found
}

finds 'gain to others' '^/essays/third/#p-[a-z0-9]+ $'
finds '"gain to others"' '^/essays/third/#p-'
finds_nothing '"others gain"'
finds 'government' '^/essays/third/#p-'
finds 'governemnts ' '^/essays/third/#p-'
finds 'diffu' '^/essays/third/#p-'
finds 'measured -nuclear' '^/essays/third/#p-[a-z0-9]+ $'
finds '文文本' '^/essays/third/#p-'
finds '法' '^/essays/third/#p-'
finds 'pere' '^/essays/third/ '
finds 'PÈRE' '^/essays/third/ '
finds 'the first essay' '^/essays/first/ '
finds 'the second essay' '^/essays/second/ '
finds 'Ada Example' '/authors/ada-example/ '
finds 'summary' '^/essays/closed/ $'
finds_nothing 'quicksilver'

run 0 "$COLOPHON" search -s r --json --limit 1 '方法很多'
expect "a line with four members" grep -Eq '^\{"address":"/essays/third/#p-[a-z0-9]+","title":"The running père","heading":"Means: 方法","text":"检索中文文本的方法很多，有的很慢。"\}$' "$out"
run 0 "$COLOPHON" search -s r --json --limit 1 '"heron of part 33"'
expect "a passage behind many is shown with its own heading" grep -Eq '"title":"Long","heading":"Part 33","text":"The heron of part 33."\}$' "$out"
run 0 "$COLOPHON" search -s r essay
said '^The first essay$'
said '^  /essays/first/'
told '^[0-9]+ passages of [0-9]+ essays'
run 0 "$COLOPHON" search -s r zebra
told 'no text has "zebra"'
run 0 "$COLOPHON" search -s r 'governemnts '
told 'no text has "governemnts"; taken for "governments"'
run 2 "$COLOPHON" search -s r
run 2 "$COLOPHON" search -s r --limit 0 essay
told '\-\-limit needs a number'

# Words that are struck out, raised or quoted by a page are so in what is found of it, and found all the same.
printf '%s\n' --- 'title: Struck' --- '' 'An astrolabe of ~~ten twelve~~ <q>thirteen</q> kg is 10<sup>6</sup> old.' >r/content/essays/struck.md
run 0 "$COLOPHON" build -q -s r
for query in astrolabe '"of ten twelve thirteen kg"' '"is 106 old"'; do
    run 0 "$COLOPHON" search -s r "$query"
    said 'An astrolabe of ~~ten twelve~~ “thirteen” kg is 10⁶ old\.$'
done

# What others wrote cannot move the cursor.
printf '%s\n' --- 'title: Esc' --- '' 'A passage about escapement.' >r/content/essays/esc.md
run 0 "$COLOPHON" build -q -s r
cp -r r/site other
printf 'colophonSearch("t/esc",{"address":"essays/esc/","title":"\\u001b[31m","authors":[],"passages":[["p-x",-1,"escapement \\u001b[2J"]]})' \
    >other/search/t/esc.js
run 0 "$COLOPHON" search -s r -o other escapement
said '\\x1b\[2J'
expect_not "no escape is sent" grep -q "$(printf '\033')" "$out"

# Damaged files are told, each by its name, and nothing is answered in part.
for file in index e-0 t/first; do
    rm -rf other && cp -r r/site other
    head -c 40 "r/site/search/$file.js" >"other/search/$file.js"
    run 3 "$COLOPHON" search -s r -o other 'the first essay'
    told "other/search/$file.js: error\[E343\]"
    expect_not "no answer" grep -q . "$out"
done
printf 'colophonSearch("e-0","../../../etc/passwd")' >other/search/e-0.js
run 3 "$COLOPHON" search -s r -o other 'the first essay'
told 'E343'

printf 'title: Small\nsearch: off\n' >r/content/site.yaml
run 0 "$COLOPHON" build -q -s r
expect_not "search: off leaves no files" test -e r/site/search
run 2 "$COLOPHON" search -s r essay
told 'E258'

# A title made only of words that most passages have is found, and first, before others that have them all.
rm -rf r && make_reader r
{
    printf '%s\n' --- 'title: Often' 'date: 2022-05-08' ---
    for n in $(seq 300); do printf '\nSo it is as it was, %s.\n' "$n"; done
} >r/content/essays/often.md
for n in $(seq 15); do printf '%s\n' --- "title: As it was, so it is $n" 'date: 2001-01-01' --- '' 'Rain.' >r/content/essays/so-$n.md; done
printf '%s\n' --- 'title: It is as it was' 'date: 2022-05-09' --- '' 'Snow.' >r/content/essays/was.md
run 0 "$COLOPHON" build -q -s r
for query in 'it is as it was' 'It is as it was ' '"it is as it was"'; do finds "$query" '^/essays/was/ '; done
finds 'rain as it was' '^/essays/so-'
finds_nothing '"so it is as it was"'
run 0 "$COLOPHON" search -s r 'it is as it was'
told 'not looked for in texts, since so many have it: "is"'
sed -i 's/^title: .*/title: As it is, so was it/' r/content/essays/was.md
run 0 "$COLOPHON" build -q -s r
finds 'as it is so was it' '^/essays/was/ '
finds_nothing '"it is as it was"'
run 0 "$COLOPHON" build -q -s r -o clean/site
same_tree "a title of such words that was edited: as a clean build" r/site clean/site
finish
