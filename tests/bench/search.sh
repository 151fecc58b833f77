#!/bin/sh
# search.sh GIT FOLDER [COUNT]: how well and at what cost a reader is searched, beside Pagefind, in one run.
#
# GIT and FOLDER name somebody's Markdown texts, of which tests/bench/search/posts.py makes a reader; or GIT is a reader's folder, and
# FOLDER "-". COUNT (100) queries of each kind are made of its passages (queries.py), and asked in Chromium over HTTP of the site's own
# search and of Pagefind, which npm installs (ask.mjs); score.py prints the table. Times are CPU seconds, of all processes; what search
# costs a build is the difference to one with `search: off`. KEEP=1 keeps the folder. Not among the tests: it needs a network.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/tests/bench/search
COLOPHON=${COLOPHON:-$root/build/colophon}
PAGEFIND=pagefind@1.6.0
browser=$(command -v chromium || command -v chromium-browser)
count=${3:-100}
work=$(mktemp -d)
[ -n "${KEEP:-}" ] && echo "in $work" || trap 'rm -rf "$work"' EXIT

# cpu NAME COMMAND...: its CPU seconds and the memory of its largest process.
cpu() {
    name=$1
    shift
    command time -f "$name: %U + %S s of CPU, %M KB" "$@" >"$work/log" 2>"$work/err" || { tail -n 5 "$work/err" >&2; exit 1; }
    tail -n 1 "$work/err"
}

if [ "$2" = - ]; then
    cp -r "$1" "$work/r" && rm -rf "$work/r/site" "$work/r/.colophon" "$work/r/.git"
else
    python3 "$here/posts.py" "$1" "$2" "$work/r"
fi
npm install --prefix "$work/npm" --no-audit --no-fund --loglevel=error "$PAGEFIND" >/dev/null
cp -r "$work/r" "$work/off"
printf '\nsearch: off\n' >>"$work/off/content/site.yaml"
cpu 'a build without search' "$COLOPHON" build -q -s "$work/off" -o "$work/off-site"
cpu 'a build with it' "$COLOPHON" build -q -s "$work/r" -o "$work/site"
python3 "$here/queries.py" "$work/site" "$count" "$work/queries.json" "${SEED:-7}"
cp -r "$work/off-site" "$work/pf"
cpu 'Pagefind, beside a build' "$work/npm/node_modules/.bin/pagefind" --site "$work/pf" --glob 'essays/*/index.html' --root-selector article.essay
for folder in site/search pf/pagefind; do
    find "$work/$folder" -type f -printf '%s\n' | awk -v folder="$folder" '{ all += $1; if ($1 > most) most = $1 }
        END { printf "%s: %d files, %.1f MB, the largest %.0f KB\n", folder, NR, all / 1e6, most / 1e3 }'
done
for engine in pagefind colophon; do
    site=$work/site
    [ $engine = pagefind ] && site=$work/pf
    node "$here/ask.mjs" "$browser" "$site" "$work/queries.json" $engine "$work/$engine.json"
done
python3 "$here/score.py" ${MISSES:+--misses "$MISSES"} "$work/pagefind.json" "$work/colophon.json"
