#!/bin/sh
# What was added, revised, renamed, withdrawn and restored, as readers see it: of a made repository.
. "$(dirname "$0")/../lib.sh"

# at DAY: the time of the next commit.
at() {
    GIT_AUTHOR_DATE="$1T12:00:00+02:00" GIT_COMMITTER_DATE="$1T12:00:00+02:00"
}

# essay NAME FIELD TEXT: writes an essay; FIELD is one line more of its front matter.
essay() {
    printf '%s\n' '---' "title: Of $1" 'authors: [Ada Example]' 'date: 2020' "${2:-topics: [Tests]}" '---' '' "$3" \
        >"r/content/essays/$1.md"
}

# words FILE: its text, a block a line, without markup and what only screen readers say.
words() {
    sed -n '/<main/,/<\/main>/p' "$1" | sed 's|<span class="away">[^<]*</span>||g; s/<[^>]*>//g; s/  */ /g; s/^ *//; s/ *$//' | grep -v '^$'
}

tells() {
    words "$1" | sed 's/\xc2\xa0/ /g; s/ · [0-9a-f]\{10\}$//' >told
    cat >should
    same "$2" should told
}

silent() {
    "$@" >"$work/.silent" 2>&1 && [ ! -s "$work/.silent" ] && return 0
    cat "$work/.silent"
    return 1
}

make_reader r
printf '%s\n' site .colophon >r/.gitignore
at 2023-05-01 && commit_all r 'Begin'
essay tea 'topics: [Tests, Tea]' 'Tea is drunk warm in the morning and cold in the evening.'
essay hidden 'draft: true' 'Nobody may read of the hidden matter yet.'
at 2023-06-01 && commit_all r 'Add tea'
essay tea 'topics: [Tests, Tea]' 'Tea is drunk hot in the morning and cold in the evening, with milk.'
essay closed 'access: summary' 'The canary sentence stays in the house.'
essay gone 'topics: [Tests]' 'This one goes.'
essay left 'topics: [Tests]' 'This one leaves.'
at 2023-06-02 && commit_all r 'Milk for tea'
essay tea 'topics: [Tests, Tea, Milk]' 'Tea is drunk hot in the morning and cold in the evening, with milk.'
at 2023-06-03 && commit_all r 'Another topic for tea'
essay hidden 'draft: false' 'Everybody may read of the hidden matter now.'
git -C r mv content/essays/second.md content/essays/another.md
essay gone 'access: summary' 'This one goes.'
at 2023-07-01 && commit_all r 'Publish the hidden, rename the second'
rm r/content/essays/gone.md r/content/essays/left.md && git -C r rm -q content/essays/tea.md
at 2023-07-02 && commit_all r 'Withdraw what was said of gone'
git -C r checkout -q HEAD^ -- content/essays/tea.md
at 2023-08-01 && commit_all r 'Tea is back'
printf '%s\n' 'main{color:red}' >r/content/media/style.css
at 2023-08-02 && commit_all r 'Style'
run 0 "$COLOPHON" build -s r


tells r/site/changes/index.html "all that readers can see, by day and commit" <<'END'
Changes
What was added, revised, renamed and withdrawn; also as a feed
1 August 2023
restored Of tea
Tea is back · Ada Editor
2 July 2023
Withdraw what was said of gone · Ada Editor
withdrawn Of tea
withdrawn an essay
withdrawn Of left
1 July 2023
Publish the hidden, rename the second · Ada Editor
renamed The second essay · was second
added Of hidden · 8 words
revised an essay
3 June 2023
revised Of tea · front matter only
Another topic for tea · Ada Editor
2 June 2023
Milk for tea · Ada Editor
added Of closed
revised Of tea · 3 words added, 1 removed, 1 passage changed
added an essay
added Of left
1 June 2023
added Of tea · 12 words
Add tea · Ada Editor
1 May 2023
Begin · Ada Editor
added The first essay · 12 words
added The second essay · 8 words
added Ada Example
added About
added Tests
END
tells r/site/topics/milk/changes/index.html "a topic's: of the essays that have it today" <<'END'
Topic · The whole reader
Milk: changes
What was added, revised, renamed and withdrawn; also as a feed
1 August 2023
restored Of tea
Tea is back · Ada Editor
2 July 2023
withdrawn Of tea
Withdraw what was said of gone · Ada Editor
3 June 2023
revised Of tea · front matter only
Another topic for tea · Ada Editor
2 June 2023
revised Of tea · 3 words added, 1 removed, 1 passage changed
Milk for tea · Ada Editor
1 June 2023
added Of tea · 12 words
Add tea · Ada Editor
END
difference=$(sed -n 's|.*href="../\(versions/[^"]*\)".*3 words added.*|\1|p' r/site/changes/index.html)
expect "a size leads to what changed" grep -q '<ins>.*milk' "r/site/${difference}index.html"
expect "so does the feed" grep -q "href=\"https://reader.example.org/$difference\"" \
    r/site/topics/milk/changes/feed.xml
expect "the topic's page leads there" grep -q 'href="../../topics/milk/changes/"' r/site/topics/milk/index.html
expect "and names the feed" grep -q '<link rel="alternate".*href="../../topics/milk/changes/feed.xml"' r/site/topics/milk/index.html
expect "so does the author's" grep -q 'href="../../authors/ada-example/changes/feed.xml"' r/site/authors/ada-example/index.html
expect_not "no title of what was closed in the end" grep -rq 'Of gone' r/site
expect_not "no word of what is closed" grep -rq 'canary' r/site

if command -v jing >/dev/null; then
    for feed in changes topics/tests/changes topics/milk/changes authors/ada-example/changes; do
        expect "$feed/feed.xml is a valid Atom feed" jing -c "$here/atom.rnc" "r/site/$feed/feed.xml"
    done
else
    skip "jing is not installed"
fi

# Many changes stand on pages by year, month and day; each of them once.
printf 'page_size: 4\n' >>r/content/site.yaml
for day in 10 11 12; do
    for name in a b c; do essay "$name-$day" 'topics: [Tests]' "One of many."; done
    at "2024-03-$day" && commit_all r "Add three on the ${day}th"
done
run 0 "$COLOPHON" build -s r
count() {
    cat "$@" | grep -c '<li><span class="facts">'
}
year=r/site/changes/2024
expect "a year of many leads to its months" grep -q 'href="../../changes/2024/03/"' $year/index.html
expect "and a month to its days" grep -q 'href="../../../changes/2024/03/11/"' $year/03/index.html
expect "a day tells what was done on it" test "$(count $year/03/11/index.html)" -eq 3
expect "each change stands on one page" test "$(find r/site/changes -mindepth 2 -name index.html -exec cat {} + |
    grep -c '<li><span class="facts">')" -eq "$(count r/site/changes/index.html)"
expect "days follow each other" grep -q 'rel="next" href="../../../../changes/2024/03/10/"' $year/03/11/index.html
expect "across years" grep -q 'rel="next" href="../../../../changes/2023/08/01/\|rel="next" href="../../../../changes/2023/08/' \
    $year/03/10/index.html
expect "the feed leads to the day" grep -q 'href="https://reader.example.org/changes/2024/03/12/#c-' r/site/changes/feed.xml
expect "by names that last" grep -q '<id>https://reader.example.org/changes/#c-' r/site/changes/feed.xml
expect "no link or anchor is broken" python3 "$here/links.py" r/site https://reader.example.org/

checker=$root/tests/node_modules/vnu-jar/build/dist/vnu.jar
if command -v java >/dev/null && [ -f "$checker" ]; then
    find r/site -path '*changes*' -name '*.html' >pages
    # shellcheck disable=SC2046
    expect "the Nu HTML checker has nothing to say of $(wc -l <pages) pages" silent java -jar "$checker" --Werror --stdout $(cat pages)
else
    skip "the Nu HTML checker is not installed"
fi

# Incremental equals clean, after a commit and without it again.
clean() {
    run 0 "$COLOPHON" build -s r
    rm -rf clean cache && XDG_CACHE_HOME=$work/cache run 0 "$COLOPHON" build -s r -o clean/site
    same_tree "incremental equals clean: $1" r/site clean/site
}
essay tea 'topics: [Tests, Tea]' 'Tea is drunk hot.'
at 2024-04-01 && commit_all r 'Less of tea'
clean "a commit"
expect "a topic that nothing has any more tells that" grep -q "No longer here" r/site/topics/milk/index.html r/site/topics/milk/changes/index.html
git -C r checkout -q HEAD^
clean "another commit"
git -C r checkout -q main
printf 'history: off\n' >>r/content/site.yaml
clean "history: off"
expect_not "then there are no such pages" sh -c 'find r/site -path "*changes*" | grep .'
expect_not "and nothing leads there" grep -rq 'changes/' r/site --include='*.html'

# Where one branch gave a text another name and another kept it, two essays have a past in common.
make_reader shared
rm shared/content/essays/*.md
sed -i 's/Welcome.*/Welcome./' shared/content/index.md
tea() { printf -- '---\ntitle: %s\n---\n\nTea is drunk %s.\n' "$2" "$3" >"shared/content/essays/$1.md"; }
tea a Tea 'hot in the morning' && commit_all shared 'Begin'
first=$(git -C shared rev-parse HEAD:content/essays/a.md | cut -c1-12)
tea a Tea 'cold in the evening' && commit_all shared 'Say when'
second=$(git -C shared rev-parse HEAD:content/essays/a.md | cut -c1-12)
git -C shared checkout -q -b side
git -C shared mv content/essays/a.md content/essays/b.md && commit_all shared 'Name it b'
git -C shared checkout -q main
tea a Tea 'cold and bitter in the evening' && commit_all shared 'Say how'
git -C shared merge -q --no-commit -s ours side 2>merge.log
tea b 'Black tea' 'cold in the evening'
commit_all shared 'Keep both'
run 0 "$COLOPHON" build -q -s shared -o shared.1 --published none
expect "both have it" grep -q "versions/$second/" shared.1/essays/b/history/index.html
expect "what changed in it is told once, and found" grep -rq "versions/$second/from/$first/" shared.1/changes
finish
