#!/bin/sh
# What readers see of a text's memory: histories, old texts, differences, the ids of passages, the notes on removed ones; and
# that none of it shows what may not be published. On a small repository made here.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

silent() {
    "$@" >"$work/.silent" 2>&1 && [ ! -s "$work/.silent" ] && return 0
    cat "$work/.silent"
    return 1
}

# at DAY MESSAGE [PERSON]: commits everything on a day of 2024.
at() {
    GIT_AUTHOR_DATE="2024-$1T09:00:00+02:00" GIT_COMMITTER_DATE="2024-$1T09:00:00+02:00" GIT_AUTHOR_NAME="${3:-Ada Editor}"
    export GIT_AUTHOR_DATE GIT_COMMITTER_DATE GIT_AUTHOR_NAME
    commit_all r "$2"
}

# name_of REVISION PATH: how the text is called in its address.
name_of() { git -C r rev-parse "$1:$2" | cut -c1-12; }

# id_before FILE WORDS: the id of the passage on the page that has these words.
id_before() {
    grep -o "<[a-z]* id=\"p-[^>]*>.*$2" "$1" | sed "s/.*id=\"\(p-[^\"]*\)\"[^<]*<a class=\"number\"[^>]*><\/a>[^<]*$2.*/\1/" | head -n 1
}

front() { printf '%s\n' '---' "title: ${1:-On tea}" 'authors: [Ada Example]' 'date: 2020-02-03' "$2" '---' ''; }
water='Water that has boiled for long is flat, and tea made with it tastes of the kettle and of nothing else.'
leaves='Leaves should have room to open, which a small ball of wire does not give them, however pretty it looks.'
milk='Milk goes in last, because only then can the drinker see how strong the tea has become in the cup.'
cake='Cake is a matter of opinion, and this essay has none to offer on cake of any description whatever.'
secret='The canary sings of things that were once told to all and are now told to none.'

make_reader r
mkdir -p r/content/essays/old
rm r/content/essays/second.md r/content/essays/first.md
echo 'versions: all' >>r/content/site.yaml
sed -i 's/Welcome.*/Welcome./' r/content/index.md
{
    front 'On tea' 'topics: [Tests]'
    printf '%s\n' "$water" '' '## The pot' '' "$leaves" '' "$milk" '' "$cake" '' '- one spoon a cup' '- one for the pot' ''
    printf '%s\n' '> A quotation on tea, from nobody in particular.' '' '| Tea | Minutes |' '| --- | --- |' '| green | 2 |' ''
    printf '%s\n' '```' 'kettle --boil' '```' '' 'With a note.[^1] See [[closed]] and [the pot](#the-pot) and [gone](gone.md).' ''
    printf '%s\n' '[^1]: The note itself.'
} >r/content/essays/tea.md
{ front 'Gone soon' 'topics: [Tests]' && echo 'This text will be withdrawn for good.'; } >r/content/essays/gone.md
{ front 'Closed later' 'topics: [Tests]' && printf '%s\n' "$secret" '' 'It is public at first.'; } >r/content/essays/closed.md
{ front 'Once a draft' 'draft: true' && echo 'The draft said what the published text does not say at all.'; } >r/content/essays/draft.md
at 01-02 'Begin the reader'
closed=$(name_of HEAD content/essays/closed.md) draft=$(name_of HEAD content/essays/draft.md)
run 0 "$COLOPHON" build -s r -o site
expect "a first version has a history" grep -q 'first version, current' site/essays/tea/history/index.html

# Reworded, and moved: water goes below the pot.
sed -i "s/tastes of the kettle/tastes of the old kettle/; s/^$milk\$/MARK/" r/content/essays/tea.md
sed -i "/^$leaves\$/{
s/.*/$milk/
}" r/content/essays/tea.md
sed -i "s/^MARK\$/$leaves/" r/content/essays/tea.md
at 02-03 'Reword and move' 'Bo Brown'
run 0 "$COLOPHON" build -s r -o site

# Only its front matter.
sed -i 's/^topics: .*/topics: [Tests, Tea]/' r/content/essays/tea.md
at 03-04 'Add a topic'
# A passage goes; another essay is closed; the draft is published; one is withdrawn.
sed -i "/^$cake\$/d; s/ and \[gone\](gone.md)//; s/\[\[closed\]\] and //" r/content/essays/tea.md
sed -i 's/^topics: .*/access: summary\nsummary: It is closed./; s/at first/no more/' r/content/essays/closed.md
{ front 'No draft now' 'topics: [Tests]' && echo 'The published text.'; } >r/content/essays/draft.md
git -C r rm -q content/essays/gone.md
at 04-05 'Cut the cake' 'Bo Brown'
# The file moves, and another essay refers to it.
git -C r mv content/essays/tea.md content/essays/old/tea.md
at 05-06 'Move the file'
run 0 "$COLOPHON" build -s r -o site
page=site/essays/tea/index.html history=site/essays/tea/history/index.html

expect "five versions" test "$(grep -c '<li class="version">' $history)" -eq 5
for said in '6 May 2024' '2 January 2024' 'Bo Brown' 'Cut the cake' 'file moved, current' 'front matter only' 'content/essays/tea.md'; do
    expect "its history tells: $said" grep -q "$said" $history
done
first=$(name_of HEAD~4 content/essays/tea.md) second=$(name_of HEAD~3 content/essays/tea.md)
third=$(name_of HEAD~2 content/essays/tea.md) current=$(name_of HEAD content/essays/old/tea.md)
for name in "$first" "$second" "$third"; do
    expect "the text of $name" test -f "site/versions/$name/index.html"
    expect "what has changed since $name" test -f "site/versions/$name/since/index.html"
done
alias=site/versions/$current/index.html
expect "the essay's page stands at the current text's own address, too" grep -q 'tastes of the old kettle\|Water that has boiled' "$alias"
expect "and says where it is" grep -q '<p class="alias">.*href="../../essays/tea/"' "$alias"
expect "canonical at the essay" grep -q '<link rel="canonical" href="https://reader.example.org/essays/tea/">' "$alias"
old=site/versions/$second/index.html
expect "the text as it stood" grep -q 'tastes of the old kettle' "$old"
expect "and no other" grep -q 'tastes of the kettle' "site/versions/$first/index.html"
expect "it is canonical at the essay" grep -q '<link rel="canonical" href="https://reader.example.org/essays/tea/">' "$old"
expect "the latest version" grep -q '<link rel="latest-version" href="../../essays/tea/">' "$old"
expect "the one before" grep -q "<link rel=\"predecessor-version\" href=\"../../versions/$first/\">" "$old"
expect "the one after" grep -q "<link rel=\"successor-version\" href=\"../../versions/$third/\">" "$old"
expect "not for search engines" grep -q '<meta name="robots" content="noindex">' "$old"
expect_not "nor in the sitemap" grep -q '/versions/' site/sitemap.xml
expect "what leads nowhere today is plain words" grep -q 'and <a>gone</a>\.' "$old"
expect "places in it are its own" grep -q 'href="#the-pot">the pot' "$old"
expect "the front matter's difference" grep -q '<ins><span class="visually-hidden">\[added: </span>Tea<' "site/versions/$third/from/$second/index.html"
expect "the text's difference" grep -q '<ins>.*old' "site/versions/$second/from/$first/index.html"

# Passages.
water_id=$(id_before "site/versions/$first/index.html" 'Water that has boiled')
milk_id=$(id_before "site/versions/$first/index.html" 'Milk goes in last')
cake_id=$(id_before "site/versions/$first/index.html" 'Cake is a matter')
expect "passages have ids" test "${#water_id}" -eq 9
expect "a reworded passage keeps its id" test "$(id_before $page 'Water that has boiled')" = "$water_id"
expect "and so does one that moved" test "$(id_before $page 'Milk goes in last')" = "$milk_id"
expect "and offers itself" grep -q "<a class=\"number\" href=\"#$milk_id\" data-n=\"[0-9]*\" aria-hidden=\"true\" tabindex=\"-1\"></a>Milk" $page
expect "a removed one has a note, with its last wording and the change" grep -q \
    "<li id=\"$cake_id\">This passage was removed on .*5 April 2024.*versions/$third/#$cake_id.*versions/[0-9a-f]*/from/$third/" $page
expect "a heading has both its ids" grep -q '<h2 id="the-pot"><span class="place" id="p-[^"]*"></span><a class="number" [^>]*></a>The pot' $page
for kind in '<li id="p-' '<blockquote id="p-' '<div id="p-[^"]*" class="table-scroll"' '<pre id="p-' '<span class="place" id="p-'; do
    expect "ids on $kind" grep -q "$kind" $page
done
expect "each id once" test -z "$(grep -o ' id="[^"]*"' $page | sort | uniq -d)"

# References to passages, from another essay.
{ front 'On cups' 'topics: [Tests]' && printf '%s\n' "See [[tea#$milk_id|milk]] and [[tea#$cake_id|cake]]."; } >r/content/essays/cups.md
run 0 "$COLOPHON" build -s r -o site
told "cups\.md:8:.*warning\[W115\]: the passage \"#$cake_id\" was removed"
expect "a reference to a passage" grep -q "essays/tea/#$milk_id\"" site/essays/cups/index.html
expect "and to a removed one" grep -q "essays/tea/#$cake_id\"" site/essays/cups/index.html
sed -i "s/$cake_id/p-xxxxxxx/" r/content/essays/cups.md
run 1 "$COLOPHON" check -s r
told 'error\[E102\]'
sed -i "s/p-xxxxxxx/$milk_id/" r/content/essays/cups.md

# Not committed, and then committed: nothing but the words about it changes.
sed -i 's/Cups and/Cups, and/; s/one spoon a cup/one spoon for each cup/' r/content/essays/old/tea.md
run 0 "$COLOPHON" build -s r -o site
expect "what is not committed is a version" grep -q 'Not committed yet' $history
expect "which has an address" test -f "site/versions/$(git -C r hash-object content/essays/old/tea.md | cut -c1-12)/index.html"
grep -o ' id="p-[^"]*"' $page >ids && find site/versions -type f | sort >files
at 06-07 'Another spoon'
run 0 "$COLOPHON" build -s r -o site
grep -o ' id="p-[^"]*"' $page >ids-again && find site/versions -type f | sort >files-again
same "committing it changes no id" ids ids-again
same "and no address" files files-again

# A file that comes back, after it was withdrawn; and a text that is set back to what it was.
git -C r rm -q content/essays/old/tea.md content/essays/cups.md
at 07-08 'Withdraw'
run 0 "$COLOPHON" build -s r -o site
expect "a withdrawn essay has a note in its place" grep -q 'No longer here' site/essays/tea/index.html
expect "instead of its history, too, and of its old texts" grep -q 'No longer here' site/essays/tea/history/index.html "site/versions/$first/index.html"
expect_not "with no word of them" grep -q 'Milk goes in last' -r site/versions/"$first" site/essays/tea
git -C r checkout -q HEAD~2 -- content/essays/old/tea.md
at 08-09 'Restore an earlier text'
run 0 "$COLOPHON" build -s r -o site
expect "both are told" grep -q '<p class="facts">withdrawn' $history
expect "with the ids that there were" test "$(id_before $page 'Milk goes in last')" = "$milk_id"

# What the site is does not depend on what was built before.
run 0 "$COLOPHON" build -s r -o clean/site
same_tree "incremental equals clean" site clean/site
run 0 "$COLOPHON" build -s r -o other/site -j 3
same_tree "whatever the workers" clean/site other/site
expect "no link or anchor is broken" python3 "$here/links.py" site https://reader.example.org/

checker=$root/tests/node_modules/vnu-jar/build/dist/vnu.jar
if command -v java >/dev/null && [ -f "$checker" ]; then
    expect "the Nu HTML checker has nothing to say" silent java -jar "$checker" --skip-non-html --Werror --stdout site
else
    skip "the Nu HTML checker is not installed"
fi

# Rights: what is closed today, and what was a draft, stands nowhere, in no text of any time.
silence() {
    expect_not "$1: not a word of the closed essay" grep -rq 'canary sings' "$2"
    expect_not "$1: nor of the draft" grep -rq 'what the published text does not say' "$2"
    expect_not "$1: no page of its old text" test -e "$2/versions/$closed"
    expect_not "$1: nor of the draft's" test -e "$2/versions/$draft"
}
silence "as it is" site
expect "the closed essay's history tells that there were versions" test "$(grep -c '<li class="version">' site/essays/closed/history/index.html)" -eq 2
expect_not "and neither words nor differences" grep -q 'versions/' site/essays/closed/history/index.html
run 0 "$COLOPHON" build -s r -o drafts/site --drafts
silence "with drafts" drafts/site
for mode in summary off; do
    echo "history: $mode" >>r/content/site.yaml
    run 0 "$COLOPHON" build -s r -o site
    expect_not "history: $mode has no old texts" test -e site/versions
    silence "history: $mode" site
    expect "no link or anchor is broken" python3 "$here/links.py" site https://reader.example.org/
    sed -i '/^history:/d' r/content/site.yaml
    [ $mode = off ] || expect "but histories" test -f $history
done
expect_not "history: off has no histories" test -e $history
expect "and the ids all the same" grep -q "id=\"$milk_id\"" $page
finish
