#!/bin/sh
# Beside a passage that hardly is what its id was given for stands what it read at first, for who comes for that id.
. "$(dirname "$0")/../lib.sh"
cd "$work" || exit 1

mkdir -p r/content/essays && cd r && git init -q -b main .
printf 'title: A reader\nbase_url: https://example.org/\n' >content/site.yaml
written() {
    { printf -- '---\ntitle: An essay\n%s---\n\n' "$2" && cat; } >content/essays/one.md
    git add -A && GIT_AUTHOR_DATE="$1T10:00:00Z" GIT_COMMITTER_DATE="$1T10:00:00Z" git -c user.name=Ada -c user.email=a@example.org commit -qm "$1"
}
ferry="The ferry crosses the river twice a day, and on market days three times; it is rowed by two men."
mill="The mill grinds rye for three parishes, and its wheel is of oak & elm."
flood="It was cut in the year of the great flood, when nobody had bread."
written 2017-05-01 "draft: true
" <<EOF
A zibeline secret stands here in the draft, and on market days it was read aloud.

Nothing of it stays.
EOF
written 2017-05-02 "" <<EOF
A word of greeting stands here for all who come, and on market days it was read aloud.

$ferry

$mill

$flood
EOF
written 2018-05-03 "" <<EOF
A word of greeting stands here for everybody who comes, and on market days it was read aloud.

The ferry crosses the lake seldom, and on market days three times; a steam engine moves it since the war ended.

$mill $flood
EOF
written 2019-05-03 "" <<EOF
A word of greeting stands here for everybody who comes, and on market days it was read aloud.

No ferry crosses the lake now; on market days a steam engine moves people over the bridge, since the war ended.

$mill $flood
EOF
cd ..
run 0 "$COLOPHON" build -q -s r -o out
page=out/essays/one/index.html
expect "three ids have a note: one by words, two by a merge" test "$(grep -o 'class="reworded"' $page | wc -l)" = 3
expect "it says since when, in what words, and what of these went" grep -q 'Reworded since 3 May 2018\. At first it read:</span> <q class="first-wording"><del><span class="visually-hidden">\[removed: </span>The<span' $page
expect "of a merged passage each id has its own words" grep -q '<span class="place" id="p-[0-9a-z]*"></span><span class="reworded" role="note" hidden>[^<]*<span[^>]*>[^<]*</span> <q class="first-wording">The mill grinds.*elm\.</q>' $page
for link in $(grep -o '<a href="[^"]*/versions/[^"]*#p-[^"]*" lang' $page | sed 's/.*versions.\(.*\)" lang/\1/'); do
    expect "$link is the exact wording" grep -q "id=\"${link#*#}\"" "out/versions/${link%%/*}/index.html"
done
expect "a draft's words are in no note" sh -c '! grep -rq zibeline out'
echo 'history: summary' >>r/content/site.yaml
run 0 "$COLOPHON" build -q -s r -o out
expect "without old texts there is no note" sh -c "! grep -q 'class=\"reworded\"' $page"

# What it read are the words that a reference got, once each, and no mark of a note.
cd "$work" && rm -rf r out && mkdir -p r/content/essays r/content/glossary && cd r && git init -q -b main .
printf 'title: A reader\n' >content/site.yaml
printf -- '---\nterm: Export control\n---\nA rule.\n' >content/glossary/export-control.md
printf -- '---\ntitle: Another *one*\n---\nIts text.\n' >content/essays/other.md
kept="It is silent on bite, and a licence that is always granted within a week counts once like one that is refused."
written 2017-05-02 "" <<EOF
The second series is firmer, for a control is an act of government. That thirty of them apply [[term:export-control|export controls]][^n] to what [[other]] [[other]] names (see [here](other.md)) is a strong statement of reach. $kept

[^n]: A note.
EOF
written 2018-05-03 "" <<EOF
$kept
EOF
cd ..
run 0 "$COLOPHON" build -q -s r -o out
expect "the words of references are in it" grep -q 'apply export controls to what Another \*one\* Another \*one\* names (see here) is a strong' out/essays/one/index.html

# Whatever element has the id. Each is rewritten six times, a third of its words at a time, until nothing of the first is left; and
# one comes back to its first words, but was something else in between, which somebody may have cited.
cd "$work" && rm -rf r out && mkdir -p r/content/essays && cd r && git init -q -b main .
printf 'title: A reader\nbase_url: https://example.org/\nhistory: full\n' >content/site.yaml
# slid N: fifteen words of a row that has no word twice, from the fifth of each step on.
slid() {
    echo "copper lantern meadow cedar violin harvest amber stable kettle window barley thunder marble candle orchard saddle timber walnut \
pepper anchor canvas falcon garnet hammer ivory jasper kernel linen magnet nectar onyx parcel quartz ribbon silver tunnel umber velvet wagon \
yarrow zephyr basket cotton dagger ember fennel" | tr -s ' \\\n' '\n' | sed -n "$(($1 * 5 + 1)),$(($1 * 5 + 15))p" | tr '\n' ' '
}
changing() {
    written "20$1-05-02" "" <<EOF
# $(slid "$2" | cut -d' ' -f1-9)

The $(slid "$2")stay.

## Two

- The $(slid "$2")are listed.

  With a paragraph that nobody changes, of a dozen words or so, at that.

> The $(slid "$2")are quoted.

| The | words |
|---|---|
| $(slid "$2") | are in a row |

\`\`\`c
the $(slid "$2")are code
\`\`\`

## Three

$3 It was said at the gate.
EOF
}
always="Whoever comes by night shall find a lamp."
for step in 0 1 2; do changing "1$step" "$step" "$always"; done
changing 13 3 "Whoever leaves by night shall find a lamp and a guide to the bridge."
changing 14 4 "A guide waits at the bridge with a lamp for all that leave by night, and asks for nothing."
changing 15 5 "$always"
changing 16 6 "$always"
cd ..
run 0 "$COLOPHON" build -q -s r -o out
noted() {
    python3 - "$@" <<'EOF'
import re, sys
page = open("out/essays/one/index.html", encoding="utf-8").read()
sys.exit(not re.search(sys.argv[1] + r'(<span class="place"[^>]*></span>)?<span class="reworded"[^>]*>(?:(?!</q>).)*' + sys.argv[2], page, re.S))
EOF
}
expect "a heading" noted '<h[1-3][^>]*>' 'copper'
expect "a paragraph" noted '<p id="p-[^>]*>' 'The.*copper'
expect "an item of paragraphs, or the first of these" noted '<(li|p) id="p-[^>]*>' 'copper.*listed'
expect "a quotation" noted '<blockquote id="p-[^>]*>' 'copper.*quoted'
expect "a table" noted '<div id="p-[^>]*class="table-scroll"[^>]*>' 'copper'
expect "code" noted '<pre id="p-[^>]*>' 'copper'
expect "what came back says what it read in between" noted '<p id="p-[^>]*>' 'Before that it read:</span> <q class="first-wording">.*guide'
expect "that is where it is linked" grep -q '>That wording</a>' out/essays/one/index.html
finish
