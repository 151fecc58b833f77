#!/bin/sh
# Old addresses: at each stands the whole page, with what stands below it, and says where it is.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# as_at PAGE ALIAS: what the two pages say between <main> and </main>, without the line of the alias and the ways to the root.
as_at() {
    for page in "$1" "$2"; do
        sed -n '/^<main/,/^<\/main/p' "site/$page" | grep -v '<p class="alias">' | sed 's|\(\.\./\)*||g' >"$work/$(echo "$page" | tr / _)"
    done
    same "$2 shows $1" "$work/$(echo "$1" | tr / _)" "$work/$(echo "$2" | tr / _)"
    expect "$2 says where it is" grep -q "<p class=\"alias\">.*href=\"[./]*$1\">https://reader.example.org/$(dirname "$1")/<" "site/$2"
    expect "$2 is canonical there" grep -q "<link rel=\"canonical\" href=\"https://reader.example.org/$(dirname "$1")/\">" "site/$2"
}

make_reader r
mkdir -p r/content/pages
printf '%s\n' '---' 'title: On tea' 'date: 2020-02-03' 'topics: [Tests]' 'aliases: [/2013/tea/, /2014/05/tea.html, /tea]' '---' '' \
    'The first paragraph.' '' '## Of the pot' '' 'A pot is seen [below](#of-the-pot), and [the second](second.md) is not.' >r/content/essays/tea.md
printf '%s\n' '---' 'title: About' 'aliases: [/colophon/, /who/]' '---' '' 'About us.' >r/content/pages/about.md
commit_all r 'Begin'
run 0 "$COLOPHON" build -s r -o site

for old in 2013/tea/index.html 2014/05/tea.html tea/index.html; do as_at essays/tea/index.html $old; done
as_at essays/tea/history/index.html 2013/tea/history/index.html
as_at essays/tea/history/index.html 2014/05/tea-history/index.html
as_at about/index.html who/index.html
as_at about/index.html colophon/index.html
expect "the text's own address has it too" grep -q '<p class="alias">' "site/versions/$(git -C r rev-parse HEAD:content/essays/tea.md | cut -c1-12)/index.html"
expect_not "no alias is in a sitemap or a feed" grep -q '2013/tea\|/who/' site/sitemap.xml site/feed.xml site/changes/feed.xml
expect_not "no page refreshes itself" grep -rq 'http-equiv="refresh"' site
expect "all links lead somewhere" python3 "$root/tests/site/links.py" site
run 0 "$COLOPHON" view -s r /2013/tea/
said '"title": "On tea"'
run 0 "$COLOPHON" verify -s r -o site

# What has an address of its own keeps it, below an old address, too.
printf '%s\n' '---' 'title: Another history' 'url: /2013/tea/history/' '---' '' 'Its own words.' >r/content/pages/own.md
run 0 "$COLOPHON" build -s r -o site
expect "a page of its own below an old address" grep -q 'Its own words' site/2013/tea/history/index.html
as_at essays/tea/index.html 2013/tea/index.html

# An edit reaches every address.
rm -rf r/.git r/.colophon site r/content/pages/own.md
run 0 "$COLOPHON" build -s r
sed -i 's/A pot is seen/A teapot is seen/' r/content/essays/tea.md
run 0 "$COLOPHON" build -s r
for page in essays/tea/index.html 2013/tea/index.html 2014/05/tea.html tea/index.html; do
    expect "$page has the new words" grep -q 'A teapot is seen' r/site/$page
done
run 0 "$COLOPHON" build -s r -o clean
same_tree "as a clean build" r/site clean
finish
