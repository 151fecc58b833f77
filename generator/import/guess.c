#include "import/decode.h"

#include <uchardet/uchardet.h>

/* More would not change its mind. */
enum { LOOKED_AT_MOST = 256 * 1024 };

struct text charset_guessed(struct text bytes, struct arena *arena) {
    uchardet_t detector = uchardet_new();
    struct text look = text_slice(bytes, 0, LOOKED_AT_MOST);
    bool is_read = uchardet_handle_data(detector, look.bytes, look.size) == 0;
    uchardet_data_end(detector);
    struct text charset = text_copy(text_of(is_read ? uchardet_get_charset(detector) : ""), arena);
    uchardet_delete(detector);
    return charset;
}
