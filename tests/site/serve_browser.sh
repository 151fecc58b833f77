#!/bin/sh
# What a browser shows of a reader that is served while it is written (serve_browser.mjs).
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
need_browser

make_reader r
: >said
"$COLOPHON" serve -s r >said 2>told &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 200); do grep -q '^Loaded' said && break || sleep 0.1; done
url=$(sed -n 's/^Serving \([^ ]*\) .*/\1/p' said)
node "$here/serve_browser.mjs" "$browser" "$url" r/content/essays/first.md >seen 2>&1
kill $server
: >said
"$COLOPHON" serve -s r --follow >said 2>told &
server=$!
for _ in $(seq 200); do grep -q '^Loaded' said && break || sleep 0.1; done
url=$(sed -n 's/^Serving \([^ ]*\) .*/\1/p' said)
node "$here/serve_follow.mjs" "$browser" "$url" r/content/essays/first.md >>seen 2>&1
pass_on seen
expect "the browser has looked at everything" test "$(grep -c . seen)" -ge 15
finish
