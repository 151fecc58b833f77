#include "compose/why.h"

#include "base/buffer.h"
#include "compose/links.h"
#include "read/han.h"

static void add_names(struct buffer *out, const struct why_phrase *phrase, struct text root, struct arena *arena) {
    for (size_t i = 0; i < phrase->count && i < WHY_NAMED; i++) {
        if (i)
            buffer_add(out, i + 1 == phrase->count ? TEXT(" and ") : TEXT(", "));
        buffer_add(out, TEXT("<a href=\""));
        buffer_add_html(out, root);
        buffer_add_html(out, link_to(phrase->names[i].address, arena));
        buffer_add(out, TEXT("\">"));
        markup_han(out, phrase->names[i].title, phrase->names[i].han);
        buffer_add(out, TEXT("</a>"));
    }
    if (phrase->count > WHY_NAMED)
        buffer_add_format(out, " and %zu more", phrase->count - WHY_NAMED);
}

static struct text reference_words(const struct why_phrase *phrase) {
    if (phrase->there && phrase->back)
        return TEXT("the two refer to each other");
    return phrase->there ? TEXT("is referred to here") : TEXT("refers to this");
}

static void add_phrase(struct buffer *out, const struct why_phrase *phrase, struct text root, struct arena *arena) {
    switch ((enum why_kind)phrase->kind) {
    case WHY_TOPICS: buffer_add(out, phrase->count == 1 ? TEXT("shares the topic ") : TEXT("shares the topics ")); break;
    case WHY_AUTHORS: buffer_add(out, TEXT("also by ")); break;
    case WHY_REFERENCE: buffer_add(out, reference_words(phrase)); return;
    case WHY_COMMON_REFERENCES: buffer_add(out, TEXT("both refer to ")); break;
    case WHY_WORDS:
        buffer_add(out, TEXT("words in common: "));
        markup_han(out, phrase->words, phrase->han);
        return;
    }
    add_names(out, phrase, root, arena);
}

struct text why_html(const struct why *why, struct text root, struct arena *arena) {
    struct buffer out = {0};
    for (size_t i = 0; i < why->count; i++) {
        if (i)
            buffer_add(&out, TEXT("; "));
        add_phrase(&out, &why->phrases[i], root, arena);
    }
    struct text html = text_copy(buffer_text(&out), arena);
    buffer_free(&out);
    return html;
}
