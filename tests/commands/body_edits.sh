#!/bin/sh
# The short way of a build: an edit of a text alone makes that page from what stands, and gives what a clean build gives.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

make_reader r
essay=r/content/essays/long.md
cat >$essay <<'END'
---
title: A long essay
date: 2020-02-03
authors: [Ada]
topics: [Tests]
---

The first paragraph stands in cards, and so it must not change here.

## Of stones

See [[second]] for more, and ![a picture](/media/dot.png) of it. As 山水 has it, *no* stone is alone.[^n]

- one
- two <https://example.org/>

To be or not to be. So it is, or [so](/essays/first/).

[^n]: A note on it.
END
mkdir -p r/content/media
printf '\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\0\003\0\0\0\002\010\006\0\0\0' >r/content/media/dot.png
cp -r r start
run 0 "$COLOPHON" build -s r

# built HOW WHAT: builds, by the short or the long way, and compares with a clean build.
built() {
    run 0 "$COLOPHON" build --explain -s r
    cp "$err" "$work/told" && cp "$out" "$work/said"
    if [ "$1" = short ]; then
        expect "the short way: $2" grep -q '^essays/.*: only its text changed' "$work/told"
    else
        expect_not "the long way: $2" grep -q 'only its text changed' "$work/told"
    fi
    rm -rf clean cache && XDG_CACHE_HOME=$work/cache run 0 "$COLOPHON" build -s r -o clean/site
    same_tree "as a clean build: $2" r/site clean/site
}

sed -i 's/To be or not/To *be* or not, 3 < 4,/' $essay && built short "emphasis and short words"
sed -i 's/ to be\./ to <script>1<\/script>be./' $essay && built long "a warning: a program is left out"
sed -i 's/<script>1<.script>//' $essay && built long "and back: nothing is known of a build that warned"
sed -i 's/no. stone is/no* stone it is/' $essay && built short "in a paragraph with references"
printf '\nIt is so.\n' >>$essay && built short "one more paragraph"
sed -i 's/^It is so.$/It is [^m] so./; $a\\n[^m]: Or so.' $essay && built short "one more note"
run 0 "$COLOPHON" build -s r
said ' \(0 changed\) '
sed -i 's/^It is/It\x27s/' $essay && printf '\nSo it is.\n' >>r/content/essays/first.md && built short "two texts"
expect "both of them" test "$(grep -c '^essays/.*: only its text changed' "$work/told")" -eq 2
sed -i 's/^## Of stones/## Of stones and me/' $essay && built long "a heading"
sed -i 's/The first paragraph/The 1st paragraph/' $essay && built long "what cards show"
sed -i 's/^To be/To certainly be/' $essay && built long "which words are frequent"
sed -i 's/See \[\[second\]\]/See [[first]]/' $essay && built long "a reference"
sed -i 's/See \[\[first\]\]/See by [[first]]/' $essay && built long "the sentence around a reference"
sed -i 's/^title: A long/title: A very long/' $essay && built long "the title"
sed -i 's/^- one/- one or 1/' $essay && built short "a list"
sed -i 's/dot.png)/dot.png){width=30}/' $essay && built long "the width of a picture, and with it another height"
sed -i 's/{width=30}/{width=60}/' $essay && built long "another one"
sed -i 's/{width=60}/{.wide width=60}/' $essay && built short "its class"
sed -i 's/{.wide width=60}//' $essay && built long "its own width"
touch $essay && built long "nothing"
expect "nothing changed" grep -q '(0 changed)' "$work/said"

# A passage that the index names, since its id is made from its words.
for name in long first; do printf '\nSpillovers and spillovers, spillovers, again.\n\nAnd so on to be.\n' >>r/content/essays/$name.md; done
built long "a word of two essays"
expect "which is in the index" grep -q 'href="../essays/long/#p-[^"]*">A very long' r/site/index/index.html
sed -i 's/^And so on to be/And so on to *be* or/' $essay && built short "another passage"
sed -i 's/^Spillovers and/Spillovers or/' $essay && built long "the passage of a word of the index"

# What leads to a place in the text.
printf '\nSee [the note](/essays/long/#note-1).\n' >>r/content/essays/second.md && built long "a link to a note"
printf '\nAs it is.\n' >>$essay && built short "a text that keeps all its places"
sed -i 's/^- one or 1/- one/' $essay && built long "a text with one place less"
sed -i 's/^- one/- one!/' $essay && built long "a mark in a passage that others may show"
sed -i 's/^## Of stones.*/&\n\nIt is so and so./' $essay && built long "a passage right below a heading, which others may show"
printf '\nSee [the last one](/essays/long/#note-2).\n' >>r/content/essays/second.md && built long "a link to another note"
sed -i 's/ \[^m\] / /; s/^\[^m\]: .*//' $essay
run 1 "$COLOPHON" build -s r
told '/essays/long/#note-2'

# What stands in the output is not as it was written.
rm -r r && cp -r start r && run 0 "$COLOPHON" build -s r
sed -i 's/To be or not/To *be* or not/' $essay
echo >>r/site/essays/long/index.html && built long "its page was changed"
sed -i 's/To .be. or not/To be or not/' $essay
rm r/site/essays/first/index.html && built long "another page is gone"
sed -i 's/To be or not/To *be* or not/' $essay
rm -r r/.colophon/site/remembered && built long "nothing is remembered"
sed -i 's/To .be. or not/To be or not/' $essay && built short "and then it is"

# Whatever layouts do with the text.
mkdir r/layouts && sed 's/{{{essay.body}}}/{{essay.body}}/' "$COLOPHON_DATA/layouts/essay.html" >r/layouts/essay.html
built long "a layout of its own"
sed -i 's/To be or not/To *be* or not/' $essay && built long "a layout that escapes the text"
sed 's/{{{essay.body}}}/&&/' "$COLOPHON_DATA/layouts/essay.html" >r/layouts/essay.html && built long "another layout"
sed -i 's/To .be. or not/To be or not/' $essay && built long "a layout that shows the text twice"

# A book has the text, too.
rm -r r && cp -r start r && mkdir r/content/lists && printf '%s\n' --- 'title: L' 'items: [long]' --- >r/content/lists/l.md
run 0 "$COLOPHON" build -s r
sed -i 's/To be or not/To *be* or not/' $essay && built long "an essay of a reading list"
printf '\nSo it is.\n' >>r/content/essays/first.md && built short "one of none"

# So have feeds, where they have the texts.
rm -r r && cp -r start r && printf 'feed: full\n' >>r/content/site.yaml
run 0 "$COLOPHON" build -s r
sed -i 's/To be or not/To *be* or not/' $essay && built long "feeds with texts"

# In a repository an edit has a past.
rm -r r && cp -r start r && git -C r init -q && git -C r add -A && git -C r commit -qm Begin
run 0 "$COLOPHON" build -s r
sed -i 's/To be or not/To *be* or not/' $essay && built long "in a repository"
finish
