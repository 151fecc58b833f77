#!/bin/sh
# `colophon book` gives the file that a build writes: of the work directory, of a commit, with drafts, and where site.yaml asks for
# no book.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

make_reader r
mkdir -p r/content/lists
printf '%s\n' '---' 'title: The way in' 'items:' '  - first: Begin here.' '  - second' '---' >r/content/lists/way-in.md
printf '%s\n' '---' 'name: Nothing yet' '---' >r/content/topics/nothing-yet.md
printf '%s\n' '---' 'title: The third essay' 'draft: true' 'topics: [Tests]' '---' '' 'Not yet: canary.' >r/content/essays/third.md
commit_all r start
cp -r r all && printf 'books: [lists, topics, reader]\n' >>all/content/site.yaml
cp -r r none && printf 'books: []\n' >>none/content/site.yaml
# A clean work directory says what its commit does.
for reader in all none; do commit_all $reader "say of what there are books"; done
run 0 "$COLOPHON" build -s all -o web/all
run 0 "$COLOPHON" build -s none -o web/none
expect "a build writes what it is asked for" test -f web/all/lists/way-in/way-in.epub -a -f web/all/reader.epub -a -f web/all/topics/tests/tests.epub
expect "and nothing where it is not" test -z "$(find web/none -name '*.epub')"

run 0 "$COLOPHON" book list:way-in -s all -o list.epub
said '^list\.epub$'
expect "a list's is that of the build" cmp list.epub web/all/lists/way-in/way-in.epub
run 0 "$COLOPHON" book topic:tests -s all -o topic.epub
expect "and a topic's" cmp topic.epub web/all/topics/tests/tests.epub
run 0 "$COLOPHON" book reader -s all -o reader.epub
expect "and that of all" cmp reader.epub web/all/reader.epub
expect "nothing else was written" test ! -e all/.colophon -a ! -e all/site
run 0 "$COLOPHON" book list:way-in -s all -o list.epub -j 7 --color never
expect "whatever the number of workers" cmp list.epub web/all/lists/way-in/way-in.epub

# What site.yaml asks for does not matter.
git -C none log -1 --format=%cI >day
run 0 "$COLOPHON" build -s none --rev HEAD~1 -o web/before
for book in list:way-in topic:tests reader; do
    run 0 "$COLOPHON" book "$book" -s none -o "none-${book%%:*}.epub"
done
run 0 "$COLOPHON" book list:way-in -s none --rev HEAD~1 -o before.epub
expect "of a commit it is what a build of that commit writes" cmp before.epub web/before/lists/way-in/way-in.epub
expect "where no book is asked for it is the same book" cmp none-list.epub list.epub
expect "the topic's, too" cmp none-topic.epub topic.epub
expect "and that of all" cmp none-reader.epub reader.epub

# Of a commit: what it had.
sed -i 's/opens the matter/closes the matter/' r/content/essays/first.md
commit_all r "another word"
run 0 "$COLOPHON" build -s r -o web/new
run 0 "$COLOPHON" book list:way-in -s r -o new.epub
run 0 "$COLOPHON" book list:way-in -s r --rev HEAD~1 -o old.epub
expect "today's is that of the build" cmp new.epub web/new/lists/way-in/way-in.epub
expect "that of a commit is as it was" cmp old.epub before.epub
expect_not "and they differ" cmp -s old.epub new.epub
git clone -q --bare r bare.git
run 0 "$COLOPHON" book list:way-in -s bare.git --rev HEAD~1 -o bare.epub
expect "of a bare repository, too" cmp bare.epub old.epub

# Drafts.
words() { python3 -c 'import sys, zipfile; book = zipfile.ZipFile(sys.argv[1]); print(any(sys.argv[2].encode() in book.read(name) for name in book.namelist()))' "$1" "$2"; }
run 0 "$COLOPHON" book reader -s all -o drafts.epub --drafts
run 0 "$COLOPHON" build -s all --drafts -o web/drafts
expect "with drafts it is that of a build with drafts" cmp drafts.epub web/drafts/reader.epub
expect "without them no word of one is in it" test "$(words reader.epub canary)" = False

# Where it goes.
mkdir here folder
(cd here && run 0 "$COLOPHON" book list:way-in -s ../r)
expect "its own name, in the current folder" cmp here/way-in.epub new.epub
run 0 "$COLOPHON" book list:way-in -s r -o folder
said '^folder/way-in\.epub$'
expect "into a folder" cmp folder/way-in.epub new.epub
run 0 "$COLOPHON" book list:way-in -s r -o -
expect "to standard output, and nothing else" cmp "$out" new.epub
printf old >there.epub && ln there.epub kept.epub
run 0 "$COLOPHON" book list:way-in -s r -o there.epub
expect "a file that is there is replaced" cmp there.epub new.epub
expect "and not written into" test "$(cat kept.epub)" = old
run 3 "$COLOPHON" book list:way-in -s r -o nowhere/a.epub
told 'nowhere/a\.epub: error\[E[0-9]*\]: cannot be written: '
run 0 "$COLOPHON" book reader -s r -u https://other.example/ -o other.epub
expect "links lead to the address that is named" test "$(words other.epub https://other.example/)" = True

# What is told of books is told of this one.
cp -r r unplaced && sed -i '/^base_url/d' unplaced/content/site.yaml && echo 'See [about](/about/).' >>unplaced/content/essays/second.md
run 0 "$COLOPHON" book topic:tests -s unplaced -o unplaced.epub
told 'content/topics/tests\.md: warning\[W468\]'
expect "and of no other" test "$(grep -c W468 "$err")" -eq 1

# What there is no book of.
run 2 "$COLOPHON" book list:wayin -s r
told 'error\[E251\]: there is no book of "list:wayin"'
told 'did you mean list:way-in\?'
run 2 "$COLOPHON" book way-in -s r
told 'did you mean list:way-in\?'
run 2 "$COLOPHON" book topic:test -s r
told 'did you mean topic:tests\?'
run 2 "$COLOPHON" book readers -s r
told 'did you mean reader\?'
run 2 "$COLOPHON" book topic:nothing-yet -s r
told 'there is no book of "topic:nothing-yet"'
printf -- '---\ntitle: Nothing\n---\nWords.\n' >r/content/lists/nothing.md
run 2 "$COLOPHON" book list:nothing -s r
told 'it has no essays that are published'
rm r/content/lists/nothing.md
run 3 "$COLOPHON" book list:way-in -s r -o missing/there.epub
told 'make the folder first'
run 2 "$COLOPHON" book -s r
run 2 "$COLOPHON" book "" -s r
told 'there is no book of ""'
run 2 "$COLOPHON" book reader -s r -o
told '--output needs a value: FILE'
expect "nothing was written for these" test -z "$(find . -maxdepth 1 -name '*:*')"

# Errors of the content.
sed -i 's/\[\[first\]\] and/[[frist]] and/' r/content/essays/second.md
cp there.epub before-errors.epub
run 1 "$COLOPHON" book list:way-in -s r -o there.epub
told 'content/essays/second\.md:.*error\[E100\]'
expect "with errors the old file stands" cmp there.epub before-errors.epub
finish
