#include "commands/essay.h"

#include "compare/compare.h"
#include "compare/fields_diff.h"
#include "read/codes.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* One of the two texts. */
struct diff_side {
    struct text name; /* "2024-03-01 8c2f1a9b33d0 Cut the last section" */
    struct git_id blob;
    const struct version *version; /* NULL: a text that is only on a branch */
    struct version_text text;
};

struct diff_of {
    const struct reader *reader;
    const struct essay *essay;
    struct diff_side old, new;
    struct diag *problems;
    struct arena *arena;
};

static bool fail(struct diff_of *of, struct text message, struct text help) {
    diag_fail(of->problems, FAULT_USAGE, E_NO_ESSAY, (struct text){0}, message, help);
    return false;
}

/* Finding the two texts -----------------------------------------------------------------------------------------------------
 */

static struct text name_of(const struct diff_of *of, const struct version *version) {
    const struct commit *commit = essay_commit(of->reader->site, version);
    if (!commit)
        return TEXT("the work directory");
    return text_format(of->arena, "%.10s %.12s %.*s", date_iso(commit->when, of->arena).bytes, version->blob.hex,
                       TEXT_ARGS(commit->subject));
}

static bool read_version(struct diff_side *side, struct diff_of *of, size_t number) {
    const struct version *version = &of->essay->versions->items[number];
    *side = (struct diff_side){.name = name_of(of, version), .blob = version->blob, .version = version};
    errno = 0;
    if (versions_text(&side->text, of->reader->site, of->essay, number, of->arena))
        return true;
    diag_fail(of->problems, FAULT_MACHINE, E_GIT_OBJECT, version->path,
              text_format(of->arena, "the text of %.*s can no longer be read", TEXT_ARGS(side->name)), (struct text){0});
    return false;
}

/* The text that the author of a version had before him, if it differs; SIZE_MAX for none. */
static size_t text_before(const struct versions *versions, size_t version) {
    uint32_t before = version_text_before(versions, (uint32_t)version);
    while (before != NONE && git_id_equal(&versions->items[before].blob, &versions->items[version].blob))
        before = version_text_before(versions, before);
    return before == NONE ? SIZE_MAX : before;
}

static size_t version_of_blob(const struct versions *versions, struct text digits) {
    enum { FEWEST_DIGITS = 4 };
    for (size_t i = versions->count; digits.size >= FEWEST_DIGITS && i-- > 0;)
        if (versions->items[i].kind != VERSION_WITHDRAWN && text_starts(text_of(versions->items[i].blob.hex), digits))
            return i;
    return SIZE_MAX;
}

/* The essay's file in a commit, under whichever path it had. */
static const struct origin_file *file_at(const struct origin *origin, const struct essay *essay) {
    const struct origin_file *file = origin_file_at(origin, essay->thing.source.path);
    for (size_t i = essay->versions->count; !file && i-- > 0;)
        file = origin_file_at(origin, essay->versions->items[i].path);
    return file;
}

static bool read_blob(struct diff_side *side, struct diff_of *of, const struct git_id *blob, const char *revision) {
    struct text bytes;
    *side = (struct diff_side){.name = text_of(revision), .blob = *blob};
    if (!repository_read(&bytes, of->reader->repository, blob, of->arena))
        return repository_check(of->problems, of->reader->repository, blob, of->essay->thing.source.path) &&
               fail(of, text_format(of->arena, "the essay's text at \"%s\" could not be read for a moment", revision),
                    TEXT("run again"));
    struct parse_options options = settings_parse_options(&of->reader->site->settings, of->reader->site->language, of->arena);
    struct buffer document = {0}, body = {0};
    document_parse(&document, &body, bytes, &options);
    side->text.document = document_of(text_copy(buffer_text(&document), of->arena));
    side->text.body = body_of(text_copy(buffer_text(&body), of->arena));
    buffer_free(&document);
    buffer_free(&body);
    return true;
}

/* A version by the digits of its address, or the text at a commit, tag or branch. */
static bool find_side(struct diff_side *side, struct diff_of *of, const char *revision) {
    const struct versions *versions = of->essay->versions;
    size_t number = version_of_blob(versions, text_of(revision));
    if (number != SIZE_MAX)
        return read_version(side, of, number);
    if (!of->reader->repository)
        return fail(of, TEXT("this reader is not in a git repository, so it has no revisions"), (struct text){0});
    struct origin origin;
    if (!origin_find(&origin, of->problems, of->reader->repository, revision, of->arena))
        return false;
    const struct origin_file *file = file_at(&origin, of->essay);
    if (!file)
        return fail(of, text_format(of->arena, "%.*s is not in \"%s\"", TEXT_ARGS(of->essay->thing.slug), revision),
                    text_format(of->arena, "\"colophon history %.*s\" lists its versions", TEXT_ARGS(of->essay->thing.slug)));
    number = version_of_blob(versions, text_of(file->blob.hex));
    return number != SIZE_MAX ? read_version(side, of, number) : read_blob(side, of, &file->blob, revision);
}

static bool find_sides(struct diff_of *of, const struct options *options) {
    const struct versions *versions = of->essay->versions;
    size_t last = versions->count - 1;
    if (options->word_count > 2 && !find_side(&of->new, of, options->words[2]))
        return false;
    if (options->word_count <= 2 && !read_version(&of->new, of, last))
        return false;
    if (options->word_count > 1)
        return find_side(&of->old, of, options->words[1]);
    size_t before = text_before(versions, last);
    if (before == SIZE_MAX)
        return fail(of, text_format(of->arena, "%.*s has only one version", TEXT_ARGS(of->essay->thing.slug)),
                    (struct text){0});
    return read_version(&of->old, of, before);
}

/* Writing -------------------------------------------------------------------------------------------------------------------
 */

static unsigned width_of_terminal(void) {
    enum { READABLE = 100 };
    struct winsize size;
    if (!isatty(STDOUT_FILENO))
        return 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 80;
    return size.ws_col < READABLE ? size.ws_col : READABLE;
}

static void add_values(struct buffer *out, const struct fields_values *values, bool color, bool removed) {
    for (size_t i = 0; i < values->count; i++) {
        const struct fields_value *value = &values->items[i];
        const char *begin = value->kept ? "" : color ? (removed ? "\x1b[1;31m" : "\x1b[1;32m") : removed ? "[-" : "{+";
        const char *end = value->kept ? "" : color ? "\x1b[0m" : removed ? "-]" : "+}";
        buffer_add_format(out, "%s%s", i ? "; " : "", begin);
        buffer_add_visible(out, value->words);
        buffer_add(out, text_of(end));
    }
}

static void add_fields(struct buffer *out, const struct fields_changes *fields, bool color) {
    for (size_t i = 0; i < fields->count; i++) {
        const struct fields_change *change = &fields->items[i];
        buffer_add(out, TEXT("  "));
        buffer_add_visible(out, change->label);
        buffer_add(out, TEXT(": "));
        add_values(out, &change->before, color, true);
        buffer_add(out, change->before.count && change->after.count ? TEXT(" → ") : TEXT(""));
        add_values(out, &change->after, color, false);
        buffer_add_char(out, '\n');
    }
    if (fields->count)
        buffer_add_char(out, '\n');
}

static void add_list(struct buffer *out, const char *name, const struct fields_values *values) {
    buffer_add_format(out, ",\"%s\":[", name);
    for (size_t i = 0; i < values->count; i++) {
        buffer_add(out, i ? TEXT(",") : TEXT(""));
        buffer_add_json_string(out, values->items[i].words);
    }
    buffer_add_char(out, ']');
}

static void add_object(struct buffer *out, const struct diff_of *of, const struct fields_changes *fields,
                       const struct compare_counts *counts, struct text words) {
    buffer_add_char(out, '{');
    buffer_add_json_member(out, "reason", TEXT("difference"));
    buffer_add_json_member(out, "essay", of->essay->thing.slug);
    buffer_add_json_member(out, "old", text_of(of->old.blob.hex));
    buffer_add_json_member(out, "new", text_of(of->new.blob.hex));
    buffer_add_format(out,
                      ",\"words_added\":%u,\"words_removed\":%u,\"passages_added\":%u,\"passages_removed\":%u,"
                      "\"passages_reworded\":%u,\"passages_moved\":%u,\"fields\":[",
                      (unsigned)counts->words_added, (unsigned)counts->words_removed, (unsigned)counts->passages_added,
                      (unsigned)counts->passages_removed, (unsigned)counts->passages_reworded,
                      (unsigned)counts->passages_moved);
    for (size_t i = 0; i < fields->count; i++) {
        buffer_add(out, i ? TEXT(",{") : TEXT("{"));
        buffer_add_json_member(out, "field", fields->items[i].key);
        add_list(out, "before", &fields->items[i].before);
        add_list(out, "after", &fields->items[i].after);
        buffer_add_char(out, '}');
    }
    buffer_add_char(out, ']');
    buffer_add_json_member(out, "text", words);
    buffer_add(out, TEXT("}\n"));
}

static void write_difference(struct diff_of *of, const struct options *options) {
    struct passages old, new;
    struct alignment alignment;
    struct compare_counts counts;
    struct fields_changes fields;
    struct buffer out = {0}, words = {0};
    struct compare_terminal_options style = {!options->json && report_colors(options, STDOUT_FILENO), width_of_terminal()};
    passages_of(&old, of->old.text.document, of->old.text.body, of->arena);
    passages_of(&new, of->new.text.document, of->new.text.body, of->arena);
    align(&alignment, &old, &new, of->arena);
    compare_count(&counts, &old, &new, &alignment, of->arena);
    fields_diff(&fields, of->old.text.document, of->new.text.document, of->arena);
    compare_terminal(&words, &old, &new, &alignment, &style, of->arena);
    if (options->json) {
        add_object(&out, of, &fields, &counts, buffer_text(&words));
    } else {
        buffer_add_format(&out, "old: %.*s\nnew: %.*s\n     +%u -%u words\n\n",
                          TEXT_ARGS(text_visible(of->old.name, of->arena)), TEXT_ARGS(text_visible(of->new.name, of->arena)),
                          (unsigned)counts.words_added, (unsigned)counts.words_removed);
        add_fields(&out, &fields, style.color);
        buffer_add(&out, buffer_text(&words));
        if (!fields.count && !words.size)
            buffer_add(&out, TEXT("  A visitor sees no difference.\n"));
    }
    fwrite(out.bytes, 1, out.size, stdout);
    buffer_free(&words);
    buffer_free(&out);
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct essay_reader reader;
    struct diff_of of = {.reader = &reader.reader, .problems = problems, .arena = arena};
    if (essay_reader_open(&reader, options, false, problems, arena))
        of.essay = essay_meant(reader.reader.site, text_of(options->words[0]), problems, arena);
    if (of.essay && find_sides(&of, options))
        write_difference(&of, &reader.options);
    return essay_reader_close(&reader, problems);
}

const struct command command_diff = {
    .name = "diff",
    .summary = "show what differs between two versions of an essay, in words",
    .words = "ESSAY [OLD [NEW]]",
    .details = "Compares the work directory with the version before it, or with REV; or two versions, the older first.\n"
               "REV is a commit, a tag, a branch, or the address that \"colophon history\" gives. This is the editor's\n"
               "view: it also shows drafts and texts that may not be published.\n",
    .flags = "source rev jobs json quiet color",
    .least_words = 1,
    .most_words = 3,
    .run = run,
};
