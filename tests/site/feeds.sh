#!/bin/sh
# The feeds of essays: of the reader, and of each topic, place and author; with summaries, and with whole texts.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

mkdir -p r/layouts && cp -r "$root/content" r/content
base=$(sed -n 's/^base_url: *//p' r/content/site.yaml)
base=${base%/}/
printf '%s\n' --- 'title: Held back' 'topics: [diffusion]' 'authors: [Chen Shumei]' 'date: 2030-01-01' 'access: summary' 'summary: What may be said.' --- '' \
    'A zebrafish that nobody may see.' >r/content/essays/held-back.md
printf '%s\n' --- 'name: Without essays' --- 'Nothing names it.' >r/content/topics/without.md
git -C r init -q && git -C r add -A && git -C r commit -q -m 'Begin'
valid() { find "$1" -name feed.xml -exec jing -c "$here/atom.rnc" {} +; }
changed_feeds() { (cd "$1" && find . -name feed.xml -exec cmp -s {} "../$2/{}" \; -o -name feed.xml -print) | sort | tr '\n' ' '; }

run 0 "$COLOPHON" build --future -s r -o summary
expect "with summaries each is what its page lists" python3 "$here/feeds.py" summary "$base" summary zebrafish
printf 'feed: full\n' >>r/content/site.yaml
run 0 "$COLOPHON" build --future -s r -o full
expect "and so it is with the texts, which lead to pages and places that are there" python3 "$here/feeds.py" full "$base" full zebrafish
if command -v jing >/dev/null; then
    expect "all are valid Atom feeds" valid summary
    expect "with texts, too" valid full
else
    skip "jing is not installed"
fi
expect "what is held back has its summary there" grep -q 'What may be said' full/topics/diffusion/feed.xml
expect "a topic that no essay names has an empty one" sh -c '! grep -q "<entry>" full/topics/without/feed.xml'

# An edited text changes the feeds that have it, and no other.
mv full before
sed -i 's/^Shi starts from/Shi begins with/' r/content/essays/impedance-reducer.md
run 0 "$COLOPHON" build --future -s r -o full
for feed in $(changed_feeds full before); do
    expect "$feed has the essay" grep -q '<id>[^<]*/essays/impedance-reducer/</id>' "full/$feed"
done
expect "and its author's is among them" sh -c 'case "$1" in *./authors/shi-xianjin/feed.xml*) ;; *) exit 1 ;; esac' - "$(changed_feeds full before)"

sed -i 's/^feed: full/feed: [full, 2]/' r/content/site.yaml
run 0 "$COLOPHON" build --future -s r -o full
expect "a number bounds each" test "$(grep -c '<entry>' full/feed.xml) $(grep -c '<entry>' full/topics/export-controls/feed.xml)" = '2 2'
sed -i 's/^feed: .*/feed: whole/' r/content/site.yaml
run 2 "$COLOPHON" build --future -s r -o full
expect "what feeds cannot be is told" grep -q 'summary' "$err"

# An address that was told to others stays.
sed -i 's/^feed: .*/feed: summary/' r/content/site.yaml
git -C r checkout -q content/essays
git -C r mv content/topics/without.md content/topics/renamed.md && git -C r commit -q -a -m 'Rename it'
run 0 "$COLOPHON" build --future -s r -o moved
expect "below the old address of a topic is its feed" grep -q 'topics/without/feed.xml ->\|topics/without/feed.xml.*topics/renamed/feed.xml' moved/addresses.txt
finish
