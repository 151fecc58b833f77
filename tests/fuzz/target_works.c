#include "base/buffer.h"
#include "base/utf8.h"
#include "cite/formats.h"
#include "targets.h"

/* What is written must be read again without an error, and be written the same from then on: a work settles. */
static void check_settles(const struct cited_works *works, enum works_format format, struct arena *arena) {
    struct buffer first = {0}, second = {0}, third = {0};
    struct cited_works once = {0}, twice = {0};
    struct diag problems = {0};
    works_write(&first, format, works->items, works->count);
    works_read(&once, format, buffer_text(&first), TEXT("first"), &problems, arena);
    fuzz_check(problems.errors == 0, "what is written cannot be read", buffer_text(&first));
    works_write(&second, format, once.items, once.count);
    works_read(&twice, format, buffer_text(&second), TEXT("second"), &problems, arena);
    fuzz_check(problems.errors == 0 && once.count == works->count && twice.count == once.count, "works are lost",
               buffer_text(&second));
    works_write(&third, format, twice.items, twice.count);
    fuzz_check(text_equal(buffer_text(&second), buffer_text(&third)), "a work is another each time", buffer_text(&second));
    buffer_free(&first);
    buffer_free(&second);
    buffer_free(&third);
    diag_free(&problems);
}

/* The first byte says the format. */
void fuzz_works(struct text input) {
    struct arena arena = {0};
    struct diag problems = {0};
    struct cited_works works = {0};
    struct buffer ris = {0};
    static const enum works_format formats[] = {WORKS_BIBTEX, WORKS_CSL_JSON, WORKS_CSL_YAML};
    enum works_format format = formats[input.size > 0 ? (unsigned char)input.bytes[0] % 3 : 0];
    struct text bytes = text_after(input, 1);
    works_read(&works, format, bytes, TEXT("references"), &problems, &arena);
    fuzz_print(&problems, bytes);

    check_settles(&works, WORKS_BIBTEX, &arena);
    check_settles(&works, WORKS_CSL_JSON, &arena);
    works_write(&ris, WORKS_RIS, works.items, works.count);
    buffer_free(&ris);
    diag_free(&problems);
    arena_free(&arena);
}
