#include "pages/field_words.h"

#include "base/array.h"
#include "connect/addresses.h"
#include "history/gone.h"
#include "kinds/loading.h"

/* "responds_to" and "machine translation" as names of words have them: "responds-to", "machine-translation". */
static struct text hyphened(const char *before, struct text name, struct arena *arena) {
    struct text word = text_format(arena, "%s%.*s", before, TEXT_ARGS(text_lower_ascii(name, arena)));
    for (char *c = (char *)word.bytes; *c; c++)
        *c = *c == '_' || *c == ' ' ? '-' : *c;
    return word;
}

/* The word that is called so; `otherwise` where the language has none. */
static struct text word_or(const struct language *language, struct text name, struct text otherwise, struct arena *arena) {
    return language_has(language, name.bytes) ? language_word(language, name.bytes, arena) : otherwise;
}

/* A field that is no known one is called by the name that it has in the file. */
struct text field_label(const struct language *language, const struct fields_change *change, struct arena *arena) {
    size_t dot = text_find_char(change->key, '.', 0);
    struct text own = hyphened("field-", text_slice(change->key, 0, dot), arena), below = text_after(change->key, dot + 1);
    if (!language_has(language, own.bytes))
        return change->label;
    struct text label = language_word(language, own.bytes, arena);
    struct text inner = word_or(language, hyphened("inner-", below, arena), below, arena);
    return below.size ? SAY(language, arena, "labelled", {"label", label}, {"text", inner}) : label;
}

/*
 * An old text may have named what is held back whole today, and of that not even the name is told: so a name is told of what
 * stands, under this name or another, and of what is said to be gone.
 */
static bool may_tell(const struct site *site, struct text name, struct arena *arena) {
    struct text address = thing_usual_address(THING_ESSAY, slug_of_name(name, arena), arena);
    const struct address_claim *claim = addresses_at(&site->loading->addresses, address, arena);
    bool stands = claim && claim->state == CLAIM_SHOWN;
    return stands || gone_at(site, address) || essay_called(site, name) != NONE;
}

static struct text essay_words(const struct site *site, struct text name, struct arena *arena) {
    uint32_t number = essay_called(site, name);
    struct text title = number == NONE ? name : site->essays[number].thing.title;
    return may_tell(site, name, arena) ? SAY(site->language, arena, "quoted", {"quotation", title})
                                       : language_word(site->language, "unpublished-essay", arena);
}

/* disputes: "Rain" (On what it counts.) */
static struct text relation_words(const struct site *site, const struct fields_value *value, struct arena *arena) {
    const struct language *language = site->language;
    struct text kind = word_or(language, hyphened("relation-", value->relation, arena), value->relation, arena);
    struct text words = SAY(language, arena, "labelled", {"label", kind}, {"text", essay_words(site, value->essay, arena)});
    bool is_noted = value->note.size && may_tell(site, value->essay, arena);
    return is_noted ? text_join(arena, words, SAY(language, arena, "in-brackets", {"inside", value->note})) : words;
}

/* The kind of things that a field names; THING_NONE. */
static uint8_t kind_named(struct text key) {
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        if (thing_kinds[kind].in_essay && text_equal(key, text_of(thing_kinds[kind].many)))
            return kind;
    return THING_NONE;
}

static struct text named_words(const struct site *site, uint8_t kind, struct text name, struct arena *arena) {
    uint32_t number = thing_called(site->loading, kind, name, arena);
    return number == NONE ? name : site_title(site, kind, number);
}

static struct text date_words(const struct language *language, struct text words, struct arena *arena) {
    struct date date;
    const char *why;
    return date_parse(&date, &why, words, arena) ? language_date(language, date, arena) : words;
}

/* What holds dates, and what holds one of few words: those have words of this beginning. */
static const struct {
    const char *key;
    const char *word; /* NULL: a date */
} known_values[] = {
    {"date", NULL},
    {"updated", NULL},
    {"expiryDate", NULL},
    {"access.until", NULL},
    {"source.retrieved", NULL},
    {"variant", "variant-"},
    {"variant.kind", "variant-"},
    {"text", "value-"},
    {"access", "value-"},
    {"draft", "value-"},
};

struct text field_words(const struct site *site, struct text key, const struct fields_value *value, struct arena *arena) {
    uint8_t kind = kind_named(key);
    if (value->relation.size)
        return relation_words(site, value, arena);
    if (text_equal(key, TEXT("variant_of")))
        return essay_words(site, value->words, arena);
    if (kind != THING_NONE)
        return named_words(site, kind, value->words, arena);
    for (size_t i = 0; i < COUNT_OF(known_values); i++)
        if (text_equal(key, text_of(known_values[i].key)))
            return known_values[i].word
                       ? word_or(site->language, hyphened(known_values[i].word, value->words, arena), value->words, arena)
                       : date_words(site->language, value->words, arena);
    return value->words;
}
