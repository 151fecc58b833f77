#!/bin/sh
# What was published and is no more has a page at its address: when it went, why, what is near; and no word of what was held back.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# essay SLUG TITLE TOPICS WORDS [FIELD]
essay() {
    {
        printf '%s\n' '---' "title: $2" 'authors: [Ada Example]' "topics: [$3]" ${5:+"$5"} '---' '' "## Heading of $1" ''
        printf '%s\n' "$4, in a paragraph of $1 that has words enough to be followed." '' "And $1 ends with another one, which is no shorter."
    } >"r/content/essays/$1.md"
}

# at DAY MESSAGE
at() {
    GIT_AUTHOR_DATE="2024-$1T09:00:00+02:00" GIT_COMMITTER_DATE="2024-$1T09:00:00+02:00"
    export GIT_AUTHOR_DATE GIT_COMMITTER_DATE
    commit_all r "$2"
}

build() { run 0 "$COLOPHON" build -s r -o site "$@"; }
page() { expect "$1 says $2" grep -q -e "$2" "site/$1/index.html"; }
page_not() { expect_not "$1 says no $2" grep -q -e "$2" "site/$1/index.html"; }
absent() { expect_not "nothing is at $1" test -e "site/$1"; }

make_reader r
rm r/content/essays/*.md r/content/topics/tests.md
printf '%s\n' '---' 'title: A small reader' '---' '' 'Welcome.' >r/content/index.md
mkdir -p r/content/glossary r/content/lists
essay rain 'On rain' 'Water, Clouds' 'Rain falls'
essay snow 'On snow' 'Water' 'Snow lies'
essay wind 'On wind' 'Air' 'Wind blows' 'places: [Moor]'
essay fog 'On fog' 'Water' 'Foghiddenword hides' 'access: summary'
essay dew 'On dew' 'Water' 'Dewdraftword glitters' 'draft: true'
printf '%s\n' '---' 'term: Hail' '---' '' 'Ice that falls.' >r/content/glossary/hail.md
printf '%s\n' '---' 'term: Sleet' '---' '' 'Half ice.' >r/content/glossary/sleet.md
printf '%s\n' '---' 'title: First steps' 'items: [rain]' '---' >r/content/lists/steps.md
at 01-02 'Begin the reader'
build
id=$(grep -o 'id="p-[^"]*"' site/essays/rain/index.html | head -n 1)
text=$(git -C r rev-parse HEAD:content/essays/rain.md | cut -c1-12)
expect "the text has an address" test -f "site/versions/$text/index.html"

essay rain 'On rain' 'Water, Clouds' 'Much rain falls'
at 01-20 'Revise rain'
git -C r mv content/essays/rain.md content/essays/showers.md
at 02-03 'Rename rain'
git -C r rm -q content/essays/showers.md content/essays/fog.md content/essays/dew.md content/glossary/hail.md content/lists/steps.md content/pages/about.md
essay wind 'On wind' 'Storms' 'Wind blows'
at 03-04 'Withdraw some, at last'
build

# The page of an essay that was withdrawn, at all its addresses.
page essays/showers 'On rain'
page essays/showers '4 March 2024'
page essays/showers 'Withdraw some, at last'
page essays/showers 'essays/snow/'
page essays/showers 'content="noindex"'
page essays/showers 'id="heading-of-rain"'
page essays/showers "$id"
expect_not "no word of its text" grep -rq 'words enough to be followed, in\|rain falls, in' site
expect_not "and nothing of it is in the sitemap" grep -q showers site/sitemap.xml
for address in essays/rain essays/rain/history essays/showers/history "versions/$text" "versions/$text/since"; do
    expect "$address stands" test -f "site/$address/index.html"
    page "$address" 'On rain'
done

# Other things, and what only old texts named.
page about 'About'
page topics/clouds 'Clouds'
page topics/clouds 'No longer here'
page topics/clouds/changes 'Clouds'
page topics/air 'essays/wind/'
page places/moor 'Moor'
page places 'No longer here'
page glossary 'id="hail"'
page glossary 'Hail'
page_not glossary 'Ice that falls'
page lists/steps 'First steps'
page lists 'No longer here'
expect "what stands is not gone" grep -q 'On snow' site/topics/water/index.html
page_not topics/water 'No longer here'

# What was held back when it went has no page, and no name.
absent essays/fog
absent essays/dew
expect_not "no word of what was held back" grep -rqi 'foghiddenword\|dewdraftword\|On dew' site

# An incremental build equals a clean one.
run 0 "$COLOPHON" build -s r -o clean
same_tree "the same as a clean build" site clean
build
told_nothing() { grep -q '(0 changed)' "$out" "$err"; }
expect "nothing is made again" told_nothing

# gone.yaml says why, or leads elsewhere.
printf '%s\n' '/essays/showers/: {reason: "withdrawn at the author'"'"'s request"}' '/topics/clouds/: {to: /topics/water/}' \
    '/never/known/: {reason: it was on paper}' >r/content/gone.yaml
build
page essays/showers 'withdrawn at the author’s request'
page_not essays/showers 'Withdraw some, at last'
page never/known 'it was on paper'
page topics/clouds 'Water'
page_not topics/clouds 'No longer here'
rm r/content/gone.yaml

# A term's place outlives the glossary.
git -C r rm -q content/glossary/sleet.md
at 03-05 'Close the glossary'
build
page glossary 'No longer here'
page glossary 'id="sleet"'

# Merged into another one.
essay frost 'On frost' 'Ice' 'Frost bites'
at 03-06 'Add frost'
{ cat r/content/essays/snow.md && sed '1,/^## /d' r/content/essays/frost.md; } >snow.md
mv snow.md r/content/essays/snow.md
git -C r rm -q content/essays/frost.md
at 03-07 'Merge frost into snow'
build
page essays/frost 'Most of it is now in <a href="../../essays/snow/'

# Removed, and not committed; moved, and not committed.
rm r/content/essays/wind.md
build
page essays/wind 'On wind'
page essays/wind 'no commit yet'
git -C r checkout -q content/essays/wind.md
mv r/content/essays/wind.md r/content/essays/gales.md
build
page essays/wind 'Wind blows'
page_not essays/wind 'No longer here'
mkdir r/content/essays/_drafts
mv r/content/essays/gales.md r/content/essays/_drafts/gales.md
build
absent essays/wind
expect_not "no name of what is a draft now" grep -rq 'On wind' site
mv r/content/essays/_drafts/gales.md r/content/essays/wind.md
rmdir r/content/essays/_drafts

# Copied into what is held back, reworded, and withdrawn.
git -C r rm -q content/essays/wind.md
essay breeze 'On breezes' 'Storms' 'Wind blows' 'access: summary'
sed -i 's/of breeze that/of wind that/; s/And breeze/And wind/' r/content/essays/breeze.md
for n in 1 2 3 4 5 6 7 8; do printf '\n%s\n' "Much more about breezes, number $n, so that git finds no rename here." >>r/content/essays/breeze.md; done
at 03-08 'Hold wind back'
build
absent essays/wind
expect_not "no name of what is held back elsewhere" grep -r "On wind" site/essays

# Restored: it stands again.
git -C r checkout -q HEAD~5 -- content/essays/showers.md 2>/dev/null || git -C r checkout -q "$(git -C r rev-list -n 1 HEAD --before=2024-03-01)" -- content/essays/showers.md
at 03-09 'Restore showers'
build
page essays/showers 'Much rain falls'
page_not essays/showers 'No longer here'

# Without history only gone.yaml knows.
git -C r rm -q content/essays/showers.md
at 03-10 'Withdraw showers again'
echo 'history: off' >>r/content/site.yaml
echo '/essays/showers/: {reason: it rained}' >r/content/gone.yaml
build
page essays/showers 'it rained'
page_not essays/showers 'On rain'
absent topics/air

# Nothing of the kind in editions.
sed -i '$d' r/content/site.yaml
echo 'editions: [edition/*]' >>r/content/site.yaml
at 03-11 'Ask for editions'
git -C r tag edition/one
build
absent editions/one/essays/showers
page essays/showers 'it rained'

# Another essay has its last bytes today, and a third its address: the text stands there, and is not planned twice.
rm -rf r site
make_reader r
rm r/content/essays/*.md r/content/topics/tests.md
printf '%s\n' '---' 'title: A small reader' '---' '' 'Welcome.' >r/content/index.md
essay road 'On roads' 'Ways' 'Roads lead'
essay path 'On paths' 'Ways' 'Paths wind'
at 04-01 'Begin again'
cp r/content/essays/road.md r/content/essays/path.md
at 04-02 'Say of paths what is said of roads'
text=$(git -C r rev-parse HEAD:content/essays/road.md | cut -c 1-12)
git -C r rm -q content/essays/road.md
essay lane 'On lanes' 'Ways' 'Lanes turn' 'slug: road'
at 04-03 'Put lanes where roads were'
build
page essays/road 'Lanes turn'
page "versions/$text" 'essays/path/'
page essays/road/history 'On roads'
finish
