#include "pages/works.h"

#include "base/array.h"
#include "compose/links.h"
#include "kinds/cited_names.h"
#include "kinds/voices.h"
#include "pages/cards.h"

#include <stdlib.h>

struct works {
    const struct site *site;
    const uint32_t *date_positions;
    struct work_names editors;
    struct arena *arena;
    struct digest **digests;    /* of each essay; NULL until somebody asks */
    struct cite_context *cited; /* likewise: without works */
};

/* The editors */

/* As an author of this reader is cited, if it is one. */
static struct work_name editor_of(const struct site *site, size_t index) {
    if (site->editors[index] != NONE)
        return site->authors[site->editors[index]].cited;
    return name_cited(&(struct name_said){.name = site->settings.editors.items[index].title});
}

static void find_editors(struct work_names *editors, const struct site *site, struct arena *arena) {
    const struct settings *settings = &site->settings;
    for (size_t i = 0; i < settings->editors.count; i++)
        *array_add(editors, arena) = editor_of(site, i);
    if (!editors->count)
        *array_add(editors, arena) = (struct work_name){.literal = settings->title};
}

const struct works *works_make(const struct site *site, const uint32_t *date_positions, struct arena *arena) {
    struct works *works = arena_new(arena, struct works);
    *works = (struct works){.site = site, .date_positions = date_positions, .arena = arena};
    works->digests = arena_new(arena, struct digest *);
    works->cited = arena_new(arena, struct cite_context);
    find_editors(&works->editors, site, arena);
    return works;
}

/* What a page is */

static bool is_shown(const struct works *of, uint32_t essay) {
    return of->date_positions[essay] != NONE;
}

/* The word for what a page has of a text; NULL for all of it. */
static const char *form_of(const struct essay *essay) {
    static const char *const words[ESSAY_FORMS] = {[FORM_OF_SUMMARY] = "form-summary",
                                                   [FORM_OF_PRECIS] = "form-precis",
                                                   [FORM_OF_RECORD] = "form-record",
                                                   [FORM_OF_MACHINE] = "form-machine-translation",
                                                   [FORM_OF_EXCERPT] = "form-excerpt",
                                                   [FORM_OF_TRANSLATION] = "form-translation",
                                                   [FORM_OF_REPRINT] = "form-reprint",
                                                   [FORM_OF_ABRIDGEMENT] = "form-abridgement",
                                                   [FORM_OF_EDITED] = "form-edited",
                                                   [FORM_OF_OTHER] = "form-other"};
    return words[essay_form(essay)];
}

static bool is_of_editors(const struct essay *essay) {
    return essay_voice(essay) != VOICE_AUTHORS;
}

/* "Précis of", which the title of the original follows; "Excerpt of a translation" */
static struct text genre_of(const struct language *language, const struct essay *essay, struct arena *arena) {
    if (is_of_editors(essay) || essay->text == TEXT_FULL || essay->variant == VARIANT_NONE)
        return language_word(language, form_of(essay), arena);
    return SAY(language, arena, "form-excerpt-of",
               {"variant", language_word(language, variant_word(essay->variant, false), arena)});
}

/* The essay whose original is this one's, too. */
static uint32_t root_of(const struct works *of, uint32_t number) {
    const struct essay *essays = of->site->essays;
    uint32_t root = number;
    while (essays[root].variant_of != NONE && is_shown(of, essays[root].variant_of))
        root = essays[root].variant_of;
    return root;
}

/* Texts, names and dates */

static struct work_names names_of(const struct works *of, const struct essay *essay, struct arena *arena) {
    struct work_names names = {0};
    for (size_t i = 0; i < essay->authors.count; i++)
        *array_add(&names, arena) = of->site->authors[essay->authors.items[i]].cited;
    return names;
}

/* What is known of a text where it first appeared. */
static void add_appearance(struct cited_work *work, const struct site *site, const struct essay *essay) {
    const struct provenance *source = &essay->provenance;
    work->type = source->type;
    if (source->publication != NONE)
        work->texts[WORK_CONTAINER_TITLE] = site->publications[source->publication].title;
    work->texts[WORK_VOLUME] = source->volume;
    work->texts[WORK_ISSUE] = source->issue;
    work->texts[WORK_NUMBER] = source->number;
    work->texts[WORK_PAGE] = source->pages;
    work->texts[WORK_PUBLISHER] = source->publisher;
    work->texts[WORK_PUBLISHER_PLACE] = source->place;
    work->texts[WORK_DOI] = source->doi;
    work->texts[WORK_ISSN] = source->issn;
    work->texts[WORK_ISBN] = source->isbn;
    work->names[WORK_EDITOR] = source->editors;
    work->dates[WORK_ISSUED] = work_date_of(essay->date);
}

static struct text topics_line(const struct site *site, const struct essay *essay, struct arena *arena) {
    struct text line = {0};
    for (size_t i = 0; i < essay->topics.count; i++) {
        struct text name = site->topics[essay->topics.items[i]].thing.title;
        line = i ? text_format(arena, "%.*s, %.*s", TEXT_ARGS(line), TEXT_ARGS(name)) : name;
    }
    return line;
}

/* What is said of every page of this reader. */
static void add_page(struct cited_work *work, const struct works *of, const struct essay *essay, struct arena *arena) {
    const struct site *site = of->site;
    work->key = essay->thing.slug;
    work->texts[WORK_TITLE] = essay->thing.title;
    work->texts[WORK_URL] = link_url(site->settings.base_url, essay->thing.address, arena);
    work->texts[WORK_LANGUAGE] = essay->language;
    work->texts[WORK_KEYWORD] = topics_line(site, essay, arena);
    if (!essay->summary_is_excerpt)
        work->texts[WORK_ABSTRACT] = essay->thing.summary;
}

/* What stands in this reader, and nowhere else in this form. */
static void add_own(struct cited_work *work, const struct works *of) {
    work->type = WORK_WEBPAGE;
    work->texts[WORK_CONTAINER_TITLE] = of->site->settings.title;
}

static bool is_dated_by_record(const struct essay *essay) {
    return !essay_has_appeared(essay) && essay->date.precision == DATE_NONE;
}

static void make_whole(struct cited_work *work, const struct works *of, const struct essay *essay, struct arena *arena) {
    bool is_own = !essay_has_appeared(essay);
    add_page(work, of, essay, arena);
    add_appearance(work, of->site, essay);
    work->names[WORK_AUTHOR] = names_of(of, essay, arena);
    work->names[WORK_TRANSLATOR] = essay->provenance.translators;
    work->texts[WORK_ORIGINAL_TITLE] = essay->original_title;
    if (is_own)
        add_own(work, of);
    else
        work->texts[WORK_SOURCE] = of->site->settings.title;
    if (is_dated_by_record(essay))
        work->dates[WORK_ISSUED] = work_date_of(essay->thing.source.record.first);
}

/* "Précis of A Title": without these words BibTeX, RIS and heads would give our words the title of the original. */
static struct text title_of_form(const struct cited_work *work, struct text original, struct arena *arena) {
    struct text genre = work->texts[WORK_GENRE];
    bool is_joined = text_ends(genre, TEXT("：")) || text_ends(genre, TEXT("ـ"));
    return text_format(arena, "%.*s%s%.*s", TEXT_ARGS(genre), is_joined ? "" : " ", TEXT_ARGS(original));
}

/* The editors' words on the original. */
static void make_ours(struct cited_work *work, const struct works *of, const struct cited_work *original, struct arena *arena) {
    if (text_equal(work->texts[WORK_TITLE], original->texts[WORK_TITLE]))
        work->texts[WORK_TITLE] = title_of_form(work, original->texts[WORK_TITLE], arena);
    work->names[WORK_AUTHOR] = of->editors;
    work->names[WORK_REVIEWED_AUTHOR] = original->names[WORK_AUTHOR];
    work->texts[WORK_REVIEWED_TITLE] = original->texts[WORK_TITLE];
}

/* The author's words as this reader has them. */
static void make_theirs(struct cited_work *work, const struct works *of, const struct essay *essay,
                        const struct cited_work *original, struct arena *arena) {
    work->names[WORK_AUTHOR] = names_of(of, essay, arena);
    work->names[WORK_EDITOR] = of->editors;
    if (essay->variant == VARIANT_TRANSLATION)
        work->names[WORK_TRANSLATOR] = essay->provenance.translators;
    work->texts[WORK_ORIGINAL_TITLE] = original->texts[WORK_TITLE];
    work->dates[WORK_ORIGINAL_DATE] = original->dates[WORK_ISSUED];
}

static void make_form(struct cited_work *work, const struct works *of, const struct essay *essay,
                      const struct cited_work *original, struct arena *arena) {
    add_page(work, of, essay, arena);
    add_own(work, of);
    work->texts[WORK_GENRE] = genre_of(of->site->language, essay, arena);
    work->dates[WORK_ISSUED] = work_date_of(essay->thing.source.record.first);
    if (is_of_editors(essay))
        make_ours(work, of, original, arena);
    else
        make_theirs(work, of, essay, original, arena);
}

static struct text key_of_original(const struct essay *essay, struct arena *arena) {
    return text_join(arena, essay->thing.slug, TEXT(".original"));
}

static void make_original(struct cited_work *work, const struct works *of, const struct essay *essay, struct arena *arena) {
    add_appearance(work, of->site, essay);
    if (!essay_has_appeared(essay))
        work->type = WORK_DOCUMENT;
    work->key = key_of_original(essay, arena);
    work->texts[WORK_TITLE] = essay->original_title.size ? essay->original_title : essay->thing.title;
    work->texts[WORK_URL] = essay->provenance.url;
    work->names[WORK_AUTHOR] = names_of(of, essay, arena);
    if (essay->variant != VARIANT_TRANSLATION)
        work->names[WORK_TRANSLATOR] = essay->provenance.translators;
    if (essay->provenance.url.size)
        work->dates[WORK_ACCESSED] = work_date_of(essay->provenance.retrieved);
}

void essay_works_of(struct essay_works *works, const struct works *of, uint32_t number, struct arena *arena) {
    const struct essay *essay = &of->site->essays[number];
    uint32_t root = root_of(of, number);
    *works = (struct essay_works){.count = 1, .of_essay = NONE};
    if (!form_of(essay)) {
        make_whole(&works->items[0], of, essay, arena);
        works->is_dated_by_record = is_dated_by_record(essay);
        return;
    }
    if (root != number && !form_of(&of->site->essays[root])) {
        make_whole(&works->items[1], of, &of->site->essays[root], arena);
        works->of_essay = root;
    } else {
        make_original(&works->items[1], of, &of->site->essays[root], arena);
    }
    make_form(&works->items[0], of, essay, &works->items[1], arena);
    works->is_ours = is_of_editors(essay);
    works->is_dated_by_record = true;
    works->count = 2;
}

/* Digests */

static struct digest digest_of_works(const struct works *of, uint32_t essay, struct arena *scratch) {
    struct essay_works works;
    struct hasher hasher;
    essay_works_of(&works, of, essay, scratch);
    hasher_start(&hasher);
    hasher_add_number(&hasher, (uint64_t)works.is_ours << 33 | (uint64_t)(works.of_essay != NONE) << 32 | works.count);
    for (size_t i = 0; i < works.count; i++)
        hasher_add_digest(&hasher, work_digest(&works.items[i]));
    return hasher_end(&hasher);
}

void works_ready(const struct works *works) {
    if (*works->digests)
        return;
    struct arena scratch = {0};
    *works->digests = arena_array(works->arena, struct digest, works->site->essay_count);
    for (uint32_t i = 0; i < works->site->essay_count; i++)
        (*works->digests)[i] = digest_of_works(works, i, &scratch);
    arena_free(&scratch);
}

struct digest essay_works_digest(const struct works *works, uint32_t essay) {
    works_ready(works);
    return (*works->digests)[essay];
}

/* What is cited */

const struct cite_context *works_cited(const struct works *works) {
    const struct site *site = works->site;
    struct cite_context *cited = works->cited;
    if (cited->works || !site->work_count)
        return cited;
    struct cited_work *all = arena_array(works->arena, struct cited_work, site->work_count);
    for (uint32_t i = 0; i < site->work_count; i++)
        all[i] = *site->works[i].cited;
    *cited = (struct cite_context){.works = all, .count = site->work_count, .terms = site->cite_terms};
    cited->same = style_tell_apart((enum cite_style)site->settings.citation_style, cited, works->arena);
    return cited;
}

/* Many */

static int by_key(const void *left, const void *right) {
    const struct works_entry *a = left, *b = right;
    int order = text_compare(a->key, b->key);
    return order ? order : (a->item > b->item) - (a->item < b->item);
}

/* The keys that essay_works_of gives, without what the works say. */
static void add_entries(struct works_entries *entries, const struct works *of, uint32_t number, struct arena *arena) {
    const struct essay *essay = &of->site->essays[number], *root = &of->site->essays[root_of(of, number)];
    *array_add(entries, arena) = (struct works_entry){essay->thing.slug, number, 0};
    if (form_of(essay)) {
        struct text key = form_of(root) ? key_of_original(root, arena) : root->thing.slug;
        *array_add(entries, arena) = (struct works_entry){key, number, 1};
    }
}

void works_entries_of(struct works_entries *entries, const struct works *works, const struct numbers *essays,
                      struct arena *arena) {
    for (size_t i = 0; i < essays->count; i++)
        if (is_shown(works, essays->items[i]))
            add_entries(entries, works, essays->items[i], arena);
    if (!entries->count)
        return;
    qsort(entries->items, entries->count, sizeof *entries->items, by_key);
    size_t kept = 1;
    for (size_t i = 1; i < entries->count; i++)
        if (!text_equal(entries->items[i].key, entries->items[kept - 1].key))
            entries->items[kept++] = entries->items[i];
    entries->count = kept;
}
