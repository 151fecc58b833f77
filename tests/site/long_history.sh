#!/bin/sh
# A history of more than a thousand versions: its pages, what the old versions are compared with, and that a new version changes
# what it must and nothing else.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# The text as it was in commit N: one of its ten paragraphs changes each time. Number 500 was a draft.
text_of() {
    awk -v n="$1" 'BEGIN {
        print "---\ntitle: On counting\n" (n == 500 ? "draft: true\n" : "") "---\n"
        for (p = 0; p < 10; p++)
            printf "Paragraph %d of this text has been counted %d times by the people who write it.\n\n", p, int((n + 9 - p) / 10)
    }'
}

# git fast-import's words for commits FIRST to LAST, each an hour after the one before.
commits() {
    awk -v first="$1" -v last="$2" 'BEGIN {
        for (n = first; n <= last; n++) {
            body = "---\ntitle: On counting\n" (n == 500 ? "draft: true\n" : "") "---\n\n"
            for (p = 0; p < 10; p++)
                body = body sprintf("Paragraph %d of this text has been counted %d times by the people who write it.\n\n", p, int((n + 9 - p) / 10))
            printf "commit refs/heads/main\ncommitter Ada <ada@example.org> %d +0000\ndata 8\nCount %02d\n", 1500000000 + n * 3600, n % 100
            if (n == first) print "from refs/heads/main^0"
            printf "M 100644 inline content/essays/count.md\ndata %d\n%s\n", length(body), body
        }
    }'
}

# Which files of the site are not the same in another.
changed() { diff -rq "$1" "$2" | sed 's/^Files [^/]*\/\(.*\) and .*/\1/; s/^Only in [^/]*\/*\(.*\): /\1\//' | sort; }

name_of() { text_of "$1" | git -C r hash-object --stdin | cut -c1-12; }

make_reader r
rm r/content/essays/*.md
sed -i 's/Welcome.*/Welcome./' r/content/index.md
text_of 0 >r/content/essays/count.md
commit_all r 'Begin to count'
commits 1 1100 | git -C r fast-import --quiet
git -C r reset -q --hard
run 0 "$COLOPHON" build -s r -o old
history=old/essays/count/history

# Its pages: 200 versions each from the oldest on, and the newest 301.
expect "the newest versions" test "$(grep -c '<li class="version">' $history/index.html)" -eq 301
for part in 1 2 3 4; do
    expect "part $part has 200" test "$(grep -c '<li class="version">' $history/$part/index.html)" -eq 200
    expect "the newest lead to it" grep -q "<a href=\"../../../essays/count/history/$part/\">Part $part <span" $history/index.html
done
expect_not "there is no other part" test -e $history/5
expect "the oldest is in part 1" grep -q 'first version' $history/1/index.html
expect "part 1 leads on to part 2" grep -q 'rel="prev" href="../../../../essays/count/history/2/"' $history/1/index.html
expect_not "and to no older one" grep -q 'rel="next"' $history/1/index.html
expect "part 4 leads to the newest" grep -q 'rel="prev" href="../../../../essays/count/history/"' $history/4/index.html
expect "it has a title of its own" grep -q '<title>History of On counting, part 1' $history/1/index.html
run 0 python3 "$here/links.py" old

# An old version is compared with the first of the next step that was no draft, and that one with the current text.
since() { cat "old/versions/$(name_of "$1")/since/index.html"; }
lead() { since "$1" | tr -d '\n' | grep -o '<p class="subtitle">.*</p>' | sed 's/<\/p>.*//'; }
leads_to() { lead "$1" | grep -q "versions/$(name_of "$2")/\""; }
leads_to_current() { lead "$1" | grep -q 'the current text'; }
expect "a version of the first step leads to the second" leads_to 7 501
expect "and the last of it" leads_to 499 501
expect "there one can go on" sh -c 'grep -q "versions/$1/since/\"" "old/versions/$2/since/index.html"' - "$(name_of 501)" "$(name_of 7)"
expect "that one leads to the current text" leads_to_current 501
expect "its neighbour to the third step" leads_to 502 1000
expect "the very first leads to the current text" leads_to_current 0
expect "those of the last step, too" leads_to_current 1001
expect "an old text says up to when" grep -q 'Until 3.August.2017' "old/versions/$(name_of 7)/index.html"
expect "a newer one does not" grep -q 'Since then:' "old/versions/$(name_of 1001)/index.html"
expect_not "the draft has no page" test -e "old/versions/$(name_of 500)"

# One more version: what old texts say stays, and so do the older parts.
commits 1101 1101 | git -C r fast-import --quiet
git -C r reset -q --hard
run 0 "$COLOPHON" build -s r -o new
cp -r new cold
rm -rf r/.colophon
run 0 "$COLOPHON" build -s r -o cold
expect "what is remembered gives the same site" test -z "$(changed new cold | grep -v build.json)"
changed old new >list
expect "at most as much as a step has changed" test "$(grep -vc '^search/' list)" -lt 131
expect "and of the search's files those of this text" test "$(grep -c '^search/' list)" -lt 7
expect "the newest versions have" grep -q '^essays/count/history/index.html' list
expect_not "the older parts have not" grep -q '^essays/count/history/[0-9]' list
for version in 7 400 800; do
    expect_not "nor has text $version" grep -q "^versions/$(name_of $version)/" list
done
expect "what has changed since the last step has" grep -q "^versions/$(name_of 1001)/since/" list

# Enough for another part: only the newest give versions to it.
commits 1102 1199 | git -C r fast-import --quiet
git -C r reset -q --hard
run 0 "$COLOPHON" build -s r -o newer
expect "part 5 is there" test "$(grep -c '<li class="version">' newer/essays/count/history/5/index.html)" -eq 200
expect "the newest are 200" test "$(grep -c '<li class="version">' newer/essays/count/history/index.html)" -eq 200
expect "parts 1 to 3 are as they were" test -z "$(changed old newer | grep 'history/[123]/')"
finish
