git init -q -b main .
mkdir -p content/essays content/pages
printf 'title: A reader\nbase_url: https://reader.example/\n' >content/site.yaml
printf -- '---\ntitle: A\n---\n\nText.\n' >content/essays/a.md
printf -- '---\ntitle: P\n---\n\nText.\n' >content/pages/p.md
git add -A && git commit -qm One
git sparse-checkout set --no-cone '/*' '!/content/pages/'
