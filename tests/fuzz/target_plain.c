#include "source/markdown.h"
#include "targets.h"

/*
 * The first byte chooses extensions. Footnotes are left out: with "[&#94;aaaa]" libcmark-gfm 0.29.0.gfm.6 reads memory that it
 * has freed (the reader's own Markdown is guarded, see markdown_tokens.h).
 */
void fuzz_plain(struct text input) {
    struct buffer html = {0};
    unsigned choice = input.size ? (unsigned char)input.bytes[0] : 0;
    markdown_plain(&html, text_after(input, 1), choice & 95, choice & 128);
    buffer_free(&html);
}
