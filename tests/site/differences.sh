#!/bin/sh
# What a reader is told who wants to know what became of an essay since he cited it: when, how much, and what; in words that
# are read aloud and copied, too.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# at TIME: commits everything at a moment.
at() {
    GIT_AUTHOR_DATE="$1" GIT_COMMITTER_DATE="$1"
    export GIT_AUTHOR_DATE GIT_COMMITTER_DATE
    commit_all r "$2"
}

name_of() { git -C r rev-parse "HEAD:content/essays/tea.md" | cut -c1-12; }

# words PAGE: as one reads them, with what is said to who does not see it; one line.
words() { sed -n '/<main/,/<\/main/p' "$1" | tr '\n' ' ' | sed 's/<[^>]*>//g; s/ / /g; s/  */ /g'; }

# says PAGE WORDS: the page has these words in a row.
says() { expect "$1 says $2" sh -c "case \"\$1\" in *\"\$2\"*) ;; *) echo \"\$1\"; false ;; esac" - "$(words "site/$1/index.html")" "$2"; }
says_not() { expect_not "$1 does not say $2" sh -c "case \"\$1\" in *\"\$2\"*) ;; *) false ;; esac" - "$(words "site/$1/index.html")" "$2"; }

essay() { printf '%s\n' '---' 'title: On tea' "$1" 'authors: [ada-example, Bo Brown]' '---' '' "$2" '' >r/content/essays/tea.md; }

make_reader r
sed -i 's/Welcome.*/Welcome./' r/content/index.md
printf '%s\n' '---' 'title: Hidden' 'draft: true' '---' '' 'Not to be seen.' >r/content/essays/hidden.md
printf '%s\n' '---' 'name: Ada Lovelace Example' '---' >r/content/authors/ada-example.md
sed -i 's/Ada Example/ada-example/' r/content/essays/*.md
essay 'date: 2020-02-03' 'Water should boil. Leaves should have room to open.'
printf '%s\n' '---' 'title: 论茶' 'lang: zh-Hans' '---' '' '水要煮开。茶叶应当有空间舒展。' >r/content/essays/cha.md
printf '%s\n' '---' 'title: Noted' '---' '' 'Two[^1][^2] are here.' '' '[^1]: One.' '' '[^2]: Another.' >r/content/essays/noted.md
at 2024-01-02T09:00:00+02:00 Begin
first=$(name_of)
essay 'date: 2020-02-03' 'Leaves should have room to open.'
sed -i 's/水要煮开。//' r/content/essays/cha.md
sed -i 's/are here/were here/' r/content/essays/noted.md
at 2024-02-03T09:05:00+02:00 Cut
second=$(name_of)
essay 'date: 2020-02-03' 'Leaves should have room; to open!'
at 2024-02-03T17:30:00+05:30 Points
third=$(name_of)
essay 'topics: [tests]' 'Leaves *should* have room; to open!'
at 2024-03-04T09:00:00Z Form
fourth=$(name_of)
printf '%s\n' 'relations:' '- disputes: {essay: first, note: On what it counts.}' '- supports: hidden' 'source: {url: "https://a.example/"}' \
    'text: precis' 'access: {until: 2025-06-07}' >r/more
sed -i -e '/^title:/r r/more' -e 's/ada-example, Bo Brown/Bo Brown, ada-example/' r/content/essays/tea.md && rm r/more
sed -i 's/draft: true/draft: false/' r/content/essays/hidden.md
sed -i 's/access: .*/places: [china]/' r/content/essays/tea.md
at 2024-03-05T09:00:00Z Fields
sed -i 's/draft: false/draft: true/' r/content/essays/hidden.md
sed -i 's/^- supports: hidden$/- cites: second/' r/content/essays/tea.md
echo 'versions: all' >>r/content/site.yaml
at 2024-03-06T09:00:00Z Hide
fifth=$(git -C r rev-parse HEAD~1:content/essays/tea.md | cut -c1-12)
current=$(name_of)
run 0 "$COLOPHON" build -s r -o site

# A sentence that is gone and what stands behind it are two words.
says "versions/$second/from/$first" '[removed: Water should boil.] Leaves should'
# Two marks of notes in a row are two numbers, as on the essay's page.
expect "a difference has a comma between two notes" grep -rq 'Two<sup class="note-ref">1</sup><sup class="note-ref">,.2</sup>' site/versions
# The time of day where two versions share one, of the clock where each was written.
says "versions/$second/from/$first" 'From 2 January 2024 to 3 February 2024, 9:05 UTC+2'
says "versions/$third/from/$second" 'From 3 February 2024, 9:05 UTC+2 to 3 February 2024, 17:30 UTC+5:30'
says "versions/$second" 'from 3 February 2024, 9:05 UTC+2 to 3 February 2024, 17:30 UTC+5:30'
expect "titles tell them apart" grep -q '<title>On tea, changes: 3 February 2024, 17:30.UTC+5:30 ' "site/versions/$third/from/$second/index.html"
says essays/tea/history '3 February 2024, 17:30 UTC+5:30 Points text revised ·'
says essays/tea/history '2 January 2024 Begin first version ·'
says "versions/$third/since" 'From 3 February 2024, 17:30 UTC+5:30 to the current text (6 March 2024)'
# How much it is, in the same words wherever it is said.
for page in "versions/$second/from/$first" essays/tea/history changes; do
    says "$page" '3 words removed, 1 passage changed'
done
for page in "versions/$third/from/$second" essays/tea/history changes; do
    says "$page" 'no word added or removed, 1 passage changed'
done
says "versions/$fourth/from/$third" 'formatting only'
# What is in no word does not contradict what has changed.
says "versions/$third" 'Since then: only form or front matter'
says "versions/$third" 'What has changed since'
says "versions/$fifth/since" 'The text is the same.'
# Fields and their values as readers know them.
says "versions/$fourth/from/$third" 'Date [removed: 3 February 2020]'
says "versions/$fourth/from/$third" 'Topics [added: Tests]'
says "versions/$fifth/from/$fourth" 'Authors (in another order) Bo Brown Ada Lovelace Example'
says "versions/$fifth/from/$fourth" 'Source: address [added: https://a.example/]'
says "versions/$fifth/from/$fourth" 'Text [added: a précis]'
says "versions/$fifth/from/$fourth" '[added: disputes: “The first essay” (On what it counts.)]'
says "versions/$current/from/$fifth" '[added: cites: “The second essay”]'
# What is held back today has no name.
says "versions/$fifth/from/$fourth" '[added: supports: an essay that is not published here]'
says_not "versions/$fifth/from/$fourth" 'idden'
# What we say in a text of another language is in ours.
chinese=$(git -C r rev-parse HEAD:content/essays/cha.md | cut -c1-12)
expect "our words in a Chinese text are English, and no space parts Chinese words" grep -q \
    '<span class="visually-hidden" lang="en" dir="ltr">\[removed: </span>水要煮开。<span class="visually-hidden" lang="en" dir="ltr">\]</span></del>茶叶' \
    site/versions/"$chinese"/from/*/index.html
run 0 python3 "$here/links.py" site
sed -i '1i language: de' r/content/site.yaml
run 0 "$COLOPHON" build -s r -o site
says "versions/$third/from/$second" '3. Februar 2024, 9:05 UTC+2'
says "versions/$fifth/from/$fourth" 'widerspricht: „The first essay“ (On what it counts.)'
says "versions/$fifth/from/$fourth" 'Quelle: Adresse [hinzugefügt: https://a.example/]'
finish
