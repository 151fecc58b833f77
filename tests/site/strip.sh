#!/bin/sh
# The lines of years of a chronology and of a topic in a browser: on a wide screen and on a telephone, dark, on paper, in forced
# colours and from right to left. axe has nothing to say, lines are seen, and each mark stands at its year.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# reader NAME LANGUAGE
reader() {
    mkdir -p "$1/content/essays"
    printf '%s\n' "title: R" "language: $2" >"$1/content/site.yaml"
    number=0
    for year in 1998 2004 2005 2005 2024; do
        number=$((number + 1))
        printf '%s\n' '---' "title: E$number" "date: $year-07-02" 'topics: [tea]' '---' 'Text.' >"$1/content/essays/e$number.md"
    done
    cat >"$1/content/events.yaml" <<'END'
- {date: 1985/1996, title: A plan of many years}
- {date: 2010-07-02, title: One day, essays: [e1]}
END
}

# many NAME: more essays than are drawn one by one.
many() {
    reader "$1" en
    for i in $(seq 150); do
        printf '%s\n' '---' "title: M$i" "date: $((1960 + i % 50))" 'topics: [tea]' '---' 'Text.' >"$1/content/essays/m$i.md"
    done
}

reader plain en
reader turned ar
many many
mkdir site
for name in plain turned many; do run 0 "$COLOPHON" build -q -s $name -o site/$name; done

need_browser
axe=${AXE:-$root/tests/node_modules/axe-core/axe.min.js}
[ -f "$axe" ] || { skip "axe-core is not installed: it has not judged the lines"; axe=; }

serve site "$page_policy"
node "$here/strip.mjs" "$browser" "$axe" "$host/" >seen 2>&1
pass_on seen
expect "the browser has looked at everything" test "$(grep -c . seen)" -ge 40
finish
