#include "import/article.h"

#include "base/arena.h"
#include "import/hints.h"
#include "import/json_ld.h"

/* How much of an element's sure words one child must hold for the text to be in it, of a hundred. */
enum { HOLDS_MOST = 85 };

enum { LEAD_MOST = 30 };

enum { SURE_WORDS_LEAST = 10, SURE_WORDS_WITHOUT_STOP = 40 };

/* Whether a block reads as prose, whatever stands around it. */
static bool is_prose(const struct intake_block *block) {
    if (block->kind == INTAKE_HEADING || block->link_visible * 2 > block->visible)
        return false;
    if (block->changes & CHANGED_NOTES) /* nothing but a text has notes */
        return true;
    if (block->stops > 0)
        return block->words >= SURE_WORDS_LEAST;
    return block->words >= SURE_WORDS_WITHOUT_STOP && block->link_visible * 4 < block->visible;
}

static bool is_sure(const struct intake_block *block, const uint32_t *hints) {
    uint32_t against = HINTS_AGAINST | HINT_ASIDE | HINT_CAPTION;
    return is_prose(block) && block->note == 0 && !(hints[block->within] & against);
}

/* The sure words of all blocks before each. */
static const uint32_t *sum_sure(struct article *article, const struct intake *intake, struct arena *arena) {
    uint32_t *sums = arena_array(arena, uint32_t, intake->blocks.count + 1);
    for (size_t i = 0; i < intake->blocks.count; i++)
        sums[i + 1] = sums[i] + (article->is_sure[i] ? intake->blocks.items[i].words : 0);
    return sums;
}

enum { BODY_LETTERS_LEAST = 40 };

/* What the page's own program says is the body of the article is sure, whatever stands around it. Returns how many blocks are.
 */
static uint32_t trust_body(struct article *article, const struct intake *intake, struct arena *arena) {
    struct text body = json_ld_body(intake, arena);
    uint32_t sure = 0;
    for (size_t i = 0; body.size > 0 && i < intake->blocks.count; i++) {
        const struct intake_block *block = &intake->blocks.items[i];
        if (article->is_sure[i] || block->kind == INTAKE_HEADING || block->note > 0)
            continue;
        struct text letters = json_ld_letters(block->text, arena);
        article->is_sure[i] = letters.size >= BODY_LETTERS_LEAST && text_contains(body, letters);
        sure += article->is_sure[i];
    }
    return sure;
}

/* How much of the sure words must stand where the page says that its text is, of a hundred, for what follows to be no text. */
enum { SAID_MOST = 20 };

/* Below the text, where a page says where that ends, stand the beginnings of others. */
static void trust_end(struct article *article, const struct intake *intake, const uint32_t *hints) {
    uint64_t said = 0, all = 0;
    size_t end = 0;
    for (size_t i = 0; i < intake->blocks.count; i++) {
        const struct intake_block *block = &intake->blocks.items[i];
        bool is_said = article->is_sure[i] && (hints[block->within] & HINT_BODY);
        all += article->is_sure[i] ? block->words : 0;
        said += is_said ? block->words : 0;
        end = is_said ? i + 1 : end;
    }
    for (size_t i = end; said * 100 > all * SAID_MOST && i < intake->blocks.count; i++)
        article->is_sure[i] = false;
}

/* A page that is hidden, or hinted at, as a whole shows its text by a script: then hints say nothing. */
static const uint32_t *find_sure(struct article *article, const struct intake *intake, const uint32_t *hints,
                                 struct arena *arena) {
    uint32_t sure = 0;
    for (size_t i = 0; i < intake->blocks.count; i++)
        sure += article->is_sure[i] = is_sure(&intake->blocks.items[i], hints);
    trust_end(article, intake, hints);
    sure += trust_body(article, intake, arena);
    for (size_t i = 0; sure == 0 && i < intake->blocks.count; i++)
        article->is_sure[i] = is_prose(&intake->blocks.items[i]);
    return sum_sure(article, intake, arena);
}

static uint32_t sure_in(const struct intake_element *element, const uint32_t *sums) {
    return sums[element->end] - sums[element->first];
}

/*
 * Children come after their parents, so one pass goes down: each element that holds most of what the one before it holds is
 * the next.
 */
static uint32_t find_element(const struct intake *intake, const uint32_t *sums) {
    uint32_t found = 0;
    for (uint32_t i = 1; i < intake->elements.count; i++) {
        const struct intake_element *element = &intake->elements.items[i];
        if (element->parent != found)
            continue;
        uint64_t holds = sure_in(element, sums), all = sure_in(&intake->elements.items[found], sums);
        if (holds > 0 && holds * 100 >= all * HOLDS_MOST)
            found = i;
    }
    return found;
}

/* From the first sure block to the last that stand in the element. */
static void take_between(struct article *article, const struct intake *intake) {
    const struct intake_element *element = &intake->elements.items[article->element];
    uint32_t first = element->first, end = element->end;
    while (first < end && !article->is_sure[first])
        first++;
    while (end > first && !article->is_sure[end - 1])
        end--;
    article->first = first;
    article->end = end;
    for (uint32_t i = first; i < end; i++)
        article->is_in[i] = true;
}

/* Lists and headings at both ends belong to the text where they stand in the same element and nothing speaks against them. */
static bool may_join(const struct intake_block *block, const uint32_t *hints) {
    uint32_t against = HINTS_AGAINST | HINT_ASIDE;
    return !(hints[block->within] & against) && block->link_visible * 2 < block->visible;
}

/* One or two lines behind the last paragraph lead on, or say who filed it; more of them are a list. */
enum { LAST_LINES_MOST = 2, LINE_WORDS_MOST = 9 };

static bool is_line(const struct intake_block *block) {
    return block->kind == INTAKE_PARAGRAPH && block->frame == NONE && block->table == NONE && block->stops == 0 &&
           block->words <= LINE_WORDS_MOST;
}

static bool are_lines(const struct intake *intake, uint32_t from, uint32_t to) {
    while (from < to && is_line(&intake->blocks.items[from]))
        from++;
    return from == to;
}

static void extend(struct article *article, const struct intake *intake, const uint32_t *hints) {
    const struct intake_element *element = &intake->elements.items[article->element];
    while (article->first > element->first && may_join(&intake->blocks.items[article->first - 1], hints))
        article->is_in[--article->first] = true;
    uint32_t end = article->end;
    while (end < element->end && may_join(&intake->blocks.items[end], hints))
        end++;
    if (end <= article->end + LAST_LINES_MOST && are_lines(intake, article->end, end))
        return;
    while (article->end < end)
        article->is_in[article->end++] = true;
}

/* What stands above the text where the page says that its text is: prose, and right above it a line of some length, too. */
enum { NEAR_BLOCKS = 5, NEAR_WORDS_LEAST = 8 };

static void take_body_above(struct article *article, const struct intake *intake, const uint32_t *hints) {
    uint32_t first = article->first;
    for (uint32_t i = first; i-- > 0;) {
        const struct intake_block *block = &intake->blocks.items[i];
        bool is_near = i + NEAR_BLOCKS >= article->first && block->words >= NEAR_WORDS_LEAST && may_join(block, hints);
        if ((hints[block->within] & HINT_BODY) && (article->is_sure[i] || is_near)) {
            article->is_in[i] = true;
            first = i;
        }
    }
    article->first = first;
}

enum { NAMED_LEAST = 12 };

/* What the page calls itself, letters only. */
static struct text own_name(const struct intake *intake, struct arena *arena) {
    for (size_t i = 0; i < intake->facts.count; i++)
        if (intake->facts.items[i].kind == FACT_TITLE)
            return json_ld_letters(intake->facts.items[i].value, arena);
    return TEXT("");
}

/* A heading of the first level, or a line of any kind with which the page's own name begins. */
static bool is_page_heading(const struct intake_block *block, struct text name, struct arena *arena) {
    if (block->kind == INTAKE_HEADING && block->level == 1)
        return true;
    struct text letters = block->text.size <= name.size * 2 ? json_ld_letters(block->text, arena) : TEXT("");
    return letters.size >= NAMED_LEAST && text_starts(name, letters);
}

/* Some pages set their lead as a heading of the second level. */
static bool is_lead_heading(const struct intake_block *block, const uint32_t *hints) {
    return block->kind == INTAKE_HEADING && block->words >= SURE_WORDS_LEAST && block->link_visible == 0 &&
           !(hints[block->within] & HINTS_AGAINST) && block->stops > 0;
}

/* What reads as prose between the page's heading and the text: a lead that is set apart. */
static void take_lead(struct article *article, const struct intake *intake, const uint32_t *hints, struct arena *arena) {
    uint32_t heading = article->first;
    struct text name = own_name(intake, arena);
    for (uint32_t i = article->first; i-- > 0 && i + LEAD_MOST > article->first;)
        if (is_page_heading(&intake->blocks.items[i], name, arena))
            heading = i;
    for (uint32_t i = heading; i < article->first; i++)
        article->is_in[i] |= article->is_sure[i] || (i > heading && is_lead_heading(&intake->blocks.items[i], hints));
    while (heading < article->first && !article->is_in[heading])
        heading++;
    article->first = heading;
}

/* Of a plain text. */

enum { SHORT_LINES_MOST = 4 };

/* The run of sure lines with most words; up to four lines between two of them belong to it. */
static void take_longest_run(struct article *article, const struct intake *intake) {
    uint32_t best = 0, count = (uint32_t)intake->blocks.count;
    for (uint32_t first = 0; first < count;) {
        if (!article->is_sure[first]) {
            first++;
            continue;
        }
        uint32_t last = first, words = 0;
        for (uint32_t i = first; i < count && i - last <= SHORT_LINES_MOST; i++)
            if (article->is_sure[i]) {
                words += intake->blocks.items[i].words;
                last = i;
            }
        if (words > best) {
            best = words;
            article->first = first;
            article->end = last + 1;
        }
        first = last + 1;
    }
    while (article->first > 0 && article->end > 0 && intake->blocks.items[article->first - 1].mark.size > 0)
        article->first--;
    for (uint32_t i = article->first; i < article->end; i++)
        article->is_in[i] = true;
}

/* A page of lists, of verse or of a few words: all that nothing speaks against. */
static void take_all(struct article *article, const struct intake *intake, const uint32_t *hints) {
    article->end = (uint32_t)intake->blocks.count;
    for (uint32_t i = 0; i < article->end; i++)
        article->is_in[i] = may_join(&intake->blocks.items[i], hints);
}

static void take_subtrees(struct article *article, const struct intake *intake, const uint32_t *hints, const uint32_t *sums,
                          struct arena *arena) {
    article->element = find_element(intake, sums);
    take_between(article, intake);
    extend(article, intake, hints);
    take_lead(article, intake, hints, arena);
    take_body_above(article, intake, hints);
}

struct article article_find(const struct intake *intake, const uint32_t *hints, struct arena *arena) {
    size_t count = intake->blocks.count;
    struct article article = {.is_in = arena_array(arena, bool, count + 1), .is_sure = arena_array(arena, bool, count + 1)};
    const uint32_t *sums = find_sure(&article, intake, hints, arena);
    article.words = sums[count];
    if (article.words == 0)
        take_all(&article, intake, hints);
    else if (intake->is_html)
        take_subtrees(&article, intake, hints, sums, arena);
    else
        take_longest_run(&article, intake);
    return article;
}
