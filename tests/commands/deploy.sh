#!/bin/sh
# colophon deploy: the site of a commit on a branch of a remote, and nothing of anybody else's is lost.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

unset COLOPHON_PUBLISHED
# begin NAME: a committed reader NAME with an empty remote NAME.git.
begin() {
    make_reader "$1"
    printf '/site/\n/.colophon/\n' >"$1/.gitignore"
    commit_all "$1" "Begin"
    git init -q --bare "$1.git"
    git -C "$1" remote add origin "file://$work/$1.git"
}
tip() { git -C "$1.git" rev-parse -q --verify "refs/heads/${2:-pages}"; }
on_branch() { git -C "$1.git" show "${3:-pages}:$2"; }
files_of() { git -C "$1.git" ls-tree -r --name-only pages; }
edit() { printf '\n%s\n' "$2" >>"$1/content/pages/about.md" && git -C "$1" commit -qam "Edit"; }
# checkout NAME: what is on the branch, in NAME.out.
checkout() { rm -rf "$1.out" && mkdir "$1.out" && git -C "$1.git" archive pages | tar -xC "$1.out"; }
# push_as_other NAME COMMANDS: somebody else's commit on the branch.
push_as_other() {
    rm -rf other && git clone -q -b pages "$1.git" other && (cd other && eval "$2" && git add -A && git commit -qm "By hand" && git push -q)
}

# A first time.
begin r
run 0 "$COLOPHON" deploy -s r
said '^Published [0-9]+ pages \([0-9]+ changed\) in '
told '^pages of origin is at [0-9a-f]{10}$'
checkout r
run 0 "$COLOPHON" verify -s r -o r.out
run 0 "$COLOPHON" verify -s r -o r.out --allow x
run 0 "$COLOPHON" build -s r
rm r.out/.colophon-manifest
same_tree "the branch has what build writes" r/site r.out
expect "there is .nojekyll" git -C r.git cat-file -e pages:.nojekyll
expect "the manifest says what it is" sh -c "git -C r.git show pages:.colophon-manifest | head -n 1 | grep -qx '# colophon manifest 1'"
files_of r | grep -v colophon-manifest >files
on_branch r .colophon-manifest | grep -v '^#' >owned
same "and names the files" files owned
expect "the commit names its source" test "$(git -C r.git log -1 --format='%(trailers:key=Source,valueonly)' pages)" = "$(git -C r rev-parse HEAD)"
expect "it is the user's" test "$(git -C r.git log -1 --format=%an%ae pages)" = 'Ada Editorada@example.org'
expect "the reader's repository is as it was" test -z "$(git -C r for-each-ref | grep -v refs/heads/main)$(git -C r config --get-regexp promisor)$(ls r/.git/shallow 2>/dev/null)"
expect "git ignores what is made" test -z "$(git -C r status --porcelain)"
expect "git finds no fault with the branch" git -C r.git fsck --strict

# The same again; an edit; a page that goes, by a redirect.
before=$(tip r)
run 0 "$COLOPHON" deploy -s r
said '^Nothing to publish: [0-9]+ pages \(0 changed\) in '
expect "nothing was published" test "$(tip r)" = "$before"
edit r "More."
run 0 "$COLOPHON" deploy -s r -v
told '^about/index\.html$'
expect "the past stays" test "$(git -C r.git rev-parse pages^)" = "$before"
expect "the edit is there" sh -c "git -C r.git show pages:about/index.html | grep -q 'More\.'"
git -C r mv content/essays/second.md content/essays/answer.md && git -C r commit -qm "Rename"
run 0 "$COLOPHON" deploy -s r
checkout r
"$COLOPHON" build -q -s r
rm r.out/.colophon-manifest
same_tree "a renamed page" r/site r.out

# What build does is its own matter.
stamp r/site >"$work/before"
edit r "Still more."
run 0 "$COLOPHON" deploy -s r
stamp r/site >"$work/after"
same "site/ is as it was" "$work/before" "$work/after"

# Before: -n.
edit r "Much more."
before=$(tip r)
run 0 "$COLOPHON" deploy -s r -n
said '^about/index\.html$'
said '^Would publish [0-9]+ pages \([1-9][0-9]* changed\)'
expect "nothing was pushed" test "$(tip r)" = "$before"
run 0 "$COLOPHON" deploy -s r -q
expect "quiet" test ! -s "$out" -a ! -s "$err"
run 0 "$COLOPHON" deploy -s r --json
said '^\{"reason":"result","pages":[0-9]+,"changed":0,.*"commit":"[0-9a-f]{40}"'
expect "the commit is the tip" grep -q "$(tip r)" "$out"

# What is in no commit.
echo 'Loose.' >>r/content/pages/about.md
run 2 "$COLOPHON" deploy -s r
told 'error\[E430\]: the reader is not as it was committed: content/pages/about\.md'
run 0 "$COLOPHON" deploy -s r -r HEAD
said '^Nothing to publish'
run 0 "$COLOPHON" deploy -s r --dirty
expect "it is published" sh -c "git -C r.git show pages:about/index.html | grep -q 'Loose\.'"
expect "and the commit says so" git -C r.git log -1 --grep='^Uncommitted-Changes: yes' --format=%s pages
git -C r checkout -q content
printf '%s\n' '---' 'title: New' '---' '' 'New.' >r/content/pages/new.md
run 2 "$COLOPHON" deploy -s r
told 'error\[E430\]: the reader has files that are in no commit'
rm r/content/pages/new.md
run 0 "$COLOPHON" deploy -s r

# Others' files stay.
push_as_other r 'echo reader.example.org >CNAME; mkdir -p .well-known/x previews/1; echo a >.well-known/x/a; echo p >previews/1/index.html; ln -s CNAME link; echo "#!/bin/sh" >run; chmod +x run'
edit r "After CNAME."
run 0 "$COLOPHON" deploy -s r
told 'note\[W435\]: the last commit of the branch, "By hand", was not made by colophon deploy'
told '; 5 files there that are not Colophon.s stay$'
for path in CNAME .well-known/x/a previews/1/index.html link run; do
    expect "$path stays" git -C r.git cat-file -e "pages:$path"
done
expect "with its mode" test "$(git -C r.git ls-tree pages link run | cut -c1-6 | tr '\n' ' ')" = '120000 100755 '
# A file of the site that was changed or removed there becomes the site's again.
push_as_other r 'echo changed >about/index.html; rm 404.html'
run 0 "$COLOPHON" deploy -s r -v
told '^404\.html$'
expect "about is the site's again" sh -c "git -C r.git show pages:about/index.html | grep -q 'After CNAME'"
expect "git keeps what it was" test "$(git -C r.git show pages^:about/index.html)" = changed

# What stands in the way.
printf '%s\n' '---' 'title: Previews' '---' '' 'They are here.' >r/content/pages/run.md
commit_all r "A page in the place of a file"
before=$(tip r)
run 3 "$COLOPHON" deploy -s r
told '^run: error\[E432\]: on the branch is not Colophon.s, and in the place of run/index\.html of the site$'
expect "nothing was published" test "$(tip r)" = "$before"
git -C r reset -q --hard HEAD^
run 0 "$COLOPHON" deploy -s r

# --fresh, once and again.
run 0 "$COLOPHON" deploy -s r --fresh
expect "one commit" test "$(git -C r.git rev-list --count pages)" = 1
expect "with the others' files" git -C r.git cat-file -e pages:CNAME
run 0 "$COLOPHON" deploy -s r --fresh
said '^Nothing to publish'
edit r "After that."
run 0 "$COLOPHON" deploy -s r
expect "two commits" test "$(git -C r.git rev-list --count pages)" = 2

# --keep: what was Colophon's and is no more.
mkdir -p r/content/media && echo 1 >r/content/media/a.bin && echo 2 >r/content/media/b.bin
commit_all r "Two files"
run 0 "$COLOPHON" deploy -s r
git -C r rm -q content/media/a.bin content/media/b.bin && git -C r commit -qm "Remove them"
run 1 "$COLOPHON" deploy -s r
told '^pages:addresses\.txt:[0-9]+:1: error\[E420\]'
run 0 "$COLOPHON" deploy -s r --published none --keep 'media/a.*,x/'
expect "one stays" git -C r.git cat-file -e pages:media/a.bin
expect_not "one goes" git -C r.git cat-file -e pages:media/b.bin
run 0 "$COLOPHON" deploy -s r
expect "and stays without being named" git -C r.git cat-file -e pages:media/a.bin

# The contract is the branch's: also where another machine published, and beside a lock.
begin c
mkdir -p c/content/media && echo 1 >c/content/media/a.bin
commit_all c "A file"
run 0 "$COLOPHON" deploy -s c
git clone -q c c2 && git -C c2 remote set-url origin "file://$work/c.git"
git -C c2 rm -q content/media/a.bin && git -C c2 commit -qm "Remove it"
before=$(tip c)
run 1 "$COLOPHON" deploy -s c2
told '^pages:addresses\.txt:[0-9]+:1: error\[E420\].*/media/a\.bin'
expect "nothing was published" test "$(tip c)" = "$before"
printf '# nothing\n' >c2/content/addresses.lock
commit_all c2 "An empty lock"
run 1 "$COLOPHON" deploy -s c2
told '^pages:addresses\.txt:[0-9]+:1: error\[E420\].*/media/a\.bin'
printf '/media/a.bin: {reason: "withdrawn"}\n' >c2/content/gone.yaml
commit_all c2 "Say so"
run 0 "$COLOPHON" deploy -s c2

# Two writers. The second finds that the branch moved, and tries again; an older commit does not replace a newer one.
begin w
run 0 "$COLOPHON" deploy -s w
cat >w/.git/hooks/pre-push <<'END_OF_HOOK'
#!/bin/sh
unset GIT_DIR
[ -e "$COLOPHON_TEST_ONCE" ] || exit 0
rm "$COLOPHON_TEST_ONCE"
git clone -q -b pages "$2" "$COLOPHON_TEST_ONCE.clone" && cd "$COLOPHON_TEST_ONCE.clone" || exit 1
echo other >by-other && git add by-other && git commit -qm "Meanwhile" && git push -q
END_OF_HOOK
chmod +x w/.git/hooks/pre-push
edit w "One."
touch once
run 0 env COLOPHON_TEST_ONCE="$work/once" "$COLOPHON" deploy -s w
told 'somebody else published meanwhile: trying again'
expect "both are there" git -C w.git cat-file -e pages:by-other
expect "and this one" sh -c "git -C w.git show pages:about/index.html | grep -q 'One\.'"
expect "one after the other" test "$(git -C w.git log --format=%s pages | cut -c1-7 | tr '\n' ' ')" = 'Publish Meanwhi Publish '
rm w/.git/hooks/pre-push
# Also where the other has finished before git begins to push, which --force would not see.
mkdir bin && cat >bin/git <<'END_OF_PROGRAM'
#!/bin/sh
case " $* " in *' push '*)
    if [ -e "$COLOPHON_TEST_ONCE" ]; then
        rm "$COLOPHON_TEST_ONCE"
        (cd "$COLOPHON_TEST_ONCE.just" && env -u GIT_ALTERNATE_OBJECT_DIRECTORIES sh -c '
            "$0" pull -q --ff-only && echo more >>by-other && "$0" commit -qam "Just before" && "$0" push -q' "$COLOPHON_TEST_GIT")
    fi ;;
esac
exec "$COLOPHON_TEST_GIT" "$@"
END_OF_PROGRAM
chmod +x bin/git
git clone -q -b pages w.git once.just
edit w "One more."
touch once
run 0 env PATH="$work/bin:$PATH" COLOPHON_TEST_GIT="$(command -v git)" COLOPHON_TEST_ONCE="$work/once" "$COLOPHON" deploy -s w
told 'somebody else published meanwhile: trying again'
expect "what came just before is there" test "$(on_branch w by-other | tail -n 1)" = more
cat >w/.git/hooks/pre-push <<'END_OF_HOOK'
#!/bin/sh
unset GIT_DIR
git -C "$COLOPHON_TEST_CLONE" commit -q --allow-empty -m "Always" && git -C "$COLOPHON_TEST_CLONE" push -q -f
END_OF_HOOK
chmod +x w/.git/hooks/pre-push
git clone -q -b pages w.git always
edit w "Two."
run 3 env COLOPHON_TEST_CLONE="$work/always" "$COLOPHON" deploy -s w
told 'error\[E434\]: pages of origin was changed by somebody else each of the 3 times'
rm w/.git/hooks/pre-push
run 0 "$COLOPHON" deploy -s w
git clone -q w newer && git -C newer remote set-url origin "file://$work/w.git"
cat >w/.git/hooks/pre-push <<'END_OF_HOOK'
#!/bin/sh
exec "$COLOPHON_TEST_PROGRAM" deploy -q -s "$COLOPHON_TEST_NEWER"
END_OF_HOOK
chmod +x w/.git/hooks/pre-push
edit w "Three."
git -C newer pull -q "$work/w" main && edit newer "Four."
tried=$(tip w)
run 3 env COLOPHON_TEST_PROGRAM="$COLOPHON" COLOPHON_TEST_NEWER="$work/newer" "$COLOPHON" deploy -s w
told 'error\[E434\]: somebody published while this ran: what is published was made of [0-9a-f]{10}, which is not in this repository$'
git -C w.git update-ref refs/heads/pages "$tried" && git -C w fetch -q ../newer main
run 0 env COLOPHON_TEST_PROGRAM="$COLOPHON" COLOPHON_TEST_NEWER="$work/newer" "$COLOPHON" deploy -s w
told 'somebody has published [0-9a-f]{10} meanwhile, which is newer: nothing was changed'
expect "the newer one stands" sh -c "git -C w.git show pages:about/index.html | grep -q 'Four\.'"
rm w/.git/hooks/pre-push
run 0 "$COLOPHON" deploy -s w
told 'note: what is published was made of [0-9a-f]{10}, which is newer'

# At once, from one folder and from two.
run 0 "$COLOPHON" deploy -s newer
edit w "Five." && git -C newer pull -q --no-rebase -X theirs "$work/w" main
git -C w fetch -q ../newer main
("$COLOPHON" deploy -q -s w; echo $? >one) & ("$COLOPHON" deploy -q -s newer; echo $? >two) & ("$COLOPHON" deploy -q -s newer; echo $? >three) &
wait
expect "all are done" test "$(cat one two three | tr '\n' ' ')" = '0 0 0 '
expect "the newer is published" test "$(git -C w.git log -1 --format='%(trailers:key=Source,valueonly)' pages)" = "$(git -C newer rev-parse HEAD)"

# What is refused: the branch that the reader is on, one with a source, one of somebody else's.
begin s
run 2 "$COLOPHON" deploy -s s --branch main
told 'error\[E430\]: the branch main is the one that the reader is on'
git -C s push -q origin main
run 2 "$COLOPHON" deploy -s s --branch main
told 'error\[E430\]: the branch main holds the source of a reader, content/'
run 2 "$COLOPHON" deploy -s s --branch main --adopt
told 'error\[E430\]: the branch main holds the source of a reader, content/'
expect "the source is there" git -C s.git cat-file -e main:content/site.yaml
git init -q -b pages site.by-other && echo old >site.by-other/index.html && echo x.org >site.by-other/CNAME
mkdir site.by-other/img && echo 1 >site.by-other/img/a.png && echo 2 >site.by-other/old.html
commit_all site.by-other "Another generator" && git -C site.by-other push -q "$work/s.git" pages
before=$(tip s)
run 2 "$COLOPHON" deploy -s s
told 'error\[E430\]: the branch pages of origin was not written by colophon deploy'
run 0 "$COLOPHON" deploy -s s --adopt -n
said '^old\.html \(removed\)$'
expect "nothing was pushed" test "$(tip s)" = "$before"
run 0 "$COLOPHON" deploy -s s --adopt --keep img/
expect "CNAME stays" git -C s.git cat-file -e pages:CNAME
expect "so does what was named" git -C s.git cat-file -e pages:img/a.png
expect_not "the rest goes" git -C s.git cat-file -e pages:old.html
expect "and is in the past" git -C s.git cat-file -e pages^:old.html
run 0 "$COLOPHON" deploy -s s --adopt
said '^Nothing to publish'
push_as_other s 'echo "../../x" >>.colophon-manifest'
before=$(tip s)
run 3 "$COLOPHON" deploy -s s
told '^\.colophon-manifest: error\[E433\]: line [0-9]+ of the branch.s cannot be read'
expect "nothing was published" test "$(tip s)" = "$before"

# No reader's repository, no remote, no branch of that name, no server, and a server that refuses.
make_reader n
run 2 "$COLOPHON" deploy -s n
told 'error\[E430\]: the reader is in no git repository'
git -C n init -q -b main
run 2 "$COLOPHON" deploy -s n
told 'error\[E430\]: the reader has no commit yet'
commit_all n "Begin"
run 2 "$COLOPHON" deploy -s n
told 'error\[E430\]: the repository has no remote "origin"'
git -C n remote add origin "file://$work/nowhere.git"
run 3 "$COLOPHON" deploy -s n
told 'error\[E431\]: origin cannot be asked: .*nowhere\.git'
run 2 "$COLOPHON" deploy -s n --branch 'a..b'
told 'error\[E430\]: "a\.\.b" cannot be the name of a branch'
git init -q --bare n.git && printf '#!/bin/sh\necho "this branch is protected" >&2\nexit 1\n' >n.git/hooks/pre-receive && chmod +x n.git/hooks/pre-receive
run 3 "$COLOPHON" deploy -s n --remote "$work/n.git"
told 'error\[E431\]: git could not push to .*this branch is protected.*pre-receive hook declined'
expect_not "there is no branch" tip n
rm n.git/hooks/pre-receive
(cd n && run 0 "$COLOPHON" deploy --remote ../n.git --branch gh-pages)
expect "an address will do" tip n gh-pages
expect_not "the remote is not asked for more" test -e n/.git/FETCH_HEAD

# From a hook, whose repository is another one; a linked work directory; a bare repository; a shallow clone.
begin h
(cd h.git && run 0 env GIT_DIR="$work/h.git" GIT_INDEX_FILE=/nowhere GIT_OBJECT_DIRECTORY="$work/h.git/objects" "$COLOPHON" deploy -s "$work/h")
expect "the repository is the reader's" tip h
git -C h worktree add -q ../h.linked -b linked && edit h.linked "Linked."
run 0 "$COLOPHON" deploy -s h.linked
expect "it is published" sh -c "git -C h.git show pages:about/index.html | grep -q 'Linked\.'"
git clone -q --bare h.linked bare.git && git -C bare.git remote set-url origin "file://$work/h.git"
run 0 "$COLOPHON" deploy -s bare.git -r linked
said '^Nothing to publish'
(cd bare.git && run 0 "$COLOPHON" deploy -r main)
expect_not "it is as main has it" sh -c "git -C h.git show pages:about/index.html | grep -q 'Linked\.'"
git clone -q --depth 1 -b linked "file://$work/h.linked" shallow && git -C shallow remote set-url origin "file://$work/h.git"
run 0 "$COLOPHON" deploy -s shallow --published none
git -C h config core.autocrlf true && git -C h.git config uploadpack.allowFilter true
printf '*.txt text eol=crlf\n' >h/.gitattributes && commit_all h "Ends of lines"
rm -rf h/.colophon
run 0 "$COLOPHON" deploy -s h
expect "without the bytes of old files" sh -c "test -n \"\$(git -C h/.colophon/deploy/branch rev-list --objects --missing=print pages | grep '^?')\""
checkout h
rm -r h/site 2>/dev/null
"$COLOPHON" build -q -s h
rm h.out/.colophon-manifest
same_tree "line ends are the site's own" h/site h.out

# The shelf may be missing, half done, or grown.
begin d
run 0 "$COLOPHON" deploy -s d
touch d/.colophon/deploy/branch/unfinished d/.colophon/deploy/branch/shallow.lock
edit d "One."
run 0 "$COLOPHON" deploy -s d
rm -rf d/.colophon/deploy/branch
edit d "Two."
run 0 "$COLOPHON" deploy -s d
for i in $(seq 60); do : >"d/.colophon/deploy/branch/objects/pack/pack-$i.pack"; done
edit d "Three."
run 0 "$COLOPHON" deploy -s d
expect "it was begun anew" test "$(find d/.colophon/deploy/branch/objects/pack -name '*.pack' | wc -l)" -lt 5
rm -rf d/.colophon
git -C d config user.useConfigOnly true
run 0 env -u GIT_AUTHOR_NAME -u GIT_AUTHOR_EMAIL -u GIT_COMMITTER_NAME -u GIT_COMMITTER_EMAIL "$COLOPHON" deploy -s d --fresh
expect "where nobody has a name it is the program's" test "$(git -C d.git log -1 --format='%an <%ae>' pages)" = 'Colophon <colophon@localhost>'

# Errors of the content publish nothing.
printf '%s\n' '---' 'title: Bad' '---' '' '[[nothing]]' >d/content/pages/bad.md
commit_all d "Bad"
before=$(tip d)
run 1 "$COLOPHON" deploy -s d
told 'error\[E100\]'
told '^Published nothing in '
expect "nothing was published" test "$(tip d)" = "$before"
git -C d rm -q content/pages/bad.md && git -C d commit -qm "Good"

# A line of progress is for a terminal alone.
if command -v script >/dev/null; then
    edit d "Seen."
    env TERM=xterm script -qec "$COLOPHON deploy -s d" /dev/null >"$out" 2>&1 </dev/null
    for words in "asking origin" "writing the commit" "pushing to origin"; do
        expect "it says: $words" grep -q "$words" "$out"
    done
    before=$(tip d)
fi

# An interrupt ends git, too.
printf '#!/bin/sh\necho $$ >"%s/hook.pid"\nexec sleep 60\n' "$work" >d/.git/hooks/pre-push && chmod +x d/.git/hooks/pre-push
edit d "Four."
"$COLOPHON" deploy -s d >"$out" 2>"$err" &
process=$!
for i in $(seq 100); do [ -s hook.pid ] && break; sleep 0.1; done
kill -TERM $process
wait $process
expect "status 130" test $? = 130
told 'interrupted while git pushed; the branch is as it was, or has the new site'
expect "nothing was published" test "$(tip d)" = "$before"
rm d/.git/hooks/pre-push
run 0 "$COLOPHON" deploy -s d

# By a real sshd on this machine.
sshd=$(command -v sshd || ls /usr/sbin/sshd 2>/dev/null)
if [ -n "$sshd" ] && command -v ssh-keygen >/dev/null; then
    mkdir ssh && chmod 700 ssh
    ssh-keygen -q -t ed25519 -N '' -f ssh/host && ssh-keygen -q -t rsa -b 2048 -N '' -f ssh/user && ssh-keygen -q -t ed25519 -N '' -f ssh/stranger
    cp ssh/user.pub ssh/authorized && chmod 600 ssh/authorized
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    printf '%s\n' "Port $port" 'ListenAddress 127.0.0.1' "HostKey $work/ssh/host" "AuthorizedKeysFile $work/ssh/authorized" \
        "PidFile $work/ssh/pid" 'StrictModes no' 'UsePAM no' 'PasswordAuthentication no' 'KbdInteractiveAuthentication no' >ssh/config
    [ "$(id -u)" -eq 0 ] && mkdir -p /run/sshd
    "$sshd" -f "$work/ssh/config" -E "$work/ssh/log"
    for i in $(seq 50); do [ -s ssh/pid ] && break; sleep 0.1; done
    ssh_with() { echo "ssh -i $work/ssh/$1 -o IdentitiesOnly=yes -o UserKnownHostsFile=$work/ssh/known -o StrictHostKeyChecking=accept-new -o BatchMode=yes -F none"; }
    begin l
    git -C l remote set-url origin "ssh://$(id -un)@127.0.0.1:$port$work/l.git"
    run 0 env GIT_SSH_COMMAND="$(ssh_with user)" "$COLOPHON" deploy -s l
    expect "by ssh, with an RSA key" tip l
    edit l "By ssh."
    git -C l config core.sshCommand "$(ssh_with user)"
    run 0 "$COLOPHON" deploy -s l
    expect "with the command of the repository's settings" test "$(git -C l.git rev-list --count pages)" = 2
    git -C l config core.sshCommand "$(ssh_with stranger)"
    edit l "By a stranger."
    run 3 "$COLOPHON" deploy -s l
    told 'error\[E431\]: origin cannot be asked: .*Permission denied \(publickey\)'
    kill "$(cat ssh/pid)"
else
    skip "there is no sshd (Debian: openssh-server): deploy by ssh"
fi
finish
