#!/bin/sh
# Two essays side by side: which pairs have a page, what an edit makes again, and where a page leads that is no more.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
unset COLOPHON_PUBLISHED

# essay NAME FIELDS WORDS: an essay with a passage that all have, and one of its own
essay() {
    printf -- '---\ntitle: The %s one\ndate: 2020-01-01\n%s---\n\n%s\n\nWhat all of them say in the end is that the mill at the river stood for longer than the town that built it.\n' \
        "$1" "$2" "$3" >"r/content/essays/$1.md"
}

mill='The miller came down to the river every morning before the sun was up, and looked at the water'
page() { grep -qF -- "$2" "r/site/$1/index.html"; }
leads() { grep -qx -- "$1 > $2" r/site/addresses.txt; }

mkdir -p r/content/essays
printf '%s\n' 'title: R' 'base_url: https://x.example/' 'search: off' 'hosts: [netlify]' >r/content/site.yaml
essay first '' "$mill for a while."
essay second 'variant_of: first
' "$mill for a long while."
essay other '' 'Nothing that is said here has anything to do with the others.'

# Without git: an edit of either makes the page again, one of another does not.
run 0 "$COLOPHON" build -s r
expect "the page is there" page essays/first/beside/second '<mark>'
expect "the variant links to it" page essays/second 'first/beside/second/">Side by side</a>'
expect "the original links to it" page essays/first 'beside/second/">Side by side</a>'
expect_not "no sitemap names it" grep -q beside r/site/sitemap.xml
expect "search engines pass it by" page essays/first/beside/second 'name="robots" content="noindex"'
expect "the list promises it" grep -qx /essays/first/beside/second/ r/site/addresses.txt
for name in first second other; do
    # Words that no other page shows: without variants the short way (body_edits.sh).
    sed -i 's/say in the end/say in *the* end/' "r/content/essays/$name.md"
    run 0 "$COLOPHON" build -s r --explain
    case $name in
        other) expect_not "an edit of another essay leaves it" grep -q beside "$out" "$err" ;;
        *) expect "an edit of the $name one makes it again" grep -q essays/first/beside/second "$out" "$err" ;;
    esac
    run 0 "$COLOPHON" build -s r -o clean --published none
    same_tree "it is a clean build after the edit of the $name one" r/site clean
    rm -rf r/clean clean
done
run 0 "$COLOPHON" verify -s r
for jobs in 1 4; do run 0 "$COLOPHON" build -s r -o "jobs-$jobs" -j "$jobs" --published none; done
same_tree "one worker or four" jobs-1 jobs-4
expect "they stand side by side there" grep -qF '<mark>' jobs-1/essays/first/beside/second/index.html

# Without git and without a lock nobody knows where the page went, but the list of what was published: an editor must say it.
mkdir -p n && cp -R r/content n
run 0 "$COLOPHON" build -s n
sed -i '/variant_of/d' n/content/essays/second.md
cp -R n/site n-before
run 1 "$COLOPHON" build -s n
told 'error\[E420\]: "/essays/first/beside/second/" was published, and nothing would stand there any more'
told 'help: write into content/gone.yaml where it went, "/essays/first/beside/second/: '
same_tree "nothing is published" n-before n/site
printf '/essays/first/beside/second/: {to: /essays/second/}\n' >n/content/gone.yaml
run 0 "$COLOPHON" build -s n
expect "what it says leads on" grep -qx '/essays/first/beside/second/ > /essays/second/' n/site/addresses.txt

# With git it is led from where it stood.
rm -rf r/site
printf '/site/\n/.colophon/\n' >r/.gitignore
commit_all r 'First'
run 0 "$COLOPHON" build -s r
git -C r mv content/essays/second.md content/essays/fourth.md
commit_all r 'Rename the variant'
run 0 "$COLOPHON" build -s r
expect "a renamed variant" leads /essays/first/beside/second/ /essays/first/beside/fourth/
git -C r mv content/essays/first.md content/essays/prime.md
sed -i 's/variant_of: first/variant_of: prime/' r/content/essays/fourth.md
commit_all r 'Rename the original'
run 0 "$COLOPHON" build -s r
expect "a renamed original" leads /essays/first/beside/fourth/ /essays/prime/beside/fourth/
expect "and both" leads /essays/first/beside/second/ /essays/prime/beside/fourth/
expect "a host is told" grep -q '^/essays/first/beside/second/ .*/essays/prime/beside/fourth/' r/site/_redirects
sed -i '/variant_of/d' r/content/essays/fourth.md
run 0 "$COLOPHON" build -s r
expect "no variant any more" leads /essays/prime/beside/fourth/ /essays/fourth/
expect "nor below old names" leads /essays/first/beside/second/ /essays/fourth/
expect_not "a host is not told of the variant" grep -q beside r/site/_redirects
expect_not "no essay links to it" grep -rq 'beside/' r/site/essays/prime/index.html
commit_all r 'No variant'
sed -i 's/^title: .*/&\nvariant_of: other/' r/content/essays/fourth.md
commit_all r 'Of another'
run 0 "$COLOPHON" build -s r
expect "the variant of another" leads /essays/prime/beside/fourth/ /essays/fourth/
expect "has a page" grep -qx /essays/other/beside/fourth/ r/site/addresses.txt
sed -i 's/variant_of: other/variant_of: prime/' r/content/essays/fourth.md
commit_all r 'As it was'
run 0 "$COLOPHON" build -s r
expect "a page that comes back" grep -qx /essays/prime/beside/fourth/ r/site/addresses.txt
expect "and all that led to it" leads /essays/first/beside/second/ /essays/prime/beside/fourth/

# Held back: no page, no word of it, and a note that it goes.
# held NAME FIELD: a reader with a pair that was published, of which one is held back now
held() {
    rm -rf h && mkdir -p h && cp -R pair/. h
    run 0 "$COLOPHON" build -s h
    expect "the pair has a page before" page ../../h/site/essays/first/beside/second '<mark>'
    [ "${3:-}" != alone ] || sed -i /variant_of/d h/content/essays/second.md
    sed -i "s/^title: .*/&\n$2/" "h/content/essays/$1.md"
    sed -i 's/longer than/CANARY than/' "h/content/essays/$1.md"
    run 0 "$COLOPHON" build -s h
    expect_not "$2 of the $1: not a word of it" grep -rq CANARY h/site
    expect_not "no link to one" grep -rqF 'Beside <cite>' h/site
}

mkdir -p pair/content/essays && cp r/content/site.yaml pair/content
cp r/content/essays/prime.md pair/content/essays/first.md
sed 's/variant_of: prime/variant_of: first/' r/content/essays/fourth.md >pair/content/essays/second.md
printf '/site/\n/.colophon/\n' >pair/.gitignore
commit_all pair 'First'
held second 'access: summary'
expect "its old address shows what the variant says of itself" grep -qx '/essays/first/beside/second/ > /essays/second/' h/site/addresses.txt
rm -rf pair/.git
held second 'access: summary'
told 'note\[W418\]: what was published goes, since its text is held back now: "/essays/first/beside/second/"'
commit_all pair 'First again'
held second 'draft: true'
told 'note\[W418\]: what was published goes, since it is a draft now'
expect_not "nothing stands there" test -e h/site/essays/first/beside
held second 'access: {until: 2999-01-01}'
held second 'expires: 2001-01-01'
held first 'access: summary'
told 'note\[W418\]: what was published goes, since its text is held back now: "/essays/first/beside/second/"'
held first 'draft: true' alone
expect_not "nothing stands below a draft" test -e h/site/essays/first
expect "what changed in the variant is shown" grep -rq '>Variant of<' h/site/versions
expect_not "without the name of the draft" grep -rqE '>first<' h/site/versions

# Gone.
git -C r rm -q content/essays/fourth.md
commit_all r 'Remove the variant'
run 0 "$COLOPHON" build -s r
expect "a variant that is gone" leads /essays/prime/beside/fourth/ /essays/fourth/
git -C r revert -n HEAD && sed -i /variant_of/d r/content/essays/fourth.md && git -C r rm -q content/essays/prime.md
commit_all r 'Remove the original instead'
run 0 "$COLOPHON" build -s r
expect "an original that is gone" leads /essays/prime/beside/fourth/ /essays/fourth/
expect "at its old name, too" leads /essays/first/beside/second/ /essays/fourth/

# Without the past the lock knows that something stood there.
run 0 "$COLOPHON" addresses -s r
git clone -q --depth 1 "file://$PWD/r" shallow
cp "$out" shallow/content/addresses.lock
run 0 "$COLOPHON" build -s shallow
expect "an old name leads on without the past" grep -qx '/essays/prime/beside/fourth/ > /essays/fourth/' shallow/site/addresses.txt

# Below a name that the original had when it was no draft any more.
mkdir -p d/content/essays && cp r/content/site.yaml d/content
sed 's/^title: .*/&\ndraft: true/' pair/content/essays/first.md >d/content/essays/first.md
printf '/site/\n/.colophon/\n' >d/.gitignore
commit_all d 'A draft'
cp pair/content/essays/*.md d/content/essays
commit_all d 'Open it'
run 0 "$COLOPHON" build -s d
git -C d mv content/essays/first.md content/essays/prime.md
sed -i 's/variant_of: first/variant_of: prime/' d/content/essays/second.md
commit_all d 'Rename it'
run 0 "$COLOPHON" build -s d
expect "the name that it had as a draft and after" grep -qx '/essays/first/beside/second/ > /essays/prime/beside/second/' d/site/addresses.txt

# What no commit says is promised to nobody.
essay fifth 'variant_of: other
' 'Nothing that is said here has anything to do with them.'
run 0 "$COLOPHON" addresses -s r
said '^/essays/other/beside/fifth/ ~$'

# Where it has another address, and a variant of a variant.
essay sixth 'variant_of: fifth
permalink: /2013/six.html
' 'Nothing that is told here has anything to do with them.'
essay seventh 'variant_of: sixth
lang: de
' 'Nichts hiervon.'
run 0 "$COLOPHON" build -s r
expect "a variant of a variant" page essays/fifth/beside/sixth '<mark>'
expect "below an address that is a file" page 2013/six-beside/seventh 'Aligned by order and length'
expect_not "a translation has no marks" page 2013/six-beside/seventh '<mark>'
finish
