#include "import/hearing.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/utf8.h"

#include <string.h>

struct text hear_single(struct text text, struct arena *arena) {
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
    struct text single = text_copy(buffer_text(&out), arena);
    buffer_free(&out);
    return single;
}

void hear_take(struct hearing *hearing, uint32_t block, enum said_field said) {
    if (block != NONE)
        hearing->testimony->taken[block] |= (uint16_t)(1u << said);
}

size_t hear_parts(struct text parts[8], struct text line) {
    static const char *const separators[] = {" | ", "|", " · ", " • ", " ⋅ ", " ● ", "•", "｜", "　", "\n", " / ", " — "};
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

bool hear_add(struct hearing *hearing, const struct word_of *word, struct text value) {
    if (value.size == 0)
        return false;
    *array_add(hearing->testimony, hearing->arena) = (struct witness){.value = value,
                                                                      .source = word->source,
                                                                      .from = word->from,
                                                                      .block = word->block,
                                                                      .weight = word->weight,
                                                                      .said = (uint8_t)word->said};
    return true;
}

static bool say_date(struct hearing *hearing, const struct word_of *word, struct text text) {
    struct text iso;
    bool is_doubtful;
    if (!hear_date(&iso, &is_doubtful, text, hearing->arena))
        return false;
    struct word_of weaker = *word;
    if (is_doubtful)
        weaker.weight = (uint16_t)(word->weight / 2);
    return hear_add(hearing, &weaker, iso);
}

bool hear_say(struct hearing *hearing, const struct word_of *word) {
    struct text value = hear_single(text_slice(word->value, 0, 2000), hearing->arena);
    switch (word->said) {
    case SAID_AUTHORS: return hear_names(hearing, word, value);
    case SAID_DATE:
    case SAID_UPDATED: return say_date(hearing, word, value);
    default: return hear_add(hearing, word, value);
    }
}
