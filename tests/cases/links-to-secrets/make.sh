mkdir -p content/essays/_drafts content/media assets
printf 'title: T\nbase_url: https://x.example/\n' >content/site.yaml
printf -- '---\ntitle: A\n---\n\nWords.\n' >content/essays/a.md
git init -q -b main
mkdir -p layouts/parts notes
echo CANARY >.env
echo CANARY >notes/n.txt
git config http.extraheader CANARY
printf -- '---\ntitle: B\n---\n\nCANARY\n' >content/essays/_drafts/held.md
echo inside >content/media/real.txt
cd content/media
ln -s real.txt inside.txt
ln -s inside.txt again.txt
ln -s ../../.git/config config.txt
ln -s config.txt through.txt
ln -s ../../.env dots.txt
ln -s /etc/passwd absolute.txt
ln -s ../../notes notes
ln -s ../../site site
ln -s ../essays/_drafts/held.md draft.txt
ln -s ../essays essays
ln -s ../.git/config ../../assets/token.js
ln -s ../../.env ../../layouts/parts/env.html
ln -s ../../.env ../essays/env.md
cd ../..
git add -A
git commit -q -m c
