#!/bin/sh
# Small readers, each with what must come of it: every folder here is a case, and its file `expect` says what is checked (README.md).
# CASES="a b" tries only these.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# diagnosed CODE [PLACE]: the last run told this code, at a place that is FILE, FILE:LINE or FILE:LINE:COLUMN.
diagnosed() {
    awk -v code="[$1]: " -v place="${2:-}" '
        /^[^ ].*(error|warning)\[[EW][0-9]+\]: / && index($0, code) && (place == "" || index($0, place ":") == 1) { found = 1 }
        END { exit !found }' "$err"
}

# holds WORDS FILE: the file has these words as they stand.
holds() {
    [ -f "$2" ] && grep -qF -e "$1" "$2"
}

# page_says FILE has|lacks WORDS
page_says() {
    page=$site/$1
    words=${3#*"$2" }
    case $2 in
    has) holds "$words" "$page" ;;
    lacks) [ -f "$page" ] && ! holds "$words" "$page" ;;
    *) return 2 ;;
    esac
}

# The one check of a statement: its first word, and the rest as it stands.
check() {
    # shellcheck disable=SC2086
    case $1 in
    status) [ "$got" = "$2" ] ;;
    says) diagnosed $2 ;;
    says-not) ! diagnosed $2 ;;
    silent) ! grep -Eq '(error|warning)\[[EW][0-9]+\]: ' "$err" ;;
    told) holds "$2" "$err" ;;
    prints) holds "$2" "$out" ;;
    page) page_says ${2%% *} "$(echo "$2" | cut -d ' ' -f 2)" "${2#* }" ;;
    output)
        case $2 in
        "has "*) grep -rqF -e "${2#has }" "$site" ;;
        "lacks "*) [ -d "$site" ] && ! grep -rqF -e "${2#lacks }" "$site" ;;
        *) return 2 ;;
        esac
        ;;
    file)
        case $2 in
        *" exists") [ -e "$site/${2% exists}" ] ;;
        *" absent") [ ! -e "$site/${2% absent}" ] ;;
        *) return 2 ;;
        esac
        ;;
    *) return 2 ;;
    esac
}

# try NAME: the case's reader is made anew in a folder of its own, and its statements are followed there, one after the other.
try() {
    mkdir "$work/$1" && cp -r "$here/$1/." "$work/$1" && cd "$work/$1" || exit 1
    rm -f expect
    [ -e content/site.yaml ] || [ -e make.sh ] || { mkdir -p content && printf 'title: A reader\nbase_url: https://reader.example/\n' >content/site.yaml; }
    site=$work/$1/site with='' got=''
    [ ! -e make.sh ] || { sh -eu make.sh >"$out" 2>&1 || fail "$1: make.sh: $(cat "$out")"; }
    rm -f make.sh
    while IFS= read -r line <&3 || [ -n "$line" ]; do
        rest=${line#* }
        [ "$rest" != "$line" ] || rest=
        case $line in
        '' | '#'*) ;;
        'run '*)
            # shellcheck disable=SC2086
            env $with "$COLOPHON" $rest >"$out" 2>"$err" </dev/null
            got=$?
            ;;
        'with '*) with=$rest ;;
        'without') with= ;;
        'in '*) site=$work/$1/$rest ;;
        'do '*) sh -eu -c "$rest" >"$work/.said" 2>&1 || fail "$1: $line: $(cat "$work/.said")" ;;
        *)
            if check "${line%% *}" "$rest"; then pass "$1: $line"; else
                fail "$1: $line"
                [ -z "$got" ] || sed 's/^/    /' "$err"
            fi
            ;;
        esac
    done 3<"$here/$1/expect"
    cd "$work" || exit 1
}

for case in ${CASES:-$(cd "$here" && ls -d */ | tr -d /)}; do
    try "$case"
done
finish
