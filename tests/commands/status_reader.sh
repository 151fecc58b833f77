#!/bin/sh
# colophon status: what is held back, what is in no commit, what is not recorded, and what a deploy would change.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

unset COLOPHON_PUBLISHED
make_reader r
printf '/site/\n/.colophon/\n' >r/.gitignore
commit_all r "Begin"
run 0 "$COLOPHON" status -s r
expect "nothing but where it would be deployed, and the last line" test "$(wc -l <"$out")" = 2
said '^Deploy: pages of origin was not deployed to from here yet: its files are not known without asking it$'
said '^Looked at [0-9]+ pages in .*; 0 errors, 0 warnings$'
stamp r >"$work/before"
run 0 "$COLOPHON" status -s r
stamp r >"$work/after"
same "nothing is written" "$work/before" "$work/after"

printf '%s\n' '---' 'title: Tea' 'draft: true' '---' '' 'Leaves.' >r/content/essays/tea.md
printf '%s\n' '---' 'title: Later' 'date: 2999-03-03' '---' '' 'Later.' >r/content/essays/later.md
printf '%s\n' '---' 'title: Closed' 'date: 2020' 'access: {until: 2999-04-04}' '---' '' 'Closed.' >r/content/essays/closed.md
printf '%s\n' '---' 'title: Summary' 'date: 2020' 'access: summary' '---' '' 'Closed.' >r/content/essays/summary.md
printf '%s\n' '---' 'title: Old' 'date: 2020' 'source: {url: "https://example.org/a", retrieved: 2020-02-02}' '---' '' 'Old.' >r/content/essays/old.md
printf '%s\n' '---' 'title: New' 'date: 2020' 'source: {url: "https://example.org/b"}' '---' '' 'New.' >r/content/essays/undated.md
printf '%s\n' '---' 'title: Fresh' 'date: 2020' "source: {url: \"https://example.org/c\", retrieved: $(date +%F)}" '---' '' 'Fresh.' >r/content/essays/fresh.md
echo 'More.' >>r/content/pages/about.md
rm r/content/media/notes.txt
run 0 "$COLOPHON" status -s r --published none
said '^1 draft$'
said '^    content/essays/tea\.md$'
said '^3 texts held back$'
said '^    content/essays/later\.md: until 3 March 2999$'
said '^    content/essays/closed\.md: only its summary is shown, until 4 April 2999$'
said '^    content/essays/summary\.md: only its summary is shown, for good$'
said '^9 files are not as they were committed$'
said '^    content/media/notes\.txt: gone$'
said '^    content/pages/about\.md: changed$'
said '^    and 4 more \(-v lists them\)$'
said '^2 sources were not looked at for a year$'
said '^    content/essays/old\.md: looked at on 2020-02-02$'
said '^    content/essays/undated\.md: source\.retrieved does not say when$'
run 0 "$COLOPHON" status -s r --published none -v
said '^    content/essays/undated\.md: new$'
expect_not "what was looked at this year is not named" grep -q 'fresh\.md: looked' "$out"
run 0 "$COLOPHON" status -s r --published none --json
said '^\{"reason":"status","what":"held","path":"content/essays/later\.md","note":"until 3 March 2999"\}$'
said '^\{"reason":"result","pages":'
expect "each line is an object" python3 -c 'import json, sys; [json.loads(line) for line in open(sys.argv[1])]' "$out"

# What a deploy would change, without asking anybody.
git -C r checkout -q content/media && commit_all r "More"
git init -q --bare r.git && git -C r remote add origin "file://$work/r.git"
run 0 "$COLOPHON" deploy -s r
mv r.git away.git
run 0 "$COLOPHON" status -s r
said "^Deploy: pages of origin, as it was last fetched or published, at [0-9a-f]{10}, made of $(git -C r rev-parse HEAD | cut -c1-10); nothing would change there\$"
echo 'Still more.' >>r/content/pages/about.md
printf '%s\n' '---' 'title: Page' '---' '' 'A page.' >r/content/pages/page.md
run 0 "$COLOPHON" status -s r
said 'files would change there$'
said '^    about/index\.html: changed$'
run 0 "$COLOPHON" status -s r -v
said '^    page/index\.html: new$'
mv away.git r.git
commit_all r "Still more"
run 0 "$COLOPHON" deploy -s r -n
grep -v '^Would' "$out" | sort >would
run 0 "$COLOPHON" status -s r -v
sed -n '/would change there/,$ s/^    \(.*\): [a-z]*$/\1/p' "$out" | sort >status
same "it is what a deploy would change" would status

# What the lock does not have, and errors.
run 0 "$COLOPHON" addresses --record -s r
printf '%s\n' '---' 'title: Another' '---' '' 'A page.' >r/content/pages/another.md
commit_all r "Another"
run 0 "$COLOPHON" status -s r
said '^1 address is not in content/addresses\.lock \(colophon addresses --record\)$'
said '^    /another/$'
printf '%s\n' '---' 'title: Bad' '---' '' '[[nothing]]' >r/content/pages/bad.md
run 1 "$COLOPHON" status -s r
told 'error\[E100\]'
said '^1 file is not as it was committed$'
told '^A build or deploy would be refused: '

# Without git, and before anything was built.
make_reader n
run 0 "$COLOPHON" status -s n
expect "one line" test "$(wc -l <"$out")" = 1
finish
