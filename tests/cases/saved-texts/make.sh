mkdir -p content/media content/essays content/sources/more assets
printf 'title: T\nbase_url: https://x.example/\n' >content/site.yaml
printf -- '---\ntitle: A plain text\nauthor: CANARY Author\nurl: https://x.example/plain\n---\nThe river is wide, CANARY, and there is no ferry.\n' >content/sources/plain.txt
printf -- '---\ntitle: A text\n---\n\n## CANARY heading\n\nThe [[canary-reference]] is <blink>CANARY</blink> wide, and ![](CANARY.png) there is no ferry.\n' >content/sources/text.md
printf 'CANARY without fields\n' >content/sources/more/bare.txt
ln -s ../sources/plain.txt content/media/plain.txt
ln -s ../sources content/media/folder
ln -s ../sources/text.md content/essays/link.md
ln -s ../content/sources/plain.txt assets/plain.txt
cat >content/essays/a.md <<'END'
---
title: A
date: 2024-01-01
---

It quotes.

> The river is wide … and there is no ferry.
>
> — [[source:plain]]

> and … there is no ferry
>
> — [[source:text]]
END
git init -q -b main
git add -A
git commit -qm First
git tag edition/1
echo 'editions: [edition/*]' >>content/site.yaml
git commit -qam Second
