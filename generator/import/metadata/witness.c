#include "import/metadata/internal.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/utf8.h"

#include <string.h>

struct text witness_single(struct text text, struct arena *arena) {
    struct buffer out = {0};
    bool owes = false;
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        uint32_t character = utf8_next(text, &at);
        if (utf8_is_space(character)) {
            owes = out.size > 0;
            continue;
        }
        if (intake_shows_nothing(character))
            continue;
        if (owes)
            buffer_add_char(&out, ' ');
        owes = false;
        buffer_add(&out, text_slice(text, start, at));
    }
    return buffer_take(&out, arena);
}

void witness_take_block(struct metadata_search *search, uint32_t block, enum said_field said) {
    if (block != NONE)
        search->metadata->taken[block] |= (uint16_t)(1u << said);
}

size_t witness_parts(struct text parts[8], struct text line) {
    static const char *const separators[] = {" | ", "|",  " · ", " • ", " ⋅ ", " ● ", "•",
                                             "｜",  "　", "\n",  " / ", " — ", " – ", " - "};
    size_t count = 0;
    while (line.size > 0 && count < 8) {
        size_t end = line.size, size = 0;
        for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
            size_t at = text_find(line, text_of(separators[i]), 0);
            if (at < end) {
                end = at;
                size = strlen(separators[i]);
            }
        }
        parts[count] = text_trim(text_slice(line, 0, end));
        count += parts[count].size > 0;
        line = text_after(line, end + size);
    }
    return count;
}

bool witness_add_clean(struct metadata_search *search, const struct witness_words *word, struct text value) {
    if (value.size == 0 || (word->block != NONE && search->intake->blocks.items[word->block].decided))
        return false;
    *array_add(search->metadata, search->arena) = (struct witness){.value = value,
                                                                   .source = word->source,
                                                                   .from = word->from,
                                                                   .block = word->block,
                                                                   .weight = word->weight,
                                                                   .said = (uint8_t)word->said};
    return true;
}

static bool say_date(struct metadata_search *search, const struct witness_words *word, struct text text) {
    struct text iso;
    bool is_doubtful;
    if (!witness_date(&iso, &is_doubtful, text, search->arena))
        return false;
    struct witness_words weaker = *word;
    if (is_doubtful)
        weaker.weight = (uint16_t)(word->weight / 2);
    return witness_add_clean(search, &weaker, iso);
}

bool witness_add(struct metadata_search *search, const struct witness_words *word) {
    struct text value = witness_single(text_slice(word->value, 0, 2000), search->arena);
    switch (word->said) {
    case SAID_AUTHORS: return witness_add_names(search, word, value);
    case SAID_DATE:
    case SAID_UPDATED: return say_date(search, word, value);
    default: return witness_add_clean(search, word, value);
    }
}

bool witness_add_line(struct metadata_search *search, enum said_field said, struct text value, const char *source,
                      uint16_t weight, uint32_t block) {
    return witness_add(search, &(struct witness_words){.said = said,
                                                       .value = value,
                                                       .source = source,
                                                       .weight = weight,
                                                       .from = block_at(search, block)->from,
                                                       .block = block});
}
