#!/bin/sh
# What several pages of one host share goes by a rule of its own; and neither their order nor the number of workers changes a byte.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# page NAME HOST SENTENCE: an article of its own words, with what its host puts into all of them.
page() {
    cat >"$1.html" <<PAGE
<html lang="en"><head><title>About $1</title><link rel="canonical" href="https://$2/$1"></head><body><article><h1>About $1</h1>
<p>Dear readers of the north</p>
<p>The $1 of the north was built by people who had never seen a $1, and it worked for years without any pause at all.</p>
<h2>Summary</h2>
<p>Nobody knows who thought of the $1 first. It is described in an old book about every $1, which has no pictures at all.</p>
<p>You read this because somebody paid for the paper, and nobody did for the ink. Think of it, and come back soon.</p>
<p>What is left of the $1 stands in a museum, where visitors may turn its handle, and see that a $1 moves no more.</p>
<p>$3</p>
<p>Many a $1 was lost when the river rose, as the people of the villages tell who lived beside it in those years.</p>
<p>Written in the north, and nowhere else</p>
</article></body></html>
PAGE
}
page mill example.org 'Of this one the owner had more to say than anybody wished to hear in those days.'
page boat www.example.org 'It floats where others sink. That is told by all who were on it, and by some who were not.'
page loom example.org 'It was sold.'
page kiln example.net 'Another host has its own words, and shares none of them with all these others.'

make_reader r
run 0 "$COLOPHON" import -s r -j 1 mill.html boat.html loom.html kiln.html
essay=r/content/essays/about-mill.md account=r/imports/about-mill/account
expect_not "a sentence that all pages have is gone" grep -q 'paid for the paper' "$essay"
expect "the account says so, and how many have it" grep -q '^[0-9:]* *removed *shared 2 .*paid for the paper' "$account"
expect "a line at the beginning" grep -q '^[0-9:]* *removed *shared 2 .*Dear readers' "$account"
expect_not "and at the end" grep -q 'nowhere else' "$essay"
expect "a heading in the midst stays" grep -qx '## Summary' "$essay"
expect "and so does what is in one page alone" grep -q '^Of this one' "$essay"
expect "another host's page is left alone" grep -q 'paid for the paper' r/content/essays/about-kiln.md

# By an account that was written so, without the other pages.
cp "$essay" essay.md
cp "$account" account.txt
run 0 "$COLOPHON" import -s r "$account"
same "the draft is the same" essay.md "$essay"
same "the account is the same" account.txt "$account"
sed -i '/paid for the paper/s/removed/kept   /' "$account"
run 0 "$COLOPHON" import -s r "$account"
expect "an editor may keep it" grep -q 'paid for the paper' "$essay"

# The order of the files and the number of workers change nothing.
mkdir first again
cp -r r/content r/imports first
for order in "-j 3 kiln.html loom.html boat.html mill.html" "-j 2 boat.html kiln.html mill.html loom.html"; do
    rm -rf r2
    make_reader r2
    # shellcheck disable=SC2086
    run 0 "$COLOPHON" import -s r2 $order
    for name in mill boat loom kiln; do
        cmp -s r/imports/about-$name/original.html r2/imports/about-$name/original.html || continue
        [ $name = mill ] || same "the draft of $name" r/content/essays/about-$name.md r2/content/essays/about-$name.md
        [ $name = mill ] || same "the account of $name" r/imports/about-$name/account r2/imports/about-$name/account
    done
    same "the draft of mill" essay.md r2/content/essays/about-mill.md
    same "the account of mill" account.txt r2/imports/about-mill/account
done

# Two are no host, and of three variants of one text nothing goes.
run 0 "$COLOPHON" import --stdout mill.html boat.html
expect "two pages share nothing" test "$(grep -c 'paid for the paper' "$out")" -eq 2
run 0 "$COLOPHON" import --stdout mill.html boat.html boat.html
expect "nor do two of which one is given twice" test "$(grep -c 'paid for the paper' "$out")" -eq 3
sed 's/The mill of/The old mill of/' mill.html >mill-2.html
sed 's/Nobody knows/No one knows/' mill.html >mill-3.html
run 0 "$COLOPHON" import --stdout mill.html mill-2.html mill-3.html
expect "variants keep all" test "$(grep -c 'paid for the paper\|moves no more' "$out")" -eq 6
run 0 "$COLOPHON" import --stdout mill.html mill-2.html mill-3.html boat.html loom.html
expect "beside others, too" test "$(grep -c 'a mill moves no more' "$out")" -eq 3
expect "which lose what is their host's" test "$(grep -c 'paid for the paper' "$out")" -eq 3
finish
