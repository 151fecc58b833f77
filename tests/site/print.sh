#!/bin/sh
# What a browser prints of an essay: what page 1 says of it, where pages end, and that nothing leaves the sheet.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

browser=$(command -v chromium || command -v chromium-browser) || { skip "no chromium: nothing was printed"; finish; }
command -v node >/dev/null || { skip "no node: nothing was printed"; finish; }
[ -d "$root/tests/node_modules/playwright-core" ] || { skip "playwright-core is not installed: nothing was printed"; finish; }
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
commit_all r One
run 0 "$COLOPHON" build -s r -o web/git
rm -rf r/.git
printf 'language: ar\ncitation_style: mla\n' >>r/content/site.yaml
run 0 "$COLOPHON" build -s r -o web/rtl

python3 "$here/serve.py" web port 2>/dev/null &
server=$!
for _ in $(seq 100); do [ -f port ] && break || sleep 0.1; done
node "$here/print.mjs" "$browser" "http://127.0.0.1:$(cat port)/" >seen 2>&1
kill "$server"
while read -r line; do
    case $line in
    ok*) pass "${line#ok }" ;;
    *) fail "${line#FAILED }" ;;
    esac
done <seen
expect "everything was printed" test "$(grep -c . seen)" -eq 17
finish
