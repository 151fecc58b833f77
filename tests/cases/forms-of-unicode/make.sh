#!/bin/sh
# Names as a Mac files them (NFD), references as people type them (NFC); and the other way round.
mkdir -p content/essays content/media
printf "title: A reader\nbase_url: https://reader.example/\n" >content/site.yaml
printf '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>' >"content/media/$(printf 'Cafe\314\201.svg')"
printf -- '---\ntitle: R\ntopics: [Caf\303\251]\n---\n\nText.\n' >"content/essays/$(printf 're\314\201sume\314\201.md')"
printf -- '---\ntitle: A\ntopics: [Cafe\314\201]\n---\n\n![Menu](../media/Caf\303\251.svg), [another](r\303\251sum\303\251.md), ![again](/media/Caf%%C3%%A9.svg).\n' >content/essays/a.md
printf -- '---\ntitle: B\nslug: mun\314\203oz\n---\n\nText.\n' >content/essays/b.md
printf -- '---\ntitle: C\n---\n\nSee [[mu\303\261oz]] and [[mun\314\203oz]].\n' >content/essays/c.md
