#!/bin/sh
# colophon verify: a folder is exactly what a commit makes, or each file that differs is named.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

make_reader r
commit_all r 'The reader'
commit=$(git -C r rev-parse HEAD)
run 0 "$COLOPHON" build -s r
pages=$(find r/site -name '*.html' | wc -l)
run 0 "$COLOPHON" verify -s r
said "^Verified $pages pages in [0-9]+\.[0-9][0-9] s; 0 errors, 0 warnings\$"
told "^site is exactly what commit $commit makes\$"

# A copy from elsewhere has no ledger; nothing is written, beside it or anywhere else.
mkdir host && cp -r r/site host/copy
rm -r r/site r/.colophon
{ stamp r && stamp host; } >"$work/before"
run 0 "$COLOPHON" verify -s r -o host/copy
run 0 "$COLOPHON" verify -s r -o host/copy -r "$commit" -j 1
{ stamp r && stamp host; } >"$work/after"
same "verify writes nothing" "$work/before" "$work/after"
git clone -q --bare r bare
run 0 "$COLOPHON" verify -s bare -r main -o host/copy
mkdir host/copy/.git && echo ref >host/copy/.git/HEAD
run 0 "$COLOPHON" verify -s r -o host/copy

# One byte, at the same size and time; a missing file; files that nothing gives, also hidden ones and links.
page=host/copy/essays/first/index.html
cp -p $page "$work/page"
printf '%s' X | dd of=$page bs=1 seek=200 conv=notrunc status=none
touch -r "$work/page" $page
run 1 "$COLOPHON" verify -s r -o host/copy
told '^host/copy/essays/first/index\.html: error\[E340\]: .*byte 201, in line [0-9]+$'
told '^Not what the reader makes in [0-9.]+ s; 1 error, 0 warnings$'
expect "no result" test ! -s "$out"
cp -p "$work/page" $page
echo more >>$page
run 1 "$COLOPHON" verify -s r -o host/copy
told '^host/copy/essays/first/index\.html: error\[E340\]: '
rm $page host/copy/404.html
mkdir $page
echo mine >host/copy/mine.txt
echo mine >host/copy/essays/.hidden
ln -s / host/copy/out
run 1 "$COLOPHON" verify -s r -o host/copy -q
told '^host/copy/essays/first/index\.html: error\[E341\]: '
told '^host/copy/404\.html: error\[E341\]: '
told '^host/copy/mine\.txt: error\[E342\]: '
told '^host/copy/essays/\.hidden: error\[E342\]: '
told '^host/copy/out: error\[E342\]: '
expect "and no others" test "$(grep -c 'error\[' "$err")" -eq 5
run 1 "$COLOPHON" verify -s r -o host/copy -q --allow 'mine.txt, essays/'
expect "what is named is allowed, and no other" test "$(grep -c 'error\[E342\]' "$err")" -eq 1
told '^host/copy/out: error\[E342\]: '
run 1 "$COLOPHON" verify -s r -o host/copy --json
said '^\{"reason":"diagnostic","level":"error","code":"E342","path":"host/copy/mine.txt",'
said '^\{"reason":"result","pages":[0-9]+,"changed":0,"errors":5,"warnings":0,'

# What was remembered beside the output is not believed, and another commit is another site.
run 0 "$COLOPHON" build -s r
echo 'More words.' >>r/content/essays/first.md
commit_all r 'More words'
run 1 "$COLOPHON" verify -s r
told '^site/essays/first/index\.html: error\[E340\]: '
run 0 "$COLOPHON" verify -s r -r "$commit"
run 0 "$COLOPHON" build -s r
run 0 "$COLOPHON" verify -s r
echo 'And more.' >>r/content/essays/first.md
run 0 "$COLOPHON" build -s r
run 0 "$COLOPHON" verify -s r
told '^site is exactly what these files make, and they are not those of commit [0-9a-f]{10}$'

run 2 "$COLOPHON" verify -s r -o nothing/there
run 2 "$COLOPHON" verify -s r -o nowhere
told '^nowhere: error\[E333\]: there is no such folder$'
run 2 "$COLOPHON" verify -s r -r nosuch
finish
