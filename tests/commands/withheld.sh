#!/bin/sh
# What is held back, in each way there is, has no word in any file of any output: of the work directory, of a revision, in old
# versions, differences and editions. And a day that passes is noticed.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

on() {
    export GIT_AUTHOR_DATE="2024-03-$1T12:00:00+01:00" GIT_COMMITTER_DATE="2024-03-$1T12:00:00+01:00"
}

# Ways to leave an essay out, and to hold back its text alone; and ways that only other generators have.
cat >left-out <<'END'
draft: true
Draft: yes
published: false
publish: false
date: 2999-01-01
publishDate: 2999-01-01
published: 2999-01-01
expiryDate: 2001-01-01
unpublishDate: 2001-01-01
build: {render: never}
_build: {render: link}
headless: true
render: false
output: false
permalink: false
END
cat >text-only <<'END'
access: summary
access: {until: 2999-01-01}
access: until 2999-01-01
END
cat >elsewhere <<'END'
private: true
visibility: private
status: draft
hidden: true
unlisted: true
password: x
members_only: true
isDraft: true
END

# essay FOLDER NAME WAY TITLE WORDS
essay() {
    {
        printf '%s\n' '---' "title: $4"
        [ -z "$3" ] || printf '%s\n' "$3"
        printf '%s\n' 'topics: [Shared]' '---' '' "$5 sings in its first words." '' "## $5 heads" '' "$5 leans on [[first]] and sings on." \
            '' 'Words that stay.'
    } >"$1/content/essays/$2.md"
}

# write FOLDER FILE-OF-WAYS PREFIX TITLE WORDS [OPEN]: an essay for each way; with OPEN without it.
write() {
    number=0
    while IFS= read -r way; do
        number=$((number + 1))
        [ -z "${6:-}" ] || way=
        essay "$1" "$3-$number" "$way" "$4 $3 $number" "$5"
    done <"$2"
}

# no_canary WHAT FOLDER [PATTERN]
no_canary() {
    expect "$1 has pages" test -s "$2/index.html"
    if grep -rlaE -e "${3:-Canary|Songbird}" "$2" >"$work/.said" 2>&1; then
        fail "$1: a word of what is held back"
        sed 's/^/    /' "$work/.said" | head -n 8
    else
        pass "$1: no word of what is held back"
    fi
}

# Held back from the beginning.
on 01
make_reader r
printf '/site/\n/.colophon/\n' >r/.gitignore
printf '%s\n' 'editions:' '  - tags: edition/*' >>r/content/site.yaml
write r left-out gone Songbird Canary
write r text-only kept Summary Canary
mkdir -p r/content/essays/_drafts r/content/_drafts r/content/essays/_later
essay r _drafts/aside '' 'Songbird aside' Canary
essay r _later/aside '' 'Songbird later' Canary
essay r _under '' 'Songbird under' Canary
mv r/content/essays/_drafts/aside.md r/content/_drafts/other.md
for kind in authors topics lists glossary pages; do
    mkdir -p "r/content/$kind"
    printf '%s\n' '---' 'title: Songbird record' 'draft: true' '---' '' 'Canary record sings.' >"r/content/$kind/songbird.md"
    printf '%s\n' '---' 'title: Songbird record' 'date: 2999-01-01' '---' '' 'Canary record sings.' >"r/content/$kind/songbird-two.md"
done
commit_all r 'All is held back'
git -C r tag edition/one
on 02
echo 'One more line.' >>r/content/essays/first.md
commit_all r 'Another text'
run 0 "$COLOPHON" build -s r
said '; 18 drafts left out \(_drafts/other.md, '
said ' held back: 2 until 1 January 2999 or later \(embargo\), 1 for good \(access: summary\), [0-9]+ dated in the future, 2 expired; '
said "; right until 1 January 2999, by this machine's clock$"
no_canary 'the site' r/site
no_canary 'its editions' r/site/editions/one
run 0 "$COLOPHON" verify -s r
for revision in HEAD HEAD~1 edition/one; do
    run 0 "$COLOPHON" build -s r --rev "$revision" -o "rev-$revision/site"
    no_canary "the revision $revision" "rev-$revision/site"
done
run 0 "$COLOPHON" check -s r --json
said '"held_back":[0-9]+,"drafts":[0-9]+,"today_by":"clock","right_until":"2999-01-01"'

# Held back, then opened and cleaned: what was never public stays so, in what other generators call so, too.
on 03
make_reader h
printf '/site/\n/.colophon/\n' >h/.gitignore
printf '%s\n' 'editions:' '  - tags: edition/*' >>h/content/site.yaml
# An edition cannot have TOML; a history may.
printf '%s\n' '+++' 'title = "Songbird"' 'draft = true' '+++' '' 'Canary of TOML sings.' '' 'Words that stay.' >h/content/essays/toml.md
printf '%s\n' '+++' 'title = "Songbird"' '[params]' 'private = true' '+++' '' 'Canary of TOML sings.' '' 'Words that stay.' \
    >h/content/essays/table.md
commit_all h 'As another generator has it'
write h left-out gone Songbird Canary
write h text-only kept Summary Canary
write h elsewhere other Songbird Canary
essay h until 'embargo: 2999-01-01' Summary Canary
essay h toml '' Essay Words
essay h table '' Essay Words
commit_all h 'Held back'
git -C h tag edition/held
on 04
write h left-out gone Essay Words open
write h text-only kept Essay Words open
write h elsewhere other Essay Words open
essay h until '' Essay Words
commit_all h 'Opened'
run 0 "$COLOPHON" build -s h
no_canary 'what was held back once' h/site
expect 'and is open now' grep -q 'Words sings' h/site/essays/gone-1/index.html

# Open, then held back: in no old version, and in no edition.
on 05
make_reader c
printf '/site/\n/.colophon/\n' >c/.gitignore
printf '%s\n' 'editions:' '  - tags: edition/*' >>c/content/site.yaml
write c left-out gone Songbird Canary open
write c text-only kept Summary Canary open
printf '%s\n' '---' 'title: Later removed' '---' '' 'Canary sings and goes.' >c/content/essays/removed.md
commit_all c 'Open'
git -C c tag edition/open
run 0 "$COLOPHON" build -s c
expect 'it was open' grep -rq Canary c/site/editions/open
on 06
write c left-out gone Songbird Canary
write c text-only kept Summary Canary
printf '%s\n' '---' 'title: Later removed' 'date: 2999-01-01' '---' '' 'Canary sings and goes.' >c/content/essays/removed.md
commit_all c 'Held back'
run 0 "$COLOPHON" build -s c
no_canary 'what is held back now' c/site Canary
on 07
rm c/content/essays/removed.md
commit_all c 'Removed'
run 0 "$COLOPHON" build -s c
no_canary 'what was held back when it was removed' c/site Canary
rm -rf c/site c/.colophon
run 0 "$COLOPHON" build -s c
no_canary 'the same, built anew' c/site Canary

# Moved among the drafts and not committed: nobody can say what it is now, so its edition does not show it.
make_reader u
printf '/site/\n/.colophon/\n' >u/.gitignore
printf '%s\n' 'editions:' '  - tags: edition/*' >>u/content/site.yaml
essay u moved '' Moved Canary
commit_all u 'Open'
git -C u tag edition/open
mkdir -p u/content/essays/_drafts
mv u/content/essays/moved.md u/content/essays/_drafts/
run 0 "$COLOPHON" build -s u
no_canary 'what was moved among the drafts' u/site
git -C u mv content/essays/second.md content/essays/_drafts/second.md
run 0 "$COLOPHON" build -s u
no_canary 'the same, staged' u/site

# A day passes: the same commit, an embargo that ends, a date that comes, an essay that expires.
make_reader d
printf '/site/\n/.colophon/\n' >d/.gitignore
essay d lifted 'access: {until: 2027-03-03}' Lifted Canary
essay d dated 'date: 2027-04-04' Dated Songbird
essay d expires 'expiryDate: 2027-05-05' Expires Nightingale
commit_all d 'All of them'
# built DAY EXPECT EXPECT EXPECT: of the lifted, the dated and the expired one.
built() {
    run 0 "$COLOPHON" build -s d --day "$1"
    "$2" "on $1 the lifted one: $2" grep -rq Canary d/site
    "$3" "on $1 the dated one: $3" grep -rq Songbird d/site
    "$4" "on $1 the expired one: $4" grep -rq Nightingale d/site
    run 0 "$COLOPHON" verify -s d --day "$1"
    rm -rf clean
    run 0 "$COLOPHON" build -s d --day "$1" -o clean/site
    same_tree "on $1 it is what a clean build gives" clean/site d/site
}
built 2027-03-02 expect_not expect_not expect
said '; 0 errors, [0-9]+ warnings?; 2 held back: 1 until 3 March 2027 \(embargo\), 1 dated in the future; right until 3 March 2027, by --day$'
stamp d/site >before
run 0 "$COLOPHON" build -s d --day 2027-03-02
said '\(0 changed\)'
run 0 "$COLOPHON" build -s d --day 2027-01-01
said '\(0 changed\)'
stamp d/site >after
same 'between two such days nothing is written' before after
expect 'build.json says between which' grep -q '"right_until": "2027-03-03"' d/site/build.json
built 2027-03-03 expect expect_not expect
said 'right until 4 April 2027'
run 1 "$COLOPHON" verify -s d --day 2027-03-02
built 2027-04-04 expect expect expect
built 2027-05-05 expect expect expect_not
said '1 expired; right for good, by --day$'
run 0 env SOURCE_DATE_EPOCH=1804032000 "$COLOPHON" build -s d
said 'right until 4 April 2027, by SOURCE_DATE_EPOCH$'
expect 'the variable is a clock, too' grep -rq Canary d/site
run 0 "$COLOPHON" build -s d --day 2027-03-02 --future
expect '--future shows what is dated' grep -rq Songbird d/site
expect_not 'and lifts no embargo' grep -rq Canary d/site
echo 'future: true' >>d/content/site.yaml
run 0 "$COLOPHON" build -s d --day 2027-03-02
expect 'so does site.yaml' grep -rq Songbird d/site
run 2 "$COLOPHON" build -s d --day soon
told 'E251.*--day is "soon"'

# Search engines are asked to pass it by, and everybody else finds it.
make_reader n
essay n quiet 'robots: noindex, nofollow' Quiet Quietly
run 0 "$COLOPHON" build -s n
expect 'the page says so' grep -q '<meta name="robots" content="noindex">' n/site/essays/quiet/index.html
expect_not 'others do not' grep -q 'name="robots"' n/site/essays/first/index.html
expect_not 'the sitemap has it not' grep -q quiet n/site/sitemap.xml
expect 'lists have it' grep -q quiet n/site/essays/index.html

# What a new essay is, is told.
run 0 "$COLOPHON" new essay -s n 'Something new'
run 0 "$COLOPHON" build -s n
said '; 1 draft left out \(essays/something-new.md\)$'
run 0 "$COLOPHON" build -s n
said '; 1 draft left out \(essays/something-new.md\)$'

# What is refused leaves the site as it was.
stamp n/site >before
while IFS= read -r way; do
    essay n refused "$way" Refused Canary
    run 1 "$COLOPHON" build -s n
    told 'error\[E(270|013)\]'
done <elsewhere
stamp n/site >after
same 'nothing was written' before after

finish
