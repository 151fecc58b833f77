#!/bin/sh
# colophon markdown: in a reader, outside of one, and plain.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

make_reader r
markdown() {
    text=$1
    shift
    # shellcheck disable=SC2059
    printf -- "$text" | "$COLOPHON" markdown "$@"
}

run 0 markdown '# Hi\n\nSee [[first]], [[first#a-part|a part]] and [more](essays/second.md).\n' -s r
said '<h[12] id="hi"><a class="number"[^>]*></a>Hi'
said '“<a class="reference" href="\./essays/first/"><cite class="quoted">The first essay</cite></a>”'
said '<a class="reference" href="\./essays/first/#a-part"[^>]*>a part</a>'
said '<a href="\./essays/second/">more</a>'
run 1 markdown 'One line.\n\nSee [[frist]]. <script>x</script>\n' -s r
told '^standard input:3:7: error\[E100\]: unknown essay "frist"$'
told '^  3 \| See \[\[frist\]\]'
told 'did you mean "first"\?$'
told '^standard input:3:[0-9]+: warning\[W050\]: '
said '^<p>See frist'
printf '%s\n' '---' 'title: Broken' '---' '' '[[nowhere]]' >r/content/essays/broken.md
run 0 markdown 'Text.\n' -s r
expect "what is wrong elsewhere is not told" test ! -s "$err"
run 1 markdown '---\ntitle: [Own\n---\nText.\n' -s r
told '^standard input:2:8: error\[E001\]'

cd / || exit 1
run 0 markdown 'See [[first]] or [[second|these words]], “so”.\n'
said '^<p>See first or these words, “so”\.</p>$'
expect "no reference is missed where there is no reader" test ! -s "$err"
cd "$work" || exit 1

run 0 markdown '- [x] ~~a~~ www.example.org <b>\n' --plain
said '<li><input checked="" disabled="" type="checkbox"> <del>a</del> <a href="http://www.example.org">'
said '<!-- raw HTML omitted -->'
run 0 markdown '- [x] ~~a~~ <b>\n' --plain --unsafe --extensions strikethrough
said '^<li>\[x\] <del>a</del> <b></li>$'
run 0 markdown '"a" -- ~~b~~\n' --plain --extensions ''
said '^<p>&quot;a&quot; -- ~~b~~</p>$'
run 3 sh -c "head -c 17000000 /dev/zero | '$COLOPHON' markdown --plain"
told 'error\[E336\]: cannot read standard input: File too large'
run 0 markdown ''
finish
