#include "compare/align.h"

#include "base/array.h"
#include "compare/likeness.h"

#include <stdlib.h>
#include <string.h>

/* One that waits on one side for its equal on the other. */
struct waiting {
    uint64_t digest;
    uint32_t gap;   /* the new passage in order behind which it stands; 0 before the first, else its index and 1 */
    uint32_t index; /* of the passage */
};

struct waiting_list {
    struct waiting *items;
    size_t count;
};

struct aligning {
    const struct passages *old, *new;
    struct alignment *alignment;
    struct aligned_list {
        struct aligned *items;
        size_t count, capacity;
    } pairs;
    bool *old_inside, *new_inside; /* in a container that has found its equal: nothing to be looked for */
    uint32_t *old_gap, *new_gap;   /* as waiting.gap */
    struct arena *arena, *scratch;
};

enum { EQUAL = 1000 };

/* What may continue what. */
static bool is_paragraph_like(uint8_t kind) {
    return kind == BLOCK_PARAGRAPH || kind == BLOCK_ITEM;
}

static bool is_like(const struct passage *old, const struct passage *new) {
    return old->kind == new->kind || (is_paragraph_like(old->kind) && is_paragraph_like(new->kind));
}

static void match(struct aligning *aligning, uint32_t old, uint32_t new, uint64_t similarity) {
    struct alignment *alignment = aligning->alignment;
    alignment->new_of[old] = new;
    alignment->old_of[new] = old;
    *array_add(&aligning->pairs, aligning->arena) =
        (struct aligned){.old = old, .new = new, .similarity = (uint16_t)similarity};
}

/* Equal passages ------------------------------------------------------------------------------------------------------------
 */

static int compare_waiting(const void *a, const void *b) {
    const struct waiting *left = a, *right = b;
    if (left->digest != right->digest)
        return left->digest < right->digest ? -1 : 1;
    if (left->gap != right->gap)
        return left->gap < right->gap ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

static struct waiting_list waiting_of(const struct passages *passages, const uint32_t *matched, const uint32_t *gaps,
                                      struct arena *arena) {
    struct waiting_list list = {.items = arena_array(arena, struct waiting, passages->count)};
    for (uint32_t i = 0; i < passages->count; i++)
        if (matched[i] == NONE)
            list.items[list.count++] = (struct waiting){passages->items[i].digest, gaps ? gaps[i] : 0, i};
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, compare_waiting);
    return list;
}

static size_t same_end(const struct waiting_list *list, size_t from) {
    size_t end = from;
    while (end < list->count && list->items[end].digest == list->items[from].digest &&
           list->items[end].gap == list->items[from].gap)
        end++;
    return end;
}

/*
 * Pairs equals, in order: those that occur once on each side, or all that stand between the same neighbours. An empty passage,
 * such as a rule, is equal to all others and found by its neighbours only.
 */
static void match_equals(struct aligning *aligning, const uint32_t *old_gaps, const uint32_t *new_gaps, bool once,
                         uint32_t least_words) {
    struct waiting_list old = waiting_of(aligning->old, aligning->alignment->new_of, old_gaps, aligning->scratch);
    struct waiting_list new = waiting_of(aligning->new, aligning->alignment->old_of, new_gaps, aligning->scratch);
    for (size_t i = 0, j = 0; i < old.count && j < new.count;) {
        const struct waiting *a = &old.items[i], *b = &new.items[j];
        int order = a->digest != b->digest ? (a->digest < b->digest ? -1 : 1) : a->gap < b->gap ? -1 : a->gap > b->gap;
        if (order) {
            i += order < 0;
            j += order > 0;
            continue;
        }
        size_t old_end = same_end(&old, i), new_end = same_end(&new, j);
        bool chosen = (!once || (old_end - i == 1 && new_end - j == 1)) && aligning->old->items[a->index].words >= least_words;
        for (; chosen && i < old_end && j < new_end; i++, j++)
            match(aligning, old.items[i].index, new.items[j].index, EQUAL);
        i = old_end;
        j = new_end;
    }
}

static bool equal_and_free(const struct aligning *aligning, uint32_t old, uint32_t new) {
    return old < aligning->old->count && new < aligning->new->count && aligning->alignment->new_of[old] == NONE &&
           aligning->alignment->old_of[new] == NONE && aligning->old->items[old].digest == aligning->new->items[new].digest;
}

/* From each match on, and from both ends, what follows on both sides and is equal. */
static void match_neighbours(struct aligning *aligning) {
    uint32_t old_count = (uint32_t)aligning->old->count, new_count = (uint32_t)aligning->new->count;
    for (uint32_t i = 0; i <= old_count; i++) {
        uint32_t old = i, new = i ? aligning->alignment->new_of[i - 1] : 0;
        for (new += i &&new != NONE; new != NONE &&equal_and_free(aligning, old, new); old++, new ++)
            match(aligning, old, new, EQUAL);
    }
    for (uint32_t i = old_count + 1; i-- > 0;) {
        uint32_t old = i, new = i < old_count ? aligning->alignment->new_of[i] : new_count;
        while (new != NONE && old > 0 && new > 0 && equal_and_free(aligning, old - 1, new - 1))
            match(aligning, --old, --new, EQUAL);
    }
}

/* Order ---------------------------------------------------------------------------------------------------------------------
 */

/*
 * The heaviest chain of matches that keep their order: for each old passage of `new_of` whether it is in it. A tree of prefix
 * maxima over the new passages (Fenwick), each with the old passage that the chain ends in.
 */
struct chain_end {
    uint64_t weight;
    uint32_t old;
};

static struct chain_end best_before(const struct chain_end *tree, uint32_t new) {
    struct chain_end best = {0, NONE};
    for (; new > 0; new &= new - 1)
        if (tree[new].weight > best.weight)
            best = tree[new];
    return best;
}

static void raise(struct chain_end *tree, size_t count, uint32_t new, struct chain_end end) {
    for (size_t i = (size_t) new + 1; i <= count; i += i & -i)
        if (end.weight > tree[i].weight)
            tree[i] = end;
}

static bool *find_chain(const struct aligning *aligning) {
    const struct passages *old = aligning->old;
    size_t new_count = aligning->new->count;
    struct chain_end *tree = arena_array(aligning->scratch, struct chain_end, new_count + 1);
    uint32_t *before = arena_array(aligning->scratch, uint32_t, old->count + 1);
    bool *in_order = arena_array(aligning->scratch, bool, old->count + 1);
    for (uint32_t i = 0; i < old->count; i++) {
        uint32_t new = aligning->alignment->new_of[i];
        if (new == NONE)
            continue;
        /* Those that were merged into one keep their order, too. */
        struct chain_end best = best_before(tree, new + 1);
        before[i] = best.old;
        /* A container weighs next to nothing: what is in it decides. */
        raise(tree, new_count, new,
              (struct chain_end){best.weight + 1 + (old->items[i].is_leaf ? 4 * (uint64_t)old->items[i].words + 4 : 0), i});
    }
    for (uint32_t i = best_before(tree, (uint32_t)new_count).old; i != NONE; i = before[i])
        in_order[i] = true;
    return in_order;
}

/* Between which matches in order each passage stands. */
static void find_gaps(struct aligning *aligning) {
    const bool *in_order = find_chain(aligning);
    const uint32_t *old_of = aligning->alignment->old_of;
    uint32_t gap = 0;
    for (uint32_t i = 0; i < aligning->old->count; i++) {
        gap = in_order[i] ? aligning->alignment->new_of[i] + 1 : gap;
        aligning->old_gap[i] = gap;
    }
    gap = 0;
    for (uint32_t i = 0; i < aligning->new->count; i++) {
        gap = old_of[i] != NONE && in_order[old_of[i]] ? i + 1 : gap;
        aligning->new_gap[i] = gap;
    }
}

/* Similar passages ----------------------------------------------------------------------------------------------------------
 */

/* A pair that might be: shares are of a thousand. */
struct offer {
    struct likeness_candidate pair;
    uint32_t likeness;                 /* of both */
    uint32_t held;                     /* of the smaller one: so much of it stands in the other */
    uint32_t rank;                     /* likeness, and more where the place speaks for it */
    bool in_gap;                       /* both stand between the same neighbours */
    bool same_rank;                    /* and are the n-th of as many there */
    bool alone;                        /* and the only ones there */
    uint32_t next_of_old, next_of_new; /* the next best offer that one of the two has; NONE for none */
};

struct offers {
    struct offer *items;
    size_t count;
    struct aligning *aligning;
    struct likeness likeness;
    uint32_t *old_rank, *new_rank;     /* of each loose passage: which one it is in its gap */
    uint32_t *old_in_gap, *new_in_gap; /* and of how many */
    bool *old_is_torn, *new_is_torn;   /* two others are as good */
};

/*
 * How much must be shared, of a thousand. Measured: two unrelated paragraphs share 20 to 50, seldom 100; one in which a third
 * of the words were changed shares 300 to 850, half of the words 150 to 600; a part holds nearly all of what it has.
 */
enum {
    LEAST_ALONE = 200,
    LEAST_IN_GAP = 260,
    LEAST_ELSEWHERE = 400,
    LEAST_SHORT = 480, /* of a passage with few words, and in its place only */
    LEAST_HELD = 620,  /* of a part in the whole, beside it */
    LEAST_HELD_FAR = 800,
    FEW_WORDS = 5,
    FEWEST_ALONE = 4,
    PART_WORDS = 5,
    MARGIN = 92, /* percent: so near to the best is as good */
    BONUS_GAP = 60,
    BONUS_RANK = 40,
};

static uint32_t *loose_of(const struct passages *passages, const uint32_t *matched, const bool *inside, size_t *count,
                          struct arena *arena) {
    uint32_t *items = arena_array(arena, uint32_t, passages->count);
    *count = 0;
    for (uint32_t i = 0; i < passages->count; i++)
        if (matched[i] == NONE && !inside[i] && (passages->items[i].is_leaf || passage_own_words(passages, i)))
            items[(*count)++] = i;
    return items;
}

/* Which of how many in its gap each loose passage is; both lists run by gap. */
static void rank_loose(uint32_t *ranks, uint32_t *in_gap, const struct loose *items, size_t count, const uint32_t *gaps) {
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from; to < count && gaps[items[to].passage] == gaps[items[from].passage]; to++)
            ranks[to] = (uint32_t)(to - from);
        for (size_t i = from; i < to; i++)
            in_gap[i] = (uint32_t)(to - from);
    }
}

static struct offer offer_of(const struct offers *offers, struct likeness_candidate pair) {
    const struct loose *old = &offers->likeness.old[pair.old], *new = &offers->likeness.new[pair.new];
    uint64_t shared = likeness_shared(old, new), both = old->weight + new->weight;
    uint64_t smaller = old->weight < new->weight ? old->weight : new->weight;
    struct offer offer = {
        .pair = pair,
        .likeness = both ? (uint32_t)(2 * shared * EQUAL / both) : 0,
        .held = smaller ? (uint32_t)(shared * EQUAL / smaller) : 0,
        .in_gap = offers->aligning->old_gap[old->passage] == offers->aligning->new_gap[new->passage],
    };
    bool as_many = offers->old_in_gap[pair.old] == offers->new_in_gap[pair.new];
    offer.same_rank = offer.in_gap && as_many && offers->old_rank[pair.old] == offers->new_rank[pair.new];
    offer.alone = offer.same_rank && offers->old_in_gap[pair.old] == 1;
    offer.rank = offer.likeness + (offer.in_gap ? BONUS_GAP : 0) + (offer.same_rank ? BONUS_RANK : 0);
    return offer;
}

/* The best first, then by place. */
static int compare_offers(const void *a, const void *b) {
    const struct offer *left = a, *right = b;
    if (left->rank != right->rank)
        return left->rank > right->rank ? -1 : 1;
    if (left->pair.old != right->pair.old)
        return left->pair.old < right->pair.old ? -1 : 1;
    return left->pair.new < right->pair.new ? -1 : left->pair.new > right->pair.new;
}

/* Code is of one template, and so are items and rows of a list: alike is not the same. */
static bool is_template(const struct offers *offers, const struct offer *offer) {
    uint8_t old = offers->aligning->old->items[offers->likeness.old[offer->pair.old].passage].kind;
    uint8_t new = offers->aligning->new->items[offers->likeness.new[offer->pair.new].passage].kind;
    return old == BLOCK_CODE || old == BLOCK_TABLE || (old == BLOCK_ITEM && new == BLOCK_ITEM);
}

/*
 * Whether a pair shares enough to be one, when neither is matched yet. What is short or of a template must stand between the
 * same neighbours, too.
 */
static bool is_enough(const struct offers *offers, const struct offer *offer) {
    const struct loose *old = &offers->likeness.old[offer->pair.old], *new = &offers->likeness.new[offer->pair.new];
    uint32_t fewer = old->words < new->words ? old->words : new->words;
    if (fewer < FEW_WORDS || is_template(offers, offer))
        return offer->in_gap && offer->likeness >= (offer->alone && fewer >= FEWEST_ALONE ? LEAST_IN_GAP : LEAST_SHORT);
    uint32_t least = offer->alone ? LEAST_ALONE : offer->in_gap ? LEAST_IN_GAP : LEAST_ELSEWHERE;
    if (offer->likeness >= least)
        return true;
    return fewer >= PART_WORDS && offer->held >= (offer->in_gap ? LEAST_HELD : LEAST_HELD_FAR);
}

static bool old_is_free(const struct offers *offers, const struct offer *offer) {
    return offers->aligning->alignment->new_of[offers->likeness.old[offer->pair.old].passage] == NONE;
}

static bool new_is_free(const struct offers *offers, const struct offer *offer) {
    return offers->aligning->alignment->old_of[offers->likeness.new[offer->pair.new].passage] == NONE;
}

/* How many other offers of one passage are looked at. */
enum { RIVALS = 16 };

static uint64_t common_part(const struct loose *a, const struct loose *b) {
    uint64_t smaller = a->left < b->left ? a->left : b->left;
    return smaller ? likeness_shared(a, b) * EQUAL / smaller : 0;
}

/* Whether another new passage is about as good for the old one, and wants the same words: a copy, not another part. */
static bool is_rivalled_by_new(const struct offers *offers, const struct offer *best) {
    uint32_t at = best->next_of_old;
    for (unsigned seen = 0; at != NONE && seen < RIVALS; seen++, at = offers->items[at].next_of_old) {
        const struct offer *other = &offers->items[at];
        if (other->rank * 100 < best->rank * MARGIN)
            break;
        if (new_is_free(offers, other) &&
            common_part(&offers->likeness.new[other->pair.new], &offers->likeness.new[best->pair.new]) > EQUAL / 2)
            return true;
    }
    return false;
}

static bool is_rivalled_by_old(const struct offers *offers, const struct offer *best) {
    uint32_t at = best->next_of_new;
    for (unsigned seen = 0; at != NONE && seen < RIVALS; seen++, at = offers->items[at].next_of_new) {
        const struct offer *other = &offers->items[at];
        if (other->rank * 100 < best->rank * MARGIN)
            break;
        if (old_is_free(offers, other) &&
            common_part(&offers->likeness.old[other->pair.old], &offers->likeness.old[best->pair.old]) > EQUAL / 2)
            return true;
    }
    return false;
}

static void link_offers(struct offers *offers) {
    uint32_t *of_old = arena_array(offers->aligning->scratch, uint32_t, offers->likeness.old_count + 1);
    uint32_t *of_new = arena_array(offers->aligning->scratch, uint32_t, offers->likeness.new_count + 1);
    memset(of_old, 0xff, offers->likeness.old_count * sizeof *of_old);
    memset(of_new, 0xff, offers->likeness.new_count * sizeof *of_new);
    for (uint32_t i = (uint32_t)offers->count; i-- > 0;) {
        struct offer *offer = &offers->items[i];
        offer->next_of_old = of_old[offer->pair.old];
        offer->next_of_new = of_new[offer->pair.new];
        of_old[offer->pair.old] = of_new[offer->pair.new] = i;
    }
}

static void take(struct offers *offers, const struct offer *offer, uint64_t similarity) {
    struct loose *old = &offers->likeness.old[offer->pair.old], *new = &offers->likeness.new[offer->pair.new];
    struct alignment *alignment = offers->aligning->alignment;
    uint32_t main_new = alignment->new_of[old->passage], main_old = alignment->old_of[new->passage];
    match(offers->aligning, old->passage, new->passage, similarity < EQUAL ? similarity : EQUAL - 1);
    likeness_consume(old, new);
    if (main_new != NONE)
        alignment->new_of[old->passage] = main_new;
    if (main_old != NONE)
        alignment->old_of[new->passage] = main_old;
}

static void take_best(struct offers *offers) {
    for (size_t i = 0; i < offers->count; i++) {
        const struct offer *offer = &offers->items[i];
        bool *old_is_torn = &offers->old_is_torn[offer->pair.old], *new_is_torn = &offers->new_is_torn[offer->pair.new];
        if (!old_is_free(offers, offer) || !new_is_free(offers, offer) || !is_enough(offers, offer))
            continue;
        *old_is_torn |= is_rivalled_by_new(offers, offer);
        *new_is_torn |= is_rivalled_by_old(offers, offer);
        if (!*old_is_torn && !*new_is_torn)
            take(offers, offer, offer->likeness);
    }
}

/* Only prose is split and merged. */
static bool is_prose(const struct offers *offers, const struct offer *offer) {
    return is_paragraph_like(offers->aligning->old->items[offers->likeness.old[offer->pair.old].passage].kind) &&
           is_paragraph_like(offers->aligning->new->items[offers->likeness.new[offer->pair.new].passage].kind);
}

/* What is left of a split passage, and what else went into one that was merged. */
static void take_parts(struct offers *offers) {
    for (size_t i = 0; i < offers->count; i++) {
        const struct offer *offer = &offers->items[i];
        const struct loose *old = &offers->likeness.old[offer->pair.old], *new = &offers->likeness.new[offer->pair.new];
        const struct loose *part = old_is_free(offers, offer) ? old : new;
        bool torn = offers->old_is_torn[offer->pair.old] || offers->new_is_torn[offer->pair.new];
        if (torn || !is_prose(offers, offer) || old_is_free(offers, offer) == new_is_free(offers, offer) ||
            part->words < PART_WORDS || !part->weight)
            continue;
        uint64_t held = likeness_shared(old, new) * EQUAL / part->weight;
        if (held >= (offer->in_gap ? LEAST_HELD : LEAST_HELD_FAR))
            take(offers, offer, offer->likeness);
    }
}

static void start_offers(struct offers *offers, struct aligning *aligning) {
    size_t old_count, new_count;
    const struct alignment *alignment = aligning->alignment;
    uint32_t *olds = loose_of(aligning->old, alignment->new_of, aligning->old_inside, &old_count, aligning->scratch);
    uint32_t *news = loose_of(aligning->new, alignment->old_of, aligning->new_inside, &new_count, aligning->scratch);
    struct arena *scratch = aligning->scratch;
    *offers = (struct offers){
        .aligning = aligning,
        .old_rank = arena_array(scratch, uint32_t, old_count),
        .new_rank = arena_array(scratch, uint32_t, new_count),
        .old_in_gap = arena_array(scratch, uint32_t, old_count),
        .new_in_gap = arena_array(scratch, uint32_t, new_count),
        .old_is_torn = arena_array(scratch, bool, old_count),
        .new_is_torn = arena_array(scratch, bool, new_count),
    };
    if (!old_count || !new_count)
        return;
    likeness_start(&offers->likeness, aligning->old, olds, old_count, aligning->new, news, new_count, is_like, scratch);
    rank_loose(offers->old_rank, offers->old_in_gap, offers->likeness.old, old_count, aligning->old_gap);
    rank_loose(offers->new_rank, offers->new_in_gap, offers->likeness.new, new_count, aligning->new_gap);
}

static void match_similar(struct aligning *aligning) {
    struct offers offers;
    start_offers(&offers, aligning);
    offers.count = offers.likeness.pair_count;
    offers.items = arena_array(aligning->scratch, struct offer, offers.count);
    for (size_t i = 0; i < offers.count; i++)
        offers.items[i] = offer_of(&offers, offers.likeness.pairs[i]);
    if (!offers.count)
        return;
    qsort(offers.items, offers.count, sizeof *offers.items, compare_offers);
    link_offers(&offers);
    take_best(&offers);
    take_parts(&offers);
}

/* Containers ----------------------------------------------------------------------------------------------------------------
 */

/* A container whose passages are found in another one. */
struct vote {
    uint32_t old, new;
    uint64_t words;
};

struct votes {
    struct vote *items;
    size_t count, capacity;
};

static int compare_pairs(const void *a, const void *b) {
    const struct vote *left = a, *right = b;
    if (left->old != right->old)
        return left->old < right->old ? -1 : 1;
    return left->new < right->new ? -1 : left->new > right->new;
}

static int compare_votes(const void *a, const void *b) {
    const struct vote *left = a, *right = b;
    return left->words != right->words ? (left->words > right->words ? -1 : 1) : compare_pairs(a, b);
}

static bool are_free_containers(const struct aligning *aligning, uint32_t old, uint32_t new) {
    return old != NONE && new != NONE && aligning->old->items[old].kind == aligning->new->items[new].kind &&
           aligning->alignment->new_of[old] == NONE && aligning->alignment->old_of[new] == NONE;
}

static struct votes gather_votes(const struct aligning *aligning) {
    struct votes votes = {0};
    for (uint32_t i = 0; i < aligning->old->count; i++) {
        uint32_t new = aligning->alignment->new_of[i];
        if (new == NONE)
            continue;
        uint32_t around = aligning->old->items[i].parent, new_around = aligning->new->items[new].parent;
        if (are_free_containers(aligning, around, new_around))
            *array_add(&votes, aligning->scratch) = (struct vote){around, new_around, aligning->old->items[i].words + 1u};
    }
    return votes;
}

static void sum_votes(struct votes *votes) {
    size_t kept = 0;
    qsort(votes->items, votes->count, sizeof *votes->items, compare_pairs);
    for (size_t i = 0; i < votes->count; i++) {
        if (kept && compare_pairs(&votes->items[kept - 1], &votes->items[i]) == 0)
            votes->items[kept - 1].words += votes->items[i].words;
        else
            votes->items[kept++] = votes->items[i];
    }
    votes->count = kept;
    qsort(votes->items, votes->count, sizeof *votes->items, compare_votes);
}

/* Whether the passages in common are at least half of one of them. */
static bool is_half(const struct aligning *aligning, const struct vote *vote) {
    uint32_t old = aligning->old->items[vote->old].words, new = aligning->new->items[vote->new].words;
    return vote->words * 2 >= (old < new ? old : new);
}

/* Those that hold other passages, by what became of these; inner ones first. */
static void match_containers(struct aligning *aligning) {
    enum { LEVELS = 8 };
    for (unsigned round = 0; round < LEVELS; round++) {
        size_t before = aligning->pairs.count;
        struct votes votes = gather_votes(aligning);
        if (!votes.count)
            return;
        sum_votes(&votes);
        for (size_t i = 0; i < votes.count; i++)
            if (are_free_containers(aligning, votes.items[i].old, votes.items[i].new) && is_half(aligning, &votes.items[i]))
                match(aligning, votes.items[i].old, votes.items[i].new, EQUAL - 1);
        if (aligning->pairs.count == before)
            return;
    }
}

/* The whole -----------------------------------------------------------------------------------------------------------------
 */

static void mark_inside(bool *inside, const struct passages *passages, uint32_t index) {
    for (uint32_t i = index + 1; i <= passages->items[index].last; i++)
        inside[i] = true;
}

static void match_equal(struct aligning *aligning) {
    enum { TELLING_WORDS = 3 };
    match_equals(aligning, NULL, NULL, true, 0);
    match_neighbours(aligning);
    find_gaps(aligning);
    match_equals(aligning, aligning->old_gap, aligning->new_gap, false, 0);
    match_equals(aligning, NULL, NULL, false, TELLING_WORDS);
    find_gaps(aligning);
    /* Pairs run over containers from the outside in or not at all: each passage is marked by the outermost. */
    uint32_t end = 0;
    for (uint32_t i = 0; i < aligning->old->count; i++) {
        uint32_t new = aligning->alignment->new_of[i];
        if (i < end || new == NONE || aligning->old->items[i].is_leaf == aligning->new->items[new].is_leaf)
            continue;
        mark_inside(aligning->old_inside, aligning->old, i);
        mark_inside(aligning->new_inside, aligning->new, new);
        end = aligning->old->items[i].last + 1;
    }
}

/* How many pairs each passage has: more than one for those that were split or merged. */
static void mark_parts(struct aligning *aligning) {
    uint32_t *of_old = arena_array(aligning->scratch, uint32_t, aligning->old->count);
    uint32_t *of_new = arena_array(aligning->scratch, uint32_t, aligning->new->count);
    for (size_t i = 0; i < aligning->pairs.count; i++) {
        of_old[aligning->pairs.items[i].old]++;
        of_new[aligning->pairs.items[i].new]++;
    }
    for (size_t i = 0; i < aligning->pairs.count; i++) {
        struct aligned *pair = &aligning->pairs.items[i];
        pair->is_split = of_old[pair->old] > 1;
        pair->is_merged = of_new[pair->new] > 1;
    }
}

/* Whether anything in both of a pair, or they themselves, is in order. What went out of a container says nothing of that. */
static bool holds_ordered(const struct aligning *aligning, const bool *in_order, const struct aligned *pair) {
    const uint32_t *new_of = aligning->alignment->new_of;
    uint32_t old_last = aligning->old->items[pair->old].last, new_last = aligning->new->items[pair->new].last;
    for (uint32_t i = pair->old; i <= old_last; i++)
        if (in_order[i] && new_of[i] >= pair->new &&new_of[i] <= new_last)
            return true;
    return false;
}

/* Moved is what is not in order itself, holds nothing that is, and does not stand between its partner's neighbours. */
static void mark_moved(struct aligning *aligning) {
    const bool *in_order = find_chain(aligning);
    size_t count = aligning->old->count, new_count = aligning->new->count;
    uint32_t *least = arena_array(aligning->scratch, uint32_t, new_count + 1),
             *most = arena_array(aligning->scratch, uint32_t, new_count + 1);
    memset(most, 0xff, (new_count + 1) * sizeof *most);
    for (uint32_t i = (uint32_t)count; i-- > 0;) {
        uint32_t new = in_order[i] ? aligning->alignment->new_of[i] : NONE;
        if (new == NONE)
            continue;
        least[new] = least[new] ? least[new] : i; /* the last of those that were merged; */
        most[new] = i;                            /* and the first */
    }
    for (size_t i = 1; i < new_count; i++)
        least[i] = least[i] ? least[i] : least[i - 1];
    for (size_t i = new_count; i-- > 1;)
        most[i - 1] = most[i - 1] != NONE ? most[i - 1] : most[i];
    for (size_t i = 0; i < aligning->pairs.count; i++) {
        struct aligned *pair = &aligning->pairs.items[i];
        bool is_main = aligning->alignment->new_of[pair->old] == pair->new;
        bool fits = pair->old >= least[pair->new] && pair->old <= most[pair->new];
        pair->moved = !fits && !(is_main && holds_ordered(aligning, in_order, pair));
    }
}

static int compare_aligned(const void *a, const void *b) {
    const struct aligned *left = a, *right = b;
    if (left->new != right->new)
        return left->new < right->new ? -1 : 1;
    return left->old < right->old ? -1 : left->old > right->old;
}

/* Each look after the first knows more of what stands between the same neighbours. */
static void align_in(unsigned looks, struct alignment *alignment, const struct passages *old, const struct passages *new,
                     struct arena *arena) {
    struct arena scratch = {0};
    struct aligning aligning = {
        .old = old,
        .new = new,
        .alignment = alignment,
        .old_inside = arena_array(&scratch, bool, old->count),
        .new_inside = arena_array(&scratch, bool, new->count),
        .old_gap = arena_array(&scratch, uint32_t, old->count),
        .new_gap = arena_array(&scratch, uint32_t, new->count),
        .arena = arena,
        .scratch = &scratch,
    };
    alignment->new_of = arena_array(arena, uint32_t, old->count);
    alignment->old_of = arena_array(arena, uint32_t, new->count);
    memset(alignment->new_of, 0xff, old->count * sizeof *alignment->new_of);
    memset(alignment->old_of, 0xff, new->count * sizeof *alignment->old_of);
    match_equal(&aligning);
    match_similar(&aligning);
    for (unsigned look = 1; look < looks; look++) {
        find_gaps(&aligning);
        match_similar(&aligning);
    }
    match_containers(&aligning);
    mark_parts(&aligning);
    mark_moved(&aligning);
    if (aligning.pairs.count)
        qsort(aligning.pairs.items, aligning.pairs.count, sizeof *aligning.pairs.items, compare_aligned);
    alignment->items = aligning.pairs.items;
    alignment->count = aligning.pairs.count;
    arena_free(&scratch);
}

void align(struct alignment *alignment, const struct passages *old, const struct passages *new, struct arena *arena) {
    align_in(1, alignment, old, new, arena);
}

void align_closely(struct alignment *alignment, const struct passages *old, const struct passages *new, struct arena *arena) {
    align_in(3, alignment, old, new, arena);
}
