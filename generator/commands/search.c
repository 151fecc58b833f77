/* Asks the index of the site as it was built, like the page /search/ of it. */
#include "base/files.h"
#include "base/utf8.h"
#include "commands/reader.h"
#include "read/codes.h"
#include "search/query.h"

#include <limits.h>
#include <stdio.h>

enum { RESULTS_USUAL = 10, FILE_MOST = 64 << 20, SHOWN_BYTES = 300, SHOWN_BEFORE = 80 };

/* A name comes from the index, which may be damaged, or another's: it leads nowhere else. */
static bool load(struct text *bytes, struct text name, void *context, struct arena *arena) {
    const char *folder = context;
    if (text_contains(name, TEXT("..")) || text_starts(name, TEXT("/")) || name.size == 0)
        return false;
    return file_read(bytes, path_join(arena, folder, text_format(arena, "%.*s.js", TEXT_ARGS(name))), FILE_MOST, arena);
}

static struct text words_of(const struct options *options, struct arena *arena) {
    struct buffer out = {0};
    for (size_t i = 0; i < options->word_count; i++) {
        buffer_add(&out, TEXT(" "));
        buffer_add(&out, text_of(options->words[i]));
    }
    struct text query = text_copy(text_after(buffer_text(&out), 1), arena);
    buffer_free(&out);
    return query;
}

static struct text headings_of(const struct search_hit *hit, struct arena *arena) {
    struct buffer out = {0};
    for (size_t i = 0; i < hit->headings->count; i++) {
        buffer_add(&out, i ? TEXT(" › ") : TEXT(""));
        buffer_add(&out, hit->headings->items[i].text);
    }
    return buffer_take(&out, arena);
}

static void write_object(const struct search_hit *hit, struct arena *arena) {
    struct buffer object = {0};
    buffer_add_char(&object, '{');
    buffer_add_json_member(&object, "address", text_format(arena, "/%.*s", TEXT_ARGS(hit->address)));
    buffer_add_json_member(&object, "title", hit->title);
    buffer_add_json_member(&object, "heading", headings_of(hit, arena));
    buffer_add_json_member(&object, "text", hit->text);
    buffer_add(&object, TEXT("}\n"));
    fwrite(object.bytes, 1, object.size, stdout);
    buffer_free(&object);
}

/* What is shown of a text */

static bool is_meant(struct text word, const struct search_query *query, struct arena *arena) {
    struct search_words words;
    search_words_begin(&words, word, arena);
    for (struct search_word one; search_words_next(&words, &one);)
        for (size_t i = 0; i < query->terms.count; i++)
            if (search_term_has(&query->terms.items[i], one.form))
                return true;
    return false;
}

/* Where the first word stands that was looked for, or a little before that; 0 when all can be shown. */
static size_t shown_from(struct text text, const struct search_query *query, struct arena *arena) {
    size_t at = 0, from = 0;
    struct text word;
    if (text.size <= SHOWN_BYTES)
        return 0;
    while (utf8_next_word(text, &at, &word))
        if (is_meant(word, query, arena)) {
            from = (size_t)(word.bytes - text.bytes);
            break;
        }
    from = from > SHOWN_BEFORE ? text_find_char(text, ' ', from - SHOWN_BEFORE) : 0;
    return from < text.size ? from : 0;
}

/* The end of the last character that begins before `end`. */
static size_t whole_characters(struct text text, size_t end) {
    while (end < text.size && ((unsigned char)text.bytes[end] & 0xC0) == 0x80)
        end++;
    return end < text.size ? end : text.size;
}

static void write_text(struct buffer *out, struct text text, const struct search_query *query, struct arena *arena) {
    if (text.size == 0)
        return;
    size_t from = shown_from(text, query, arena), end = whole_characters(text, from + SHOWN_BYTES);
    buffer_add(out, from ? TEXT("    …") : TEXT("    "));
    buffer_add_visible(out, text_slice(text, from, end));
    buffer_add(out, end < text.size ? TEXT("…\n") : TEXT("\n"));
}

static void write_fact(struct buffer *out, struct text fact, bool *is_begun) {
    if (!fact.size)
        return;
    buffer_add(out, *is_begun ? TEXT(", ") : TEXT("    "));
    buffer_add_visible(out, fact);
    *is_begun = true;
}

static void write_facts(struct buffer *out, const struct search_hit *hit) {
    bool is_begun = false;
    write_fact(out, hit->by, &is_begun);
    for (size_t i = 0; !hit->by.size && i < hit->authors->count; i++)
        write_fact(out, hit->authors->items[i].text, &is_begun);
    write_fact(out, hit->date, &is_begun);
    write_fact(out, hit->voice, &is_begun);
    buffer_add(out, is_begun ? TEXT("\n") : TEXT(""));
}

/* The title stands above the first hit of an essay alone. */
static void write_hit(struct buffer *out, const struct search_hit *hit, const struct search_query *query, struct arena *arena) {
    struct text heading = headings_of(hit, arena);
    if (hit->is_first) {
        buffer_add(out, out->size ? TEXT("\n") : TEXT(""));
        buffer_add_visible(out, hit->title);
        buffer_add_char(out, '\n');
        write_facts(out, hit);
    }
    buffer_add(out, TEXT("  /"));
    buffer_add_visible(out, hit->address);
    if (heading.size) {
        buffer_add(out, TEXT("  "));
        buffer_add_visible(out, heading);
    }
    buffer_add_char(out, '\n');
    write_text(out, hit->text, query, arena);
}

static void write_answer(const struct search_answer *answer, struct arena *arena) {
    struct buffer out = {0};
    for (size_t i = 0; i < answer->count; i++)
        write_hit(&out, &answer->hits[i], &answer->query, arena);
    fwrite(out.bytes, 1, out.size, stdout);
    buffer_free(&out);
}

/* What the answer is not about */

static void tell_words(struct report *report, const struct search_term_list *terms, struct arena *arena) {
    for (size_t i = 0; i < terms->count; i++) {
        const struct search_term *term = &terms->items[i];
        struct text form = text_visible(term->form, arena), other = text_visible(term->put_right, arena);
        if (!term->is_found)
            report_note(report, text_format(arena, "no text has \"%.*s\"", TEXT_ARGS(form)));
        else if (other.size)
            report_note(report,
                        text_format(arena, "no text has \"%.*s\"; taken for \"%.*s\"", TEXT_ARGS(form), TEXT_ARGS(other)));
        else if (term->is_common)
            report_note(report,
                        text_format(arena, "not looked for in texts, since so many have it: \"%.*s\"", TEXT_ARGS(form)));
    }
}

static void tell(struct report *report, const struct search_answer *answer, struct arena *arena) {
    tell_words(report, &answer->query.terms, arena);
    tell_words(report, &answer->query.without, arena);
    report_note(report, text_format(arena, "%zu passages of %zu essays%s", answer->passages, answer->essays,
                                    answer->is_more ? "; there may be more: --limit N shows them" : ""));
}

static void tell_failure(struct text failed, const char *folder, const struct reader *reader, struct diag *problems,
                         struct arena *arena) {
    struct text path = text_format(arena, "%s/search/%.*s.js", reader->shown_output, TEXT_ARGS(failed));
    if (!file_exists(path_join(arena, folder, TEXT("index.js"))))
        diag_fail(problems, FAULT_USAGE, E_NO_INDEX, text_of(reader->shown_output), TEXT("there is no index to search in"),
                  TEXT("run \"colophon build\" first, without \"search: off\" in content/site.yaml"));
    else
        diag_fail(problems, FAULT_MACHINE, E_BAD_INDEX, path, TEXT("this file of the index is missing or damaged"),
                  TEXT("\"colophon build\" writes it again"));
}

static void ask(const struct reader *reader, struct diag *problems, struct arena *arena) {
    const struct options *options = reader->options;
    const char *folder = path_join(arena, reader->output, TEXT("search"));
    struct search_files files = {.load = load, .context = (void *)(uintptr_t)folder, .arena = arena};
    struct search_answer answer;
    if (!search_ask(&answer, words_of(options, arena), options->limit ? options->limit : RESULTS_USUAL, &files)) {
        tell_failure(files.failed, folder, reader, problems, arena);
        return;
    }
    for (size_t i = 0; options->json && i < answer.count; i++)
        write_object(&answer.hits[i], arena);
    if (options->json)
        return;
    write_answer(&answer, arena);
    tell(reader->report, &answer, arena);
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    struct reader reader;
    if (reader_find(&reader, &report, problems, arena))
        ask(&reader, problems, arena);
    return report_problems(&report, problems, NULL);
}

const struct command command_search = {
    .name = "search",
    .summary = "find passages of the site that was built, as its page /search/ does",
    .words = "QUERY...",
    .details = "\"…\" in the query is a phrase, -WORD must not be there (put -- before the query then).\n",
    .flags = "source output limit json quiet color",
    .least_words = 1,
    .most_words = UINT_MAX,
    .run = run,
};
