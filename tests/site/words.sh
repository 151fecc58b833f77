#!/bin/sh
# Every word of ours that a visitor reads stands in layouts/words: a language in which each is marked leaves none unmarked; each shipped
# language is whole, and dates, plurals and lists come out as it has them.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

export GIT_AUTHOR_NAME='Άννα' GIT_COMMITTER_NAME='Άννα'

# A reader that has no Latin letter of its own, and something of everything.
mkdir -p r/content/essays r/content/authors r/content/topics r/content/lists r/content/glossary r/content/pages r/layouts/words
python3 "$here/words.py" mark "$root/layouts/words/en.yaml" r/layouts/words/qaa.yaml
site() {
    cat >r/content/site.yaml <<END
title: Βιβλίο
subtitle: Τα κείμενα
description: Όλα
language: $1
base_url: https://x.example/
rights: Δικά μας
editors: [Άλφα, Βήτα]
page_size: $2
newest: 2
editions: {tags: edition/*}
repository: https://git.example/
END
}
essay() {
    name=$1
    shift
    printf '%s\n' --- "$@" --- "" "Πρώτη παράγραφος του κειμένου με αρκετές λέξεις ώστε να μετρηθεί." "" "Δεύτερη παράγραφος, [[ena|όπως εκεί]] και[^1]." "" \
        "## Τίτλος" "" "- [x] έτοιμο" "- [ ] όχι ακόμη" "" "Τρίτη παράγραφος που μένει πάντα ίδια." "" "[^1]: Σημείωση." >"r/content/essays/$name.md"
}
printf '%s\n' --- 'title: Αρχή' --- '' 'Καλώς ήρθατε.' >r/content/index.md
essay ena 'title: Ένα' 'authors: [Άλφα, Βήτα, Γάμμα]' 'topics: [Θέμα, Άλλο]' 'date: 2020-01-02' 'source: {publication: Εφημερίδα, pages: 1–2, url: https://x.example/1, retrieved: 2021-02-03}' \
    'text: precis' 'rights: Δικαιώματα' 'relations: {responds_to: [dyo], disputes: [pente]}' 'slug: ena'
essay dyo 'title: Δύο' 'authors: [Άλφα]' 'topics: [Θέμα]' 'date: 2020-03' 'variant_of: ena' 'variant: machine_translation' 'slug: dyo' 'text: excerpt' 'lang: ar'
essay tria 'title: Τρία' 'authors: [Βήτα]' 'topics: [Θέμα, Άλλο]' 'date: 2021' 'access: summary' 'summary: Περίληψη του κειμένου' 'slug: tria'
essay tessera 'title: Τέσσερα' 'topics: [Άλλο]' 'slug: tessera' 'aliases: [/old/]'
essay pente 'title: Πέντε' 'summary: Η πέμπτη παράγραφος με λίγα λόγια, για όσους δεν τη διάβασαν ακόμη.' 'authors: [Άλφα, Γάμμα]' 'topics: [Θέμα]' 'date: 2022-05-06' 'slug: pente'
printf '%s\n' --- 'name: Άλφα' 'slug: alfa' 'also_known_as: [Άλφ, Αλφ]' 'url: https://x.example/' --- 'Ζει.' >r/content/authors/alfa.md
printf '%s\n' --- 'name: Θέμα' 'slug: thema' 'also: [Θέματα]' 'narrower: [allo]' --- 'Περί, [[ena|αυτού]].' >r/content/topics/thema.md
printf '%s\n' --- 'name: Άλλο' 'slug: allo' 'see_also: [thema]' --- 'Κι άλλο.' >r/content/topics/allo.md
printf '%s\n' --- 'title: Κατάλογος' 'slug: katalogos' 'items: [ena, {essay: dyo, note: Σημείωση}, pente]' --- 'Με σειρά, [[pente|εκεί]].' >r/content/lists/katalogos.md
printf '%s\n' --- 'term: Όρος' 'slug: oros' 'also: [Όροι]' --- 'Εξήγηση.' >r/content/glossary/oros.md
printf '%s\n' '' 'Ο [[term:oros|όρος]] εδώ.' >>r/content/essays/pente.md
printf '%s\n' '' '| Έτος | Κασσίτερος | Χαλκός |' '|---|---|---|' '| 2019 | 12 | 7 |' '| 2020 | 14 | 9 |' '| 2021 | 13 | 8 |' '' '[chart: lines] Τιμές.' \
    '' '| Έτος | Χαλκός |' '|---|---|' '| 2019 | 7 |' >>r/content/essays/pente.md
printf '%s\n' --- 'title: Σελίδα' 'slug: selida' --- 'Κείμενο.' >r/content/pages/selida.md
site qaa 2
commit() { git -C r add -A && git -C r commit -q -m "$1"; }
git -C r init -q && commit 'Αρχή'
git -C r tag -a edition/1 -m 'Πρώτη'
sed -i 's/Δεύτερη παράγραφος/Η παράγραφος η δεύτερη που άλλαξε/' r/content/essays/ena.md r/content/essays/pente.md
sed -i '/^Πρώτη/d; s/^title: Ένα/title: Ένα και μόνο/; s/^date: 2020-01-02/date: 2020-01-03/' r/content/essays/ena.md
commit 'Αλλαγή'
git -C r mv content/essays/tessera.md content/essays/four.md && commit 'Μετακίνηση'
git -C r rm -q content/essays/tria.md && commit 'Απόσυρση'
printf '%s\n' '' 'Ακόμη μία.' >>r/content/essays/dyo.md

run 0 "$COLOPHON" build -s r -o out
expect "each page says of itself what no other says" python3 "$here/descriptions.py" 10 out
expect "no words touch that a style sheet would hold apart" python3 "$here/joined.py" out
expect "no word of ours is unmarked" python3 "$here/words.py" look out
run 0 "$COLOPHON" build -s r -o out
expect "nothing is made again where nothing changed" grep -q '(0 changed)' "$out"

# A changed word makes again what says it.
sed -i 's/^also-read: .*/also-read: "⟦Αλλιώς⟧"/' r/layouts/words/qaa.yaml
run 0 "$COLOPHON" build -s r -o out
expect "a changed word is on the pages" grep -q '⟦Αλλιώς⟧' out/essays/ena/index.html
run 0 "$COLOPHON" build -s r -o clean
expect "as in a clean build" diff -r out clean

# The shipped languages are whole: no warning. What they say stands on the pages.
rm r/layouts/words/qaa.yaml
for language in de fr es it ja zh-Hans zh-Hant ar; do
    site "$language" 200
    run 0 "$COLOPHON" build --strict -s r -o "out-$language"
    expect "$language is whole" grep -q ' 0 warnings' "$out"
    expect "$language: no letter brackets a missing word" sh -c "! grep -rlE '>\[[a-z-]+\]<' 'out-$language'"
done
says() { expect "$1: $3" grep -rqF -- "$3" "out-$1/$2"; }
says de essays/ena/index.html '3. Januar 2020'
says de essays/index.html '4 Essays von 3 Autoren'
says de essays/ena/index.html '„Ένα και μόνο“.'
says de essays/dyo/index.html 'lang="ar" dir="rtl"'
says fr essays/pente/index.html "$(printf '«\302\240Πέντε\302\240».')"
says es essays/ena/index.html '3 de enero de 2020'
says it essays/ena/index.html '3 gennaio 2020'
says zh-Hans essays/ena/index.html '2020年1月3日'
says zh-Hant index.html '最新文章'
says ja essays/ena/index.html '2020年1月3日'
says ar index.html '<html lang="ar" dir="rtl" '
says ar essays/ena/index.html '3 يناير 2020'
says ar essays/index.html '4 مقالات'
expect_not "de says no English word" grep -rqE '>(Essays by|Cited in|Also read|Record|Contents|Newer|Older|History)<' out-de/essays

# A reader's own file changes one word; a language without words is told of once.
mkdir -p r/layouts/words && printf 'essays: Aufsätze\n' >r/layouts/words/de.yaml
site de 200
run 0 "$COLOPHON" build -s r -o out-own
expect "the reader's own word" grep -q '<h1>Aufsätze</h1>' out-own/essays/index.html
expect "and all others as they were" grep -q 'Themen' out-own/index.html
site eo 200
run 0 "$COLOPHON" build -s r -o out-eo
told 'warning\[W217\]: there are no words for the language "eo"'
finish
