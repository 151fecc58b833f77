#!/bin/sh
# What hangs is given up, what cannot be read is told and never taken for missing, and a signal ends the program at any moment.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# A repository with an edition whose commit is on no branch.
make_reader r
printf 'editions: [{tags: "ed/*"}]\n' >>r/content/site.yaml
printf 'site\n.colophon\n' >r/.gitignore
commit_all r One
git -C r checkout -q -b side && printf 'More.\n' >>r/content/essays/first.md && commit_all r Side && git -C r tag ed/1
git -C r checkout -q main && git -C r branch -q -D side
run 0 "$COLOPHON" build -s r
stamp r/site >before

# kept WHAT: the old site stands, and nothing else does.
kept() {
    stamp r/site >after
    same "$1: the old site stands" before after
    expect_not "$1: no litter" sh -c 'ls r/.colophon/site/stage r/.colophon/site/journal r/.colophon/site/remembered/new-*'
}

object_of() {
    id=$(git -C r rev-parse "$1")
    echo "r/.git/objects/$(echo "$id" | cut -c1-2)/$(echo "$id" | cut -c3-)"
}

# A loose object that ends early: of a commit, a tree, a file, the tag's commit.
for name in HEAD 'HEAD^{tree}' HEAD:content/essays ed/1 'ed/1^{tree}' ed/1:content/essays/first.md; do
    object=$(object_of "$name") id=$(git -C r rev-parse "$name")
    cp "$object" kept && chmod u+w "$object"
    head -c $(($(wc -c <kept) / 2)) kept >"$object"
    # What is remembered, and the site that stands, may make it needless to read the object.
    run 3 timeout 20 "$COLOPHON" build -s r -o fresh/site
    told "E304.*$id"
    expect_not "no site is begun" test -e fresh/site
    rm -rf fresh
    kept "$name cut short"
    rm -f "$object" && cp kept "$object"
done

# The commit of a tag is missing; the tag leads to no commit; its reference is damaged.
object=$(object_of ed/1) && mv "$object" kept
run 3 "$COLOPHON" build -s r
told 'error\[E304\]: cannot read the tag "ed/1"'
kept "a tag's commit is missing" && mv kept "$object"
git -C r tag ed/2 HEAD:content/site.yaml
run 2 "$COLOPHON" build -s r
told 'error\[E264\]: the tag "ed/2" leads to no commit'
kept "a tag leads to a file" && git -C r tag -d ed/2 >/dev/null
cp r/.git/refs/tags/ed/1 kept && printf 'garbage\n' >r/.git/refs/tags/ed/1
run 3 "$COLOPHON" build -s r
told 'error\[E303\]: .*ed/1'
kept "a tag's reference is damaged" && cp kept r/.git/refs/tags/ed/1

# A .git that is no repository, and one that is not meant to be one.
mv r/.git/HEAD kept
run 3 "$COLOPHON" build -s r
told 'error\[E303\]: .*\.git is damaged'
kept "no HEAD" && mv kept r/.git/HEAD
make_reader bare && mkdir bare/.git
run 0 "$COLOPHON" check -s bare

# What never answers: a pipe in the place of a file of git. It is given up, or ended by a signal.
mv r/.git/refs/heads/main kept && mkfifo r/.git/refs/heads/main
run 3 timeout 40 "$COLOPHON" build -s r
told 'error\[E310\]: '
kept "a pipe"
for signal in INT TERM HUP; do
    # A shell starts what it runs beside itself with interrupts ignored.
    python3 -c 'import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execvp(sys.argv[1], sys.argv[1:])' \
        "$COLOPHON" build -s r >"$out" 2>"$err" &
    build=$!
    until [ "$(cat /proc/$build/comm)" = colophon ]; do sleep 0.1; done
    sleep 1
    started=$(date +%s)
    kill -s $signal $build
    wait $build
    expect "SIG$signal: status 130" test $? -eq 130
    expect "SIG$signal: at once" test $(($(date +%s) - started)) -lt 8
    told '^interrupted; the old site was kept$'
    kept "SIG$signal"
done
rm r/.git/refs/heads/main && mv kept r/.git/refs/heads/main

# YAML that takes the square of its size, where the main process reads it.
make_reader y
python3 -c 'import sys; print("".join(f"%TAG !{i}! tag:x,{i}:\n" for i in range(250000)) + "---\ntitle: Y")' >y/content/site.yaml
run 1 timeout 40 "$COLOPHON" check -s y
told '^content/site.yaml: error\[E054\]: '

# An author that git would not write: the commit is shown as far as it can be read, and told, each time.
make_reader odd
commit_all odd One
for author in 'Ed <e@e 1200000000 +0000' 'Ed' 'Ed <' 'Ed e@e>' 'Ed <e@e>extra' 'Ed <e@e> 99999999999999999999 +0000' ''; do
    tree=$(git -C odd rev-parse 'HEAD^{tree}')
    commit=$(printf 'tree %s\n%s\ncommitter Ed <e@e> 1200000000 +0000\n\nold\n' "$tree" "${author:+author $author}" | sed '/^$/{2d;}' |
        git -C odd hash-object -t commit -w --literally --stdin)
    git -C odd update-ref refs/heads/main "$commit"
    run 0 "$COLOPHON" build -s odd
    told "warning\[W311\]: 1 commit .*$(echo "$commit" | cut -c1-10)"
    expect_not "no address is shown" grep -rq 'e@e' odd/site
done
run 0 "$COLOPHON" build -s odd
told 'warning\[W311\]: '

# More files than there may be, in an old commit; without a history it is not read.
make_reader bomb && printf '.colophon\nsite\n' >bomb/.gitignore
commit_all bomb One
python3 - <<'END'
import subprocess
def git(*words, data=None):
    return subprocess.run(["git", "-C", "bomb", *words], input=data, capture_output=True, check=True).stdout.decode().strip()
def tree(entries):
    return git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", data=b"".join(mode + b" " + name + b"\0" + bytes.fromhex(id) for mode, name, id in entries))
head, good = git("rev-parse", "HEAD"), git("rev-parse", "HEAD^{tree}")
for kind in ("files", "folders"):
    top = tree([(b"100644", b"%d.md" % i, git("rev-parse", "HEAD:content/index.md")) for i in range(10)] if kind == "files" else [])
    for _ in range(9):
        top = tree([(b"40000", b"%d" % i, top) for i in range(10)])
    bomb = git("commit-tree", "-m", "bomb", tree([(b"40000", b"content", tree([(b"40000", b"essays", top)]))]))
    git("update-ref", "refs/heads/" + kind, git("commit-tree", "-p", bomb, "-m", "good", good))
END
for kind in files folders; do
    git -C bomb symbolic-ref HEAD refs/heads/$kind
    run 3 timeout 60 sh -c 'ulimit -v 900000; exec "$0" build -s bomb' "$COLOPHON"
    told "error\[E304\]: cannot read the history at commit $(git -C bomb rev-parse HEAD): .*too many files or folders"
done
printf 'history: off\n' >>bomb/content/site.yaml
run 0 timeout 20 "$COLOPHON" build -s bomb
finish
