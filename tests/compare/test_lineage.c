/* Ids through a chain of texts, or a graph of them: each text is told as its blocks' names, "a b c". */
#include "compare/lineage/lineage.h"
#include "base/array.h"
#include "../read/parsed.h"

enum { MOST_TEXTS = 16 };

struct chain {
    struct parsed parsed[MOST_TEXTS];
    struct passages passages[MOST_TEXTS];
    size_t count;
    uint32_t last;
    struct lineage lineage;
    struct arena arena;
};

/* The next version, which continues `count` of those before. */
static void add_with(struct chain *chain, struct lineage *lineage, const uint32_t *befores, size_t count,
                     const struct passages *new) {
    struct alignment alignments[MOST_TEXTS];
    struct predecessor predecessors[MOST_TEXTS];
    if (!lineage->versions.count) {
        lineage_begin(lineage, new->body, &chain->arena);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        predecessors[i] = (struct predecessor){befores[i], &chain->passages[befores[i]], &alignments[i]};
        align(&alignments[i], predecessors[i].passages, new, &chain->arena);
    }
    lineage_add(lineage, predecessors, count, new, &chain->arena);
}

static void add_after(struct chain *chain, const char *markdown, const uint32_t *befores, size_t count) {
    uint32_t index = (uint32_t)chain->count++;
    parse(&chain->parsed[index], markdown);
    passages_of(&chain->passages[index], chain->parsed[index].document, chain->parsed[index].body, &chain->arena);
    add_with(chain, &chain->lineage, befores, count, &chain->passages[index]);
    chain->last = index;
}

/* A version that continues these; none: another branch began with it. */
#define ADD_AFTER(chain, markdown, ...)                                                                                        \
    add_after(chain, markdown, (const uint32_t[]){__VA_ARGS__}, sizeof(uint32_t[]){__VA_ARGS__} / sizeof(uint32_t))

/* Adds a version to a chain; NULL withdraws the text. */
static void add(struct chain *chain, const char *markdown) {
    if (markdown) {
        add_after(chain, markdown, &chain->last, 1);
    } else {
        chain->count++;
        lineage_withdraw(&chain->lineage, &chain->arena);
    }
}

static void drop(struct chain *chain) {
    for (size_t i = 0; i < chain->count; i++)
        parsed_free(&chain->parsed[i]);
    arena_free(&chain->arena);
    *chain = (struct chain){0};
}

/* The names of a version's leaves, numbered as they were given; those of one block with + between. */
static struct text told(struct chain *chain, size_t version) {
    const struct lineage *lineage = &chain->lineage;
    struct lineage_version part = lineage->versions.items[version];
    struct text all = {0};
    uint32_t block = NONE;
    for (uint32_t i = 0; i < part.count; i++) {
        const struct lineage_mark *mark = &lineage->marks.items[part.first + i];
        if (!chain->passages[version].items[mark->block].is_leaf)
            continue;
        all = text_format(&chain->arena, "%.*s%s%u", TEXT_ARGS(all),
                          mark->block == block ? "+"
                          : all.size           ? " "
                                               : "",
                          (unsigned)mark->name);
        block = mark->block;
    }
    return all;
}

/* What is gone from the newest text: "name:last>gone ..." */
static struct text graves(struct chain *chain) {
    struct lineage_gone gone = lineage_gone(&chain->lineage, &chain->arena);
    struct text all = {0};
    for (size_t i = 0; i < gone.count; i++) {
        const struct lineage_grave *grave = &gone.items[i];
        all = text_format(&chain->arena, "%.*s%s%u:%u>%u", TEXT_ARGS(all), i ? " " : "", (unsigned)grave->name,
                          (unsigned)grave->last, (unsigned)grave->gone);
    }
    return all;
}

static void assert_lineage(struct chain *chain, const char *names, const char *graves_told) {
    assert_text(told(chain, chain->count - 1), names);
    assert_text(graves(chain), graves_told);
}

#define SEA "The harbour was built in a hurry, of stone that nobody had asked the price of, and it has stood ever since.\n\n"
#define SEA2                                                                                                                   \
    "The old harbour was built in a hurry, of grey stone that nobody asked the price of, and it has stood ever since.\n\n"
#define TAX "Every spring the council met to quarrel over taxes, and every autumn it voted to leave them as they were.\n\n"
#define OWL "An owl lived in the belfry; its droppings were swept up by a sexton whose grandfather had swept before him.\n\n"
#define WAR "When soldiers came through the valley they took the horses, paid with paper, and promised to return by winter.\n\n"

static void ids_go_where_passages_go(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA TAX OWL);
    assert_lineage(&chain, "0 1 2", "");
    add(&chain, TAX SEA2 OWL);
    assert_lineage(&chain, "1 0 2", "");
    add(&chain, TAX WAR SEA OWL);
    assert_lineage(&chain, "1 3 0 2", "");
    drop(&chain);
}

static void what_went_has_a_grave_and_may_come_back(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA TAX OWL);
    add(&chain, SEA OWL);
    assert_lineage(&chain, "0 2", "1:0>1");
    add(&chain, SEA OWL WAR);
    assert_lineage(&chain, "0 2 3", "1:0>1");
    add(&chain, WAR SEA OWL TAX);
    assert_lineage(&chain, "3 0 2 1", "");
    drop(&chain);
}

static void what_comes_back_may_be_somewhat_reworded(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA TAX OWL);
    add(&chain, TAX OWL);
    add(&chain, TAX OWL SEA2);
    assert_lineage(&chain, "1 2 0", "");
    drop(&chain);
}

static void doubt_stays_in_the_grave(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA SEA2 TAX);
    add(&chain, TAX);
    assert_lineage(&chain, "2", "0:0>1 1:0>1");
    /* As like the one as the other. */
    add(&chain,
        TAX "The old harbour was built in a hurry, of stone that nobody had asked the price of, and it has stood for long.\n");
    assert_lineage(&chain, "2 3", "0:0>1 1:0>1");
    drop(&chain);
}

static void equal_passages_keep_their_order(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, "* * *\n\n" SEA "The same words twice here.\n\nThe same words twice here.\n\n" TAX);
    assert_lineage(&chain, "0 1 2 3", "");
    add(&chain, SEA "The same words twice here.\n\n" WAR "The same words twice here.\n\n" TAX);
    assert_lineage(&chain, "0 1 4 2 3", "");
    drop(&chain);
}

static void short_ones_come_back_beside_their_neighbours(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA "Yes.\n\n" TAX OWL);
    add(&chain, SEA OWL);
    assert_lineage(&chain, "0 3", "1:0>1 2:0>1");
    add(&chain, SEA "Yes.\n\n" TAX OWL);
    assert_lineage(&chain, "0 1 2 3", "");
    drop(&chain);
    add(&chain, SEA "Yes.\n\n" TAX OWL);
    add(&chain, SEA OWL);
    add(&chain, SEA OWL "Yes.\n");
    assert_lineage(&chain, "0 3 4", "1:0>1 2:0>1");
    drop(&chain);
}

/* A grows into A B, then both stand apart: what A was given to is A, though B is longer. */
static void the_exact_wording_wins(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, "The ferry crosses the river twice a day.\n\n" OWL);
    add(&chain, "The ferry crosses the river twice a day. " SEA OWL);
    assert_lineage(&chain, "0 1", "");
    add(&chain, "The ferry crosses the river twice a day.\n\n" SEA OWL);
    assert_lineage(&chain, "0 2 1", "");
    drop(&chain);
    /* Also from a grave of other words, and as a paragraph of another name. */
    add(&chain, SEA TAX);
    add(&chain, SEA2 TAX);
    add(&chain, TAX);
    assert_lineage(&chain, "1", "0:1>2");
    add(&chain, TAX "- " SEA);
    assert_lineage(&chain, "1 0", "");
    drop(&chain);
}

/* An id of two wordings that both stand stays where it was carried. */
static void of_two_wordings_the_carried_one_wins(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA OWL);
    add(&chain, SEA2 OWL);
    add(&chain, SEA2 OWL SEA);
    assert_lineage(&chain, "0 1 2", "");
    drop(&chain);
}

/* Of two that were merged the further one is missed by no link to the whole: it goes to its own words when they stand again. */
static void of_a_merged_passage_the_further_id_goes_to_its_words(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, "Nobody in the village could say when the ferry stopped.\n\nIt was a cold winter.\n\n" OWL);
    add(&chain, "Nobody in the village could say when the ferry stopped. It was a cold winter.\n\n" OWL);
    assert_lineage(&chain, "0+1 2", "");
    add(&chain,
        "Nobody in the village could say when the ferry stopped. It was a cold winter.\n\n" OWL "It was a cold winter.\n\n");
    assert_lineage(&chain, "0 2 1", "");
    drop(&chain);
}

#define ONLINE "## Orders of the bakery that are made by its customers (online)\n\n"
#define OFFLINE "## Orders of the bakery that are made by its customers (offline)\n\n"

static void nothing_is_merged_into_an_unchanged_neighbour(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, ONLINE SEA OFFLINE TAX);
    add(&chain, SEA OFFLINE TAX);
    assert_lineage(&chain, "1 2 3", "0:0>1");
    add(&chain, ONLINE SEA OFFLINE TAX);
    assert_lineage(&chain, "0 1 2 3", "");
    drop(&chain);
    /* But what stands in it, all of it, went there. */
    add(&chain, SEA "Every autumn it voted to leave them.\n\n"
                    "Every autumn it voted to leave them as they were.\n\n");
    add(&chain, SEA "Every autumn it voted to leave them as they were.\n\n");
    assert_lineage(&chain, "0 2+1", "");
    drop(&chain);
}

#define DOOR "Hi there, dear bakers!"
#define PICTURE                                                                                                                \
    "{% include image/full-width.html "                                                                                        \
    "img=\"https://files.example.org/212/2013/11/600-x-400-Mill-Front-Door-Summer-1188.png\" "                                 \
    "alt=\"The front door of the mill\" %}"

/* The words of a passage outweigh the file names and attributes beside them. */
static void addresses_are_no_words(void **state) {
    (void)state;
    static const char *const pictures[] = {
        PICTURE,
        "{{< figure src=\"/site/212/2013/11/600-x-400-Mill-Front-Door-Summer-1188.png\" class=\"wide left\" >}}",
        "https://files.example.org/212/2013/11/600-x-400-Mill-Front-Door-Summer-Opening-Baker-Photo-1188",
        "/site/212/2013/11/600-x-400-Mill-Front-Door-Summer-Opening-Baker-Photo-1188.png",
    };
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        struct chain chain = {0};
        char before[512], after[512];
        snprintf(before, sizeof before, "%s" DOOR " %s\n\n%s", SEA, pictures[i], TAX);
        snprintf(after, sizeof after, "%s" DOOR "\n\n%s\n\n%s", SEA, pictures[i], TAX);
        add(&chain, before);
        add(&chain, after);
        assert_lineage(&chain, "0 1 3 2", "");
        drop(&chain);
    }
}

/* Percent of each wording of a name that its passage of the newest text still has; "gone" of one that was left. */
static struct text told_kept(struct chain *chain, uint32_t name) {
    const struct lineage *lineage = &chain->lineage;
    const struct lineage_left *left = lineage_left(lineage, &chain->passages[chain->count - 1], &chain->arena);
    struct text all = {0};
    for (size_t i = 0; i < lineage->wordings.count; i++) {
        const struct lineage_wording *wording = &lineage->wordings.items[i];
        if (wording->name != name)
            continue;
        all = text_format(&chain->arena, "%.*s%s%u", TEXT_ARGS(all), all.size ? " " : "", (unsigned)left[i].percent);
        all = text_format(&chain->arena, "%.*s%s", TEXT_ARGS(all), left[i].is_elsewhere ? "!" : "");
        if (wording->left != NONE)
            all = text_format(&chain->arena, "%.*s<%u", TEXT_ARGS(all), (unsigned)wording->left);
    }
    return all;
}

static void what_drifts_away_knows_how_much_is_left(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, TAX "copper lantern meadow cedar violin harvest amber stable kettle window\n\n" OWL);
    add(&chain, TAX "meadow cedar violin harvest amber stable kettle window barley thunder\n\n" OWL);
    add(&chain, TAX "violin harvest amber stable kettle window barley thunder marble candle\n\n" OWL);
    add(&chain, TAX "amber stable kettle window barley thunder marble candle orchard saddle\n\n" OWL);
    add(&chain, TAX "kettle window barley thunder marble candle orchard saddle timber walnut\n\n" OWL);
    add(&chain, TAX "barley thunder marble candle orchard saddle timber walnut pepper anchor\n\n" OWL);
    assert_lineage(&chain, "0 1 2", "");
    assert_text(told_kept(&chain, 1), "0<1 20<2 40<3 60<4 80<5 100");
    assert_text(told_kept(&chain, 0), "100");
    /* Back to what it was in between. */
    add(&chain, TAX "amber stable kettle window barley thunder marble candle orchard saddle\n\n" OWL);
    assert_lineage(&chain, "0 1 2", "");
    assert_text(told_kept(&chain, 1), "40<1 60<2 80<3 100<4 80<5 60<6");
    drop(&chain);
}

/* For each of those that are gone the leaves that are nearest, by their names: "name>name+name ..." */
static struct text told_nearest(struct chain *chain) {
    const struct lineage *lineage = &chain->lineage;
    struct lineage_gone gone = lineage_gone(lineage, &chain->arena);
    struct lineage_version part = lineage->versions.items[lineage->last_text];
    const struct lineage_nearest *nearest = lineage_nearest(lineage, &gone, &chain->passages[chain->count - 1], &chain->arena);
    struct text all = {0};
    for (size_t i = 0; i < gone.count; i++) {
        all = text_format(&chain->arena, "%.*s%s%u>", TEXT_ARGS(all), i ? " " : "", (unsigned)gone.items[i].name);
        for (uint32_t n = 0; n < nearest[i].count; n++)
            for (uint32_t m = 0; m < part.count; m++)
                if (lineage->marks.items[part.first + m].block == nearest[i].passages[n])
                    all = text_format(&chain->arena, "%.*s%s%u", TEXT_ARGS(all), n ? "+" : "",
                                      (unsigned)lineage->marks.items[part.first + m].name);
    }
    return all;
}

/* Beside the passage that was carried another one says it, or most of it. */
static void what_stands_elsewhere_is_known(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, TAX "~~~\nlet lantern = 1\n~~~\n\n" OWL);
    add(&chain, TAX "~~~\nlet lantern = 2\n~~~\n\n" OWL);
    assert_text(told_kept(&chain, 1), "66<1 100");
    add(&chain, TAX "~~~\nlet lantern = 2\n~~~\n\n" OWL "~~~\nlet lantern = 1\n~~~\n\n" WAR "~~~\nlet lantern = 1\n~~~\n");
    assert_text(told_kept(&chain, 1), "66!<1 100");
    drop(&chain);
    add(&chain, TAX "The sexton of Warlow keeps goats, hens and a calf.\n\n" OWL);
    add(&chain, TAX "The sexton keeps a calf.\n\n" OWL);
    assert_text(told_kept(&chain, 1), "50<1 100");
    add(&chain, TAX "The sexton keeps a calf.\n\n" OWL "Warlow lies by the sea.\n");
    assert_text(told_kept(&chain, 1), "50<1 100");
    add(&chain, TAX "The sexton keeps a calf.\n\n" OWL "Warlow's keeps: a sexton, a calf, goats and hens of the parish.\n");
    assert_text(told_kept(&chain, 1), "50!<1 100");
    drop(&chain);
}

static void what_is_gone_names_what_is_nearest(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA "- salt\n- Tuesday morning\n- tar\n\n" TAX "The captain keeps a parrot whom the whole crew feeds.\n\n" OWL);
    /* By place; by words, the clearer one first; and by nothing. */
    add(&chain, SEA "- salt\n- one Friday\n- tar\n\n" OWL "A parrot of the captain.\n\nNo captain has one.\n");
    assert_lineage(&chain, "0 1 7 3 6 8 9", "2:0>1 4:0>1 5:0>1");
    assert_text(told_nearest(&chain), "2>7 4> 5>8");
    drop(&chain);
}

static void merged_passages_keep_all_ids(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA TAX OWL);
    add(&chain,
        SEA "Every spring the council met to quarrel over taxes, and every autumn it voted to leave them as they were. "
            "An owl lived in the belfry; its droppings were swept up by a sexton whose grandfather had swept before him.\n");
    assert_int_equal(told(&chain, 1).size, 5);
    assert_true(text_contains(told(&chain, 1), TEXT("1")) && text_contains(told(&chain, 1), TEXT("2")));
    add(&chain, SEA);
    assert_int_equal(chain.lineage.graves.count, 2);
    add(&chain,
        SEA "Every spring the council met to quarrel over taxes, and every autumn it voted to leave them as they were. "
            "An owl lived in the belfry; its droppings were swept up by a sexton whose grandfather had swept before him.\n");
    assert_text(told(&chain, 3), told(&chain, 1).bytes);
    assert_int_equal(chain.lineage.graves.count, 0);
    drop(&chain);
}

static void a_split_passage_keeps_its_id_on_the_main_part(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA "Every spring the council met to quarrel over taxes, and every autumn it voted to leave them as they were, "
                    "to the grief of nobody. An owl lived in the belfry.\n");
    add(&chain, SEA "Every spring the council met to quarrel over taxes, and every autumn it voted to leave them as they were, "
                    "to the grief of nobody.\n\nAn owl lived in the belfry.\n");
    assert_lineage(&chain, "0 1 2", "");
    drop(&chain);
}

static void a_withdrawn_text_comes_back_with_its_ids(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA TAX OWL);
    add(&chain, NULL);
    assert_int_equal(chain.lineage.versions.items[1].count, 0);
    add(&chain, SEA2 OWL);
    assert_lineage(&chain, "0 2", "1:0>2");
    drop(&chain);
}

static void containers_headings_and_tables_have_ids(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, "## H\n\n> Quoted words.\n\n- an item\n\n| a |\n|---|\n| b |\n\n***\n\n```\ncode\n```\n\n![A](b.png \"T\")\n");
    struct lineage_version part = chain.lineage.versions.items[0];
    const struct doc_block *blocks = DOC_ITEMS(chain.parsed[0].body, blocks, struct doc_block);
    unsigned kinds = 0;
    for (uint32_t i = 0; i < part.count; i++)
        kinds |= 1u << blocks[chain.lineage.marks.items[part.first + i].block].kind;
    assert_int_equal(kinds, 1u << BLOCK_HEADING | 1u << BLOCK_QUOTE | 1u << BLOCK_PARAGRAPH | 1u << BLOCK_ITEM |
                                1u << BLOCK_TABLE | 1u << BLOCK_CODE | 1u << BLOCK_FIGURE);
    drop(&chain);
}

/* Branches. */

#define DOG "A dog kept the gate of the salt works, and barked at carters in the order in which they owed its master money.\n\n"

static void a_branch_continues_the_text_that_it_had(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA TAX OWL);
    ADD_AFTER(&chain, SEA2 TAX OWL DOG, 0);
    ADD_AFTER(&chain, SEA WAR TAX OWL, 0);
    assert_lineage(&chain, "0 4 1 2", "3:1>2");
    ADD_AFTER(&chain, SEA2 WAR TAX OWL DOG, 1, 2);
    assert_lineage(&chain, "0 4 1 2 3", "");
    drop(&chain);
}

static void a_merge_lacks_what_one_side_removed(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA TAX OWL);
    ADD_AFTER(&chain, SEA OWL, 0);
    ADD_AFTER(&chain, SEA2 TAX OWL, 0);
    assert_lineage(&chain, "0 1 2", "");
    ADD_AFTER(&chain, SEA2 OWL, 2, 1);
    assert_lineage(&chain, "0 2", "1:0>1");
    add(&chain, SEA2 TAX OWL);
    assert_lineage(&chain, "0 1 2", "");
    drop(&chain);
}

static void a_merge_may_have_what_one_side_removed(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA TAX OWL);
    ADD_AFTER(&chain, SEA OWL WAR, 0);
    ADD_AFTER(&chain, SEA2 TAX OWL, 0);
    ADD_AFTER(&chain, SEA2 TAX OWL WAR, 1, 2);
    assert_lineage(&chain, "0 1 2 3", "");
    assert_int_equal(chain.lineage.graves.count, 0);
    add(&chain, SEA2 OWL WAR);
    assert_lineage(&chain, "0 2 3", "1:3>4");
    drop(&chain);
}

/* The merge that took the side with the passage is no version. */
static void a_removal_that_was_not_merged_is_none(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA TAX OWL);
    ADD_AFTER(&chain, SEA OWL, 0);
    ADD_AFTER(&chain, SEA2 TAX OWL, 0);
    ADD_AFTER(&chain, SEA2 TAX WAR OWL, 2);
    assert_lineage(&chain, "0 1 3 2", "");
    add(&chain, SEA2 WAR OWL);
    assert_lineage(&chain, "0 3 2", "1:3>4");
    drop(&chain);
}

static void the_same_words_on_two_branches_are_one_passage(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA TAX);
    ADD_AFTER(&chain, SEA "## Dogs\n\n" DOG TAX, 0);
    ADD_AFTER(&chain, SEA "## Dogs\n\n" DOG TAX OWL, 0);
    assert_lineage(&chain, "0 2 3 1 4", "");
    ADD_AFTER(&chain, SEA2 "## Dogs\n\n" DOG TAX OWL, 1, 2);
    assert_lineage(&chain, "0 2 3 1 4", "");
    drop(&chain);
    /* Short ones tell nothing where they stand elsewhere. */
    add(&chain, SEA TAX);
    ADD_AFTER(&chain, SEA "Yes.\n\n" TAX, 0);
    ADD_AFTER(&chain, SEA TAX OWL "Yes.\n", 0);
    assert_lineage(&chain, "0 1 3 4", "2:1>2");
    drop(&chain);
}

static void files_that_two_branches_added_are_joined(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA TAX OWL);
    add_after(&chain, SEA2 TAX WAR, NULL, 0);
    assert_lineage(&chain, "3 1 4", "0:0>1 2:0>1");
    ADD_AFTER(&chain, SEA2 TAX OWL WAR, 0, 1);
    assert_lineage(&chain, "0+3 1 2 4", "");
    drop(&chain);
}

static void names_of_both_sides_part_again_with_their_words(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, TAX);
    ADD_AFTER(&chain, TAX SEA, 0);
    ADD_AFTER(&chain, TAX OWL, 0);
    ADD_AFTER(&chain,
              TAX
              "The harbour was built in a hurry, of stone that nobody had asked the price of, and it has stood ever since. "
              "An owl lived in the belfry; its droppings were swept up by a sexton whose grandfather had swept before him.\n",
              1, 2);
    assert_lineage(&chain, "0 1+2", "");
    add(&chain, TAX SEA OWL);
    assert_lineage(&chain, "0 1 2", "");
    drop(&chain);
}

static void criss_cross_and_octopus_lose_no_name(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA TAX OWL);
    ADD_AFTER(&chain, SEA2 TAX OWL, 0);
    ADD_AFTER(&chain, SEA TAX OWL WAR, 0);
    ADD_AFTER(&chain, SEA2 TAX OWL WAR "Left.\n", 1, 2);
    ADD_AFTER(&chain, "Right.\n\n" SEA2 TAX OWL WAR, 2, 1);
    assert_lineage(&chain, "5 0 1 2 3", "4:3>4");
    ADD_AFTER(&chain, "Right.\n\n" SEA2 TAX OWL WAR "Left.\n", 3, 4);
    assert_lineage(&chain, "5 0 1 2 3 4", "");
    ADD_AFTER(&chain, SEA TAX DOG, 0);
    ADD_AFTER(&chain, "Right.\n\n" SEA2 TAX DOG WAR "Left.\n\nAll.\n", 5, 6, 2);
    assert_lineage(&chain, "5 0 1 6 3 4 7", "2:0>6");
    drop(&chain);
}

/* Nobody continued what a side had. */
static void what_no_merge_took_is_gone(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA TAX);
    ADD_AFTER(&chain, SEA TAX WAR, 0);
    ADD_AFTER(&chain, SEA2 TAX, 0);
    assert_lineage(&chain, "0 1", "2:1>2");
    lineage_repeat(&chain.lineage, 2, &chain.arena);
    assert_text(graves(&chain), "2:1>2");
    drop(&chain);
}

/* What stands in citations. */
static void names_last(void **state) {
    (void)state;
    struct doc_block paragraph = {.kind = BLOCK_PARAGRAPH, .letters = UINT64_C(0x1dd88fd8164576a0)};
    struct doc_block heading = {.kind = BLOCK_HEADING, .letters = UINT64_C(0x1dd88fd8164576a0)};
    assert_string_equal(lineage_name_of(&paragraph, 0).letters, "hskdqk8");
    assert_string_equal(lineage_name_of(&paragraph, 1).letters, "mgbgkf8");
    assert_string_equal(lineage_name_of(&heading, 0).letters, "kzbvqwp");
}

static void no_name_is_given_twice(void **state) {
    (void)state;
    struct chain chain = {0};
    struct text all = {0};
    for (int i = 0; i < 200; i++)
        all = text_join(&chain.arena, all, TEXT("Again.\n\n"));
    add(&chain, text_terminated(all, &chain.arena));
    add(&chain, SEA);
    add(&chain, text_terminated(text_join(&chain.arena, all, TEXT("Again.\n")), &chain.arena));
    for (size_t i = 0; i < chain.lineage.names.count; i++)
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(chain.lineage.names.items[i].letters, chain.lineage.names.items[j].letters);
    drop(&chain);
}

/* From each prefix of the chain that was written and read again, the rest gives the same bytes. */
static void a_record_that_is_extended_is_one_that_was_made_at_once(void **state) {
    (void)state;
    static const char *const texts[] = {SEA TAX OWL, SEA OWL, NULL, SEA2 WAR OWL, TAX SEA2 OWL OWL, WAR TAX};
    enum { COUNT = sizeof texts / sizeof *texts };
    struct chain chain = {0};
    struct buffer records[COUNT] = {0};
    for (size_t i = 0; i < COUNT; i++) {
        add(&chain, texts[i]);
        lineage_write(&records[i], &chain.lineage);
    }
    for (size_t from = 0; from + 1 < COUNT; from++) {
        struct lineage lineage;
        struct buffer extended = {0};
        uint32_t last = (uint32_t)(texts[from] ? from : from - 1);
        assert_true(lineage_read(&lineage, buffer_text(&records[from]), &chain.arena));
        for (size_t i = from + 1; i < COUNT; i++) {
            if (texts[i]) {
                add_with(&chain, &lineage, &last, 1, &chain.passages[i]);
                last = (uint32_t)i;
            } else {
                lineage_withdraw(&lineage, &chain.arena);
            }
        }
        lineage_write(&extended, &lineage);
        assert_true(text_equal(buffer_text(&extended), buffer_text(&records[COUNT - 1])));
        buffer_free(&extended);
    }
    for (size_t i = 0; i < COUNT; i++)
        buffer_free(&records[i]);
    drop(&chain);
}

static void repeated_bytes_change_nothing(void **state) {
    (void)state;
    struct chain chain = {0};
    add(&chain, SEA TAX);
    add(&chain, SEA OWL);
    struct digest before = lineage_digest(&chain.lineage);
    lineage_repeat(&chain.lineage, 1, &chain.arena);
    assert_int_equal(chain.lineage.versions.items[2].count, chain.lineage.versions.items[1].count);
    assert_true(digest_equal(lineage_digest(&chain.lineage), before));
    drop(&chain);
}

static void damaged_records_are_none(void **state) {
    (void)state;
    struct chain chain = {0};
    struct buffer record = {0};
    add(&chain, SEA TAX OWL);
    add(&chain, SEA);
    lineage_write(&record, &chain.lineage);
    for (size_t size = 0; size < record.size; size++) {
        struct lineage lineage;
        assert_false(lineage_read(&lineage, text_slice(buffer_text(&record), 0, size), &chain.arena));
    }
    for (size_t at = 0; at < record.size; at++) {
        struct lineage lineage;
        record.bytes[at] = (char)~record.bytes[at];
        if (lineage_read(&lineage, buffer_text(&record), &chain.arena))
            lineage_digest(&lineage);
        record.bytes[at] = (char)~record.bytes[at];
    }
    buffer_free(&record);
    drop(&chain);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_go_where_passages_go),
        cmocka_unit_test(what_went_has_a_grave_and_may_come_back),
        cmocka_unit_test(what_comes_back_may_be_somewhat_reworded),
        cmocka_unit_test(doubt_stays_in_the_grave),
        cmocka_unit_test(equal_passages_keep_their_order),
        cmocka_unit_test(short_ones_come_back_beside_their_neighbours),
        cmocka_unit_test(the_exact_wording_wins),
        cmocka_unit_test(of_two_wordings_the_carried_one_wins),
        cmocka_unit_test(of_a_merged_passage_the_further_id_goes_to_its_words),
        cmocka_unit_test(nothing_is_merged_into_an_unchanged_neighbour),
        cmocka_unit_test(addresses_are_no_words),
        cmocka_unit_test(what_drifts_away_knows_how_much_is_left),
        cmocka_unit_test(what_stands_elsewhere_is_known),
        cmocka_unit_test(what_is_gone_names_what_is_nearest),
        cmocka_unit_test(merged_passages_keep_all_ids),
        cmocka_unit_test(a_split_passage_keeps_its_id_on_the_main_part),
        cmocka_unit_test(a_withdrawn_text_comes_back_with_its_ids),
        cmocka_unit_test(containers_headings_and_tables_have_ids),
        cmocka_unit_test(a_branch_continues_the_text_that_it_had),
        cmocka_unit_test(a_merge_lacks_what_one_side_removed),
        cmocka_unit_test(a_merge_may_have_what_one_side_removed),
        cmocka_unit_test(a_removal_that_was_not_merged_is_none),
        cmocka_unit_test(the_same_words_on_two_branches_are_one_passage),
        cmocka_unit_test(files_that_two_branches_added_are_joined),
        cmocka_unit_test(names_of_both_sides_part_again_with_their_words),
        cmocka_unit_test(criss_cross_and_octopus_lose_no_name),
        cmocka_unit_test(what_no_merge_took_is_gone),
        cmocka_unit_test(names_last),
        cmocka_unit_test(no_name_is_given_twice),
        cmocka_unit_test(a_record_that_is_extended_is_one_that_was_made_at_once),
        cmocka_unit_test(repeated_bytes_change_nothing),
        cmocka_unit_test(damaged_records_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
