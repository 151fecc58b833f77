mkdir -p content/essays
printf 'title: R\nbase_url: https://x.example/\n' >content/site.yaml
git init -q -b main
# AUTHOR FERRY MEADOW BREAD: boats.md has them in one paragraph
write() {
    printf -- '---\ntitle: Boats\n---\n\n%s\n%s\n%s\n' "$1" "$2" "$3" >content/essays/boats.md
    git add -A
}
# AUTHOR DAY SUBJECT
say() {
    GIT_AUTHOR_NAME=$1 GIT_AUTHOR_DATE=2024-01-0$2T00:00:00Z GIT_COMMITTER_DATE=2024-01-0$2T00:00:00Z git commit -q -m "$3"
}
ferry='The ferry leaves the northern quay at seven in the morning, every day but Sunday.'
late='An old boat waits for the last train, and then goes over with whoever is there.'
meadow='Between them lies the meadow, which nobody mows.'
bread='Bread is baked in the old mill and carried over the bridge before noon.'
cake='Nobody bakes there any more; cakes come by cart when it is dark.'
write "$ferry" "$meadow" "$bread" && say Ada 1 First
git checkout -q -b side
write "$ferry" "$meadow" "$cake" && say Ben 3 'Ben has cakes'
git checkout -q main
write "$late" "$meadow" "$bread" && say Ada 2 'Ada is late'
git merge -q --no-commit side && say Ada 4 'Join both'
git checkout -q -b again HEAD
write "$ferry" "$meadow" "$cake" && say Ben 6 'Ben is early'
git checkout -q main
write "$late" "$meadow" "$bread" && say Ada 5 'Ada has bread'
git merge -q --no-commit again >/dev/null
write "$ferry" 'Between them lies the wide meadow, which nobody has ever mown.' "$bread" && say Ada 7 'Join both and mow'
