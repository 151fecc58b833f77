#!/bin/sh
# The theme in a browser: one that is as old as an e-reader's shows pages that can be read, a reader's own assets/theme.css has the last
# word and is asked for only where there is one, charts and differences have their own style sheets where they stand, and 404.html is right
# at any depth. And its size.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# What a page loads for its looks: at most 7 KiB as hosts compress it.
expect "style.css has 7 KiB at most, compressed" test "$(gzip -9 <"$root/assets/style.css" | wc -c)" -le 7168

make_reader r
mkdir -p r/content/glossary
printf '%s\n' --- 'term: kettle' --- 'A vessel in which water is boiled.' >r/content/glossary/kettle.md
cat >r/content/essays/drawn.md <<'END'
---
title: A drawn table
date: 2024-05-06
---

| Country | Change |
|---|---:|
| Canada | 9.6 |
| India | 5.0 |

[chart: bars] Change.
END
commit_all r One
sed -i 's/It has a part\./It has a large part./' r/content/essays/first.md
commit_all r Two
mkdir -p web/below
run 0 "$COLOPHON" build -s r -o web/below/path -u https://reader.example.org/below/path/
mkdir -p r/assets
printf ':root { --accent: #00f; --measure: 20rem }\n' >r/assets/theme.css
run 0 "$COLOPHON" build --published none -s r -o web/own

has() { expect "$1 loads $2" grep -q "<link rel=\"stylesheet\" href=\"[./]*assets/$2.css\">" "web/$1/index.html"; }
lacks() { expect_not "$1 does not load $2" grep -q "assets/$2.css" "web/$1/index.html"; }
has below/path/essays/drawn charts
lacks below/path/essays/first charts
lacks below/path/essays/first theme
has own/essays/first theme
difference=$(cd web && find below/path/versions -path '*/since/index.html' | sed -n 1p)
has "${difference%/index.html}" versions
lacks below/path/essays/first versions

need_browser
serve web
node "$here/theme.mjs" "$browser" "$host/" "${difference%index.html}" >seen 2>&1
pass_on seen
expect "the browser has looked at everything" test "$(grep -c . seen)" -ge 18
finish
