#!/bin/sh
# An essay that one branch withdrew: what its page says is what the head took, whatever the other branch did, and whichever came last.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# on DAY MESSAGE COMMAND...: a commit, which COMMAND makes in r.
on() {
    GIT_AUTHOR_DATE="2024-05-$1T09:00:00+02:00" GIT_COMMITTER_DATE="2024-05-$1T09:00:00+02:00"
    export GIT_AUTHOR_DATE GIT_COMMITTER_DATE
    message=$2
    shift 2
    (cd r && "$@")
    git -C r add -A . && git -C r commit -q -m "$message" -m "$message"
}

# rain WORDS [FIELD]
rain() {
    printf '%s\n' '---' 'title: On rain' 'authors: [Ada Example]' 'topics: [Water]' ${2:+"$2"} '---' '' '## Where it falls' '' \
        "$1 on the hills, in a paragraph that has words enough to be followed." '' 'And another one ends it, which is no shorter.' \
        >content/essays/rain.md
}

remove() { git rm -q -f "content/essays/$1.md"; }
move() { git mv content/essays/rain.md content/essays/showers.md; }
bring_back() { git checkout -q "$(git rev-list --max-parents=0 HEAD)" -- content/essays/rain.md; }
# What the merge's files are: those of a commit, or what a command makes of them.
take() { git rm -q -r content && git checkout -q "$1" -- content; }

begin() {
    rm -rf r site clean
    make_reader r
    rm r/content/essays/*.md r/content/topics/tests.md
    printf '%s\n' '---' 'title: A small reader' '---' '' 'Welcome.' >r/content/index.md
    printf '%s\n' '---' 'title: On snow' 'authors: [Ada Example]' 'topics: [Water]' '---' '' 'Snow lies.' >r/content/essays/snow.md
    (cd r && rain 'Rain falls')
    commit_all r 'Begin'
    git -C r branch side
}

# merge BRANCHES COMMAND...: on the sixth day
merge() {
    git -C r checkout -q main
    # shellcheck disable=SC2086
    git -C r merge -q -s ours --no-commit $1
    shift
    on 06 'Merge' "$@"
    run 0 "$COLOPHON" build -s r -o site
    run 0 "$COLOPHON" build -s r -o clean
    same_tree "a second build is the same" site clean
}

# gone ADDRESS DAY SUBJECT
gone() {
    expect "$1 is gone" grep -q 'No longer here\|class="gone' "site/$1/index.html"
    expect "$1 went on $2 May" grep -q "$2 May 2024" "site/$1/index.html"
    expect "$1 went with $3" grep -q "$3" "site/$1/index.html"
    expect "$1 has its places" grep -q 'id="where-it-falls"' "site/$1/index.html"
}

both_orders() {
    for order in '02 03' '03 02'; do
        first=${order% *} second=${order#* }
        "$@"
    done
}

withdrawn_on_the_branch() {
    begin
    on "$first" 'Revise on the trunk' rain 'Much rain falls'
    text=$(git -C r rev-parse HEAD:content/essays/rain.md | cut -c 1-12)
    git -C r checkout -q side
    on "$second" 'Withdraw on the branch' remove rain
    merge side take side
    gone essays/rain "${second#0}" 'Withdraw on the branch'
    expect "the trunk's text has an address" test -f "site/versions/$text/index.html"
    expect_not "and no word of it stands" grep -rq 'Much rain falls' site
}
both_orders withdrawn_on_the_branch

withdrawn_on_the_trunk() {
    begin
    on "$first" 'Withdraw on the trunk' remove rain
    git -C r checkout -q side
    on "$second" 'Revise on the branch' rain 'Much rain falls'
    merge side true
    gone essays/rain "${first#0}" 'Withdraw on the trunk'
}
both_orders withdrawn_on_the_trunk

withdrawn_on_both() {
    begin
    on "$first" 'Withdraw on the trunk' remove rain
    git -C r checkout -q side
    on "$second" 'Withdraw on the branch' remove rain
    merge side true
    expect "gone, and told" grep -q 'Withdraw on the' site/essays/rain/index.html
}
both_orders withdrawn_on_both

begin
on 02 'Revise on the trunk' rain 'Much rain falls'
git -C r checkout -q side
on 03 'Revise on the branch' rain 'Little rain falls'
merge side remove rain
gone essays/rain 6 'Merge'

octopus() {
    begin
    git -C r branch third
    on "$first" 'Revise on the trunk' rain 'Much rain falls'
    git -C r checkout -q side
    on "$second" 'Withdraw on the branch' remove rain
    git -C r checkout -q third
    on 04 'Revise on the third' rain 'Little rain falls'
    merge 'side third' take side
    gone essays/rain "${second#0}" 'Withdraw on the branch'
}
both_orders octopus

renamed_on_the_trunk() {
    begin
    on "$first" 'Rename on the trunk' move
    git -C r checkout -q side
    on "$second" 'Withdraw on the branch' remove rain
    merge side take side
    gone essays/showers "${second#0}" 'Withdraw on the branch'
    expect "so does the old address" grep -q 'Withdraw on the branch' site/essays/rain/index.html
}
both_orders renamed_on_the_trunk

renamed_on_the_branch() {
    begin
    on "$first" 'Withdraw on the trunk' remove rain
    git -C r checkout -q side
    on "$second" 'Rename on the branch' move
    merge side true
    gone essays/rain "${first#0}" 'Withdraw on the trunk'
}
both_orders renamed_on_the_branch

restored_on_the_branch() {
    begin
    on "$first" 'Withdraw on the trunk' remove rain
    git -C r checkout -q side
    on "$second" 'Withdraw on the branch' remove rain
    on 04 'Restore on the branch' bring_back
    merge side true
    gone essays/rain "${first#0}" 'Withdraw on the trunk'
}
both_orders restored_on_the_branch

# It stands where the merge took it, though a branch withdrew it last, or withdrew and restored it.
begin
on 02 'Revise on the trunk' rain 'Much rain falls'
git -C r checkout -q side
on 03 'Withdraw on the branch' remove rain
merge side true
expect "it stands" grep -q 'Much rain falls' site/essays/rain/index.html
git -C r checkout -q side
on 07 'Restore on the branch' bring_back
merge side take side
expect "it stands as it was" grep -q 'Rain falls' site/essays/rain/index.html

# What either held back when it went is not told.
held_back_on_the_branch() {
    begin
    on "$first" 'Withdraw on the trunk' remove rain
    git -C r checkout -q side
    on "$second" 'Hold back on the branch' rain 'Much rain falls' 'draft: true'
    merge side true
    expect_not "nothing is told" test -e site/essays/rain
    expect_not "not even its title" grep -rq 'On rain' site
}
both_orders held_back_on_the_branch

held_back_on_the_trunk() {
    begin
    on "$first" 'Hold back on the trunk' rain 'Much rain falls' 'access: summary'
    git -C r checkout -q side
    on "$second" 'Withdraw on the branch' remove rain
    merge side take side
    expect_not "nothing is told" test -e site/essays/rain
    expect_not "not even its title" grep -rq 'On rain' site
}
both_orders held_back_on_the_trunk

# What a merge alone left out, and no commit withdrew.
fog() {
    printf '%s\n' '---' 'title: On fog' 'authors: [Ada Example]' 'topics: [Water]' ${2:+"$2"} '---' '' '## Where it falls' '' \
        "$1 over the meadow, in a paragraph that has words enough to be followed." >content/essays/fog.md
}

# again: the site that stands, and one from nothing, after one more commit
again() {
    run 0 "$COLOPHON" build -s r -o site
    rm -rf clean
    run 0 "$COLOPHON" build -s r -o clean
    same_tree "a build from nothing is the same" site clean
}

left_out_of_a_branch() {
    begin
    git -C r checkout -q side
    on 03 'Write on the branch' fog 'Fog lies'
    on 04 'Revise on the branch' fog 'Much fog lies'
    merge side true
    gone essays/fog 6 'Merge'
    expect_not "no word of it stands" grep -rq 'fog lies' site
}
left_out_of_a_branch
on 07 'Revise rain' rain 'Much rain falls'
again
gone essays/fog 6 'Merge'
git -C r checkout -q side
on 08 'Revise on the branch again' fog 'More fog lies'
git -C r checkout -q main
git -C r merge -q -s ours --no-commit side
on 09 'Merge again' true
again
gone essays/fog 6 'Merge'
on 10 'Restore' git checkout -q side -- content/essays/fog.md
again
expect "it stands" grep -q 'More fog lies' site/essays/fog/index.html
expect_not "its history has no day on which it went" grep -q 'Merge' site/essays/fog/history/index.html

begin
on 02 'Write on the trunk' fog 'Fog lies'
git -C r checkout -q side
on 03 'Revise on the branch' rain 'Little rain falls'
merge side remove fog
gone essays/fog 6 'Merge'
on 07 'Revise snow' sed -i 's/lies/fell/' content/essays/snow.md
again
gone essays/fog 6 'Merge'

# Left out by a merge of the branch, which the trunk took.
begin
on 02 'Write on the trunk' fog 'Fog lies'
git -C r checkout -q side
on 03 'Revise on the branch' rain 'Little rain falls'
git -C r merge -q --no-commit main
on 04 'Join the trunk' remove fog
git -C r checkout -q main
on 05 'Revise on the trunk' sed -i 's/lies/fell/' content/essays/snow.md
git -C r merge -q --no-commit side
on 06 'Merge' true
again
gone essays/fog 4 'Join the trunk'

left_out_and_held_back() {
    begin
    git -C r checkout -q side
    on 03 'Write on the branch' fog 'Fog lies'
    on 04 'Hold back on the branch' fog 'Fog lies' "$1"
    merge side true
    expect_not "nothing is told" test -e site/essays/fog
    expect_not "not even its title" grep -rq 'On fog' site
}
left_out_and_held_back 'draft: true'
left_out_and_held_back 'access: summary'
finish
