mkdir -p content/essays/_drafts content/media assets
printf 'title: T\nbase_url: https://x.example/\n' >content/site.yaml
printf -- '---\ntitle: A\n---\n\nWords.\n' >content/essays/a.md
git init -q -b main
for name in content/media/id_rsa content/media/cert.pem content/media/.env content/media/old.txt~ assets/secret.key content/essays/key.pem \
    content/media/.a.swp content/media/Thumbs.db content/media/.DS_Store; do
    echo CANARY >$name
done
printf 'ignored.txt\n*.ignored\n' >.gitignore
echo plain >content/media/plain.txt
echo added >content/media/added.ignored
ln -s ignored.txt content/media/by-link.txt
git add -A
git add -f content/media/added.ignored
git commit -q -m c
echo CANARY >content/media/ignored.txt
