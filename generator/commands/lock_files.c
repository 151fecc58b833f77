#include "commands/lock_files.h"

#include "base/files.h"

#include <errno.h>

static bool write_whole(const char *path, struct text bytes, struct diag *problems, struct arena *arena) {
    return file_replace(path, bytes, arena) || report_unwritten(problems, text_of(path), (struct text){0}, arena);
}

/* Lines of .gitattributes are kept as they are. */
static bool ask_git_for_union(const struct reader *reader, const char *lock, struct diag *problems, struct arena *arena) {
    const char *path = path_join(arena, reader->folder, TEXT(".gitattributes"));
    struct text before = {0};
    if (!file_read(&before, path, (size_t)1 << 20, arena) && errno != ENOENT)
        return report_unwritten(problems, text_of(path), (struct text){0}, arena);
    if (text_contains(before, text_of(lock)))
        return true;
    bool is_ended = !before.size || text_ends(before, TEXT("\n"));
    return write_whole(path, text_format(arena, "%.*s%s%s merge=union\n", TEXT_ARGS(before), is_ended ? "" : "\n", lock),
                       problems, arena);
}

bool lock_file_write(const struct reader *reader, const char *path, struct text bytes, struct diag *problems,
                     struct arena *arena) {
    return write_whole(path_join(arena, reader->folder, text_of(path)), bytes, problems, arena) &&
           (!reader->repository || ask_git_for_union(reader, path, problems, arena));
}
