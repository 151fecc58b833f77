# From a style of the Citation Style Language to the tables of csl.h: awk -f compile.awk citation_terms.h apa.csl
#
# Each element becomes a node, in the order of the file, a parent before its children; each affix an offset into one string; each
# list of variables, types and tests a run in one array. What citation_terms.h does not have is no term of ours, and fails to compile.

FILENAME ~ /terms[.]h$/ {
    if (match($0, /X\([A-Z_]+, "[^"]*"\)/)) {
        split(substr($0, RSTART, RLENGTH), part, /"/)
        is_term[part[2]] = 1
    }
    next
}

BEGIN { nodes = lists = names = owned = 0; pool_size = 1; date = "" }

FNR == 1 {
    style = FILENAME
    sub(/.*\//, "", style)
    sub(/[.]csl$/, "", style)
    gsub(/-/, "_", style)
}

{ text = text $0 "\n" }

function fail(why) {
    print FILENAME ": " why >"/dev/stderr"
    failed = 1
    exit 1
}

function name_of(csl) {
    csl = toupper(csl)
    gsub(/[^A-Z0-9]/, "_", csl)
    return csl
}

# The character of a reference such as &#8217; in UTF-8, as C writes it.
function utf8(code) {
    if (code < 128) return sprintf("%c", code)
    if (code < 2048) return sprintf("\\%o\\%o", 192 + int(code / 64), 128 + code % 64)
    return sprintf("\\%o\\%o\\%o", 224 + int(code / 4096), 128 + int(code / 64) % 64, 128 + code % 64)
}

function plain(value, out) {
    gsub(/\\/, "\\\\", value)
    while (match(value, /&#[0-9]+;/)) {
        out = out substr(value, 1, RSTART - 1) utf8(substr(value, RSTART + 2, RLENGTH - 3))
        value = substr(value, RSTART + RLENGTH)
    }
    value = out value
    gsub(/&lt;/, "<", value)
    gsub(/&gt;/, ">", value)
    gsub(/&quot;/, "\\\"", value)
    gsub(/&amp;/, "\\&", value)
    return value
}

# The offset of a string, which the pool has once. Offset 0 is "".
function pooled(value, length_, copy) {
    value = plain(value)
    if (value == "") return 0
    if (!(value in offset)) {
        offset[value] = pool_size
        copy = value
        gsub(/\\[0-7][0-7][0-7]/, "o", copy)
        gsub(/\\./, "o", copy)
        length_ = bytes(copy)
        pool_size += length_ + 1
        pool = pool sprintf("    \"%s\\0\"\n", value)
    }
    return offset[value]
}

# gawk counts characters, mawk bytes, unless the locale is C, as the Makefile sets it.
function bytes(value) { return length(value) }

function has(name) { return name in attribute }

function take(name) { return (name in attribute) ? attribute[name] : "" }

function tests(kind, names, count, part, value, i) {
    count = split(names, part, / +/)
    for (i = 1; i <= count; i++) {
        if (part[i] == "") continue
        if (kind == "TYPE") value = "WORK_" name_of(part[i])
        else if (kind == "LOCATOR" || kind == "POSITION") value = kind "_" name_of(part[i])
        else if (kind == "DISAMBIGUATE") value = "0"
        else value = "V_" name_of(part[i])
        list[lists++] = "CSL_TEST(" kind ", " value ")"
    }
}

function flag(name) {
    if (node in flags) flags[node] = flags[node] " | CSL_" name
    else flags[node] = "CSL_" name
}

function open_node(element, i) {
    node = nodes++
    kind[node] = name_of(element)
    of[node] = more[node] = "0"
    form[node] = has("form") ? name_of(take("form")) : "LONG"
    if (has("prefix")) prefix[node] = pooled(take("prefix"))
    if (has("suffix")) suffix[node] = pooled(take("suffix"))
    if (has("delimiter")) { delimiter[node] = pooled(take("delimiter")); flag("HAS_DELIMITER") }
    if (has("text-case")) text_case[node] = name_of(take("text-case"))
    if (take("font-style") == "italic") flag("ITALIC")
    if (take("quotes") == "true") flag("QUOTES")
    if (take("match") == "any") flag("ANY")
    if (take("match") == "none") flag("NONE")
    if (element == "text") text_node()
    else if (element == "label") label_node()
    else if (element == "number") of[node] = "V_" name_of(take("variable"))
    else if (element == "date") date_node()
    else if (element == "date-part") of[node] = "CSL_" name_of(take("name"))
    else if (element == "names") names_node()
    else if (element == "name") name_node()
    else if (element == "if" || element == "else-if") if_node()
    else if (element == "macro") macro[take("name")] = node
    else if (element == "citation" || element == "bibliography") {
        area = element
        name_options[element] = options()
    } else if (element == "layout") layout[area] = node
    else if (element == "sort") sort[area] = node
    else if (element == "key") key_node()
}

function text_node() {
    if (has("macro")) { kind[node] = "CALL"; call[node] = take("macro") }
    else if (has("term")) { kind[node] = "TERM"; of[node] = "TERM_" name_of(take("term")) }
    else if (has("value")) { kind[node] = "VALUE"; of[node] = pooled(take("value")) }
    else of[node] = "V_" name_of(take("variable"))
}

function label_node() {
    if (!has("variable")) { kind[node] = "ROLE_LABEL"; return }
    of[node] = "V_" name_of(take("variable"))
    if (take("variable") in is_term) more[node] = "1 + TERM_" name_of(take("variable"))
}

function date_node(outermost) {
    outermost = stack[0]
    if (kind[outermost] == "MACRO") flags[outermost] = "CSL_HAS_DATE"
    of[node] = "V_" name_of(take("variable"))
    if (!has("form")) form[node] = "NONE"
    parts[node] = take("date-parts") == "year" ? 1 : take("date-parts") == "year-month" ? 3 : 7
}

function names_node(count, part, i) {
    count = split(take("variable"), part, / +/)
    of[node] = lists
    more[node] = count
    for (i = 1; i <= count; i++) {
        list[lists++] = "V_" name_of(part[i])
        list[lists++] = (part[i] in is_term) ? "1 + TERM_" name_of(part[i]) : "0"
    }
}

function options(bits) {
    bits = "0"
    if (take("and") == "text") bits = bits " | CSL_AND_TEXT"
    if (take("and") == "symbol") bits = bits " | CSL_AND_SYMBOL"
    if (take("initialize") == "false") bits = bits " | CSL_INITIALIZE_NOT"
    if (take("name-as-sort-order") == "all") bits = bits " | CSL_INVERT_ALL"
    if (take("name-as-sort-order") == "first") bits = bits " | CSL_INVERT_FIRST"
    if (take("delimiter-precedes-last") == "always") bits = bits " | CSL_DELIMIT_LAST"
    if (take("delimiter-precedes-et-al") == "always") bits = bits " | CSL_DELIMIT_ET_AL"
    if (take("et-al-use-last") == "true") bits = bits " | CSL_USE_LAST"
    return sprintf("{%s, %d, %d}", bits, take("et-al-min"), take("et-al-use-first"))
}

function name_node() {
    of[node] = names
    name_option[names++] = options()
}

function if_node() {
    kind[node] = "IF"
    of[node] = lists
    tests("TYPE", take("type"))
    tests("VARIABLE", take("variable"))
    tests("NUMERIC", take("is-numeric"))
    tests("UNCERTAIN", take("is-uncertain-date"))
    tests("LOCATOR", take("locator"))
    tests("POSITION", take("position"))
    if (has("disambiguate")) tests("DISAMBIGUATE", "true")
    more[node] = lists - of[node]
}

function key_node() {
    if (has("macro")) { kind[node] = "KEY_CALL"; call[node] = take("macro") }
    else of[node] = "V_" name_of(take("variable"))
    if (has("names-min")) more[node] = take("names-min") " << 8 | " take("names-use-first")
}

function read_attributes(tag, value) {
    split("", attribute)
    while (match(tag, /[a-z:-]+="[^"]*"/)) {
        value = substr(tag, RSTART, RLENGTH)
        tag = substr(tag, RSTART + RLENGTH)
        attribute[substr(value, 1, index(value, "=") - 1)] = substr(value, index(value, "\"") + 1, length(value) - index(value, "\"") - 1)
    }
}

# A style's own words for terms, of the languages that it has.
function own_term(one, many) {
    own = own sprintf("    {\"%s\", TERM_%s, FORM_%s, %d, %d},\n", language, term, term_form, pooled(one), pooled(many))
    owned++
}

function in_locale(element, closing, content) {
    if (closing && element == "locale") language = ""
    else if (closing && element == "term" && !plurals) own_term(content, content)
    else if (closing && element == "single") one = content
    else if (closing && element == "multiple") { own_term(one, content); plurals = 1 }
    else if (!closing && element == "term") {
        term = name_of(take("name"))
        term_form = has("form") ? name_of(take("form")) : "LONG"
        plurals = 0
        if (!(take("name") in is_term)) fail("citation_terms.h lacks " take("name"))
    } else if (!closing && element == "date-part" && language == "en")
        date = date sprintf("{CSL_%s, FORM_%s, %d, %d}, ", name_of(take("name")), has("form") ? name_of(take("form")) : "LONG",
                            pooled(take("prefix")), pooled(take("suffix")))
}

# The parts of a style that no node stands for.
function in_head(element, closing) {
    if (element == "info" && !closing) skipped = "info"
    if (element == "style" && !closing) {
        style_options = options()
        ranges = has("page-range-format") ? name_of(take("page-range-format")) : "EXPANDED"
        is_note = take("class") == "note"
        keeps_particles = take("demote-non-dropping-particle") == "never"
        names_delimiter = pooled(take("names-delimiter"))
    }
    return element == "info" || element == "style" || element == "terms"
}

END {
    if (failed) exit 1
    gsub(/<[?][^>]*>/, "", text)
    while ((at = index(text, "<!--")) > 0) {
        rest = substr(text, at)
        text = substr(text, 1, at - 1) substr(rest, index(rest, "-->") + 3)
    }
    count = split(text, pieces, "<")
    for (i = 2; i <= count; i++) {
        split_at = index(pieces[i], ">")
        tag = substr(pieces[i], 1, split_at - 1)
        content = last_content
        last_content = substr(pieces[i], split_at + 1)
        closing = substr(tag, 1, 1) == "/"
        single = substr(tag, length(tag)) == "/"
        element = substr(tag, closing + 1)
        sub(/[ \/\n].*/, "", element)
        read_attributes(tag)
        if (skipped != "") { if (closing && element == skipped) skipped = ""; continue }
        if (element == "locale" && !closing) { language = take("xml:lang"); continue }
        if (language != "") { in_locale(element, closing, content); continue }
        if (in_head(element, closing)) continue
        if (closing) { end[stack[--depth]] = nodes; continue }
        if (element == "citation" || element == "bibliography") {
            collapses[element] = has("collapse")
            adds_names[element] = has("disambiguate-add-names")
            adds_given[element] = has("disambiguate-add-givenname")
            adds_suffix[element] = has("disambiguate-add-year-suffix")
            rule = has("givenname-disambiguation-rule") ? name_of(take("givenname-disambiguation-rule")) : rule
        }
        open_node(element)
        if (single) end[node] = nodes
        else stack[depth++] = node
    }
    write_tables()
}

function write_tables(i) {
    printf "static const struct csl_node %s_nodes[] = {\n", style
    for (i = 0; i < nodes; i++) {
        if (i in call) {
            if (!(call[i] in macro)) fail("no macro " call[i])
            of[i] = macro[call[i]]
        }
        printf "    {CSL_%s, FORM_%s, CASE_%s, %d, %s, %d, %s, %d, %d, %d, %s},\n", kind[i], form[i],
            (i in text_case) ? text_case[i] : "AS_IS", parts[i], (i in flags) ? flags[i] : "0", end[i], of[i], prefix[i], suffix[i],
            delimiter[i], more[i]
    }
    printf "};\nstatic const uint16_t %s_lists[] = {\n", style
    for (i = 0; i < lists; i++) print "    " list[i] ","
    printf "};\nstatic const struct csl_name_options %s_names[] = {\n", style
    for (i = 0; i < names; i++) print "    " name_option[i] ","
    printf "};\nstatic const struct csl_own_term %s_terms[] = {\n%s};\n", style, own
    printf "static const char %s_strings[] =\n    \"\\0\"\n%s;\n", style, pool
    printf "#define CSL_STYLE_%s \\\n    {%s_nodes, %s_lists, %s_names, %s_terms, %d, %s_strings, \\\n", toupper(style), style,
        style, style, style, owned, style
    printf "    .options = %s, .citation_options = %s, .bibliography_options = %s, \\\n", style_options, name_options["citation"],
        name_options["bibliography"]
    if (date == "") date = "{0}"
    printf "    .date = {%s}, .ranges = RANGES_%s, .rule = RULE_%s, .names_delimiter = %d, .is_note = %d, .keeps_particles = %d, .collapses = %d, .adds_suffix = %d, \\\n",
        date, ranges, rule == "" ? "BY_CITE" : rule, names_delimiter, is_note, keeps_particles, collapses["citation"], adds_suffix["citation"]
    printf "    .citation = %d, .bibliography = %d, .citation_sort = %d, .bibliography_sort = %d}\n", layout["citation"],
        layout["bibliography"], sort["citation"], sort["bibliography"]
}
