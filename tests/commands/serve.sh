#!/bin/sh
# colophon serve: what it answers, and that it shows the reader as its files are. Browsers: tests/site/serve_browser.sh.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
command -v curl >/dev/null || { skip "no curl: serve was not asked"; finish; }

# start ARGUMENT...: serves in the background; its address in $url, its process in $server, what it says in said and told.
start() {
    : >said
    : >told
    "$COLOPHON" serve "$@" >said 2>told &
    server=$!
    loads=0
    loaded
    url=$(sed -n 's/^Serving \([^ ]*\) .*/\1/p' said)
}

# loaded: waits for one more line that says that the site was loaded.
loaded() {
    loads=$((loads + 1))
    for _ in $(seq 200); do
        [ "$(cat said told | grep -c '^Loaded')" -ge $loads ] && return
        sleep 0.05
    done
    fail "it did not load the site again ($loads)"
    loads=$(cat said told | grep -c '^Loaded')
}

# settled: all that has been written is loaded, however often that was. quiet: so it is, if there was anything.
settled() {
    loaded
    quiet
}
quiet() {
    sleep 0.4
    loads=$(cat said told | grep -c '^Loaded')
}

stop() {
    kill "$server" 2>/dev/null
    wait "$server" 2>/dev/null
}
trap 'stop; rm -rf "$work"' EXIT

# page ADDRESS: what is there, without the script.
page() {
    curl -s --max-time 20 "$url$1" | sed 's|<script src="[^"]*_colophon/serve.js"[^>]*></script>||'
}

# status WANTED WHAT CURL-ARGUMENT...: asks, and compares the status.
status() {
    wanted=$1 what=$2
    shift 2
    got=$(curl -s --max-time 20 -o answer -D headers -w '%{http_code}' "$@")
    if [ "$got" = "$wanted" ]; then pass "$what: $wanted"; else fail "$what: $got, not $wanted"; fi
}

has() {
    if page "$1" | grep -q -e "$2"; then pass "$1 has \"$2\""; else fail "$1 does not have \"$2\""; fi
}

make_reader r
printf '%s\n' '---' 'title: Not yet' 'draft: true' 'date: 2022-01-01' '---' '' 'A draft.' >r/content/essays/draft.md
printf '0123456789' >r/content/media/digits.txt
start -s r -p 14140
expect "it says where" grep -qx 'Serving http://localhost:14140/ (Ctrl-C ends it)' said
expect_not "nothing is written to the output" test -e r/site

echo "--- answers"
status 200 "a page" "${url}essays/first/"
expect "with its type" grep -qi '^content-type: text/html; charset=utf-8' headers
expect "to be asked for again" grep -qi '^cache-control: no-cache' headers
expect "with the script" grep -q '<script src="/_colophon/serve.js" data-generation="[0-9]*" data-tag="[0-9a-f]*"></script></body>' answer
tag=$(sed -n 's/^[Ee][Tt]ag: "\(.*\)".*/\1/p' headers)
status 304 "the same again" -H "If-None-Match: \"$tag\"" "${url}essays/first/"
status 200 "its head" -I "${url}essays/first/"
expect "the head has no body, but its size" grep -qi '^content-length: [1-9]' headers
status 302 "a folder without its slash" "${url}essays/first"
expect "leads to the page" grep -qi '^location: /essays/first/' headers
status 404 "no page" "${url}essays/none/"
expect "is the reader's own page" grep -q '<html' answer
status 404 "no path leads out" --path-as-is "${url}../../etc/passwd"
status 404 "nor an encoded one" --path-as-is "${url}..%2f..%2fcontent/site.yaml"
status 404 "nor into the sources" "${url}content/site.yaml"
status 400 "a % alone" --path-as-is "${url}%zz"
status 400 "no UTF-8" --path-as-is "${url}%ff"
status 405 "a method that changes things" -X POST -d a=b "$url"
expect "says which there are" grep -qi '^allow: GET, HEAD' headers
status 403 "a name that was bound to this machine" -H 'Host: evil.example' "$url"
status 200 "this machine by number" -H 'Host: 127.0.0.1:14140' "$url"
status 200 "this machine by the other number" -H 'Host: [::1]:14140' "$url"
status 403 "a name that only begins like ours" -H 'Host: localhost.evil.example' "$url"
status 403 "something behind the brackets" -H 'Host: [::1]x' "$url"
status 403 "a port that is none" -H 'Host: localhost:14140x' "$url"
status 200 "a name with the dot at its end" -H 'Host: localhost.:14140' "$url"
status 302 "a query goes along" "${url}essays/first?a=b%20c&d"
expect "to the page" grep -qi '^location: /essays/first/?a=b%20c&d' headers
status 206 "a part that ends after the end of all files" -H 'Range: bytes=8-99999999999999999999999' "${url}media/digits.txt"
status 206 "a part" -H 'Range: bytes=2-4' "${url}media/digits.txt"
expect "is that part" test "$(cat answer)" = 234
expect "and says which" grep -qi '^content-range: bytes 2-4/10' headers
status 206 "the end" -H 'Range: bytes=-3' "${url}media/digits.txt"
expect "is the end" test "$(cat answer)" = 789
status 416 "a part that is not there" -H 'Range: bytes=10-' "${url}media/digits.txt"
status 200 "several parts are all of it" -H 'Range: bytes=0-1,3-4' "${url}media/digits.txt"
status 200 "the script" "${url}_colophon/serve.js"
curl -sN --max-time 1 "${url}_colophon/events" >events
expect "a stream says which generation there is" grep -q '^data: {"generation":[1-9]' events
has essays/draft/ 'A draft'

echo "--- changes"
printf '\nNew words.\n' >>r/content/essays/first.md
loaded
has essays/first/ 'New words'
sed -i 's/^date: 2020-02-03/date: [/' r/content/essays/first.md
loaded
status 200 "the last good page" "${url}essays/first/"
expect "the terminal says what is wrong, and where" grep -q '^content/essays/first.md:4:.*error\[' told
curl -sN --max-time 1 "${url}_colophon/events" >events
expect "so do browsers" grep -q '"failed":true,"problems":"content/essays/first.md:4:' events
sed -i 's/^date: \[/date: 2020-02-03/' r/content/essays/first.md
loaded
curl -sN --max-time 1 "${url}_colophon/events" >events
expect "nothing is wrong any more" grep -q '"failed":false,"problems":""' events

# save HOW COMMAND...: one of the ways in which editors write a file; each puts the number in.
number=0
save() {
    how=$1
    number=$((number + 1))
    sed "s/New words.*/New words $number./" r/content/essays/first.md >next
    shift
    "$@"
    settled
    if page essays/first/ | grep -q "New words $number\\."; then pass "saved by $how"; else fail "not seen: saved by $how"; fi
}
text=r/content/essays/first.md
by_rename() { cp next r/content/essays/first.md.tmp && mv r/content/essays/first.md.tmp $text; }
by_backup() { mv $text $text~ && cp next $text && rm $text~; }
in_two_steps() { head -c 20 next >$text && sleep 0.1 && cat next >$text; }
by_sed() { sed -i "s/New words.*/New words $number./" $text; }
by_removal() { rm $text && sleep 0.3 && cp next $text; }
save "writing over it" cp next $text
save "renaming" by_rename
save "a backup" by_backup
save "sed -i" by_sed
save "writing half of it first" in_two_steps
save "removing it first" by_removal
save "a rename from elsewhere" mv next $text
if command -v vim >/dev/null; then
    for copy in yes no; do
        by_vim() { vim -u NONE -N -es -c "set backup backupcopy=$copy" -c "%s/New words.*/New words $number./" -c 'wq' $text </dev/null; }
        save "vim, backupcopy=$copy" by_vim
    done
    rm -f $text~
else
    skip "no vim"
fi
if command -v emacs >/dev/null; then
    for copy in nil t; do
        by_emacs() {
            emacs -Q --batch --eval "(progn (setq backup-by-copying $copy) (find-file \"$text\") (re-search-forward \"New words.*\")
                (replace-match \"New words $number.\") (sleep-for 0.2) (save-buffer))" 2>/dev/null
        }
        save "emacs, backup-by-copying $copy" by_emacs
    done
    rm -f $text~
else
    skip "no emacs"
fi
ln -s ada@example.4711:1700000000 r/content/essays/.#first.md
save "anybody beside an editor's lock" cp next $text
expect_not "of which nothing is told" grep -q W302 told
rm r/content/essays/.#first.md
if command -v rsync >/dev/null; then
    for form in --whole-file --inplace; do
        by_rsync() { rsync -t --ignore-times $form next $text; }
        save "rsync $form" by_rsync
    done
else
    skip "no rsync"
fi

echo "--- in the middle of a save"
# away SECONDS FILE ADDRESS: the file is away for so long, and is asked for all the time: it must never be missing.
away() {
    (while [ ! -e over ]; do curl -s --max-time 20 -o answer.away -w '%{http_code}\n' "$url$3"; done) >statuses &
    asking=$!
    for _ in 1 2 3; do
        mv "$2" "$2~" && sleep "$1" && mv "$2~" "$2" && sleep 0.2
    done
    : >over
    wait $asking
    rm over
    if grep -qvx 200 statuses; then fail "$2 was away for $1 s: $(sort statuses | uniq -c | tr '\n' ' ')"; else pass "$2 may be away for $1 s"; fi
    quiet
}
for seconds in 0.01 0.1 0.5; do
    away $seconds r/content/media/digits.txt media/digits.txt
done
away 0.3 $text essays/first/
mkdir -p r/assets && printf 'p { color: red }\n' >r/assets/own.css && settled
away 0.1 r/assets/own.css assets/own.css
rm r/content/media/digits.txt && settled
status 404 "what is gone is missing" "${url}media/digits.txt"
printf '0123456789' >r/content/media/digits.txt && settled
mkdir -p r/content/essays/deep/er
cp r/content/essays/second.md r/content/essays/deep/er/third.md
settled
has essays/third/ 'It answers'
mv r/content/essays/deep r/content/essays/other
sleep 0.5
sed -i 's/It answers/It still answers/' r/content/essays/other/er/third.md
settled
has essays/third/ 'It still answers'
rm -r r/content/essays/other
settled
status 404 "a folder that is gone" "${url}essays/third/"

echo "--- git"
commit_all r 'All of it'
settled
sed -i 's/New words.*/Words of a branch./' $text
settled
git -C r stash -q
settled
has essays/first/ 'New words'
git -C r stash pop -q
settled
has essays/first/ 'Words of a branch'
git -C r checkout -q -b side
git -C r commit -q -a -m 'On a branch'
settled
git -C r checkout -q main
settled
has essays/first/ 'New words'

echo "--- the same as build"
stop
# as_built READER WHAT: every file that build writes, asked for one by one.
as_built() {
    rm -rf built
    run 0 "$COLOPHON" build -q -s "$1" -o built
    find built -type f | sed 's|^built/||' >paths
    while read -r path; do
        curl -s --max-time 20 "$url$path" | sed '/_colophon/s|<script src="[^"]*_colophon/serve.js"[^>]*></script>||' >asked
        cmp -s asked "built/$path" || echo "$path"
    done <paths >differ
    same "every file of $1 is as build writes it: $2" /dev/null differ
    expect "there were some" test "$(grep -c . paths)" -gt 20
}
same_as_build() {
    start -s "$1" --no-drafts
    as_built "$1" 'at first'
    stop
}
make_reader s
same_as_build s
mkdir shipped
cp -r "$root/content" "$root/layouts" "$root/assets" shipped
same_as_build shipped

echo "--- after each kind of edit"
# edited WHAT COMMAND...: by the command, in the reader that is served.
edited() {
    what=$1
    shift
    "$@"
    settled
    as_built edits "$what"
}
new_text() { printf '\n%s\n' 'A walk by the river.' >>edits/content/essays/first.md; }
new_heading() { printf '\n%s\n' '## Where it bends' >>edits/content/essays/first.md; }
new_title() { sed -i 's/^title: .*/title: Upstream/' edits/content/essays/first.md; }
new_file() { printf '%s\n' '---' 'title: Ferries' 'date: 2021-03-04' '---' '' 'See [[first]].' >edits/content/essays/ferries.md; }
no_file() { rm edits/content/essays/ferries.md; }
new_layout() {
    mkdir -p edits/layouts
    sed 's|</main>|<p>Mine.</p></main>|' "$root/layouts/base.html" >edits/layouts/base.html
}
all_edits() {
    start -s edits --no-drafts
    edited "a text, $1" new_text
    edited "a heading, $1" new_heading
    edited "front matter, $1" new_title
    edited "a new file, $1" new_file
    edited "a file less, $1" no_file
    edited "a layout, $1" new_layout
    stop
    rm -rf edits
}
make_reader edits
all_edits 'without git'
make_reader edits
git -C edits init -q
git -C edits add -A
git -C edits -c user.name=A -c user.email=a@example.org commit -qm 'Begin'
all_edits 'with git'

echo "--- drafts, hosts, prefix, ports"
start -s r --no-drafts --host reader.test --prefix /some/path/
status 404 "a draft" "${url}essays/draft/"
status 200 "below the path" "$url"
expect "the script is there, too" grep -q 'src="/some/path/_colophon/serve.js"' answer
status 302 "the path without its slash" "${url%/}?a"
expect "leads to it, with its query" grep -qi '^location: /some/path/?a' headers
status 404 "beside the path" "${url%/some/path/}/essays/first/"
status 200 "a host that was named" -H 'Host: reader.test' "$url"
port=$(echo "$url" | sed 's|.*:\([0-9]*\)/.*|\1|')
run 2 timeout 10 "$COLOPHON" serve -s s -p "$port"
told "port $port is busy"
first=$server
start -s s
expect "the default port is busy: another one" test "$url" != "http://localhost:$port/"
expect "and that is said" grep -q 'port 1414 is busy' told
stop
server=$first
stop
for prefix in path '' /path path/ // /../ /a/./ /a//b/ '/a?b/' '/a#b/' '/a b/' '/a%20b/'; do
    run 2 timeout 10 "$COLOPHON" serve -s s --prefix "$prefix"
    told 'prefix (is .*which is no path|needs a value)'
done
for host in '' http://reader.test reader.test:80 reader.test. '[::1]x' 'a b' 'a/b'; do
    run 2 timeout 10 "$COLOPHON" serve -s s --host "$host"
    told 'host (is .*which is no name of a host|needs a value)'
done
printf '%s\n' '#!/bin/sh' "echo \"\$1\" >$work/opened" 'sleep 60' >browser && chmod +x browser
BROWSER=$work/browser
export BROWSER
start -s s --open
sleep 0.3
expect "the browser is opened at the address, and not waited for" test "$(cat opened)" = "$url"
stop
BROWSER=none-of-this-name
start -s s --open
expect "where there is none, that is said" grep -q "no browser was opened.*: open $url yourself" told
stop
unset BROWSER
run 2 timeout 10 "$COLOPHON" serve -s s -p 70000
run 2 timeout 10 "$COLOPHON" serve -s s --bind nowhere

echo "--- browsers that come and go"
# It may open 100 files: half of them are for browsers.
: >said
: >told
# shellcheck disable=SC3045
(ulimit -n 100 && exec "$COLOPHON" serve -s s >said 2>told) &
server=$! loads=0
loaded
url=$(sed -n 's/^Serving \([^ ]*\) .*/\1/p' said)
crowd() { python3 "$here/serve_crowd.py" "$url" "$@"; }
opened() { find "/proc/$server/fd" -type l | wc -l; }
crowd 1 _colophon/events >answered
sleep 0.2
before=$(opened)
crowd 40 _colophon/events >answered
expect "forty streams begin" grep -qx 40 answered
sleep 0.2
expect "those that left have left nothing open" test "$(opened)" -eq "$before"
crowd 150 _colophon/events >answered
expect "of many some wait at the door" test "$(cat answered)" -lt 60 -a "$(cat answered)" -gt 40
status 200 "and when they are gone others are answered" "$url"
crowd 150 essays/second/ >answered
expect "pages, too" test "$(cat answered)" -gt 40
status 200 "as after them" "$url"
sleep 0.2
expect "nothing is left open" test "$(opened)" -eq "$before"
stop

echo "--- a browser that reads slowly"
head -c 30000000 /dev/zero >s/content/media/large.bin
start -s s
python3 "$here/serve_slow.py" "$url" media/large.bin essays/second/ >slow
expect "gets all of it, and nobody waits for it" grep -qx '30000000 0' slow
rm s/content/media/large.bin
stop

echo "--- nobody tells of changes"
# limited NAME VALUE: serves where the kernel has so few of these.
limited() {
    : >said
    : >told
    unshare -Ur sh -c "echo $2 >/proc/sys/user/$1 && exec \"$COLOPHON\" serve -s s" >said 2>told &
    server=$! loads=0
    loaded
    url=$(sed -n 's/^Serving \([^ ]*\) .*/\1/p' said)
}
if unshare -Ur sh -c 'echo 2 >/proc/sys/user/max_inotify_watches && echo 1 >/proc/sys/user/max_inotify_instances' 2>/dev/null; then
    for limit in 'max_inotify_watches 2' 'max_inotify_instances 0'; do
        # shellcheck disable=SC2086
        limited $limit
        expect "$limit: it says that it looks" grep -q 'twice a second, since the kernel has no watches left' told
        sed -i "s/^title:.*/title: Seen with $limit/" s/content/essays/first.md
        loaded
        has essays/first/ "Seen with $limit"
        stop
    done
else
    skip "no namespace of the user's own: the kernel has watches enough"
fi

echo "--- the machine has nothing left"
if command -v prlimit >/dev/null; then
    start -s s
    prlimit --pid "$server" --nofile=4:1000
    mkdir -p s/content/essays/new
    sed 's/^title:.*/title: New while nothing was left/' s/content/essays/second.md >s/content/essays/new/new.md
    sleep 1
    expect "it says so" grep -q 'no process left' told
    prlimit --pid "$server" --nofile=1000:1000
    loaded
    has essays/new/ 'New while nothing was left'
    status 200 "the old pages stay" "${url}essays/second/"
    sleep 1
    quiet
    sed -i 's/^title:.*/title: Seen in its new folder/' s/content/essays/new/new.md
    loaded
    has essays/new/ 'Seen in its new folder'
    stop
    rm -r s/content/essays/new
else
    skip "no prlimit"
fi

echo "--- what hangs and what crashes"
# children: the processes that have a site, or stand ready to load one; the oldest first.
children() { pgrep -P "$server"; }
export COLOPHON_PAGE_SECONDS=2 COLOPHON_LOAD_SECONDS=2
start -s s
sleep 0.5
expect "one has the site, and one stands ready" test "$(children | wc -l)" -eq 2
pages=$(children | head -n 1)
kill -STOP "$pages"
status 500 "a page that hangs is given up" "${url}essays/first/"
expect "and the page says so" grep -q 'making /essays/first/ took too long' answer
loaded
status 200 "the next one answers" "${url}essays/first/"
sleep 0.5
kill -STOP "$(children | tail -n 1)"
sed -i 's/^title:.*/title: Not seen yet/' s/content/essays/first.md
status 200 "while another hangs that loads, the old pages stay" "${url}essays/first/"
sleep 3
expect "it is given up" grep -q 'loading the site took too long' told
sed -i 's/^title:.*/title: Seen again/' s/content/essays/first.md
loaded
has essays/first/ 'Seen again'
sleep 0.5
kill -SEGV "$(children | head -n 1)"
loaded
expect "a crash while nothing was asked is no page's" grep -q 'what makes the pages was ended by signal 11' told
status 200 "and another goes on" "${url}essays/first/"
sleep 0.5
kill -KILL "$(children | tail -n 1)"
sed -i 's/^title:.*/title: Loaded by another/' s/content/essays/first.md
loaded
has essays/first/ 'Loaded by another'
unset COLOPHON_PAGE_SECONDS COLOPHON_LOAD_SECONDS
stop

echo "--- a search that takes longer than a page"
export COLOPHON_PAGE_SECONDS=1
start -s s
sleep 0.5
pages=$(children | head -n 1)
kill -STOP "$pages"
(sleep 3 && kill -CONT "$pages") &
status 200 "its index may take as long as a load" "${url}search/index.js"
unset COLOPHON_PAGE_SECONDS
stop

echo "--- a moment passes"
start -s s --no-drafts
sed -e "s/^date:.*/date: $(date -u -d '+4 seconds' +%Y-%m-%dT%H:%M:%SZ)/" -e 's/^title:.*/title: Not before its time/' \
    s/content/essays/second.md >s/content/essays/later.md
settled
status 404 "a text that is dated in the future" "${url}essays/later/"
loaded
status 200 "is there when its moment has come" "${url}essays/later/"
rm s/content/essays/later.md
stop

echo "--- errors at the start"
sed -i 's/^title:.*/title: [/' s/content/essays/first.md
start -s s
status 500 "no page could be made" "${url}essays/second/"
expect "it says why" grep -q 'content/essays/first.md:2:' answer
expect "and is told of changes" grep -q '_colophon/serve.js' answer
sed -i 's/^title:.*/title: Mended/' s/content/essays/first.md
loaded
has essays/first/ 'Mended'
stop

echo "--- looking, where nobody tells of changes"
start -s s --poll 100
sed -i 's/^title:.*/title: Seen/' s/content/essays/first.md
loaded
has essays/first/ 'Seen'
stop
finish
