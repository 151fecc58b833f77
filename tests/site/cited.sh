#!/bin/sh
# What programs that collect citations read of a site: heads, JSON-LD, COinS and files, each with a parser of its own.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

mkdir -p r/content/essays r/content/authors r/content/lists r/content/media
printf '%s\n' 'title: The Reader' 'base_url: https://x.example/r/' 'editors: [The Desk]' >r/content/site.yaml
printf '%s\n' --- 'name: Cai Cuihong' 'family: Cai' --- >r/content/authors/cai-cuihong.md
printf '%s\n' --- 'name: World Trade Organization' --- >r/content/authors/wto.md
printf '\211PNG\r\n\032\n' >r/content/media/p.png
essay() {
    name=$1
    shift
    printf '%s\n' --- "$@" --- '' 'The secretly long beginning of a text of several words, which nobody has taken back.' '' '![P](/media/p.png)' \
        >"r/content/essays/$name.md"
}
essay own 'title: "Own </script><b>&amp;\" it"' 'authors: [Vincent van Gogh]' 'date: 2020-03-04' 'topics: [Tea]'
essay paper 'title: Op' 'authors: [cai-cuihong]' 'date: 2021-02-03' 'topics: [Tea]' \
    'source: {publication: China Daily, kind: op-ed, pages: 3-4, url: https://day.example/1}'
essay journal 'title: J' 'authors: [Ann Bee, wto]' 'date: 2019' 'topics: [Tea]' \
    'source: {publication: The Journal, kind: article, volume: 3, issue: 2, pages: 1–20, doi: 10.1000/182, issn: 2049-3630}'
essay magazine 'title: M' 'authors: [Ann Bee]' 'source: {publication: The Month, kind: article, issue: 7, type: magazine}'
essay chapter 'title: C' 'authors: [Ann Bee]' 'source: {publication: The Book, kind: chapter, isbn: 0-306-40615-2}'
essay report 'title: R' 'authors: [wto]' 'source: {kind: report, publisher: The Office, number: 12, url: https://o.example/}'
essay blog 'title: B' 'authors: [Ann Bee]' 'source: {publication: The Blog, kind: blog post}'
essay thesis 'title: T' 'authors: [Ann Bee]' 'source: {type: thesis, publisher: The University}'
essay meeting 'title: P' 'authors: [Ann Bee]' 'source: {publication: The Meeting, type: paper-conference}'
essay precis 'title: On Tea' 'authors: [cai-cuihong]' 'date: 2022' 'topics: [Tea]' 'text: precis' \
    'source: {publication: China Daily, kind: op-ed}'
essay closed 'title: Closed' 'authors: [Ann Bee]' 'access: summary' 'source: {publication: The Book}'
sed -i 's/^The secretly.*/Quietpebble stands nowhere but here./' r/content/essays/closed.md
printf '%s\n' --- 'title: L' 'items: [precis, journal]' --- >r/content/lists/l.md
run 0 "$COLOPHON" build -s r
python3 "$here/cited.py" r/site >seen 2>&1
pass_on seen
expect "everything was looked at" test "$(grep -c . seen)" -ge 100
expect "no word of a text that is held back" sh -c '! grep -rl Quietpebble r/site'
expect "no picture of it" sh -c '! grep -q og:image r/site/essays/closed/index.html'
expect "the picture of one that is open" grep -q 'og:image" content="https://x.example/r/media/p.png"' r/site/essays/own/index.html
cp -R r g && (cd g && rm -rf site .colophon && git init -q && git add . && git commit -qm one)
run 0 "$COLOPHON" build -s g
page=g/site/essays/own/cite/index.html
version=$(grep -o 'versions/[0-9a-f]*' "$page" | head -1)
expect "each passage of the essay has its address, and that of its words" sh -c '
    ids=$(grep -o "id=\"p-[a-z0-9]*" g/site/essays/own/index.html | cut -d\" -f2)
    test -n "$ids" && for id in $ids; do grep -q "#$id" "$0" && grep -q "$1/#$id" "$0" || exit 1; done' "$page" "$version"
grep -o 'class="number" href="#p-[a-z0-9]*" data-n="[0-9]*' g/site/essays/own/index.html | sed 's/.*#\([^"]*\)".*"\([0-9]*\)$/\2 \1/' >offered
grep -A1 '^<li value=' "$page" | sed -n 's/^<li value="\([0-9]*\)".*/\1/p; s/.*href="[^"]*#\(p-[a-z0-9]*\)".*/\1/p' | paste -d' ' - - >numbered
expect "the numbers of passages are those of the links to them" sh -c 'test -s offered && cmp offered numbered'
expect "the citation leads to the words as they stand" grep -q "href=\"https://x.example/r/$version/\"" g/site/essays/own/index.html
for kept in g/site/essays/closed r/site/essays/own; do
    expect "it is said how $kept is cited, with files for programs" sh -c 'grep -q "<dt>APA 7</dt>" "$0" && grep -q "@online{" "$0" && grep -q cite.ris "$0"' $kept/cite/index.html
    expect_not "what is restricted, or has no past, lists no passages: $kept" grep -q 'class="passages"' $kept/cite/index.html
done
expect "an essay leads to how it is cited" grep -q '<a href="../../essays/own/cite/">Cite</a>' r/site/essays/own/index.html
passages=$(grep -c '^<li' "$page")
before=$(cd g/site && find . -name 'cite.*' | sort | xargs cat | cksum)
printf '\n%s\n' 'Another sentence.' >>g/content/essays/own.md
(cd g && git commit -qam two)
run 0 "$COLOPHON" build -s g
expect "the works are the same when a text has another sentence" test "$before" = "$(cd g/site && find . -name 'cite.*' | sort | xargs cat | cksum)"
expect "its passages are one more" test "$(grep -c '^<li' "$page")" -eq $((passages + 1))
printf '\n%s\n' 'Another sentence.' >>g/content/essays/precis.md
(cd g && GIT_AUTHOR_DATE=2031-05-06T10:00:00Z GIT_COMMITTER_DATE=2031-05-06T10:00:00Z git commit -qam three)
run 0 "$COLOPHON" build -s g
expect "words of ours are cited with the day from which they stand" grep -q 'by Cai Cuihong.*May 6.*x.example/r/versions/' g/site/essays/precis/index.html
checker=$root/tests/node_modules/vnu-jar/build/dist/vnu.jar
if command -v java >/dev/null && [ -f "$checker" ]; then
    run 0 java -jar "$checker" --errors-only r/site/essays/*/index.html r/site/topics/tea/index.html r/site/lists/l/index.html g/site/essays/own/cite/index.html
else
    skip "the Nu HTML checker is not installed"
fi
finish
