#include "commands/record_quotations.h"

#include "base/array.h"
#include "base/files.h"
#include "commands/lock_files.h"
#include "connect/quotations.h"
#include "read/codes.h"
#include "read/document/document.h"
#include "read/tree/tree.h"

#include <errno.h>
#include <string.h>

/* The files of a folder that a tree lacks. */
struct lacking {
    const struct reader *reader;
    const struct tree *own;
    struct tree_text *items;
    size_t count, capacity;
};

static bool add_file(struct lacking *lacking, struct text name, struct diag *problems, struct arena *arena) {
    struct text path = text_join(arena, TEXT(SAVED_FOLDER), name), bytes;
    if (tree_find(lacking->own, path) != SIZE_MAX || tree_odd_name(path_name(path)))
        return true;
    if (!file_read(&bytes, path_join(arena, lacking->reader->folder, path), DOCUMENT_LIMIT_BYTES, arena)) {
        diag_fail(problems, FAULT_MACHINE, E_FILE_UNREADABLE, path, text_of(strerror(errno)), (struct text){0});
        return false;
    }
    *array_add(lacking, arena) = (struct tree_text){path, bytes};
    return true;
}

const struct tree *record_quotations_tree(const struct reader *reader, const struct tree *own, struct diag *problems,
                                          struct arena *arena) {
    struct lacking lacking = {.reader = reader, .own = own};
    struct file_listing options = {.hidden = false};
    struct file_list list = {0};
    const char *folder = path_join(arena, reader->folder, TEXT(SAVED_FOLDER));
    if (!file_exists(folder))
        return own;
    if (!folder_list(&list, folder, &options, arena)) {
        diag_fail(problems, FAULT_MACHINE, E_FILE_UNREADABLE, TEXT(SAVED_FOLDER), text_of(strerror(errno)), (struct text){0});
        return NULL;
    }
    for (size_t i = 0; i < list.count; i++)
        if (!add_file(&lacking, list.items[i].path, problems, arena))
            return NULL;
    return lacking.count ? tree_overlay(own, tree_of_texts(lacking.items, lacking.count, arena), arena) : own;
}

/* The day on which the same was found first. */
static struct text day_of(const struct site *site, const struct recorded_quotation *now, struct text today) {
    const struct recorded_quotation *before = quotation_list_find(site->recorded, now->name, now->quotation);
    bool is_same = before && digest_equal(before->source, now->source) && before->line == now->line;
    return is_same ? before->day : today;
}

bool record_quotations(const struct reader *reader, struct diag *problems, struct arena *arena) {
    const struct site *site = reader->site;
    struct quotation_list list = {0};
    struct buffer out = {0};
    for (size_t i = 0; i < site->quoted->count; i++) {
        struct recorded_quotation recorded = site->quoted->items[i];
        recorded.day = day_of(site, &recorded, recorded.day.size ? recorded.day : date_iso(today_date(&reader->today), arena));
        *array_add(&list, arena) = recorded;
    }
    quotation_list_settle(&list);
    quotation_list_write(&out, &list);
    bool written = lock_file_write(reader, QUOTATIONS_LOCK_PATH, buffer_text(&out), problems, arena);
    if (written)
        report_note(reader->report, text_format(arena, "recorded %zu quotation%s in " QUOTATIONS_LOCK_PATH, list.count,
                                                list.count == 1 ? "" : "s"));
    buffer_free(&out);
    return written;
}
