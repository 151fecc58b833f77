#!/bin/sh
# compose/xhtml.h, judged by others: libxml2 reads what it writes of hard pages, and a browser takes it for the same page as what it
# was made of.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
to_xhtml=${TEST_PROGRAMS:-$root/build/tests}/compose/to_xhtml

mkdir in out
page() {
    printf '%s' '<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>A &amp; <b></title></head><body>' >"in/$1.html"
    cat >>"in/$1.html"
}
for file in "$root"/tests/fuzz/corpus/xhtml/*; do page "${file##*/}" <"$file"; done
page voids2 <<'END'
<p>a<br>b<br/>c<BR >d<wbr>e<hr>f<img src="a.png"><img alt="x > y" src=b.png /><input type=checkbox checked disabled><audio controls>
<source src=c.mp3><track src=d></audio><map name=m><area href=e></map><table><colgroup><col><col span=2></table>g
END
page attributes <<'END'
<a href=x?a=1&b=2&copy;=3&lt=4 title='it&apos;s "it" <b>' hidden TITLE=second data-x_y.z=1 data-é=2 onclick="a()" =3 "4>x</a>
<i title="one
two	three" class=  spaced lang=zh lang=fr>y</i><b style=a:b xml:lang=de xmlns:q=r q:s=t>z</b><u class=a/>w</u>
END
page ends <<'END'
<ul><li>a<li>b<ol><li>c<li>d</ol><li>e</ul><dl><dt>f<dd>g<dt>h<dd></dl><p>i<p>j<div>k</div>l<h2>m</h2><p>n<table><caption>o</caption>
<thead><tr><th>p<th>q<tbody><tr><td>r<td><p>s<tr><td>t</tbody><tfoot><tr><td>u</table><select><option>v<option>w<optgroup label=x>
<option>y</select><caption>aa</caption><td>bb</td><h1>cc <h2>dd</h2><ruby>z<rt>1<rt>2</ruby><p><em>open <strong>more
END
page foreign <<'END'
<svg viewbox="0 0 9 9" PRESERVEASPECTRATIO=none xml:lang=fr><title>a &lt; b</title><defs><lineargradient id=g gradientunits=x />
<clippath id=c><path d=M0/></clippath></defs><use xlink:href="#c"/><text textlength=3>t<tspan>u</text><foreignobject><p>html<br>
<math><mi>x</mi></math></p></foreignobject><![CDATA[a < b]]></svg>after<math display=block><mfrac><mi>a</mi><mn>2</mn></mfrac><annotation-xml>
<svg><g/></svg></annotation-xml></math><svg><circle r=1><p>left
END
page words <<'END'
&nbsp;&eacute;&Eacute;&hellip;&frac12;&rarr;&#8212;&#x4F53;&bogus; &; &# &#x; AT&T ]]> -- <!-- gone --><? gone > a < b <3 举国体制
مقاومة 👩‍🔬 é <pre>
 first
  second	tab</pre><textarea>
<b>&amp;</textarea>
END
printf '<!doctype HTML>\r\n<!-- x -->\r\n<HTML LANG=ar DIR=rtl>\r\n<HEAD><TITLE>a</TITLE><STYLE>p > i { }</STYLE></HEAD>\r\n<BODY CLASS=x>a\r\nb\001c\013d\302\205e\377f' >in/controls.html
run 0 "$COLOPHON" build -s "$root" -o site
cp site/index.html in/home.html
find site/essays site/topics site/lists site/versions -name index.html | sort | head -n 60 | awk '{ printf "cp %s in/site-%d.html\n", $0, NR }' | sh
cp -r "$root/tests/epub/hard" hard
run 0 "$COLOPHON" build -s hard -o hard-site
find hard-site/essays -name index.html | sort | awk '{ printf "cp %s in/hard-%d.html\n", $0, NR }' | sh
set -- in/*.html
run 0 "$to_xhtml" out "$@"
run 0 xmllint --noout out/*.xhtml
expect "each is a page" sh -c 'for f in out/*.xhtml; do head -c 160 "$f" | grep -q "<html xmlns=" || exit 1; done'

need_browser
# What is not the same on purpose: comments without an end are shown, elements that XML cannot name are not there.
rm in/asides.html in/names.html in/quote-without-end.html
set -- in/*.html
run 0 "$to_xhtml" out "$@"
node "$here/xhtml.mjs" "$browser" out "$@" >.looked 2>&1
grep -v '^ok ' .looked
expect "the browser has looked at everything" test "$(grep -c '^ok ' .looked)" -eq $#
finish
