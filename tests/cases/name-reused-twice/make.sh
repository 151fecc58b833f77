mkdir -p content/essays
printf 'title: T\nbase_url: https://reader.example.org/\neditions: [ed/*]\n' >content/site.yaml
printf '%s\n' '---' 'title: First' '---' '' 'The plover nests on the shingle above the tide.' '' 'It is seldom seen there in winter.' >content/essays/a.md
printf '.colophon\nsite\n' >.gitignore
git init -q -b main .
git add -A && git commit -qm 'One' && git tag ed/1
# Moved and rewritten at once, and another text takes the name, which then goes.
printf '%s\n' '---' 'title: First' 'access: summary' 'summary: Of birds.' '---' '' 'Nests are rare now.' '' 'It is seldom seen there in winter.' >content/essays/b.md
printf '%s\n' '---' 'title: Second' '---' '' 'Another text stands here now, of mills and their owners.' >content/essays/a.md
git add -A && git commit -qm 'Two'
git rm -q content/essays/a.md && git commit -qm 'Three'
