# lib.sh: for the test scripts: `. tests/lib.sh`.
#
#     make_reader r                       # a minimal reader in the folder r of the script's own temporary folder
#     run 0 "$COLOPHON" build -s r        # the status must be 0; output in $out and $err
#     expect "the page is there" test -f r/site/index.html
#     finish                              # the tally, and the script's status
#
# Scripts run anywhere, one check a line. git knows nothing of the machine's settings, and its commits have one time.
# shellcheck shell=sh disable=SC2034,SC2155

COLOPHON=${COLOPHON:-build/colophon}
case $COLOPHON in /*) ;; *) COLOPHON=$(pwd)/$COLOPHON ;; esac
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$(cd "$(dirname "$0")" && pwd)
# Memory is a hundred times faster where each build waits for the disk.
[ -n "${TMPDIR:-}" ] || { [ -d /dev/shm ] && [ -w /dev/shm ] && TMPDIR=/dev/shm; }
work=$(mktemp -d "${TMPDIR:-/tmp}/colophon-test.XXXXXX") || exit 1
servers=
# shellcheck disable=SC2086
trap 'kill $servers 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
out=$work/.out err=$work/.err
passes=0 fails=0 skips=0

export LC_ALL=C.UTF-8 TZ=UTC
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_CONFIG_NOSYSTEM=1 HOME="$work"
export GIT_AUTHOR_NAME='Ada Editor' GIT_AUTHOR_EMAIL=ada@example.org GIT_AUTHOR_DATE='2024-03-01T12:00:00+01:00'
export GIT_COMMITTER_NAME='Ada Editor' GIT_COMMITTER_EMAIL=ada@example.org GIT_COMMITTER_DATE='2024-03-01T12:00:00+01:00'
# Whoever runs the tests may be a build machine, on which Colophon is stricter: "CI" is set where a test wants it.
unset XDG_CACHE_HOME GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE SOURCE_DATE_EPOCH NO_COLOR CLICOLOR_FORCE CI
# A copy: the program of a sanitizer build does not lie where these are above it, and nobody edits them meanwhile.
mkdir "$work/.data" && cp -r "$root/layouts" "$root/assets" "$work/.data"
export COLOPHON_DATA="$work/.data"
# Most readers of tests lose pages on purpose between two builds: what was published is compared where a test wants it.
export COLOPHON_PUBLISHED=none
# A temporary folder inside a work directory must not make that one's repository ours.
export GIT_CEILING_DIRECTORIES="$(dirname "$work")"
cd "$work" || exit 1

pass() {
    passes=$((passes + 1))
    printf 'ok %s\n' "$*"
}

fail() {
    fails=$((fails + 1))
    printf 'FAILED %s\n' "$*"
}

skip() {
    skips=$((skips + 1))
    printf 'skipped %s\n' "$*"
}

# need_browser [WHAT]: what drives a browser, named in $browser; without it the test ends here, and says that WHAT was not done.
need_browser() {
    what=${1:-the browser has not looked}
    browser=$(command -v chromium || command -v chromium-browser) || { skip "no chromium: $what"; finish; }
    command -v node >/dev/null || { skip "no node: $what"; finish; }
    [ -d "$root/tests/node_modules/playwright-core" ] || { skip "playwright-core is not installed: $what"; finish; }
}

# What pages of a site can be served under, and a browser holds them to.
page_policy="default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; img-src 'self'"

# serve FOLDER [POLICY]: as a plain host has it, on a port of its own: its address in $host. It ends with the script.
serve() {
    rm -f "$work/.port"
    python3 "$root/tests/site/serve.py" "$1" "$work/.port" ${2:+"$2"} 2>/dev/null &
    servers="$servers $!"
    for _ in $(seq 100); do [ -f "$work/.port" ] && break || sleep 0.1; done
    host=http://127.0.0.1:$(cat "$work/.port")
}

# pass_on FILE [PREFIX]: lines "ok WHAT" and "FAILED WHAT", which another program wrote, as checks of this one.
pass_on() {
    while read -r line; do
        case $line in
        ok*) pass "${2:-}${line#ok }" ;;
        *) fail "${2:-}${line#FAILED }" ;;
        esac
    done <"$1"
}

# expect WHAT COMMAND...: the command succeeds.
expect() {
    what=$1
    shift
    if "$@" >"$work/.said" 2>&1; then pass "$what"; else
        fail "$what: $*"
        sed 's/^/    /' "$work/.said"
    fi
}

# expect_not WHAT COMMAND...: the command fails.
expect_not() {
    what=$1
    shift
    if "$@" >"$work/.said" 2>&1; then fail "$what: not $*"; else pass "$what"; fi
}

# run STATUS COMMAND...: the command ends with that status; what it says is in the files $out and $err.
run() {
    wanted=$1
    shift
    "$@" >"$out" 2>"$err"
    got=$?
    if [ $got -eq "$wanted" ]; then pass "status $wanted: $(shown "$@")"; else
        fail "status $got, not $wanted: $(shown "$@")"
        sed 's/^/    /' "$out" "$err"
    fi
}

shown() {
    printf '%s\n' "$*" | sed "s|$COLOPHON|colophon|g; s|$work/||g" | head -n 1
}

# said PATTERN, told PATTERN: standard output, or standard error, of the last run has a line with that pattern (grep -E).
said() {
    if grep -Eq -e "$1" "$out"; then pass "says $1"; else
        fail "does not say $1"
        sed 's/^/    /' "$out"
    fi
}

told() {
    if grep -Eq -e "$1" "$err"; then pass "tells $1"; else
        fail "does not tell $1"
        sed 's/^/    /' "$err"
    fi
}

# same WHAT FILE FILE: equal bytes; the difference is shown. `UPDATE=1` writes the first file anew from the second.
same() {
    [ -n "${UPDATE:-}" ] && [ -f "$3" ] && case $2 in "$here"/*) cp "$3" "$2" ;; esac
    if diff -u "$2" "$3" >"$work/.said" 2>&1; then pass "$1"; else
        fail "$1"
        head -n 60 "$work/.said" | sed 's/^/    /'
    fi
}

# same_tree WHAT FOLDER FOLDER: equal files with equal bytes.
same_tree() {
    if diff -r "$2" "$3" >"$work/.said" 2>&1; then pass "$1"; else
        fail "$1"
        head -n 40 "$work/.said" | sed 's/^/    /'
    fi
}

# stamp FOLDER: every file with its inode, size, times and bytes, to see later whether anything was written.
stamp() {
    (cd "$1" && find . -printf '%p %i %s %T@ %C@\n' | sort && find . -type f -exec cksum {} + | sort)
}

# make_reader FOLDER: two essays, one of them citing the other, by one author, on one topic; and an about page.
make_reader() {
    mkdir -p "$1/content/essays" "$1/content/authors" "$1/content/topics" "$1/content/pages" "$1/content/media"
    cat >"$1/content/site.yaml" <<'END'
title: A small reader
description: Two essays for tests
base_url: https://reader.example.org/
END
    printf '%s\n' '---' 'title: A small reader' '---' '' 'Welcome to [[first]].' >"$1/content/index.md"
    cat >"$1/content/essays/first.md" <<'END'
---
title: The first essay
authors: [Ada Example]
date: 2020-02-03
topics: [Tests]
---

The first essay opens the matter.

## A part

It has a part.
END
    cat >"$1/content/essays/second.md" <<'END'
---
title: The second essay
authors: [Ada Example]
date: 2021-04-05
topics: [Tests]
relations:
  - responds_to: first
---

It answers [[first]] and leans on [[first#a-part|its part]].
END
    printf '%s\n' '---' 'name: Ada Example' '---' '' 'Ada writes examples.' >"$1/content/authors/ada-example.md"
    printf '%s\n' '---' 'name: Tests' '---' '' 'What tests are about.' >"$1/content/topics/tests.md"
    printf '%s\n' '---' 'title: About' '---' '' 'About this reader.' >"$1/content/pages/about.md"
    printf 'notes\n' >"$1/content/media/notes.txt"
}

# commit_all FOLDER MESSAGE: makes the folder a repository where needed, and commits everything below it.
commit_all() {
    [ -d "$1/.git" ] || git -C "$1" init -q -b main
    git -C "$1" add -A . && git -C "$1" commit -q -m "$2" -m "$2"
}

finish() {
    if [ $skips -gt 0 ]; then
        echo "$passes passed, $fails failed, $skips skipped"
    else
        echo "$passes passed, $fails failed"
    fi
    [ $fails -eq 0 ]
    exit
}
