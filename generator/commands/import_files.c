#include "commands/import_files.h"

#include "base/files.h"
#include "commands/report.h"
#include "read/codes.h"
#include "read/slug.h"
#include "read/yaml/quoted.h"

struct import_writing {
    struct import_files *files;
    const struct imported *imported;
    const struct import_source *source;
    struct diag *problems;
    struct arena *arena;
};

static bool fail(struct import_writing *writing, const char *code, struct text path, struct text message, const char *help) {
    diag_fail(writing->problems, FAULT_USAGE, code, path, message, text_of(help));
    return false;
}

static const char *path_of(const struct import_writing *writing, struct text path) {
    return path_join(writing->arena, writing->files->reader, path);
}

/* Names. */

static bool find_slug(struct import_writing *writing, struct text *slug) {
    if (writing->source->folder) /* of an account */
        *slug = path_name(text_of(writing->source->folder));
    else if (writing->files->slug.size > 0)
        *slug = writing->files->slug;
    else
        *slug = slug_of(writing->imported->title, writing->arena);
    return slug_valid(*slug) ||
           fail(writing, E_NO_FILE_NAME, writing->source->path,
                text_format(writing->arena, "no file name can be derived from \"%.*s\"", TEXT_ARGS(writing->imported->title)),
                "give one: colophon import --as NAME FILE");
}

/* An account elsewhere would be that of another reader's essay, or a copy. */
static bool is_in_place(struct import_writing *writing, struct text folder) {
    const char *expected = path_real(path_of(writing, folder), writing->arena);
    return !writing->source->folder || (expected && text_equal(text_of(expected), text_of(writing->source->folder))) ||
           fail(writing, E_BAD_ACCOUNT, writing->source->path,
                TEXT("this account is not where import writes those of this reader"),
                "name the one in imports/NAME/, or the reader with --source");
}

/* Writing. */

static bool is_free(struct import_writing *writing, struct text path) {
    return !file_exists(path_of(writing, path)) ||
           fail(writing, E_FILE_EXISTS, (struct text){0},
                text_format(writing->arena, "\"%.*s\" already exists, and nothing is overwritten", TEXT_ARGS(path)),
                "give the essay another name: colophon import --as NAME FILE");
}

static bool tell_unwritten(struct import_writing *writing, struct text path) {
    return report_unwritten(writing->problems, path, (struct text){0}, writing->arena);
}

static bool write_file(struct import_writing *writing, struct text path, struct text bytes) {
    return (folder_make(path_of(writing, path_above(path))) && file_replace(path_of(writing, path), bytes, writing->arena)) ||
           tell_unwritten(writing, path);
}

/* A record only for an author whom the reader has no file of. */
static bool write_author(struct import_writing *writing, const struct imported_author *author) {
    struct arena *arena = writing->arena;
    struct text slug = slug_of(author->name, arena), path = text_format(arena, "content/authors/%.*s.md", TEXT_ARGS(slug));
    if (!slug_valid(slug) || file_exists(path_of(writing, path)))
        return true;
    struct text record = text_format(arena, "---\nname: %.*s\n---\n\n%.*s\n", TEXT_ARGS(yaml_quoted(author->name, arena)),
                                     TEXT_ARGS(author->biography));
    return write_file(writing, path, record);
}

static bool write_authors(struct import_writing *writing) {
    for (size_t i = 0; i < writing->imported->authors.count; i++)
        if (!write_author(writing, &writing->imported->authors.items[i]))
            return false;
    return true;
}

/* The essay last: while it is missing, nothing was imported. */
static bool write_new(struct import_writing *writing, struct text folder) {
    const struct import_files *files = writing->files;
    const char *ending = writing->imported->is_html ? "html" : "txt";
    struct text original = text_format(writing->arena, "%.*s/original.%s", TEXT_ARGS(folder), ending);
    return is_free(writing, files->essay) && is_free(writing, original) && is_free(writing, files->account) &&
           (!files->keeps_original || write_file(writing, original, writing->source->bytes)) &&
           write_file(writing, files->account, writing->imported->account) && write_authors(writing) &&
           write_file(writing, files->essay, writing->imported->draft);
}

/* Whether nobody changed the draft since it was written; one that is gone, or is what would be written, loses nothing either.
 */
static bool may_replace(struct import_writing *writing) {
    struct text path = writing->files->essay, draft;
    const char *full = path_of(writing, path);
    if (!file_exists(full))
        return true;
    if (!file_read(&draft, full, (size_t)1 << 30, writing->arena))
        return tell_unwritten(writing, path);
    return text_equal(account_digest(draft, writing->arena), writing->source->edited->draft) ||
           text_equal(draft, writing->imported->draft) ||
           fail(writing, E_FILE_EXISTS, (struct text){0},
                text_format(writing->arena, "\"%.*s\" was changed since it was imported, and nothing is overwritten",
                            TEXT_ARGS(path)),
                "change the draft itself; or move it away, import the account again, and take over what you wrote");
}

/* The account last: until then it says which draft it replaces. */
static bool write_again(struct import_writing *writing) {
    return may_replace(writing) && write_authors(writing) &&
           write_file(writing, writing->files->essay, writing->imported->draft) &&
           write_file(writing, writing->files->account, writing->imported->account);
}

bool import_files_write(struct import_files *files, const struct imported *imported, const struct import_source *source,
                        struct diag *problems, struct arena *arena) {
    struct import_writing writing = {
        .files = files, .imported = imported, .source = source, .problems = problems, .arena = arena};
    struct text slug;
    if (!find_slug(&writing, &slug))
        return false;
    struct text folder = text_format(arena, "imports/%.*s", TEXT_ARGS(slug));
    files->essay = text_format(arena, "content/essays/%.*s.md", TEXT_ARGS(slug));
    files->account = text_format(arena, "%.*s/account", TEXT_ARGS(folder));
    return is_in_place(&writing, folder) && (source->edited ? write_again(&writing) : write_new(&writing, folder));
}
