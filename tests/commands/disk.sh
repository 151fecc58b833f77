#!/bin/sh
# What links end in: for a host in '/', so that each page has one address; with --disk or `disk: true` in index.html, for a folder
# on a disk. Editions do as the site does, the short way and what stands know which it was, and a link to the home page is one.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

make_reader r
url=https://reader.example.org/
cat >>r/content/site.yaml <<'END'
editions: [edition/*]
menu:
  - Start: /
  - Essays: /essays/
  - About: /about/
END
printf '\n## Where to begin\n\nHere.\n' >>r/content/index.md
mkdir -p r/layouts
printf '%s\n' '<ul>{{#menu}}{{#path}}<li><a href="{{root}}{{path}}">{{title}}</a></li>{{/path}}{{/menu}}</ul>' >r/layouts/own.html
cat >r/content/pages/own.md <<'END'
---
title: Own
layout: own
---
END
cat >r/content/essays/third.md <<'END'
---
title: The third essay
authors: [Ada Example]
date: 2022-05-06
topics: [Tests]
aliases: [/once/, /old.html]
---

Back [home](/), [by its file](../../index.html), or to [a place on it](/#where-to-begin); to [[second]], to [all essays](/essays/index.html), to
[the second again](second.md?v=1), [notes](../media/notes.txt), [an old page](/old.html) and [the feed](/feed.xml).
END
cp -r r start
commit_all r 'The reader'
git -C r tag edition/1
printf '\nOne more sentence.\n' >>r/content/essays/third.md
commit_all r 'More'

run 0 "$COLOPHON" build -s r -o host/site
run 0 "$COLOPHON" build -s r -o disk/site --disk
expect "for a host: every link leads to a page, and none to a second address of one" python3 "$root/tests/site/links.py" host/site $url
expect "for a disk: every link leads to a file" python3 "$root/tests/site/links.py" --disk disk/site $url
expect_not "the first cannot be read from a disk" python3 "$root/tests/site/links.py" --disk host/site $url
expect_not "the second gives a host two addresses" python3 "$root/tests/site/links.py" disk/site $url
third=essays/third/index.html
expect "the home page from two folders down" grep -q '<a href="../../">home</a>' host/site/$third
expect "and from a disk" grep -q "<a href=\"../../index.html\">home</a>" disk/site/$third
expect "the home page from itself" grep -q "<a href=\"./\">A small reader</a>" host/site/index.html
expect "a query" grep -q 'href="../../essays/second/?v=1"' host/site/$third
expect "its path is something to a section" grep -q '<li><a href="../">Start</a></li><li><a href="../essays/">' host/site/own/index.html
run 0 "$COLOPHON" view -s r /own/
said '"path": ""'
expect "an edition leads out to today" grep -q 'href="../../../../essays/third/">See the current text' host/site/editions/1/$third
expect "likewise from a disk" grep -q "href=\"../../../../essays/third/index.html\">See the current text" disk/site/editions/1/$third
expect "and stands by itself" grep -q 'href="../../essays/second/"' host/site/editions/1/$third
for file in feed.xml changes/feed.xml sitemap.xml media/notes.txt assets/style.css build.json; do
    expect "$file is the same in both" cmp host/site/$file disk/site/$file
done

# Two ways to say it give the same bytes.
for name in r s; do rm -rf "$name" && cp -r start "$name"; done
echo 'disk: true' >>s/content/site.yaml
run 0 "$COLOPHON" build -s r -o flag/site --disk
run 0 "$COLOPHON" build -s s -o field/site
run 0 "$COLOPHON" build -s s -o both/site --disk
same_tree "disk: true is --disk" flag/site field/site
same_tree "both are one" flag/site both/site
run 0 "$COLOPHON" view -s s /own/
said '"path": "index.html"'
run 0 "$COLOPHON" view --disk -s r /own/
said '"path": "index.html"'
run 0 "$COLOPHON" verify -s r -o flag/site --disk
run 1 "$COLOPHON" verify -s r -o flag/site
run 0 "$COLOPHON" check -s r --disk
sed -i 's/^disk: true/disk: maybe/' s/content/site.yaml
run 2 "$COLOPHON" check -s s
told '^content/site.yaml:9:7: error'

# Switching makes again what has links, and nothing else; without it nothing is made.
run 0 "$COLOPHON" build -s r
stamp r/site/media >"$work/before"
run 0 "$COLOPHON" build -s r --disk --explain
told '^essays/first/index.html: .*'
if grep -q '^media/\|^build.json' "$err"; then fail "what has no links is made again"; else pass "what has no links is not made again"; fi
stamp r/site/media >"$work/after"
same "files are as they were" "$work/before" "$work/after"
run 0 "$COLOPHON" build -s r -o clean/site --disk
same_tree "as a clean build" clean/site r/site
run 0 "$COLOPHON" build -s r --disk
said ' \(0 changed\) '

# The short way keeps the form, and does not take what stands for the other one.
printf '\nSo it is.\n' >>r/content/essays/first.md
run 0 "$COLOPHON" build -s r --disk --explain
told '^essays/first/index.html: only its text changed'
rm -rf clean cache && XDG_CACHE_HOME=$work/cache run 0 "$COLOPHON" build -s r -o clean/site --disk
same_tree "as a clean build" clean/site r/site
printf '\nSo it is.\n' >>r/content/essays/first.md
run 0 "$COLOPHON" build -s r
rm -rf clean cache && XDG_CACHE_HOME=$work/cache run 0 "$COLOPHON" build -s r -o clean/site
same_tree "an edit and the other form at once" clean/site r/site
finish
