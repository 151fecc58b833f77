#!/bin/sh
# What surrounds a build: a full disk, folders that cannot be written, other file systems, outputs in wrong places, builds side
# by side, an editor that saves meanwhile.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

make_reader r
head -c 200000 /dev/zero | tr '\0' x >r/content/media/large.txt
run 0 "$COLOPHON" build -s r -o new/site
cp -r r before && rm before/content/essays/second.md before/content/media/large.txt
# Its state goes with its copies: one that is beside an output stays there.
mkdir -p old/.colophon/site
run 0 "$COLOPHON" build -s before -o old/site
expect "a state beside the output is used" test -f old/.colophon/site/ledger

# A full disk: a small file system of its own, more and more of which is taken before the build.
if unshare -rm true 2>/dev/null && unshare -rm mount -t tmpfs tmpfs "$work/before" 2>/dev/null; then
    mkdir disk
    run 0 unshare -rm sh "$here/full-disk" "$COLOPHON" before r old/site new/site disk
    told '^4[0-9] sizes, [1-9][0-9]* too small, [1-9][0-9]* enough$'
else
    skip "a full disk: no file system can be mounted here"
fi

# A limit on the size of files is a failed write: the old site stands, and nothing is left beside it.
i=0
mkdir -p grown && cp -r r/content grown/
while [ $i -lt 40 ]; do
    i=$((i + 1))
    { printf -- '---\ntitle: Long %s\n---\n\n' $i; head -c 3000 /dev/zero | tr '\0' x; } >grown/content/essays/long-$i.md
done
cp -r old limited && find limited -not -path "*/remembered*" | sort >limited.before
run 3 sh -c 'ulimit -f 16; exec "$@"' sh "$COLOPHON" build -s grown -o limited/site
told 'error\[E3[0-9]*\]: .*File too large$'
same_tree "with a limit on the size of files the old site stands" old/site limited/site
find limited -not -path "*/remembered*" | sort >limited.after
expect "and nothing is left beside it" cmp limited.before limited.after
run 0 "$COLOPHON" build -s grown -o limited/site

# Folders that cannot be written, for root too. The second name is that of the output's folder.
powerless=
if [ "$(id -u)" = 0 ]; then powerless="setpriv --bounding-set=-dac_override,-dac_read_search,-fowner"; fi
if [ -z "$powerless" ] || $powerless true 2>/dev/null; then
    read_only() {
        cp -rp old "$1"
        find "$1/$2" -type d -exec chmod a-w {} +
        cp -r "$1" "$1.kept"
        # shellcheck disable=SC2086
        run 3 $powerless "$COLOPHON" build -s r -o "$1/site"
        told "error\[E334\]: .*Permission denied"
        same_tree "a read-only $2 stays as it was" "$1.kept/site" "$1/site"
        expect_not "and nothing is left beside it" test -e "$1/.colophon/site/stage" -o -e "$1/.colophon/site/journal"
        chmod -R u+w "$1"
        run 0 "$COLOPHON" build -s r -o "$1/site"
        same_tree "writable again, it gets the new site" new/site "$1/site"
    }
    read_only locked site
    read_only locked-state .colophon/site
    mkdir closed && chmod a-w closed
    # shellcheck disable=SC2086
    run 3 $powerless "$COLOPHON" build -s r -o closed/site
    told "^closed/site: error\[E334\]: .*$work/closed cannot be: Permission denied"
    told '^  help: make that folder writable, or name another folder for the site with --output'
    # shellcheck disable=SC2086
    if chmod a-r r/content/essays/first.md && run 3 $powerless "$COLOPHON" build -s r -o unread/site; then
        told "^content/essays/first.md: error\[E300\]: .*Permission denied"
    fi
    chmod u+r r/content/essays/first.md
else
    skip "folders that cannot be written: root cannot give up its powers here"
fi

# Something mounted: on the output, and inside of it, also from the same file system. Nothing can be renamed into it.
if unshare -rm true 2>/dev/null && unshare -rm mount -t tmpfs tmpfs "$work/before" 2>/dev/null; then
    mkdir shelf
    for place in site site/media site/essays/first; do
        for how in '-t tmpfs tmpfs' '--bind shelf'; do
            rm -rf mounted && cp -r old mounted && mkdir -p "mounted/$place"
            cp -r mounted mounted.kept
            # shellcheck disable=SC2016
            run 3 unshare -rm sh -c 'mount $1 "mounted/$2" && exec "$3" build -s r -o mounted/site' sh "$how" "$place" "$COLOPHON"
            told 'error\[E3(34|31)\]: .*(is a mount|did not write)'
            same_tree "nothing is changed with '$how' on $place" mounted.kept/site mounted/site
            expect_not "nor begun" test -e mounted/.colophon/site/journal
            run 0 "$COLOPHON" build -s r -o mounted/site
            same_tree "and without it the new site is built" new/site mounted/site
        done
    done
    rm -rf mounted mounted.kept
else
    skip "something mounted on the output or in it: no file system can be mounted here"
fi

# Another file system
other_found=
for other in /dev/shm /tmp "${HOME_DISK:-/var/tmp}"; do
    if [ -w "$other" ] && [ "$(stat -c %d "$other")" != "$(stat -c %d "$work")" ]; then
        far=$(mktemp -d "$other/colophon-test.XXXXXX")
        run 0 "$COLOPHON" build -s r -o "$far/site"
        same_tree "an output on another file system" new/site "$far/site"
        mkdir -p linked && ln -s "$far/site" linked/site
        run 0 "$COLOPHON" build -s before -o linked/site
        same_tree "and through a link to it" old/site "$far/site"
        expect "and nothing else is beside either" test "$(ls -A linked "$far" | tr '\n' ' ')" = "$far: site  linked: site "
        rm -rf "$far" linked
        other_found=$other
        break
    fi
done
[ -n "$other_found" ] || skip "another file system: there is none to write to"

# Outputs in wrong places: status 2, and nothing is written.
ln -s r/content inside
ln -s . r/content/media/here
for output in r/content r/content/site r/content/media/../../assets r/layouts/x r . r/.git r/.colophon/site inside/site \
    inside/media/here/site; do
    stamp r >was
    run 2 "$COLOPHON" build -s r -o "$output"
    told 'error\[E332\]'
    stamp r >now
    same "nothing is written for $output" was now
done
rm r/content/media/here inside
expect_not "nor beside it" test -e .colophon
mkdir -p out/content/essays && cp r/content/site.yaml out/content/
run 2 "$COLOPHON" build -s out -o out
told 'error\[E332\]'

# Side by side: one output in turn, two outputs with one memory between them.
"$COLOPHON" build -s r -o both/site >/dev/null 2>one.err &
one=$!
"$COLOPHON" build -s before -o both/other >/dev/null 2>two.err &
two=$!
"$COLOPHON" build -s r -o both/site >/dev/null 2>three.err
expect "builds side by side succeed" test $? -eq 0
wait $one
expect "the first, too" test $? -eq 0
wait $two
expect "and the one of another output" test $? -eq 0
same_tree "each makes its site" new/site both/site
same_tree "and the other its own" old/site both/other

# An editor that saves again and again: each build takes what was there at one moment, or says that a file changed.
{
    printf '%s\n' '---' 'title: The first essay' '---' '' '## A part'
    i=0
    while [ $i -lt 4000 ]; do printf '\nThe letter is ALPHA here.\n'; i=$((i + 1)); done
} >alpha.md
sed 's/ALPHA/OMEGA/' alpha.md >omega.md
cp alpha.md r/content/essays/first.md
(
    while [ -e alpha.md ]; do
        cp omega.md next.md && mv next.md r/content/essays/first.md
        cp alpha.md next.md && mv next.md r/content/essays/first.md
    done
) 2>/dev/null &
editor=$!
done=0 refused=0 wrong=0
i=0
while [ $i -lt 30 ]; do
    i=$((i + 1))
    "$COLOPHON" build -s r -o saved/site >/dev/null 2>"$err"
    case $? in
    0)
        done=$((done + 1))
        [ "$(grep -o 'ALPHA\|OMEGA' saved/site/essays/first/index.html | sort -u | wc -l)" = 1 ] || wrong=$((wrong + 1))
        ;;
    3)
        refused=$((refused + 1))
        grep -q '^content/essays/first.md: error\[E30[01]\]: \|^error\[E3' "$err" || { wrong=$((wrong + 1)); cat "$err"; }
        ;;
    *) wrong=$((wrong + 1)); cat "$err" ;;
    esac
done
rm alpha.md
wait $editor
expect "while an editor saves, $done builds take one state of the file and $refused refuse" test $wrong -eq 0
cp omega.md r/content/essays/first.md
run 0 "$COLOPHON" build -s r -o saved/site
run 0 "$COLOPHON" build -s r -o clean/site
same_tree "and what was saved last is published" clean/site saved/site
finish
