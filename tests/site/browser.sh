#!/bin/sh
# A real browser follows every link and goes to every place (crawl.mjs): of the site for a host at the root of one and below a path,
# and of the site for a disk from a folder, and below a path, too. With history, an edition, aliases and the names of many scripts.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
browser=$(command -v chromium || command -v chromium-browser) || { skip "no chromium: the browser has not looked"; finish; }
command -v node >/dev/null || { skip "no node: the browser has not looked"; finish; }
[ -d "$root/tests/node_modules/playwright-core" ] || { skip "playwright-core is not installed: the browser has not looked"; finish; }

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

# serve FOLDER: on a port of its own, told in the file port; its process in $server.
serve() {
    rm -f port
    python3 -c 'import functools, http.server, sys
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
handler.log_message = None
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
with open("port.new", "w") as file:
    print(server.server_port, file=file)
import os
os.rename("port.new", "port")
server.serve_forever()' "$1" 2>/dev/null &
    server=$!
    for _ in $(seq 100); do [ -f port ] && break || sleep 0.1; done
    host=http://127.0.0.1:$(cat port)
}

# crawl STATUS URL
crawl() { run "$1" node "$here/crawl.mjs" "$browser" "$2"; }

serve root
crawl 0 "$host/"
said '^[0-9]{2,} pages and files, [0-9]{3,} links, [0-9]{2,} places$'
kill $server
serve web
crawl 0 "$host/below/path/"
kill $server
crawl 0 "file://$work/web/below/disk/index.html"
said '^[0-9]{2,} pages and files, [0-9]{3,} links, [0-9]{2,} places$'

# What it would see: small sites, each with one fault.
mkdir small && printf '%s\n' '<title>S</title><p id="p">P <a href="a/#q">a</a> <a href="notes.txt">n</a>' >small/index.html
mkdir small/a && echo '<title>A</title><p id="q">Q <a href="../#p">s</a>' >small/a/index.html && echo >small/notes.txt
serve small
crawl 0 "$host/"
crawl 1 "file://$work/small/index.html"
said '^a/: the list of a folder, and no page$'
rm small/notes.txt
crawl 1 "$host/"
said '^notes.txt: status 404$'
echo >small/notes.txt && sed -i 's/ id="p"//' small/index.html
crawl 1 "$host/"
said '^a/: there is no "#p" at $'
sed -i 's/<p>/<p id="p">/; s/#p"/index.html&/' small/index.html small/a/index.html
crawl 1 "$host/"
said '^a/: "../index.html#p" is a second address$'
kill $server
finish
