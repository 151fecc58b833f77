# contract.awk: makes colophon-layouts(7), in mdoc, of the contract of layouts, contract.md.

# One sentence a line, for what is no literal text.
function prose(text) {
    while (match(text, /[.] [A-Z`]/)) text = substr(text, 1, RSTART) "\n" substr(text, RSTART + 2)
    return plain(text)
}
function plain(text) {
    gsub(/\\/, "\\e", text)
    gsub(/`[^`]*`/, "\\fB&\\fP", text)
    gsub(/`/, "", text)
    return text ~ /^[.']/ ? "\\&" text : text
}
function leave(kind) {
    if (inside == "names" && kind != "names") print ".El"
    if (inside == "literal" && kind != "literal") print ".Ed"
    if (inside != kind && kind == "names") print ".Bl -tag -width Ds -compact"
    if (inside != kind && kind == "literal") print ".Bd -literal -compact"
    inside = kind
}

BEGIN {
    print ".\\\" Made from generator/pages/contract.md by generator/pages/contract.awk."
    print ".Dd November 28, 2026\n.Dt COLOPHON-LAYOUTS 7\n.Os\n.Sh NAME\n.Nm colophon-layouts"
    print ".Nd what the layouts of a reader can see\n.Sh DESCRIPTION"
}
NR == 1 || (/^$/ && !described) { next }
/^# / { leave(""); print ".Sh " toupper(substr($0, 3)); listing = 1; described = 0; next }
/^## / {
    leave("")
    count = split(substr($0, 4), part, / and$|: /)
    print ".Ss " part[1]
    described = 0
    if (count > 1) { print "All names of\n.Sx " part[2] "\n" (/ and$/ ? ", and more." : "."); described = 1 }
    next
}
/^$/ { leave(""); gap = 1; next }
/^        / && listing { sub(/^ +/, ""); print prose($0); next }
/^    / && listing {
    leave("names")
    name = $1
    sub(/^ *[a-z0-9_]+ +/, "")
    meaning = ""
    if (match($0, /  +/)) { meaning = substr($0, RSTART + RLENGTH); $0 = substr($0, 1, RSTART - 1) }
    print ".It Va " name (/^block of / ? " , has_" name : "") " No : " $0
    if (meaning != "") print prose(meaning)
    gap = described = 0
    next
}
/^    / { if (gap) print ".Pp"; leave("literal"); print plain(substr($0, 5)); gap = 0; described = 1; next }
{ if (gap && described) print ".Pp"; gap = 0; described = 1; print prose($0) }
END { leave(""); print ".Sh SEE ALSO\n.Xr colophon 1" }
