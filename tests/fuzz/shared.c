#include "targets.h"

#include "base/diag.h"
#include "base/utf8.h"
#include "read/document/document.h"

#include <stdlib.h>

void fuzz_check(bool holds, const char *message, struct text about) {
    if (holds)
        return;
    fprintf(stderr, "%s: %.*s\n", message, TEXT_ARGS(about));
    abort();
}

struct text fuzz_cut(struct text *rest, struct text separator) {
    size_t at = text_find(*rest, separator, 0);
    struct text part = text_slice(*rest, 0, at);
    *rest = text_after(*rest, at + separator.size);
    return part;
}

static bool read_excerpt(struct text *bytes, struct text path, void *context) {
    (void)path;
    *bytes = *(const struct text *)context;
    return true;
}

static uint32_t count_lines(struct text bytes) {
    uint32_t count = 1;
    for (size_t at = text_find_char(bytes, '\n', 0); at < bytes.size; at = text_find_char(bytes, '\n', at + 1))
        count++;
    return count;
}

static void print(struct diag *problems, struct text *bytes, bool json) {
    char *shown = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&shown, &size);
    struct diag_style style = {.color = !json, .json = json, .read = read_excerpt, .context = bytes};
    diag_print(problems, &style, stream);
    fclose(stream);
    struct text said = {shown, size};
    fuzz_check(utf8_first_invalid(said) == size, "a message is not UTF-8", said);
    for (size_t i = 0; json && i < size; i++)
        fuzz_check((unsigned char)shown[i] >= 0x20 || shown[i] == '\n', "a control character in JSON", said);
    free(shown);
}

void fuzz_parse_options(struct parse_options *options, unsigned choice) {
    *options = (struct parse_options){.keep_html = choice & 1,
                                      .smart = !(choice & 2),
                                      .math = true,
                                      .tilde = !(choice & 4),
                                      .cites = choice & 64,
                                      .cites_in_notes = choice & 128,
                                      .language = TEXT("en"),
                                      .han = TEXT("zh-Hans")};
}

void fuzz_print(struct diag *problems, struct text bytes) {
    uint32_t lines = count_lines(bytes);
    for (size_t i = 0; i < problems->count; i++) {
        const struct diag_item *item = &problems->items[i];
        fuzz_check(!bytes.bytes || item->place.line <= lines, "a problem behind the last line", item->message);
        fuzz_check(item->message.size > 0 && item->code[0], "a problem without words or code", item->message);
    }
    print(problems, &bytes, false);
    print(problems, &bytes, true);
}
