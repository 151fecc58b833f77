#!/bin/sh
# All code points in every kind of place: texts, fields, names of files, addresses, subjects and authors of commits; and some of each
# kind in what stands on every page. Whoever reads an output can: XML, JSON, HTML and URLs are what they must be, no character is lost, and what cannot be shown is told. The reader
# and what is looked at are in characters.py.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
command -v python3 >/dev/null || { skip "no python3"; finish; }

characters() {
    python3 "$here/characters.py" "$@"
}

# xml_is_well_formed: of all, with the limits that everybody has.
xml_is_well_formed() {
    find r/site -name '*.xml' -exec xmllint --noout {} +
}

expect "a repository with all code points" characters make r
run 0 "$COLOPHON" build -s r --json
expect "each line of --json can be read, and tells each text with what no page can have" characters diagnostics <"$out"
expect "every page, feed, sitemap, file of JSON and address is what it must be, and no character is missing" characters check r
if command -v xmllint >/dev/null; then
    expect "xmllint reads all XML" xml_is_well_formed
else
    skip "xmllint is not installed"
fi
checker=$root/tests/node_modules/vnu-jar/build/dist/vnu.jar
if command -v java >/dev/null && [ -f "$checker" ]; then
    # The chunks with ASCII, noncharacters, the private use area and two planes' ends.
    sample=$(printf 'r/site/essays/e%s/index.html ' 1 13 15 31 89)
    # shellcheck disable=SC2086
    expect "the Nu HTML checker finds no forbidden character" test -z "$(java -jar "$checker" --errors-only --stdout $sample |
        grep -iE 'forbidden|control|noncharacter|U\+' | head -n 3)"
else
    skip "the Nu HTML checker is not installed"
fi
run 0 "$COLOPHON" history -s r --json
expect "history can be read" characters json history <"$out"
run 0 "$COLOPHON" history -s r --json e15
expect "an essay's history can be read" characters json history <"$out"
for number in 15; do
    run 0 "$COLOPHON" view -s r "/essays/e$number/"
    expect "the view can be read" characters view <"$out"
    printf '\nMore.\n' >>"r/content/essays/e$number.md"
    run 0 "$COLOPHON" diff -s r --json "e$number"
    expect "the difference can be read" characters json diff <"$out"
done

# What stands on every page: of site.yaml, of a layout, and of the tags of editions.
expect "a repository whose site.yaml, layout and tag have them" characters frame f
run 0 "$COLOPHON" build -s f --json
expect "each line of --json can be read" characters json frame <"$out"
expect "every file of it is what it must be, and no character is missing" characters check-frame f

# Surrogates as bytes (CESU), and other bytes that are not UTF-8: an error at its place, and nothing else is in the way.
for bytes in '\355\240\200' '\355\240\201\355\260\200' '\300\200' '\364\220\200\200' '\377' '\200'; do
    rm -rf i && make_reader i
    run 0 "$COLOPHON" build -s i
    printf -- '---\ntitle: A\n---\nWords.\n\nab'"$bytes"'c\n' >i/content/essays/bad.md
    run 1 "$COLOPHON" build -s i
    told '^content/essays/bad.md:6:3: error\[E052\]'
    printf -- '---\ntitle: a'"$bytes"'\n---\nWords.\n' >i/content/essays/bad.md
    run 1 "$COLOPHON" check -s i
    told '^content/essays/bad.md:2:9: error\[E052\]'
    expect "one error and no more" test "$(grep -c 'error\[' "$err")" -eq 1
    rm i/content/essays/bad.md
    run 0 "$COLOPHON" build -s i
    # shellcheck disable=SC2059
    name=$(printf "$bytes")
    if printf 'x\n' 2>/dev/null >"i/content/media/a$name.txt"; then
        run 0 "$COLOPHON" build -s i
        told 'warning\[W302\]'
        rm "i/content/media/a$name.txt"
    else
        skip "this file system has no such name"
    fi
done
finish
