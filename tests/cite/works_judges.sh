#!/bin/sh
# works_judges: works that we write, as other programs read them: pandoc, biber, Debian's bibutils, citation.js, and CSL's schema. What is
# not installed is skipped. `CSL_SCHEMA` is the file csl-data.json of https://github.com/citation-style-language/schema, which no
# package has. With `BIB`, the path of a .bib file, what we read of it is compared with what pandoc does, variable by variable.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

convert=${CONVERT:-$root/build/tests/cite/convert}
[ -x "$convert" ] || { echo "skipped: no $convert"; exit 77; }

NODE_PATH="$root/tests/node_modules" CSL_SCHEMA="${CSL_SCHEMA:-}" python3 "$here/works_judges.py" "$convert" "$work" >"$work/.judged" 2>&1
tally=$(tail -n 1 "$work/.judged")
cat "$work/.judged"
case $tally in
*" passed, "*" failed, "*" skipped") ;;
*) fail "the judges did not run to their end" ;;
esac
if [ -n "${BIB:-}" ]; then
    cp "$BIB" references.bib
    "$convert" references.bib json >ours.json 2>told
    pandoc -f biblatex -t csljson references.bib >theirs.json && python3 "$here/works_compare.py" ours.json theirs.json
    echo "told of it:"
    grep -oE '(error|warning)\[[EW][0-9]+\]' told | sort | uniq -c
fi
echo "$tally"
[ $fails -eq 0 ] && case $tally in *" 0 failed"*) ;; *) false ;; esac
