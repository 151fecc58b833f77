# manual.awk: the manual as plain text, for `colophon help`: of each command, each flag and each section what colophon.1
# says, behind a line "=== command NAME", "=== flag NAME" or "=== section NAME".
#
# It knows the macros of mdoc that colophon.1 uses, and ends with an error at any other, so that no word of it is lost.

function fail(what) { print FILENAME ":" FNR ": " what >"/dev/stderr"; failed = 1; exit 1 }
function spaces(count) { return sprintf("%" count "s", "") }

# Lines are filled with words; a word waits until it is known that nothing is glued to it.
function end_word() {
    if (word == "") return
    if (line != "" && length(line) + 1 + length(word) > WIDTH) end_line()
    line = line == "" ? spaces(indent) first word : line " " word
    if (first != "") indent += length(first)
    first = word = ""
}
function end_line() { if (line != "") put(line); line = "" }
function flush() { end_word(); end_line() }
function put(text) { sub(/ +$/, "", text); if (gap && !begins) print ""; print text; gap = begins = 0 }
function add(text) { if (glue) word = word text; else { end_word(); word = text }; glue = 0 }
function closes(token) { return token ~ /^[.,;:)?!]$/ || token == "]" }

function unescape(text) {
    gsub(/\\\(dq/, "\"", text)
    gsub(/\\[[(]:a]?/, "ä", text)
    gsub(/\\&/, "", text)
    gsub(/\\e/, "\\", text)
    return text
}
function add_words(text,    i, count, part) {
    count = split(text, part, / +/)
    for (i = 1; i <= count; i++) if (part[i] != "") add(unescape(part[i]))
}

# The words of a line from token `from` on, where names of macros are macros. What is opened here closes before the last stops.
function add_line(from,    last, i, dashes, closing) {
    last = NF
    while (last >= from && closes($last)) last--
    for (i = from; i <= last; i++) {
        if ($i == "Fl") { dashes = dashes "-"; if (i == last) add(dashes); continue }
        if ($i == "Ns") { glue = 1; continue }
        if ($i == "Pq" || $i == "Po") { add("("); glue = 1; if ($i == "Pq") closing = ")" closing; continue }
        if ($i == "Pc") { glue = 1; add(")"); continue }
        if ($i == "Qq") { add("\""); glue = 1; closing = "\"" closing; continue }
        if ($i == "Nm") { add("colophon"); continue }
        if ($i ~ /^(Ar|Cm|Em|Ev|Li|Lk|No|Pa|Sx)$/) continue
        if ($i == "Xr") { add($(i + 1) "(" $(i + 2) ")"); i += 2; continue }
        if (closes($i)) glue = 1
        add(unescape(dashes $i))
        dashes = ""
    }
    if (closing != "") { glue = 1; add(closing) }
    for (i = last + 1; i <= NF; i++) { glue = 1; add($i) }
}

function paragraph() { flush(); gap = 1 }
function begin(name) { flush(); print "=== " name; indent = gap = 0; begins = 1 }
function show(text) { flush(); put(spaces(indent + 4) unescape(text)) }

function begin_list() {
    flush()
    depth++
    kind[depth] = $2
    compact[depth] = / -compact/
    number[depth] = 0
    outer[depth] = indent
    if (!compact[depth]) gap = 1
}
function end_list() { flush(); indent = outer[depth--]; gap = 1 }

# The items of the lists of commands and of flags are sections of their own.
function item() {
    flush()
    indent = outer[depth]
    if (!compact[depth] && number[depth]) gap = 1
    number[depth]++
    if (depth == 1 && section == "Commands") { begin("command " $3); return }
    if (depth == 1 && section == "Flags") {
        if (!match($0, /Fl Fl [a-z-]+/)) fail("a flag without its long name")
        begin("flag " substr($0, RSTART + 6, RLENGTH - 6))
        indent = 2
    }
    if (kind[depth] != "-tag") { first = kind[depth] == "-enum" ? number[depth] ". " : "- "; return }
    add_line(2)
    flush()
    indent += 4
}

BEGIN { WIDTH = 79 }
/^\.\\"/ { next }
/^\.Sh (NAME|SYNOPSIS|DESCRIPTION|SEE ALSO)/ { flush(); section = ""; next }
/^\.Sh / { section = substr($0, 5); begin("section " section); next }
/^\.Ss / { section = substr($0, 5); if (section !~ /^(Commands|Flags)$/) begin("section " section); next }
section == "" { next }
literal && !/^\.Ed/ { put(spaces(indent + 4) unescape($0)); next }
/^\.Bd / { flush(); literal = 1; next }
/^\.Ed/ { literal = 0; next }
/^\.Bl / { begin_list(); next }
/^\.El/ { end_list(); next }
/^\.It/ { item(); next }
/^\.Pp/ { paragraph(); next }
/^\.Dl / { show(substr($0, 5)); next }
/^\.(Ar|Cm|Em|Ev|Fl|Li|Lk|Nm|Pa|Pc|Po|Pq|Qq|Sx|Xr)( |$)/ { sub(/^\./, ""); add_line(1); next }
/^\./ { fail("this macro has no meaning in manual.awk") }
{ add_words($0) }
END { if (!failed) flush() }
