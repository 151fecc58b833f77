#include "commands/import_source.h"

#include "base/files.h"
#include "read/codes.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static bool fail(struct diag *problems, const char *code, struct text path, struct text message, struct text help) {
    diag_fail(problems, FAULT_USAGE, code, path, message, help);
    return false;
}

static bool read_standard_input(struct text *bytes, struct arena *arena) {
    struct buffer buffer = {0};
    bool is_read = file_read_stream(&buffer, STDIN_FILENO, IMPORT_MOST_BYTES + 1);
    *bytes = buffer_take(&buffer, arena);
    return is_read;
}

/* An account has more bytes than its page: each line says what became of it. */
static bool read_file(struct text *bytes, const char *word, struct diag *problems, struct arena *arena) {
    bool is_stream = strcmp(word, "-") == 0;
    size_t most = text_equal(path_name(text_of(word)), TEXT("account")) ? 16 * (size_t)IMPORT_MOST_BYTES : IMPORT_MOST_BYTES;
    if (is_stream ? read_standard_input(bytes, arena) : file_read(bytes, word, most, arena))
        return true;
    struct text help = errno == EFBIG ? TEXT("cut out the part that is the text: 16 MiB are read at most") : TEXT("");
    return fail(problems, E_CANNOT_READ, is_stream ? TEXT("standard input") : text_of(word),
                text_format(arena, "this file cannot be read: %s", strerror(errno)), help);
}

/* The page that an account is of, with the bytes that it had. */
static bool read_original(struct import_source *source, struct diag *problems, struct arena *arena) {
    const char *html = path_join(arena, source->folder, TEXT("original.html"));
    const char *path = file_exists(html) ? html : path_join(arena, source->folder, TEXT("original.txt"));
    if (!file_read(&source->bytes, path, IMPORT_MOST_BYTES, arena))
        return fail(problems, E_CANNOT_READ, source->path,
                    text_format(arena, "the page that this account is of cannot be read: %s: %s", path, strerror(errno)),
                    TEXT("it is kept unless --no-original is given: put it there again"));
    if (text_equal(account_digest(source->bytes, arena), source->edited->digest))
        return true;
    return fail(problems, E_BAD_ACCOUNT, source->path, text_format(arena, "%s is not the page that this account is of", path),
                TEXT("put back the bytes as they were, or import the page under another name"));
}

static bool read_account(struct import_source *source, const char *word, struct diag *problems, struct arena *arena) {
    struct edited *edited = arena_new(arena, struct edited);
    edited_read(edited, source->bytes, arena);
    source->edited = edited;
    source->name = edited->name;
    const char *folder = path_join(arena, ".", path_above(text_of(word)));
    source->folder = path_real(*word == '/' ? text_terminated(path_above(text_of(word)), arena) : folder, arena);
    return read_original(source, problems, arena);
}

bool import_source_read(struct import_source *source, const char *word, struct diag *problems, struct arena *arena) {
    bool is_stream = strcmp(word, "-") == 0;
    *source = (struct import_source){.name = is_stream ? TEXT("standard input") : text_of(word)};
    source->path = source->name;
    if (!read_file(&source->bytes, word, problems, arena))
        return false;
    if (edited_is_json(source->bytes))
        return fail(problems, E_BAD_ACCOUNT, source->path, TEXT("this is an account as JSON, of which none is read"),
                    TEXT("change the verdicts in imports/NAME/account, which is plain text, and import that"));
    if (!edited_is_account(source->bytes))
        return true;
    if (is_stream)
        return fail(problems, E_BAD_ACCOUNT, source->path, TEXT("an account is read only where its page is"),
                    TEXT("name the file: colophon import imports/NAME/account"));
    return read_account(source, word, problems, arena);
}

void import_source_tell(const struct import_source *source, const struct import_faults *faults, struct diag *problems) {
    for (size_t i = 0; i < faults->count; i++) {
        const struct import_fault *fault = &faults->items[i];
        struct diag_place place = {.path = source->path, .line = fault->line, .column = fault->column, .width = 1};
        if (fault->line > 0)
            diag_add(problems, DIAG_ERROR, E_BAD_ACCOUNT, place, fault->message, fault->help);
        else
            fail(problems, E_USAGE, source->path, fault->message, fault->help);
    }
}

void import_source_warn(const struct import_source *source, const struct suspicions *suspicions, struct diag *problems) {
    for (size_t i = 0; i < suspicions->count; i++) {
        const struct suspicion *suspicion = &suspicions->items[i];
        struct diag_place place = {.path = source->path, .line = suspicion->line, .column = suspicion->column, .width = 1};
        bool is_note = suspicion->kind == SUSPECT_STUMP || suspicion->kind == SUSPECT_HIDDEN;
        diag_add(problems, is_note ? DIAG_NOTE : DIAG_WARNING, suspicion_codes[suspicion->kind], place, suspicion->says,
                 suspicion->help);
    }
}
