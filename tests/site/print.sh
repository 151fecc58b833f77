#!/bin/sh
# What a browser prints of an essay and of a book on one page: what stands at their heads, where pages end, that nothing leaves the
# sheet, and that paper says each address that a link has.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

need_browser "nothing was printed"
command -v pdftotext >/dev/null || { skip "no pdftotext: nothing was printed"; finish; }

make_reader r
printf '<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="4000"><path d="M0 0h3000v4000z"/></svg>\n' >r/content/media/wide.svg
# Paragraphs of many lengths, so that some heading or other comes to the foot of a page.
words='Whoever reads on paper turns pages, and each of them has an end where a sentence goes on. '
python3 - "$words" >r/content/essays/long.md <<'END'
import sys
words = sys.argv[1]
print("---\ntitle: A long essay\nauthors: [Ada Example]\ndate: 2020-03-04\n---\n")
for i in range(1, 31):
    print(f"## Section {i}\n\n{words * (1 + i * 7 % 11)}\n\n{words * (1 + i * 5 % 7)}\n")
print("## What is wide\n\n" + "|" + "Column of words |" * 12 + "\n" + "|---" * 12 + "|\n" + ("|" + "Incomprehensibilities |" * 12 + "\n") * 3)
print("|a|b|\n|---|---|\n|`" + "code" * 40 + "`|[" + "https://x.example/" + "word/" * 40 + "](https://x.example/words)|\n")
print("```\n" + "code without a space, but for some " + "x" * 300 + "\n```\n\n" + "longword" * 40 + "\n\n![Wide](../media/wide.svg)\n")
print("<details><summary>More</summary>\n\nThis was folded up.\n\n</details>")
END
printf -- '---\ntitle: Without its text\nauthors: [Ada Example]\ndate: 2020-03-05\naccess: summary\n---\n\nNobody reads this.\n' >r/content/essays/held.md
printf -- '---\ntitle: 論紙\nlang: zh-Hant\nauthors: [Ada Example]\ndate: 2020-03-05\n---\n\n%s\n' "$(printf '紙上的字是不動的，一頁盡處，一句仍在。%.0s' $(seq 60))" >r/content/essays/han.md
# A book of them, with links of each kind, and two texts that would both have a note 1.
cat >r/content/essays/links.md <<'END'
---
title: On links
authors: [Ada Example]
date: 2020-03-06
source: {publication: A paper, url: "https://paper.example/1"}
text: excerpt
rights: {holder: Ada, statement: CC-BY-4.0}
---

To [[first#a-part|a part]], [another site](https://other.example/a?b=1&c=2), <https://itself.example/x>, [[topic:tests]], the
[about page](/about/), [a file](../media/notes.txt), [[term:sheet]], [letters](mailto:ada@example.org) and [[second]].[^1]

| What | Where |
|---|---|
| A table | [with a link](https://table.example/) |

[^1]: A note with [a link](https://note.example/) and [another site](https://other.example/a?b=1&c=2).
END
mkdir -p r/content/lists r/content/glossary
printf '%s\n' '---' 'term: Sheet' '---' '' 'A [page](https://sheet.example/), beside a [[term:quire]].[^1]' '' '[^1]: See [here](https://sheet.example/note).' >r/content/glossary/sheet.md
printf '%s\n' '---' 'term: Quire' '---' '' '[Pages](https://quire.example/).[^1]' '' '[^1]: See [here](https://quire.example/note).' >r/content/glossary/quire.md
cat >r/content/lists/path.md <<'END'
---
title: A path through it
summary: Six steps.
items:
  - first: Begin here.
  - links: Then this.
  - long
  - held
  - han
---

An introduction with [a link](https://introduction.example/).
END
commit_all r One
run 0 "$COLOPHON" build -s r -o web/git
python3 -c 'import zipfile; print(zipfile.ZipFile("web/git/lists/path/path.epub").read("EPUB/glossary.xhtml").decode())' >glossary
for term in sheet quire; do
    expect "the note of a term is its own in an EPUB, too: $term" grep -q "href=\"#glossary.note-1.$term\".*>1</a>" glossary
    expect "and has its number" sh -c "grep -A 2 'id=\"glossary.note-1.$term\"' glossary | grep -q 'note-number\">1<'"
done
rm -rf r/.git
printf 'language: ar\ncitation_style: mla\n' >>r/content/site.yaml
run 0 "$COLOPHON" build -s r -o web/rtl
sed -i 's/^language: ar/language: zh-Hant/' r/content/site.yaml
run 0 "$COLOPHON" build -s r -o web/zh

serve web
node "$here/print.mjs" "$browser" "$host/" >seen 2>&1
pass_on seen
expect "everything was printed" test "$(grep -c . seen)" -eq 36
finish
