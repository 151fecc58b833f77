#!/bin/sh
# No word of a source is lost between it and its page, unless a diagnostic names it: over readers in which everything occurs, and
# over this repository's own. `python3 tests/site/lost_words.py COLOPHON READER --list` asks the same of any reader.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

expect "of this repository's reader" python3 "$here/lost_words.py" "$COLOPHON" "$root" --list
mkdir -p r/content/essays
printf 'title: T\nlinks: warn\n' >r/content/site.yaml
# W381 names the first of the cells that a table has no column for, and counts the others.
for case in "$root"/tests/cases/*/; do
    for file in "$case"content/essays/*.md; do
        if [ -f "$file" ] && [ "$(grep -m 1 '^status' "$case/expect")" = 'status 0' ] && ! grep -q '^with\|^output lacks\|W381' "$case/expect"; then
            mkdir -p "one/content/essays" && cp -r "$case"content/. one/content
        fi
    done
    [ -d one ] || continue
    [ -f one/content/site.yaml ] || cp r/content/site.yaml one/content
    expect "of the case $(basename "$case")" python3 "$here/lost_words.py" "$COLOPHON" one --list
    rm -r one
done

# What is dropped is seen: the test itself can fail.
printf -- '---\ntitle: A\n---\n\n<svg><text>Lost</text></svg> Kept.\n' >r/content/essays/a.md
expect "what goes with a drawing is known to go" python3 "$here/lost_words.py" "$COLOPHON" r --list
printf -- '---\ntitle: A\n---\n\nKept.\n\n[^unused]: Forgotten words.\n' >r/content/essays/a.md
expect_not "words that reach no page are found" python3 "$here/lost_words.py" "$COLOPHON" r
finish
