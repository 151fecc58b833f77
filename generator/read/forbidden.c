#include "read/forbidden.h"

#include "read/codes.h"

void forbidden_tell(struct diag *problems, struct diag_place place, const struct utf8_replaced *replaced, struct text text) {
    if (!replaced->count)
        return;
    struct arena scratch = {0};
    size_t at = replaced->first;
    unsigned first = utf8_next(text, &at);
    struct text message =
        replaced->count == 1
            ? text_format(&scratch, "U+%04X is no character that a page can have: U+FFFD is shown in its place", first)
            : text_format(&scratch,
                          "%zu characters that no page can have, the first of them U+%04X: U+FFFD is shown in their place",
                          replaced->count, first);
    diag_add(problems, DIAG_WARNING, W_FORBIDDEN_CHARACTER, place, message,
             TEXT("remove it, or write the character that is meant"));
    arena_free(&scratch);
}
