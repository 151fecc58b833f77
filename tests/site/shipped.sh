#!/bin/bash
# The shipped reader, judged from outside: links and anchors, the Nu HTML checker, the schemas of feeds and sitemap.
. "$(dirname "$0")/../lib.sh"

site=$(make_folder)/site
expect "the shipped reader builds without an error or a warning" \
    run_quietly "$COLOPHON" build --strict -s "$REPOSITORY" -o "$site"
base_url=$(sed -n 's/^base_url: *//p' "$REPOSITORY/content/site.yaml")
expect "no link or anchor is broken, at the root, below a path and from disk" \
    python3 "$REPOSITORY/tests/site/links.py" "$site" "$base_url"

checker=$REPOSITORY/tests/node_modules/vnu-jar/build/dist/vnu.jar
if command -v java >/dev/null && [ -f "$checker" ]; then
    expect "the Nu HTML checker finds nothing on $(find "$site" -name '*.html' | wc -l) pages" \
        java -jar "$checker" --skip-non-html --stdout "$site"
else
    skip "the Nu HTML checker is not installed"
fi

if command -v jing >/dev/null; then
    for feed in feed.xml changes/feed.xml; do
        expect "$feed is a valid Atom feed" jing -c "$REPOSITORY/tests/site/atom.rnc" "$site/$feed"
    done
else
    skip "jing is not installed"
fi
expect "the sitemap is valid" \
    run_quietly xmllint --noout --schema "$REPOSITORY/tests/site/sitemap.xsd" "$site/sitemap.xml"
finish
