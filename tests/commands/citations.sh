#!/bin/sh
# Edits of works, and of what cites them: as a clean build, and no page more is made than shows them.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

make_reader r
cat >r/content/references.bib <<'END'
@book{doe99, author = {Doe, Jane}, title = {First Book}, year = 1999}
@article{roe04, author = {Roe, Ann}, title = {Second Words}, journal = {The Journal}, year = 2004, doi = {10.1000/x}}
@book{cai24, author = {蔡翠红}, title = {技术碎片化}, year = 2024}
END
one=r/content/essays/one.md two=r/content/essays/two.md
cat >$one <<'END'
---
title: One of the citing
date: 2020-02-03
authors: [Ada]
---

Nothing is cited in this first paragraph, which stands in cards.

As shown [see @doe99, pp. 33-35; @cai24, 第3页], and as @roe04 [S. 3] says, so it is.

More of it, to be or not to be.
END
cat >$two <<'END'
---
title: Two of the citing
date: 2021-02-03
authors: [Bo]
---

Nothing is cited here.

It cites one alone [@roe04].
END
cp -r r start

# built WHAT: builds, and compares with a clean build. What was made stands in "made".
built() {
    run 0 "$COLOPHON" build --explain -s r
    sed -n 's/^\([^ ]*\): .*/\1/p' "$err" | sort -u >made
    cp "$err" "$work/told"
    rm -rf clean cache && XDG_CACHE_HOME=$work/cache run 0 "$COLOPHON" build -s r -o clean/site
    same_tree "as a clean build: $1" r/site clean/site
}
made() { expect "made: $1" grep -q "^$1" made; }
stands() { expect_not "not made: $1" grep -q "^$1" made; }

for style in chicago-author-date chicago-notes; do
    rm -rf r && cp -r start r
    echo "citation_style: $style" >>r/content/site.yaml
    built "$style: first"
    sed -i 's/First Book/The First Book/' r/content/references.bib && built "$style: a title"
    made essays/one/ && made references/ && stands essays/two/ && stands essays/first/ && stands authors/
    sed -i 's/to be or not to be/to *be* or not/' $one && built "$style: words beside citations"
    expect "the short way" grep -q '^essays/one/.*: only its text changed' "$work/told"
    sed -i 's/, and as @roe04/ twice [@doe99], and as @roe04/' $one && built "$style: a citation more"
    sed -i 's/pp. 33-35/p. 4/' $one && built "$style: another page of a work"
    sed -i '$a@book{new1, author = {New, Ada}, title = {New}, year = 2025}' r/content/references.bib && built "$style: a work that nobody cites"
    stands essays/ && stands references/
    sed -i 's/alone \[@roe04\]/alone [@roe04; @new1]/' $two && built "$style: that is cited"
    made essays/two/ && made references/ && stands essays/one/
    sed -i 's/^date: 2021-02-03/&\naccess: summary/' $two && built "$style: its text is held back"
    expect_not "and so is the work" grep -rq "new1\|>New<" r/site --include=*.html --include=*.js --include=*.txt --include=*.xml
    sed -i '/^access/d' $two && built "$style: it is open again"
    sed -i '/doe99/d' r/content/references.bib && sed -i 's/see @doe99, p. 4; //; s/ twice \[@doe99\]//' $one && built "$style: a work that is gone"
    expect_not "and nowhere" grep -rq "First Book" r/site
    sed -i 's/year = 2004/year = 2005/; s/\[@roe04;/[@ro04;/' r/content/references.bib
    run 0 "$COLOPHON" build -s r
    said ' changed\) '
done

sed -i 's/roe04; @new1/ro04; @new1/' $two
run 1 "$COLOPHON" build -s r
told 'two.md:9:22: error\[E473\]: unknown work "ro04"'
told 'did you mean "roe04"'

# Moved between files, a work is the same.
sed -i 's/@ro04/@roe04/' $two && run 0 "$COLOPHON" build -s r
mkdir r/content/references && mv r/content/references.bib r/content/references/all.bib
run 0 "$COLOPHON" build -s r
said ' \(0 changed\) '

# Older texts are read as today's are: each citation is a note, which is a passage, or none is.
rm -rf r && cp -r start r
rm r/content/references.bib
commit_all r First
sed -i 's/pp. 33-35/p. 4/; s/More of it/And more of it [@roe04]/' $one
commit_all r Second
built "older texts: no works, so no citations"
cp start/content/references.bib r/content/
built "older texts: in brackets"
echo 'citation_style: chicago-notes' >>r/content/site.yaml
built "older texts: in notes"

# What had a place keeps it while its data are there; what is in front matter goes with its text, and nothing keeps an editor from that.
unset COLOPHON_PUBLISHED
rm -rf r && cp -r start r
sed -i 's/^date: 2021-02-03/&\nreferences: [{id: Inner, type: book, title: Of a text alone, issued: 2011}]/; s/alone \[@roe04\]/alone [@Inner]/' $two
run 0 "$COLOPHON" build -s r
expect "its place is promised" grep -q '^/references/.* inner' r/site/addresses.txt
sed -i 's/see @doe99, pp. 33-35; //' $one
run 0 "$COLOPHON" build -s r
expect "a work that nobody cites any more stays" grep -q 'id="doe99"' r/site/references/index.html
sed -i 's/^date: 2021-02-03/&\ndraft: true/' $two
run 0 "$COLOPHON" build -s r
told 'note\[W418\]'
expect_not "the draft's work is nowhere" grep -rq "Of a text alone" r/site
sed -i '/doe99/d' r/content/references.bib
run 1 "$COLOPHON" build -s r
told 'error\[E421\]: .*: #doe99$'
told 'help: give the work its key back, or .* "/references/#doe99: .to: /references/#key.", or why'
echo '/references/#doe99: {reason: It was another book.}' >r/content/gone.yaml
run 0 "$COLOPHON" build -s r
expect "its place says why" grep -q 'id="doe99">It was another book' r/site/references/index.html
finish
