/* The passages of all texts of a commit, for present.c. */
#include "history/internal.h"

#include "base/buffer.h"
#include "base/remembered.h"
#include "kinds/loading.h"
#include "read/tree/tree.h"

#include <string.h>

/* They are remembered under git's name of the bytes: the number of passages, and their digests. */
static struct digest key_of(const struct site *site, const struct git_id *blob) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("passages"));
    hasher_add_digest(&hasher, versions_parsing(site));
    hasher_add_text(&hasher, text_of(blob->hex));
    return hasher_end(&hasher);
}

static void remember(const struct site *site, const struct git_id *blob, const struct body *body) {
    struct buffer record = {0};
    buffer_add_bytes(&record, &body->blocks.count, sizeof body->blocks.count);
    passage_digests(&record, body);
    remembered_add(site->remembered, key_of(site, blob), buffer_text(&record));
    buffer_free(&record);
}

bool passages_find(struct blob_passages *passages, const struct site *site, const struct git_id *blob) {
    struct text record;
    uint32_t count;
    if (!remembered_find(site->remembered, &record, key_of(site, blob)) || record.size < sizeof count)
        return false;
    memcpy(&count, record.bytes, sizeof count);
    if (record.size / sizeof count - 1 != count)
        return false;
    *passages = (struct blob_passages){(const uint32_t *)(const void *)record.bytes + 1, count};
    return true;
}

/* A commit whose texts cannot be read as such has no site either, and its own load says why: only the machine's faults count.
 */
static void take_fault(struct diag *problems, const struct diag *own) {
    for (size_t i = 0; own->fault == FAULT_MACHINE && i < own->count; i++)
        if (own->items[i].level == DIAG_ERROR)
            diag_fail(problems, FAULT_MACHINE, own->items[i].code, TEXT(""), text_copy(own->items[i].message, &problems->arena),
                      text_copy(own->items[i].help, &problems->arena));
}

bool passages_read(const struct site *site, const struct origin *origin, struct diag *problems) {
    struct diag own = {0};
    struct arena scratch = {0};
    struct parsed_files files = {0};
    struct parse_options options = settings_parse_options(&site->settings, site->language, &scratch);
    const struct tree *tree = tree_open_commit(&own, site->repository, origin->commit.hex, &scratch);
    bool good = tree && documents_load(&files, tree, &options, site->remembered, site->loading->input->workers, &own, &scratch);
    for (size_t i = 0; good && i < files.count; i++) {
        const struct origin_file *file = origin_file_at(origin, files.items[i].path);
        const struct body *body = file && files.items[i].document ? document_body(&files.items[i]) : NULL;
        if (body)
            remember(site, &file->blob, body);
    }
    take_fault(problems, &own);
    good = own.fault != FAULT_MACHINE;
    diag_free(&own);
    arena_free(&scratch);
    return good;
}
