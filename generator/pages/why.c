#include "pages/why.h"

#include "base/buffer.h"
#include "read/han.h"

/* More names in one phrase would not be read. */
enum { NAMES_SHOWN = 3 };

/* The reasons of one kind, which make one phrase together. */
struct group {
    const struct reason *items[NAMES_SHOWN];
    size_t count; /* of all, also of those that are not among `items` */
};

static struct group group_of(const struct reasons *reasons, uint8_t kind) {
    struct group group = {0};
    for (size_t i = 0; i < reasons->count; i++) {
        if (reasons->items[i].kind != kind)
            continue;
        if (group.count < NAMES_SHOWN)
            group.items[group.count] = &reasons->items[i];
        group.count++;
    }
    return group;
}

static void add_link(struct buffer *out, const struct making *making, struct mention mention) {
    buffer_add(out, TEXT("<a href=\""));
    buffer_add_html(out, making->root);
    buffer_add_html(out, mention.path->text);
    buffer_add(out, TEXT("\">"));
    if (mention.title_html->kind == VIEW_TEXT)
        buffer_add(out, mention.title_html->text);
    buffer_add(out, TEXT("</a>"));
}

static void add_links(struct buffer *out, const struct making *making, const struct group *group, uint8_t thing) {
    for (size_t i = 0; i < group->count && i < NAMES_SHOWN; i++) {
        if (i)
            buffer_add(out, i + 1 == group->count ? TEXT(" and ") : TEXT(", "));
        add_link(out, making, cards_mention(making->shared, thing, group->items[i]->number));
    }
    if (group->count > NAMES_SHOWN)
        buffer_add_format(out, " and %zu more", group->count - NAMES_SHOWN);
}

static bool refers_to(const struct essay *essay, uint32_t other) {
    for (size_t i = 0; i < essay->thing.source.targets.count; i++)
        if (essay->thing.source.targets.items[i].kind == THING_ESSAY && essay->thing.source.targets.items[i].number == other)
            return true;
    for (size_t i = 0; i < essay->relations.count; i++)
        if (essay->relations.items[i].essay == other)
            return true;
    return false;
}

/* As the essay itself knows it: the other one need not be looked at. */
static bool is_referred_to_by(const struct essay *essay, uint32_t other) {
    for (size_t i = 0; i < essay->thing.backlinks.count; i++)
        if (essay->thing.backlinks.items[i].kind == THING_ESSAY && essay->thing.backlinks.items[i].number == other)
            return true;
    for (size_t i = 0; i < essay->related_by.count; i++)
        if (essay->related_by.items[i].essay == other)
            return true;
    return false;
}

static void add_reference(struct buffer *out, const struct essay *essay, uint32_t other) {
    bool there = refers_to(essay, other), back = is_referred_to_by(essay, other);
    if (there && back)
        buffer_add(out, TEXT("the two refer to each other"));
    else
        buffer_add(out, there ? TEXT("is referred to here") : TEXT("refers to this"));
}

static void add_words(struct buffer *out, const struct essay *essay, const struct group *group) {
    buffer_add(out, TEXT("words in common: "));
    markup_han(out, group->items[0]->words, essay->han);
}

static void add_phrase(struct buffer *out, const struct making *making, const struct essay *essay, const struct group *group,
                       uint32_t other) {
    switch ((enum reason_kind)group->items[0]->kind) {
    case REASON_TOPIC:
        buffer_add(out, group->count == 1 ? TEXT("shares the topic ") : TEXT("shares the topics "));
        add_links(out, making, group, THING_TOPIC);
        break;
    case REASON_AUTHOR:
        buffer_add(out, TEXT("also by "));
        add_links(out, making, group, THING_AUTHOR);
        break;
    case REASON_REFERENCE: add_reference(out, essay, other); break;
    case REASON_COMMON_REFERENCE:
        buffer_add(out, TEXT("both refer to "));
        add_links(out, making, group, THING_ESSAY);
        break;
    case REASON_WORDS: add_words(out, essay, group); break;
    }
}

static bool is_first_of_kind(const struct reasons *reasons, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (reasons->items[i].kind == reasons->items[index].kind)
            return false;
    return true;
}

struct text why_related(const struct making *making, uint32_t number, uint32_t other) {
    const struct essay *essay = &making->site->essays[number];
    struct reasons reasons = related_reasons(making->site, number, other, making->arena);
    bool words_may_leave = essay_is_open(essay) && cards_mention(making->shared, THING_ESSAY, other).is_open;
    struct buffer out = {0};
    for (size_t i = 0; i < reasons.count; i++) {
        uint8_t kind = reasons.items[i].kind;
        if (!is_first_of_kind(&reasons, i) || (kind == REASON_WORDS && !words_may_leave))
            continue;
        struct group group = group_of(&reasons, kind);
        if (out.size)
            buffer_add(&out, TEXT("; "));
        add_phrase(&out, making, essay, &group, other);
    }
    struct text why = text_copy(buffer_text(&out), making->arena);
    buffer_free(&out);
    return why;
}
