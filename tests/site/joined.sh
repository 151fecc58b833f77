#!/bin/sh
# No words touch that only a style sheet would hold apart: on every page of the shipped reader, and of the same in German, Chinese and
# Arabic, with a history; and as lynx shows them.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# A reader with the shipped texts in another language's frame; numbers of charts are written as that language writes them.
reader() {
    mkdir -p "$1/layouts" && cp -r "$root/content" "$1/content"
    sed -i "s/^language: .*/language: $1/; s/^editions: .*/editions: [edition*]/" "$1/content/site.yaml"
    sed -i '/^\[chart: /d' "$1"/content/essays/*.md
    git -C "$1" init -q && git -C "$1" add -A && git -C "$1" commit -q -m 'The texts'
    git -C "$1" tag edition1
    for essay in "$1"/content/essays/[i-t]*.md; do
        printf '\nOne more paragraph, which was not there before.\n' >>"$essay"
    done
    sed -i 's/^topics: \[/topics: [novelty, oddity, /' "$1"/content/essays/two-schools.md
    git -C "$1" commit -q -a -m 'More' -m 'Since more was to be said.'
}

# Each page of a site as lynx shows it, but for the many of versions.
dumped() {
    (cd "$1" && find . -path ./versions -prune -o -name '*.html' -print) | while read -r page; do
        mkdir -p "$2/${page%/*}"
        lynx -dump -nolist -nonumbers -width=500 -display_charset=UTF-8 -assume_charset=UTF-8 "$1/$page" >"$2/$page" </dev/null
    done
    python3 "$here/joined.py" --lynx "$1" "$2"
}

run 0 "$COLOPHON" build -s "$root" -o "$work/out-en"
for language in de zh-Hans ar; do
    reader "$language"
    run 0 "$COLOPHON" build -s "$language" -o "$work/out-$language"
done
for site in en de zh-Hans ar; do
    expect "each page of $site says of itself what no other says" python3 "$here/descriptions.py" 20 "$work/out-$site"
    expect "no words touch in $site" python3 "$here/joined.py" "$work/out-$site"
done
if command -v lynx >/dev/null; then
    expect "nor in lynx" dumped "$work/out-en" "$work/lynx-en"
    expect "nor in Arabic" dumped "$work/out-ar" "$work/lynx-ar"
else
    skip "lynx is not installed"
fi
finish
