#!/bin/sh
# Exit statuses, the last line, colours, --strict, -q, -v, -n, --explain.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

make_reader r
run 0 "$COLOPHON" build -s r
said '^Built [0-9]+ pages \([1-9][0-9]* changed\) in [0-9]+\.[0-9][0-9] s; 0 errors, 0 warnings$'
expect "and nothing else" test "$(wc -l <"$out")" -eq 1
pages=$(sed 's/^Built \([0-9]*\) .*/\1/' "$out")
expect "all pages are counted" test "$pages" -eq "$(find r/site -name '*.html' | wc -l)"
files=$(find r/site -type f | wc -l)
run 0 "$COLOPHON" check -s r
said "^Checked $pages pages in [0-9]+\.[0-9][0-9] s; 0 errors, 0 warnings\$"

# Changes are counted, listed and explained.
run 0 "$COLOPHON" build -s r -v --explain
said ' \(0 changed\) '
expect_not "nothing to list" grep -Ev '^(note: |Site: |  +[0-9.]+ % )' "$err"
told "^Site: $files files, [0-9]+\.[0-9] MB\$"
told '^ +[0-9.]+ %  essays +[0-9]+ files, '
expect "no file is counted twice, and none left out" test \
    "$(sed -n 's/^ *[0-9.]* %  [^ ]* *\([0-9]*\) file.*/\1/p' "$err" | awk '{ sum += $1 } END { print sum }')" -eq "$files"
echo 'More words.' >>r/content/pages/about.md
stamp r >"$work/before"
run 0 "$COLOPHON" build -s r -n
said '^about/index\.html$'
said '^Would build [0-9]+ pages \([1-9][0-9]* changed\)'
stamp r >"$work/after"
same "a dry run writes nothing" "$work/before" "$work/after"
run 0 "$COLOPHON" build -s r -v --explain
told '^about/index\.html$'
told '^about/index\.html: layout or inputs changed$'
rm r/content/pages/about.md
run 0 "$COLOPHON" build -s r -v
told '^about/index\.html \(removed\)$'
expect_not "the page is gone" test -e r/site/about
rm r/site/index.html
run 0 "$COLOPHON" build -s r --explain
told '^index\.html: missing from the output$'
rm -r r/site r/.colophon
run 0 "$COLOPHON" build -s r -n
expect_not "a dry run makes no folder" test -e r/site -o -e r/.colophon
run 0 "$COLOPHON" build -s r --explain
told '^index\.html: new$'

# Warnings.
printf '%s\n' '---' 'title: Third' 'topcs: [Tests]' '---' '' 'Text.' >r/content/essays/third.md
run 0 "$COLOPHON" build -s r
said '; 0 errors, 1 warning$'
told '^content/essays/third\.md:3:1: warning\[W003\]: '
run 1 "$COLOPHON" build -s r --strict
told '^content/essays/third\.md:3:1: error\[W003\]: '
told '^Built nothing in [0-9]+\.[0-9][0-9] s; 1 error, 0 warnings$'
expect "no result" test ! -s "$out"
run 0 "$COLOPHON" build -s r -q
expect "quiet about warnings" test ! -s "$err" -a ! -s "$out"

# Errors: of the content, the settings, the machine.
printf '%s\n' '---' 'title: Third' '---' '' '[[nothing]]' >r/content/essays/third.md
run 1 "$COLOPHON" build -s r -q
told '^content/essays/third\.md:5:3: error\[E100\]: '
run 1 "$COLOPHON" check -s r
rm r/content/essays/third.md
cp r/content/site.yaml "$work/site.yaml"
echo 'title: again' >>r/content/site.yaml
run 2 "$COLOPHON" build -s r
told '^content/site\.yaml:4:1: error\[E002\]: '
run 2 "$COLOPHON" check -s r
cp "$work/site.yaml" r/content/site.yaml
run 0 "$COLOPHON" build -s r
rm -r r/.colophon r/site/index.html && echo mine >r/site/index.html
run 3 "$COLOPHON" build -s r
told '^site/index\.html: error\[E331\]: '
run 3 "$COLOPHON" check -s r
rm r/site/index.html
run 0 "$COLOPHON" build -s r
run 3 "$COLOPHON" build -s r -o /proc/nowhere/site
told 'error\[E334\]: .*No such file or directory'
run 3 env COLOPHON_DATA="$work" "$COLOPHON" build -s r
told 'error\[E337\]'
printf 'in the way' >r/file
run 3 "$COLOPHON" build -s r -o r/file
told '^r/file: error\[E333\]: '
run 3 "$COLOPHON" build -s r -o r/file/site
told 'error\[E334\]: .*Not a directory'
if [ "$(id -u)" -ne 0 ]; then
    mkdir locked && chmod a-w locked
    run 3 "$COLOPHON" build -s r -o locked/site
    told 'error\[E334\]: .*Permission denied'
fi

# Colours.
echo 'title: again' >>r/content/site.yaml
colors() { grep -q "$(printf '\033')" "$err"; }
run 2 "$COLOPHON" check -s r
expect_not "no colour into a file" colors
run 2 "$COLOPHON" check -s r --color always
expect "colour when asked for" colors
run 2 env CLICOLOR_FORCE=1 "$COLOPHON" check -s r
expect "CLICOLOR_FORCE" colors
run 2 env CLICOLOR_FORCE=0 "$COLOPHON" check -s r
expect_not "CLICOLOR_FORCE=0" colors
run 2 env CLICOLOR_FORCE=1 NO_COLOR=1 "$COLOPHON" check -s r
expect_not "NO_COLOR goes before" colors
run 2 env CLICOLOR_FORCE=1 "$COLOPHON" check -s r --color never
expect_not "never" colors
if command -v script >/dev/null; then
    env TERM=xterm script -qec "$COLOPHON check -s r" /dev/null >"$err" 2>&1 </dev/null
    expect "colour on a terminal" colors
    env TERM=dumb script -qec "$COLOPHON check -s r" /dev/null >"$err" 2>&1 </dev/null
    expect_not "no colour on a dumb one" colors
fi
finish
