#!/bin/sh
# What essays named once stands at its address for ever: where the record got another name, and where the essays went.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# essay SLUG TOPICS WORDS [FIELD]
essay() {
    printf '%s\n' '---' "title: On $1" 'authors: [Ada Example]' "topics: [$2]" ${4:+"$4"} '---' '' "Of $1 there is this: $3." >"r/content/essays/$1.md"
}

# topic FILE NAME [FIELD]
topic() { printf '%s\n' '---' "name: $2" ${3:+"$3"} '---' '' "All of it." >"r/content/topics/$1.md"; }

# at DAY MESSAGE: published; nothing that was so before may be missing.
at() {
    GIT_AUTHOR_DATE="2024-$1T09:00:00+02:00" GIT_COMMITTER_DATE="2024-$1T09:00:00+02:00"
    export GIT_AUTHOR_DATE GIT_COMMITTER_DATE
    commit_all r "$2"
    [ ! -f site/addresses.txt ] || cp site/addresses.txt before
    run 0 "$COLOPHON" build -s r -o site --published "$([ -f before ] && echo before || echo none)"
    sed 's/ .*//' site/addresses.txt >>every
}

page() { expect "$1 says $2" grep -q -e "$2" "site/$1/index.html"; }
absent() { expect_not "nothing is at $1" test -e "site/$1"; }

make_reader r
rm r/content/essays/*.md r/content/topics/tests.md
printf '%s\n' '---' 'title: A small reader' '---' '' 'Welcome.' >r/content/index.md
printf 'page_size: 4\n' >>r/content/site.yaml
topic silence Silence
essay moss 'Moss' 'it grows'
for name in one two three; do essay $name 'Silence' 'it is heard'; done
at 01-02 'Begin'
for name in one two three; do essay $name 'Silence' 'it is heard, and again'; done
at 01-02 'Revise all'
absent topics/lichen

# A record that stands elsewhere takes a name from those that had it, and keeps its address when the last of them goes.
topic lichen Moss
at 01-03 'Tell of moss'
page topics/moss 'topics/lichen/'
essay moss 'Moss' 'it grows slowly'
at 01-04 'Revise moss'
git -C r rm -q content/essays/moss.md
at 01-05 'Withdraw moss'
page topics/moss 'topics/lichen/'

# A topic gets another address, and another name: its changes, too, stand below all of its addresses.
expect "many changes stand by year" test -f site/topics/silence/changes/2024/index.html
for name in two three; do essay $name 'Noise' 'it is heard'; done
at 01-06 'Hear more'
topic silence Silence 'slug: quiet'
at 01-07 'Move silence'
topic silence Stillness 'slug: quiet'
essay one 'Stillness' 'it is heard'
at 01-08 'Name it otherwise'
page topics/silence 'topics/quiet/'
expect "changes of what had it once" test -f site/topics/silence/changes/2024/index.html
absent topics/stillness

# What only an essay named whose address another one has now.
essay six 'Clouds' 'it rains'
at 01-09 'Write six'
text=versions/$(git -C r rev-parse HEAD:content/essays/six.md | cut -c1-12)
git -C r rm -q content/essays/six.md
printf '/essays/six/: {reason: another has its name}\n' >r/content/gone.yaml
essay seven 'Noise' 'it thunders' 'permalink: /essays/six/'
at 01-10 'Let another have its address'
page essays/six 'it thunders'
page topics/clouds 'No longer here'
page "$text" 'On six'
page "$text" 'No longer here'

for n in 1 2 3; do
    for name in two three; do essay $name 'Noise' "it is heard $n times"; done
    at "01-1$n" 'Count'
done

# A topic of many changes that is gone.
for name in one two three seven; do
    essay $name 'Silt' 'it is seen' "$(grep permalink r/content/essays/$name.md)"
done
at 01-15 'See'
page topics/noise 'No longer here'
expect "its years lead there" grep -q 'No longer here' site/topics/noise/changes/2024/index.html
absent topics/noise/changes/changes

# The name is given to another: what the record's changes were while they had it stays below the record.
essay echo 'Silence' 'it comes back'
at 01-16 'Give the name to another'
page topics/silence 'Silence'
expect "changes of what had the name" test -f site/topics/quiet/changes/2024/index.html

# A record that was renamed, and is withdrawn while essays have its name: both of its addresses lead to what has it now.
topic copper Silt 'aliases: [/topics/mud/]'
at 01-17 'Tell of silt'
git -C r mv content/topics/copper.md content/topics/letter.md
at 01-18 'Rename it'
git -C r rm -q content/topics/letter.md
at 01-19 'Withdraw it'
for old in copper letter mud; do
    expect "$old leads to the name" grep -qx "/topics/$old/ > /topics/silt/" site/addresses.txt
    expect "with its changes" test -f site/topics/$old/changes/index.html
done

expect "every address stands yet" sh -c 'sed "s|^[^/]|/&|" every | sort -u | while read -r address; do
    test -e "site$address" || { echo "$address"; exit 1; }; done'
# What is too short for parts now says that it had them only in the list.
expect "a letter of the index that has no page of its own shows the index" grep -qx "/index/letter/[a-z]/ > /index/" site/addresses.txt
run 0 "$COLOPHON" build -s r -o clean --published before
same_tree "a clean build gives the same" site clean
run 0 env -u COLOPHON_PUBLISHED "$COLOPHON" verify -s r -o site
finish
