#!/bin/sh
# Essays that are one text twice are told by check, and of a draft by import; a build neither tells nor looks.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

road='The road that the army built across the marsh was never finished, because the engineer who had drawn it was sent home before
the winter. Nobody else could read what he had written on the margins of his map, so the stones lie there to this day, in the
order in which the carts left them, and grass grows between.'
mill='Below the bridge there was a mill whose wheel turned backwards when the tide came in; the miller ground oats on the ebb and
rye on the flood, and sold both as wheat to people from inland who did not know the smell of the sea. His daughter kept the
accounts, and when she died it was found that she had written down every sack.'
chapel='A chapel stood at the far end, without a roof since the storm of that year, and in it two families were buried who had
quarrelled over its door for a century: one had the key, the other the lock. Visitors are told by the guide that the last of
each married, which is not true, since neither had children who lived.'

# essay FILE FIELDS PARAGRAPH...
essay() {
    file=r/content/essays/$1.md fields=$2
    shift 2
    {
        printf -- '---\ntitle: Essay %s\n%b---\n' "$(basename "$file" .md)" "$fields"
        printf '%s\n\n' "$@"
    } >"$file"
}

make_reader r
essay road '' "$road" "$mill" "$chapel"
run 0 "$COLOPHON" check -s r
expect_not "one text alone is nothing to tell" grep -q 'W44' "$err"
expect_not "where nothing was built nothing is kept" test -e r/.colophon
essay bridge '' "$mill" "$road" 'And so on.' "$chapel"
run 0 "$COLOPHON" build -s r
expect_not "a build does not tell" grep -q 'W44' "$err"
run 0 "$COLOPHON" check -s r
told '^content/essays/road.md: warning\[W440\]: seems to be a variant of content/essays/bridge.md: 100 % of the words of the shorter text stand in both$'
told 'help: say so with variant_of: bridge'
stamp r/content >before
run 0 "$COLOPHON" check -s r
told 'warning\[W440\]'
run 1 "$COLOPHON" check -s r --strict
told 'error\[W440\]'
run 0 "$COLOPHON" check -s r --json
said '"code":"W440","path":"content/essays/road.md"'
stamp r/content >after
same "a check writes nothing into the reader" before after

# What it knows is remembered with the text: one that is another is looked at again, and when all is declared nothing is told.
essay road 'variant_of: bridge\n' "$road" "$mill" "$chapel"
run 0 "$COLOPHON" check -s r
expect_not "what is declared is not told" grep -q 'W44' "$err"
run 0 "$COLOPHON" build -s r
run 0 "$COLOPHON" check -s r
run 0 "$COLOPHON" check -s r
expect_not "nor a second time, from what is remembered" grep -q 'W44' "$err"
essay road '' "$road" "$mill" "$chapel"
run 0 "$COLOPHON" build -q -s r
run 0 "$COLOPHON" check -s r
told 'warning\[W440\]'
find r/.colophon -name 'aside-*' -exec sh -c 'printf x | dd of="$1" bs=1 seek=200 conv=notrunc 2>/dev/null' sh {} \;
run 0 "$COLOPHON" check -s r
told 'warning\[W440\]'

# Of a text that is held back only the path is told, whichever of them it is.
essay bridge 'access: summary\nslug: canary-slug\n' "$mill" "$road" "Canary words." "$chapel"
run 0 "$COLOPHON" check -v -s r
told '^content/essays/road.md: warning\[W440\]: seems to be a variant of content/essays/bridge.md$'
expect_not "no word more" grep -qi 'canary\| %' "$err"
run 0 "$COLOPHON" check --json -v -s r
expect_not "nor as JSON" grep -qi 'canary\| %' "$out"
essay bridge 'draft: true\nslug: canary-slug\n' "$mill" "$road" "Canary words." "$chapel"
run 0 "$COLOPHON" check -v -s r
expect_not "drafts are not looked at" grep -q 'W44' "$err"
run 0 "$COLOPHON" check -v -D -s r
told '^content/essays/road.md: warning\[W440\]: seems to be a variant of content/essays/bridge.md$'
expect_not "and with -D no word of them is told" grep -qi 'canary\| %' "$err"
rm r/content/essays/bridge.md

# Han texts, with other marks.
essay sheng '' '各国之间的合作比以往任何时候都更加重要，因为没有一个国家能够独自解决气候变化、网络安全和公共卫生等全球性问题。科技革命改变了世界各国的力量对比，也改变了人们的生活方式、生产方式和思维方式，并且使大国之间的竞争日益激烈。'
essay fan '' '科技革命改变了世界各国的力量对比；也改变了人们的生活方式，生产方式和思维方式，并且使大国之间的竞争日益激烈！各国之间的合作比以往任何时候都更加重要；因为没有一个国家能够独自解决气候变化，网络安全和公共卫生等全球性问题！'
run 0 "$COLOPHON" check -s r
told '^content/essays/sheng.md: warning\[W440\]: seems to be a variant of content/essays/fan.md: 100 %'

# Import compares what it has written, and nothing else.
printf '%s\n\n' 'Bo Writer: The carts' "$mill" "$road" "$chapel" >carts.txt
run 0 "$COLOPHON" import -s r carts.txt
told '^content/essays/the-carts.md: warning\[W440\]: seems to be a variant of content/essays/road.md$'
told 'help: say so with variant_of: road'
expect_not "what it did not write is for check" grep -q 'fan.md' "$err"
run 0 "$COLOPHON" import -s r --as twice carts.txt
told '^content/essays/twice.md: warning\[W440\]: seems to be a variant of content/essays/'
run 0 "$COLOPHON" import -n carts.txt
expect_not "what only looks compares nothing" grep -q 'W44' "$err"
printf 'nothing\n' >r/.git
run 0 "$COLOPHON" import -s r --as thrice carts.txt
told 'not compared with the essays that are there'
finish
