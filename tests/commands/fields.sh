#!/bin/sh
# `colophon fields` says what may be written, by the table that it is read by.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

run 0 "$COLOPHON" fields essay
said '^essay$'
said '^  summary          a text$'
said '^ *also: description, excerpt, abstract$'
said '^  places           a list of names$'
expect_not "no other kind's" grep -q 'native_name' "$out"
run 0 "$COLOPHON" fields site
said '^  base_url         an address$'
run 0 "$COLOPHON" fields
for of in essay topic place author list term page site source rights variant person edition; do
    expect "it lists those of $of" grep -qx "$of" "$out"
done

# Whatever a new file is given is a field of its kind.
mkdir -p r/content && echo 'title: R' >r/content/site.yaml
for kind in essay topic place author list term page; do
    file=$("$COLOPHON" new -s r "$kind" A Name)
    "$COLOPHON" fields "$kind" >known
    sed -n 's/^\([a-z_]*\):.*/\1/p' "$file" | while read -r name; do grep -qE "^  $name |also: (.*, )?$name(,|\$)" known || echo "$name"; done >unknown
    expect "every field of a new $kind is listed" test ! -s unknown
done
run 2 "$COLOPHON" fields esay
told 'error\[E[0-9]*\]: nothing called "esay" has fields'
told 'did you mean "essay"'
finish
