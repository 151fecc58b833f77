# command_page.awk: the manual page of one command, `command`, in mdoc. The first file is what COMMAND --help prints, which has
# the usage, the summary and the flags; the second is colophon.1, which has the words.

function fail(what) { print FILENAME ": " what >"/dev/stderr"; failed = 1; exit 1 }

# A line of colophon.1, for another page: the program is still called colophon, and sections are those of colophon(1).
function carried(line) {
    if (line ~ /^\.Nm/) return ".Nm colophon" substr(line, 4)
    if (match(line, /^\.Sx [^.,;]*[^ .,;]/)) return substr(line, 5, RLENGTH - 4) "\nin\n.Xr colophon 1" substr(line, RLENGTH + 1)
    gsub(/Nm Cm/, "Nm colophon Cm", line)
    return line
}

# "[NAME.md] TITLE..." → ".Op Ar NAME.md", ".Ar TITLE..."; "[OLD [NEW]]" → ".Op Ar OLD Op Ar NEW"
function print_words(usage,    i, count, word, line, open) {
    count = split(usage, word, / +/)
    for (i = 1; i <= count; i++) {
        if (word[i] == "") continue
        line = line (line == "" ? "." : " ") argument(word[i])
        open += gsub(/\[/, "", word[i]) - gsub(/\]/, "", word[i])
        if (open) continue
        print line
        line = ""
    }
}
function argument(word) {
    gsub(/\]/, "", word)
    if (sub(/^\[/, "", word)) return "Op " argument(word)
    return word == "|" ? word : (word ~ /[A-Z]/ ? "Ar " : "Cm ") word
}

NR == FNR && /^Usage: / { sub(/^Usage: colophon [a-z]+ \[FLAGS\]/, ""); usage = $0; next }
NR == FNR && FNR == 3 { summary = $0; next }
NR == FNR && match($0, /^ +(-[a-zA-Z], )?--[a-z-]+/) {
    name = substr($0, 1, RLENGTH)
    sub(/.*--/, "", name)
    flags[++flag_count] = name
    value = substr($0, RSTART + RLENGTH)
    option[flag_count] = "Fl " ($1 ~ /,$/ ? substr($1, 2, 1) : "Fl " name) (value ~ /^ [A-Z]/ ? " Ar " $($1 ~ /,$/ ? 3 : 2) : "")
    next
}
NR == FNR { next }

/^\.Dd / { date = $0 }
/^\.Sh / { section = $0; place = "" }
/^\.Ss / { section = $0; place = "" }
/^\.It Cm / && section == ".Ss Commands" { place = "words"; is_ours = $3 == command; next }
/^\.It / && section == ".Ss Flags" { match($0, /Fl Fl [a-z-]+/); place = substr($0, RSTART + 6, RLENGTH - 6) }
/^\.El/ && place != "" { if (!nested) { place = ""; next } nested-- }
/^\.Bl/ && place != "" { nested++ }
place == "words" && is_ours { words = words carried($0) "\n" }
place != "words" && place != "" { told[place] = told[place] carried($0) "\n" }

END {
    if (failed) exit 1
    if (words == "") fail("nothing is said of " command)
    print ".\\\" Made by generator/command_page.awk of generator/colophon.1 and of the program's list of commands."
    print date "\n.Dt COLOPHON-" toupper(command) " 1\n.Os\n.Sh NAME\n.Nm colophon-" command "\n.Nd " summary
    print ".Sh SYNOPSIS\n.Nm colophon\n.Cm " command
    for (i = 1; i <= flag_count; i++) print ".Op " option[i]
    print_words(usage)
    printf ".Sh DESCRIPTION\n%s.Pp\nThe flags are:\n.Bl -tag -width Ds\n", words
    for (i = 1; i <= flag_count; i++) {
        if (told[flags[i]] == "") fail("nothing is said of --" flags[i])
        printf "%s", told[flags[i]]
    }
    print ".El\n.Sh EXIT STATUS\nAs\n.Xr colophon 1\nhas it.\n.Sh SEE ALSO\n.Xr colophon 1"
}
