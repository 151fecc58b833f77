#!/bin/sh
# What was published before rounds of random edits, asked for by programs that are not ours: linkchecker goes to each old address and
# place, as links of a page; Chromium opens old places as a visitor would, and they are seen.
# ROUNDS (4), SEED (1), and PLACES (24), how many are opened; make judge: 20 rounds and all places.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
site=$root/tests/site


# links FILE: a page of links to all that FILE, as promised.json, names.
links() {
    python3 -c 'import html, json, sys
for address, ids in json.load(open(sys.argv[1], encoding="utf-8")).items():
    for link in [address] + [f"{address}#{one}" for one in ids]:
        print(f"<a href=\"{html.escape(link)}\">old</a>")' "$1"
}

# follow FOLDER: whether linkchecker finds all links of old.html, in $out; all but its own rights are taken from it.
follow() {
    printf '%s\n' '[checking]' 'maxrequestspersecond=1000' 'threads=2' 'recursionlevel=1' '[AnchorCheck]' >rc
    chmod 755 . && chmod 644 rc
    serve "$1"
    linkchecker -f rc --no-status "$host/old.html" >"$out" 2>"$err"
    followed=$?
}

run 0 python3 "$here/addresses.py" "$COLOPHON" "$COLOPHON_DATA" "$work/rounds" "${ROUNDS:-4}" "${SEED:-1}" whole
cp -r rounds/whole web
links rounds/promised.json >web/old.html
count=$(wc -l <web/old.html)

if command -v linkchecker >/dev/null; then
    follow web
    expect "linkchecker finds all of $count old addresses and places" test $followed -eq 0
    expect "it has looked at each" test "$(sed -n "s/^That's it. \([0-9]*\) links.*/\1/p" "$out")" -ge "$count"
    mkdir few && printf '<p id="here">' >few/a.html
    printf '<a href="a.html#here">old</a> <a href="a.html#lost">old</a> <a href="b.html">old</a>' >few/old.html
    follow few
    said "Anchor .lost. .*not found"
    expect "it sees what is lost" grep -q '1 warning found. 1 error found' "$out"
else
    skip "no linkchecker: it has not followed $count old links"
fi

need_browser
serve web
run 0 node "$site/places.mjs" "$browser" "${PLACES:-24}" "$host" rounds/promised.json
expect "old places are seen: $(tail -n 1 "$out")" grep -qE '^([0-9]{2,}) of \1 places are seen$' "$out"

# It sees what is not seen.
{
    echo '<body><p id="seen">Words</p><p id="hidden" style="visibility: hidden">Words</p><span id="bare"></span>'
    echo '<p style="position: relative"><b id="covered">Words</b><i style="position: absolute; inset: 0; background: red"></i></p>'
} >few/places.html
echo '{"/places.html": ["seen", "hidden", "bare", "covered", "lost"]}' >promised
serve few
run 1 node "$site/places.mjs" "$browser" 100 "$host" promised
for fault in 'hidden: is hidden' 'bare: has no words' 'covered: is covered' 'lost: is not there'; do said "#$fault"; done
said '^1 of 5 places are seen$'
finish
