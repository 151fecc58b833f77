#!/bin/sh
# colophon import: a draft and an account of every line, nothing overwritten, and nothing written of what is no text.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

cat >page.html <<'PAGE'
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Machines of the north | The Paper</title>
<meta property="og:site_name" content="The Paper"><link rel="canonical" href="https://example.org/machines">
<script type="application/ld+json">{"@type": "Article", "datePublished": "2024-03-19", "author": {"name": "Ada Writer"}}</script></head>
<body><nav><a href="/">Home</a> <a href="/all">All</a></nav>
<h1>Machines of the north</h1><p class="share-bar">Share this</p>
<p>The machines of the north were built by people who had never seen one, and they worked for years without a pause.</p>
<p>Nobody knows who thought of them first. They are described <a href="/old">in an old book</a>, which has no pictures at all.</p>
<ul><li>one of iron</li><li>one of wood<sup>1</sup></li></ul>
<table><tr><td>North<td>iron<tr><td colspan=2>South</table>
<p><sup>1</sup> Which floats.</p>
<p>What is left of them stands in a museum, where visitors may turn a handle and see that nothing moves any more.</p>
<p>Ada Writer is a professor of machines at the school of the north.</p>
<footer>All rights reserved</footer></body></html>
PAGE
make_reader r
run 0 "$COLOPHON" import -s r page.html
said 'r/content/essays/machines-of-the-north\.md$'
told 'kept, .* removed, .* taken; see imports/machines-of-the-north/account$'
essay=r/content/essays/machines-of-the-north.md account=r/imports/machines-of-the-north/account
expect "the bytes are kept" cmp page.html r/imports/machines-of-the-north/original.html
expect "it is a draft" grep -qx 'draft: true' "$essay"
for line in 'title: "Machines of the north"' '  - "Ada Writer"' 'date: 2024-03-19' '  publication: "The Paper"' 'lang: "en"'; do
    expect "the front matter has $line" grep -qxF "$line" "$essay"
done
expect "links are written in full" grep -qF '[in an old book](https://example.org/old)' "$essay"
expect "lists stay lists" grep -qxF -- '- one of wood[^1]' "$essay"
expect "notes are notes" grep -qxF '[^1]: Which floats.' "$essay"
expect "which the account tells" grep -q '^[0-9:]* *changed *note mark *> ' "$account"
expect "and of a table that is no rectangle" grep -q '^[0-9:]* *changed *paragraph flat-table *> [0-9]* *South' "$account"
expect_not "the menu is gone" grep -q 'Home' "$essay"
expect "the account says so" grep -q '^5:[0-9]* *removed *navigation' "$account"
expect "and where what was kept stands" grep -q "^7:4 *kept *paragraph *> $(grep -n '^The machines' "$essay" | cut -d: -f1) " "$account"
expect "the biography has a record" grep -qx 'name: "Ada Writer"' r/content/authors/ada-writer.md
run 0 "$COLOPHON" build -s r
expect_not "a draft is not published" test -e r/site/essays/machines-of-the-north
run 0 "$COLOPHON" build -s r -D
expect "with -D it is" test -f r/site/essays/machines-of-the-north/index.html
run 0 "$COLOPHON" import --stdout r/site/essays/machines-of-the-north/index.html
awk '/^---$/ && ++marks <= 2 { next } marks == 2 && NF' "$essay" >words
awk '/^---$/ && ++marks <= 2 { next } marks == 2' "$out" >again
expect "which are some" test "$(grep -c . words)" -gt 7
expect "the draft's own page, imported, has each line of it" test "$(grep -cxFf words again)" -ge "$(grep -c . words)"
expect_not "what was imported is no page" grep -rq 'original.html\|Share this' r/site

# A note has no place for a table.
cat >noted.html <<'PAGE'
<!DOCTYPE html>
<html lang="en"><head><title>Years of the north</title></head><body><article><h1>Years of the north</h1>
<p>The machines of the north were counted every year<sup><a href="#fn1" id="r1">1</a></sup>, by people who had never seen one.</p>
<p>What is left of them stands in a museum, where visitors may turn a handle and see that nothing moves any more.</p>
<ol class="footnotes"><li id="fn1"><p>As told:</p><table><tr><td>1990<td>ten<tr><td>1991<td>eleven</table></li></ol></article></body></html>
PAGE
run 0 "$COLOPHON" import -s r noted.html
expect "which is told" grep -q '^[0-9:]* *changed *note.*flat-table.*eleven' r/imports/years-of-the-north/account
expect "and its words stand in the note" grep -qx '    eleven' r/content/essays/years-of-the-north.md

# What is struck out is so in the draft and on its page; a field cannot show it, which the account tells.
cat >struck.html <<'PAGE'
<!DOCTYPE html>
<html lang="en"><head><title>Prices of the north</title></head><body><article><h1>Prices <s>of the north</s></h1>
<p>The machines of the north were sold for <s>ten</s> twelve crowns, and <del>not</del><ins>now</ins> to people who had seen one.</p>
<p>What is left of them stands in a museum, where 10<sup>6</sup> visitors may turn a handle and see that nothing moves any more.</p>
<pre>handle <s>left</s> right</pre></article></body></html>
PAGE
run 0 "$COLOPHON" import -s r struck.html
expect "struck-out words are so in the draft" grep -qF 'for ~~ten~~ twelve crowns, and ~~not~~<u>now</u> to' r/content/essays/prices-of-the-north.md
expect "which the account tells" grep -q '^[0-9:]* *kept *paragraph struck ' r/imports/prices-of-the-north/account
expect "of a field, too" grep -q '^[0-9:]* *taken *field title struck ' r/imports/prices-of-the-north/account
expect "and of code" grep -q '^[0-9:]* *changed *code struck flat-style ' r/imports/prices-of-the-north/account
run 0 "$COLOPHON" build -s r -D
expect_not "nothing of it is told" grep -q prices-of-the-north "$err"
expect "and on its page" grep -qF '<del>ten</del> twelve crowns, and <del>not</del><u>now</u> to' r/site/essays/prices-of-the-north/index.html
expect "on which numbers have their exponents" grep -qF '10<sup>6</sup>' r/site/essays/prices-of-the-north/index.html
run 0 "$COLOPHON" import -s r r/imports/prices-of-the-north/account
rm -r r/imports/prices-of-the-north r/content/essays/prices-of-the-north.md

# Pictures stay where they are; the account has their addresses.
cat >pictured.html <<'PAGE'
<html lang="en"><head><title>Mills of the north</title><link rel="canonical" href="https://example.org/a/mills"></head><body>
<img src="/logo.png" alt="The Paper"><article><h1>Mills of the north</h1>
<p>The mills of the north were built by people who had never seen one, and they worked for years without a pause.</p>
<figure><img src="mill.jpg" alt="A mill
by a river"><figcaption>A mill. Photo: Bo Painter, CC BY 4.0</figcaption></figure>
<p>What is left of them stands in a museum, where visitors <img src="data:image/gif;base64,R0" data-src="//cdn.example.org/dot.png"> may look.</p>
</article></body></html>
PAGE
run 0 "$COLOPHON" import -n pictured.html
line=$("$COLOPHON" import --stdout pictured.html | grep -n '^What is left' | cut -d: -f1)
expect "a picture of the text has its address" grep -q "^4:9 *left out *> $line *!\[A mill .*by a river\](https://example.org/a/mill.jpg)\$" "$out"
expect "one that is loaded late, too" grep -q "> $line *!\[\](https://cdn.example.org/dot.png)\$" "$out"
expect_not "one that stands around the text has none" grep -q 'logo.png' "$out"
expect "its caption is removed by a rule" grep -q '^5:[0-9]* *removed *image' "$out"
expect_not "whose licence is not the essay's" grep -q '^\* rights' "$out"
run 0 "$COLOPHON" import -n --json pictured.html
expect "and in JSON" grep -q '"reason":"picture","line":4,"column":9,"draft":[0-9]*,"text":"!\[A mill' "$out"

# Other forms of an author's name go into the record, or are told where the reader has one.
cat >zoe.html <<'PAGE'
<html lang="en"><head><title>Looms of the north</title><meta name="citation_author" content="Zoë Müller">
<meta name="author" content="Z. Müller"><script type="application/ld+json">{"@type": "Article", "author": {"name": "Zoe Muller"}}</script></head>
<body><article><h1>Looms of the north</h1><p>By ZOË MÜLLER</p>
<p>The looms of the north were built by people who had never seen one, and they worked for years without a pause.</p>
<p>What is left of them stands in a museum, where visitors may turn a handle and see that nothing moves any more.</p>
</article><footer>© 2021 The Paper</footer></body></html>
PAGE
run 0 "$COLOPHON" import -s r zoe.html
record=$(grep -rl 'Zoë Müller' r/content/authors)
expect "a record has the name" grep -qx 'name: "Zoë Müller"' "$record"
for form in "Z. Müller" "Zoe Muller"; do
    expect "and its form $form" grep -qx "  - \"$form\"" "$record"
done
expect "capitals are no other form" test "$(grep -c '^  - ' "$record")" -eq 2
expect "rights are taken from a line" grep -qx 'rights: "© 2021 The Paper"' r/content/essays/looms-of-the-north.md
expect "of which the account tells" grep -q '^[0-9:]* *taken *field .*rights' r/imports/looms-of-the-north/account
run 0 "$COLOPHON" check -s r -D
printf -- '---\nname: "Z. Müller"\n---\n' >"$record"
stamp r/content/authors >before
run 0 "$COLOPHON" import -s r --as again zoe.html
name=$(printf %s "$record" | cut -c3-)
told "^$name: note\[W448\]: \"zoe.html\" names an author \"Zoe Muller\", whom this record may be of$"
stamp r/content/authors >after
same "a record that is there stays" before after
run 0 "$COLOPHON" import -s r --as again-json --json zoe.html
expect "and in JSON" grep -q '"code":"W448"' "$out"

# So is what a page says of an author of whom there is a record.
cat >looms.txt <<'PAGE'
Dyes of the north

By Ada Dyer

The dyes of the north were made by people who had never seen one, and they worked for years without a pause.

What is left of them stands in a museum, where visitors may turn a handle and see that nothing moves any more.

Ada Dyer is a professor of dyes at the University of the North.
PAGE
run 0 "$COLOPHON" import -s r looms.txt
expect "a new record says it" grep -q '^Ada Dyer is a professor' r/content/authors/ada-dyer.md
expect_not "and nothing is told" grep -q W449 "$err"
run 0 "$COLOPHON" import -s r --as dyes looms.txt
expect_not "nor when the record says so already" grep -q W449 "$err"
printf -- '---\nname: Ada Dyer\n---\n' >r/content/authors/ada-dyer.md
run 0 "$COLOPHON" import -s r --as dyes-again looms.txt
told 'content/authors/ada-dyer.md: note\[W449\]: is there already, so that what "looms.txt" says of Ada Dyer was not written'
printf -- '---\nname: A. Painter\n---\n' >r/content/authors/ada-dyer.md
run 0 "$COLOPHON" import -s r --as dyes-more looms.txt
told 'content/authors/ada-dyer.md: note\[W449\]'
rm r/content/authors/ada-dyer.md r/content/essays/dyes*.md

# A file is named by the title.
{ sed 1,4d looms.txt | sed '/Ada Dyer/d'; } >untitled.txt
run 2 "$COLOPHON" import -s r untitled.txt
told 'error\[E254\]: no title was found in it'

# Nothing is overwritten.
stamp r/content >before
run 2 "$COLOPHON" import -s r page.html
told 'error\[E253\]: "content/essays/machines-of-the-north.md" already exists'
stamp r/content >after
same "nothing was touched" before after
run 0 "$COLOPHON" import -s r --as other page.html
expect "under another name it is written" test -f r/content/essays/other.md
same "the account is the same but for nothing" "$account" r/imports/other/account

run 0 "$COLOPHON" import -s r --as bare --no-original page.html
expect "the draft is written" test -f r/content/essays/bare.md
same "and the account" "$account" r/imports/bare/account
expect_not "but not the bytes" test -e r/imports/bare/original.html

# What only looks.
run 0 "$COLOPHON" import -n page.html
same "-n prints the account" "$account" "$out"
run 0 "$COLOPHON" import --stdout page.html
same "--stdout prints the draft" "$essay" "$out"
run 0 "$COLOPHON" import -n --json page.html
expect "--json is JSON" python3 -c 'import json, sys
lines = [json.loads(line) for line in open(sys.argv[1])]
assert lines[-1]["lost"] == 0 and lines[-1]["visible"] == sum(lines[-1][k] for k in ("kept", "changed", "removed", "taken"))
assert {line["reason"] for line in lines} == {"input", "witness", "line", "tally"}' "$out"
run 0 "$COLOPHON" import --stdout - <page.html
same "standard input is a file" "$essay" "$out"

# Several files, and plain text.
printf '%s\n' 'Bo Writer: Ships of the south' '' 'The ships of the south were painted in all colours, so that the wind knew which of them to take first.' '' \
    '    Nobody has seen one for years. They are said to lie below the water, where the colours do not matter.' >ships.txt
sed 's/Machines of the north/Mills of the west/' page.html >mills.html
run 0 "$COLOPHON" import -s r -j 2 ships.txt mills.html
said 'ships-of-the-south\.md$'
said 'mills-of-the-west\.md$'
expect "a plain text is one" test -f r/imports/ships-of-the-south/original.txt
expect "its indentation is no code" grep -q '^Nobody has seen' r/content/essays/ships-of-the-south.md
expect "and that is told" grep -q '^5 *kept *paragraph indent' r/imports/ships-of-the-south/account
run 2 "$COLOPHON" import -s r --as x ships.txt mills.html
told '--as names one essay, and there are several files'
printf '技术革命\n\n科技革命改变了世界各国的力量对比，也改变了人们的生活方式。各国之间的合作因此比以往任何时候都更加重要。\n' >han.txt
run 2 "$COLOPHON" import -s r han.txt
told 'error\[E254\]'
run 0 "$COLOPHON" import -s r --as ji-shu han.txt

for rule in $(sed -n 's/^    {"\([a-z.-]*\)", ".*/\1/p' "$root/generator/import/rules.c"); do
    expect "the manual has the rule $rule" grep -qx "\.It Li $rule" "$root/generator/colophon.1"
done

# Without a title the first words stand in its place, so that the reader builds.
sed '1,2d' ships.txt >untitled.txt
run 0 "$COLOPHON" import -s r --as untitled untitled.txt
expect "that is told" grep -q '^# title: none was found' r/content/essays/untitled.md
run 0 "$COLOPHON" build -s r -D

# Bad input: an error, and nothing is written.
: >empty.txt
printf '%%PDF-1.7 ...' >a.pdf
printf '\001\002\003\004' >binary
printf '<script>document.write("x")</script>' >script.html
stamp r >before
for file in empty.txt a.pdf binary script.html; do
    run 1 "$COLOPHON" import -s r --as bad "$file"
    told 'error\[E257\]'
done
run 1 "$COLOPHON" import -s r --as bad --charset klingon page.html
told 'there is no charset of that name'
head -c 17000000 /dev/zero | tr '\0' 'a' >large.txt
run 2 "$COLOPHON" import -s r --as bad large.txt
told '16 MiB'
run 2 "$COLOPHON" import -s r --as bad missing.html
told 'error\[E336\]'
stamp r >after
same "nothing was written" before after

# What is made to hurt ends.
python3 -c 'print("<h1 id=a>A title" + "<a href=#b>#</a>" * 100000 + "</h1><p>" + "<span>w " * 20000 + ".")' >pieces.html
run 0 "$COLOPHON" import --stdout pieces.html
python3 -c 'print("<div>" * 100000 + "x")' >deep.html
started=$(date +%s)
"$COLOPHON" import --stdout deep.html >"$out" 2>"$err"
expect "100,000 elements in each other end" test $(($(date +%s) - started)) -lt 40
head -c 15000000 /dev/zero | sed 's/\x00\{8\}/word. b/g' >line.txt
run 0 "$COLOPHON" import -q --stdout line.txt
# What should be looked at is told, in the line where it is, and changes nothing.
printf 'A title\n\nA Fran?ais had written of it long ago, and nobody who could read it was left.\n' >lost.txt
run 0 "$COLOPHON" import -n lost.txt
told '^lost.txt:3: warning\[W445\]: letters were lost before this was saved: "Fran.ais"$'
said 'kept .*A Fran.ais had written'
finish
