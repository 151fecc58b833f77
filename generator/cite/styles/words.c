#include "cite/styles/internal.h"

#include <string.h>

#include "base/utf8.h"

/* A page range's first page, where no variable says it. */
static struct text first_page(struct text page) {
    for (size_t i = 0; i < page.size; i++)
        if (strchr("&-", page.bytes[i]) || text_starts(text_after(page, i), TEXT("–")) ||
            text_starts(text_after(page, i), TEXT(", ")))
            return text_trim(text_slice(page, 0, i));
    return page;
}

struct text text_of_variable(const struct rendering *r, uint8_t variable) {
    const struct text *texts = r->work->texts;
    if (variable == V_LOCATOR)
        return r->place ? r->place->locator : (struct text){0};
    if (variable == V_PAGE_FIRST && texts[WORK_PAGE].size)
        return first_page(texts[WORK_PAGE]);
    return variable < V_FIRST_ROLE ? texts[variable] : (struct text){0};
}

/* "de" of "de-AT": as much of a language as a style names. */
static bool is_language(struct text tag, const char *language) {
    struct text name = text_of(language);
    return text_starts(tag, name) && (tag.size == name.size || tag.bytes[name.size] == '-');
}

static const struct csl_own_term *own_term(const struct rendering *r, enum cite_term term, enum cite_form form) {
    for (size_t i = r->style->term_count; i-- > 0;) {
        const struct csl_own_term *own = &r->style->terms[i];
        if (own->term == term && own->form == form && is_language(r->terms->language, own->language))
            return own;
    }
    return NULL;
}

struct text term_of(const struct rendering *r, enum cite_term term, enum cite_form form, bool is_plural) {
    for (;; form = form == FORM_SYMBOL ? FORM_SHORT : form == FORM_VERB_SHORT ? FORM_VERB : FORM_LONG) {
        const struct csl_own_term *own = own_term(r, term, form);
        if (own)
            return pooled(r, is_plural ? own->many : own->one);
        if (cite_has_word(term, form) || form == FORM_LONG)
            return cite_word(r->terms, term, form, is_plural);
    }
}

bool starts_with_letter(struct text text) {
    size_t at = 0;
    return text.size && (text.bytes[0] == '&' || has_spaced_script(text_slice(text, 0, (utf8_next(text, &at), at))));
}

bool has_spaced_script(struct text text) {
    for (size_t at = 0; at < text.size;) {
        uint32_t c = utf8_next(text, &at);
        if ((c < 128 && utf8_is_letter(c)) || c == '-' || (c >= 0xc0 && c <= 0x17f) || (c >= 0x218 && c <= 0x21b) ||
            (c >= 0x370 && c <= 0x52f) || (c >= 0x590 && c <= 0x6ff) || (c >= 0xe01 && c <= 0xe5b) ||
            (c >= 0x1f00 && c <= 0x1fff))
            return true;
    }
    return false;
}

/* Whether at `at` there is a space that belongs to what stands beside it: before ":", ";", "?", "!" and "»", after "«". */
static bool is_bound_space(struct text words, size_t at) {
    struct text next = text_after(words, at + 1);
    if (words.bytes[at] != ' ')
        return false;
    bool is_before = next.size && (memchr(":;?!", next.bytes[0], 4) || text_starts(next, TEXT("»")));
    return is_before || text_ends(text_slice(words, 0, at), TEXT("«"));
}

/* With such spaces as ones that do not break. */
static struct text tidied(struct text words, struct arena *arena) {
    struct buffer out = {0};
    size_t from = 0;
    for (size_t i = 0; i < words.size; i++)
        if (is_bound_space(words, i)) {
            buffer_add(&out, text_slice(words, from, i));
            buffer_add(&out, TEXT("\u202f"));
            from = i + 1;
        }
    if (from == 0)
        return words;
    buffer_add(&out, text_after(words, from));
    return buffer_take(&out, arena);
}

/* Stops that words begin with are the business of what stands before them. */
static void move_first_stops(struct blob *blob, struct arena *arena) {
    size_t stops = 0;
    if (blob->words.size == 0 || blob->words.bytes[0] == ' ')
        return;
    while (stops < blob->words.size && strchr(":.;!? ", blob->words.bytes[stops]))
        stops++;
    if (stops == 0 || stops == blob->words.size)
        return;
    blob->prefix = text_join(arena, blob->prefix, text_take(&blob->words, stops));
}

static struct blob *new_words(struct rendering *r, struct text words, const struct csl_node *node) {
    struct blob *blob = blob_of_words(tidied(words, r->arena), r->arena);
    struct blob_around around = r->around;
    if (node) {
        blob->prefix = pooled(r, node->prefix);
        blob->suffix = pooled(r, node->suffix);
        if (node->text_case != CASE_AS_IS)
            blob->words = text_in_case(node->text_case, blob->words, r->arena);
        if (node->flags & CSL_ITALIC && has_spaced_script(words))
            blob->decorations |= BLOB_ITALIC;
        if (node->flags & CSL_QUOTES)
            blob->decorations |= BLOB_QUOTES;
        around.is_italic |= (node->flags & CSL_ITALIC) != 0;
        around.is_quoted |= (node->flags & CSL_QUOTES) != 0;
    }
    move_first_stops(blob, r->arena);
    blob_take_marks(blob, around, r->arena);
    return blob;
}

struct blob *name_words(struct rendering *r, struct text words, const struct csl_node *node) {
    return words.size ? new_words(r, words, node) : NULL;
}

struct blob *add_words(struct rendering *r, struct text words, const struct csl_node *node) {
    if (words.size == 0 || r->only_dates)
        return NULL;
    struct blob *blob = new_words(r, words, node);
    r->follows_words = true;
    blob_add(r->level, blob, r->arena);
    return blob;
}

static bool is_english(const struct rendering *r) {
    struct text language = r->work->texts[WORK_LANGUAGE];
    if (language.size == 0)
        language = r->terms->language;
    return text_equal_ignoring_case(text_slice(language, 0, 2), TEXT("en"));
}

/* Title case is for titles in English alone. */
static struct csl_node cased(const struct rendering *r, const struct csl_node *node) {
    struct csl_node copy = *node;
    if (copy.text_case == CASE_TITLE && !is_english(r))
        copy.text_case = CASE_AS_IS;
    return copy;
}

static bool is_number_variable(uint8_t variable) {
    static const uint8_t numbers[] = {V_PAGE,   V_PAGE_FIRST, V_CHAPTER_NUMBER,  V_COLLECTION_NUMBER, V_EDITION,
                                      V_ISSUE,  V_NUMBER,     V_NUMBER_OF_PAGES, V_NUMBER_OF_VOLUMES, V_VOLUME,
                                      V_LOCATOR};
    return memchr(numbers, variable, sizeof numbers);
}

static bool may_be_numeric(uint8_t variable) {
    return is_number_variable(variable) || variable == V_PART_NUMBER || variable == V_SECTION ||
           variable == V_SUPPLEMENT_NUMBER || variable == V_VERSION || variable == V_CALL_NUMBER;
}

static struct number number_of(const struct rendering *r, uint8_t variable) {
    bool is_docket = variable == V_NUMBER && r->work->type == WORK_LEGAL_CASE;
    struct text text = text_of_variable(r, variable);
    return is_docket ? number_whole(text, r->arena) : number_parse(text, r->arena);
}

bool is_numeric(struct rendering *r, uint8_t variable) {
    return text_of_variable(r, variable).size && may_be_numeric(variable) && number_of(r, variable).is_numeric;
}

static struct text short_of(const struct rendering *r, uint8_t variable) {
    if (variable == V_TITLE)
        return r->work->texts[WORK_TITLE_SHORT];
    return variable == V_CONTAINER_TITLE ? r->work->texts[WORK_CONTAINER_TITLE_SHORT] : (struct text){0};
}

static void tried_variable(struct rendering *r) {
    r->group->tried_variable = true;
}

/* A letter behind the year, which sets two works of it apart. It counts as there, also where none is. */
static void render_year_suffix(struct rendering *r, const struct csl_node *node) {
    found_variable(r);
    if (r->apart.suffix == 0 || r->is_looking || r->area == IN_SORT_KEY)
        return;
    char letters[4];
    size_t count = 0;
    for (unsigned n = r->apart.suffix; n > 0 && count < sizeof letters; n = (n - 1) / 26)
        letters[count++] = (char)('a' + (n - 1) % 26);
    struct buffer out = {0};
    while (count-- > 0)
        buffer_add_char(&out, letters[count]);
    struct blob *blob = add_words(r, text_copy(buffer_text(&out), r->arena), node);
    blob->is_number = true;
    buffer_free(&out);
}

static bool is_dropped_author(const struct rendering *r) {
    return r->place && r->place->no_author && !r->has_begun && r->names_depth > 0;
}

/* Variables that are titles and the like: they begin a citation, as names do. */
static bool begins(uint8_t variable) {
    static const uint8_t titles[] = {V_PUBLISHER,        V_PUBLISHER_PLACE, V_EVENT_PLACE,  V_TITLE,       V_CONTAINER_TITLE,
                                     V_COLLECTION_TITLE, V_AUTHORITY,       V_GENRE,        V_TITLE_SHORT, V_MEDIUM,
                                     V_JURISDICTION,     V_ARCHIVE,         V_ARCHIVE_PLACE};
    return memchr(titles, variable, sizeof titles);
}

/* A DOI is its address, with what the style has in front of it. */
static struct text link_of(const struct rendering *r, struct text text, struct csl_node *node) {
    if (node->of != V_DOI)
        return text;
    text = text_join(r->arena, pooled(r, node->prefix), text);
    node->prefix = 0;
    return text;
}

static void add_text(struct rendering *r, struct text text, const struct csl_node *node) {
    struct csl_node shown = cased(r, node);
    struct blob *blob = add_words(r, link_of(r, text, &shown), &shown);
    if (!blob)
        return;
    if (node->of == V_TITLE) {
        blob->decorations |= BLOB_TITLE;
        blob->language = r->work->texts[WORK_LANGUAGE];
    }
    if (node->of == V_URL || node->of == V_DOI)
        blob->decorations |= BLOB_LINK;
}

void render_text(struct rendering *r, const struct csl_node *node) {
    uint8_t variable = (uint8_t)node->of;
    bool is_gone = is_shown_already(r, variable);
    struct text text = is_gone ? (struct text){0} : text_of_variable(r, variable);
    if (r->blocks)
        mark_shown(r, variable);
    if (variable == V_YEAR_SUFFIX) {
        render_year_suffix(r, node);
        return;
    }
    if (node->form == FORM_SHORT && !is_gone && short_of(r, variable).size)
        text = short_of(r, variable);
    if (variable != V_LOCATOR)
        r->collapses = false;
    if (text.size == 0) {
        tried_variable(r);
        return;
    }
    found_variable(r);
    if (begins(variable) && is_dropped_author(r))
        return;
    if (begins(variable))
        r->has_begun = true;
    if (is_number_variable(variable))
        render_number(r, node);
    else
        add_text(r, text, node);
    /* A locator has one place. */
    if (variable == V_LOCATOR && !r->is_looking)
        mark_shown(r, variable);
}

void render_term(struct rendering *r, const struct csl_node *node) {
    struct text term = term_of(r, (enum cite_term)node->of, (enum cite_form)node->form, false);
    if (term.size)
        r->group->has_words = true;
    bool is_in_text = r->area == IN_CITATION && !r->style->is_note;
    if (!r->follows_words && !is_in_text)
        term = text_in_case(CASE_CAPITALIZE_FIRST, term, r->arena);
    add_words(r, term, node);
    if (r->blocks)
        r->can_substitute = false;
}

void render_value(struct rendering *r, const struct csl_node *node) {
    r->group->has_words = true;
    add_words(r, pooled(r, node->of), node);
    if (r->blocks)
        r->can_substitute = false;
}

static enum cite_term locator_term(enum cite_locator kind) {
    static const uint8_t terms[LOCATOR_COUNT] = {TERM_PAGE,   TERM_CHAPTER,   TERM_SECTION,  TERM_PARAGRAPH, TERM_VOLUME,
                                                 TERM_FIGURE, TERM_TABLE,     TERM_NOTE,     TERM_LINE,      TERM_COLUMN,
                                                 TERM_PART,   TERM_VERSE,     TERM_BOOK,     TERM_FOLIO,     TERM_ISSUE,
                                                 TERM_OPUS,   TERM_SUB_VERBO, TERM_TIMESTAMP};
    return terms[kind];
}

/* More than one: a list, a range; of "number-of-...", what is more than 1. */
static bool is_plural(struct rendering *r, uint8_t variable) {
    struct number number = number_of(r, variable);
    bool counts = variable == V_NUMBER_OF_VOLUMES || variable == V_NUMBER_OF_PAGES;
    return number.is_plural || (counts && number.is_numeric && !text_equal(number.items[0].value, TEXT("1")));
}

void render_label(struct rendering *r, const struct csl_node *node) {
    uint8_t variable = (uint8_t)node->of;
    bool plural = text_of_variable(r, variable).size && is_plural(r, variable);
    struct text label = {0};
    if (variable == V_LOCATOR)
        label = term_of(r, locator_term(r->place ? r->place->locator_kind : 0), (enum cite_form)node->form, plural);
    else if (node->more)
        label = term_of(r, (enum cite_term)(node->more - 1), (enum cite_form)node->form, plural);
    if (label.size)
        r->group->has_words = true;
    add_words(r, label, node);
}

static struct text ordinal(const struct rendering *r, struct text digits) {
    static const uint8_t terms[] = {TERM_ORDINAL, TERM_ORDINAL_01, TERM_ORDINAL_02, TERM_ORDINAL_03};
    unsigned last = (unsigned char)digits.bytes[digits.size - 1] - '0';
    bool is_teen = digits.size > 1 && digits.bytes[digits.size - 2] == '1';
    enum cite_term term = terms[last < 4 && !is_teen ? last : 0];
    return text_join(r->arena, digits, term_of(r, term, FORM_LONG, false));
}

static bool is_digits(struct text text) {
    for (size_t i = 0; i < text.size; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
    return text.size > 0;
}

static enum csl_ranges ranges_of(const struct rendering *r, uint8_t variable) {
    bool is_page = variable == V_PAGE || (variable == V_LOCATOR && r->place->locator_kind == LOCATOR_PAGE);
    return is_page ? r->style->ranges : RANGES_NONE;
}

static void add_number_part(struct rendering *r, const struct number *number, size_t i, const struct csl_node *node) {
    const struct number_part *part = &number->items[i];
    struct csl_node bare = {.text_case = node->text_case == CASE_TITLE && !is_english(r) ? CASE_AS_IS : node->text_case};
    bool is_ordinal = node->form == FORM_ORDINAL && number->is_countable && is_digits(part->value);
    struct text value = is_ordinal ? ordinal(r, part->value) : part->value;
    struct blob *blob = add_words(r, text_join(r->arena, part->particle, value), &bare);
    if (!blob)
        return;
    blob->suffix = part->joiner;
    blob->is_number = number->is_countable;
}

void render_number(struct rendering *r, const struct csl_node *node) {
    uint8_t variable = (uint8_t)node->of;
    struct text text =
        is_shown_already(r, variable) && node->kind == CSL_NUMBER ? (struct text){0} : text_of_variable(r, variable);
    if (r->blocks)
        mark_shown(r, variable);
    if (text.size == 0) {
        tried_variable(r);
        return;
    }
    found_variable(r);
    struct number number = number_of(r, variable);
    number_shorten(&number, ranges_of(r, variable), term_of(r, TERM_PAGE_RANGE_DELIMITER, FORM_LONG, false), r->arena);
    struct blob_around around = r->around;
    struct blob *before = open_level(r, node);
    for (size_t i = 0; i < number.count; i++)
        add_number_part(r, &number, i, node);
    r->around = around;
    r->follows_words = true;
    close_level(r, before);
}
