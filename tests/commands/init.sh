#!/bin/sh
# colophon init: a new reader that builds without a warning, and nothing of anybody's is overwritten.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

run 0 "$COLOPHON" init my-reader
expect "it says what to do in three lines" test "$(wc -l <"$out")" = 3
expect "and nothing else" test ! -s "$err"
for command in "colophon serve -s my-reader" "colophon new essay -s my-reader"; do
    expect "one is $command" grep -q "^$command " "$out"
done
expect "there is one commit" test "$(git -C my-reader rev-list --count HEAD)" = 1
expect "of everything" test -z "$(git -C my-reader status --porcelain)"

run 0 "$COLOPHON" build -s my-reader
said '; 0 errors, 0 warnings'
expect "it builds without a word" test ! -s "$err"
for page in essays/what-a-reader-is essays/how-to-add-an-essay topics/reading authors/the-editors lists/begin-here \
    glossary about essays/what-a-reader-is/history; do
    expect "there is /$page/" test -f "my-reader/site/$page/index.html"
done
expect "it is named after its folder" grep -q '<title>My reader' my-reader/site/index.html
expect "the two essays refer to each other" grep -q 'href="../../essays/what-a-reader-is/' my-reader/site/essays/how-to-add-an-essay/index.html
expect "both ways" grep -q 'href="../../essays/how-to-add-an-essay/' my-reader/site/essays/what-a-reader-is/index.html
expect "git ignores what is made" test -z "$(git -C my-reader status --porcelain)"
run 0 "$COLOPHON" build --strict -s my-reader
run 0 "$COLOPHON" addresses --record -s my-reader
expect ".gitattributes has git's line for the lock already" test -z "$(git -C my-reader diff --name-only)"
run 0 "$COLOPHON" new essay -s my-reader 'A third'
run 0 "$COLOPHON" build -s my-reader

# Every field of site.yaml is one that Colophon knows, also those that are commented out.
sed 's/^# \([a-z_]*: [^ ]\)/\1/' my-reader/content/site.yaml >all.yaml
grep -c '^[a-z_]*:' all.yaml >"$out"
expect "site.yaml explains its fields" test "$(cat "$out")" -ge 14
for field in $(sed -n 's/^\([a-z_]*\):.*/\1/p' all.yaml); do
    expect "$field is a field" sh -c "'$COLOPHON' fields site | grep -q '^  $field '"
done

# What is there stays.
run 2 "$COLOPHON" init my-reader
told 'content/site.yaml: error\[E253\]'
told 'content/pages/about.md: error\[E253\]'
expect "and nothing changes" test -z "$(git -C my-reader diff --name-only)"
mkdir -p other/content && echo 'title: Mine' >other/content/site.yaml
run 2 "$COLOPHON" init other
expect "nothing is written beside it" test "$(find other -type f)" = other/content/site.yaml
mkdir -p cloned && echo 'About' >cloned/README.md && git -C cloned init -q
run 0 "$COLOPHON" init cloned
told 'note: the folder is in a git repository: commit the new files there'
expect "where there is a repository nothing is committed" test -z "$(git -C cloned rev-parse -q --verify HEAD)"
expect "what was there is there" test "$(cat cloned/README.md)" = About
run 0 "$COLOPHON" build -s cloned
(mkdir here && cd here && run 0 "$COLOPHON" init . && run 0 "$COLOPHON" build)
expect "the current folder will do" test -f here/site/index.html

# Names of folders that are no words for YAML.
for name in 'say "hello"' 'back\slash' "$(printf 'a\001b')" "$(printf 'a\377')" '(- - -)' 'sub/deeper/über'; do
    run 0 "$COLOPHON" init "$name"
    run 0 "$COLOPHON" build --strict -s "$name"
done
expect "quotation marks stay" grep -q '<title>Say “hello”' 'say "hello"/site/index.html'
run 0 "$COLOPHON" init "it's new"
expect "a shell can do what it says to do" sh -c "PATH='$(dirname "$COLOPHON")':\$PATH; eval \"\$(sed -n 's/^colophon serve/colophon build/; s/ *shows its site.*//p' '$out')\""
expect "and it does" test -f "it's new/site/index.html"

# Where it cannot be written.
echo >file
run 3 "$COLOPHON" init file
run 3 "$COLOPHON" init file/below
mkdir half && echo >half/layouts && echo >half/content
run 3 "$COLOPHON" init half
expect "and what was begun is taken back" test "$(find half | sort | tr '\n' ' ')" = 'half half/content half/layouts '
run 2 "$COLOPHON" init
run 2 "$COLOPHON" init one two

# Without git, and without a name.
mkdir bin
run 0 env PATH="$work/bin" "$COLOPHON" init no-git
told 'git was not found'
expect_not "there is no repository" test -e no-git/.git
run 0 "$COLOPHON" build -s no-git
run 0 env -u GIT_AUTHOR_NAME -u GIT_AUTHOR_EMAIL -u GIT_COMMITTER_NAME -u GIT_COMMITTER_EMAIL \
    GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=user.useConfigOnly GIT_CONFIG_VALUE_0=true "$COLOPHON" init no-name
told 'git could not commit'
run 0 "$COLOPHON" build -s no-name
finish
