#!/bin/sh
# Every page has a form that leads to the search, from wherever it stands, without a script; but where there is none to lead to.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

make_reader r
printf '%s\n' 'editions: [edition/*]' >>r/content/site.yaml
commit_all r 'Begin'
git -C r tag edition/one

# lead FOLDER WHERE: the form of each page there leads to WHERE of that folder.
lead() {
    missing=$(find "$1" -name '*.html' ! -path '*/editions/?*/*' | while read -r page; do
        action=$(sed -n 's/.*<form class="search-box" role="search" action="\([^"]*\)" method="get">.*/\1/p' "$page")
        case $page in
        "$1/search/index.html") test -z "$action" ;;
        */404.html) test "$action" = "/$2" -o "$action" = "./$2" ;;
        *) test "$(realpath -m "$(dirname "$page")/$action")" = "$(realpath -m "$1/$2")" ;;
        esac || echo "$page: $action"
    done)
    expect "the form of each page of $1 leads to the search: $missing" test -z "$missing"
}

run 0 "$COLOPHON" build -s r -o host
lead host search/
expect "and is labelled" grep -q '<label class="away" for="_find">' host/essays/first/index.html
expect_not "an edition has none" grep -rq --include='*.html' 'search-box' host/editions/one
run 0 "$COLOPHON" build --disk -s r -o disk
lead disk search/index.html
echo 'search: editions' >>r/content/site.yaml && commit_all r 'Search editions'
run 0 "$COLOPHON" build -s r -o host
lead host/editions/one search/
expect "an edition has a search of its own" test -e host/editions/one/search/index.js
expect "and an index" test -e host/editions/one/index/index.html
sed -i 's/^search: .*/search: off/' r/content/site.yaml
run 0 "$COLOPHON" build -s r -o off
expect_not "without a search there is no form" grep -rq --include='*.html' 'search-box' off
expect_not "no page of it" test -e off/search
printf '%s\n' '---' 'title: Search' '---' 'Our own.' >r/content/pages/search.md && commit_all r 'Search by hand'
run 0 "$COLOPHON" build -s r -o own
expect "which leaves its address to a page of the reader's own" grep -q 'Our own' own/search/index.html
sed -i 's/^search: .*/search: on/' r/content/site.yaml
run 1 "$COLOPHON" build -s r -o own
told '^content/pages/search\.md.*: error\[E231\]: it would be written to "search/index.html"'
finish
