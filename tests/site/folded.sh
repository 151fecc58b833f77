#!/bin/sh
# Versions that change form or fields alone: folded in the history, without pages of their own; and that nothing which was
# published goes for that.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# at DAY MESSAGE: commits everything on a day of 2024.
at() {
    GIT_AUTHOR_DATE="2024-$1T09:00:00+02:00" GIT_COMMITTER_DATE="2024-$1T09:00:00+02:00"
    export GIT_AUTHOR_DATE GIT_COMMITTER_DATE
    commit_all r "$2"
}

# tea TITLE TOPICS WORDS
tea() {
    printf '%s\n' '---' "title: $1" "topics: [$2]" '---' '' "$3" '' 'The second passage stays as it is through all of time.' \
        >r/content/essays/tea.md
}

name_of() { git -C r rev-parse "$1:content/essays/tea.md" | cut -c1-12; }
pages() { (cd "$1" && find versions -name index.html | sort); }
build() { run 0 "$COLOPHON" build -s r -o "$@"; }

make_reader r
rm r/content/essays/*.md
sed -i 's/Welcome.*/Welcome./' r/content/index.md
words='Water that has boiled for long is flat, and tea made with it tastes of the'
tea Tea Tests "$words kettle." && at 01-01 'Begin'
begun=$(name_of HEAD)
tea Tea 'Tests, Water' "$words kettle." && at 01-02 'Add a topic'
topic=$(name_of HEAD)
tea Tea 'Tests, Water' "$words *kettle*." && at 01-03 'Emphasize'
build newest
expect "the newest version is not folded" grep -q 'form only, current' newest/essays/tea/history/index.html
expect "nor counted" grep -q '>1 change of form or front matter only, 2 January 2024<' newest/essays/tea/history/index.html
expect "its words are cited by the text that brought them" grep -q "href=\"../../versions/$begun/\">$begun</a>" newest/essays/tea/index.html
expect_not "it has no other address" test -e "newest/versions/$(name_of HEAD)"
tea Tea Tests "$words *kettle*." && at 01-04 'Take it back'
form=$(name_of HEAD)
tea Tea Tests "$words old kettle alone." && at 02-01 'Reword'
reworded=$(name_of HEAD)
tea Tea 'Tests, Leaves' "$words old kettle alone." && at 02-02 'Add another topic'
tea 'On tea' 'Tests, Leaves' "$words old kettle alone." && at 02-03 'Give it a title'
titled=$(name_of HEAD)
tea 'On tea' Tests "$words old kettle alone." && at 02-04 'Take that back'

build site
cat >wanted <<END
versions/$begun/index.html
versions/$begun/since/index.html
versions/$reworded/from/$form/index.html
versions/$reworded/index.html
versions/$reworded/since/index.html
versions/$titled/from/$(name_of HEAD~2)/index.html
versions/$titled/index.html
versions/$titled/since/index.html
END
sort wanted >.wanted && pages site >found
same "words and titles have pages, and what changed them" .wanted found
history=site/essays/tea/history/index.html
expect "a run is folded" grep -q '<summary>3 changes of form or front matter only, 2 January 2024 – 4 January 2024</summary>' $history
expect "and one that stands alone" grep -q '<summary>1 change of form or front matter only, 2 February 2024</summary>' $history
expect "all are in the list" test "$(grep -c '<time datetime="2024-0' $history)" -eq 8
expect "the change of words leads to the text before as its words stand" grep -q "href=\"../../../../versions/$begun/\"><time" \
    "site/versions/$reworded/from/$form/index.html"
expect "the text before" grep -q "rel=\"predecessor-version\" href=\"../../versions/$begun/\"" "site/versions/$reworded/index.html"
expect "the text after" grep -q "rel=\"successor-version\" href=\"../../versions/$reworded/\"" "site/versions/$begun/index.html"
expect "the newest comes after the one whose words it has" grep -q 'rel="successor-version" href="../../essays/tea/"' "site/versions/$titled/index.html"
expect "the feed names such a change, and leads to the essay" grep -A 3 '<title>On tea (revised)</title>' site/changes/feed.xml
run 0 python3 "$here/links.py" site

# Nothing that was published on the way goes, whatever was kept of the output.
for commit in 7 6 5 4 3 2 1; do
    run 0 "$COLOPHON" addresses -s r --rev "HEAD~$commit"
    grep -o '^/versions/[^ ]*' "$out" >>on-the-way
done
sort -u on-the-way >then && sed 's|^|/|; s|index.html$||' found | sort >now
expect "what each commit published stands" test -s then -a -z "$(comm -23 then now)"

# All of them, where that is asked for; and what was published once goes on.
cp r/content/site.yaml site.yaml
echo 'versions: all' >>r/content/site.yaml
build all
expect "all have pages" test "$(pages all | wc -l)" -eq 22
expect_not "and nothing is folded" grep -q '<details>' all/essays/tea/history/index.html
run 0 "$COLOPHON" addresses -q -s r --record
mv r/content/addresses.lock lock && rm -f r/.gitattributes
pages all >all-pages
cp site.yaml r/content/site.yaml
unset COLOPHON_PUBLISHED
build all
pages all >kept && same "what was published of them goes on" all-pages kept
expect "folded all the same" grep -q '<summary>3 changes' all/essays/tea/history/index.html
expect "with the ways to them" grep -q "href=\"../../../versions/$topic/from/$begun/\"" all/essays/tea/history/index.html
run 0 python3 "$here/links.py" all
run 0 "$COLOPHON" verify -q -s r -o all
build all
pages all >kept && same "and on" all-pages kept
mv lock r/content/addresses.lock
build from-lock
pages from-lock >kept && same "so does what content/addresses.lock has" all-pages kept
build from-lock --published none
pages from-lock >kept && same "unless nothing was published" .wanted kept
rm r/content/addresses.lock
export COLOPHON_PUBLISHED=none

# A draft's words are published by a change of fields; what is restored is told anew.
printf '%s\n' '---' 'title: Milk' 'draft: true' '---' '' 'Milk goes in last, as everybody knows.' >r/content/essays/milk.md
at 03-01 'Draft'
sed -i '/draft/d' r/content/essays/milk.md && at 03-02 'Publish'
milk=$(git -C r rev-parse HEAD:content/essays/milk.md | cut -c1-12)
sed -i 's/^title.*/&\ntopics: [Tests]/' r/content/essays/milk.md && at 03-03 'Add a topic'
build site
expect "the text that was published has an address" test -f "site/versions/$milk/index.html"

# A merge that writes nothing is a text, and no change of its own.
git -C r checkout -q -b side
printf '%s\n' '---' 'title: Cups' '---' '' 'The first passage of the text on cups.' '' 'The middle one.' '' 'The last passage of the text on cups.' >r/content/essays/cups.md
at 04-01 'Cups'
git -C r checkout -q -b other
sed -i 's/^The first.*/The first passage of all that is said on cups./' r/content/essays/cups.md && at 04-02 'First'
git -C r checkout -q side
sed -i 's/^The last.*/The very last passage of what is said on cups./' r/content/essays/cups.md && at 04-03 'Last'
git -C r merge -q -m 'Join' other >/dev/null
cups=$(git -C r rev-parse HEAD:content/essays/cups.md | cut -c1-12)
sed -i 's/^The middle.*/The passage in the middle of it./' r/content/essays/cups.md && at 04-05 'Middle'
build site
expect "a merge is a text" test -f "site/versions/$cups/index.html"
expect_not "without a page of what it changed" test -e "site/versions/$cups/from"
expect "in the history" grep -q 'merged' site/essays/cups/history/index.html
run 0 python3 "$here/links.py" site

# A link to a text that has no page is told, with where its words stand.
printf '%s\n' '---' 'title: Links' '---' '' "See [then](/versions/$topic/) and [then](/versions/$begun/)." >r/content/essays/links.md
run 1 "$COLOPHON" check -s r
told "links.md:5:.*error\[E103\]: the link \"/versions/$topic/\" leads nowhere"
told "did you mean \"/versions/$begun/\"?"
expect "the other one leads" test "$(grep -c 'error\[' "$err")" -eq 1

finish
