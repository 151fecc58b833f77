#include "base/date.h"
#include "publish/ledger.h"
#include "scratch.h"
#include "read/git/history.h"
#include "read/git/walk_record.h"
#include "targets.h"

#include <string.h>

/* The ledger that is in a file, written and read again, is the same. */
static void check_ledger(const char *path, struct arena *arena) {
    struct ledger ledger, again;
    struct buffer file = {0};
    ledger_read(&ledger, path, arena);
    ledger_write(&file, &ledger);
    fuzz_check(file_write(path, buffer_text(&file), false), "the ledger cannot be written", text_of(path));
    ledger_read(&again, path, arena);
    fuzz_check(again.count == ledger.count, "a ledger is not the same when read again", buffer_text(&file));
    for (size_t i = 0; i < ledger.count; i++) {
        fuzz_check(text_equal(again.items[i].path, ledger.items[i].path), "another path", ledger.items[i].path);
        ledger_find(&ledger, ledger.items[i].path);
    }
    buffer_free(&file);
}

/* `version`, a digit, has the bytes sealed as that version's; otherwise they are the whole file. */
static void check_ledger_file(struct text bytes, char version) {
    struct arena arena = {0};
    struct buffer file = {0};
    const char *folder = scratch_folder(&arena), *path = path_join(&arena, folder, TEXT("ledger"));
    if (version >= '0' && version <= '9')
        state_seal(&file, text_format(&arena, "%s%c\n", LEDGER_FIRST_WORDS, version), bytes);
    else
        buffer_add(&file, bytes);
    fuzz_check(file_write(path, buffer_text(&file), false), "no file", text_of(path));
    check_ledger(path, &arena);
    folder_remove_all(folder);
    buffer_free(&file);
    arena_free(&arena);
}

/* The journal is not read as a whole: its steps, were they done by mistake, would remove files of this machine. */
static void check_paths(struct text bytes) {
    struct text path, rest = bytes;
    while (state_take_path(&path, &rest)) {
        struct text part, parts = path;
        while (text_cut(&part, &parts, '/'))
            fuzz_check(part.size > 0 && !text_equal(part, TEXT("..")), "a path leaves the output", path);
    }
}

static void assemble(const struct commit_walk *walk, struct arena *arena) {
    struct history history = {0};
    struct text *names = arena_array(arena, struct text, walk->head->person_count);
    for (uint32_t i = 0; i < walk->head->person_count; i++)
        names[i] = walk_text(walk, walk->people[i].name);
    history_assemble(&history, walk, &(struct walk_names){.people = names}, arena);
    for (size_t i = 0; i < history.commit_count; i++)
        date_iso(history.commits[i].when, arena);
    for (size_t i = 0; i < history.file_count; i++)
        history_of(&history, history.files[i].path);
}

static void check_walk(struct text bytes) {
    struct arena arena = {0};
    struct buffer record = {0};
    struct commit_walk walk;
    char *copy = arena_alloc(&arena, bytes.size);
    if (bytes.size)
        memcpy(copy, bytes.bytes, bytes.size);
    if (walk_view(&walk, (struct text){copy, bytes.size})) {
        struct walk_builder builder = {.arena = &arena};
        assemble(&walk, &arena);
        walk_take(&builder, &walk);
        if (builder.commits.count == walk.head->commit_count) {
            walk_write(&record, &builder);
            fuzz_check(walk_view(&walk, buffer_text(&record)), "its own walk is not read", bytes);
        }
    }
    buffer_free(&record);
    arena_free(&arena);
}

/* The first byte says what the rest is: a ledger (l; a digit has it sealed as that version's), a journal's paths (j), a walk
 * (w). */
void fuzz_state(struct text input) {
    char kind = input.size ? input.bytes[0] : 'l';
    struct text bytes = text_after(input, 1);
    if (kind == 'w')
        check_walk(bytes);
    else if (kind == 'j')
        check_paths(bytes);
    else
        check_ledger_file(bytes, kind);
}
