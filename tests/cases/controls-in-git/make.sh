mkdir -p content/essays
printf 'title: T\nbase_url: https://x.example/\n' >content/site.yaml
git init -q -b main
printf -- '---\ntitle: A\n---\n\nWords.\n' >content/essays/a.md
git add -A
GIT_AUTHOR_NAME=$(printf 'Eve \302\23331m\342\200\256') git commit -q -m "$(printf 'subject \302\2332J\342\200\256\007 \342\201\246')"
printf -- '---\ntitle: A\n---\n\nOther words.\n' >content/essays/a.md
git commit -qam 'second'
