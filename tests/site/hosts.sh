#!/bin/sh
# hosts: what each host is told of old addresses, asked of the real servers where these are installed, at a host's root and below a
# path; and read as the other hosts read it (tests/site/hosts.py).
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

check_hosts() { python3 "$here/hosts.py" "$@"; }

# A reader whose old addresses have every character that some syntax means something by.
make_reader r
note() { printf '%s\n' '---' "title: $2" "date: 2020-02-03" ${3:+"$3"} '---' '' "Words of $2, which are many enough to be known again, are these." >"r/content/$1.md"; }
mkdir -p r/content/topics r/content/media
note essays/tea 'On tea' "aliases: [/2013/tea/, /2014/05/tea.html, /essays/tea.html, /tea]"
cat >r/content/essays/odd.md <<'E'
---
title: Odd
topics: [Tins]
aliases: ['/a b/', '/茶 與/', "/it's/", '/say "so"/', '/br(a)[c]{k}+.^|/', '/col:on/', '/st*ar/', '/d$1/', '/d${x}/', '/am&p;=,/', '/ti~de@!/', '/old/x.pdf']
---

Words of an odd one.
E
note topics/tins Tins
note essays/Case 'On case' 'permalink: /Essays/Größe/'
note essays/gone 'On what goes'
note essays/draft 'On what is to come' "draft: true
aliases: [/withheld/]"
for name in plain 'q?' 'h#' '100%' '50%41' 'back\slash' 'd$1&2' '茶 x'; do echo "bytes of $name" >"r/content/media/$name.txt"; done
commit_all r One
git -C r mv content/essays/tea.md content/essays/teas.md
git -C r mv content/topics/tins.md content/topics/metals.md
sed -i 's/Tins/Metals/' r/content/essays/odd.md r/content/topics/metals.md
sed -i 's|/Essays/Größe/|/essays/größe/|' r/content/essays/Case.md
git -C r rm -q content/essays/gone.md
for name in plain 'q?' 'h#' '100%' '50%41' 'back\slash' 'd$1&2' '茶 x'; do git -C r mv "content/media/$name.txt" "content/media/new $name.txt"; done
commit_all r Two
printf '%s\n' '/2010/tin/: {to: /topics/metals/}' >r/content/gone.yaml
mkdir -p r/content/glossary && printf '%s\n' '---' 'term: Tin' 'aliases: [/words/tin/]' '---' '' 'A metal.' >r/content/glossary/tin.md

# What each does with the old addresses: `stays` is the page itself, `sent` a redirect.
run 0 "$COLOPHON" build -s r -o site
told 'W411'
for file in _redirects .htaccess redirects.nginx.conf; do expect_not "no $file unasked" test -e site/$file; done

hosts() {
    grep -v '^hosts' r/content/site.yaml >site.yaml
    echo "hosts: [$1]" >>site.yaml
    mv site.yaml r/content/site.yaml
}

hosts 'netlify, cloudflare, gitlab, nginx, apache'
run 0 "$COLOPHON" build -s r -o site
expect_not "at a root there is nothing to say" grep -q 'root of a host' "$err"
run 0 "$COLOPHON" build -s r -o below/reader --base-url https://reader.example.org/reader/
told '^note: netlify and cloudflare read _redirects at the root of a host only'
expect_not "no host is told of what is gone, or of a text's own address" \
    grep -q 'versions/\|essays/gone' site/_redirects site/.htaccess site/redirects.nginx.conf
expect_not "nor of a draft" grep -q withheld site/_redirects site/.htaccess site/redirects.nginx.conf
expect_not "the list of addresses has none of the files" grep -q '_redirects\|htaccess\|nginx' site/addresses.txt

: >nothing
# told_of FILE REGEX: all but those that match are sent on, and nobody to a wrong place.
told_of() {
    expect "$1: old addresses were looked at" grep -q ' sent' "$1"
    grep wrong "$1" >not
    same "$1: no wrong place, no circle, no query lost" nothing not
    grep ' stays' "$1" | grep -vE "$2" >not
    same "$1: all are sent on" nothing not
    grep ' sent' "$1" | grep -E "$2" >not
    same "$1: but those" nothing not
}

# What host reads from the one file that three of them have. Nothing stands at these:
case_only='/Essays/Größe/>/essays/größe/ /Essays/Größe/history/>/essays/größe/history/'
gone='^/essays/gone/|^/topics/tins/changes(/?|/index.html)([?][^ ]*)? '
for host in netlify cloudflare; do
    # shellcheck disable=SC2086
    check_hosts $host site / $case_only >$host
    told_of $host "$gone|^/st[*]ar/"
    # shellcheck disable=SC2086
    check_hosts $host below/reader /reader/ $case_only >$host-below
    same "$host below a path" $host $host-below
done
# shellcheck disable=SC2086
check_hosts gitlab site / $case_only >gitlab
expect "gitlab sends on from where there is no file" test "$(grep -c '^/Essays/Größe/.* sent' gitlab)" -eq 2
expect_not "and shows the page where there is one" grep -q '^/[^E].* sent' gitlab

if command -v node >.which && [ -d "$root/tests/node_modules/@netlify/redirect-parser" ]; then
    grep -v '^#' site/_redirects >lines
    node "$here/netlify.mjs" "$root/tests/node_modules" site/_redirects >parsed
    same "netlify's own parser reads each line as it is meant" lines parsed
else
    skip "nothing is asked of netlify's parser: it is not installed"
fi

# Of a file that all read, cloudflare passes over netlify's lines: a status with an exclamation mark is none; and over gitlab's, which
# are not encoded: cloudflare encodes them, and so has them already.
if command -v node >.which && [ -d "$root/tests/node_modules/@cloudflare/pages-shared" ]; then
    node "$here/cloudflare.mjs" "$root/tests/node_modules" site/_redirects >parsed
    grep -v '^#' site/_redirects | grep -v '!$' | LC_ALL=C grep -v '[^ -~]' >lines
    grep -v '^passed over' parsed >taken
    same "cloudflare's own parser reads each line of its own as it is meant" lines taken
    grep '^passed over' parsed | grep -v '^passed over: Valid status codes are .* Got 30[12]!\.' |
        LC_ALL=C grep -v '^passed over: Ignoring duplicate rule for path [^ ]* [^ ]*[^ -~]' >not
    same "and passes over nothing but the others'" nothing not
else
    skip "nothing is asked of cloudflare's parser: it is not installed"
fi

# As all other files: the same in a clean build, and gone when they are asked for no more. Editions have none.
run 0 "$COLOPHON" build -s r -o site
said '(0 changed)'
run 0 "$COLOPHON" build -s r -o clean
same_tree "a clean build" site clean
hosts gitlab
git -C r add -A && git -C r commit -qm Three && git -C r tag edition/one
printf '%s\n' 'editions: [edition/*]' >>r/content/site.yaml
run 0 "$COLOPHON" build -s r -o clean
expect_not "what no host reads any more is gone" test -e clean/.htaccess
expect "what one reads stays" test -e clean/_redirects
expect "there is an edition" test -e clean/editions/one/index.html
expect_not "which has none" test -e clean/editions/one/_redirects

# The curator's own rules stay, before ours, but those for many addresses come last; what the program did not write stays, too.
printf '# Mine\n/mine /essays/ 302\n/blog/* /essays/:splat\n/last /' >r/content/_redirects
hosts netlify
run 0 "$COLOPHON" build -s r -o clean
expect "the curator's rules come first" test "$(head -n 2 clean/_redirects)" = "$(head -n 2 r/content/_redirects)"
expect "but those for many addresses" test "$(tail -n 2 clean/_redirects)" = "$(tail -n 2 r/content/_redirects)"
expect "ours are between" grep -q '^/2013/tea/ /essays/teas/ 301!$' clean/_redirects
hosts nginx
run 0 "$COLOPHON" build -s r -o clean
told '_redirects: warning\[W353\]: this file is not read'
rm r/content/_redirects
echo '/mine /' >clean/_redirects
run 0 "$COLOPHON" build -s r -o clean
hosts netlify
run 3 "$COLOPHON" build -s r -o clean
told '_redirects: error\[E331\]'
expect "it is as it was" test "$(cat clean/_redirects)" = '/mine /'

hosts 'netlfy'
run 2 "$COLOPHON" check -s r
told 'site\.yaml:[0-9]*:9: error\[E006\]: "netlfy" is no value of this list'
told 'did you mean "netlify"'

# port: one that is free.
port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# asked NAME SITE BASE REGEX: the server at port $at sends on who asks for an old address of SITE, but for those.
asked() {
    # shellcheck disable=SC2086
    check_hosts "http://127.0.0.1:$at" "$2" "$3" $case_only >"$1"
    told_of "$1" "$4"
    expect "$1: case" test "$(grep -c '^/Essays/Größe/.* sent' "$1")" -eq 8
}

try_nginx() {
    at=$(port)
    cat >nginx.conf <<E
pid $work/nginx.pid;
error_log $work/nginx.log;
user $(id -un) $(id -gn);
events { }
http {
    access_log off;
    client_body_temp_path $work/nginx1;
    proxy_temp_path $work/nginx2;
    fastcgi_temp_path $work/nginx3;
    uwsgi_temp_path $work/nginx4;
    scgi_temp_path $work/nginx5;
    server {
        listen 127.0.0.1:$at;
        root $work/$1;
        include $work/$2/redirects.nginx.conf;
    }
}
E
    run 0 nginx -c "$work/nginx.conf"
    asked nginx "$2" "$3" "$gone"
    kill "$(cat nginx.pid)"
}

try_apache() {
    at=$(port)
    modules=/usr/lib/apache2/modules
    cat >apache.conf <<E
ServerRoot $work
ServerName localhost
PidFile $work/apache.pid
ErrorLog $work/apache.log
Listen 127.0.0.1:$at
LoadModule mpm_event_module $modules/mod_mpm_event.so
LoadModule authz_core_module $modules/mod_authz_core.so
LoadModule dir_module $modules/mod_dir.so
LoadModule mime_module $modules/mod_mime.so
LoadModule alias_module $modules/mod_alias.so
TypesConfig /etc/mime.types
User www-data
Group www-data
DocumentRoot $work/$1
<Directory $work/$1>
    AllowOverride FileInfo
    Require all granted
</Directory>
E
    run 0 apache2 -f "$work/apache.conf" -k start
    asked apache "$2" "$3" "$gone|^/media/(q[?]|h#).txt"
    kill "$(cat apache.pid)"
}

chmod -R go+rX .
PATH=$PATH:/usr/sbin
for server in nginx apache2; do
    if command -v $server >.which; then
        try_${server%2} site site /
        try_${server%2} below below/reader /reader/
    else
        skip "nothing is asked of $server: it is not installed"
    fi
done
finish
