/*
 * What plain words say of an element around them. A sentence that is quoted elsewhere says otherwise than its page when words
 * stand in it that are struck out there, or 106 for 10 to the sixth, or without the marks that a browser puts around <q>.
 */
#include "read/markdown/reading.h"

#include "read/document/prose.h"

static void add_quotation_mark(struct markdown_reader *reader, enum quote outer, enum quote inner) {
    enum quote quote = reader->quotations % 2 ? inner : outer;
    prose_add(reader, text_of(smart_mark(reader->input->language, quote)));
}

static void add_struck(struct markdown_reader *reader) {
    if (reader->struck == 0)
        prose_add(reader, (struct text){(const char[]){PROSE_STRUCK}, 1});
}

static void raise_words(struct markdown_reader *reader, bool is_lowered) {
    struct text words = text_copy(text_after(buffer_text(reader->prose), reader->raised_prose), reader->arena);
    reader->prose->size = reader->raised_prose;
    prose_add_raised(reader->prose, words, is_lowered);
    reader->raised_prose = SIZE_MAX;
}

/* A heading's title is made of its words alone, as its id is. */
static bool says_nothing(const struct markdown_reader *reader) {
    return reader->quiet && !reader->is_cell;
}

void prose_enter(struct markdown_reader *reader, struct text element) {
    switch (says_nothing(reader) ? PROSE_NOTHING : prose_element_of(element)) {
    case PROSE_STRIKES:
        add_struck(reader);
        reader->struck++;
        break;
    case PROSE_RAISES:
    case PROSE_LOWERS: reader->raised_prose = reader->prose->size; break;
    case PROSE_QUOTES:
        add_quotation_mark(reader, QUOTE_OPENS, QUOTE_OPENS_INNER);
        reader->quotations++;
        break;
    case PROSE_NOTHING: break;
    }
}

/* Raw HTML that is kept may close what was never opened. */
void prose_leave(struct markdown_reader *reader, struct text element) {
    enum prose_element kind = says_nothing(reader) ? PROSE_NOTHING : prose_element_of(element);
    if (kind == PROSE_STRIKES && reader->struck > 0) {
        reader->struck--;
        add_struck(reader);
    } else if ((kind == PROSE_RAISES || kind == PROSE_LOWERS) && reader->raised_prose <= reader->prose->size)
        raise_words(reader, kind == PROSE_LOWERS);
    else if (kind == PROSE_QUOTES && reader->quotations > 0) {
        reader->quotations--;
        add_quotation_mark(reader, QUOTE_CLOSES, QUOTE_CLOSES_INNER);
    }
}

void prose_begin_leaf(struct markdown_reader *reader) {
    reader->struck = reader->quotations = 0;
    reader->raised_prose = SIZE_MAX;
}
