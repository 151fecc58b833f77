#include "commands/options.h"

#include "base/array.h"
#include "read/codes.h"

#include <getopt.h>
#include <string.h>

#define AT(member) offsetof(struct options, member)

static const struct flag flags[] = {
    {'s', "source", "DIR", "the reader (default: the nearest folder upward with content/)", FLAG_TEXT, AT(source)},
    {'r', "rev", "REV", "read that commit, tag or branch; DIR may be a bare repository", FLAG_TEXT, AT(revision)},
    {'o', "output", "DIR", "where the site goes (default: site/ in the reader)", FLAG_TEXT, AT(output)},
    {'o', "output", "FILE", "where the book goes: a file, or - for standard output (default: its own name, here)", FLAG_TEXT,
     AT(output)},
    {'u', "base-url", "URL", "the site's address, for feeds and canonical links", FLAG_URL, AT(base_url)},
    {0, "disk", NULL, "links for reading the site from a folder or a zip", FLAG_SWITCH, AT(disk)},
    {'D', "drafts", NULL, "include drafts", FLAG_SWITCH, AT(drafts)},
    {0, "future", NULL, "include what is dated in the future", FLAG_SWITCH, AT(future)},
    {0, "day", "DATE", "take this for today: for embargoes, dates to come and expiry dates", FLAG_TEXT, AT(day)},
    {'j', "jobs", "N", "worker processes (default: one for each core)", FLAG_JOBS, AT(jobs)},
    {'n', "dry-run", NULL, "say what would change, write nothing", FLAG_SWITCH, AT(dry_run)},
    {0, "strict", NULL, "warnings are errors", FLAG_SWITCH, AT(strict)},
    {0, "explain", NULL, "say why each page was made again", FLAG_SWITCH, AT(explain)},
    {0, "json", NULL, "diagnostics and the result as JSON Lines on standard output", FLAG_SWITCH, AT(json)},
    {0, "plain", NULL, "exactly the GFM specification's HTML", FLAG_SWITCH, AT(plain)},
    {0, "unsafe", NULL, "with --plain: let raw HTML and any address through", FLAG_SWITCH, AT(unsafe)},
    {0, "extensions", "LIST", "with --plain: only these of table, strikethrough, autolink, tagfilter, tasklist", FLAG_TEXT,
     AT(extensions)},
    {0, "allow", "LIST", "files that are no pages and may be there, with commas between: CNAME,.well-known/", FLAG_TEXT,
     AT(allowed)},
    {0, "published", "LIST", "compare with these addresses: a file, a folder with addresses.txt, or none", FLAG_TEXT,
     AT(published)},
    {0, "record", NULL, "write what is so now into content/addresses.lock (addresses) or content/quotations.lock (check)", FLAG_SWITCH, AT(record)},
    {0, "branch", "NAME", "the branch to publish on (default: pages)", FLAG_TEXT, AT(branch)},
    {0, "remote", "NAME", "where it is: a remote or an address (default: origin)", FLAG_TEXT, AT(remote)},
    {0, "fresh", NULL, "one commit, without the branch's past", FLAG_SWITCH, AT(fresh)},
    {0, "adopt", NULL, "take over a branch that something else has written", FLAG_SWITCH, AT(adopt)},
    {0, "keep", "LIST", "what stays, with commas between; deploy: CNAME,previews/,*.txt; import: lines, 12-20,31", FLAG_TEXT,
     AT(keep)},
    {0, "remove", "LIST", "lines that are no text, with commas between: 12-20,31", FLAG_TEXT, AT(remove)},
    {0, "dirty", NULL, "publish what is in no commit, too", FLAG_SWITCH, AT(dirty)},
    {0, "partials", "DIR", "where partials and parents are", FLAG_TEXT, AT(partials)},
    {0, "as", "SLUG", "the essay's file is content/essays/SLUG.md (default: after its title)", FLAG_TEXT, AT(slug)},
    {0, "url", "URL", "where the page is from", FLAG_URL, AT(url)},
    {0, "charset", "NAME", "the charset of the files, whatever they say of themselves", FLAG_TEXT, AT(charset)},
    {0, "no-original", NULL, "do not keep the bytes as they came: only the draft and the account", FLAG_SWITCH,
     AT(no_original)},
    {0, "stdout", NULL, "print the drafts, write nothing", FLAG_SWITCH, AT(to_stdout)},
    {'p', "port", "N", "the port (default: 1414, or the next one that is free)", FLAG_PORT, AT(port)},
    {0, "bind", "ADDRESS", "the address to listen at (default: 127.0.0.1, this machine alone)", FLAG_TEXT, AT(address)},
    {0, "host", "NAME", "answer browsers that ask for this host, too; may be given more than once", FLAG_HOST, 0},
    {0, "prefix", "PATH", "serve the site below this path, as /reader/ (default: /)", FLAG_TEXT, AT(prefix)},
    {0, "no-drafts", NULL, "leave drafts out", FLAG_SWITCH, AT(no_drafts)},
    {0, "poll", "MS", "look at the files so often, instead of being told by the system", FLAG_WAIT, AT(poll_ms)},
    {0, "ci", "HOST", "what publishes it whenever it changes: github, gitlab, forgejo, or none", FLAG_CI, AT(ci)},
    {0, "limit", "N", "so many results at most (default: 10)", FLAG_LIMIT, AT(limit)},
    {0, "open", NULL, "show the site in the browser", FLAG_SWITCH, AT(open)},
    {0, "follow", NULL, "bring the browser to what was changed", FLAG_SWITCH, AT(follow)},
    {'q', "quiet", NULL, "only errors", FLAG_SWITCH, AT(quiet)},
    {'v', "verbose", NULL, "more: every warning, each file that was written, the size of the site by folder", FLAG_SWITCH,
     AT(verbose)},
    {0, "color", "WHEN", "auto, always or never", FLAG_COLOR, AT(color)},
    {'h', "help", NULL, "this", FLAG_SWITCH, AT(help)},
};

enum { FLAG_COUNT = sizeof flags / sizeof *flags };

static bool fail(struct diag *problems, struct text message, struct text help) {
    diag_fail(problems, FAULT_USAGE, E_USAGE, (struct text){0}, message, help);
    return false;
}

/* Of those that are called so the first. */
static const struct flag *flag_named(struct text name) {
    for (size_t i = 0; i < FLAG_COUNT; i++)
        if (text_equal(text_of(flags[i].name), name) || (name.size == 1 && flags[i].letter == name.bytes[0]))
            return &flags[i];
    return NULL;
}

/* `written` is "output", or "output=FILE". */
static bool is_meant(struct text written, const struct flag *flag) {
    struct text name;
    text_cut(&name, &written, '=');
    bool is_called_so = text_equal(name, text_of(flag->name));
    return is_called_so && (written.size ? text_equal(written, text_of(flag->value)) : flag_named(name) == flag);
}

static bool accepts(const struct command *command, const struct flag *flag) {
    struct text written, rest = command ? text_of(command->flags) : (struct text){0};
    while (text_cut(&written, &rest, ' '))
        if (is_meant(written, flag))
            return true;
    return command ? flag->offset == AT(help) : is_meant(text_of(flag->name), flag);
}

const struct flag *options_flag(const struct command *command, size_t index) {
    for (size_t i = 0; i < FLAG_COUNT; i++)
        if (accepts(command, &flags[i]) && index-- == 0)
            return &flags[i];
    return NULL;
}

const char *options_choices(const struct flag *flag) {
    switch (flag->kind) {
    case FLAG_COLOR: return "auto always never";
    case FLAG_CI: return "none github gitlab forgejo";
    default: return NULL;
    }
}

/* Values. */

static bool set_number(struct options *options, const struct flag *flag, const char *value, struct diag *problems,
                       struct arena *arena) {
    static const unsigned most_of[] = {[FLAG_JOBS] = 999, [FLAG_PORT] = 65535, [FLAG_WAIT] = 60000, [FLAG_LIMIT] = 1000};
    unsigned number = 0, most = most_of[flag->kind];
    size_t size = strlen(value);
    for (size_t i = 0; i < size && size <= 5; i++)
        number = number * 10 + (unsigned)(value[i] - '0');
    if (size > 5 || strspn(value, "0123456789") != size || number == 0 || number > most)
        return fail(problems, text_format(arena, "--%s needs a number from 1 to %u, not \"%s\"", flag->name, most, value),
                    (struct text){0});
    memcpy((char *)options + flag->offset, &number, sizeof number);
    return true;
}

static bool set_choice(struct options *options, const struct flag *flag, const char *value, struct diag *problems,
                       struct arena *arena) {
    struct text choices[8], rest = text_of(options_choices(flag));
    unsigned count = 0;
    for (; text_cut(&choices[count], &rest, ' '); count++)
        if (text_equal(choices[count], text_of(value))) {
            memcpy((char *)options + flag->offset, &count, sizeof count);
            return true;
        }
    struct text all = text_enumeration(choices, count, "or", arena);
    return fail(problems, text_format(arena, "--%s is %.*s, not \"%s\"", flag->name, TEXT_ARGS(all), value), (struct text){0});
}

static bool set_text(struct options *options, const struct flag *flag, const char *value, struct diag *problems,
                     struct arena *arena) {
    bool is_web = text_starts(text_of(value), TEXT("https://")) || text_starts(text_of(value), TEXT("http://"));
    if (flag->kind == FLAG_URL && !is_web)
        return fail(problems, text_format(arena, "--%s needs an address, not \"%s\"", flag->name, value),
                    TEXT("write it in full: https://example.org/reader/"));
    if (*value == '\0' && flag->offset != AT(extensions))
        return fail(problems, text_format(arena, "--%s needs a value", flag->name), (struct text){0});
    memcpy((char *)options + flag->offset, &value, sizeof value);
    return true;
}

static bool set(struct options *options, const struct flag *flag, const char *value, struct diag *problems,
                struct arena *arena) {
    switch (flag->kind) {
    case FLAG_SWITCH: *(bool *)((char *)options + flag->offset) = true; return true;
    case FLAG_JOBS:
    case FLAG_PORT:
    case FLAG_WAIT:
    case FLAG_LIMIT: return set_number(options, flag, value, problems, arena);
    case FLAG_HOST: options->hosts[options->host_count++] = value; return true;
    case FLAG_COLOR:
    case FLAG_CI: return set_choice(options, flag, value, problems, arena);
    case FLAG_TEXT:
    case FLAG_URL: return set_text(options, flag, value, problems, arena);
    }
    return false;
}

/* What getopt_long is given: the flags that a command accepts; `val` is 256 plus the index. */

struct getopt_tables {
    struct option longs[FLAG_COUNT + 1];
    char shorts[3 * FLAG_COUNT + 2];
};

static struct getopt_tables tables_for(const struct command *command) {
    struct getopt_tables tables = {.shorts = ":"};
    size_t count = 0, size = 1;
    for (size_t i = 0; i < FLAG_COUNT; i++) {
        const struct flag *flag = &flags[i];
        if (!accepts(command, flag))
            continue;
        int argument = flag->value ? required_argument : no_argument;
        tables.longs[count++] = (struct option){.name = flag->name, .has_arg = argument, .val = 256 + (int)i};
        if (flag->letter)
            tables.shorts[size++] = flag->letter;
        if (flag->letter && flag->value)
            tables.shorts[size++] = ':';
    }
    return tables;
}

static const struct flag *flag_of(const struct command *command, int result) {
    if (result >= 256)
        return &flags[result - 256];
    for (size_t i = 0; i < FLAG_COUNT; i++)
        if (flags[i].letter == (char)result && accepts(command, &flags[i]))
            return &flags[i];
    return NULL;
}

/* What is wrong. */

static struct text nearest_flag(const struct command *command, struct text name, struct arena *arena) {
    struct text names[FLAG_COUNT];
    size_t count = 0;
    for (const struct flag *flag; (flag = options_flag(command, count)); count++)
        names[count] = text_of(flag->name);
    size_t nearest = text_nearest(name, names, count);
    if (nearest == SIZE_MAX)
        return text_format(arena, "see colophon %s --help", command->name);
    return text_format(arena, "did you mean --%.*s?", TEXT_ARGS(names[nearest]));
}

static bool unknown_flag(const struct command *command, struct text word, int letter, struct diag *problems,
                         struct arena *arena) {
    char short_name = (char)letter;
    bool is_long = text_starts(word, TEXT("--"));
    struct text name = is_long ? text_after(word, 2) : (struct text){&short_name, 1};
    name = text_slice(name, 0, text_find_char(name, '=', 0));

    const struct flag *known = flag_named(name);
    if (known && accepts(command, known))
        return fail(problems, text_format(arena, "--%s takes no value", known->name), (struct text){0});
    struct text shown = text_format(arena, "%s%.*s", is_long ? "--" : "-", TEXT_ARGS(name));
    if (known)
        return fail(problems, text_format(arena, "\"colophon %s\" does not take %.*s", command->name, TEXT_ARGS(shown)),
                    text_format(arena, "see colophon %s --help", command->name));
    return fail(problems, text_format(arena, "unknown flag \"%.*s\"", TEXT_ARGS(shown)), nearest_flag(command, name, arena));
}

static bool missing_value(const struct command *command, int option, struct diag *problems, struct arena *arena) {
    const struct flag *flag = flag_of(command, option);
    return fail(problems, text_format(arena, "--%s needs a value: %s", flag->name, flag->value),
                text_format(arena, "see colophon %s --help", command->name));
}

static bool count_words(const struct options *options, const struct command *command, struct diag *problems,
                        struct arena *arena) {
    struct text usage = text_format(arena, "usage: colophon %s [FLAGS] %s", command->name, command->words);
    if (options->help || (options->word_count >= command->least_words && options->word_count <= command->most_words))
        return true;
    if (options->word_count < command->least_words)
        return fail(problems, text_format(arena, "\"colophon %s\" needs more words", command->name), usage);
    return fail(problems,
                text_format(arena, "\"colophon %s\" does not take \"%s\"", command->name, options->words[command->most_words]),
                usage);
}

/* "colophon build ." names the reader as --source does. */
static bool take_reader(struct options *options, const struct command *command, struct diag *problems) {
    if (!command->takes_reader || options->word_count != 1)
        return true;
    if (options->source)
        return fail(problems, TEXT("the reader is named twice"), TEXT("name it once: colophon build DIR, or --source DIR"));
    options->source = options->words[0];
    options->word_count = 0;
    return true;
}

bool options_parse(struct options *options, const struct command *command, size_t count, char **words, struct diag *problems,
                   struct arena *arena) {
    struct getopt_tables tables = tables_for(command);
    /* getopt_long skips the first word and sorts the others. */
    char **sorted = arena_array(arena, char *, count + 2);
    for (size_t i = 0; i < count; i++)
        sorted[i + 1] = words[i];

    *options = (struct options){.hosts = arena_array(arena, const char *, count)};
    opterr = 0;
    optind = 0;
    for (;;) {
        int result = getopt_long((int)count + 1, sorted, tables.shorts, tables.longs, NULL);
        if (result == -1)
            break;
        if (result == ':')
            return missing_value(command, optopt, problems, arena);
        if (result == '?')
            return unknown_flag(command, text_of(sorted[optind - 1]), optopt, problems, arena);
        if (!set(options, flag_of(command, result), optarg, problems, arena))
            return false;
    }
    options->words = (const char *const *)(sorted + optind);
    options->word_count = count + 1 - (size_t)optind;
    return take_reader(options, command, problems) && count_words(options, command, problems, arena);
}

void options_unknown_command(struct text name, struct diag *problems, struct arena *arena) {
    struct text *names = arena_array(arena, struct text, command_count);
    for (size_t i = 0; i < command_count; i++)
        names[i] = text_of(commands[i]->name);
    size_t nearest = text_nearest(name, names, command_count);
    struct text help = TEXT("see colophon --help");
    if (nearest != SIZE_MAX)
        help = text_format(arena, "did you mean \"%.*s\"?", TEXT_ARGS(names[nearest]));
    else if (text_contains(name, TEXT("/")) || text_equal(name, TEXT(".")) || text_equal(name, TEXT("..")))
        help = text_format(arena, "did you mean \"colophon build %.*s\"?", TEXT_ARGS(name));
    fail(problems, text_format(arena, "unknown command \"%.*s\"", TEXT_ARGS(name)), help);
}

/* Help. */

static void help_flag(struct buffer *out, const struct flag *flag) {
    struct buffer left = {0};
    if (flag->letter)
        buffer_add_format(&left, "  -%c, --%s", flag->letter, flag->name);
    else
        buffer_add_format(&left, "      --%s", flag->name);
    if (flag->value)
        buffer_add_format(&left, " %s", flag->value);
    buffer_add_format(out, "%-24.*s  %s\n", (int)left.size, left.bytes, flag->summary);
    buffer_free(&left);
}

void options_usage(struct buffer *out, const struct command *command) {
    buffer_add_format(out, "Usage: colophon %s [FLAGS]%s%s\n", command->name, *command->words ? " " : "", command->words);
}

static void help_command(struct buffer *out, const struct command *command) {
    options_usage(out, command);
    buffer_add_format(out, "\n%s\n%s\n", command->summary, command->details);
    const struct flag *flag;
    for (size_t i = 0; (flag = options_flag(command, i)); i++)
        help_flag(out, flag);
}

void options_help(struct buffer *out, const struct command *command) {
    if (command) {
        help_command(out, command);
        return;
    }
    buffer_add(out, TEXT("Usage: colophon [COMMAND] [FLAGS]\n\nA static site generator for curated readers.\n\n"));
    for (size_t i = 0; i < command_count; i++)
        buffer_add_format(out, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
    buffer_add(out,
               TEXT("\n  colophon help COMMAND says more; so does man colophon. colophon --version prints the versions.\n"));
}
