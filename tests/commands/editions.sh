#!/bin/sh
# Editions: whole sites of old commits inside of today's, the same bytes whenever and wherever they are built.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
no_break=$(printf '\302\240')

# on DAY: the commits that follow have that day of March 2024.
on() {
    export GIT_AUTHOR_DATE="2024-03-$1T12:00:00+01:00" GIT_COMMITTER_DATE="2024-03-$1T12:00:00+01:00"
}

# Two editions, and changes after each: an essay revised, renamed, added, removed; a layout of the reader's own.
on 01
make_reader r
printf '/site/\n/.colophon/\n' >r/.gitignore
printf '%s\n' 'editions:' '  - tags: edition/*' >>r/content/site.yaml
printf '%s\n' '---' 'title: Third' '---' '' 'The third essay will go.' >r/content/essays/third.md
printf '%s\n' '---' 'title: Fourth' '---' '' 'The fourth essay will be' 'called otherwise one day.' >r/content/essays/fourth.md
printf '%s\n' '' 'See the [feed](/feed.xml) and [all editions](/editions/).' >>r/content/pages/about.md
commit_all r 'The reader'
git -C r tag -a -m 'The first edition' -m 'As it was opened.' edition/1
on 05
mkdir -p r/layouts/parts
printf '%s\n' '<footer>The footer of March</footer>' >r/layouts/parts/footer.html
echo 'More words.' >>r/content/essays/first.md
git -C r mv content/essays/fourth.md content/essays/quarto.md
git -C r rm -q content/essays/third.md
printf '%s\n' '---' 'title: Fifth' '---' '' 'The fifth essay.' >r/content/essays/fifth.md
commit_all r 'More'
git -C r tag edition/2.0
on 09
printf '%s\n' '<footer>The footer of today</footer>' >r/layouts/parts/footer.html
echo 'Words of today.' >>r/content/essays/second.md
git -C r mv content/essays/quarto.md content/essays/quattuor.md
commit_all r 'Today'

run 0 "$COLOPHON" build -s r --explain
said '; 0 errors, 0 warnings$'
expect "the first edition" test -f r/site/editions/1/essays/fourth/index.html
expect "the second edition" test -f r/site/editions/2-0/essays/quarto/index.html
expect "its own layouts" grep -q 'The footer of March' r/site/editions/2-0/index.html
expect "and not others" test "$(grep -rl 'The footer of' r/site/editions/1 r/site/editions/2-0 | xargs grep -l 'footer of today' | wc -l)" -eq 0
expect "its own words" grep -q 'The third essay will go' r/site/editions/1/essays/third/index.html
expect_not "no later words" grep -rq 'Words of today' r/site/editions
for name in 404.html robots.txt feed.xml sitemap.xml .nojekyll changes/feed.xml editions versions; do
    expect_not "an edition has no $name" test -e "r/site/editions/1/$name" -o -e "r/site/editions/2-0/$name"
done
expect "canonical links are its own" grep -q 'href="https://reader.example.org/editions/1/essays/first/"' r/site/editions/1/essays/first/index.html

# The banner: on every page, once, leading to the same text today.
pages=$(find r/site/editions/1 r/site/editions/2-0 -name '*.html' | wc -l)
expect "a banner on each page" test "$(grep -rlE '^<aside class="edition-banner"' r/site/editions/1 r/site/editions/2-0 | wc -l)" -eq "$pages"
expect_not "and none today" grep -q 'edition-banner' r/site/index.html r/site/essays/first/index.html r/site/editions/index.html
page=r/site/editions/1/essays/fourth/index.html
expect "it names the edition" grep -q '<strong>The first edition</strong>, <time datetime="2024-03-01T12:00:00+01:00">1'"$no_break"'March 2024' $page
expect "renames are followed" grep -q 'href="../../../../essays/quattuor/">See the current text' $page
expect "what is gone leads to where that is said" grep -q 'no longer part of the reader. <a [^>]*href="../../../../essays/third/">See this page today' r/site/editions/1/essays/third/index.html
expect "other pages lead to themselves" grep -q 'href="../../../../topics/tests/">See this page today' r/site/editions/1/topics/tests/index.html
expect "its links to the feed lead out" grep -q 'href="../../../feed.xml"' r/site/editions/1/about/index.html
expect "its links to editions lead out" grep -q 'href="../../../editions/"[^>]*>all editions' r/site/editions/1/about/index.html

# What today's pages say of them.
list=r/site/editions/index.html
"$COLOPHON" view -s r /editions/ >"$work/view.json"
python3 - "$work/view.json" >"$work/said.txt" <<'END'
import json, sys
for edition in json.load(open(sys.argv[1]))["editions"]:
    print(edition["name"], edition["title"], edition["note"], edition["essays"]["number"], edition["is_first"],
          *("%s: %s;" % (key, ", ".join(e["title"] + " " + e["path"] for e in edition[key]))
            for key in ("added", "revised", "removed") if not edition["is_first"]))
END
cat >"$work/wanted.txt" <<'END'
2-0 2.0 None 4 False added: Fifth editions/2-0/essays/fifth/; revised: The first essay editions/2-0/essays/first/; removed: Third editions/1/essays/third/;
1 The first edition As it was opened. 4 True
END
same "/editions/ says what each brought" "$work/wanted.txt" "$work/said.txt"
expect "and it is a page" grep -q '<a href="../editions/2-0/">2.0</a>' $list
expect "an essay says where it stands" grep -q 'href="../../editions/1/essays/fourth/">The first edition</a>[^·]*: the same text' r/site/essays/quattuor/index.html
expect "and what has changed" grep -q 'href="../../editions/1/essays/first/">The first edition</a>[^·]*: changed since' r/site/essays/first/index.html
expect "since the other one it has not" grep -q 'href="../../editions/2-0/essays/first/">2.0</a>[^·]*: the same text' r/site/essays/first/index.html

# The same bytes: again, from nothing, with one worker, from the commit, from a bare clone, elsewhere, later.
run 0 "$COLOPHON" verify -s r
run 0 "$COLOPHON" build -s r
said '\(0 changed\)'
cp -r r/site once
run 0 "$COLOPHON" build -s r -j 1 -o "$work/alone"
same_tree "one worker" once alone
run 0 "$COLOPHON" build -s r -r main -o "$work/commit"
same_tree "from the commit" once commit
git clone -q --bare r bare.git
TZ=Asia/Tokyo
export TZ
run 0 "$COLOPHON" build -s bare.git -r main -o "$work/bare"
same_tree "from a bare clone, in another time zone" once bare
on 20
echo 'Later words.' >>r/content/essays/first.md
printf '%s\n' '<footer>The footer of later</footer>' >r/layouts/parts/footer.html
commit_all r 'Later'
run 0 "$COLOPHON" build -s r --explain
expect_not "an edition is not made again" grep -q '^editions/[12]' "$err"
same_tree "later, the first edition" once/editions/1 r/site/editions/1
same_tree "later, the second" once/editions/2-0 r/site/editions/2-0

# One file of an edition is mended; the edition goes with its tag, and comes back.
echo '<p>Meddled</p>' >r/site/editions/1/index.html
rm r/site/editions/1/essays/first/index.html
run 0 "$COLOPHON" build -s r --explain
told '^editions/1/index.html: changed in the output by someone else$'
told '^editions/1/essays/first/index.html: missing from the output$'
same_tree "mended" once/editions/1 r/site/editions/1
git -C r tag -d edition/2.0 >/dev/null
run 0 "$COLOPHON" build -s r
expect_not "it went with its tag" test -e r/site/editions/2-0
git -C r tag edition/2.0 HEAD~2
run 0 "$COLOPHON" build -s r
same_tree "and is back" once/editions/2-0 r/site/editions/2-0
run 0 "$COLOPHON" build -s r -o "$work/clean"
same_tree "incremental equals clean" clean r/site

# Where the same text is today follows today's site; the rest of the page does not.
git -C r mv content/essays/quattuor.md content/essays/tetra.md
commit_all r 'Renamed again'
run 0 "$COLOPHON" build -s r
expect "the banner follows" grep -q 'essays/tetra/">See the current text' r/site/editions/1/essays/fourth/index.html
sed 's|essays/tetra/|essays/quattuor/|' r/site/editions/1/essays/fourth/index.html >"$work/page"
same "nothing else does" once/editions/1/essays/fourth/index.html "$work/page"

# A page cannot stand where an edition goes; an edition that cannot be built is told at its place.
printf '%s\n' '---' 'title: Here' 'url: /editions/1/essays/first/' '---' '' 'Text.' >r/content/pages/here.md
run 1 "$COLOPHON" check -s r
told '^content/site\.yaml:5:5: error\[E231\]: the edition "1" would be written to "editions/1/"'
rm r/content/pages/here.md
echo '[[nothing]]' >>r/content/essays/second.md
commit_all r 'Broken'
git -C r tag edition/3
git -C r revert -n HEAD && commit_all r 'Mended'
run 1 "$COLOPHON" build -s r
told '^content/site\.yaml:5:5: error\[E265\]: the edition "3" cannot be built: content/essays/second\.md:12:3: '

# A tag changes only what shows editions: the page of them, and the essays that stand in this one, at both of their addresses.
make_reader t
printf '/site/\n/.colophon/\n' >t/.gitignore
printf '%s\n' 'editions:' '  - tags: edition/*' >>t/content/site.yaml
commit_all t 'The reader'
git -C t tag kept HEAD
for name in late later latest; do printf '%s\n' '---' "title: $name" '---' '' "Words of $name." >t/content/essays/$name.md; done
commit_all t 'More'
run 0 "$COLOPHON" build -s t
expect "/editions/ says that there are none" grep -q '<p>No edition has been made yet.</p>' t/site/editions/index.html
printf '%s\n' addresses.txt editions/index.html essays/first/index.html essays/second/index.html versions/TEXT/index.html versions/TEXT/index.html >"$work/wanted.txt"
for edition in 1 2; do
    rm -rf before && cp -r t/site before
    git -C t tag edition/$edition kept
    run 0 "$COLOPHON" build -s t
    diff -rq before t/site | sed -n 's|^Files before/\(.*\) and .*|\1|p' | sed 's|^versions/[0-9a-f]*|versions/TEXT|' >"$work/changed.txt"
    same "what tag $edition changes" "$work/wanted.txt" "$work/changed.txt"
done

# An edition is frozen: when its tag is moved, it may not lose what was published of it, unless that is held back today.
unset COLOPHON_PUBLISHED
git -C t tag -f edition/2 HEAD >/dev/null
run 0 "$COLOPHON" build -s t
expect "its list begins with its commit" grep -qx "# $(git -C t rev-parse HEAD)" t/site/editions/2/addresses.txt
git -C t tag -f edition/2 kept >/dev/null
run 1 "$COLOPHON" build -s t
told '^content/site\.yaml:5:5: error\[E414\]: the edition "2" was published from another commit, and would lose "/editions/2/essays/late/", and [0-9]+ more$'
run 0 "$COLOPHON" check -s t --published none
list=t/site/editions/2/addresses.txt && mv $list kept.txt && mkdir $list
run 3 "$COLOPHON" check -s t
told '^site/editions/2/addresses.txt: error\[E[0-9]+\]: the list of what was published cannot be read: '
rmdir $list && mv kept.txt $list
for name in late later latest; do sed -i '2a draft: true' t/content/essays/$name.md; done
commit_all t 'Hold back' && run 0 "$COLOPHON" build -s t
finish
