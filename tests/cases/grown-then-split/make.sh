mkdir -p content/essays
printf 'title: R\nbase_url: https://x.example/\n' >content/site.yaml
git init -q -b main
# say DAY: what is read becomes the essay's text. id WORDS: which id the line of the text has that has these words.
cat >say <<'EOF'
{ printf -- '---\ntitle: Boats\n---\n\n' && cat; } >content/essays/boats.md
git add content
GIT_AUTHOR_NAME=Ada GIT_AUTHOR_DATE=2024-01-0${1}T00:00:00Z GIT_COMMITTER_DATE=2024-01-0${1}T00:00:00Z git commit -q -m "Day $1"
EOF
cat >id <<'EOF'
sed -n '/class="prose/,/^<\/div>/p' site/essays/boats/index.html | sed 's/<span class="reworded".*<\/q>//' | grep -F -e "$1" | grep -o 'p-[2-9b-z]\{7\}' | sed -n 1p | grep .
EOF
printf 'A rope has two ends, and both are written in a book.\n\nAny rope may be cut by the mate alone.\n' | sh say 1
