mkdir -p content/essays
printf 'title: T\nbase_url: https://reader.example.org/\neditions: [ed/*]\n' >content/site.yaml
printf '%s\n' '---' 'title: First' '---' '' 'The plover nests on the shingle above the tide.' '' 'It is seldom seen there in winter.' >content/essays/a.md
printf '.colophon\nsite\n' >.gitignore
git init -q -b main .
git add -A && git commit -qm 'One' && git tag ed/1
printf '%s\n' '---' 'title: First' '---' '' 'The plover nests on the gravel above the tide.' '' 'It is seldom seen there in winter.' >content/essays/a.md
git commit -qam 'Two'
{ printf '%s\n' '---' 'title: First' 'access: summary' 'summary: Of birds.' '---' && sed 1,3d content/essays/a.md; } >content/essays/b.md
printf '%s\n' '---' 'title: Second' '---' '' 'Another text stands here now, of mills and their owners.' >content/essays/a.md
