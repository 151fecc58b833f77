#include "commands/import_files.h"

#include "base/array.h"
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
    struct author_records {
        struct author_record {
            struct text path, front; /* in the reader; what stands between its lines of hyphens */
        } * items;
        size_t count, capacity;
    } records; /* of the reader's authors */
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
    return slug_valid(*slug) || fail(writing, E_NO_FILE_NAME, writing->source->path,
                                     writing->imported->title.size == 0
                                         ? TEXT("no title was found in it, of which the draft's file name is made")
                                         : text_format(writing->arena, "no file name can be derived from its title, \"%.*s\"",
                                                       TEXT_ARGS(writing->imported->title)),
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

/* Authors. */

/* What stands between the lines of hyphens. */
static struct text front_matter(struct text record) {
    return text_slice(record, 0, text_find(record, TEXT("\n---"), 1));
}

/* As a whole: "Ada" is not in "Adam". */
static bool has_name(struct text front, struct text name) {
    for (size_t at = 0; (at = text_find(front, name, at)) < front.size; at++) {
        size_t end = at + name.size;
        if ((at == 0 || !char_is_letter(front.bytes[at - 1])) && (end == front.size || !char_is_letter(front.bytes[end])))
            return true;
    }
    return false;
}

static bool names(struct text front, const struct imported_author *author) {
    bool is_named = has_name(front, author->name);
    for (size_t i = 0; i < author->also.count && !is_named; i++)
        is_named = has_name(front, author->also.items[i]);
    return is_named;
}

enum { RECORD_MOST_BYTES = 1 << 20 };

static void note_record(struct import_writing *writing, struct text path, struct text bytes) {
    *array_add(&writing->records, writing->arena) = (struct author_record){path, front_matter(bytes)};
}

static void read_records(struct import_writing *writing) {
    struct file_list list = {0};
    const char *folder = path_of(writing, TEXT("content/authors"));
    struct text bytes;
    if (!folder_list(&list, folder, &(struct file_listing){0}, writing->arena))
        return;
    for (size_t i = 0; i < list.count; i++)
        if (text_ends(list.items[i].path, TEXT(".md")) &&
            file_read(&bytes, path_join(writing->arena, folder, list.items[i].path), RECORD_MOST_BYTES, writing->arena))
            note_record(writing, text_join(writing->arena, TEXT("content/authors/"), list.items[i].path), bytes);
}

/* The record that has one of the author's names, under whatever file name; NULL when there is none. */
static const struct author_record *find_record(const struct import_writing *writing, const struct imported_author *author) {
    for (size_t i = 0; i < writing->records.count; i++)
        if (names(writing->records.items[i].front, author))
            return &writing->records.items[i];
    return NULL;
}

static void note(struct import_writing *writing, const char *code, struct text record, struct text message, const char *help) {
    diag_add(writing->problems, DIAG_NOTE, code, (struct diag_place){.path = record}, message, text_of(help));
}

/* A record that is there is the editor's: what it lacks of the author's names is told. */
static void tell_other_names(struct import_writing *writing, const struct imported_author *author,
                             const struct author_record *record) {
    for (size_t i = 0; i <= author->also.count; i++) {
        struct text name = i == 0 ? author->name : author->also.items[i - 1];
        if (!has_name(record->front, name))
            note(writing, W_OTHER_NAME, record->path,
                 text_format(writing->arena, "\"%.*s\" names an author \"%.*s\", whom this record may be of",
                             TEXT_ARGS(writing->source->path), TEXT_ARGS(name)),
                 "if it is, write that into its also_known_as");
    }
}

/* What a page says of an author goes into a new record only. */
static void tell_unwritten_biography(struct import_writing *writing, const struct imported_author *author, struct text record) {
    struct text bytes = {0};
    if (author->biography.size == 0)
        return;
    bool is_read = file_read(&bytes, path_of(writing, record), RECORD_MOST_BYTES, writing->arena);
    if (!is_read || !text_contains(bytes, author->biography))
        note(writing, W_BIOGRAPHY_LEFT, record,
             text_format(writing->arena, "is there already, so that what \"%.*s\" says of %.*s was not written into it",
                         TEXT_ARGS(writing->source->path), TEXT_ARGS(author->name)),
             "look for the bio in the account, and take over what is new");
}

static struct text record_of(const struct imported_author *author, struct arena *arena) {
    struct text also = {0};
    for (size_t i = 0; i < author->also.count; i++)
        also = text_format(arena, "%.*s%s  - %.*s\n", TEXT_ARGS(also), i == 0 ? "also_known_as:\n" : "",
                           TEXT_ARGS(yaml_quoted(author->also.items[i], arena)));
    return text_format(arena, "---\nname: %.*s\n%.*s---\n%s%.*s%s", TEXT_ARGS(yaml_quoted(author->name, arena)),
                       TEXT_ARGS(also), author->biography.size ? "\n" : "", TEXT_ARGS(author->biography),
                       author->biography.size ? "\n" : "");
}

/* A record only for an author whom the reader has none of. */
static bool write_author(struct import_writing *writing, const struct imported_author *author) {
    struct text slug = slug_of(author->name, writing->arena);
    struct text path = text_format(writing->arena, "content/authors/%.*s.md", TEXT_ARGS(slug));
    const struct author_record *record = find_record(writing, author);
    if (record)
        tell_other_names(writing, author, record);
    if (record || (slug_valid(slug) && file_exists(path_of(writing, path)))) {
        tell_unwritten_biography(writing, author, record ? record->path : path);
        return true;
    }
    struct text bytes = record_of(author, writing->arena);
    if (!slug_valid(slug))
        return true;
    note_record(writing, path, bytes);
    return write_file(writing, path, bytes);
}

static bool write_authors(struct import_writing *writing) {
    if (writing->imported->authors.count > 0)
        read_records(writing);
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
