mkdir -p content/essays
printf 'title: R\nbase_url: https://x.example/\n' >content/site.yaml
git init -q -b main
# DAY FIELDS WORDS
say() {
    printf -- '---\ntitle: Boats\n%s\n---\n\n%s\n' "$2" "$3" >content/essays/boats.md
    git add -A
    GIT_AUTHOR_DATE=2024-01-0$1T00:00:00Z GIT_COMMITTER_DATE=2024-01-0$1T00:00:00Z git commit -q -m "Day $1"
}
say 1 'topics: [Boats]' 'The ferry leaves the northern quay at seven in the morning.'
say 2 'topics: [Boats, Quays]' 'The ferry leaves the northern quay at seven in the morning.'
say 3 'topics: [Boats, Quays]' 'The ferry leaves the **northern** quay at seven in the morning.'
say 4 'topics: [Boats, Quays]' 'The ferry leaves the **southern** quay at seven in the morning.'
say 5 'topics: [Quays]' 'The ferry leaves the **southern** quay at seven in the morning.'
