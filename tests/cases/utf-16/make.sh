mkdir -p content/essays
printf 'title: T\n' >content/site.yaml
printf '\377\376T\000' >content/essays/a.md
