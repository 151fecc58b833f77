#include "serve/range.h"
#include "serve/target.h"
#include "base/utf8.h"
#include "targets.h"

/* A path as a browser sends it, a line, and the headers Range and If-None-Match. */
void fuzz_request(struct text input) {
    struct arena arena = {0};
    struct text rest = input, path = fuzz_cut(&rest, TEXT("\n")), range = fuzz_cut(&rest, TEXT("\n")), address = {0};
    struct text prefix = rest.size % 2 ? TEXT("/") : TEXT("/x/");
    struct byte_range part = {0};
    if (target_address(&address, path, prefix, &arena) == TARGET_FOUND) {
        fuzz_check(text_starts(address, TEXT("/")), "an address without its slash", address);
        fuzz_check(utf8_first_invalid(address) == address.size, "an address that is no UTF-8", address);
        fuzz_check(address.size <= path.size, "an address longer than its path", address);
    }
    fuzz_check(target_type(address) != NULL, "no type", address);
    if (range_parse(&part, range, rest.size) == RANGE_PART)
        fuzz_check(part.from < part.to && part.to <= rest.size, "a part outside of the whole", range);
    tag_is_among(TEXT("\"a\""), rest);
    arena_free(&arena);
}
