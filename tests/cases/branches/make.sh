mkdir -p content/essays
printf 'title: R\nbase_url: https://x.example/\n' >content/site.yaml
git init -q -b main
# AUTHOR FERRY BREAD DAY SUBJECT
say() {
    printf -- '---\ntitle: Boats\n---\n\n%s\n\nBetween them lies the meadow, which nobody mows.\n\n%s\n' "$2" "$3" >content/essays/boats.md
    git add -A
    GIT_AUTHOR_NAME=$1 GIT_AUTHOR_DATE=2024-01-0$4T00:00:00Z GIT_COMMITTER_DATE=2024-01-0$4T00:00:00Z git commit -q -m "$5"
}
ferry='The ferry leaves the northern quay at seven in the morning, every day but Sunday.'
late='The ferry leaves the southern quay at eight in the evening, on Sundays only, and waits for the last train.'
bread='Bread is baked in the old mill and carried over the bridge before noon.'
say Ada "$ferry" "$bread" 1 First
git checkout -q -b side
say Ben "$ferry" 'Bread is baked in the new mill and carried over the bridge after noon.' 3 'Ben touches the bread only'
git checkout -q main
say Ada "$late" "$bread" 2 'Ada touches the ferry only'
say Ada "$late Dogs pay half." "$bread" 4 'Ada adds dogs'
GIT_AUTHOR_NAME=Ada GIT_AUTHOR_DATE=2024-01-05T00:00:00Z GIT_COMMITTER_DATE=2024-01-05T00:00:00Z git merge -q -m 'Merge side' side
