#!/bin/sh
# --json: each line of standard output is an object, the last one the result.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# all_json COUNT: standard output is that many lines, each of them an object.
all_json() {
    python3 - "$out" "$1" <<'END'
import json, sys
lines = open(sys.argv[1], encoding="utf-8").read().splitlines()
objects = [json.loads(line) for line in lines]
assert len(objects) == int(sys.argv[2]), len(objects)
for o in objects[:-1]:
    assert list(o) == ["reason", "level", "code", "path", "line", "column", "message", "help"], list(o)
    assert o["reason"] == "diagnostic"
    assert isinstance(o["line"], int) and isinstance(o["column"], int)
last = objects[-1]
assert list(last) == ["reason", "pages", "changed", "errors", "warnings", "held_back", "drafts", "today_by", "right_until", "seconds"], list(last)
assert last["reason"] == "result"
assert last["errors"] == sum(o.get("level") == "error" for o in objects)
assert last["warnings"] == sum(o.get("level") == "warning" for o in objects)
END
}

make_reader r
run 0 "$COLOPHON" build -s r --json
expect "one object" all_json 1
said '^\{"reason":"result","pages":[1-9][0-9]*,"changed":[1-9][0-9]*,"errors":0,"warnings":0,"held_back":0,"drafts":0,"today_by":"clock","right_until":null,"seconds":[0-9]+\.[0-9][0-9]\}$'
expect "nothing for people" test ! -s "$err"
run 0 "$COLOPHON" build -s r --json
said '"changed":0,'

printf '%s\n' '---' 'title: "A \"quoted\" title' '---' >r/content/essays/broken.md
printf '%s\n' '---' 'title: Han' '---' '' 'See [[fist]] and [[举国]].' >r/content/essays/han.md
run 1 "$COLOPHON" build -s r --json
expect "objects" all_json 4
said '^\{"reason":"diagnostic","level":"error","code":"E100","path":"content/essays/han.md","line":5,"column":7,"message":"[^{]*","help":"did you mean \\"first\\"\?"\}$'
said '"pages":0,"changed":0,"errors":3,'
run 1 "$COLOPHON" check -s r --json
expect "check writes the same objects" all_json 4
run 2 "$COLOPHON" build --json --wrong
said '"code":"E251"'
run 2 "$COLOPHON" build --json -s nowhere
expect "usage errors too" all_json 2
finish
