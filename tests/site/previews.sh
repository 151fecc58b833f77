#!/bin/sh
# Previews: what stands in a page of what its text refers to is true, and is made anew with that; nothing of what is held back is in
# it; and a browser shows it with a mouse, with keys and with a finger (previews.mjs).
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

expect "the script is small: $(gzip -9 -c "$root/assets/previews.js" | wc -c) bytes" \
    test "$(gzip -9 -c "$root/assets/previews.js" | wc -c)" -le 4096

make_reader r
printf '%s\n' 'editors: [The editors]' >>r/content/site.yaml
mkdir -p r/content/glossary
printf '%s\n' --- 'term: kettle' --- 'A vessel in which water is boiled, see [[term:the spout]].' >r/content/glossary/kettle.md
printf '%s\n' --- 'term: the spout' --- 'Where it comes out.' >r/content/glossary/spout.md
printf '%s\n' '@book{doe, author = {Doe, Jane}, title = {A Book}, year = {1999}}' >r/content/references.bib
cat >r/content/essays/second.md <<'END'
---
title: The second
authors: [Grace Example]
date: 2021-05-03
text: precis
source: {availability: no public copy}
summary: In short.
---
It begins so.

## Below it

What stands below a heading is its beginning.
END
printf '%s\n' --- 'title: Closed' 'date: 2021-05-04' 'access: summary' --- 'Nobody reads this sentinel.' >r/content/essays/closed.md
cat >r/content/essays/first.md <<'END'
---
title: The first
authors: [Ada Example]
date: 2022-05-06
---
The water in a [[term:kettle|kettle]] boils,[^n] as [[second#below-it|that passage]] has it, and [[second]]; the end stands
[[#the-end|below]]. See [[closed]], [all](/essays/), [elsewhere](https://example.org/) and [@doe].

## The end

Nothing follows.

[^n]: As [[author:Ada Example]] says.
END
run 0 "$COLOPHON" build -q -s r -o root
page=root/essays/first/index.html
expect "a page has what its text refers to" grep -q '^"../../essays/second/#below-it":{"title":"The second","heading":"Below it","about":"The editors, after Grace Example, 3 May 2021","text":"What stands below a heading is its beginning\."}' $page
expect "and of what is held back what its card says" grep -q '^"../../essays/closed/":{"title":"Closed","about":"4 May 2021"}' $page
expect_not "and no word of it" grep -rq sentinel root
expect_not "a page without references has no script" grep -q '<script' root/essays/index.html

# An edit of what is referred to.
sed -i 's/is its beginning/begins it/' r/content/essays/second.md
sed -i 's/^term: the spout/term: a spout\nalso: [the spout]/' r/content/glossary/spout.md
run 0 "$COLOPHON" build -q -s r -o root
expect "an edit of the passage changes the page that refers to it" grep -q 'What stands below a heading begins it\.' $page
expect "and so does one of a title that is shown in it" grep -q 'is boiled, see a spout\.' $page
run 0 "$COLOPHON" build -q -s r -o clean
same_tree "as a clean build has it" clean root
sed -i 's/begins it/is its beginning/' r/content/essays/second.md
sed -i 's/^term: a spout/term: the spout/; /^also:/d' r/content/glossary/spout.md

need_browser
axe=${AXE:-$root/tests/node_modules/axe-core/axe.min.js}
[ -f "$axe" ] || { skip "axe-core is not installed: it has not judged previews"; axe=; }
mkdir -p web/below
run 0 "$COLOPHON" build -q -s r -o root
run 0 "$COLOPHON" build -q -s r -o web/below/path
run 0 "$COLOPHON" build -q -s r -o web/below/disk --disk
sed -i 's/^title:.*/&\nlanguage: ar/' r/content/site.yaml
run 0 "$COLOPHON" build -q -s r -o web/below/arabic

serve root "$page_policy"
root_host=$host
serve web "$page_policy"
node "$here/previews.mjs" "$browser" "$axe" "$root_host/essays/first/" "$host/below/path/essays/first/" \
    "file://$work/web/below/disk/essays/first/index.html" "$host/below/arabic/essays/first/" >seen 2>&1
pass_on seen
expect "the browser has looked at everything" test "$(grep -c . seen)" -ge 30
finish
