#!/bin/sh
# Notes in a browser, beside what they are of where there is room and below it elsewhere, in two directions: none stands over another, over
# the text or over its contents, none moves a word, and keys alone lead there and back.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# reader NAME LANGUAGE WORDS: a text with notes in all kinds of places, and of all kinds.
reader() {
    mkdir -p "$1/content/essays" "$1/content/media"
    printf '%s\n' "title: R" "language: $2" >"$1/content/site.yaml"
    printf '<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="900"><path d="M0 0h3000v900z"/></svg>\n' >"$1/content/media/wide.svg"
    python3 - "$2" "$3" >"$1/content/essays/notes.md" <<'END'
import sys
language, words = sys.argv[1:]
notes = []
def text(sentences=1):
    return " ".join([words] * sentences)
def note(name, body=None):
    notes.append(f"[^{name}]: {body or text()}\n")
    return f"[^{name}]"
code = "Look:\n\n    ```\n    " + "x" * 200 + "\n    ```"
items = f"- {text()}\n    - two\n\n    More, and [^deep].\n\n    > {text()}"
table = f"\n\n    | a | b |\n    |---|---|\n    | {'wide' * 30} | b |"
print(f"""---
title: Notes
lang: {language}
---
{text(2)}{note("first")} {text(2)}

{text()}{note("short", "A.")}{note("other", "B.")}{note("long", text(25))} {text()}

{text(3)}{note("after")}

## Heading{note("head")}

{text()}{note("below")} {text()}[^first]

### Another

> {text(2)}{note("quote")}
>
> {text()}

- {text()}{note("item")}
  - {text()}{note("nested")}

| A{note("header")} | B |
|---|---|
| 1{note("cell")} | {"wide " * 90} |
| 2{note("same")} | {"Incomprehensibilities" * 9} |

Table: The caption{note("caption")}.

{text(60)}

![](../media/wide.svg "A wide one")

{text(2)}{note("code", code)}

Term{note("term")}
: {text()}{note("definition")}

{text(60)}

{text()}{note("list", items)}

::: {{.box}}
{text()}{note("box")}

{text()}
:::

<details><summary>More</summary>

{text()}{note("folded")}

</details>

> [!NOTE]
> {text()}{note("notice")}

{text()}{note("word", "https://" + "longword" * 20 + ".example/")}

---

{text()}{note("table", table)}

{text(60)}

## The last{note("last")}

{text()}{note("end", text(12))}

[^deep]: {text()}
""")
print("\n".join(notes))
END
}

reader plain en 'Whoever reads on a wide page sees a note beside what it is of, and goes on without turning a leaf.'
reader turned ar 'من يقرأ صفحة واسعة يرى الحاشية بجانب ما كتبت له ويمضي من غير أن يقلب ورقة.'
mkdir site
for name in plain turned; do run 0 "$COLOPHON" build -q -s $name -o site/$name; done

need_browser
axe=${AXE:-$root/tests/node_modules/axe-core/axe.min.js}
[ -f "$axe" ] || { skip "axe-core is not installed: it has not judged the notes"; axe=; }

serve site "$page_policy"
node "$here/notes.mjs" "$browser" "$axe" "$host/" >seen 2>&1
pass_on seen
expect "the browser has looked at everything" test "$(grep -c . seen)" -ge 58
finish
