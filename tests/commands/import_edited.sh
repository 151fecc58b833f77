#!/bin/sh
# What an editor says of lines: --keep and --remove, and an account whose verdicts were changed.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

cat >page.html <<'PAGE'
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Machines of the north</title></head>
<body><nav><a href="/">Home</a></nav>
<h1>Machines of the north</h1>
<p class="share-bar">Share this</p>
<p>The machines of the north were built by people who had never seen one, and they worked for years without a pause.</p>
<p>Nobody knows who thought of them first. They are described in an old book, which has no pictures at all.</p>
<ul><li>one of iron</li><li>one of wood<sup>1</sup></li></ul>
<p><sup>1</sup> Which floats.</p>
<p>What is left of them stands in a museum, where visitors may turn a handle and see that nothing moves any more.</p>
<p>Ada Writer is a professor of machines at the school of the north.</p>
<footer>All rights reserved</footer></body></html>
PAGE
make_reader r
essay=r/content/essays/machines-of-the-north.md account=r/imports/machines-of-the-north/account

# Lines of the command line.
run 0 "$COLOPHON" import -n page.html
cp "$out" plain
run 0 "$COLOPHON" import -n --keep 5 --remove 7,10-11 page.html
expect "a line that is named is kept" grep -q '^5:[0-9]* *kept *editor.kept *> [0-9]* *Share this' "$out"
expect "and removed" grep -q '^7:[0-9]* *removed *editor.removed .*Nobody' "$out"
expect "a range has its last line" grep -q '^11:[0-9]* *removed *editor.removed .*Ada Writer' "$out"
expect_not "what is removed is no field" grep -q '^\* bio' "$out"
expect "all else is as it was" grep -q '^8:[0-9]* *kept *list .*one of iron' "$out"
run 0 "$COLOPHON" import --stdout --remove 9 page.html
expect "a mark whose note is removed is text" grep -qx -- '- one of wood<sup>1</sup>' "$out"
run 0 "$COLOPHON" import --stdout --remove 8 --keep 9 page.html
expect "a note whose mark is removed, too" grep -qx 'Which floats.' "$out"
run 0 "$COLOPHON" import --stdout --keep 4 page.html
expect "a title that is kept is text" grep -qx '## Machines of the north' "$out"
column=$(sed -n 's/^3:\([0-9]*\) .*Home$/\1/p' plain)
run 0 "$COLOPHON" import --stdout --keep "3:$column" page.html
expect "a place has a column" grep -qx 'Home' "$out"
printf 'A title\n\nThe first paragraph, which has words enough to be one, ends\nin its second line, as letters do. And there is more of it.\n\nAnother paragraph, which has words enough, too, to be sure.\n' >letter.txt
run 0 "$COLOPHON" import --stdout --remove 4 letter.txt
expect_not "each line of a paragraph names it" grep -q 'first paragraph' "$out"
for lines in 0 x 3- 3:0 5:2:1 7--8 99999999999; do
    run 2 "$COLOPHON" import -n --keep "$lines" page.html
    told 'names no lines'
done
run 2 "$COLOPHON" import -n --keep 5-6,30 --remove 31-40,6 page.html
told '^page.html: error\[E251\]: --keep: no text begins at 30$'
told '^page.html: error\[E251\]: --remove: no text begins at 31-40$'
told '^page.html: error\[E251\]: --keep and --remove both name line 6$'
run 2 "$COLOPHON" import -n --keep 5 page.html letter.txt
told '--keep names lines of one file'

# An account that was not changed gives what was there, to the byte; so it does a second time.
run 0 "$COLOPHON" import -s r page.html
cp "$essay" essay.md
cp "$account" account.txt
run 0 "$COLOPHON" import -s r "$account"
same "the draft is the same" essay.md "$essay"
same "the account is the same" account.txt "$account"

# One of which verdicts were changed.
sed -i '/Share this/s/removed/kept   /; /Nobody knows/s/kept   /removed/; /professor/s/taken /kept  /; /one of iron/s/kept   /changed/' "$account"
run 0 "$COLOPHON" import -s r "$account"
said 'machines-of-the-north\.md$'
expect "what was removed is there" grep -qx 'Share this' "$essay"
expect_not "what was kept is gone" grep -q 'Nobody knows' "$essay"
expect "what was a field is text" grep -q '^Ada Writer is a professor' "$essay"
expect "the account says so" grep -q '^5:[0-9]* *kept *editor.kept' "$account"
expect "changed is as good as kept" grep -q '^8:[0-9]* *kept *list .*one of iron' "$account"
cp "$essay" essay.md
cp "$account" account.txt
run 0 "$COLOPHON" import -s r "$account"
same "it stays so" account.txt "$account"
same "with the draft" essay.md "$essay"
(cd r/imports/machines-of-the-north && run 0 "$COLOPHON" import account)
same "from its folder, too" account.txt "$account"
run 0 "$COLOPHON" import -n "$account"
same "-n prints it" account.txt "$out"
run 0 "$COLOPHON" import --stdout "$account"
same "--stdout prints the draft" essay.md "$out"

# What the command line said is remembered.
printf '<html><title>B\344ume</title><p>B\344ume of <a href="b">the north</a> have words enough to be a sentence. And another.' >baum.html
run 0 "$COLOPHON" import -s r --as baum --charset latin1 --url https://example.org/a/ baum.html
cp r/imports/baum/account account.txt
run 0 "$COLOPHON" import -s r r/imports/baum/account
same "the account is the same" account.txt r/imports/baum/account
expect "and links lead where they led" grep -q 'https://example.org/a/b' r/content/essays/baum.md

# A draft that was changed is not overwritten.
echo 'A line of mine.' >>"$essay"
sed -i '/Share this/s/kept   /removed/' "$account"
stamp r >before
run 2 "$COLOPHON" import -s r "$account"
told 'error\[E253\]: "content/essays/machines-of-the-north.md" was changed since it was imported'
stamp r >after
same "nothing was touched" before after
rm "$essay"
run 0 "$COLOPHON" import -s r "$account"
expect_not "where it was moved away it is written" grep -q 'Share this' "$essay"

# More than verdicts: errors with their lines and columns, all in one run, and nothing is written.
number() { grep -n "$1" "$account" | cut -d: -f1; }
cp "$account" good
share=$(number 'Share this') nobody=$(number 'Nobody knows') museum=$(number 'museum') iron=$(number 'one of iron')
sed -i "${share}s/removed/take   /; ${nobody}s/paragraph\|editor.removed/paragraf/; ${museum}s/museum/museums/; ${iron}d; s/^tally/totally/" "$account"
stamp r/content >before
run 1 "$COLOPHON" import -s r "$account"
told "account:$share:10: error\[E266\]: \"take\" is no verdict"
told "account:$nobody:19: error\[E266\]: no rule is called \"paragraf\""
told "account:$((museum - 1)):[0-9]*: error\[E266\]: the words of this line are not those of the page"
told "account:$iron:1: error\[E266\]: the line of 8:[0-9]* is missing here"
cp good "$account"
sed -i 's/^\(draft  *\)./\1x/' "$account"
run 1 "$COLOPHON" import -s r "$account"
told 'account:1:1: error\[E266\]: what stands before or behind the lines'
cp good "$account"
sed -i "${museum}s/kept /taken/" "$account"
run 1 "$COLOPHON" import -s r "$account"
told "account:$museum:10: error\[E266\]: which field"
cp good "$account"
{ sed "${museum}q" good; echo 'a note of mine'; sed "1,${museum}d" good; } >"$account"
run 1 "$COLOPHON" import -s r "$account"
told "account:$((museum + 1)):1: error\[E266\]: no text begins at \"a\""
cp good "$account"
stamp r/content >after
same "nothing was written" before after

# What is no account of this reader, or has no page.
run 0 "$COLOPHON" import -n --json page.html
cp "$out" json
run 2 "$COLOPHON" import -n json
told 'an account as JSON, of which none is read'
mkdir elsewhere
cp "$account" r/imports/machines-of-the-north/original.html elsewhere
run 2 "$COLOPHON" import -s r elsewhere/account
told 'not where import writes'
run 0 "$COLOPHON" import -n elsewhere/account
echo >>elsewhere/original.html
run 2 "$COLOPHON" import -n elsewhere/account
told 'is not the page that this account is of'
rm elsewhere/original.html
run 2 "$COLOPHON" import -n elsewhere/account
told 'cannot be read: .*original.txt: No such file'
run 2 "$COLOPHON" import -n - <"$account"
told 'an account is read only where its page is'
run 2 "$COLOPHON" import -s r --as x "$account"
told 'has its essay.s name already'
run 0 "$COLOPHON" import -s r --as both --json page.html
expect "with --json the account in the reader is text" grep -q '^account of' r/imports/both/account
finish
