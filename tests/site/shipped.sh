#!/bin/sh
# The shipped reader, judged from outside: links and anchors, the Nu HTML checker, the schemas of feeds and sitemap.
. "$(dirname "$0")/../lib.sh"

silent() {
    "$@" >"$work/.silent" 2>&1 && [ ! -s "$work/.silent" ] && return 0
    cat "$work/.silent"
    return 1
}

site=$work/out/site
base_url=$(sed -n 's/^base_url: *//p' "$root/content/site.yaml")
run 0 "$COLOPHON" build --strict -s "$root" -o "$site"
expect "a byline begins with the editors as their record names them" \
    grep -q '>The editors of this reader, after <a' "$site/essays/impedance-reducer/index.html"
expect "the home page names the editors once, as in the middle of a sentence" \
    test "$(grep -c 'Edited by the editors of this reader' "$site/index.html")$(grep -c 'Edited by' "$site/index.html")" = 11
expect "and a work is cited by the name of their record" grep -rq '{The editors of this reader}' "$site" --include=*.bib
expect "the beginning of a text, which stands for it elsewhere, has the titles of what it refers to" \
    grep -q 'content="[^"]*“Technology Revolution Calls for Techno-globalism” sees' "$site/places/japan/index.html"
expect "each page says of itself what no other says, in a line or two" python3 "$here/descriptions.py" 50 "$site"
expect "no link or anchor is broken, at the root and below a path" python3 "$here/links.py" "$site" "$base_url"
run 0 "$COLOPHON" build --strict --disk -s "$root" -o "$work/disk/site"
expect "nor, of the site for a disk, from there" python3 "$here/links.py" --disk "$work/disk/site" "$base_url"

checker=$root/tests/node_modules/vnu-jar/build/dist/vnu.jar
if command -v java >/dev/null && [ -f "$checker" ]; then
    expect "the Nu HTML checker has nothing to say of $(find "$site" -name '*.html' | wc -l) pages" \
        silent java -jar "$checker" --skip-non-html --Werror --stdout "$site"
else
    skip "the Nu HTML checker is not installed"
fi

if command -v jing >/dev/null; then
    for feed in feed.xml changes/feed.xml topics/diffusion/feed.xml authors/shi-xianjin/feed.xml; do
        expect "$feed is a valid Atom feed" jing -c "$here/atom.rnc" "$site/$feed"
    done
else
    skip "jing is not installed"
fi
expect "the sitemap is valid" xmllint --noout --schema "$here/sitemap.xsd" "$site/sitemap.xml"
finish
