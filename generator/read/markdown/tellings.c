#include "read/markdown/tellings.h"

#include "base/array.h"
#include "read/codes.h"
#include "read/markdown/reading.h"

enum { MOST_TELLINGS = 200, SHOWN_BYTES = 60 };

/* What is told: the message takes what is written at the first place, and what may stand in several files is advice. */
static const struct {
    const char *code;
    enum diag_level level;
    const char *message, *help;
} table[TELL_KINDS] = {
    [TELL_TAG] = {W_FOREIGN_SHORTCODE, DIAG_WARNING, "another generator's tag: %.*s",
                  "it is printed as written; write what it stands for in Markdown"},
    [TELL_FORMULA] =
        {W_FORMULA, DIAG_WARNING, "mathematics is kept as written: %.*s",
         "a layout can render what has class=\"math\"; \"math: false\" in content/site.yaml makes a dollar a dollar"},
    [TELL_CITATION] = {W_CITATION, DIAG_WARNING, "a citation by key is printed as written: %.*s",
                       "there are no works to cite; put them into content/references.bib, references.json or references.yaml"},
    [TELL_CITED_IN_LINK] = {W_CITED_IN_LINK, DIAG_WARNING, "a citation cannot stand in the words of a link: %.*s",
                            "it is printed as written; put it behind the link"},
    [TELL_CITED_IN_TITLE] = {W_CITED_IN_LINK, DIAG_WARNING, "a citation cannot stand in the title of the page: %.*s",
                             "it is left out; put it into the text"},
    [TELL_TILDE] = {W_SINGLE_TILDE, DIAG_WARNING, "one tilde strikes nothing through: %.*s",
                    "write ~~words~~; or set \"tilde: false\" in content/site.yaml if a tilde is a tilde"},
    [TELL_ATTRIBUTE] = {W_ATTRIBUTE, DIAG_WARNING, "this attribute has no effect here: %.*s",
                        "id, class and lang are taken, and the width and height of pictures; remove it"},
    [TELL_PLACE] = {W_ATTRIBUTE, DIAG_WARNING, "attributes stand behind nothing that takes them: %.*s",
                    "they are printed as written; put them directly behind a heading, picture, link or [words]"},
    [TELL_BOX] = {W_STRAY_BOX, DIAG_WARNING, "this begins or ends no box: %.*s",
                  "a box begins with \"::: {.name}\" and ends with \":::\", each on a line of its own"},
    [TELL_EMBED] = {W_EMBED, DIAG_WARNING, "a text cannot stand inside of another one; this became a link: %.*s",
                    "write what it should say, or [[slug]]"},
    [TELL_FILE] = {W_NO_PICTURE, DIAG_WARNING, "this is no picture, and became a link: %.*s",
                   "write [words](address), without the exclamation mark"},
    [TELL_ALT] = {W_NO_ALT, DIAG_WARNING, "a picture has no words for those who do not see it: %.*s",
                  "write them: ![words](address); of a picture that only decorates say so: ![](address){alt=\"\"}"},
    [TELL_CELL] = {W_LOST_CELL, DIAG_WARNING, "this cell has no column in the header of its table, and is left out: %.*s",
                   "write \\| for a bar inside of a cell; or give the header as many cells"},
    [TELL_CAPTION] = {W_FOREIGN_SHORTCODE, DIAG_WARNING, "another program's caption of a table: %.*s",
                      "it is printed as written; begin the paragraph with \"Table:\""},
    [TELL_CAPTION_ROW] = {W_TABLE, DIAG_WARNING, "this became a row of the table above it: %.*s",
                          "write an empty line before it if it is the table's caption"},
    [TELL_CAPTION_TERM] = {W_TABLE, DIAG_WARNING, "this became a definition that has no term: %.*s",
                           "write \"Table:\" in place of the colon if it is the table's caption"},
    [TELL_QUOTATION] = {W_QUOTATION_PASSED, DIAG_WARNING, "the quotation above this line is compared with nothing: %.*s",
                        "write one reference, behind a comma: \"— Doe, [[slug]]\"; or {check=no} at the end of the line"},
    [TELL_COMMENT] = {E_UNCLOSED_COMMENT, DIAG_ERROR, "the comment that begins here is never closed",
                      "end it as it began; or write \\%% for a percent sign"},
};

static bool is_told(const struct telling *telling, enum tell_kind kind, struct text name) {
    return telling->kind == kind && text_equal_ignoring_case(telling->name, name);
}

void tellings_add(struct markdown_reader *reader, enum tell_kind kind, struct text name, size_t offset, size_t size) {
    struct tellings *tellings = &reader->tellings;
    for (size_t i = 0; i < tellings->count; i++)
        if (is_told(&tellings->items[i], kind, name) || i + 1 == MOST_TELLINGS) {
            tellings->items[i].times++;
            return;
        }
    *array_add(tellings, reader->arena) =
        (struct telling){(uint8_t)kind, 1, text_copy(name, reader->arena), (uint32_t)offset, (uint32_t)size};
}

/* As written, on one line, and not all of it when it is long. */
static struct text shown(struct markdown_reader *reader, const struct telling *telling) {
    struct text written = text_slice(reader->input->body, telling->offset, telling->offset + telling->size);
    written = text_slice(written, 0, text_find_char(written, '\n', 0));
    bool is_long = written.size > SHOWN_BYTES || written.size < telling->size;
    written = text_trim(text_slice(written, 0, SHOWN_BYTES));
    while (written.size && is_long && ((unsigned char)written.bytes[written.size - 1] & 0x80))
        written.size--;
    return is_long ? text_join(reader->arena, written, TEXT("…")) : written;
}

static void report_one(struct markdown_reader *reader, const struct telling *telling) {
    struct text first = shown(reader, telling);
    struct text message = text_format(reader->arena, table[telling->kind].message, TEXT_ARGS(first)); /* NOLINT: of the table */
    if (telling->times > 1)
        message = text_format(reader->arena, "%.*s (%u times in this file)", TEXT_ARGS(message), (unsigned)telling->times);
    report(reader, table[telling->kind].level, table[telling->kind].code, place_of(reader, telling->offset, telling->size),
           message, text_of(table[telling->kind].help));
}

void tellings_report(struct markdown_reader *reader) {
    for (size_t i = 0; i < reader->tellings.count; i++)
        report_one(reader, &reader->tellings.items[i]);
}
