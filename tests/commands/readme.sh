#!/bin/sh
# What README.md has somebody do who is new: begin a reader, write the essay, mistype in it, publish.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# block N: the N-th of the README's indented blocks behind the words "## Write", without the indent.
block() {
    awk -v wanted="$1" '
        /^## Write$/ { is_there = 1 }
        !is_there { next }
        /^    / || (in_block && /^$/) { if (!in_block) number++; in_block = 1; if (number == wanted) print substr($0, 5); next }
        { in_block = 0 }' "$root/README.md" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
}

run 0 "$COLOPHON" init my-reader
cd my-reader || exit 1
block 1 >content/essays/impedance-reducer.md
expect "the first block is an essay" grep -q '^title: Impedance reducer$' content/essays/impedance-reducer.md
run 0 "$COLOPHON"
expect "nothing is told of it" test -z "$(grep -E '(error|warning)\[' "$err")"
expect "its quotation is verified" grep -q 'class="verified"' site/essays/impedance-reducer/index.html
sed -i 's/\[\[what-a-reader-is\]\], the/[[what-a-raeder-is]], the/' content/essays/impedance-reducer.md
run 1 "$COLOPHON"
grep -A 2 'error\[E100\]' "$err" >told
block 3 >shown
same "what is mistyped is told as the README has it" shown told
sed -i 's/what-a-raeder-is/what-a-reader-is/' content/essays/impedance-reducer.md
git add . && git commit -qm Begin
git init -q --bare ../pages.git && git remote add origin "$work/pages.git"
run 0 "$COLOPHON" deploy
expect "the branch pages has the site" git -C ../pages.git cat-file -e pages:essays/impedance-reducer/index.html
finish
