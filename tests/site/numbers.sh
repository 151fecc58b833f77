#!/bin/sh
# The numbers of passages in a browser, on telephones and wide screens, from left to right and from right to left, in the dark and on
# paper: each can be read, and stands on nothing; and whoever comes for a place sees which one it is.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# kinds LANGUAGE WORDS: an essay with a passage of each kind, in these words
kinds() {
    mkdir -p "$1/content/essays" "$1/content/glossary" "$1/content/media" && cat >"$1/content/essays/kinds.md" <<END_OF_ESSAY
---
title: $2
date: 2024-03-01
lang: $1
---

$2 $2 $2.[^a] $2 $2 $2, $2 $2 $2 [[term:line]] $2 $2.

## $2 {#part}

$2 $2.

- $2 $2 $2 $2 $2 $2 $2 $2 $2 $2.
  - $2.
  - $2.
    1. $2.
    2. $2 $2 $2 $2 $2 $2 $2.
- [ ] $2.

1. $2.
2. $2.[^b]

> $2 $2 $2.
>
> > $2.

> [!NOTE]
> $2.

### $2 {#deeper}

Table: $2.

| A table that is wide | A table that is wide | A table that is wide | A table that is wide | A table that is wide |
|---|---|---|---|---|
| A table that is wide | A table that is wide | A table that is wide | A table that is wide | A table that is wide |

    code that does not end where the page ends, and goes on to the right for as long as a line may, and longer

![$2](/media/dot.gif "$2")

$2
: $2 $2.

$2 $2.[^c]

[^a]: $2 $2 $2 $2 $2 $2 $2 $2 $2.

    $2.
[^b]: $2.
[^c]: $2.
END_OF_ESSAY
    printf 'GIF89a\003\0\002\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' >"$1/content/media/dot.gif"
    printf 'title: R\nlanguage: %s\n' "$1" >"$1/content/site.yaml"
    printf -- '---\nterm: %s\n---\n%s.\n' "$2" "$2" >"$1/content/glossary/line.md"
    (cd "$1" && git init -q && git add . && git commit -qm one)
}

kinds en 'Words that are read'
kinds ar 'كلمات تُقرأ هنا'
kinds zh-Hans '可以读的一些字'
{
    printf -- '---\ntitle: Long\ndate: 2024-03-02\n---\n'
    for i in $(seq 130); do printf 'Passage %s, of few words.\n\n' "$i"; done
} >en/content/essays/long.md
# A heading is renamed: its former id leads to it. A passage goes: a note stands for it.
printf '\nWhat will be gone tomorrow.\n' >>en/content/essays/long.md
(cd en && git add . && git commit -qm two && sed -i 's/## Words that are read {#part}/## Words that are read {#portion}/' content/essays/kinds.md &&
    sed -i '/gone tomorrow/d' content/essays/long.md && git commit -qam three)
for language in en ar zh-Hans; do run 0 "$COLOPHON" build -q -s $language -o web/$language; done

need_browser
serve web
node "$here/numbers.mjs" "$browser" "$host/" >seen 2>&1
pass_on seen
expect "the browser has looked at everything" test "$(grep -c . seen)" -eq 79
finish
