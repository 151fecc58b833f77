#!/bin/sh
# What is closed today is closed in every edition: no canary sentence of it is in any file of the output.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

on() {
    export GIT_AUTHOR_DATE="2024-03-$1T12:00:00+01:00" GIT_COMMITTER_DATE="2024-03-$1T12:00:00+01:00"
}

# essay NAME [LINE of front matter]: its text is a canary that has its name, in a heading, a paragraph and beside a reference.
essay() {
    {
        printf '%s\n' '---' "title: The $1 one"
        [ -z "${2:-}" ] || printf '%s\n' "$2"
        printf '%s\n' '---' '' "Canary $1 sings in its first words, which could be an excerpt." '' "## Canary $1 heads" '' \
            "Canary $1 leans on [[first]] and sings on." '' '- Canary list' "- of $1"
    } >"r/content/essays/$1.md"
}

on 01
make_reader r
printf '/site/\n/.colophon/\n' >r/.gitignore
mkdir -p r/content/lists
printf '%s\n' 'editions:' '  - tags: edition/*' '  - {name: side, revision: side}' >>r/content/site.yaml
for name in open restricted embargoed drafted renamed withdrawn removed rewritten reslugged aliased jekyll; do
    essay $name
done
printf '%s\n' '---' 'title: A page' '---' '' 'Canary page sings, too.' '' '## A place' >r/content/pages/paged.md
printf '%s\n' '---' 'title: Another page' '---' '' 'Canary putaway sings as well.' >r/content/pages/putaway.md
printf '%s\n' '' 'See [[restricted#canary-restricted-heads|the restricted]] and [a place](/paged/#a-place).' >>r/content/essays/second.md
printf '%s\n' '---' 'title: A list' 'items: [restricted, open, withdrawn]' '---' '' 'A list.' >r/content/lists/a.md
commit_all r 'All is open'
git -C r tag edition/open
git -C r checkout -q -b side
echo 'Canary open of the side.' >>r/content/essays/open.md
echo 'Canary restricted of the side.' >>r/content/essays/restricted.md
echo 'Canary renamed of the side.' >>r/content/essays/renamed.md
git -C r mv content/essays/embargoed.md content/essays/quite-otherwise.md
echo 'Canary embargoed of the side.' >>r/content/essays/quite-otherwise.md
git -C r mv content/essays/aliased.md content/essays/aliased-aside.md
echo 'Canary aliased of the side.' >>r/content/essays/aliased-aside.md
printf '%s\n' 'slug: aliased' >"$work/slug" && sed -i "2r $work/slug" r/content/essays/aliased-aside.md
commit_all r 'On the side'
git -C r checkout -q main
run 0 "$COLOPHON" build -s r
for name in open restricted embargoed drafted renamed withdrawn removed rewritten reslugged aliased page putaway; do
    expect "while all is open the edition has $name" grep -rq "Canary $name sings" r/site/editions/open
done
cp -r r/site before

# One by one they are closed, in each way there is.
on 02
sed -i 's/^\[\[restricted.*//; s/^See \[\[restricted.*//' r/content/essays/second.md
essay restricted 'access: summary'
essay embargoed 'access: {until: 2031-01-01}'
essay drafted 'draft: true'
essay withdrawn 'access: summary'
git -C r mv content/essays/renamed.md content/essays/named-anew.md
commit_all r 'Closing' && on 03
sed -i '2a access: summary' r/content/essays/named-anew.md
git -C r rm -q content/essays/withdrawn.md content/essays/removed.md content/essays/rewritten.md
sed -i 's/, withdrawn//' r/content/lists/a.md
printf '%s\n' '---' 'title: The rewritten one' 'slug: rewritten' 'access: summary' '---' '' 'Nothing of it is as it was.' >r/content/essays/wholly-new.md
sed -i '2a slug: another\naccess: summary' r/content/essays/reslugged.md
sed -i '2a access: summary' r/content/essays/aliased.md
mkdir -p r/content/_drafts && git -C r mv content/essays/jekyll.md content/_drafts/jekyll.md
git -C r mv content/pages/paged.md content/essays/paged.md && sed -i '2a access: summary' r/content/essays/paged.md
sed -i '2a draft: true' r/content/pages/putaway.md
commit_all r 'Closed'
run 0 "$COLOPHON" build -s r
for name in restricted embargoed drafted renamed withdrawn rewritten reslugged aliased jekyll page putaway; do
    expect_not "no canary of $name" grep -rli "canary.*$name" r/site
    expect_not "nor of its list" grep -rq "of $name</li>" r/site
done
expect "what is open is there" grep -rq 'Canary open sings' r/site/editions/open
expect "what was open when it went is there" grep -rq 'Canary removed sings' r/site/editions/open
expect "the open one of the side is there" grep -rq 'Canary open of the side' r/site/editions/side
expect "the page of a closed essay stands" test -f r/site/editions/open/essays/restricted/index.html
expect "what leads into it leads to it" grep -q 'href="../../essays/restricted/[^>]*>the restricted<.*href="../../paged/' r/site/editions/open/essays/second/index.html
expect "and it says that it is closed" grep -q 'class="notice"' r/site/editions/open/essays/restricted/index.html
run 0 "$COLOPHON" build -s r -o "$work/clean"
same_tree "incremental equals clean" clean r/site
run 0 "$COLOPHON" verify -s r

# A shallow clone cannot tell what has become of a file: what stands open at the same path today is open, all else closed.
git clone -q --bare --depth 1 "file://$PWD/r" shallow.git
git -C shallow.git fetch -q --depth 1 origin tag edition/open
run 0 "$COLOPHON" build -s shallow.git -r main -o "$work/shallow"
expect "an edition of a shallow clone" grep -rq 'Canary open sings' shallow/editions/open
for name in restricted embargoed drafted renamed withdrawn removed rewritten reslugged aliased jekyll page putaway; do
    expect_not "no canary of $name in a shallow clone" grep -rli "canary.*$name" shallow
done

# Drafts on request are no reason to show them in an edition; opened again they are there.
run 0 "$COLOPHON" build -s r -D -o "$work/drafts"
same_tree "editions know no drafts" clean/editions drafts/editions
git -C r revert -n HEAD HEAD~1 && on 04 && commit_all r 'Open again'
run 0 "$COLOPHON" build -s r
same_tree "opened again, it is what it was" before/editions/open r/site/editions/open
finish
