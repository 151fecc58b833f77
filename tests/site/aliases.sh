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
    expect "$2 says where it is" grep -q "<p class=\"alias\">.*href=\"[./]*${1%index.html}\">https://reader.example.org/$(dirname "$1")/<" "site/$2"
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

# What git knows to have been renamed is found at its old addresses, with no work: whatever it is, by its path, slug or permalink.
rm -rf r site clean
make_reader r
mkdir -p r/content/topics r/content/pages r/content/media r/content/lists
note() { printf '%s\n' '---' "title: $2" ${3:+"$3"} ${4:+"$4"} '---' '' "Words of $2, which are many enough to be known again, are these." "And more of $2." >"r/content/$1.md"; }
note essays/tea 'On tea' 'topics: [Tea]' 'date: 2020-02-03'
note essays/milk 'On milk' 'slug: old-milk'
note essays/cake 'On cake' 'permalink: /2013/cake.html'
note essays/secret-draft 'On cups' 'draft: true'
note essays/plain-words 'Closed later'
note topics/tea Tea
note pages/who About
note essays/first-name 'Swapped'
printf '%s\n' '---' 'title: To read' 'summary: What there is to read of tea and of what goes with it, in order' 'items: [tea, old-milk]' '---' >r/content/lists/reading.md
printf 'not a picture' >r/content/media/one.png
printf 'a plan, and no picture' >'r/content/media/plan#1.png'
commit_all r One
git -C r mv content/essays/tea.md content/essays/green-tea.md
git -C r mv content/topics/tea.md content/topics/teas.md
git -C r mv content/pages/who.md content/pages/us.md
git -C r mv content/lists/reading.md content/lists/to-read.md
git -C r mv content/media/one.png content/media/two.png
git -C r mv 'content/media/plan#1.png' 'content/media/#2 plan.png'
git -C r mv content/essays/secret-draft.md content/essays/cups.md
git -C r mv content/essays/plain-words.md content/essays/closed.md
git -C r mv content/essays/first-name.md content/essays/second-name.md
sed -i 's/old-milk/new-milk/' r/content/essays/milk.md r/content/lists/to-read.md
sed -i 's/\[tea,/[green-tea,/' r/content/lists/to-read.md
sed -i '/permalink/d' r/content/essays/cake.md
commit_all r Two
sed -i '/draft/d' r/content/essays/cups.md
sed -i '2a access: summary' r/content/essays/closed.md
note essays/first-name 'Another that took the name'
git -C r mv content/essays/green-tea.md content/essays/tea-of-all-kinds.md
sed -i 's/green-tea/tea-of-all-kinds/' r/content/lists/to-read.md
commit_all r Three
run 0 "$COLOPHON" build -s r -o site
told 'first-name\.md: warning\[W412\]: it stands at "/essays/first-name/", which was the address of content/essays/second-name\.md'
for old in tea green-tea; do
    as_at essays/tea-of-all-kinds/index.html essays/$old/index.html
    as_at essays/tea-of-all-kinds/history/index.html essays/$old/history/index.html
done
as_at essays/new-milk/index.html essays/old-milk/index.html
as_at essays/cake/index.html 2013/cake.html
as_at topics/teas/index.html topics/tea/index.html
as_at topics/teas/changes/index.html topics/tea/changes/index.html
same "a feed of a topic's changes" site/topics/teas/changes/feed.xml site/topics/tea/changes/feed.xml
as_at us/index.html who/index.html
as_at lists/to-read/index.html lists/reading/index.html
same "media have the same bytes" site/media/two.png site/media/one.png
same "so have media with a # in their names" 'site/media/#2 plan.png' 'site/media/plan#1.png'
expect_not "no draft's name" test -e site/essays/secret-draft
expect_not "nor in any file" grep -rq 'secret-draft/' site
expect_not "no old name of what is closed now" test -e site/essays/plain-words
expect "the name's new holder" grep -q 'Another that took the name' site/essays/first-name/index.html
expect "all links lead somewhere" python3 "$root/tests/site/links.py" site
printf '%s\n' '/essays/first-name/: {reason: the name was given to another}' >r/content/gone.yaml
run 0 "$COLOPHON" build -s r -o site
expect_not "it is told no more" grep -q 'W412\|W417' "$err"
rm r/content/gone.yaml
git clone -q --depth 1 "file://$work/r" shallow && run 0 "$COLOPHON" build -s shallow -o shallow-site
expect_not "a shallow clone knows none" test -e shallow-site/essays/tea
rm -rf clean && run 0 "$COLOPHON" build -s r -o site && run 0 "$COLOPHON" build -s r -o clean
same_tree "as a clean build" site clean

# Case only: no page can stand beside the other on all disks.
printf '%s\n' '---' 'title: Case' 'permalink: /Essays/Case/' '---' '' 'Words of case.' >r/content/essays/case.md
commit_all r Four
sed -i 's|/Essays/Case/|/essays/case/|' r/content/essays/case.md
commit_all r Five
run 0 "$COLOPHON" build -s r -o site
told 'case\.md: warning\[W411\]: its old address "/Essays/Case/" differs only in case'
expect_not "no second folder" test -e site/Essays

# A merge of two branches that have both renamed: both names lead to what the merge has kept.
git -C r checkout -q -b other
git -C r mv content/essays/cake.md content/essays/cakes.md && commit_all r Six
git -C r checkout -q - && git -C r mv content/essays/cake.md content/essays/all-cakes.md && commit_all r Seven
git -C r merge -q other >/dev/null 2>&1
git -C r rm -q --cached content/essays/cake.md content/essays/cakes.md >/dev/null 2>&1
rm -f r/content/essays/cake.md r/content/essays/cakes.md
git -C r add -A && git -C r commit -qm Eight
run 0 "$COLOPHON" build -s r -o site
for old in essays/cake/index.html essays/cakes/index.html 2013/cake.html; do as_at essays/all-cakes/index.html $old; done

# Whatever has a page has old addresses, and what stands below its page can be led to. What is written and cannot be is told.
rm -rf r site clean
make_reader r
sed -i '2a aliases: [/old-tests/]' r/content/topics/tests.md
sed -i '2a aliases: [/authors/ada-lovelace/]' r/content/authors/ada-example.md
sed -i '2a aliases: [/start/]' r/content/index.md
mkdir r/content/lists && printf '%s\n' '---' 'title: To read' 'aliases: [/reading/]' 'items: [first]' '---' >r/content/lists/to-read.md
mkdir r/content/glossary && printf '%s\n' '---' 'term: Proof' 'aliases: [/proof/]' '---' '' 'What shows it.' >r/content/glossary/proof.md
printf '%s\n' '/was/changes/: {to: /topics/tests/changes/}' '/was/past/: {to: /essays/first/history/}' '/was/places/: {to: /places/}' >r/content/gone.yaml
commit_all r One
run 0 "$COLOPHON" build -s r -o site
as_at topics/tests/index.html old-tests/index.html
as_at topics/tests/changes/index.html old-tests/changes/index.html
as_at authors/ada-example/index.html authors/ada-lovelace/index.html
as_at lists/to-read/index.html reading/index.html
as_at topics/tests/changes/index.html was/changes/index.html
as_at essays/first/history/index.html was/past/index.html
as_at places/index.html was/places/index.html
expect "the home page, too" grep -q 'Welcome to' site/start/index.html
expect "and a term, which is a place" grep -q '<p class="alias">.*href="[./]*glossary/#proof"' site/proof/index.html
expect "all links lead somewhere" python3 "$root/tests/site/links.py" site

printf '%s\n' '/was/a/: {to: /essays/first/hisory/}' '/essays/second/history/: {to: /essays/}' '/topics/tests/changes/: {reason: none}' \
    '/assets/style.css/: {reason: none}' >r/content/gone.yaml
sed -i '2a aliases: [/essays/first/history/]' r/content/essays/second.md
run 1 "$COLOPHON" check -s r
told 'second\.md:3:11: error\[E107\]: the address "/essays/first/history/" cannot stand beside one of this program'
told 'gone\.yaml:1:15: error\[E416\]: "/was/a/" leads nowhere'
told 'did you mean "/essays/first/history/"'
told 'gone\.yaml:2:1: warning\[W417\]: "/essays/second/history/" is not gone'
told 'gone\.yaml:3:1: warning\[W417\]: "/topics/tests/changes/" is not gone'
told 'gone\.yaml:4:1: error\[E231\]: it would be written to'

# What is held back keeps its old addresses to itself; the reason that an editor gives for it is shown, and no more.
printf '%s\n' '/essays/second/: {reason: it is being revised}' >r/content/gone.yaml
sed -i 's|^aliases:.*|aliases: [/the-second/]|; 2a draft: true' r/content/essays/second.md
run 0 "$COLOPHON" build -s r -o site
expect "the reason stands there" grep -q 'it is being revised' site/essays/second/index.html
expect_not "and no title" grep -q 'The second essay' site/essays/second/index.html
expect_not "nothing stands at its old address" test -e site/the-second
printf '%s\n' '/' '/the-second/' '/the-second/history/' >before
run 0 "$COLOPHON" check -s r --published before
finish
