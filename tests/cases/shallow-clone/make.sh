git init -q -b main a
mkdir -p a/content/essays
printf 'title: T\neditions: {tags: v*}\n' >a/content/site.yaml
printf -- '---\ntitle: A\n---\n\nText.\n' >a/content/essays/a.md
git -C a add -A && git -C a commit -qm one
git -C a tag -a v1 -m One
echo More. >>a/content/essays/a.md && git -C a commit -qam two
git clone -q --no-tags --depth 1 "file://$PWD/a" b
