mkdir -p content && printf "title: R\nbase_url: https://reader.example.org/\n" >content/site.yaml
mkdir -p content/essays
essay() { printf -- '---\ntitle: %s\n---\n%s of tea, which is long enough to be the same text.\n' "$1" "$2" >"content/essays/$1.md"; }
git init -q -b main
essay tea 'The first words'
essay milk 'The only words'
git add -A && git commit -q -m 'Editors say why to editors' -m 'The body says it to readers.' -m 'And more that is not shown.'
essay tea 'The second words'
git commit -q -a -m 'Another subject' -m 'Of no interest to readers.' -m 'Note: Its figures were
 wrong.
Co-authored-by: Ann Bee <ann@example.org>'
essay tea 'The third words'
git commit -q -a -m 'A third subject' -m 'Co-authored-by: Ann Bee <ann@example.org>'
git rm -q content/essays/milk.md && git commit -q -m 'A fourth subject' -m 'Note: Withdrawn at its author'"'"'s wish.'
