#!/bin/sh
# Quotations: what stands where a text says that it does is marked, what does not is an error, and nothing of it is ever stale.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
no_break=$(printf '\302\240')

make_reader r
cat >r/content/essays/ferry.md <<'EOF'
---
title: The ferry
date: 2020-02-03
---

The river is wide here, and nobody has built a bridge.

## By day

The ferry crosses the river twice a day, and it would not go in a storm. See [[first]].
EOF
quoting=r/content/essays/quoting.md
write_quotations() {
    printf -- '---\ntitle: Quoting\ndate: 2021-02-03\n---\n\nIt quotes.\n\n' >$quoting
    cat >>$quoting
}
write_quotations <<'EOF'
> The ferry crosses the river … and it [will] not go in a storm. See The first essay.
>
> — [[ferry#by-day]]

> “[T]he river is wide here”
> -- Ada Writer, [The ferry](ferry.md), p. 3 of *it* (1920).

> A quotation that says nothing.

> — Je vais à [[ferry]]

> It need not stand there.
>
> — [[ferry]] dit-il

> It need not stand there.
>
> ― [[ferry]]{check=no}
EOF
run 0 "$COLOPHON" build -s r
page=r/site/essays/quoting/index.html
said '0 errors, 1 warning'
told 'warning.W483.: the quotation above this line is compared with nothing: ..ferry..$'
passage=$(sed -n 's/.*id="\(p-[0-9a-z]*\)".*The ferry crosses.*/\1/p' r/site/essays/ferry/index.html)
expect "the quotation leads to its passage" grep -q "<a class=\"verified\" href=\"../../essays/ferry/#$passage\">verified</a></figcaption>" $page
expect "and cites it" grep -q "<blockquote cite=\"../../essays/ferry/#$passage\">" $page
expect "two are marked" test "$(grep -c 'class="verified"' $page)" -eq 2
expect "three say what they are of" test "$(grep -c '<figure id="p-[0-9a-z]*" class="quotation">' $page)" -eq 3
expect "the one that is not checked has no mark" grep -q '― <a class="reference" href="../../essays/ferry/"><cite class="quoted">The ferry</cite></a></figcaption>' $page
expect "others stay block quotes" test "$(grep -c '<blockquote id=' $page)" -eq 3
expect "who is quoted lists the words" grep -q 'The ferry crosses the river … and it' r/site/essays/ferry/index.html

# The ways in which people write what they quote: each is compared, or told of.
quote_with() {
    write_quotations <<EOF
> The ferry crosses the river twice an hour.
>
> $1
EOF
    run "$2" "$COLOPHON" build -s r
    cat "$err" >>"$out"
    said "$3"
}
for line in '— Writer ([[ferry]])' '— ([[ferry]])' '— *[[ferry]]*' '— **Ada Writer, [[ferry]]**' '— *Essays,* [[ferry]].' \
    '— Ada Writer, *[The ferry](ferry.md)*, p. 3' '— Writer （[[ferry]]）。'; do
    quote_with "$line" 1 'error.E45[01]'
done
for line in '— Writer [[ferry]]' '— [[ferry]], [[first]]' '— [[ferry]]{check=no} and so on' '— Writer [The ferry](ferry.md)' \
    "— [[ferry]] \`p. 3\`" '— as *Writer* [[ferry]] has it'; do
    quote_with "$line" 0 'warning.W483'
done
for line in '— Writer [[ferry]]{check=no}' '— [[ferry]], [[first]] {check=no}' '— [The ferry](ferry.md) says{check=no}'; do
    quote_with "$line" 0 '0 errors, 0 warnings'
    expect "it is not printed: $line" sh -c "! grep -q check=no $page"
done

# Wrong ones.
write_quotations <<'EOF'
> The ferry crosses the river
> twice a day, and it would go in a storm.
>
> — [[ferry]]

> Nobody ever wrote such words as stand in this quotation.
>
> — [[ferry]]
EOF
run 1 "$COLOPHON" check -s r
told '^content/essays/quoting.md:9:29: error\[E450\]: "The ferry" does not say this; the source has: day, and it would \[-not-\] go in a storm$'
told 'stands in content/essays/ferry.md:10 and'
told '^content/essays/quoting.md:13:3: error\[E451\]: this does not stand in "The ferry"$'
sed -i 's/^date: 2021-02-03/&\nquotations: unchecked/' $quoting
run 0 "$COLOPHON" check -s r
sed -i '/^quotations: /d' $quoting
echo 'quotations: unchecked' >>r/content/site.yaml
run 0 "$COLOPHON" check -s r
sed -i '/^quotations: /d' r/content/site.yaml

# An edit of what is quoted is never passed by.
write_quotations <<'EOF'
> The ferry crosses the river twice a day
>
> — [[ferry]]
EOF
run 0 "$COLOPHON" build -s r
sed -i 's/twice a day, and it would/twice a day, but it would/' r/content/essays/ferry.md
run 0 "$COLOPHON" build -s r
rm -rf clean cache && XDG_CACHE_HOME=$work/cache run 0 "$COLOPHON" build -s r -o clean/site
same_tree "as a clean build" r/site clean/site
sed -i 's/twice a day, but/thrice a day, but/' r/content/essays/ferry.md
run 1 "$COLOPHON" build -s r
told 'error\[E450\]: .*river \[-thrice-\]\{\+twice\+\} a day'
sed -i 's/thrice a day, but/twice a day, but/' r/content/essays/ferry.md
run 0 "$COLOPHON" build -s r
sed -i 's/^> The ferry crosses/> [S]he crosses/' $quoting
run 1 "$COLOPHON" build -s r
sed -i 's/^> \[S\]he crosses/> The ferry crosses/' $quoting

# What was reworded, with the past.
commit_all r First
sed -i 's/twice a day/three times a day/' r/content/essays/ferry.md
GIT_COMMITTER_DATE='2024-05-03T12:00:00+01:00' commit_all r Second
run 0 "$COLOPHON" build -s r
told 'warning\[W456\]: "The ferry" has been reworded since: this stood there on 2024-03-01$'
version=$(grep -o 'class="verified older" href="../../versions/[0-9a-f]*/">verified in the text of 1 March 2024' $page | sed 's/.*versions\/\([0-9a-f]*\).*/\1/')
expect "it leads to the text that has it" grep -q 'twice a day' "r/site/versions/$version/index.html"
expect "it cites that" grep -q "<blockquote cite=\"../../versions/$version/\">" $page
run 0 "$COLOPHON" build -s r
told 'warning\[W456\]'
said '\(0 changed\)'
sed -i 's/^title: A small/history: off\n&/' r/content/site.yaml
run 1 "$COLOPHON" check -s r
told 'error\[E450\]'
sed -i '/^history: off/d' r/content/site.yaml

# Older texts that were held back say nothing; nor does today's, but whether it has the words.
sed -i 's/^date: 2020-02-03/&\naccess: summary/' r/content/essays/ferry.md
run 1 "$COLOPHON" check -s r
told 'error\[E451\]: this does not stand in "The ferry", which is held back$'
expect_not "no word of it is told" grep -q 'three\|storm' "$err"
sed -i 's/twice a day/three times a day/' $quoting
run 0 "$COLOPHON" build -s r
expect "that it stands there is said" grep -q '<a class="reference" href="../../essays/ferry/"><cite class="quoted">The ferry</cite></a> <span class="verified">verified</span></figcaption>' $page
expect "without the passage" grep -q '<blockquote cite="../../essays/ferry/">' $page
expect_not "no other word of it is published" grep -rq 'in a storm' r/site
git -C r checkout -q -- . && run 0 "$COLOPHON" check -s r

# Saved texts.
mkdir r/content/sources
cat >r/content/sources/ostry-nelson.txt <<'EOF'
---
title: Techno-Nationalism
author: Ostry and Nelson
year: 1995
url: https://example.org/techno/
---
Techno-globalism has become a fact of life, as the canary-
word says, and not a choice of govern-
ments.
EOF
printf -- '---\ntitle: Other\nyaer: 1\n---\n\nSome canaryword in *Markdown*.\n' >r/content/sources/other.md
write_quotations <<'EOF'
> Techno-globalism [is] a fact of life … not a choice of governments.
>
> — [[source:ostry-nelson|Ostry and Nelson 1995, p. 3]]

> a fact of life
>
> — [Techno](http://www.example.org/techno#p3)

> a fact of life
>
> — [Another](http://www.example.org/another)

> in Markdown
>
> — [[source:other]]
EOF
run 0 "$COLOPHON" build -s r
told 'content/sources/other.md:3:1: warning\[W003\]: unknown field "yaer"'
expect "three are marked" test "$(grep -c '<span class="verified">verified</span>' $page)" -eq 3
expect "the saved text's address is cited" grep -q '<blockquote cite="https://example.org/techno/">' $page
expect "and led to" grep -q '— <a class="reference" href="https://example.org/techno/" title="Techno-Nationalism">Ostry and Nelson 1995, p\.'"$no_break"'3</a>' $page
expect "one without an address is named" grep -q '— <cite class="quoted">Other</cite> <span class="verified">' $page
expect_not "no word of a saved text is published in any file" grep -rqi 'canary' r/site
printf '\n[It](../sources/ostry-nelson.txt), ![[ostry-nelson.txt]] and [[source:osty-nelson]].\n' >>$quoting
run 1 "$COLOPHON" build -s r
told 'error\[E103\]'
told 'error\[E452\]: no text of content/sources is called "osty-nelson"$'
expect_not "no word of it is told" grep -q 'govern' "$err"

# Saved texts that may not be committed, and what was recorded of them.
git -C r checkout -q -- . && cp r/content/sources/other.md kept && rm -rf r/content/sources && mkdir r/content/sources
printf -- '---\ntitle: Held\nurl: https://example.org/held\n---\nOne line.\nThey would not go by them-\nselves.\n' >r/content/sources/held.txt
echo 'content/sources/' >r/.gitignore
write_quotations <<'EOF'
> They would not go
> by themselves.
>
> — [[source:held|Held, p. 3]]
EOF
run 1 "$COLOPHON" build -s r
told 'error\[E452\]'
expect_not "that a saved text is ignored is meant" grep -q W401 "$err"
sed 's/would not/would/' $quoting >wrong && cp $quoting good && cp wrong $quoting
run 1 "$COLOPHON" check --record -s r
told 'error\[E450\]: .*would \[-not-\] go'
told 'recorded no quotation: mend the errors first'
expect "nothing is recorded of it" test ! -e r/content/quotations.lock
cp good $quoting
run 0 "$COLOPHON" check --record --day 2026-11-30 -s r
told 'recorded 1 quotation in content/quotations.lock'
expect "with the line and the day" grep -Eq '^held [0-9a-f]{32} [0-9a-f]{32} 6 2026-11-30 https://example.org/held$' r/content/quotations.lock
expect "git is to merge it by lines" grep -q '^content/quotations.lock merge=union$' r/.gitattributes
run 0 "$COLOPHON" build -s r
expect "it is marked" grep -q '— <a class="reference" href="https://example.org/held" title="held">Held, p\.'"$no_break"'3</a> <span class="verified">verified by record</span>' $page
cp r/content/quotations.lock first.lock
run 0 "$COLOPHON" check --record --day 2026-12-24 -s r
same "what is as it was keeps its day" first.lock r/content/quotations.lock
mv r/content/sources away
run 0 "$COLOPHON" check --record -s r
same "without the text, too" first.lock r/content/quotations.lock
run 0 "$COLOPHON" build -s r
said '\(0 changed\)'
cp wrong $quoting
run 1 "$COLOPHON" build -s r
told 'content/essays/quoting.md:8:3: error\[E453\]: this quotation of "held" is not the one that was recorded$'
cp good $quoting && sed -i 's/^> They would/> “They would/; s/themselves\.$/themselves.”/' $quoting && mv away r/content/sources
run 0 "$COLOPHON" check --record --day 2026-12-24 -s r
expect "what is quoted no more goes" test "$(wc -l <r/content/quotations.lock)" -eq 1
sort -r first.lock r/content/quotations.lock >both && cp both r/content/quotations.lock
run 0 "$COLOPHON" build -s r
echo 'held 12' >>r/content/quotations.lock
run 1 "$COLOPHON" build -s r
told 'content/quotations.lock:3:1: error\[E454\]'

# In running text, where that is asked for; and of works that are cited.
git -C r clean -qfdx -e site && git -C r checkout -q -- . && rm -rf r/content/quotations.lock
mkdir -p r/content/sources
printf 'They would not go by themselves.\n' >r/content/sources/doe99.txt
printf -- '---\nurl: https://example.org/roe\n---\nNobody stayed.\n' >r/content/sources/other.txt
printf '@article{doe99, title = {On going}, author = {Doe, Jane}, year = 1999}\n@book{roe04, title = {On staying}, author = {Roe, Ann}, year = 2004, url = {https://example.org/roe/}}\n' >r/content/references.bib
write_quotations <<'EOF'
He says that “[t]he river is wide here” [[ferry]], “nobody *has* built a bridge” ([[ferry|there]]) and “it goes” [[ferry]]{check=no};
and “would go” [[ferry]] and “would not go” [@doe99, p. 3].

> They would not go
>
> — [@doe99, p. 3]

> Nobody stayed.
>
> — Roe, [@roe04]

> Nobody knows
>
> — [@roe04]{check=no}
EOF
run 0 "$COLOPHON" build -s r
expect "two of works are marked" test "$(grep -c '<span class="verified">verified</span></figcaption>' $page)" -eq 2
expect_not "none in running text" grep -q '^<p.*verified' $page
sed -i 's/^date: 2021-02-03/&\nquotations: inline/' $quoting
run 1 "$COLOPHON" build -s r
told 'quoting.md:10:18: error\[E450\]: .*would \[-not-\] go'
expect "the others are right" test "$(grep -c 'error\[' "$err")" -eq 1
sed -i 's/^and “would go”/and “would not go”/' $quoting
run 0 "$COLOPHON" build -s r
expect "four are marked" test "$(grep '^<p.*He says' -A1 $page | grep -o 'class="verified"' | wc -l)" -eq 4
finish
