#!/bin/sh
# colophon history and colophon diff: what git knows of an essay, in words.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

make_reader r
essay=r/content/essays/mill.md
# at DAY SUBJECT: commits all that changed.
at() {
    GIT_AUTHOR_DATE="2024-03-$1T12:00:00Z" GIT_COMMITTER_DATE="2024-03-$1T12:00:00Z" commit_all r "$2"
}
at 01 'The reader'
printf -- '---\ntitle: The mill\n---\nThe mill ground rye for three parishes.\n\nIts wheel was oak.\n' >$essay
at 02 'Add the mill'
printf -- '---\ntitle: The mill\n---\nThe mill ground rye for\nthree parishes and a fort.\n\nIts wheel was oak.\n' >$essay
at 03 'Remember the fort'
printf -- '---\ntitle: The old mill\ndate: 1900\n---\nThe mill ground rye for three parishes and a fort.\n\nIts wheel was oak.\n' >$essay
at 04 'Give it a date'
git -C r tag dated
git -C r mv content/essays/mill.md content/essays/old-mill.md
at 05 'Rename it'
essay=r/content/essays/old-mill.md

run 0 "$COLOPHON" history -s r old-mill
said '^2024-03-05  [0-9a-f]{12}  moved  .*  Rename it \(Ada Editor\)$'
said '^2024-03-04  [0-9a-f]{12}  fields  .* \+0 -0  Give it a date'
said '^2024-03-03  [0-9a-f]{12}  text  .* \+3 -0  Remember the fort'
said '^2024-03-02  [0-9a-f]{12}  first  .* 11 words  Add the mill'
expect "newest first" sh -c "head -n 1 '$out' | grep -q 2024-03-05"
expect "one line a version" test "$(wc -l <"$out")" -eq 4
first=$(sed -n '$s/^2024-03-02  \([0-9a-f]*\) .*/\1/p' "$out")

run 0 "$COLOPHON" history -s r
said 'old-mill: Rename it'
said 'The reader'
run 0 "$COLOPHON" history -s r --json content/essays/old-mill.md
said '^\{"reason":"version","essay":"old-mill","kind":"moved","blob":"[0-9a-f]{40}",.*"subject":"Rename it".*"words_added":0'
expect "each line is an object" python3 -c 'import json,sys; [json.loads(line) for line in open(sys.argv[1])]' "$out"

expect_not "where nothing was built, nothing is kept" test -e r/.colophon

# Without a revision: the last two texts that differ; a reader sees no difference where lines are broken otherwise.
run 0 "$COLOPHON" diff -s r old-mill
said '^  Title: \[-The mill-\] → \{\+The old mill\+\}$'
said '^  Date: \{\+1900\+\}$'
said '\+0 -0 words'
expect_not "no words differ" grep -q 'rye' "$out"

run 0 "$COLOPHON" diff -s r old-mill "$first" dated
said '^~ The mill ground rye for three parishes \{\+and a fort\+\}\.$'
said '^  … 1 passage unchanged$'
run 0 "$COLOPHON" diff -s r old-mill dated "$first"
said 'parishes \[-and a fort-\]\.'
run 0 "$COLOPHON" diff -s r r/content/essays/old-mill.md HEAD~3
run 0 "$COLOPHON" diff -s r old-mill HEAD~3 --color always
expect "in colour" grep -q "$(printf '\033\\[1;32mand a fort\033\\[0m')" "$out"
run 0 "$COLOPHON" diff -s r old-mill HEAD~3 --json
said '"words_added":3,"words_removed":0'
said '"fields":\[\{"field":"title","before":\["The mill"\],"after":\["The old mill"\]\}'
expect "an object" python3 -c 'import json,sys; json.load(open(sys.argv[1]))' "$out"

# So it is when its size and its time are those that git remembers: the time was set back, within the second.
make_reader t
sleep 0.05
commit_all t 'The reader'
cp -p t/content/essays/first.md kept
sed 's/opens/shuts/' kept >t/content/essays/first.md
touch -r kept t/content/essays/first.md
expect "it has another text of the same size" sh -c 'test "$(wc -c <kept)" -eq "$(wc -c <t/content/essays/first.md)" && ! cmp -s kept t/content/essays/first.md'
run 0 "$COLOPHON" history -s t first
said '^now .* not committed$'

# What is not committed is one more version; also in a text with mistakes, and where it may not be published.
printf -- '---\ntitle: The old mill\ndate: 1900\naccess: summary\n---\nThe mill ground rye for four parishes and a [[fort|fort]].\n\nIts wheel was oak.\n' >$essay
run 0 "$COLOPHON" diff -s r old-mill
said '^new: the work directory$'
said '^  Access: \{\+summary\+\}$'
said '^~ The mill ground rye for \[-three-\] \{\+four\+\} parishes and a fort\.$'
run 0 "$COLOPHON" history -s r old-mill
said '^now  .*text  .* \+1 -1  not committed$'
expect "the editor's address shows no page" sh -c "! '$COLOPHON' history -s r --json old-mill | grep -q '/versions/'"

run 2 "$COLOPHON" history -s r old-mil
told 'E256.*no essay "old-mil"'
told 'did you mean old-mill'
run 2 "$COLOPHON" diff -s r old-mill HEAD~4
told 'E256.*is not in "HEAD~4"'
run 2 "$COLOPHON" diff -s r old-mill no-such-tag
told 'no-such-tag'
run 2 "$COLOPHON" diff -s r first
told 'only one version'
run 2 "$COLOPHON" diff -s r

# A bare repository; and none.
git clone -q --bare r bare
run 0 "$COLOPHON" diff -s bare -r main old-mill "$first"
said 'and a fort'
rm -rf r/.git
run 0 "$COLOPHON" history -s r old-mill
run 2 "$COLOPHON" diff -s r old-mill HEAD
told 'E256'

finish
