mkdir -p content/essays/_drafts
printf 'title: T\nbase_url: https://reader.example.org/\neditions: [ed/*]\n' >content/site.yaml
printf '.colophon\nsite\n' >.gitignore
git init -q -b main .
printf '%s\n' '---' 'title: Waders' '---' '' 'A heron was sketched.' '' 'It waits in the shallows for what swims by.' >content/essays/_drafts/waders.md
git add -A && git commit -qm 'Set aside'
git mv content/essays/_drafts/waders.md content/essays/waders.md
printf '%s\n' '---' 'title: Waders' 'draft: true' '---' '' 'A heron was painted.' '' 'It waits in the shallows for what swims by.' >content/essays/waders.md
git add -A && git commit -qm 'A draft' && git tag ed/1
printf '%s\n' '---' 'title: Waders' 'access: summary' 'summary: Of waders.' '---' '' 'The plover nests on the shingle.' '' 'It waits in the shallows for what swims by.' >content/essays/waders.md
git commit -qa -m 'Restricted' -m 'Restricted' && git tag ed/2
printf '%s\n' '---' 'title: Waders' 'open_past: true' '---' '' 'The avocet sweeps the mud.' '' 'It waits in the shallows for what swims by.' >content/essays/waders.md
git commit -qam 'Opened'
