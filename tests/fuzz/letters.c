#include "letters.h"

#include "compare/align.h"
#include "targets.h"

static const char *const words[26] = {"and",  "baker",  "cedar", "dog",  "every",  "ferry", "goat",   "harbour", "in",
                                      "jar",  "kettle", "lamp",  "mill", "nobody", "of",    "parish", "quarrel", "river",
                                      "salt", "the",    "under", "vale", "wool",   "xylem", "yard",   "zinc"};

static void add_letter(struct buffer *out, char letter) {
    bool is_small = letter >= 'a' && letter <= 'z', is_capital = letter >= 'A' && letter <= 'Z';
    if (!is_small && !is_capital) {
        buffer_add_char(out, letter);
        return;
    }
    const char *word = words[is_small ? letter - 'a' : letter - 'A'];
    buffer_add_char(out, ' ');
    buffer_add_char(out, is_capital ? (char)(word[0] - 'a' + 'A') : word[0]);
    buffer_add(out, text_of(word + 1));
}

static void add_letters(struct buffer *out, struct text line) {
    for (size_t i = 0; i < line.size; i++)
        add_letter(out, line.bytes[i]);
}

/* Neighbouring items are in one list, neighbouring lines of a quotation in one quotation. */
static void add_line(struct buffer *out, struct text line, char before) {
    char kind = line.size ? line.bytes[0] : 0;
    struct text rest = text_after(line, 1);
    buffer_add(out, (kind == '-' || kind == '>') && kind == before ? TEXT("") : TEXT("\n"));
    switch (kind) {
    case '#':
        buffer_add(out, TEXT("## "));
        add_letters(out, rest);
        break;
    case '-':
        buffer_add(out, TEXT("- "));
        add_letters(out, rest);
        break;
    case '>':
        buffer_add(out, TEXT(">\n> "));
        add_letters(out, rest);
        break;
    case '`':
        buffer_add(out, TEXT("~~~\n"));
        add_letters(out, rest);
        buffer_add(out, TEXT("\n~~~"));
        break;
    case '|':
        buffer_add(out, TEXT("| "));
        add_letters(out, rest);
        buffer_add(out, TEXT(" |\n|---|"));
        break;
    case '~': buffer_add(out, TEXT("***")); break;
    default: add_letters(out, line);
    }
    buffer_add_char(out, '\n');
}

struct text fuzz_letters(struct text letters, struct arena *arena) {
    struct buffer out = {0};
    struct text line;
    char before = 0;
    while (text_cut(&line, &letters, '\n')) {
        add_line(&out, line, before);
        before = line.size ? line.bytes[0] : 0;
    }
    return buffer_take(&out, arena);
}

void fuzz_side_read(struct fuzz_side *side, struct text markdown, const struct parse_options *options, struct arena *arena) {
    document_parse(&side->document, &side->body, markdown, options);
    const struct document *document = document_of(buffer_text(&side->document));
    const struct body *body = body_of(buffer_text(&side->body));
    fuzz_check(document && body, "its own record is not read", markdown);
    passages_of(&side->passages, document, body, arena);
}

void fuzz_side_free(struct fuzz_side *side) {
    buffer_free(&side->document);
    buffer_free(&side->body);
}

size_t fuzz_count_equal(uint32_t *found, const struct passages *passages, uint64_t digest) {
    size_t count = 0;
    *found = NONE;
    for (uint32_t i = 0; i < passages->count; i++)
        if (passages->items[i].digest == digest) {
            *found = i;
            count++;
        }
    return count;
}

/* Alignment. */

static bool is_prose(const struct passage *passage) {
    return passage->kind == BLOCK_PARAGRAPH || passage->kind == BLOCK_ITEM;
}

struct counted {
    size_t of_old, of_new;
};

static struct counted count_pairs(const struct alignment *alignment, uint32_t old, uint32_t new) {
    struct counted counted = {0};
    for (size_t i = 0; i < alignment->count; i++) {
        counted.of_old += alignment->items[i].old == old;
        counted.of_new += alignment->items[i].new == new;
    }
    return counted;
}

/* One pair: what may be one, and whether it is what it says. */
static void check_pair(const struct alignment *alignment, const struct aligned *pair, const struct passages *old,
                       const struct passages *new) {
    fuzz_check(pair->old < old->count && pair->new < new->count, "a pair of no passages", new->text);
    const struct passage *left = &old->items[pair->old], *right = &new->items[pair->new];
    struct counted counted = count_pairs(alignment, pair->old, pair->new);
    fuzz_check(left->kind == right->kind || (is_prose(left) && is_prose(right)), "a pair of two kinds", new->text);
    fuzz_check(pair->similarity <= 1000 && (pair->similarity == 1000) <= (left->digest == right->digest),
               "a pair that is not as like", new->text);
    fuzz_check(pair->is_split == (counted.of_old > 1), "split, or not", old->text);
    fuzz_check(pair->is_merged == (counted.of_new > 1), "merged, or not", old->text);
    fuzz_check((!pair->is_split && !pair->is_merged) || (is_prose(left) && is_prose(right)), "parts of what is no prose",
               new->text);
    fuzz_check(alignment->new_of[pair->old] != NONE && alignment->old_of[pair->new] != NONE, "a pair that leads nowhere",
               new->text);
    fuzz_check(pair->is_split || alignment->new_of[pair->old] == pair->new, "another new passage", old->text);
    fuzz_check(pair->is_merged || alignment->old_of[pair->new] == pair->old, "another old passage", old->text);
}

static const struct aligned *find_pair(const struct alignment *alignment, uint32_t old, uint32_t new) {
    for (size_t i = 0; i < alignment->count; i++)
        if (alignment->items[i].old == old && alignment->items[i].new == new)
            return &alignment->items[i];
    return NULL;
}

/* Those in their order keep it: of two leaves that did not move none overtakes the other. */
static void check_order(const struct alignment *alignment, const struct passages *old, const struct passages *new) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < old->count; i++) {
        uint32_t j = alignment->new_of[i];
        if (j == NONE || !old->items[i].is_leaf || !new->items[j].is_leaf || find_pair(alignment, i, j)->moved)
            continue;
        fuzz_check(j >= last, "not moved, and overtaken", old->text);
        last = j;
    }
}

/* What stands once in both texts is found again, whatever is around it. */
static void check_unchanged(const struct alignment *alignment, const struct passages *old, const struct passages *new) {
    for (uint32_t i = 0; i < old->count; i++) {
        uint32_t self, there;
        bool is_once =
            fuzz_count_equal(&self, old, old->items[i].digest) == 1 && fuzz_count_equal(&there, new, old->items[i].digest) == 1;
        fuzz_check(!is_once || (alignment->new_of[i] == there && alignment->old_of[there] == i),
                   "what stands once in both is not found again", new->text);
    }
}

void fuzz_check_alignment(const struct alignment *alignment, const struct passages *old, const struct passages *new) {
    for (size_t i = 0; i < alignment->count; i++) {
        const struct aligned *pair = &alignment->items[i], *before = pair - 1;
        check_pair(alignment, pair, old, new);
        fuzz_check(!i || before->new < pair->new || (before->new == pair->new && before->old < pair->old), "pairs out of order",
                   new->text);
    }
    for (uint32_t i = 0; i < old->count; i++)
        fuzz_check(alignment->new_of[i] == NONE || find_pair(alignment, i, alignment->new_of[i]), "in no pair", old->text);
    for (uint32_t j = 0; j < new->count; j++)
        fuzz_check(alignment->old_of[j] == NONE || find_pair(alignment, alignment->old_of[j], j), "in no pair", new->text);
    check_order(alignment, old, new);
    check_unchanged(alignment, old, new);
}
