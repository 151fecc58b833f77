#include "read/markdown/shortcodes.h"

#include "base/buffer.h"

#include <stddef.h>
#include <string.h>

/* What stands between the brackets of a tag. */
static struct text inside(struct text tag) {
    size_t start = 0, end = tag.size;
    while (start < end && strchr("{<%-", tag.bytes[start]))
        start++;
    while (end > start && strchr("}>%-/", tag.bytes[end - 1]))
        end--;
    return text_trim(text_slice(tag, start, end));
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* One argument: its name, "" when it has none, and its value without quotation marks. */
struct argument {
    struct text name, value;
};

static struct text cut_value(struct text *rest) {
    char quote = rest->size && strchr("\"'`", rest->bytes[0]) ? rest->bytes[0] : '\0';
    size_t end = quote ? 1 : 0;
    while (end < rest->size && (quote ? rest->bytes[end] != quote : !is_space(rest->bytes[end])))
        end += quote && rest->bytes[end] == '\\' && end + 1 < rest->size ? 2 : 1;
    struct text value = text_slice(*rest, quote ? 1 : 0, end);
    *rest = text_trim(text_after(*rest, end + (quote ? 1 : 0)));
    return value;
}

static bool cut_argument(struct argument *argument, struct text *rest) {
    *rest = text_trim(*rest);
    *argument = (struct argument){0};
    if (!rest->size)
        return false;
    size_t equals = 0;
    while (equals < rest->size && !is_space(rest->bytes[equals]) && !strchr("=\"'", rest->bytes[equals]))
        equals++;
    if (equals && equals < rest->size && rest->bytes[equals] == '=') {
        argument->name = text_slice(*rest, 0, equals);
        *rest = text_trim(text_after(*rest, equals + 1));
    }
    argument->value = cut_value(rest);
    return true;
}

struct text shortcode_name(struct text tag) {
    struct text words = inside(tag);
    size_t end = 0;
    while (end < words.size && !is_space(words.bytes[end]))
        end++;
    return text_slice(words, 0, end);
}

/* The last word behind a bar: what Liquid does with a value. */
static struct text filter_of(struct text words) {
    size_t bar = text_find_char(words, '|', 0);
    if (bar == words.size)
        return (struct text){0};
    struct text filter = text_trim(text_after(words, bar + 1));
    size_t end = 0;
    while (end < filter.size && !is_space(filter.bytes[end]) && !strchr(":|", filter.bytes[end]))
        end++;
    return text_slice(filter, 0, end);
}

struct text shortcode_family(struct text tag) {
    struct text name = shortcode_name(tag);
    bool is_value = name.size && strchr("\"'", name.bytes[0]), is_liquid = text_starts(tag, TEXT("{%"));
    if (is_value && filter_of(inside(tag)).size)
        return filter_of(inside(tag));
    if (text_starts(name, TEXT("/")))
        return text_after(name, 1);
    return is_liquid && name.size > 3 && text_starts(name, TEXT("end")) ? text_after(name, 3) : name;
}

static struct text argument_called(struct text arguments, const char *name) {
    struct argument argument;
    while (cut_argument(&argument, &arguments))
        if (text_equal(argument.name, text_of(name)))
            return argument.value;
    return (struct text){0};
}

/* The argument at `index`, the ones with names left out. */
static struct text argument_at(struct text arguments, size_t index) {
    struct argument argument;
    while (cut_argument(&argument, &arguments))
        if (!argument.name.size && index-- == 0)
            return argument.value;
    return (struct text){0};
}

/* What people read of a tag for a link, its parts divided as those of a caption are. */
struct tag_words {
    struct arena *arena;
    struct text joined;
};

static void add_part(struct tag_words *words, struct text part, const char *divider) {
    struct buffer plain = {0};
    for (size_t i = 0; i < part.size; i++) {
        i += part.bytes[i] == '\\' && i + 1 < part.size && strchr("\"'`\\", part.bytes[i + 1]) ? 1 : 0;
        buffer_add_char(&plain, is_space(part.bytes[i]) ? ' ' : part.bytes[i]);
    }
    struct text added = text_trim(buffer_text(&plain));
    if (added.size)
        words->joined = text_format(words->arena, "%.*s%s%.*s", TEXT_ARGS(words->joined), words->joined.size ? divider : "",
                                    TEXT_ARGS(added));
    buffer_free(&plain);
}

static bool is_for_people(struct text name) {
    static const char *const names[] = {"title", "caption", "alt", "description", "text", "label", "credit", "attr"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal(name, text_of(names[i])))
            return true;
    return false;
}

static bool has_space(struct text value) {
    for (size_t i = 0; i < value.size; i++)
        if (is_space(value.bytes[i]))
            return true;
    return false;
}

/* {{< youtube abc title="words" >}}, {{< youtube abc "some words" >}}: others, like a width, are not for people. */
static struct text words_for_people(struct text arguments, struct arena *arena) {
    struct tag_words words = {.arena = arena};
    struct argument argument;
    while (cut_argument(&argument, &arguments))
        if ((argument.name.size ? is_for_people(argument.name) : has_space(argument.value)) &&
            !text_contains(words.joined, argument.value)) /* a title that repeats the caption says nothing more */
            add_part(&words, argument.value, " — ");
    return words.joined;
}

/* {% post_link slug words of the link %}, {% post_link slug "words" true %} */
static struct text words_behind(struct text arguments, struct arena *arena) {
    struct tag_words words = {.arena = arena};
    struct argument argument;
    cut_argument(&argument, &arguments);
    while (cut_argument(&argument, &arguments))
        if (!text_equal(argument.value, TEXT("true")) && !text_equal(argument.value, TEXT("false")))
            add_part(&words, argument.value, " ");
    return words.joined;
}

/* {{ "https://…" | embed: "words", "more" }} */
static struct text words_of_filter(struct text filter, struct arena *arena) {
    struct tag_words words = {.arena = arena};
    size_t colon = text_find_char(filter, ':', 0);
    for (size_t at = colon, end; at < filter.size; at = end + 1) {
        end = at;
        if (!strchr("\"'", filter.bytes[at]))
            continue;
        end = text_find_char(filter, filter.bytes[at], at + 1);
        add_part(&words, text_slice(filter, at + 1, end), " — ");
    }
    return words.joined;
}

/* Links ----------------------------------------------------------------------------------------------------------------------
 */

/* Where the things of other sites stand, by the names of their tags. */
static const struct {
    const char *name, *address, *argument;
} hosts[] = {
    {"youtube", "https://www.youtube.com/watch?v=", "id"},
    {"youtubeLite", "https://www.youtube.com/watch?v=", "id"},
    {"vimeo", "https://vimeo.com/", "id"},
    {"instagram", "https://www.instagram.com/p/", "id"},
    {"gist", "https://gist.github.com/", "id"},
    {"codepen", "https://codepen.io/", "id"},
    {"spotify", "https://open.spotify.com/", "id"},
    {"soundcloud", "https://soundcloud.com/", "id"},
};

static bool is_plain_id(struct text id) {
    for (size_t i = 0; i < id.size; i++)
        if (is_space(id.bytes[i]) || strchr("{}<>\"'", id.bytes[i]))
            return false;
    return id.size > 0;
}

static struct text host_address(const char *address, struct text arguments, struct text id, struct arena *arena) {
    struct text second = argument_at(arguments, 1);
    bool is_gist = strstr(address, "gist") && second.size;
    return is_gist ? text_format(arena, "%s%.*s/%.*s", address, TEXT_ARGS(id), TEXT_ARGS(second))
                   : text_format(arena, "%s%.*s", address, TEXT_ARGS(id));
}

static bool is_web_address(struct text text) {
    return text_starts(text, TEXT("https://")) || text_starts(text, TEXT("http://"));
}

/* {{< tweet user="x" id="1" >}}, {{< x user="x" id="1" >}}, {{< tweet 1 >}}, {% twitter https://... %} */
static struct text post_address(struct text arguments, struct arena *arena) {
    struct text user = argument_called(arguments, "user"), id = argument_called(arguments, "id"),
                first = argument_at(arguments, 0);
    if (text_starts(first, TEXT("https://")))
        return first;
    if (!id.size)
        id = first;
    if (!is_plain_id(id) || (user.size && !is_plain_id(user)))
        return (struct text){0};
    return text_format(arena, "https://x.com/%.*s/status/%.*s", TEXT_ARGS(user.size ? user : TEXT("i")), TEXT_ARGS(id));
}

/* {% oembed https://… %}, {% embed "https://…" %} */
static bool is_embed(struct text name) {
    return text_equal(name, TEXT("oembed")) || text_equal(name, TEXT("embed")) || text_equal(name, TEXT("embed_video"));
}

static struct text link_address(struct text name, struct text arguments, struct arena *arena) {
    if (text_equal(name, TEXT("tweet")) || text_equal(name, TEXT("x")) || text_equal(name, TEXT("twitter")))
        return post_address(arguments, arena);
    struct text whole = argument_at(arguments, 0);
    if (is_embed(name))
        return is_plain_id(whole) && is_web_address(whole) ? whole : (struct text){0};
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        struct text id = argument_called(arguments, hosts[i].argument), first = argument_at(arguments, 0);
        if (!text_equal(name, text_of(hosts[i].name)))
            continue;
        id = id.size ? id : first;
        if (text_starts(id, TEXT("https://")))
            return is_plain_id(id) ? id : (struct text){0};
        return is_plain_id(id) ? host_address(hosts[i].address, arguments, id, arena) : (struct text){0};
    }
    return (struct text){0};
}

/* Essays ---------------------------------------------------------------------------------------------------------------------
 */

static bool is_date(struct text name) {
    static const char shape[] = "0000-00-00-";
    for (size_t i = 0; i < sizeof shape - 1; i++)
        if (i >= name.size || (shape[i] == '-' ? name.bytes[i] != '-' : name.bytes[i] < '0' || name.bytes[i] > '9'))
            return false;
    return true;
}

/* "posts/2020-01-01-x.md#y" as "x#y". */
static struct text essay_of(struct text path, struct arena *arena) {
    size_t hash = text_find_char(path, '#', 0);
    struct text name = text_slice(path, 0, hash), anchor = text_after(path, hash);
    while (name.size && name.bytes[name.size - 1] == '/')
        name.size--;
    for (size_t at = text_find_char(name, '/', 0); at < name.size; at = text_find_char(name, '/', 0))
        name = text_after(name, at + 1);
    static const char *const ends[] = {".md", ".markdown", ".html"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (text_ends(name, text_of(ends[i])))
            name.size -= strlen(ends[i]);
    if (text_equal(name, TEXT("index")) || text_equal(name, TEXT("_index")))
        return (struct text){0};
    if (is_date(name))
        name = text_after(name, 11);
    return text_join(arena, name, anchor);
}

static struct text essay_named(struct text name, struct text arguments, struct arena *arena) {
    static const char *const names[] = {"ref", "relref", "post_url", "link", "post_link", "post_path"};
    struct text path = argument_called(arguments, "path");
    path = path.size ? path : argument_at(arguments, 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal(name, text_of(names[i])) && is_plain_id(path))
            return essay_of(path, arena);
    return (struct text){0};
}

static struct text essay_words(struct text name, struct text arguments, struct arena *arena) {
    bool is_hexo = text_equal(name, TEXT("post_link"));
    return is_hexo ? words_behind(arguments, arena) : words_for_people(arguments, arena);
}

/* {{ site.baseurl }}, {{ "/x" | relative_url }}, {{ '/x' | url }}: the addresses of this site begin with a stroke anyway. */
static bool is_address_filter(struct shortcode *shortcode, struct text words, struct arena *arena) {
    static const char *const bases[] = {"site.baseurl", "site.url", ".Site.BaseURL", "site.baseURL", "config.base_url"};
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++)
        if (text_equal(words, text_of(bases[i]))) {
            *shortcode = (struct shortcode){.kind = SHORTCODE_TEXT};
            return true;
        }
    size_t bar = text_find_char(words, '|', 0);
    struct text path = text_trim(text_slice(words, 0, bar)), filter = text_trim(text_after(words, bar + 1));
    static const char *const filters[] = {"relative_url", "absolute_url", "url", "absURL", "relURL"};
    bool quoted = path.size > 2 && strchr("\"'", path.bytes[0]) && path.bytes[path.size - 1] == path.bytes[0];
    struct text value = quoted ? text_slice(path, 1, path.size - 1) : (struct text){0};
    for (size_t i = 0; quoted && i < sizeof filters / sizeof *filters; i++)
        if (text_equal(filter, text_of(filters[i]))) {
            *shortcode = (struct shortcode){.kind = SHORTCODE_TEXT, .value = value};
            return true;
        }
    if (!text_starts(filter, TEXT("embed")) || !is_web_address(value) || !is_plain_id(value))
        return false;
    *shortcode = (struct shortcode){SHORTCODE_LINK, value, words_of_filter(filter, arena)};
    return true;
}

struct shortcode shortcode_of(struct text tag, struct arena *arena) {
    struct shortcode shortcode = {.kind = SHORTCODE_UNKNOWN};
    struct text words = inside(tag), name = shortcode_name(tag), arguments = text_after(words, name.size);
    bool is_value = text_starts(tag, TEXT("{{")) && !text_starts(tag, TEXT("{{<")) && !text_starts(tag, TEXT("{{%"));
    if (text_starts(tag, TEXT("{{</*")) || text_starts(tag, TEXT("{{%/*")))
        return shortcode;
    if (is_value) {
        is_address_filter(&shortcode, words, arena);
        return shortcode;
    }
    struct text essay = essay_named(name, arguments, arena), address = link_address(name, arguments, arena);
    if (essay.size)
        return (struct shortcode){SHORTCODE_ESSAY, essay, essay_words(name, arguments, arena)};
    if (address.size)
        shortcode = (struct shortcode){SHORTCODE_LINK, address, words_for_people(arguments, arena)};
    return shortcode;
}

/* Pictures
 * --------------------------------------------------------------------------------------------------------------------- */

/* Words for square brackets or a title: what would end them is taken away its meaning. */
static void add_words(struct buffer *out, struct text words, const char *escaped) {
    for (size_t i = 0; i < words.size; i++) {
        if (words.bytes[i] == '\\' && i + 1 < words.size && words.bytes[i + 1] == '"')
            i++;
        if (strchr(escaped, words.bytes[i]))
            buffer_add_char(out, '\\');
        buffer_add_char(out, is_space(words.bytes[i]) ? ' ' : words.bytes[i]);
    }
}

static bool ends_as_picture(struct text path) {
    static const char *const ends[] = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = strlen(ends[i]);
        if (path.size > size && text_equal_ignoring_case(text_after(path, path.size - size), text_of(ends[i])))
            return true;
    }
    return false;
}

/* What a tag for a picture says of it. */
struct picture {
    struct text source, alt, title, caption, credit;
};

/* Where each argument goes; those that are not here are not taken. */
static struct text *picture_field(struct picture *picture, struct text name) {
    static const struct {
        const char *name;
        size_t field;
    } fields[] = {
        {"src", offsetof(struct picture, source)},    {"image_path", offsetof(struct picture, source)},
        {"url", offsetof(struct picture, source)},    {"path", offsetof(struct picture, source)},
        {"file", offsetof(struct picture, source)},   {"alt", offsetof(struct picture, alt)},
        {"title", offsetof(struct picture, title)},   {"caption", offsetof(struct picture, caption)},
        {"attr", offsetof(struct picture, credit)},   {"description", offsetof(struct picture, caption)},
        {"credit", offsetof(struct picture, credit)},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (text_equal(name, text_of(fields[i].name)))
            return (struct text *)(void *)((char *)picture + fields[i].field);
    return NULL;
}

/* The arguments of {{< figure ... >}} and of {% include figure.html ... %}; false when the tag shows no picture. */
static bool picture_arguments(struct text *arguments, struct text tag) {
    static const char *const names[] = {"figure", "image", "img"};
    struct text words = inside(tag), name = shortcode_name(tag);
    *arguments = text_after(words, name.size);
    if (text_equal(name, TEXT("include"))) {
        struct argument file;
        if (!cut_argument(&file, arguments))
            return false;
        name = text_slice(file.value, 0, text_find_char(file.value, '.', 0));
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal(name, text_of(names[i])))
            return true;
    return false;
}

bool shortcodes_untaken(struct text *argument, struct text tag, size_t *at) {
    struct text rest;
    if (!picture_arguments(&rest, tag))
        return false;
    rest = *at ? text_slice(tag, *at, (size_t)(rest.bytes - tag.bytes) + rest.size) : rest;
    struct picture picture;
    struct argument one;
    for (const char *begun = text_trim(rest).bytes; cut_argument(&one, &rest); begun = text_trim(rest).bytes) {
        *at = rest.size ? (size_t)(rest.bytes - tag.bytes) : tag.size;
        if (!one.value.size || picture_field(&picture, one.name) || text_equal(one.name, TEXT("loading")))
            continue;
        const char *end = one.value.bytes + one.value.size, *tag_end = tag.bytes + tag.size;
        *argument = (struct text){begun, (size_t)(end - begun) + (end < tag_end && strchr("\"'", *end) ? 1 : 0)};
        return true;
    }
    return false;
}

/* The words below a picture: title, caption and credit, as far as there are any. */
static void add_caption(struct buffer *made, const struct picture *picture) {
    const struct text parts[] = {picture->title, picture->caption, picture->credit};
    size_t begun = made->size;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].size)
            continue;
        buffer_add(made, made->size == begun ? TEXT("\"") : TEXT(" — "));
        add_words(made, parts[i], "\"\\");
    }
    buffer_add(made, made->size == begun ? TEXT("") : TEXT("\""));
}

struct text shortcodes_picture(struct text tag, struct arena *arena) {
    struct picture picture = {0};
    struct argument argument;
    struct text arguments;
    if (!picture_arguments(&arguments, tag) || text_find_char(tag, '\n', 0) < tag.size)
        return (struct text){0};
    while (cut_argument(&argument, &arguments)) {
        struct text *field = picture_field(&picture, argument.name);
        if (field && !field->size)
            *field = argument.value;
    }
    struct buffer made = {0};
    buffer_add(&made, TEXT("!["));
    add_words(&made, picture.alt, "[]*_`\\");
    buffer_add(&made, TEXT("](<"));
    buffer_add(&made, picture.source);
    buffer_add(&made, TEXT("> "));
    add_caption(&made, &picture);
    bool is_figure = text_equal(shortcode_name(tag), TEXT("figure")) || ends_as_picture(picture.source);
    bool fits = is_figure && is_plain_id(picture.source) && made.size < tag.size;
    while (fits && made.size < tag.size - 1)
        buffer_add_char(&made, ' ');
    buffer_add_char(&made, ')');
    struct text result = fits ? text_copy(buffer_text(&made), arena) : (struct text){0};
    buffer_free(&made);
    return result;
}
