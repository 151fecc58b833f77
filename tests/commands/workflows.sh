#!/bin/sh
# colophon init --ci: what each host would run, read by a program that knows that host's workflows, and what they call.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

tools=$root/tests/node_modules/.bin
workflow() {
    case $1 in
    github) echo .github/workflows/publish.yml ;;
    forgejo) echo .forgejo/workflows/publish.yml ;;
    gitlab) echo .gitlab-ci.yml ;;
    esac
}

# Forgejo's workflows are GitHub's in another folder. Neither tool may be silent about a key that does not exist.
read_workflow() {
    mkdir -p asked/.github/workflows && cp "$2" asked/.github/workflows/publish.yml && cp "$2" asked/.gitlab-ci.yml
    case $1 in
    gitlab) (cd asked && git init -q 2>/dev/null && HOME=$work "$tools/gitlab-ci-local" --list) ;;
    *) "$tools/action-validator" asked/.github/workflows/publish.yml ;;
    esac
}

for host in github gitlab forgejo; do
    case $host in gitlab) tool=gitlab-ci-local ;; *) tool=action-validator ;; esac
    run 0 "$COLOPHON" init --ci $host $host
    said "^$host/.ci/publish  .* where Colophon's sources are"
    file=$host/$(workflow $host)
    expect "$host has its workflow" test -s "$file"
    expect "the workflow is in the first commit" test -z "$(git -C $host status --porcelain)"
    expect "$host has that alone" test "$(find $host -name 'publish.yml' -o -name '.gitlab-ci.yml' | wc -l)" = 1
    run 0 "$COLOPHON" build --strict -s $host
    if [ -x "$tools/$tool" ] && command -v node >.which; then
        expect "$host's workflow is one" read_workflow $host "$file"
        sed 's/runs-on/run-on/; s/resource_group/resource_grou/' "$file" >wrong.yml
        expect_not "and $tool would see a wrong key" read_workflow $host wrong.yml
    else
        skip "nobody reads $host's workflow: $tool is not installed"
    fi
    expect "the whole history is fetched" grep -Eq 'fetch-depth: 0$|GIT_DEPTH: "0"$' "$file"
    expect "none is ended in the middle" grep -Eq 'cancel-in-progress: false|interruptible: false' "$file"
    expect "in Debian 12" grep -Eq '(container|image): (debian:12|node:22-bookworm)$' "$file"
    expect_not "nothing waits for a day" grep -Eq '^  schedule:|needs it' "$file"
    rm -rf asked
done

# A reader that is there gets the workflow alone; with a text that waits for a day, every night.
make_reader r
printf '%s\n' '---' 'title: Later' 'authors: [Ada Example]' 'date: 2020-01-01' 'access: {until: 2099-01-01}' '---' '' 'Words.' >r/content/essays/later.md
commit_all r One
for host in github gitlab forgejo; do
    rm -rf r/.ci
    run 0 "$COLOPHON" init --ci $host r
    told 'note: the folder is in a git repository: commit the new files there'
    expect "$host would build every night" grep -Eq '^  schedule:|needs it' "r/$(workflow $host)"
    run 2 "$COLOPHON" init --ci $host r
    told 'error\[E253\]'
done
expect "nothing of the reader is changed" git -C r diff --quiet
expect_not "and no example came" test -e r/content/essays/what-a-reader-is.md
printf '%s\n' '---' 'title: Broken' 'authors: [' '---' >broken.md
rm -rf r/.ci r/.gitlab-ci.yml && cp broken.md r/content/essays/
run 1 "$COLOPHON" init --ci gitlab r
expect_not "where the reader has errors nothing is written" test -e r/.gitlab-ci.yml
run 2 "$COLOPHON" init --ci gitea other
told '\-\-ci is none, github, gitlab or forgejo, not "gitea"'

# What the workflows call, with stand-ins for what installs.
run 1 sh gitlab/.ci/publish build --output public
told 'COLOPHON_REPOSITORY and COLOPHON_COMMIT at the top of .ci/publish are to be filled in'
mkdir bin sources && ln -s "$COLOPHON" bin/colophon
for name in apt-get make; do printf '#!/bin/sh\necho "%s $*" >>%s/called\n' $name "$work" >bin/$name; done
chmod +x bin/apt-get bin/make
git -C sources init -q && git -C sources commit -q --allow-empty -m Empty
commit=$(git -C sources rev-parse HEAD)
sed -i "s|^COLOPHON_REPOSITORY=.*|COLOPHON_REPOSITORY=file://$work/sources|; s|^COLOPHON_COMMIT=.*|COLOPHON_COMMIT=$commit|" gitlab/.ci/publish
run 0 env TMPDIR="$work" GIT_CONFIG_GLOBAL="$work/.gitconfig" PATH="$work/bin:$PATH" sh gitlab/.ci/publish build --output public
expect "the site is built" test -f gitlab/public/index.html
expect "it was installed" grep -q '^make .* install' called
finish
