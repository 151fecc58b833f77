#include "compose/work_json_ld.h"

/* Members are written with a comma in front of each but the first. */
static void begin_member(struct buffer *out, const char *name) {
    char last = out->size ? out->bytes[out->size - 1] : '{';
    buffer_add_format(out, "%s\"%s\":", last == '{' ? "" : ",", name);
}

static void add_member(struct buffer *out, const char *name, struct text value) {
    if (value.size)
        buffer_add_json_member(out, name, value);
}

static void add_date(struct buffer *out, const char *name, struct date date) {
    struct arena scratch = {0};
    add_member(out, name, date_iso(date, &scratch));
    arena_free(&scratch);
}

static void open_map(struct buffer *out, const char *type) {
    buffer_add_char(out, '{');
    add_member(out, "@type", text_of(type));
}

static void open_member(struct buffer *out, const char *name, const char *type) {
    begin_member(out, name);
    open_map(out, type);
}

static void close_map(struct buffer *out) {
    buffer_add_char(out, '}');
}

static struct text whole_name(const struct work_name *name, struct arena *arena) {
    struct text family = work_family(name, arena), given = name->given;
    if (name->literal.size || !given.size)
        return name->literal.size ? name->literal : family;
    struct text first = name->static_ordering ? family : given, second = name->static_ordering ? given : family;
    return text_format(arena, "%.*s %.*s", TEXT_ARGS(first), TEXT_ARGS(second));
}

static void add_name(struct buffer *out, const struct work_name *name) {
    struct arena scratch = {0};
    open_map(out, name->literal.size ? "Organization" : "Person");
    add_member(out, "name", whole_name(name, &scratch));
    add_member(out, "familyName", name->family);
    add_member(out, "givenName", name->given);
    close_map(out);
    arena_free(&scratch);
}

static void add_names(struct buffer *out, const char *member, const struct work_names *names) {
    if (!names->count)
        return;
    begin_member(out, member);
    buffer_add_char(out, '[');
    for (size_t i = 0; i < names->count; i++) {
        buffer_add(out, i ? TEXT(",") : TEXT(""));
        add_name(out, &names->items[i]);
    }
    buffer_add_char(out, ']');
}

static const char *type_of(const struct cited_work *work) {
    switch ((enum work_type)work->type) {
    case WORK_ARTICLE_JOURNAL:
    case WORK_PAPER_CONFERENCE:
    case WORK_ARTICLE: return "ScholarlyArticle";
    case WORK_THESIS: return "Thesis";
    case WORK_BOOK: return "Book";
    case WORK_CHAPTER: return "Chapter";
    case WORK_REPORT: return "Report";
    default: return "Article";
    }
}

static const char *type_of_container(const struct cited_work *work) {
    switch ((enum work_type)work->type) {
    case WORK_ARTICLE_JOURNAL:
    case WORK_REVIEW:
    case WORK_REVIEW_BOOK:
    case WORK_ARTICLE_MAGAZINE: return "Periodical";
    case WORK_ARTICLE_NEWSPAPER: return "Newspaper";
    case WORK_CHAPTER:
    case WORK_ENTRY_ENCYCLOPEDIA:
    case WORK_ENTRY_DICTIONARY: return "Book";
    case WORK_POST_WEBLOG: return "Blog";
    default: return "CreativeWork";
    }
}

static void add_container(struct buffer *out, const struct cited_work *work, const struct work_page *page) {
    struct text title = work->texts[WORK_CONTAINER_TITLE];
    bool is_reader = work->type == WORK_WEBPAGE && text_equal(title, page->reader);
    if (!title.size)
        return;
    open_member(out, "isPartOf", is_reader ? "WebSite" : type_of_container(work));
    add_member(out, "name", title);
    add_member(out, "url", is_reader ? page->reader_url : TEXT(""));
    add_member(out, "issn", work->texts[WORK_ISSN]);
    add_member(out, "isbn", work->type == WORK_CHAPTER ? work->texts[WORK_ISBN] : TEXT(""));
    close_map(out);
}

/* What a page and its original say alike. */
static void add_work(struct buffer *out, const struct cited_work *work, const struct work_page *page) {
    struct text doi = work->texts[WORK_DOI];
    add_member(out, "name", work->texts[WORK_TITLE]);
    add_names(out, "author", &work->names[WORK_AUTHOR]);
    add_names(out, "editor", &work->names[WORK_EDITOR]);
    add_names(out, "translator", &work->names[WORK_TRANSLATOR]);
    add_date(out, "datePublished", work->dates[WORK_ISSUED].from);
    add_container(out, work, page);
    add_member(out, "pagination", work->texts[WORK_PAGE]);
    if (!doi.size)
        return;
    struct arena scratch = {0};
    add_member(out, "sameAs", text_join(&scratch, TEXT("https://doi.org/"), doi));
    arena_free(&scratch);
}

static void add_article(struct buffer *out, const struct work_page *page) {
    const struct cited_work *work = page->page;
    open_map(out, type_of(work));
    add_member(out, "@id", work->texts[WORK_URL]);
    add_member(out, "url", work->texts[WORK_URL]);
    add_member(out, "headline", work->texts[WORK_TITLE]);
    add_work(out, work, page);
    add_date(out, "dateModified", page->updated);
    add_member(out, "inLanguage", work->texts[WORK_LANGUAGE]);
    add_member(out, "description", work->texts[WORK_ABSTRACT]);
    add_member(out, "keywords", work->texts[WORK_KEYWORD]);
    add_member(out, "genre", work->texts[WORK_GENRE]);
    add_member(out, "image", page->image);
    if (page->is_closed) {
        begin_member(out, "isAccessibleForFree");
        buffer_add(out, TEXT("false"));
    }
    open_member(out, "publisher", "Organization");
    add_member(out, "name", page->reader);
    add_member(out, "url", page->reader_url);
    close_map(out);
    if (page->original) {
        open_member(out, "isBasedOn", type_of(page->original));
        add_member(out, "url", page->original->texts[WORK_URL]);
        add_work(out, page->original, page);
        close_map(out);
    }
    close_map(out);
}

static void add_step(struct buffer *out, int position, struct text name, struct text url) {
    buffer_add(out, position > 1 ? TEXT(",") : TEXT(""));
    open_map(out, "ListItem");
    begin_member(out, "position");
    buffer_add_format(out, "%d", position);
    add_member(out, "name", name);
    add_member(out, "item", url);
    close_map(out);
}

static void add_way(struct buffer *out, const struct work_page *page) {
    open_map(out, "BreadcrumbList");
    begin_member(out, "itemListElement");
    buffer_add_char(out, '[');
    add_step(out, 1, page->reader, page->reader_url);
    add_step(out, 2, page->section, page->section_url);
    add_step(out, 3, page->page->texts[WORK_TITLE], page->page->texts[WORK_URL]);
    buffer_add_char(out, ']');
    close_map(out);
}

void work_json_ld(struct buffer *out, const struct work_page *page) {
    buffer_add(out, TEXT("{\"@context\":\"https://schema.org\",\"@graph\":["));
    add_article(out, page);
    buffer_add(out, TEXT(","));
    add_way(out, page);
    buffer_add(out, TEXT("]}"));
}
