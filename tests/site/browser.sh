#!/bin/sh
# A real browser follows every link and goes to every place (crawl.mjs): of the site for a host at the root of one and below a path,
# and of the site for a disk from a folder, and below a path, too. With history, an edition, aliases and the names of many scripts.
# PAGES (12): how many pages of each it opens; make judge: all.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
need_browser

make_reader r
cat >>r/content/site.yaml <<'END'
editions: [edition/*]
menu: [{Start: /}, {Essays: /essays/}, {Topics: /topics/}, {History: /changes/}, {About: /about/}]
END
cat >r/content/essays/third.md <<'END'
---
title: The third essay
authors: [Ada Example, 王小明]
date: 2022-05-06
topics: [Tests, Über-Größe]
aliases: [/once/, /old.html]
---

Back [home](/); to [[second]], to [all essays](/essays/index.html), [the second again](second.md?v=1), [notes](../media/notes.txt)
and [an old page](/old.html).

## A place of its own: 例

See [above](#a-place-of-its-own-例), and [[first#a-part]].[^1]

[^1]: A note.
END
commit_all r 'The reader'
git -C r tag edition/1
printf '\nOne more sentence.\n' >>r/content/essays/third.md
sed -i 's/^It has a part\./It has no part any more./' r/content/essays/first.md
commit_all r 'More'
mkdir -p web/below
run 0 "$COLOPHON" build -s r -o web/below/path
run 0 "$COLOPHON" build -s r -o web/below/disk --disk
run 0 "$COLOPHON" build -s r -o root


# What the crawl would see: small sites, each with one fault.
small() {
    mkdir -p "web/$1/a"
    printf '<title>S</title><p id="p">P <a href="a/#q">a</a> <a href="notes.txt">n</a>\n' >"web/$1/index.html"
    printf '<title>A</title><p id="q">Q <a href="../#p">s</a>\n' >"web/$1/a/index.html"
    echo >"web/$1/notes.txt"
}

# crawl STATUS URL...
crawl() {
    status=$1
    shift
    run "$status" node "$here/crawl.mjs" "$browser" "${PAGES:-12}" "$@"
}

for name in whole lost-file lost-place two-addresses folder; do small $name; done
rm web/lost-file/notes.txt
sed -i 's/ id="p"//' web/lost-place/index.html
sed -i 's/#p"/index.html&/' web/two-addresses/a/index.html
serve root
root_host=$host
serve web
crawl 0 "$root_host/" "$host/below/path/" "file://$work/web/below/disk/index.html" "$host/whole/"
expect "each site has pages, links and places" test "$(grep -cE '^[0-9]+ pages and files, [0-9]{2,} links, [1-9][0-9]* places$' "$out")" -eq 3
said '^3 pages and files, 3 links, 2 places$'
crawl 1 "$host/lost-file/" "$host/lost-place/" "$host/two-addresses/" "file://$work/web/folder/index.html"
said '^notes.txt: status 404$'
said '^a/: there is no "#p" at $'
said '^a/: "../index.html#p" is a second address$'
said '^a/: the list of a folder, and no page$'
finish
