#include "commands/report.h"

#include "base/buffer.h"
#include "kinds/hold.h"
#include "read/codes.h"
#include "read/document/document.h"
#include "read/yaml/yaml.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Shorter runs get no progress line. */
enum { PROGRESS_AFTER_MS = 500 };

static int64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool is_set(const char *name) {
    const char *value = getenv(name);
    return value && *value != '\0';
}

bool report_colors(const struct options *options, int descriptor) {
    if (options->color != COLOR_AUTO)
        return options->color == COLOR_ALWAYS;
    if (is_set("NO_COLOR"))
        return false;
    if (is_set("CLICOLOR_FORCE") && strcmp(getenv("CLICOLOR_FORCE"), "0") != 0)
        return true;
    return isatty(descriptor) && is_set("TERM") && strcmp(getenv("TERM"), "dumb") != 0;
}

struct report report_start(const struct options *options) {
    return (struct report){
        .options = options,
        .started_ns = now_ns(),
        .color = report_colors(options, STDERR_FILENO),
        .terminal = isatty(STDERR_FILENO) && is_set("TERM") && strcmp(getenv("TERM"), "dumb") != 0,
    };
}

static void close_line(struct report *report) {
    if (report->line_open)
        fputs("\r\033[K", stderr);
    report->line_open = false;
}

static bool shows_progress(const struct report *report) {
    return report->terminal && !report->options->quiet && !report->options->json;
}

void report_doing(struct report *report, struct text what) {
    struct arena scratch = {0};
    if (shows_progress(report)) {
        fprintf(stderr, "\r\033[K%.*s\r", TEXT_ARGS(text_visible(what, &scratch)));
        report->line_open = true;
    }
    arena_free(&scratch);
}

void report_progress(size_t done, size_t total, void *context) {
    struct report *report = context;
    if (!shows_progress(report) || now_ns() - report->started_ns < PROGRESS_AFTER_MS * INT64_C(1000000))
        return;
    fprintf(stderr, "\r\033[K%zu of %zu", done, total);
    report->line_open = true;
}

void report_note(struct report *report, struct text line) {
    if (report->options->quiet || report->options->json)
        return;
    close_line(report);
    struct arena scratch = {0};
    fprintf(stderr, "%.*s\n", TEXT_ARGS(text_visible(line, &scratch)));
    arena_free(&scratch);
}

/* Where excerpts come from, and what is known of the file that was looked at last. */
struct source_of_excerpts {
    const struct tree *tree;
    struct text path;
    bool is_held;
    uint32_t body_line; /* the first after its front matter */
    struct arena arena;
};

static bool read_for_excerpt(struct text *bytes, struct text path, void *context) {
    struct source_of_excerpts *source = context;
    size_t index = tree_find(source->tree, path);
    struct tree_trouble trouble;
    return index != SIZE_MAX && source->tree->read(source->tree, index, bytes, &trouble, &source->arena);
}

/* Front matter that cannot be read is shown, since it must be mended, unless words in it say that something is held back. */
static bool names_a_hold(struct text yaml) {
    static const char *const words[] = {"access", "draft",    "embargo", "private", "restrict", "hidden", "unlist", "publish",
                                        "visib",  "password", "protect", "until",   "expir",    "member", "secret", "status"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_contains(yaml, text_of(words[i])))
            return true;
    return false;
}

static bool is_held(struct text bytes, struct text yaml, bool readable, struct text path, struct arena *arena) {
    struct text title;
    struct today now = {.now = (int64_t)time(NULL)};
    struct hold hold = hold_of_bytes(&title, bytes, path, arena);
    if (readable || path_is_set_aside(path))
        return !hold_is_open(&hold, &now);
    return names_a_hold(yaml);
}

static void look_at(struct source_of_excerpts *source, struct text path) {
    struct text bytes = {0}, yaml = {0};
    struct diag unheard = {0};
    struct yaml parsed;
    source->path = path;
    source->is_held = false;
    source->body_line = UINT32_MAX;
    if (!text_starts(path, TEXT("content/")) || !tree_is_prose(path) || !read_for_excerpt(&bytes, path, source))
        return;
    bool has_end = document_front_matter(&yaml, bytes);
    bool readable = has_end && yaml_parse(&parsed, yaml, 1, path, &unheard, &source->arena);
    source->is_held = is_held(bytes, has_end ? yaml : bytes, readable, path, &source->arena);
    source->body_line = 1;
    for (size_t at = 0; yaml.size && bytes.bytes + at < yaml.bytes + yaml.size; at++)
        source->body_line += bytes.bytes[at] == '\n';
    diag_free(&unheard);
}

/*
 * A log may be read by more people than the reader is: of a text that is held back no line is shown, and of problems in its
 * body only what their code says, for their messages quote it.
 */
static bool hold_words(struct diag_item *item, void *context) {
    struct source_of_excerpts *source = context;
    if (!source->tree || !item->place.path.size)
        return false;
    if (!text_equal(source->path, item->place.path))
        look_at(source, item->place.path);
    if (source->is_held && item->place.line >= source->body_line) {
        item->message = code_title(text_of(item->code));
        item->help =
            TEXT("the text is held back, so no words of it are shown in a log: look at the line, or run on a terminal");
    }
    return source->is_held;
}

void report_print(struct report *report, struct text text) {
    if (!text.size)
        return;
    close_line(report);
    fwrite(text.bytes, 1, text.size, stderr);
}

struct text report_text(const struct report *report, struct diag *problems, const struct tree *tree, bool color, bool holds,
                        struct arena *arena) {
    struct source_of_excerpts source = {.tree = tree};
    struct diag_style style = {
        .color = color,
        .quiet = report->options->quiet,
        .group = !report->options->verbose,
        .read = tree ? read_for_excerpt : NULL,
        .hold = holds ? hold_words : NULL,
        .context = &source,
    };
    char *bytes = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&bytes, &size);
    if (!stream)
        memory_give_up();
    diag_print(problems, &style, stream);
    fclose(stream);
    struct text text = text_copy((struct text){bytes, size}, arena);
    free(bytes);
    arena_free(&source.arena);
    return text;
}

enum status report_problems(struct report *report, struct diag *problems, const struct tree *tree) {
    static const enum status statuses[] = {
        [FAULT_CONTENT] = STATUS_CONTENT,
        [FAULT_USAGE] = STATUS_USAGE,
        [FAULT_MACHINE] = STATUS_MACHINE,
    };
    struct source_of_excerpts source = {.tree = tree};
    struct diag_style style = {
        .color = report->color,
        .json = report->options->json,
        .quiet = report->options->quiet,
        .group = !report->options->verbose,
        .read = tree ? read_for_excerpt : NULL,
        .hold = isatty(report->options->json ? STDOUT_FILENO : STDERR_FILENO) ? NULL : hold_words,
        .context = &source,
    };
    close_line(report);
    diag_print(problems, &style, report->options->json ? stdout : stderr);
    arena_free(&source.arena);
    return problems->errors > 0 ? statuses[problems->fault] : STATUS_DONE;
}

bool report_unwritten(struct diag *problems, struct text path, struct text help, struct arena *arena) {
    struct text message = text_format(arena, "cannot be written: %s", strerror(errno));
    diag_fail(problems, FAULT_MACHINE, E_CANNOT_WRITE, path, message, help);
    return false;
}

double report_seconds(const struct report *report) {
    return (double)(now_ns() - report->started_ns) / 1e9;
}

static const char *plural(size_t count) {
    return count == 1 ? "" : "s";
}

/* Nothing is known of it after errors. */
static void print_held_json(const struct report_result *result, bool is_known) {
    struct arena scratch = {0};
    struct date until = moment_date(is_known ? result->held->validity.until : MOMENT_NEVER);
    struct text day = until.precision ? text_format(&scratch, "\"%.*s\"", TEXT_ARGS(date_iso(until, &scratch))) : TEXT("null");
    if (is_known)
        printf(",\"held_back\":%llu,\"drafts\":%llu", (unsigned long long)held_back_count(result->held),
               (unsigned long long)result->held->drafts);
    else
        printf(",\"held_back\":null,\"drafts\":null");
    printf(",\"today_by\":\"%s\",\"right_until\":%.*s", today_source_name(result->today), TEXT_ARGS(day));
    arena_free(&scratch);
}

static void print_json(const struct report_result *result, const struct diag *problems, double seconds) {
    printf("{\"reason\":\"result\",\"pages\":%zu,\"changed\":%zu,\"errors\":%zu,\"warnings\":%zu", result->pages,
           result->changed, problems->errors, problems->warnings);
    if (result->held)
        print_held_json(result, problems->errors == 0);
    if (result->commit)
        printf(",\"commit\":\"%s\"", result->commit);
    printf(",\"seconds\":%.2f}\n", seconds);
}

static void print_held(const struct report_result *result, FILE *stream) {
    struct arena scratch = {0};
    struct text words = held_back_words(result->held, result->today, &scratch);
    if (words.size)
        fprintf(stream, "; %.*s", TEXT_ARGS(text_visible(words, &scratch)));
    arena_free(&scratch);
}

void report_line(const struct report *report, const struct report_result *result, const struct diag *problems) {
    size_t errors = problems->errors, warnings = problems->warnings;
    double seconds = report_seconds(report);
    if (report->options->json)
        print_json(result, problems, seconds);
    if (report->options->json || report->options->quiet)
        return;
    FILE *stream = errors > 0 ? stderr : stdout;
    if (errors > 0)
        fputs(result->failed, stream);
    else
        fprintf(stream, "%s %zu page%s", result->done, result->pages, plural(result->pages));
    if (errors == 0 && result->counts_changes)
        fprintf(stream, " (%zu changed)", result->changed);
    fprintf(stream, " in %.2f s; %zu error%s, %zu warning%s", seconds, errors, plural(errors), warnings, plural(warnings));
    if (errors == 0 && result->held)
        print_held(result, stream);
    fputc('\n', stream);
}

/* Whether nobody reads standard output any more: "colophon history | head". */
static bool is_pipe_closed(void) {
    struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&output, 1, 0) == 1 && output.revents & POLLERR;
}

/* Why standard output cannot be written. An earlier failure has left no reason behind; one more character meets it again. */
static int why_unwritten(void) {
    errno = 0;
    if (fflush(stdout) == 0 && ferror(stdout)) {
        fputc('\n', stdout);
        fflush(stdout);
    }
    return errno;
}

enum status report_finish(enum status status, const char *what) {
    static bool is_told;
    int why = why_unwritten();
    if (!ferror(stdout))
        return status;
    if (why == EPIPE || is_pipe_closed())
        return status;
    if (!is_told)
        fprintf(stderr, "colophon: %s%s%s\n", what, why ? ": " : "", why == EBADF ? "it is closed" : why ? strerror(why) : "");
    is_told = true;
    return STATUS_MACHINE;
}
