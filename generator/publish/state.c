#include "publish/state.h"
#include <string.h>

void state_put_number(struct buffer *payload, uint64_t number) {
    buffer_add_bytes(payload, &number, sizeof number);
}

void state_put_digest(struct buffer *payload, struct digest digest) {
    state_put_number(payload, digest.low);
    state_put_number(payload, digest.high);
}

void state_put_text(struct buffer *payload, struct text text) {
    state_put_number(payload, text.size);
    buffer_add(payload, text);
}

size_t state_begin(struct buffer *file, struct text first_line) {
    buffer_add(file, first_line);
    state_put_digest(file, (struct digest){0});
    return file->size;
}

void state_end(struct buffer *file, size_t begun) {
    struct digest digest = digest_of(text_after(buffer_text(file), begun));
    struct buffer place = {file->bytes + begun - sizeof digest, 0, sizeof digest};
    state_put_digest(&place, digest);
}

void state_seal(struct buffer *file, struct text first_line, struct text payload) {
    size_t begun = state_begin(file, first_line);
    buffer_add(file, payload);
    state_end(file, begun);
}

bool state_unseal(struct text *payload, struct text bytes, struct text first_line) {
    struct digest digest;
    if (!text_starts(bytes, first_line))
        return false;

    struct text rest = text_after(bytes, first_line.size);
    if (!state_take_digest(&digest, &rest) || !digest_equal(digest, digest_of(rest)))
        return false;
    *payload = rest;
    return true;
}

bool state_take_number(uint64_t *number, struct text *rest) {
    if (rest->size < sizeof *number)
        return false;
    memcpy(number, rest->bytes, sizeof *number);
    *rest = text_after(*rest, sizeof *number);
    return true;
}

bool state_take_digest(struct digest *digest, struct text *rest) {
    return state_take_number(&digest->low, rest) && state_take_number(&digest->high, rest);
}

bool state_take_text(struct text *text, struct text *rest) {
    uint64_t size;
    if (!state_take_number(&size, rest) || size > rest->size)
        return false;
    *text = text_slice(*rest, 0, size);
    *rest = text_after(*rest, size);
    return true;
}

static bool stays_below(struct text path) {
    struct text part, rest = path;
    if (text_find_char(path, '\0', 0) < path.size)
        return false;
    while (text_cut(&part, &rest, '/'))
        if (part.size == 0 || text_equal(part, TEXT(".")) || text_equal(part, TEXT("..")))
            return false;
    return path.size > 0 && !text_ends(path, TEXT("/"));
}

bool state_take_path(struct text *path, struct text *rest) {
    return state_take_text(path, rest) && stays_below(*path);
}
