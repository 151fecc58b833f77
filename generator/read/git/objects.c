#include "read/git/objects.h"

#include "base/array.h"

#include <ctype.h>
#include <string.h>

enum { MOST_TAGS_OF_TAGS = 16 };

static bool malformed(const char *what) {
    git_error_set_str(GIT_ERROR_OBJECT, what);
    return false;
}

/* People. */

/* A number of seconds that is a time in the years 1 to 9999. */
static bool read_seconds(int64_t *seconds, struct text digits) {
    static const int64_t earliest = -62135596800, latest = 253402300799;
    bool is_negative = text_starts(digits, TEXT("-"));
    int64_t number = 0;
    digits = text_after(digits, is_negative);
    for (size_t i = 0; i < digits.size; i++) {
        if (!isdigit((unsigned char)digits.bytes[i]) || number > latest)
            return false;
        number = number * 10 + (digits.bytes[i] - '0');
    }
    *seconds = is_negative ? -number : number;
    return digits.size && *seconds >= earliest && *seconds <= latest;
}

/* "+0130" is 90. A zone that no clock has counts as none. */
static bool read_zone(int *minutes, struct text zone) {
    int number = 0;
    if (zone.size != 5 || (zone.bytes[0] != '+' && zone.bytes[0] != '-'))
        return false;
    for (size_t i = 1; i < zone.size; i++) {
        if (!isdigit((unsigned char)zone.bytes[i]))
            return false;
        number = number * 10 + (zone.bytes[i] - '0');
    }
    if (number / 100 > 14 || number % 100 > 59)
        return false;
    *minutes = (number / 100 * 60 + number % 100) * (zone.bytes[0] == '-' ? -1 : 1);
    return true;
}

/* Cuts the last word off. */
static struct text last_word(struct text *rest) {
    *rest = text_trim(*rest);
    size_t start = rest->size;
    while (start && rest->bytes[start - 1] != ' ')
        start--;
    struct text word = text_after(*rest, start);
    *rest = text_slice(*rest, 0, start);
    return word;
}

/* Without a zone, which very old commits lack, the seconds stand last. True when they are all that stood there. */
static bool read_time(struct git_person *person, struct text words) {
    struct text last = last_word(&words);
    if (read_zone(&person->offset_minutes, last))
        last = last_word(&words);
    else if (text_starts(last, TEXT("+")) || (text_starts(last, TEXT("-")) && text_trim(words).size))
        last = last_word(&words); /* a zone that no clock has */
    person->has_time = read_seconds(&person->seconds, last);
    if (!person->has_time)
        person->offset_minutes = 0;
    return person->has_time && text_trim(words).size == 0;
}

static size_t last_of(struct text line, char c) {
    size_t at = line.size;
    while (at && line.bytes[at - 1] != c)
        at--;
    return at ? at - 1 : line.size;
}

/* Before a '<' stands a name even where no '>' follows; what has no '<' may be an address, and is not shown. */
static struct git_person read_person(struct text line) {
    struct git_person person = {0};
    size_t open = last_of(line, '<'), close = last_of(line, '>');
    bool has_both = open < close && close < line.size;
    if (open < line.size)
        person.name = text_trim(text_slice(line, 0, has_both ? open : text_find_char(line, '<', 0)));
    if (has_both)
        person.email = text_trim(text_slice(line, open + 1, close));
    person.is_sound = read_time(&person, has_both ? text_after(line, close + 1) : line) && has_both;
    return person;
}

struct date git_date_of(const struct git_person *person) {
    return person->has_time ? date_from_seconds(person->seconds, person->offset_minutes) : (struct date){0};
}

/* Headers: lines "KEY VALUE" up to an empty one; a line that begins with a space goes on with the one before. */

static bool take_header(struct text *key, struct text *value, struct text *rest) {
    struct text line;
    if (!text_cut(&line, rest, '\n') || !line.size)
        return false;
    size_t space = text_find_char(line, ' ', 0);
    *key = text_slice(line, 0, space);
    *value = text_after(line, space < line.size ? space + 1 : space);
    return true;
}

static bool read_id(git_oid *id, struct text hex) {
    return hex.size == GIT_OID_HEXSZ && git_oid_fromstrn(id, hex.bytes, hex.size) == 0;
}

struct ids {
    git_oid *items;
    size_t count, capacity;
};

static bool parse_commit(struct git_commit_text *commit, struct text rest, struct arena *arena) {
    struct text key, value;
    struct ids parents = {0};
    *commit = (struct git_commit_text){0};
    if (!take_header(&key, &value, &rest) || !text_equal(key, TEXT("tree")) || !read_id(&commit->tree, value))
        return malformed("a commit without a tree");
    while (take_header(&key, &value, &rest)) {
        if (text_equal(key, TEXT("parent")) && !read_id(array_add(&parents, arena), value))
            return malformed("a commit whose parent has no name");
        if (text_equal(key, TEXT("author")))
            commit->author = read_person(value);
        if (text_equal(key, TEXT("committer")))
            commit->committer = read_person(value);
    }
    commit->parents = parents.items;
    commit->parent_count = parents.count;
    commit->message = rest;
    return true;
}

static struct text bytes_of(git_odb_object *object) {
    return (struct text){git_odb_object_data(object), git_odb_object_size(object)};
}

bool git_read_commit(struct git_commit_text *commit, const struct repository *repository, const git_oid *id,
                     struct arena *arena) {
    git_odb_object *object = NULL;
    bool read =
        git_read(&object, repository, id, GIT_OBJECT_COMMIT) && parse_commit(commit, text_copy(bytes_of(object), arena), arena);
    git_odb_object_free(object);
    return read;
}

/* Tags. */

static bool parse_tag(struct git_tag_text *tag, struct text rest) {
    struct text key, value;
    *tag = (struct git_tag_text){0};
    if (!take_header(&key, &value, &rest) || !text_equal(key, TEXT("object")) || !read_id(&tag->target, value))
        return malformed("a tag of nothing");
    while (take_header(&key, &value, &rest))
        if (text_equal(key, TEXT("tagger")))
            tag->tagger = read_person(value);
    tag->message = rest;
    return true;
}

/* True while there is a tag to follow; `*result` says how it ended. */
static bool step(enum git_peeled *result, git_oid *at, struct git_tag_text *tag, const struct repository *repository,
                 struct arena *arena) {
    git_odb_object *object = NULL;
    git_reading(at);
    *result = GIT_CANNOT_PEEL;
    bool is_tag = false;
    if (git_odb_read(&object, repository->objects, at) != 0)
        return false;
    if (git_odb_object_type(object) == GIT_OBJECT_COMMIT)
        *result = GIT_PEELED;
    else if (git_odb_object_type(object) == GIT_OBJECT_TAG)
        is_tag = parse_tag(tag, text_copy(bytes_of(object), arena));
    else
        *result = GIT_LEADS_TO_NO_COMMIT;
    git_odb_object_free(object);
    if (is_tag)
        *at = tag->target;
    return is_tag;
}

enum git_peeled git_peel(git_oid *commit, struct git_tag_text *tag, const struct repository *repository, const git_oid *id,
                         struct arena *arena) {
    enum git_peeled result = GIT_CANNOT_PEEL;
    struct git_tag_text found, *into = tag ? tag : &found;
    git_oid at = *id;
    *into = (struct git_tag_text){0};
    for (unsigned steps = 0; step(&result, &at, into, repository, arena); into = &found)
        if (++steps == MOST_TAGS_OF_TAGS)
            return GIT_LEADS_TO_NO_COMMIT;
    *commit = at;
    return result;
}

/* Messages. */

struct text git_summary(struct text message, struct arena *arena) {
    struct text rest = text_trim(text_slice(message, 0, text_find_char(message, '\0', 0))), line;
    char *words = arena_alloc(arena, rest.size);
    size_t size = 0;
    while (text_cut(&line, &rest, '\n')) {
        line = text_trim(line);
        if (!line.size)
            break;
        if (size)
            words[size++] = ' ';
        memcpy(words + size, line.bytes, line.size);
        size += line.size;
    }
    return git_line((struct text){words, size}, arena);
}

/* The last paragraph of a message that has more than one; "" otherwise. */
static struct text last_paragraph(struct text message) {
    struct text rest = text_trim(text_slice(message, 0, text_find_char(message, '\0', 0))), line, last = {0};
    size_t paragraphs = 0;
    while (text_cut(&line, &rest, '\n')) {
        if (!text_trim(line).size)
            last = (struct text){0};
        else if (last.size)
            last.size = (size_t)(line.bytes + line.size - last.bytes);
        else
            last = line, paragraphs++;
    }
    return paragraphs > 1 ? last : (struct text){0};
}

enum line_kind { LINE_PLAIN, LINE_TRAILER, LINE_OF_GIT, LINE_CONTINUED };

static bool is_in_token(char c) {
    return isalnum((unsigned char)c) || c == '-';
}

/* "KEY: VALUE" or "KEY : VALUE". */
static bool is_trailer(struct text line) {
    size_t end = 0;
    while (end < line.size && is_in_token(line.bytes[end]))
        end++;
    struct text after = text_trim(text_after(line, end));
    return end && text_starts(after, TEXT(":"));
}

static enum line_kind kind_of_line(struct text line) {
    if (text_starts(line, TEXT("Signed-off-by: ")) || text_starts(line, TEXT("(cherry picked from commit ")))
        return LINE_OF_GIT;
    if (line.bytes[0] == ' ' || line.bytes[0] == '\t')
        return LINE_CONTINUED;
    return is_trailer(line) ? LINE_TRAILER : LINE_PLAIN;
}

/* A line that continues no trailer is plain. */
static bool are_trailers(struct text paragraph) {
    size_t trailers = 0, plain = 0;
    bool is_signed = false, is_open = false;
    for (struct text line; text_cut(&line, &paragraph, '\n');) {
        enum line_kind kind = kind_of_line(line);
        if (kind == LINE_CONTINUED && is_open)
            continue;
        is_open = kind == LINE_TRAILER || kind == LINE_OF_GIT;
        is_signed = is_signed || kind == LINE_OF_GIT;
        trailers += is_open;
        plain += !is_open;
    }
    return is_signed ? trailers * 3 >= plain : trailers && !plain;
}

struct text git_coauthors(struct text message, struct arena *arena) {
    static const struct text key = TEXT_INIT("co-authored-by");
    struct text rest = last_paragraph(message), line, people = {0};
    if (!are_trailers(rest))
        return people;
    while (text_cut(&line, &rest, '\n')) {
        size_t colon = text_find_char(line, ':', 0);
        struct text written = text_lower_ascii(text_trim(text_slice(line, 0, colon)), arena);
        struct git_person person = text_equal(written, key) ? read_person(text_after(line, colon + 1)) : (struct git_person){0};
        if (person.name.size && person.email.size)
            people = text_format(arena, "%.*s%.*s <%.*s>\n", TEXT_ARGS(people), TEXT_ARGS(git_line(person.name, arena)),
                                 TEXT_ARGS(git_line(person.email, arena)));
    }
    return people;
}

/* The value of the last trailer of that name, with the lines that continue it; "". */
static struct text trailer(struct text trailers, struct text name, struct arena *arena) {
    struct text value = {0}, line;
    bool is_open = false;
    while (text_cut(&line, &trailers, '\n')) {
        size_t colon = text_find_char(line, ':', 0);
        bool is_more = kind_of_line(line) == LINE_CONTINUED;
        bool is_named = text_equal_ignoring_case(text_trim(text_slice(line, 0, colon)), name);
        if (is_more && is_open)
            value = text_format(arena, "%.*s %.*s", TEXT_ARGS(value), TEXT_ARGS(text_trim(line)));
        else if (!is_more && is_named)
            value = text_trim(text_after(line, colon + 1));
        is_open = is_more ? is_open : is_named;
    }
    return value;
}

/* What follows the first paragraph. */
static struct text body_of(struct text message) {
    struct text rest = text_trim(text_slice(message, 0, text_find_char(message, '\0', 0))), line;
    while (text_cut(&line, &rest, '\n'))
        if (!text_trim(line).size)
            break;
    return rest;
}

struct text git_reason(struct text message, struct arena *arena) {
    struct text last = last_paragraph(message), note = {0}, body = body_of(message);
    bool ends_in_trailers = last.size && are_trailers(last);
    if (ends_in_trailers)
        note = trailer(last, TEXT("note"), arena);
    if (note.size)
        return git_line(note, arena);
    if (ends_in_trailers)
        body.size = (size_t)(last.bytes - body.bytes);
    return git_summary(body, arena);
}
