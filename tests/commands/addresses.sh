#!/bin/sh
# What was published stays: the list of addresses, what it is compared with, and what is told when one would vanish.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
unset COLOPHON_PUBLISHED

# essay NAME [LINE of front matter]
essay() {
    {
        printf '%s\n' '---' "title: The $1 one" "authors: [Ann $1]"
        [ -z "${2:-}" ] || printf '%s\n' "$2"
        printf '%s\n' '---' '' "What $1 says at first, in a few words." '' "## The place of $1" '' "And $1 goes on with this in the end."
    } >"r/content/essays/$1.md"
}

mkdir -p r/content/essays r/content/glossary
printf '%s\n' 'title: R' >r/content/site.yaml
for name in iron salt tin; do essay $name; done
printf '%s\n' '---' 'term: Alloy' '---' '' 'Two metals.' >r/content/glossary/alloy.md
commit_all r 'First'

# The list.
run 0 "$COLOPHON" build -s r
run 0 "$COLOPHON" addresses -s r
same "the command prints what the site has" r/site/addresses.txt "$out"
said '^/$'
said '^/essays/iron/ the-place-of-iron p-[a-z0-9]{7} p-[a-z0-9]{7} p-[a-z0-9]{7}$'
said '^/essays/iron/history/$'
said '^/authors/ann-iron/$'
said '^/glossary/ alloy$'
expect_not "nothing that only programs read" grep -qE '^/(404|build|robots|sitemap|assets|addresses)' "$out"
expect "it is sorted" env LC_ALL=C sort -c "$out"
cp "$out" first

# What no commit has is promised to nobody.
essay new
echo 'A passage that no commit has.' >>r/content/essays/iron.md && sed -i 's/^And iron goes/\n&/' r/content/essays/iron.md
run 0 "$COLOPHON" addresses -s r
said '^/essays/new/ ~ ~'
said '^/authors/ann-new/ ~$'
commit_all r 'More'
run 0 "$COLOPHON" addresses -s r
said '^/essays/new/ the-place-of-new p-'

# Compared with a list.
run 0 "$COLOPHON" check -s r --published first
cp first lost && printf '%s\n' '/essays/an-iron/' '/essays/gone/ ~' '/topics/x/y/' >>lost && sed -i 's|^/essays/tin/ |&an-old-place |' lost
run 1 "$COLOPHON" check -s r --published lost
told '^lost:[0-9]+:1: error\[E420\]: "/essays/an-iron/" was published, and nothing would stand there any more$'
told 'write into content/gone.yaml where it went, "/essays/an-iron/: \{to: /essays/iron/\}"'
told '^lost:[0-9]+:1: warning\[W425\]: "/essays/gone/" was published'
told '^lost:[0-9]+:1: error\[E421\]: places on "/essays/tin/" were published, and would not be found any more: #an-old-place$'
expect "nothing else is missed" test "$(grep -c 'E42[01]' "$err")" -eq 3
mkdir published && cp lost published/addresses.txt
run 1 "$COLOPHON" build -s r -o r/new --published published
expect_not "nothing was published" test -e r/new/index.html
run 0 "$COLOPHON" build -s r -o r/new --published none
run 2 "$COLOPHON" check -s r --published nowhere.txt
told 'error\[E424\]: the list of what was published cannot be read: No such file'
printf '%s\n' 'no address' >damaged
run 1 "$COLOPHON" check -s r --published damaged
told '^damaged:1:1: error\[E423\]: an address begins with "/"$'

# A heading that is reworded keeps its old id where its passage is, one that is cut on the page that says so, and one that was
# only in a draft is not told.
mkdir -p h/content/essays && printf '%s\n' 'title: H' >h/content/site.yaml
text() {
    printf '%s\n' '---' 'title: A' "$1" '---' '' 'The words before it.' '' "$2" '' 'The words after it, which stay.' '' "$3" '' \
        'The last words of all.'
}
text 'draft: true' '## A name for nobody yet' '## The end' >h/content/essays/a.md && commit_all h 'A draft'
text 'note: x' '## Of metals and their prices in the long run' '## The end' >h/content/essays/a.md && commit_all h 'Open'
run 0 "$COLOPHON" build -s h
text 'note: x' '## Of metals and of their prices in the longest run' '' >h/content/essays/a.md && commit_all h 'Reword, and cut'
run 0 "$COLOPHON" build -s h --published h/site
page=h/site/essays/a/index.html
expect "the old id stands in the heading" \
    grep -q '<h2 id="of-metals-and-of-their-prices-in-the-longest-run".*<span class="place" id="of-metals-and-their-prices-in-the-long-run">' $page
expect "that of the heading that was cut stands where this is said" grep -q '<li id="p-[a-z0-9]*"><span class="place" id="the-end">' $page
expect_not "a draft's is told nowhere" grep -rq 'a-name-for-nobody' h/site
expect "each id stands once" test -z "$(grep -o ' id="[^"]*"' $page | sort | uniq -d)"
run 0 "$COLOPHON" addresses -s h
said '^/essays/a/ of-metals-and-of-.* of-metals-and-their-prices-in-the-long-run p-.* the-end$'
text 'note: y' '## Wholly other words for it' '## The end' >h/content/essays/a.md && commit_all h 'Again'
run 0 "$COLOPHON" check -s h --published h/site
run 0 "$COLOPHON" build -s h
cp -r h/site h/again && rm -rf h/site h/.colophon
run 0 "$COLOPHON" build -s h
expect "a clean build gives the same" diff -r h/site h/again

# Ids in raw HTML, of attributes and of boxes are places, too, and stay where their passages are; notes are numbered anew.
places() {
    printf '%s\n' '---' 'title: P' '---' '' "The first words$1 of it, which stay." '' '<a id="lone"></a>' '' 'Other words that follow it.[^n]' '' \
        '::: box {#boxed}' 'Words in a box.' ':::' '' "$2" '' '[^n]: A note.'
}
places ', <span id="in-line">set</span> so,' '<div id="around">

The last words, in a division.

</div>' >h/content/essays/p.md && commit_all h 'Places'
mkdir h/content/topics && { printf '%s\n' '---' 'name: T' '---' '' && echo 'Of <i id="topical">it</i>.'; } >h/content/topics/t.md
sed -i '2a topics: [T]' h/content/essays/p.md && commit_all h 'And of a topic'
run 0 "$COLOPHON" build -s h
run 0 "$COLOPHON" addresses -s h
said '^/essays/p/ in-line lone boxed around p-'
said '^/topics/t/ topical$'
places '' 'The last words, in no division.' >h/content/essays/p.md
sed -i '2a topics: [T]; s/::: box {#boxed}/::: box/; /lone/d' h/content/essays/p.md && sed -i 's/{#boxed}//; /lone/d' h/content/essays/p.md
commit_all h 'Without'
run 0 "$COLOPHON" check -s h
run 0 "$COLOPHON" build -s h --published none
for id in in-line lone boxed around; do expect "#$id is found" grep -q " id=\"$id\"" h/site/essays/p/index.html; done
sed -i 's/<i id="topical">it<.i>/it/' h/content/topics/t.md
commit_all h 'Without that, too'
run 0 "$COLOPHON" build -s h
expect "the place of a text that is no essay's is kept beside it" grep -q '<p class="gone".* id="topical"' h/site/topics/t/index.html
rm -rf h/.git h/site h/.colophon && run 0 "$COLOPHON" build -s h
sed -i 's/The last words/The <b id="more">last<\/b> words/' h/content/essays/p.md && run 0 "$COLOPHON" build -s h
expect "an edit that brings a place is seen by the list" grep -q '^/essays/p/ more$' h/site/addresses.txt

# What is held back is not missed, and neither are the places of a text that is.
cp -r r held
sed -i '2a draft: true' held/content/essays/iron.md
sed -i '2a access: summary' held/content/essays/tin.md
run 0 "$COLOPHON" addresses -s held --published first
expect_not "what is held back is no error" grep -q 'E42' "$err"
told '^content/essays/iron.md: note\[W418\]: what was published goes, since it is a draft now: "/essays/iron/" and [0-9]+ more addresses$'
told '^content/essays/tin.md: note\[W418\]: what was published goes, since its text is held back now: "/versions/[0-9a-f]+/", and [0-9]+ places on "/essays/tin/"$'
expect_not "it is not in the list" grep -q 'essays/iron\|place-of-tin' "$out"

# The lock.
printf '%s\n' '*.txt text' >r/.gitattributes
run 0 "$COLOPHON" addresses -s r --record
expect "git is told to merge by union" grep -qx 'content/addresses.lock merge=union' r/.gitattributes
expect "and nothing else is changed there" grep -qx '\*.txt text' r/.gitattributes
run 0 "$COLOPHON" addresses -s r
same "the lock has all" "$out" r/content/addresses.lock
commit_all r 'Promise'
run 0 "$COLOPHON" check -s r --strict -u https://example.org/ --published none
run 0 "$COLOPHON" check -s r
expect_not "all is recorded" grep -q W422 "$err"
essay later && commit_all r 'Later'
run 0 "$COLOPHON" check -s r
told '^content/addresses.lock: warning\[W422\]: [0-9]+ pages or places on them are not recorded yet, "/authors/ann-later/" first$'
cp r/content/addresses.lock old && printf '%s\n' '/essays/long-gone/ a b' >>r/content/addresses.lock
run 1 "$COLOPHON" check -s r
told '^content/addresses.lock:[0-9]+:1: error\[E420\]: "/essays/long-gone/"'
run 1 "$COLOPHON" addresses -s r --record
expect_not "with errors nothing is recorded" grep -q ann-later r/content/addresses.lock
printf '/essays/tin/ > /essays/iron/\n/essays/salt/ more\n' >>old && cp old r/content/addresses.lock
run 1 "$COLOPHON" check -s r
told 'E421.*"/essays/salt/".*#more$'

# A clone without the past finds what was published in the lock: a rename, what is gone, places by the words that they have now.
mkdir -p s/content/essays s/content/glossary s/content/pages
printf '%s\n' 'title: S' 'base_url: https://s.example.org/' >s/content/site.yaml
printf '%s\n' /site/ /.colophon/ >s/.gitignore
for name in zinc lead gold; do sed "s/iron/$name/g; 2a date: 2020-02-02" r/content/essays/iron.md >s/content/essays/$name.md; done
printf '%s\n' '---' 'title: Secret' '---' '' '## A hidden part' '' 'Words to be hidden.' >s/content/essays/secret.md
printf '%s\n' '---' 'term: Alloy' '---' '' 'Two metals.' >s/content/glossary/alloy.md
printf '%s\n' '---' 'title: About' '---' '' '## Who' '' 'We.' >s/content/pages/about.md
commit_all s 'First'
run 0 "$COLOPHON" build -s s
id=$(grep -o '<p id="p-[^"]*"' s/site/essays/zinc/index.html | head -n 1 | cut -d'"' -f2)
git -C s mv content/essays/zinc.md content/essays/zincum.md && git -C s mv content/glossary/alloy.md content/glossary/alloys.md
sed -i 's/What zinc says at first/What the zinc said at first/; s/## The place of zinc/## Where zinc is/' s/content/essays/zincum.md
sed -i 's/Ann zinc/Ann Zink/' s/content/essays/zincum.md
sed -i 's/## Who/## Us/' s/content/pages/about.md
git -C s rm -q content/essays/lead.md
commit_all s 'Rename, reword, withdraw'
run 0 "$COLOPHON" build -s s
expect "a page's old heading is kept" grep -q '<p class="gone".* id="who"' s/site/about/index.html
expect "a term's old place is kept" grep -q '<section class="term" id="alloys"><span class="place" id="alloy">' s/site/glossary/index.html
run 0 "$COLOPHON" addresses -s s --record
commit_all s 'Record'
run 0 "$COLOPHON" build -s s -o with && rm -rf clean && mv s/content/addresses.lock lock && run 0 "$COLOPHON" build -s s -o clean
rm with/build.json with/colophon/index.html clean/build.json clean/colophon/index.html
same_tree "where the past is here the lock changes nothing" with clean
mv lock s/content/addresses.lock
sed -i '2a draft: true' s/content/essays/secret.md && commit_all s 'Hold one back'
git clone -q --depth 1 "file://$work/s" t && run 0 "$COLOPHON" build -s t
expect_not "nothing vanishes" grep -q 'E42' "$err"
for address in $(grep -v secret s/content/addresses.lock | cut -d' ' -f1); do
    case $address in *.*) path=t/site$address ;; *) path=t/site${address}index.html ;; esac
    case $address in /versions/*) continue ;; esac
    expect "$address stands in the clone" test -f "$path"
    for place in $(grep "^$address " s/content/addresses.lock | cut -d' ' -f2- | tr ' ' '\n' | grep -v '[>/~]' | cut -d= -f1); do
        expect "and has #$place" grep -q " id=\"$place\"" "$path"
    done
done
expect "an old name shows the page" grep -q '<p class="alias">' t/site/essays/zinc/index.html
expect "the place is in its passage" grep -q "<p id=\"p-[a-z0-9]*\"><span class=\"place\" id=\"$id\"></span>.*What the zinc said" t/site/essays/zincum/index.html
expect "what is gone says no word" grep -q 'is not known in this copy' t/site/essays/lead/index.html
expect_not "what is held back is told nowhere" grep -rq 'hidden part\|to be hidden\|essays/secret\|Secret' t/site
run 0 "$COLOPHON" build -s t -o again && cp -r t u && rm -rf u/.git u/site u/.colophon && run 0 "$COLOPHON" build -s u
same_tree "a clean build gives the same" t/site again
rm -rf u/content/essays/zincum.md && run 0 "$COLOPHON" build -s u
expect "without git, too, what went has a page" grep -q 'is not known in this copy' u/site/essays/zincum/index.html
printf 'no address\n' >>u/content/addresses.lock && run 1 "$COLOPHON" check -s u --published none
told 'error\[E423\]'

# The branch of a host.
make_reader b
commit_all b 'First'
run 0 "$COLOPHON" build -s b
git -C b checkout -q --orphan gh-pages && git -C b rm -rqf . && cp first b/addresses.txt
commit_all b 'Published' && git -C b checkout -q main
run 1 "$COLOPHON" check -s b
told '^gh-pages:addresses.txt:[0-9]+:1: error\[E420\]: "/essays/iron/"'
git clone -q b c && run 1 "$COLOPHON" check -s c
told '^gh-pages:addresses.txt:[0-9]+:1: error\[E420\]: "/essays/iron/"'
git -C b branch -q -m gh-pages pages && run 1 "$COLOPHON" check -s b
told '^pages:addresses.txt:[0-9]+:1: error\[E420\]: "/essays/iron/"'
git -C c fetch -q --prune && run 1 "$COLOPHON" check -s c
told '^pages:addresses.txt:[0-9]+:1: error\[E420\]: "/essays/iron/"'

# The output's own, when there is no other: what git knows is healed, ...
mkdir -p o/content/essays && printf '%s\n' 'title: O' >o/content/site.yaml
sed 's/iron/copper/g' r/content/essays/iron.md >o/content/essays/copper.md
sed 's/tin/lead/g' r/content/essays/tin.md >o/content/essays/lead.md
sed 's/salt/coal/g' r/content/essays/salt.md >o/content/essays/coal.md
commit_all o 'First'
run 0 "$COLOPHON" build -s o
cp o/site/addresses.txt before
git -C o mv content/essays/copper.md content/essays/cuprum.md && git -C o rm -q content/essays/lead.md
sed -i 's/## The place of coal/## The places of coal/; s/Ann coal/Ann Coal Miner/' o/content/essays/coal.md
commit_all o 'Rename, remove, reword'
run 0 "$COLOPHON" build -s o
for address in $(cut -d' ' -f1 before); do
    path=o/site$address
    expect "$address stands" test -f "${path%/}" -o -f "$path/index.html"
done
# ... and what nobody knows is an error, while the old site stands.
cp -r o n && rm -rf n/.git n/site n/.colophon
run 0 "$COLOPHON" build -s n
stamp n/site >standing
rm n/content/essays/coal.md
run 1 "$COLOPHON" build -s n
told '^site/addresses.txt:[0-9]+:1: error\[E420\]: "/essays/coal/" was published'
told '^site/addresses.txt:[0-9]+:1: error\[E420\]: "/authors/ann-coal-miner/" was published'
stamp n/site >now && same "nothing was changed" standing now
run 1 "$COLOPHON" check -s n
printf '%s\n' '/essays/coal/: {reason: It was burnt.}' '/authors/ann-coal-miner/: {to: /authors/}' >n/content/gone.yaml
run 0 "$COLOPHON" build -s n
expect "the reason stands there" grep -q 'It was burnt' n/site/essays/coal/index.html
rm n/content/essays/cuprum.md
COLOPHON_PUBLISHED=none run 0 "$COLOPHON" build -s n
expect_not "what nobody has seen may go" test -e n/site/essays/cuprum

# What gone.yaml says of a place stands beside the text, and the place is missed in no build.
make_reader y
mkdir -p y/content/essays y/content/media
printf '%s\n' --- 'title: Amber' --- '' 'Of amber.' '' '## Where it is found' '' 'On shores.' >y/content/essays/amber.md
printf '%s\n' --- 'title: Jet' --- '' 'Of jet.' '' '## Mourning' '' 'It is black.' >y/content/essays/jet.md
printf 'not a picture' >y/content/media/new.png
printf '%s\n' '/essays/amber/ cut moved' '/media/old.png' >lost
run 1 "$COLOPHON" check -s y --published lost
told 'content/gone.yaml, "/essays/amber/#id: \{reason: \.\.\.\}"'
told 'E420.*"/media/old.png"'
printf '%s\n' '/essays/amber/#cut: {reason: It was not mine to tell.}' '/essays/amber/#moved: {to: /essays/jet/#mourning}' \
    '/media/old.png: {reason: It was lost.}' >y/content/gone.yaml
run 0 "$COLOPHON" build -s y --published lost
expect "the reason stands there" grep -q '<p class="gone" role="note" id="cut">It was not mine to tell.</p>' y/site/essays/amber/index.html
expect "so does where it went" grep -q '<p class="gone" role="note" id="moved">.*<a href="../../essays/jet/#mourning">Jet</a>' y/site/essays/amber/index.html
expect "they are promised" grep -qx '/essays/amber/ where-it-is-found cut moved' y/site/addresses.txt
expect_not "no page has the name of a file" test -e y/site/media/old.png
printf '%s\n' '' '<a id="cut"></a> It came back.' >>y/content/essays/amber.md
run 0 "$COLOPHON" build -s y
told 'content/gone.yaml:1:1: warning\[W417\]: "/essays/amber/#cut" is not gone'
expect "an id stands once" test "$(grep -c 'id="cut"' y/site/essays/amber/index.html)" -eq 1
commit_all y 'Begin'
run 0 "$COLOPHON" build -s y -o y/past
run 0 "$COLOPHON" addresses --record -s y
git clone -q --depth 1 "file://$PWD/y" shallow
run 0 "$COLOPHON" build -s shallow -o heirs
expect "a clone without the past shows them, too" grep -q 'id="moved"' heirs/essays/amber/index.html

# Another page takes an address: what the one before it had there, as a page or by an old name, is missed.
text() { { printf '%s\n' '---' "$2: $3" ${4:+"$4"} '---' '' "Of $3, some words." '' "## The place of $3" '' "More of $3, in the end."; } >"z/content/$1.md"; }
move() { git -C z mv "content/$1.md" "content/$2.md"; }
make_reader z
mkdir -p z/content/topics z/content/pages
text essays/renamed title Copper && text essays/removed title Lead && text essays/led title Zinc 'aliases: [/old-zinc/]'
text topics/moved name Ores 'slug: ores' && text pages/mine title Mines && text essays/secret title Silver
text essays/other title Nickel 'topics: [Ores]' && commit_all z 'Begin'
move essays/renamed essays/copper && move essays/secret essays/silver && move pages/mine pages/mines
text topics/moved name Ores 'slug: all-ores' && git -C z rm -q content/essays/removed.md && commit_all z 'Rename, and remove'
run 0 "$COLOPHON" build -s z
cp z/site/addresses.txt stood
for name in renamed secret; do text essays/$name title "Another $name"; done
text essays/newer title Newer 'slug: removed'
text topics/another name Stones 'slug: ores' && text pages/mine title 'Another mine'
text essays/led title Zinc && text essays/other title Nickel 'aliases: [/old-zinc/]'
text essays/silver title Silver 'access: summary' && commit_all z 'Replace'
run 1 "$COLOPHON" check -s z --published stood
missed() {
    told "E421.*places on \"$1\" were published, and would not be found any more: #the-place-of-$2"
    told "\"$3\" has most of them now: give what stands at \"$1\" another address, or write into content/gone.yaml"
}
missed /essays/renamed/ copper /essays/copper/
missed /essays/removed/ lead '/versions/[0-9a-f]+/'
missed /old-zinc/ zinc /essays/led/
missed /topics/ores/ ores /topics/all-ores/
missed /mine/ mines /mines/
expect "nothing else is missed, and nothing of what is held back" test "$(grep -c 'E42[01]' "$err")" -eq 5
for address in /essays/renamed/ /essays/removed/ /topics/ores/ /mine/ /old-zinc/; do echo "$address: {reason: Another has it now.}"; done >z/content/gone.yaml
run 0 "$COLOPHON" build -s z --published stood
before() { expect "the history of $1 says what was there before" grep -q "This address was that of <a href=\"../../../$3[^\"]*\">$2</a> before" "z/site/essays/$1/history/index.html"; }
before renamed Copper essays/copper/ && before removed Lead versions/
expect_not "of what is held back it says nothing" grep -q 'This address' z/site/essays/secret/history/index.html
run 0 "$COLOPHON" history -s z renamed
said '^/essays/renamed/ was the address of Copper before, now /essays/copper/$'
expect_not "an entry for what something else had is not too much" grep -q 'W417.*/\(essays\|topics\|mine\)' "$err"
commit_all z 'Say so' && run 0 "$COLOPHON" build -s z --published none && cp z/site/addresses.txt stood
sed -i '2a slug: elsewhere' z/content/essays/renamed.md z/content/topics/another.md && sed -i 's/^slug: ores//' z/content/topics/another.md
commit_all z 'Move those, too' && run 0 "$COLOPHON" build -s z --published stood
for below in essays/renamed/history topics/ores/changes; do
    expect "a reason stands for what stood below, too: $below" grep -q 'Another has it now' z/site/$below/index.html
done

# Parts of a list that is shorter now lead to it, as the lock has them; without one they are missed.
mkdir -p p/content/essays && printf '%s\n' 'title: P' 'page_size: 4' 'base_url: https://p.example.org/' >p/content/site.yaml
printf '%s\n' /site/ /.colophon/ >p/.gitignore
for year in 2015 2016 2017 2018 2019; do
    printf '%s\n' --- "title: Of $year" "date: $year-02-03" 'topics: [Tea]' --- '' "Words of $year." >p/content/essays/of-$year.md
done
commit_all p 'Begin' && run 0 "$COLOPHON" addresses -s p --record && commit_all p 'Record'
run 0 "$COLOPHON" build -s p
expect "the list has parts" grep -qx '/topics/tea/year/2016/' p/site/addresses.txt
git -C p rm -q content/essays/of-2019.md && commit_all p 'Fewer' && run 0 "$COLOPHON" build -s p
for list in essays topics/tea chronology; do
    expect "the part of /$list/ leads to it" grep -qx "/$list/year/2016/ > /$list/" p/site/addresses.txt
    expect "with the whole list" grep -q 'Of 2015' p/site/$list/year/2016/index.html
done
git clone -q --depth 1 "file://$work/p" q && run 0 "$COLOPHON" build -s q
expect "so it does in a clone without the past" grep -qx '/topics/tea/year/2016/ > /topics/tea/' q/site/addresses.txt
run 0 "$COLOPHON" addresses -s p --record && commit_all p 'Record the shorter ones'
printf '%s\n' --- 'name: Tea' 'slug: chai' --- >tea.md && mkdir p/content/topics && mv tea.md p/content/topics/ && commit_all p 'Rename' && run 0 "$COLOPHON" build -s p
expect "below an old name, too" grep -qx '/topics/tea/year/2016/ > /topics/chai/' p/site/addresses.txt
git -C p checkout -q HEAD~4 -- content/essays && commit_all p 'Again more' && run 0 "$COLOPHON" build -s p
expect "a list that is long again has its parts" grep -qx '/essays/year/2016/' p/site/addresses.txt
git -C p rm -q content/addresses.lock && cp p/site/addresses.txt stood && git -C p rm -q content/essays/of-2018.md && commit_all p 'Without the lock'
run 1 "$COLOPHON" check -s p --published stood
told 'E420.*"/essays/year/2016/"'
expect_not "but not those of the index, which any edit may make shorter" grep -q 'E420.*"/index/' "$err"
told '"/essays/year/2016/: \{to: /essays/\}"'

mkdir -p n/content/glossary && printf '%s\n' 'title: N' 'page_size: 2' >n/content/site.yaml
names() { printf '%s\n' --- 'term: Tin' "also: [$1]" --- '' 'A metal.' >n/content/glossary/tin.md; }
names 'Blik, Stannum' && commit_all n 'Begin' && run 0 "$COLOPHON" build -s n
expect "the index has a part" grep -qx '/index/letter/b/' n/site/addresses.txt
names 'Stannum' && commit_all n 'Fewer' && run 0 "$COLOPHON" build -s n
expect "which leads to it, without a lock" grep -qx '/index/letter/b/ > /index/' n/site/addresses.txt
expect "with the whole index" grep -q 'Stannum' n/site/index/letter/b/index.html

# A file beside an essay goes with it, or below content/media: it stands at its old address, too. Not where its name alone is known.
mkdir -p w/content/essays/ship w/content/media && printf '%s\n' 'title: W' >w/content/site.yaml
printf '%s\n' --- 'title: Ship' --- '' '![A hull](hull.png) ![A sail](sail.png) ![A rope](rope.png)' >w/content/essays/ship/index.md
for name in hull sail rope; do echo "not a picture of a $name" >w/content/essays/ship/$name.png; done
commit_all w 'Begin' && run 0 "$COLOPHON" build -s w
git -C w mv content/essays/ship content/essays/vessel && git -C w mv content/essays/vessel/sail.png content/media/sail.png
git -C w mv content/essays/vessel/rope.png content/essays/vessel/line.png
sed -i 's|(sail.png)|(/media/sail.png)|; s|rope.png|line.png|' w/content/essays/vessel/index.md && commit_all w 'Move'
run 1 "$COLOPHON" check -s w
told 'E420.*"/essays/ship/rope.png"'
expect "no other file is missed" test "$(grep -c E420 "$err")" -eq 1
echo '/essays/ship/rope.png: {to: /essays/vessel/line.png}' >w/content/gone.yaml
run 0 "$COLOPHON" build -s w
for name in hull sail rope; do expect "$name.png has its bytes" grep -q "a $name" w/site/essays/ship/$name.png; done
# Two branches wrote one text, and the merge took one of theirs: what each was told against still leads on when the text is gone.
mkdir -p g/content/essays && printf '%s\n' 'title: G' >g/content/site.yaml
bread() { # TEXT DAY MESSAGE
    printf '%s\n' --- 'title: Bread' --- '' "$1" >g/content/essays/bread.md
    GIT_AUTHOR_DATE="2024-01-0$2T09:00:00Z" GIT_COMMITTER_DATE="2024-01-0$2T09:00:00Z" commit_all g "$3"
}
printf '%s\n' --- 'title: Other' --- '' 'It stays.' >g/content/essays/other.md
bread 'Bread is baked in the old mill before noon.' 1 Begin
git -C g checkout -q -b side && bread 'Bread is baked in the old mill and carried over the bridge before noon.' 3 'On a branch'
git -C g checkout -q - && bread 'Bread is baked in the new mill before noon.' 2 'Beside it'
git -C g merge -q -s recursive -X theirs -m 'Take the branch' side
run 0 "$COLOPHON" build -s g
expect "each is told against the first" test "$(grep -c '^/versions/.*/from/' g/site/addresses.txt)" -ge 2
git -C g rm -q content/essays/bread.md && commit_all g 'Withdraw it' && run 0 "$COLOPHON" build -s g
expect "and what it was told against leads on" test "$(grep -c '^/versions/.*/from/.* > /essays/bread/$' g/site/addresses.txt)" -ge 2

# What is made of the past, or a part of a list, takes an old address: its places are missed, but not at an essay's own history.
mkdir -p h/content/essays && printf '%s\n' 'title: H' 'page_size: 4' >h/content/site.yaml
history() { printf '%s\n' --- "title: The $1" "date: $2-02-03" 'topics: [Tea]' "$3" --- '' "What is told of the $1." '' "## A place of the $1" '' "And more of the $1." >"h/content/essays/$1.md"; }
history boat 2015 'permalink: /2013/ship-history/' && history cart 2016 'permalink: /topics/tea/year/2017/'
history crane 2015 'permalink: /2013/crane.html' && commit_all h 'Begin'
history boat 2015 'slug: boat' && history cart 2016 'slug: cart' && git -C h rm -q content/essays/crane.md && commit_all h 'Move' && run 0 "$COLOPHON" build -s h
expect "an essay's history shows that it is gone" grep -qx '/2013/crane-history/ > /2013/crane.html' h/site/addresses.txt
cp h/site/addresses.txt stood && history crane 2015 'permalink: /2013/crane.html' && commit_all h 'Restore it' && run 0 "$COLOPHON" build -s h --published stood
expect "and is a history again" grep -qx '/2013/crane-history/' h/site/addresses.txt
cp h/site/addresses.txt stood && history ship 2014 'permalink: /2013/ship.html'
for year in 2017 2018 2019; do history of-$year $year 'slug: '; sed -i '/^slug: $/d' h/content/essays/of-$year.md; done
commit_all h 'Take both' && run 1 "$COLOPHON" check -s h --published stood
told 'E421.*places on "/2013/ship-history/" were published.*#a-place-of-the-boat'
told 'E421.*places on "/topics/tea/year/2017/" were published.*#a-place-of-the-cart'
expect "no other is missed" test "$(grep -c 'E42[01]' "$err")" -eq 2
printf '%s\n' '/2013/ship-history/: {reason: The ship has it now.}' '/topics/tea/year/2017/: {reason: A list has it now.}' >h/content/gone.yaml
run 0 "$COLOPHON" build -s h --published stood

# A name that differs only in case, or is that of a folder, is the same file, whichever other file has most of its words now.
mkdir -p k/content/essays && printf '%s\n' 'title: K' >k/content/site.yaml
for name in rope sail; do
    printf '%s\n' --- "title: A $name" --- '' "Of a $name." '' "## Why a $name" '' "A $name is made by hand, in many days, and of hemp." '' "It is sold by the yard, $name by $name." >k/content/essays/$name.md
done
commit_all k 'Begin' && run 0 "$COLOPHON" build -s k && cp k/site/addresses.txt stood
git -C k mv content/essays/rope.md content/essays/hemp.md && git -C k mv content/essays/sail.md content/essays/canvas.md && mkdir k/content/essays/sail
printf '%s\n' --- 'title: A rope' --- '' 'Of a rope.' >k/content/essays/Rope.md
printf '%s\n' --- 'title: A sail' --- '' 'Of a sail.' >k/content/essays/sail/index.md
commit_all k 'Split' && run 0 "$COLOPHON" build -s k --published stood
for name in rope sail; do expect "the place stays at $name" grep -q "id=\"why-a-$name\"" k/site/essays/$name/index.html; done

# An alias was published, too: it stays when its line is taken out, when its page is renamed or goes, and when a record goes whose
# name stays. Where the line moves to another essay, that is told once, with the page that has the places.
mkdir -p a/content/essays a/content/topics && printf '%s\n' 'title: A' >a/content/site.yaml
metal() { printf '%s\n' --- "title: $2" 'topics: [Ore, Rock]' "$3" --- '' "Of $2, some words." '' "## The place of $2" '' "More of $2, in the end." >"a/content/essays/$1.md"; }
ore() { printf '%s\n' --- "name: $1" "$2" --- '' "Of $1." >"a/content/topics/$1.md"; }
metal zinc Zinc 'aliases: [/old-zinc/, beside]' && metal lead Lead 'redirect_from: /dull.html' && metal tin Tin 'aliases: [/old-tin/]'
metal iron Iron 'slug: iron' && ore Ore 'aliases: [/ores/]' && ore Rock 'aliases: [/rocks/]' && ore Slag 'aliases: [/slags/]'
metal secret Secret "$(printf '%s\n' 'draft: true' 'aliases: [/hushed/]')" && metal open Open "$(printf '%s\n' 'draft: true' 'aliases: [/hushed-too/]')"
commit_all a 'Begin' && run 0 "$COLOPHON" build -s a && cp a/site/addresses.txt stood
git -C a mv content/essays/zinc.md content/essays/zink.md && metal zink Zinc 'slug: zink' && git -C a rm -q content/essays/lead.md content/essays/secret.md && metal open Open 'slug: open'
ore Ore 'slug: ore' && git -C a rm -q content/topics/Rock.md content/topics/Slag.md && metal iron Iron 'aliases: [/old-tin/]' && metal tin Tin 'slug: tin'
commit_all a 'Take them out' && run 1 "$COLOPHON" check -s a --published stood
told 'E421.*"/old-tin/".*#the-place-of-Tin|E421.*"/old-tin/".*#the-place-of-tin'
told '"/essays/tin/" has most of them now'
expect "it is all that is told" test "$(grep -c 'E42[01]' "$err")" -eq 1
echo '/old-tin/: {reason: Iron has it now.}' >a/content/gone.yaml && run 0 "$COLOPHON" build -s a --published stood
expect_not "that entry is not too much" grep -q W417 "$err"
expect_not "nor is an alias of a draft told" grep -q hushed a/site/addresses.txt
leads() { expect "$1 leads to $2" grep -qx "$1 > $2" a/site/addresses.txt; }
leads /old-zinc/ /essays/zink/ && leads /essays/beside/ /essays/zink/ && leads /old-zinc/history/ /essays/zink/history/
leads /dull.html /essays/lead/ && leads /dull-history/ /essays/lead/ && leads /ores/ /topics/ore/ && leads /ores/changes/ /topics/ore/changes/
leads /rocks/ /topics/rock/ && leads /slags/ /topics/slag/ && leads /old-tin/ /essays/iron/
echo '/dull.html: {to: /essays/tin/}' >>a/content/gone.yaml && run 0 "$COLOPHON" build -s a --published stood
leads /dull.html /essays/tin/
printf '%s\n' '/old-tin/: {reason: Iron has it now.}' '/old-zinc/: {reason: Nobody needs it.}' >a/content/gone.yaml && run 0 "$COLOPHON" build -s a --published stood
expect "a reason stands for one" grep -q 'Nobody needs it' a/site/old-zinc/index.html
finish
