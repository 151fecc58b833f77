#include "read/markdown/markdown.h"
#include "targets.h"

/* The first byte chooses extensions. */
void fuzz_plain(struct text input) {
    struct buffer html = {0};
    unsigned choice = input.size ? (unsigned char)input.bytes[0] : 0;
    markdown_plain(&html, text_after(input, 1), choice & 127, choice & 128);
    buffer_free(&html);
}
