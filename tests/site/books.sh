#!/bin/sh
# Books: what stands in an EPUB and on a page to print, what does not, and when one is made again.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

mkdir -p r/content/essays r/content/lists r/content/glossary r/content/media r/content/topics r/content/authors
printf '%s\n' 'title: The Reader' 'base_url: https://x.example/r/' 'editors: [The Desk]' 'rights: All rights reserved' >r/content/site.yaml
cat >r/content/references.bib <<'END'
@book{doe1999, author = {Doe, Jane}, title = {A Book}, year = 1999}
@book{roe2001, author = {Roe, Ann}, title = {Uncited by the List}, year = 2001}
END
essay() {
    name=$1
    shift
    printf '%s\n' "$@" >"r/content/essays/$name.md"
}
essay one --- 'title: One & <Two>' 'authors: [Ann Bee]' 'date: 2020-01-02' 'topics: [Tea]' --- '' '## A heading' '' \
    'It answers [[two]], and [[two#wares]]; not [[outside]], nor [a file](/media/paper.pdf). See [[term:tin]], and [@doe1999].[^1]' '' \
    '## 1. Another' '' 'A picture: ![A dot](/media/dot.png) and ![A map](/media/map.bmp).' '' '[^1]: A note on [[two]].'
essay two --- 'title: 茶与国' 'authors: [Cai Cuihong]' 'date: 2021-01-02' 'lang: zh-Hans' 'topics: [Tea]' --- '' '## 货物 {#wares}' '' '关于茶的文字。[[one]]'
essay precis --- 'title: On Tea' 'authors: [Cai Cuihong]' 'date: 2022' 'text: precis' \
    'rights: {holder: The Holder}' --- '' 'The argument.'
essay closed --- 'title: Closed' 'authors: [Ann Bee]' 'access: summary' 'summary: What may be said.' --- '' 'Quietpebble stands here. ![A secret](/media/secret.png)'
essay draft --- 'title: Draftpebble' 'draft: true' --- '' 'Draftpebble.'
essay outside --- 'title: Outside' 'date: 2019' 'topics: [Other]' --- '' 'Not in the list, but citing [@roe2001].'
printf '%s\n' --- 'title: The <List>' 'summary: In an order.' 'items:' '  - one: "Why it is first."' '  - two' '  - precis' '  - closed' --- '' \
    'About the list: [[one]], and [this](/lists/l/).' >r/content/lists/l.md
printf '%s\n' --- 'title: Empty' --- '' 'Nothing yet.' >r/content/lists/empty.md
printf '%s\n' --- 'term: Tin' --- '' 'What [[term:lead]] is not; see [[outside]] and [@doe1999].' >r/content/glossary/tin.md
printf '%s\n' --- 'term: Lead' --- '' 'A metal.' >r/content/glossary/lead.md
printf '%s\n' --- 'term: Unused' --- '' 'Nobody says it.' >r/content/glossary/unused.md
printf '\211PNG\r\n\032\n' >r/content/media/dot.png
cp r/content/media/dot.png r/content/media/secret.png
printf 'BM' >r/content/media/map.bmp
printf '%%PDF' >r/content/media/paper.pdf
run 0 "$COLOPHON" build -s r
told 'essays/one.md:[0-9:]*: warning\[W469\]: in an EPUB the words of "content/media/map.bmp" stand in its place$'
expect_not "nothing is told of links" grep -q W468 "$err"
epub=r/site/lists/l/l.epub
look() {
    python3 "$here/books.py" "$1" >seen 2>&1
    while read -r line; do
        case $line in
        ok*) pass "$1: ${line#ok }" ;;
        *) fail "$1: $line" ;;
        esac
    done <seen
    expect "everything of $1 was looked at" test "$(grep -c '^ok' seen)" -eq 8
}
look $epub
rm -rf e && mkdir e && (cd e && python3 -m zipfile -e ../$epub .)
cd e/EPUB || exit 1
expect "a file for each text, and only the picture that is shown" test "$(ls | tr '\n' ' ')" = \
    'book.css c01.xhtml c02.xhtml c03.xhtml c04.xhtml cover.svg glossary.xhtml introduction.xhtml media nav.xhtml package.opf title.xhtml works.xhtml '
expect "its name says which" test "$(ls media)" = m01-dot.png
expect "a link to a text of the book stays inside" grep -q 'href="c02.xhtml"' c01.xhtml
expect "and to a place in it" grep -q 'href="c02.xhtml#c02.wares"' c01.xhtml
expect "one to another text leads to the site" grep -q 'href="https://x.example/r/essays/outside/"' c01.xhtml
expect "so does one to a file" grep -q 'href="https://x.example/r/media/paper.pdf"' c01.xhtml
expect "a term is that of the book's glossary" grep -q 'href="glossary.xhtml#glossary.tin"' c01.xhtml
expect "the list itself is the page of titles" grep -q 'href="title.xhtml"' introduction.xhtml
expect "the words of a picture that cannot be there" grep -q 'A map' c01.xhtml
expect "the note of the step" grep -q 'Why it is first\.' c01.xhtml
expect "what the works are" grep -q 'Doe, Jane' works.xhtml
expect_not "none that the book does not cite" grep -q Roe works.xhtml
expect "terms of terms" grep -q 'id="glossary.lead"' glossary.xhtml
expect_not "no other term" grep -q Unused glossary.xhtml
expect "a citation in the glossary leads to the works" grep -q 'href="works.xhtml#works.doe1999"' glossary.xhtml
expect "a precis is called that" grep -q 'It is not the author’s text' c03.xhtml
expect "and has its rights" grep -q 'Rights: The Holder' c03.xhtml
expect "what is restricted has its summary" grep -q 'What may be said\.' c04.xhtml
expect "and where it is" grep -q 'href="https://x.example/r/essays/closed/"' c04.xhtml
expect "who is in the package" grep -q '<dc:contributor[^>]*>Ann Bee<' package.opf
expect_not "nobody whose text the editors wrote" sh -c 'grep "<dc:creator" package.opf | grep -q Cai'
expect_not "no conformance that nobody answers for" grep -q conformsTo package.opf
expect "both languages" sh -c 'grep -q "<dc:language>en<" package.opf && grep -q "<dc:language>zh-Hans<" package.opf'
expect "the language of a text" grep -q 'xml:lang="zh-Hans"' c02.xhtml
cd "$work" || exit 1
expect_not "no word of what is held back, nor its picture" grep -rq 'Quietpebble\|A secret\|secret\.png' e r/site/lists r/site/essays
expect_not "no draft" grep -rq Draftpebble e r/site
look r/site/lists/empty/empty.epub
expect_not "no page leads to a book without essays" grep -q 'EPUB' r/site/lists/empty/index.html
expect "the page of the list leads to both" sh -c 'grep -q "href=\"../../lists/l/l.epub\"" r/site/lists/l/index.html &&
    grep -q "href=\"../../lists/l/print/\"" r/site/lists/l/index.html'
print=r/site/lists/l/print/index.html
expect "no search engine is sent to the page to print" grep -q '<meta name="robots" content="noindex">' $print
expect "it is canonical at the list" grep -q '<link rel="canonical" href="https://x.example/r/lists/l/">' $print
expect_not "and in no sitemap" grep -q 'print\|epub' r/site/sitemap.xml
expect "both addresses are promised" sh -c 'grep -q "^/lists/l/l.epub" r/site/addresses.txt && grep -q "^/lists/l/print/" r/site/addresses.txt'
expect "each text of the printed book has ids of its own" sh -c 'grep -q "id=\"c01\.a-heading\"" "$0" && grep -q "href=\"#c02\.wares\"" "$0"' $print

# Which there are.
expect "no books of topics, nor of the reader" test ! -e r/site/topics/tea/tea.epub -a ! -e r/site/reader.epub
cp -R r all && printf '%s\n' 'books: [lists, topics, reader]' 'certified_by: The Desk' >>all/content/site.yaml
run 0 "$COLOPHON" build -s all
for book in all/site/lists/l/l.epub all/site/topics/tea/tea.epub all/site/reader.epub; do look $book; done
expect "the reader's book has the order of dates" sh -c \
    'python3 -m zipfile -e all/site/reader.epub w && grep -q "<title>Outside<" w/EPUB/c01.xhtml && grep -q "<title>One " w/EPUB/c02.xhtml'
expect "who answers for it is named" grep -q 'a11y:certifiedBy">The Desk<' w/EPUB/package.opf
expect "it can be printed" test -e all/site/print/index.html -a -e all/site/topics/tea/print/index.html
expect "its pages lead to it" grep -q 'href="../reader.epub"' all/site/essays/index.html
cp -R r none && rm -rf none/site && echo 'books: []' >>none/content/site.yaml
run 0 "$COLOPHON" build -s none
expect "no books at all" sh -c '! find none/site -name "*.epub" -o -name print | grep -q .'
echo 'books: [shelves]' >>none/content/site.yaml && sed -i '/^books: \[\]$/d' none/content/site.yaml
run 2 "$COLOPHON" build -s none
told 'error\[E[0-9]*\]: .*shelves'

# A layout of one's own that makes no page.
cp -R r bodiless && rm -rf bodiless/site && mkdir -p bodiless/layouts/book && echo '<p>No page.</p>' >bodiless/layouts/book/essay.html
run 1 "$COLOPHON" build -s bodiless
told 'layouts/book/essay.html makes no <body>'

# When one is made again.
cp -R r g && (cd g && rm -rf site .colophon && git init -q && git add . && git commit -qm one)
run 0 "$COLOPHON" build -s g
before=$(cksum <g/site/lists/l/l.epub)
printf '\n%s\n' 'Another sentence.' >>g/content/essays/outside.md
(cd g && GIT_AUTHOR_DATE='2024-05-01T12:00:00+02:00' git commit -qam two)
run 0 "$COLOPHON" build -s g --explain
expect_not "an edit of another text makes no book again" grep -q 'lists/l/' "$out" "$err"
expect "it is the same" test "$before" = "$(cksum <g/site/lists/l/l.epub)"
run 0 "$COLOPHON" build -s g -o clean -j 1
expect "and that of a clean build" cmp -s clean/lists/l/l.epub g/site/lists/l/l.epub
expect "its day is that of its own texts" sh -c \
    'python3 -m zipfile -e clean/lists/l/l.epub c && grep -q "dcterms:modified\">2024-03-01T11:00:00Z<" c/EPUB/package.opf'
printf '\n%s\n' 'Another sentence.' >>g/content/essays/two.md
(cd g && GIT_AUTHOR_DATE='2024-05-02T12:00:00+02:00' git commit -qam three)
run 0 "$COLOPHON" build -s g
expect_not "an edit of one of its texts makes it" test "$before" = "$(cksum <g/site/lists/l/l.epub)"

# A place that is gone is read of on the page.
gone=$(grep -o 'id="p-[a-z0-9]*' g/site/essays/two/index.html | tail -1 | cut -d'"' -f2)
sed -i '/^Another sentence/d' g/content/essays/two.md
sed -i "s/It answers \[\[two\]\]/It answers [[two#$gone]] and [[two]]/" g/content/essays/one.md
(cd g && GIT_AUTHOR_DATE='2024-05-03T12:00:00+02:00' git commit -qam "Cut it")
run 0 "$COLOPHON" build -s g
look g/site/lists/l/l.epub
expect "a link to a passage that is gone leads to where that is said" sh -c \
    'python3 -m zipfile -e g/site/lists/l/l.epub d && grep -q "href=\"https://x.example/r/essays/two/#$0\"" d/EPUB/c01.xhtml' "$gone"

# A cover of its own.
sed -i 's|^summary:|cover: /media/dot.png\nsummary:|' g/content/lists/l.md
run 0 "$COLOPHON" build -s g
look g/site/lists/l/l.epub
expect "the picture of the list is the cover" sh -c 'python3 -m zipfile -e g/site/lists/l/l.epub v && cmp -s v/EPUB/cover.png g/content/media/dot.png &&
    grep -q "href=\"cover.png\" media-type=\"image/png\" properties=\"cover-image\"" v/EPUB/package.opf && test ! -e v/EPUB/cover.svg'
printf '\n' >>g/content/media/dot.png
run 0 "$COLOPHON" build -s g
expect "another picture is another book" sh -c 'python3 -m zipfile -e g/site/lists/l/l.epub v && cmp -s v/EPUB/cover.png g/content/media/dot.png'
sed -i 's|dot.png|map.bmp|' g/content/lists/l.md
run 0 "$COLOPHON" build -s g
told 'lists/l.md: warning\[W469\]: "content/media/map.bmp" cannot be the cover of an EPUB'
expect "the title is" sh -c 'python3 -m zipfile -l g/site/lists/l/l.epub | grep -q cover.svg'
sed -i 's|map.bmp|nothing.png|' g/content/lists/l.md
run 1 "$COLOPHON" build -s g
told 'lists/l.md:3:8: error\[E006\]: there is no picture "/media/nothing.png" below content/media/$'
sed -i '/^cover:/d' g/content/lists/l.md
(cd g && git checkout -q content/media)

# Each edition has its own.
cp -R r ed && (cd ed && rm -rf site .colophon && echo 'editions: [ed/*]' >>content/site.yaml && git init -q && git add . && git commit -qm one &&
    git tag -a -m 'The first edition' ed/one && printf '%s\n' 'More.' >>content/essays/two.md && git commit -qam two)
run 0 "$COLOPHON" build -s ed
look ed/site/editions/one/lists/l/l.epub
python3 -m zipfile -e ed/site/editions/one/lists/l/l.epub old && python3 -m zipfile -e ed/site/lists/l/l.epub new
expect "it says which it is" grep -q 'The first edition' old/EPUB/title.xhtml
expect_not "and today's does not" grep -q edition new/EPUB/title.xhtml
expect "it has the text of then" sh -c 'grep -q More new/EPUB/c02.xhtml && ! grep -q More old/EPUB/c02.xhtml'
expect "it leads into the edition" grep -q 'href="https://x.example/r/editions/one/essays/outside/"' old/EPUB/c01.xhtml
identifier() { sed -n 's/.*<dc:identifier[^>]*>\(.*\)<.*/\1/p' "$1/EPUB/package.opf"; }
expect_not "it is another book" test "$(identifier old)" = "$(identifier new)"

# Without an address, and from a disk.
cp -R r bare && rm -rf bare/site bare/.colophon && sed -i /base_url/d bare/content/site.yaml && echo 'disk: true' >>bare/content/site.yaml
run 0 "$COLOPHON" build -s bare
told 'lists/l.md: warning\[W468\]: without base_url the EPUB of "The <List>" has links that lead nowhere: their words stand alone$'
expect "once for a book" test "$(grep -c W468 "$err")" -eq 1
look bare/site/lists/l/l.epub
python3 -m zipfile -e bare/site/lists/l/l.epub b
expect_not "nothing leads to a disk" grep -rq 'href="/\|index\.html' b/EPUB
expect "the words are there" grep -q '>Outside<\|Outside' b/EPUB/c01.xhtml
expect "what is printed leads to the page beside it" grep -q 'href="../../../essays/outside/index.html"' bare/site/lists/l/print/index.html

# What was published stays.
unset COLOPHON_PUBLISHED
(cd g && git mv content/lists/l.md content/lists/new.md && sed -i 's|(/lists/l/)|(/lists/new/)|' content/lists/new.md && git commit -qam four)
run 0 "$COLOPHON" build -s g
expect "a list that was renamed has its book at the old address" cmp -s g/site/lists/l/l.epub g/site/lists/new/new.epub
expect "and its page to print" grep -q 'c01\.a-heading' g/site/lists/l/print/index.html
(cd g && git rm -q content/lists/new.md && git commit -qm five)
run 0 "$COLOPHON" build -s g
expect "where one is removed it is said" grep -q 'o longer here' g/site/lists/new/new.epub
expect "at its old address, too" grep -q 'o longer here' g/site/lists/l/print/index.html
cp -R r off && (cd off && rm -rf site .colophon content/lists/empty.md && git init -q && git add . && git commit -qm one)
run 0 "$COLOPHON" build -s off
echo 'books: []' >>off/content/site.yaml
run 1 "$COLOPHON" build -s off
told '"/lists/l/l.epub"'
printf '%s\n' '/lists/l/l.epub: {reason: It was too much work}' '/lists/l/print/: {to: /lists/l/}' >off/content/gone.yaml
run 0 "$COLOPHON" build -s off
finish
