#!/bin/sh
# colophon view: every page has a view, and it is JSON.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

make_reader r
run 0 "$COLOPHON" view -s r
cp "$out" addresses
for address in / /essays/ /essays/first/ /authors/ada-example/ /topics/tests/ /about/ /feed.xml /404.html; do
    expect "lists $address" grep -qx "$address" addresses
done
wrong=0
while read -r address; do
    "$COLOPHON" view -s r -q "$address" >one.json && python3 -c 'import json; json.load(open("one.json", encoding="utf-8"))' ||
        wrong=$((wrong + 1))
done <addresses
expect "each of them is JSON" test $wrong -eq 0
run 0 "$COLOPHON" view -s r essays/first
said '^    "title": "The first essay",$'
run 0 "$COLOPHON" view -s r essays/first/index.html
run 2 "$COLOPHON" view -s r /essays/frist/
told 'error\[E252\]: no page has the address "/essays/frist/"'
told 'did you mean /essays/first/\?'
run 2 "$COLOPHON" view -s r /media/notes.txt
told 'it has no view'
run 0 "$COLOPHON" view -s r search
said '"version": "[0-9a-f]{16}"'
run 2 "$COLOPHON" view -s r /search/index.js
told 'it has no view'
expect_not "viewing writes nothing" test -e r/.colophon -o -e r/site
finish
