mkdir -p content/essays
printf 'title: T\nbase_url: https://reader.example.org/\neditions: [ed/*]\n' >content/site.yaml
printf '%s\n' '---' 'title: First of birds' '---' '' 'The plover nests on the shingle above the tide.' '' 'It is seldom seen there in winter.' >content/essays/a.md
printf '.colophon\nsite\n' >.gitignore
git init -q -b main .
git add -A && git commit -qm 'One' && git tag ed/1
printf '%s\n' '---' 'title: Second of birds' '---' '' 'Nests are rare now, and few have looked for them.' '' 'Nobody counts what is left.' >content/essays/a.md
git commit -qam 'Two'
git mv content/essays/a.md content/essays/b.md
sed -i '2a draft: true' content/essays/b.md
printf '%s\n' '---' 'title: Mills' '---' '' 'Another text stands here now, of mills and their owners.' >content/essays/a.md
git add -A && git commit -qm 'Three'
