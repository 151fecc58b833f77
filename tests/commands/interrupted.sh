#!/bin/sh
# Killed or interrupted at many moments, the old site or the new one stands after the next run, and that is a clean one.
# (tests/publish/test_publish.c does the same at every system call of publishing.)
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

make_reader r
i=0
while [ $i -lt 150 ]; do
    i=$((i + 1))
    printf '%s\n' '---' "title: Essay $i" "date: 20$((i % 15 + 10))" "topics: [Topic $((i % 7))]" '---' '' \
        "Number $i refers to [[essay-$((i % 150 + 1))]]." >"r/content/essays/essay-$i.md"
done
run 0 "$COLOPHON" build -s r
cp -r r old && run 0 "$COLOPHON" build -s r
sed -i 's/^title: A small reader/title: Another name/' r/content/site.yaml
rm -r r/content/topics && run 0 "$COLOPHON" build -s r -o new/site
cp -rp old/site kept-site && cp -rp old/.colophon/site kept-state

# again SITE: the folder r with the new content, and the old site published.
again() {
    rm -rf r/site r/.colophon/site
    cp -rp kept-site r/site && cp -rp kept-state r/.colophon/site
}

started=$(date +%s%N)
again && "$COLOPHON" build -s r >/dev/null 2>&1
elapsed=$((($(date +%s%N) - started) / 1000000))

# Forty moments, spread over the time that a whole build takes and a little more.
wrong=0 early=0 late=0
moment=1
while [ $moment -le 40 ]; do
    again
    "$COLOPHON" build -s r >/dev/null 2>&1 &
    build=$!
    sleep "$(awk "BEGIN { print $elapsed * 1.2 * $moment / 40 / 1000 }")"
    kill -9 $build 2>/dev/null
    wait $build 2>/dev/null
    # A dry run writes nothing and recovers nothing; the next build does.
    "$COLOPHON" build -s r -q || wrong=$((wrong + 1))
    diff -r r/site new/site >/dev/null || wrong=$((wrong + 1))
    [ -e r/.colophon/site/stage ] || [ -e r/.colophon/site/journal ] && wrong=$((wrong + 1))
    moment=$((moment + 1))
done
expect "killed at forty moments, the next build gives the clean site" test $wrong -eq 0

# An interrupt before publishing changes nothing; in it, the new site is finished.
wrong=0 interrupted=0
moment=1
while [ $moment -le 20 ]; do
    again
    # A shell starts what it runs beside itself with interrupts ignored: SIGTERM stands for them.
    "$COLOPHON" build -s r >/dev/null 2>&1 &
    build=$!
    sleep "$(awk "BEGIN { print $elapsed * $moment / 20 / 1000 }")"
    kill -TERM $build 2>/dev/null
    wait $build 2>/dev/null
    status=$?
    case $status in
    130) interrupted=$((interrupted + 1)) ;;
    0) late=$((late + 1)) ;;
    143) early=$((early + 1)) ;; # before the program had begun to watch
    *)
        wrong=$((wrong + 1))
        echo "    status $status at moment $moment"
        ;;
    esac
    if ! diff -r r/site kept-site >/dev/null && ! diff -r r/site new/site >/dev/null; then
        wrong=$((wrong + 1))
        echo "    neither site at moment $moment, after status $status"
    fi
    moment=$((moment + 1))
done
expect "interrupted, the old site or the new one stands at once" test $wrong -eq 0
expect "some of them were in time ($interrupted of 20, $early early, $late late)" test $interrupted -gt 0
run 0 "$COLOPHON" build -s r
same_tree "and the next build gives the clean site" r/site new/site
finish
