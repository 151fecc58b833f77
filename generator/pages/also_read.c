#include "pages/also_read.h"

#include "base/array.h"
#include "base/utf8.h"
#include "kinds/voices.h"

/* A longer list begins with so many works, and the others are folded up. */
enum { WORKS_FIRST = 10 };

/* Of what essays have in common: more is not read. */
enum { SHARED_TOLD = 2 };

/* The list */

/* While it is made. Works are known again by their addresses, since no two have the same. */
struct also_finding {
    struct also_read *list;
    struct table places;
    const struct from *from;
    struct arena *arena;
};

static struct also_work *work_of(struct also_finding *finding, uint32_t essay) {
    struct text address = finding->from->site->essays[essay].thing.address;
    uint32_t place = table_get(&finding->places, address);
    if (place != NONE)
        return &finding->list->items[place];
    table_put(&finding->places, address, (uint32_t)finding->list->count, finding->arena);
    struct also_work *work = array_add(finding->list, finding->arena);
    *work = (struct also_work){.essay = essay};
    return work;
}

static void find_variants(struct also_finding *finding, const struct numbers *variants) {
    for (size_t i = 0; i < variants->count; i++)
        if (essay_is_listed(finding->from->shared, variants->items[i]))
            work_of(finding, variants->items[i])->is_variant = true;
}

static void find_relations(struct also_finding *finding, const struct relation *relations, size_t count, bool is_there) {
    for (size_t i = 0; i < count; i++) {
        if (!essay_is_listed(finding->from->shared, relations[i].essay))
            continue;
        struct also_work *work = work_of(finding, relations[i].essay);
        struct also_reading reading = {relations[i].kind, is_there, relations[i].note};
        *array_add(&work->readings, finding->arena) = reading;
    }
}

static void find_citing(struct also_finding *finding, const struct backlinks *backlinks, size_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const struct backlink *backlink = &backlinks->items[i];
        if (backlink->kind != THING_ESSAY) {
            *array_add(&finding->list->elsewhere, finding->arena) = i;
            continue;
        }
        struct also_work *work = work_of(finding, backlink->number);
        work->is_citing = true;
        if (backlink->sentence.size && essay_is_open(&finding->from->site->essays[backlink->number]))
            *array_add(&work->passages, finding->arena) = i;
    }
}

/* Also where it cites the work that the other is the text of. */
static bool refers_to(const struct site *site, const struct essay *essay, uint32_t other) {
    for (size_t i = 0; i < essay->thing.source.targets.count; i++) {
        const struct target *target = &essay->thing.source.targets.items[i];
        if ((target->kind == THING_ESSAY && target->number == other) ||
            (target->kind == THING_WORK && site->works[target->number].essay == other))
            return true;
    }
    return false;
}

/* As the essay itself knows it: the other one need not be looked at. */
static bool is_referred_to_by(const struct essay *essay, uint32_t other) {
    for (size_t i = 0; i < essay->thing.backlinks.count; i++)
        if (essay->thing.backlinks.items[i].kind == THING_ESSAY && essay->thing.backlinks.items[i].number == other)
            return true;
    return false;
}

/* Where those who cite are too many, most of them are not among the passages here. */
static void find_near(struct also_finding *finding, const struct essay *essay, bool is_cut) {
    for (size_t i = 0; i < essay->related.count; i++)
        if (essay_is_listed(finding->from->shared, essay->related.items[i]))
            work_of(finding, essay->related.items[i]);
    for (size_t i = 0; i < finding->list->count; i++) {
        struct also_work *work = &finding->list->items[i];
        work->is_cited = refers_to(finding->from->site, essay, work->essay);
        work->is_citing = work->is_citing || (is_cut && is_referred_to_by(essay, work->essay));
        work->is_near = !work->is_variant && !work->is_cited && !work->is_citing && !work->readings.count;
    }
}

void also_read_find(struct also_read *list, const struct from *from, struct arena *arena) {
    const struct essay *essay = page_essay(from);
    const struct backlinks *backlinks = &essay->thing.backlinks;
    size_t shown = backlinks_shown(from, LISTING_CITING(THING_ESSAY), from->page->number);
    struct also_finding finding = {list, {0}, from, arena};
    *list = (struct also_read){0};
    find_variants(&finding, &essay->variants);
    find_relations(&finding, essay->relations.items, essay->relations.count, false);
    find_relations(&finding, essay->related_by.items, essay->related_by.count, true);
    find_citing(&finding, backlinks, shown);
    find_near(&finding, essay, shown < backlinks->count);
}

/* Why a work is there */

/* NULL: that one cites the other is no reading. */
static const char *reading_word(const struct also_reading *reading) {
    static const char *const words[][2] = {
        [RELATION_CITES] = {NULL, NULL},
        [RELATION_RESPONDS_TO] = {"this-answers", "answers-this"},
        [RELATION_SUPPORTS] = {"this-supports", "supports-this"},
        [RELATION_DISPUTES] = {"this-disputes", "disputes-this"},
        [RELATION_EXTENDS] = {"this-extends", "extends-this"},
        [RELATION_SUPERSEDES] = {"this-supersedes", "supersedes-this"},
    };
    return words[reading->kind][reading->is_there];
}

static bool has_readings(const struct also_work *work) {
    for (size_t i = 0; i < work->readings.count; i++)
        if (reading_word(&work->readings.items[i]))
            return true;
    return false;
}

static struct why_phrase *new_phrase(struct why *why, enum why_kind kind) {
    why->phrases[why->count] = (struct why_phrase){.kind = (uint8_t)kind};
    return &why->phrases[why->count++];
}

static bool says_that_it_cites(const struct also_work *work, bool is_there) {
    for (size_t i = 0; i < work->readings.count; i++)
        if (work->readings.items[i].kind == RELATION_CITES && work->readings.items[i].is_there == is_there)
            return true;
    return false;
}

/* The passages in which it cites this one say so themselves, below. */
static void add_references(struct why *why, const struct also_work *work) {
    bool there = work->is_cited || says_that_it_cites(work, false);
    bool back = work->is_citing || says_that_it_cites(work, true);
    if (work->passages.count || (!there && !back))
        return;
    struct why_phrase *phrase = new_phrase(why, WHY_REFERENCE);
    phrase->there = there;
    phrase->back = back;
}

/* Where the one is a text on the other's author's work, "also by" would name him as the author of both. */
static enum why_kind kind_of_authors(const struct from *from, uint32_t other) {
    bool both_are_theirs =
        essay_voice(page_essay(from)) == VOICE_AUTHORS && essay_voice(&from->site->essays[other]) == VOICE_AUTHORS;
    return both_are_theirs ? WHY_AUTHORS : WHY_ORIGIN;
}

static const struct {
    uint8_t why, thing; /* enum why_kind; enum thing_kind of what is named */
} shared_kinds[] = {
    [REASON_TOPIC] = {WHY_TOPICS, THING_TOPIC},
    [REASON_AUTHOR] = {WHY_AUTHORS, THING_AUTHOR},
    [REASON_COMMON_REFERENCE] = {WHY_COMMON_REFERENCES, THING_ESSAY},
};

static struct why_phrase *phrase_of(struct why *why, uint8_t kind) {
    for (size_t i = 0; i < why->count; i++)
        if (why->phrases[i].kind == kind)
            return &why->phrases[i];
    return new_phrase(why, kind);
}

static void add_shared_thing(struct why *why, const struct from *from, const struct reason *reason, uint32_t other) {
    uint8_t thing = shared_kinds[reason->kind].thing;
    uint8_t kind = reason->kind == REASON_AUTHOR ? (uint8_t)kind_of_authors(from, other) : shared_kinds[reason->kind].why;
    struct why_phrase *phrase = phrase_of(why, kind);
    if (phrase->count < WHY_NAMED) {
        phrase->names[phrase->count].title = site_title(from->site, thing, reason->number);
        phrase->names[phrase->count].address = site_thing(from->site, thing, reason->number)->address;
        phrase->names[phrase->count].han = han_of(from->site, thing, reason->number);
    }
    phrase->count++;
}

/* Whether a word of the title begins with it. Both are folded. */
static bool has_word(struct text title, struct text word) {
    for (size_t at = 0; (at = text_find(title, word, at)) < title.size; at++)
        if (at == 0 || !char_is_alphanumeric(title.bytes[at - 1]))
            return true;
    return false;
}

/* Of words that both texts have, those that say what one of them is about, for its title has them: "a, b". */
static struct text words_of_titles(const struct from *from, uint32_t other, struct text words, struct arena *arena) {
    struct text ours = utf8_fold(page_essay(from)->thing.title, arena);
    struct text theirs = utf8_fold(from->site->essays[other].thing.title, arena);
    struct text said = {0}, word, rest = words;
    while (text_cut(&word, &rest, ',')) {
        word = text_trim(word);
        struct text folded = utf8_fold(word, arena);
        if (has_word(ours, folded) || has_word(theirs, folded))
            said = text_join(arena, said, text_join(arena, said.size ? TEXT(", ") : said, word));
    }
    return said;
}

/* Words of a text that may not be published are no reason to tell. */
static void add_shared_words(struct why *why, const struct from *from, struct text words, uint32_t other, struct arena *arena) {
    bool may_leave = essay_is_open(page_essay(from)) && essay_is_open(&from->site->essays[other]);
    struct text said = may_leave ? words_of_titles(from, other, words, arena) : TEXT("");
    if (!said.size)
        return;
    struct why_phrase *phrase = new_phrase(why, WHY_WORDS);
    phrase->words = said;
    phrase->han = page_essay(from)->han;
}

/* Words are told only where there is nothing else, and only such as mean something by themselves. */
static void add_shared(struct why *why, const struct from *from, uint32_t other, struct arena *arena) {
    struct reasons reasons = related_reasons(from->site, from->page->number, other, arena);
    struct text words = TEXT("");
    for (size_t i = 0; i < reasons.count; i++) {
        const struct reason *reason = &reasons.items[i];
        if (reason->kind == REASON_WORDS)
            words = reason->words;
        else if (reason->kind != REASON_REFERENCE)
            add_shared_thing(why, from, reason, other);
    }
    if (why->count == 0)
        add_shared_words(why, from, words, other, arena);
    if (why->count > SHARED_TOLD)
        why->count = SHARED_TOLD;
}

/* What form of the same work the other is. A translation by a machine is called one where its authors are named. */
static void add_variant(struct why *why, const struct essay *variant) {
    if (essay_voice(variant) != VOICE_MACHINE)
        new_phrase(why, WHY_VARIANT)->word = variant_word(variant->variant, false);
}

/*
 * Where an editor says what the two are to each other, who cites whom is not said beside it: he speaks of the originals, which
 * may never have named each other, and the texts here may. What they share is said where nothing else is.
 */
static struct why why_of(const struct from *from, const struct also_work *work, struct arena *arena) {
    struct why why = {0};
    if (work->is_variant)
        add_variant(&why, &from->site->essays[work->essay]);
    else if (!has_readings(work))
        add_references(&why, work);
    if (work->is_near)
        add_shared(&why, from, work->essay, arena);
    return why;
}

/* A work that is merely near, and of which nothing can be said that is worth reading, is left out. */
static void explain(struct also_read *list, const struct from *from, struct arena *arena) {
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct why *why = arena_new(arena, struct why);
        *why = why_of(from, &list->items[i], arena);
        list->items[i].why = why;
        if (why->count || !list->items[i].is_near)
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

/* What is gathered */

/* What works share costs a search each. Its digest is known; the things that can be named are the essay's own. */
static struct digest digest_of_shared(const struct from *from, const struct essay *essay) {
    const struct targets *targets = &essay->thing.source.targets;
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, essay->related_why);
    hasher_add_text(&hasher, essay->thing.title);
    for (size_t i = 0; i < essay->topics.count; i++)
        hasher_add_digest(&hasher, mention_digest(from->shared, THING_TOPIC, essay->topics.items[i]));
    for (size_t i = 0; i < essay->authors.count; i++)
        hasher_add_digest(&hasher, mention_digest(from->shared, THING_AUTHOR, essay->authors.items[i]));
    for (size_t i = 0; i < targets->count; i++)
        if (targets->items[i].kind == THING_ESSAY)
            hasher_add_digest(&hasher, mention_digest(from->shared, THING_ESSAY, targets->items[i].number));
    for (size_t i = 0; i < essay->relations.count; i++)
        hasher_add_digest(&hasher, mention_digest(from->shared, THING_ESSAY, essay->relations.items[i].essay));
    hasher_add_number(&hasher, (uint64_t)essay_voice(essay) << 1 | essay_is_open(essay));
    hasher_add_text(&hasher, essay->han);
    return hasher_end(&hasher);
}

/* Of all that why_of looks at in the work. */
static struct digest digest_of_why(const struct from *from, const struct also_work *work, struct digest shared) {
    const struct essay *other = &from->site->essays[work->essay];
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_number(&hasher, (uint64_t)work->is_variant << 2 | (uint64_t)work->is_cited << 1 | work->is_citing);
    hasher_add_number(&hasher, work->is_variant ? other->variant : 0);
    hasher_add_number(&hasher, (uint64_t)has_readings(work) << 2 | (uint64_t)says_that_it_cites(work, true) << 1 |
                                   says_that_it_cites(work, false));
    hasher_add_number(&hasher, work->passages.count > 0);
    if (work->is_near) {
        hasher_add_digest(&hasher, shared);
        hasher_add_text(&hasher, other->thing.title);
        hasher_add_number(&hasher, (uint64_t)essay_voice(other) << 1 | essay_is_open(other));
    }
    return hasher_end(&hasher);
}

/* Each with its own note, whose "it" is the one that the word speaks of first. */
static void gather_readings(struct gathering *g, const struct from *from, const struct also_work *work) {
    gather_open_list(g, "readings");
    for (size_t i = 0; i < work->readings.count; i++) {
        const struct also_reading *reading = &work->readings.items[i];
        if (!reading_word(reading))
            continue;
        gather_open(g, NULL);
        gather_word(g, "label", reading_word(reading));
        gather_marked(g, NULL, "note_html", reading->note, page_essay(from)->han);
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_readings", "readings", NULL);
}

static void gather_note(struct gathering *g, struct text note, struct text han) {
    if (!note.size)
        return;
    gather_open(g, NULL);
    gather_marked(g, NULL, "note_html", note, han);
    gather_close(g);
}

/* On the form that it is, and on its being cited. */
static void gather_notes(struct gathering *g, const struct from *from, const struct also_work *work) {
    struct text han = page_essay(from)->han;
    gather_open_list(g, "notes");
    if (work->is_variant)
        gather_note(g, from->site->essays[work->essay].variant_note, han);
    for (size_t i = 0; i < work->readings.count; i++)
        if (!reading_word(&work->readings.items[i]))
            gather_note(g, work->readings.items[i].note, han);
    gather_close(g);
}

static void gather_passages(struct gathering *g, const struct from *from, const struct also_work *work) {
    const struct backlinks *backlinks = &page_essay(from)->thing.backlinks;
    gather_open_list(g, "passages");
    for (size_t i = 0; i < work->passages.count; i++) {
        gather_open(g, NULL);
        gather_citing_sentence(g, from, &backlinks->items[work->passages.items[i]]);
        gather_close(g);
    }
    gather_close(g);
    gather_count(g, "passage_count", work->passages.count);
    gather_has(g, "has_passages", "passages", NULL);
}

static struct text beside_of(const struct from *from, const struct also_work *work, struct arena *arena) {
    bool stands = work->is_variant && besides_stands(from->site, from->shared->date_positions, work->essay);
    return stands ? besides_address(from->site, work->essay, arena) : TEXT("");
}

static void gather_work(struct gathering *g, const struct from *from, const struct also_work *work, struct digest shared) {
    struct arena *arena = gathering_arena(g);
    const struct essay *essay = &from->site->essays[work->essay];
    gather_open(g, NULL);
    gather_mention(g, from->shared, THING_ESSAY, work->essay);
    gather_text(g, "voice", voice_of(gathering_language(g), essay, arena));
    gather_date(g, "date", essay->date);
    gather_path(g, "beside_path", beside_of(from, work, arena));
    if (gather_stands(g, "why_html", gathering_is_view(g) ? shared : digest_of_why(from, work, shared)))
        gather_text(g, "why_html", why_html(work->why, gathering_language(g), gathering_place(g), arena));
    gather_readings(g, from, work);
    gather_notes(g, from, work);
    gather_has(g, "has_reason", "why_html", "readings");
    gather_has(g, "has_addition", "notes", "beside_path");
    gather_has(g, "has_line", "has_reason", "has_addition");
    gather_passages(g, from, work);
    gather_close(g);
}

static bool has_near(const struct also_read *list) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].is_near)
            return true;
    return false;
}

static void gather_works_listed(struct gathering *g, const struct from *from, const struct also_read *list) {
    size_t first = list->count < WORKS_FIRST ? list->count : WORKS_FIRST;
    struct digest shared = {0};
    if (!gathering_is_view(g) && has_near(list))
        shared = digest_of_shared(from, page_essay(from));
    gather_open_list(g, "works");
    for (size_t i = 0; i < first; i++)
        gather_work(g, from, &list->items[i], shared);
    gather_close(g);
    gather_open_list(g, "more");
    for (size_t i = first; i < list->count; i++)
        gather_work(g, from, &list->items[i], shared);
    gather_close(g);
    gather_count(g, "more_count", list->count - first);
    gather_has(g, "has_works", "works", NULL);
    gather_has(g, "has_more", "more", NULL);
}

static size_t things_of(const struct backlinks *backlinks, const struct numbers *indexes) {
    size_t count = 0;
    const struct backlink *before = NULL;
    for (size_t i = 0; i < indexes->count; i++) {
        const struct backlink *backlink = &backlinks->items[indexes->items[i]];
        count += !before || before->kind != backlink->kind || before->number != backlink->number;
        before = backlink;
    }
    return count;
}

/* A key takes all that a reason could be made of; which works are left out for want of one follows from that. */
void gather_also_read(struct gathering *g, const struct from *from) {
    const struct backlinks *backlinks = &page_essay(from)->thing.backlinks;
    struct also_read list;
    also_read_find(&list, from, gathering_arena(g));
    if (gathering_is_view(g))
        explain(&list, from, gathering_arena(g));
    if (list.count + list.elsewhere.count == 0) {
        gather_none(g, "also_read");
        return;
    }
    gather_open(g, "also_read");
    gather_works_listed(g, from, &list);
    gather_citing(g, from, backlinks, &list.elsewhere);
    gather_count(g, "citing_count", things_of(backlinks, &list.elsewhere));
    gather_all_citing(g, from, LISTING_CITING(THING_ESSAY), from->page->number);
    gather_close(g);
}
