/* Which passage became which. */
#include "compare/align.h"
#include "letters.h"
#include "targets.h"

/* A text became itself: nothing went anywhere. */
static void check_same(const struct passages *passages, struct arena *arena) {
    struct alignment alignment;
    align(&alignment, passages, passages, arena);
    fuzz_check_alignment(&alignment, passages, passages);
    for (uint32_t i = 0; i < passages->count; i++)
        fuzz_check(alignment.new_of[i] == i && alignment.old_of[i] == i, "a text is not itself", passages->text);
    for (size_t i = 0; i < alignment.count; i++)
        fuzz_check(!alignment.items[i].moved, "moved to where it was", passages->text);
}

/* Two texts of letters with a line "%" between. */
void fuzz_align(struct text input) {
    struct text rest = input, first = fuzz_cut(&rest, TEXT("\n%\n"));
    struct parse_options options;
    struct arena arena = {0};
    struct fuzz_side old = {0}, new = {0};
    struct alignment alignment;
    fuzz_parse_options(&options, 0);
    fuzz_side_read(&old, fuzz_letters(first, &arena), &options, &arena);
    fuzz_side_read(&new, fuzz_letters(rest, &arena), &options, &arena);
    align(&alignment, &old.passages, &new.passages, &arena);
    fuzz_check_alignment(&alignment, &old.passages, &new.passages);
    check_same(&new.passages, &arena);
    fuzz_side_free(&old);
    fuzz_side_free(&new);
    arena_free(&arena);
}
