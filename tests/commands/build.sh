#!/bin/sh
# The main job: a small reader's golden output; what a second build does; git in all its states.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# The golden reader has layouts of its own, so that the theme can change without it. UPDATE=1 writes what it gives now.
cp -r "$here/golden/reader" golden
run 0 "$COLOPHON" build -s golden
# Of a book there are its files, which can be read and merged.
cp -r golden/site opened
for book in $(cd opened && find . -name '*.epub'); do
    python3 -m zipfile -e "golden/site/$book" "opened/$book.files"
    rm "opened/$book" "opened/$book.files/EPUB/book.css"
done
for file in $(cd opened && find . -type f ! -path './assets/*' | sort); do
    [ -n "${UPDATE:-}" ] && mkdir -p "$here/golden/site/$(dirname "$file")" && cp "opened/$file" "$here/golden/site/$file"
    same "golden ${file#./}" "$here/golden/site/$file" "opened/$file"
done
expect "no golden page is missing" test "$(cd opened && find . -type f ! -path './assets/*' | wc -l)" -eq \
    "$(find "$here/golden/site" -type f | wc -l)"

# The second build writes nothing; neither does the number of workers, the time zone, the locale or the time matter.
# What is remembered of files that were written a moment ago is not trusted, and so may be written again.
stamp_state() { stamp golden/.colophon/site | grep -Ev '(^| )\./remembered'; }
stamp golden/site >before && stamp_state >before-state
run 0 "$COLOPHON" build -s golden
said ' \(0 changed\) '
stamp golden/site >after && stamp_state >after-state
same "a second build writes nothing" before after
same "not even its ledger" before-state after-state
run 0 env TZ=Asia/Shanghai LC_ALL=C LANG=zh_CN.UTF-8 "$COLOPHON" build -s golden -j 7 -o elsewhere/site
same_tree "nor do workers, time zone and locale" golden/site elsewhere/site
rm -r golden/.colophon/site/remembered
run 0 "$COLOPHON" build -s golden
said ' \(0 changed\) '
touch golden/content/essays/*.md
run 0 "$COLOPHON" build -s golden
said ' \(0 changed\) '

# Incremental equals clean.
make_reader r
run 0 "$COLOPHON" build -s r
step() {
    run 0 "$COLOPHON" build -s r
    rm -rf clean cache && XDG_CACHE_HOME=$work/cache run 0 "$COLOPHON" build -s r -o clean/site
    same_tree "incremental equals clean: $1" r/site clean/site
}
sed -i 's/^title: The first essay/title: A renamed essay/' r/content/essays/first.md
step "a title that other pages show"
sed -i 's/^topics: .*/topics: [Tests, Other]/' r/content/essays/second.md
step "another topic"
rm r/content/topics/tests.md
step "a topic without its file"
printf '%s\n' '---' 'title: Third' 'date: 2022' 'authors: [Grace]' '---' '' 'See [[second]].' >r/content/essays/third.md
step "one more essay"
mkdir -p r/layouts && sed 's/<main/<main data-mine/' "$COLOPHON_DATA/layouts/base.html" >r/layouts/base.html
step "a layout of its own"
expect "which pages show" grep -q 'data-mine' r/site/index.html
rm r/layouts/base.html r/content/essays/third.md
step "and back"
expect_not "the third essay is gone" test -e r/site/essays/third
printf 'body{}\n' >r/content/media/notes.txt
step "a media file"
expect "which is copied" grep -q 'body' r/site/media/notes.txt

# What others put into the output stays; what they did to a page does not.
echo reader.example.org >r/site/CNAME
mkdir -p r/site/essays/first && echo x >r/site/essays/first/mine.txt
echo defaced >r/site/about/index.html
step_again() { run 0 "$COLOPHON" build -s r && said "$1"; }
step_again ' \(1 changed\) '
rm r/content/pages/about.md && step_again ' \([1-9][0-9]* changed\) '
expect "a foreign file survives" grep -q reader.example.org r/site/CNAME
expect "also beside a page" grep -q x r/site/essays/first/mine.txt
expect_not "and emptied folders go" test -e r/site/about

# Drafts
printf '%s\n' '---' 'title: A draft' 'draft: true' '---' '' 'Not yet.' >r/content/essays/draft.md
run 0 "$COLOPHON" build -s r
expect_not "a draft is left out" test -e r/site/essays/draft
run 0 "$COLOPHON" build -s r --drafts
expect "unless asked for" test -f r/site/essays/draft/index.html
run 0 "$COLOPHON" build -s r
expect_not "and goes again" test -e r/site/essays/draft

# No repository
run 0 "$COLOPHON" build -s r
told '^note: .*not in a git repository'
run 2 "$COLOPHON" build -s r --rev main
told 'error\[E251\]: --rev needs a git repository'

# Unborn branch, first commit, clean
make_reader g
git -C g init -q -b main
run 0 "$COLOPHON" build -s g
told '^note: .*no commit'
printf 'site\n.colophon\n' >g/.gitignore
commit_all g 'Begin'
run 0 "$COLOPHON" build -s g
expect "all is known" test ! -s "$err"
commit=$(git -C g rev-parse --short=10 HEAD)
expect "the colophon says its commit" grep -q "$commit" g/site/colophon/index.html
expect "and so does build.json" grep -q "\"commit\": \"$commit" g/site/build.json
expect "and no other page does" test "$(grep -rl "$commit" g/site --include=*.html --include=*.xml | grep -cv "^g/site/\(colophon\|changes\|essays/[a-z]*/history\|topics/[a-z]*/changes\|authors/[a-z-]*/changes\)/")" -eq 0

# What the last build found of the same stands; after an edit, check finds what is wrong again.
make_reader k
run 0 "$COLOPHON" build -s k
run 0 "$COLOPHON" check -s k
said '^Checked [0-9]+ pages '
echo '[lost](../lost.md)' >>k/content/essays/first.md
run 1 "$COLOPHON" check -s k
told 'error\[E103\]'
run 1 "$COLOPHON" build -s k
run 1 "$COLOPHON" check -s k
mkdir -p k/layouts/parts && echo '{{#a}}' >k/layouts/parts/own.html
run 1 "$COLOPHON" check -s k

# Warnings are told again where nothing changed, and nothing is loaded for that: a build that loads the site says where robots.txt
# goes.
make_reader w
sed -i 's|^base_url:.*|base_url: https://example.org/below|' w/content/site.yaml
printf '%s\n' '---' 'title: Odd' 'date: 2021' 'authors: [Ada]' 'topcis: [Tests]' 'layout: none' '---' '' 'Words[^used].' '' '[^used]: Here.' '' \
    '[^lost]: Nowhere.' '' '<blink>Old</blink>' >w/content/essays/odd.md
printf '%s\n' '---' 'title: Kept' 'date: 2021' 'authors: [Ada]' 'access: {until: 2999-01-01}' '---' '' 'Canary words.' '' \
    '<blink>Canary words</blink>' >w/content/essays/kept.md
warned() {
    what=$1
    shift
    run 0 "$COLOPHON" build -s w "$@"
    # --verbose names the files that were written, too.
    (cd w/site && find . -type f) | sed 's|^\./||' >w.files
    sed '/^note: /d' "$err" | grep -vxFf w.files >"again-$what.err"
    grep -o '[0-9]* errors*, [0-9]* warnings*' "$out" >"again-$what.out"
    grep '"diagnostic"' "$out" >"again-$what.json"
}
warned first
told '^note: no robots.txt'
expect "there are warnings" grep -q 'warning\[W003\]' again-first.err
expect "with the lines that they are of" grep -q '| topcis: \[Tests\]' again-first.err
stamp w/site >before
warned second
told_not() { expect_not "does not tell $1" grep -Eq -e "$1" "$err"; }
told_not '^note: no robots.txt'
said ' \(0 changed\) '
same "the same warnings are told" again-first.err again-second.err
same "and counted" again-first.out again-second.out
stamp w/site >after
same "and nothing is written" before after
expect_not "no word of a text that is held back" grep -iq canary again-second.err
for how in --verbose --quiet --json --color=always; do
    name=$(echo "$how" | tr -d -- '-=')
    rm -rf w/.colophon w/site
    warned "$name-first" "$how"
    warned "$name-second" "$how"
    same "the same with $how" "again-$name-first.err" "again-$name-second.err"
    same "the same objects with $how" "again-$name-first.json" "again-$name-second.json"
done
expect "which are there" grep -q '"W003"' again-json-second.json
run 0 "$COLOPHON" check -s w
sed '/^note: /d' "$err" >checked.err
same "check tells them, too" again-first.err checked.err
run 1 "$COLOPHON" build -s w --strict
told 'error\[W003\]'
told 'Built nothing'
cp "$err" strict.err
run 1 "$COLOPHON" build -s w --strict -o strict/site
sed 's/ in [0-9.]* s;/;/' "$err" >clean-strict.err
sed -i 's/ in [0-9.]* s;/;/' strict.err
same "as errors they are those of a clean build" clean-strict.err strict.err
run 1 "$COLOPHON" check -s w --strict
told 'error\[W003\]'

# A text alone is made anew only where there was nothing to warn of; a warning that went is not told, and what is found of the
# output is told once.
sed -i 's/^It has a part\./It has a part!/' w/content/essays/first.md
warned edited
told '^note: no robots.txt'
same "where a text was edited the warnings of others stay" again-second.err again-edited.err
sed -i '/^topcis/d' w/content/essays/odd.md
warned mended
expect_not "a warning that was mended goes" grep -q 'W003' again-mended.err
warned mended-again
same "and stays away" again-mended.err again-mended-again.err
echo defaced >w/site/essays/odd/index.html && rm w/content/essays/odd.md
run 0 "$COLOPHON" build -s w
told 'warning\[W335\]'
run 0 "$COLOPHON" build -s w
told_not 'W335'
run 0 "$COLOPHON" build -s w
told_not 'W335|^note: no robots.txt'

# What is not recorded yet is told until it is.
run 0 "$COLOPHON" addresses -s w --record
printf '%s\n' '---' 'title: New' 'date: 2022' 'authors: [Ada]' '---' '' 'New.' >w/content/essays/new.md
for round in first second; do
    run 0 env -u COLOPHON_PUBLISHED "$COLOPHON" build -s w
    expect "the $round time" grep -q 'warning\[W422\]' "$err"
done
rm w/content/addresses.lock

# A folder that is not read is looked for each time: it is not among the files.
mkdir w/static
run 0 "$COLOPHON" build -s w
told 'warning\[W353\].*nothing in this folder'
rmdir w/static
run 0 "$COLOPHON" build -s w
told_not 'W353'

# A revision gives the bytes of a clean checkout.
export GIT_AUTHOR_DATE='2024-04-01T12:00:00+02:00' GIT_COMMITTER_DATE='2024-04-01T12:00:00+02:00'
sed -i 's/opens the matter/opens the whole matter/' g/content/essays/first.md
commit_all g 'Say whole'
git -C g tag edition/2024
git clone -q g checkout && run 0 "$COLOPHON" build -s checkout -o checked/site
git -C checkout checkout -q --detach edition/2024
run 0 "$COLOPHON" build -s checkout -o detached/site
run 0 "$COLOPHON" build -s g --rev HEAD -o revision/site
run 0 "$COLOPHON" build -s g -o worktree/site
same_tree "a work directory gives its commit's bytes" worktree/site revision/site
same_tree "so does a clone" checked/site revision/site
run 0 "$COLOPHON" build -s g --rev edition/2024 -o tag/site
same_tree "a detached head gives the tag's bytes" detached/site tag/site
run 0 "$COLOPHON" build -s g --rev HEAD~1 -o older/site
expect_not "an older revision is another site" diff -r older/site revision/site
expect_not "without what came later" grep -rq 'the whole matter' older/site
run 2 "$COLOPHON" build -s g --rev edition/2023
told 'error\[E305\]: revision "edition/2023" names no commit'
told 'did you mean "edition/2024"'

# A bare repository, and a reader in a folder of one
git clone -q --bare g bare.git
run 0 "$COLOPHON" build -s bare.git --rev main -o bare/site
same_tree "a bare repository gives the same" bare/site revision/site
run 0 sh -c "cd bare.git && '$COLOPHON' build --rev main -o ../bare2/site"
run 2 "$COLOPHON" build -s bare.git --rev main -o bare.git/site
told 'error\[E332\]'
mkdir outer && make_reader outer/docs && printf 'site\n.colophon\n' >outer/.gitignore && commit_all outer 'Docs'
run 0 "$COLOPHON" build -s outer/docs -o below/site
run 0 "$COLOPHON" build -s outer/docs --rev main -o below2/site
same_tree "a reader below a repository's root" below/site below2/site

# Dirty
echo 'A new line.' >>g/content/essays/second.md
run 0 "$COLOPHON" build -s g
expect "a page says that the directory was dirty" grep -Eqi 'uncommitted|dirty|changes' g/site/index.html
git -C g checkout -q -- content

# Shallow
git clone -q --depth 1 "file://$work/g" shallow
run 0 "$COLOPHON" build -s shallow -o shallow-site/site
told '^note: .*git fetch --unshallow'
run 0 "$COLOPHON" view -s shallow /essays/first/
expect_not "no revision is invented" grep -q '"record": {' "$out"
run 0 "$COLOPHON" view -s g /essays/first/
expect "where all is known there is a record" grep -q '"record": {' "$out"

# SOURCE_DATE_EPOCH is read, and nothing but numbers.
run 0 env SOURCE_DATE_EPOCH=1700000000 "$COLOPHON" build -s g
run 2 env SOURCE_DATE_EPOCH=soon "$COLOPHON" build -s g
told 'error\[E306\]'

# Two builds at once: both do their work, one after the other.
make_reader two
"$COLOPHON" build -s two >one.out 2>one.err &
first=$!
"$COLOPHON" build -s two >two.out 2>two.err
expect "the second of two builds ends well" test $? -eq 0
wait $first
expect "so does the first" test $? -eq 0
expect "one of them wrote nothing" grep -q '(0 changed)' one.out two.out
if command -v flock >/dev/null; then
    flock two/.colophon/site/lock sleep 1 &
    sleep 0.3
    run 0 "$COLOPHON" build -s two
    told '^waiting for another build of this site$'
    wait
fi

# The program finds its layouts where make install puts them.
mkdir -p prefix/bin prefix/share/colophon && cp "$COLOPHON" prefix/bin/colophon
cp -r "$COLOPHON_DATA/layouts" "$COLOPHON_DATA/assets" prefix/share/colophon
run 0 env -u COLOPHON_DATA prefix/bin/colophon build -s two
said ' \(0 changed\) '
finish
