/*
 * account: what became of every line of an input, in the order of the input.
 *
 *     struct tally tally = account_tally(intake, rulings);
 *     if (tally.lost != 0) ...                            // a fault of this program: nothing is written
 *     account_write(&out, &account, arena);               // for people; account_write_json for programs
 *
 * Its head says which bytes it is of and how they were decoded; then what was heard of each field, with all witnesses and which
 * was believed; then one line for each block: where it stands, the verdict, the rule, the line of the draft, and the text; at
 * the foot what is no text, and the tally. Each visible character of the input stands in one of these lines and in no other.
 *
 *     12:5   removed  share                        Share - WeChat
 *     14     kept     paragraph             > 11   Amid profound ...
 *
 * A line that ends inside of a block is written as ⏎, which takes the place of white space.
 *
 * The text form is an input, too (edited.h). So its head has what the command line said and a digest of the draft, and its last
 * line one of all but its lines.
 */
#ifndef IMPORT_ACCOUNT_H
#define IMPORT_ACCOUNT_H

#include "import/decode.h"
#include "import/draft.h"

struct tally {
    size_t blocks[4], visible[4]; /* of each verdict */
    long long lost;               /* visible characters of the input that stand in no block; less than 0: in two */
};

struct account {
    struct text name; /* of the file */
    struct text bytes;
    const struct decoded *decoded;
    const struct intake *intake;
    const struct ruling *rulings;
    const struct metadata *metadata;
    const struct draft *draft;
    const struct article *article;
    struct text base;         /* where the page is from, or "" */
    struct text charset, url; /* as the command line gave them, or "" */
    struct tally tally;
};

struct tally account_tally(const struct intake *intake, const struct ruling *rulings);

void account_write(struct buffer *out, const struct account *account, struct arena *arena);
/* The words of a block as its line has them, which end it. */
void account_write_words(struct buffer *out, const struct intake_block *block);

/* As an account writes a digest; and that of what stands before its lines and behind them. */
struct text account_digest(struct text bytes, struct arena *arena);
struct text account_seal(struct text before, struct text behind, struct arena *arena);

void account_write_json(struct buffer *out, const struct account *account, struct arena *arena);

#endif
