#!/bin/sh
# Lists that are too long for one page: nothing lost, nothing twice, and each part found from the next.
. "$(dirname "$0")/../lib.sh"

python3 "$here/many.py" many 600 12
run 0 "$COLOPHON" build -s many
expect "every entry stands once in each list, and parts are linked up, down, back and on" python3 "$here/parts.py" many
expect "no link or anchor is broken" python3 "$here/links.py" many/site https://many.example.org/
expect "the sitemap is valid" xmllint --noout --schema "$here/sitemap.xsd" many/site/sitemap.xml

checker=$root/tests/node_modules/vnu-jar/build/dist/vnu.jar
if command -v java >/dev/null && [ -f "$checker" ]; then
    java -jar "$checker" --skip-non-html --Werror --stdout many/site >judged 2>&1
    expect "the Nu HTML checker has nothing to say of $(find many/site -name '*.html' | wc -l) pages" test ! -s judged
else
    skip "the Nu HTML checker is not installed"
fi

run 0 "$COLOPHON" build -j 1 -s many -o "$work/alone"
same_tree "one worker makes the same" many/site alone

# A title's edit changes the parts that the essay stands in, the lists' own pages, and what shows its card, but no other part.
sed -i 's/^title: Essay number 7$/title: Essay number seven/' many/content/essays/e7.md
cp -r many/site before
run 0 "$COLOPHON" build -s many
diff -rq before many/site | sed -n 's/^Files before\/\(.*\)\/index.html and .*/\1/p' | grep -E '/(year|letter)/' >changed
expect "a title's edit changes $(wc -l <changed) parts, each of which shows the essay" sh -c \
    'test -s changed && while read -r part; do grep -q "Essay number seven" "many/site/$part/index.html" || exit 1; done <changed'

# The judge sees what is wrong.
cp -r many spoilt
part=$(grep -l 'rel="next"' spoilt/site/essays/year/2012/03/part/*/index.html | head -n 1)
sed -i '0,/class="entry-title"/s//class="entry-name"/' "$part"
expect_not "an entry that is lost is seen" python3 "$here/parts.py" spoilt
cp "many/${part#spoilt/}" "$part"
sed -i 's/<link rel="next"[^>]*>//' "$part"
expect_not "a chain that is broken is seen" python3 "$here/parts.py" spoilt

sed -i 's/^page_size: .*/page_size: 0/' many/content/site.yaml
run 0 "$COLOPHON" build -s many
expect "without a page_size nothing is in parts" sh -c '! find many/site -type d | grep -E "/(year|letter|part)$"'
expect "and all 600 essays stand on one page" test "$(grep -c 'class="entry-title"' many/site/essays/index.html)" -eq 600
run 2 sh -c 'sed -i "s/^page_size: .*/page_size: many/" many/content/site.yaml && "$0" check -s many' "$COLOPHON"
told 'site.yaml:3:12: error\[E004\]: page_size is a whole number from 0 to 100000'
finish
