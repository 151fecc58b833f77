git init -q -b main .
mkdir -p content/essays content/media
printf 'title: A reader\nbase_url: https://reader.example/\n' >content/site.yaml
printf '*.md text eol=crlf ident\n*.svg text eol=crlf\nwide.md working-tree-encoding=UTF-16\nlatin.md working-tree-encoding=ISO-8859-1\n' >.gitattributes
printf -- '---\ntitle: A\n---\n\nVersion $%s$ of it.\n' Id >content/essays/a.md
printf -- '---\ntitle: Wide\n---\n\nÜber.\n' | iconv -f UTF-8 -t UTF-16 >content/essays/wide.md
printf -- '---\ntitle: Latin\n---\n\nÜber.\n' | iconv -f UTF-8 -t ISO-8859-1 >content/essays/latin.md
printf '<svg xmlns="http://www.w3.org/2000/svg"\nwidth="1" height="1"/>\n' >content/media/a.svg
git add -A && git commit -qm One
rm -r content && git checkout -q .
