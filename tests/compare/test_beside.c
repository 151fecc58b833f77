/* Two texts side by side: which passages stand in which row, and which words are marked on each side. */
#include "compare/beside.h"
#include "compare/align_lengths.h"
#include "two_texts.h"

/* "The <old> sea." with its containers around it: "*", "1.", ">" and "^". */
static void add_runs(struct buffer *out, const struct shown_runs *runs) {
    for (size_t i = 0; i < runs->count; i++) {
        const struct shown_run *run = &runs->items[i];
        buffer_add(out, i > 0 ? shown_space(run->text, run->from) : TEXT(""));
        buffer_add(out, run->change == WORDS_SAME ? TEXT("") : run->change == WORDS_ADDED ? TEXT("+") : TEXT("-"));
        shown_words(out, run->text, run->from, run->to);
        buffer_add(out, run->change == WORDS_SAME ? TEXT("") : run->change == WORDS_ADDED ? TEXT("+") : TEXT("-"));
    }
}

static void add_table(struct buffer *out, const struct shown_table *table) {
    for (size_t i = 0; i < table->cells.count; i++) {
        buffer_add(out, i ? TEXT("|") : TEXT(""));
        add_runs(out, &table->cells.items[i].runs);
    }
}

static void add_cell(struct buffer *out, const struct difference *cell) {
    static const char *const marks[] = {[BLOCK_ITEM] = "*", [BLOCK_QUOTE] = ">", [BLOCK_NOTE] = "^"};
    int open = 0;
    for (size_t i = 0; i < cell->count; i++) {
        const struct shown_row *row = &cell->items[i];
        open += (int)row->opened.count - (int)row->closed.count;
        buffer_add(out, i && row->kind != SHOWN_END ? TEXT(" / ") : TEXT(""));
        for (size_t k = 0; k < row->opened.count; k++)
            buffer_add_format(out, "%s", marks[row->opened.items[k].kind]);
        if (row->level)
            buffer_add_format(out, "h%u ", (unsigned)row->level);
        if (row->tables[0])
            add_table(out, row->tables[0]);
        add_runs(out, &row->words);
    }
    assert_int_equal(open, 0);
    buffer_add(out, cell->count ? TEXT("") : TEXT("-"));
}

static void check_with(const char *old, const char *new, bool by_length, const char *expected) {
    struct two_texts texts;
    struct beside_rows rows;
    struct buffer out = {0};
    two_texts_start(&texts, old, new);
    (by_length ? align_lengths : align_closely)(&texts.alignment, &texts.old, &texts.new, &texts.arena);
    beside(&rows, &(struct compare_side){.passages = &texts.old}, &(struct compare_side){.passages = &texts.new},
           &texts.alignment, &(struct beside_options){.unmarked = by_length}, &texts.arena);
    for (size_t i = 0; i < rows.count; i++) {
        buffer_add(&out, rows.items[i].is_moved ? rows.items[i].is_up ? TEXT("up ") : TEXT("down ") : TEXT(""));
        add_cell(&out, &rows.items[i].cells[0]);
        buffer_add(&out, TEXT(" = "));
        add_cell(&out, &rows.items[i].cells[1]);
        buffer_add(&out, TEXT("\n"));
    }
    assert_text(buffer_text(&out), expected);
    buffer_free(&out);
    two_texts_free(&texts);
}

static void check(const char *old, const char *new, const char *expected) {
    check_with(old, new, false, expected);
}

#define SEA "The harbour was built in a hurry, of stone that nobody had asked the price of."
#define TAX "Every spring the council met to quarrel over taxes, and every autumn it voted to leave them."
#define OWL "An owl lived in the belfry; its droppings were swept up by a sexton whose grandfather had swept."

static void words(void **state) {
    (void)state;
    check(SEA "\n\n" TAX, SEA "\n\n" TAX, SEA " = " SEA "\n" TAX " = " TAX "\n");
    check("The harbour was built in a hurry, of stone that nobody had asked the price of.",
          "The harbour was built slowly, of stone that nobody had asked the price of.",
          "The harbour was built -in a hurry-, of stone that nobody had asked the price of. = "
          "The harbour was built +slowly+, of stone that nobody had asked the price of.\n");
    check("", "", "");
}

static void alone(void **state) {
    (void)state;
    check(SEA "\n\n" OWL, SEA, SEA " = " SEA "\n" OWL " = -\n");
    check(OWL, SEA "\n\n" TAX "\n\n" OWL, "- = " SEA " / " TAX "\n" OWL " = " OWL "\n");
    check("", SEA, "- = " SEA "\n");
}

static void groups(void **state) {
    (void)state;
    /* One and its parts stand in one row, each word once. */
    check(SEA " " TAX, SEA "\n\n" TAX, SEA " " TAX " = " SEA " / " TAX "\n");
    check(SEA "\n\n" TAX, SEA " And " TAX, SEA " / " TAX " = " SEA " +And+ " TAX "\n");
    /* The rows are in the order of the second. */
    check(SEA "\n\n" TAX "\n\n" OWL, OWL "\n\n" SEA "\n\n" TAX,
          "down " OWL " = " OWL "\n" SEA " = " SEA "\n" TAX " = " TAX "\n");
    check(SEA "\n\n" TAX "\n\n" OWL, TAX "\n\n" OWL "\n\n" SEA, TAX " = " TAX "\n" OWL " = " OWL "\nup " SEA " = " SEA "\n");
}

static void forms(void **state) {
    (void)state;
    check("## Of the mill and the river\n\n* " SEA "\n* " TAX "\n\n> " OWL,
          "## Of the mill and the sea\n\n* " SEA "\n* " TAX "\n\n> " OWL,
          "h2 Of the mill and the -river- = h2 Of the mill and the +sea+\n*" SEA " = *" SEA "\n*" TAX " = *" TAX "\n>" OWL
          " = >" OWL "\n");
    check(SEA "\n\n| a | b |\n|---|---|\n| one | two |\n| three | four |\n| six | ten |\n\n" TAX,
          SEA "\n\n| a | b |\n|---|---|\n| one | two |\n| three | five |\n| six | ten |\n| new | row |\n\n" TAX,
          SEA " = " SEA "\na|b|one|two|three|-four-|six|ten = a|b|one|two|three|+five+|six|ten|+new+|+row+\n" TAX " = " TAX
              "\n");
}

static void translations(void **state) {
    (void)state;
    check_with(SEA "\n\n" TAX, TAX "\n\n" SEA, true, SEA " = " TAX "\n" TAX " = " SEA "\n");
    check_with("## A\n\n" SEA, "## B\n\n" OWL, true, "h2 A = h2 B\n" SEA " = " OWL "\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words), cmocka_unit_test(alone),        cmocka_unit_test(groups),
        cmocka_unit_test(forms), cmocka_unit_test(translations),
    };
    return cmocka_run_group_tests_name("beside", tests, NULL, NULL);
}
