#!/bin/sh
# A clone of depth 1, as a host's build machine makes it: when its text was written is not known there.
git init -q from && mkdir -p from/content/essays
printf 'title: T\nbase_url: https://reader.example/\n' >from/content/site.yaml
printf -- '---\ntitle: A\n---\n\nText.\n' >from/content/essays/a.md
git -C from add -A && git -C from commit -q -m one
echo More. >>from/content/essays/a.md && git -C from commit -q -a -m two
git clone -q --depth 1 "file://$PWD/from" clone
mv clone/content clone/.git .
