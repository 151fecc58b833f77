#include "pages/book_epub.h"

#include "base/array.h"
#include "base/files.h"
#include "compose/images.h"
#include "compose/xhtml.h"
#include "epub/cover.h"
#include "epub/epub.h"
#include "pages/book_links.h"

#include <string.h>

const struct text book_layouts[] = {TEXT_INIT("book/title"), TEXT_INIT("book/introduction"), TEXT_INIT("book/essay"),
                                    TEXT_INIT("book/works"), TEXT_INIT("book/glossary")};
const size_t book_layout_count = COUNT_OF(book_layouts);

static const struct text style_sheets[] = {TEXT_INIT("assets/charts.css"), TEXT_INIT("assets/book.css")}; /* in one */
#define STYLE_PATH TEXT("book.css")
#define COVER_PATH TEXT("cover.svg")

/* An EPUB on its way. */
struct epub_making {
    const struct plan *plan;
    const struct book *book;
    const struct view *view, *shown; /* of the page; and of it, `book` */
    struct book_links *links;
    struct epub_book epub;
    struct {
        struct epub_item *items;
        size_t count, capacity;
    } items;
    struct diag_failure *failure;
    struct arena *arena;
};

/* Values of the view */

static const struct view *value_at(const struct view *view, struct text path) {
    for (struct text name; view && text_cut(&name, &path, '.');)
        view = view_get(view, name);
    return view ? view : view_null();
}

static struct text text_at(const struct view *view, const char *path) {
    const struct view *value = value_at(view, text_of(path));
    return value->kind == VIEW_TEXT ? value->text : TEXT("");
}

/* The items of a list; none of anything else. */
static size_t count_at(const struct view *view, const char *path) {
    const struct view *value = value_at(view, text_of(path));
    return value->kind == VIEW_LIST ? value->count : 0;
}

static const struct view *item_at(const struct view *view, const char *path, size_t index) {
    return value_at(view, text_of(path))->items[index];
}

/* A map with one member replaced. */
static const struct view *view_with(const struct view *map, struct text key, const struct view *value, struct arena *arena) {
    struct view_map copy = {0};
    for (uint32_t i = 0; i < map->count; i++)
        *array_add(&copy, arena) = text_equal(map->members[i].key, key) ? (struct view_member){key, value} : map->members[i];
    return view_of_map(&copy, arena);
}

/* The page's view, of whose chapters there is this one alone. */
static const struct view *view_of_chapter(const struct epub_making *making, size_t chapter) {
    const struct view **only = arena_new(making->arena, const struct view *);
    *only = item_at(making->shown, "chapters", chapter);
    const struct view *book = view_with(making->shown, TEXT("chapters"), view_list(only, 1, making->arena), making->arena);
    return view_with(making->view, TEXT("book"), book, making->arena);
}

/* Files */

static struct epub_item *add_item(struct epub_making *making, struct text path, struct text media_type, struct text bytes) {
    struct epub_item *item = array_add(&making->items, making->arena);
    *item = (struct epub_item){.path = path, .media_type = media_type, .bytes = bytes};
    return item;
}

static bool read_file(struct text *bytes, struct epub_making *making, const struct tree *tree, size_t file) {
    struct tree_trouble trouble = {0};
    if (tree->read(tree, file, bytes, &trouble, making->arena))
        return true;
    struct text why = text_format(making->arena, "%.*s: %.*s", TEXT_ARGS(tree->files[file].path), TEXT_ARGS(trouble.why));
    *making->failure = (struct diag_failure){why, .of_machine = true};
    return false;
}

static bool add_style(struct epub_making *making) {
    const struct tree *assets = making->plan->assets;
    struct buffer style = {0};
    for (size_t i = 0; i < COUNT_OF(style_sheets); i++) {
        struct text bytes = TEXT("");
        size_t file = tree_find(assets, style_sheets[i]);
        if (file != SIZE_MAX && !read_file(&bytes, making, assets, file))
            return buffer_free(&style), false;
        buffer_add(&style, bytes);
    }
    add_item(making, STYLE_PATH, TEXT("text/css"), buffer_take(&style, making->arena));
    return true;
}

/* "media/m01-map.png": the letters of its name that every program for books can read. */
static struct text picture_path(const struct epub_making *making, size_t number, struct text path, enum image_type type) {
    struct buffer name = {0};
    struct text rest = path_name(path);
    rest = text_slice(rest, 0, text_find_char(rest, '.', 0));
    buffer_add_format(&name, "media/m%02zu-", number);
    for (size_t i = 0; i < rest.size; i++) {
        char c = rest.bytes[i];
        if (char_is_alphanumeric(c) || c == '-' || c == '_')
            buffer_add_char(&name, c);
    }
    buffer_add(&name, image_ending(type));
    return buffer_take(&name, making->arena);
}

/* What is of no type that every program for books knows has no path, and its words stand in its place: W469. */
static bool add_pictures(struct epub_making *making) {
    const struct numbers *media = &making->book->media;
    const struct tree *tree = making->plan->site->tree;
    struct book_picture *pictures = arena_array(making->arena, struct book_picture, media->count);
    making->links->pictures = pictures;
    for (size_t i = 0; i < media->count; i++) {
        struct text bytes;
        if (!read_file(&bytes, making, tree, media->items[i]))
            return false;
        enum image_type type = image_type_of(bytes);
        if (!book_takes_picture(type))
            continue;
        pictures[i].path = picture_path(making, i + 1, tree->files[media->items[i]].path, type);
        add_item(making, pictures[i].path, image_media_type(type), bytes);
    }
    return true;
}

/* Texts */

static struct epub_places pages_of(const struct bound *bound, size_t chapter, struct arena *arena) {
    struct epub_places places = {0};
    for (size_t i = 0; i < bound->pages.count; i++)
        *array_add(&places, arena) = (struct epub_place){
            .id = bound->pages.items[i].id, .title = text_format(arena, "%zu.%u", chapter, bound->pages.items[i].number)};
    return places;
}

static struct epub_places sections_of(const struct view *chapter, struct arena *arena) {
    struct epub_places places = {0};
    for (size_t i = 0; i < count_at(chapter, "sections"); i++) {
        const struct view *section = item_at(chapter, "sections", i);
        *array_add(&places, arena) = (struct epub_place){.id = text_at(section, "id"),
                                                         .title = text_at(section, "title"),
                                                         .level = value_at(section, TEXT("is_sub"))->truth ? 2 : 1};
    }
    return places;
}

/* What stands in the body of a page is bound; all around it stays as the layout has it. */
static void bind_body(struct buffer *out, struct bound *bound, struct text page) {
    size_t start = text_find_char(page, '>', text_find(page, TEXT("<body"), 0)) + 1;
    size_t end = text_find(page, TEXT("</body>"), start);
    buffer_add(out, text_slice(page, 0, start));
    bound_write(out, bound, text_slice(page, start, end));
    buffer_add(out, text_after(page, end));
}

/* A page of HTML, as a file of the book. `chapter`: from 1; 0 for what is none. */
static struct epub_item *add_page(struct epub_making *making, struct text name, struct text page, size_t chapter) {
    struct arena *arena = making->arena;
    struct buffer html = {0}, xhtml = {0};
    struct bound bound = {.id_prefix = text_join(arena, name, TEXT(".")),
                          .has_epub_types = true,
                          .lead = book_lead,
                          .context = making->links,
                          .arena = arena};
    bind_body(&html, &bound, page);
    xhtml_write(&xhtml, buffer_text(&html));
    struct epub_item *item = add_item(making, text_join(arena, name, TEXT(".xhtml")), TEXT("application/xhtml+xml"),
                                      text_copy(buffer_text(&xhtml), arena));
    item->is_in_spine = true;
    item->properties = (uint8_t)((bound.has_svg ? EPUB_SVG : 0) | (bound.has_math ? EPUB_MATHML : 0));
    item->pages = pages_of(&bound, chapter, arena);
    making->epub.access.has_pictures |= bound.has_pictures;
    making->epub.access.all_have_text &= !bound.has_picture_without_text;
    buffer_free(&html);
    buffer_free(&xhtml);
    return item;
}

static bool has_body(struct text page) {
    size_t start = text_find(page, TEXT("<body"), 0);
    return start < page.size && text_find(page, TEXT("</body>"), start) < page.size;
}

/* What a layout makes of a view. NULL with the reason. */
static struct epub_item *add_text(struct epub_making *making, struct text layout, struct text name, const struct view *view,
                                  size_t chapter) {
    struct buffer html = {0};
    struct epub_item *item = NULL;
    bool is_made = layouts_render(&html, making->plan->layouts, layout, view, NULL, &making->failure->why, making->arena);
    if (is_made && has_body(buffer_text(&html)))
        item = add_page(making, name, buffer_text(&html), chapter);
    else if (is_made)
        making->failure->why =
            text_format(making->arena, "layouts/%.*s.html makes no <body> ... </body>, and each file of a book is a whole page",
                        TEXT_ARGS(layout));
    buffer_free(&html);
    return item;
}

static struct text word(const struct epub_making *making, const char *name) {
    return language_word(making->plan->site->language, name, making->arena);
}

static bool add_title(struct epub_making *making) {
    struct epub_item *title = add_text(making, TEXT("book/title"), BOOK_TITLE, making->view, 0);
    if (!title)
        return false;
    /* The contents may not be empty. */
    if (!count_at(making->shown, "chapters"))
        title->title = making->epub.title;
    title->landmark = TEXT("titlepage");
    title->landmark_title = word(making, "title-page");
    return true;
}

static bool add_chapter(struct epub_making *making, size_t index) {
    const struct view *chapter = item_at(making->shown, "chapters", index);
    struct epub_item *item =
        add_text(making, TEXT("book/essay"), text_at(chapter, "name"), view_of_chapter(making, index), index + 1);
    if (!item)
        return false;
    item->title = text_at(chapter, "essay.title");
    item->language = text_at(chapter, "essay.language");
    item->sections = sections_of(chapter, making->arena);
    item->landmark = index == 0 ? TEXT("bodymatter") : TEXT("");
    return true;
}

/* A part that a book may lack. */
static bool add_part(struct epub_making *making, const char *has, struct text layout, struct text name, const char *title,
                     struct text landmark) {
    if (!value_at(making->shown, text_of(has))->truth)
        return true;
    struct epub_item *item = add_text(making, layout, name, making->view, 0);
    if (!item)
        return false;
    item->title = word(making, title);
    item->landmark = landmark;
    return true;
}

static void add_made_cover(struct epub_making *making) {
    struct text edition = text_at(making->shown, "imprint.edition"), reader = text_at(making->shown, "imprint.reader");
    struct cover cover = {
        .title = making->epub.title,
        .subtitle = making->epub.subtitle,
        .line = edition.size ? text_format(making->arena, "%.*s · %.*s", TEXT_ARGS(reader), TEXT_ARGS(edition)) : reader,
        .language = making->epub.language,
        .is_rtl = making->epub.is_rtl,
    };
    struct buffer svg = {0};
    cover_write(&svg, &cover);
    add_item(making, COVER_PATH, TEXT("image/svg+xml"), buffer_take(&svg, making->arena))->properties = EPUB_COVER_IMAGE;
}

/* The list's own picture, if it is of a type that a book may have. */
static bool add_cover(struct epub_making *making) {
    uint32_t file = making->book->cover;
    struct text bytes = TEXT("");
    if (file != NONE && !read_file(&bytes, making, making->plan->site->tree, file))
        return false;
    enum image_type type = image_type_of(bytes);
    if (file == NONE || !book_takes_picture(type))
        add_made_cover(making);
    else
        add_item(making, text_join(making->arena, TEXT("cover"), image_ending(type)), image_media_type(type), bytes)
            ->properties = EPUB_COVER_IMAGE;
    return true;
}

static bool add_texts(struct epub_making *making) {
    if (!add_title(making) ||
        !add_part(making, "introduction.has_body", TEXT("book/introduction"), BOOK_INTRODUCTION, "introduction", TEXT("")))
        return false;
    for (size_t i = 0; i < count_at(making->shown, "chapters"); i++)
        if (!add_chapter(making, i))
            return false;
    return add_part(making, "has_works", TEXT("book/works"), BOOK_WORKS, "references", TEXT("bibliography")) &&
           add_part(making, "has_terms", TEXT("book/glossary"), BOOK_GLOSSARY, "glossary", TEXT("glossary"));
}

/* The package */

/* The languages of its texts beside the reader's, each once. */
static void find_languages(struct epub_making *making) {
    struct epub_book *epub = &making->epub;
    size_t count = count_at(making->shown, "chapters"), foreign = 0;
    struct text *languages = arena_array(making->arena, struct text, count);
    struct table known = {0};
    for (size_t i = 0; i < count; i++) {
        struct text language = text_at(item_at(making->shown, "chapters", i), "essay.language");
        foreign += language.size > 0;
        if (language.size && table_put(&known, language, 0, making->arena) == NONE)
            languages[epub->language_count++] = language;
    }
    epub->languages = languages;
    if (foreign == count && epub->language_count == 1)
        epub->main_language = languages[0];
    epub->turns_from_left = epub->main_language.size ? language_is_rtl(epub->main_language) : epub->is_rtl;
}

/* Whoever gathered the texts made the book; who wrote them contributed to it. */
static void find_makers(struct epub_making *making) {
    size_t editors = count_at(making->shown, "imprint.editors"), authors = count_at(making->shown, "imprint.authors");
    struct epub_creator *makers = arena_array(making->arena, struct epub_creator, editors + authors);
    for (size_t i = 0; i < editors; i++)
        makers[i] = (struct epub_creator){.name = item_at(making->shown, "imprint.editors", i)->text, .role = TEXT("edt")};
    for (size_t i = 0; i < authors; i++) {
        const struct view *author = item_at(making->shown, "imprint.authors", i);
        makers[editors + i] = (struct epub_creator){
            .name = text_at(author, "name"), .sort_name = text_at(author, "sort_name"), .role = TEXT("aut")};
    }
    making->epub.creators = makers;
    making->epub.creator_count = editors ? editors : authors;
    making->epub.contributors = makers + editors;
    making->epub.contributor_count = editors ? authors : 0;
}

static void describe(struct epub_making *making) {
    struct epub_book *epub = &making->epub;
    const struct view *shown = making->shown;
    struct text rights = text_at(shown, "imprint.rights");
    epub->identifier = text_at(shown, "imprint.identifier");
    epub->title = text_at(shown, "title");
    epub->subtitle = text_at(shown, "subtitle");
    epub->language = text_at(shown, "language");
    epub->is_rtl = value_at(making->view, TEXT("is_rtl"))->truth;
    epub->modified = text_at(shown, "imprint.modified");
    epub->date = text_slice(text_at(shown, "imprint.date.iso"), 0, strlen("2024-05-01"));
    epub->publisher = text_at(shown, "imprint.reader");
    epub->rights = rights.size ? rights : text_at(shown, "imprint.license");
    epub->source = text_at(shown, "url");
    epub->description = text_at(shown, "description");
    epub->labels.contents = word(making, "contents");
    epub->labels.landmarks = word(making, "landmarks");
    epub->labels.pages = word(making, "passages");
    epub->access.summary = word(making, "book-access");
    epub->access.certified_by = text_at(shown, "imprint.certified_by");
    epub->access.all_have_text = true;
    find_languages(making);
    find_makers(making);
}

bool book_write_epub(struct buffer *out, const struct plan *plan, const struct page *page, const struct view *view,
                     struct diag_failure *failure, struct arena *arena) {
    static const struct gather_place place = {.root = TEXT_INIT("/")};
    struct book book;
    book_of(&book, plan->shared, page_kind(page->kind)->about, page->number, arena);
    struct epub_making making = {.plan = plan,
                                 .book = &book,
                                 .view = view,
                                 .shown = view_get(view, TEXT("book")),
                                 .links = book_links_of(&book, plan->site, &place, BOOK_EPUB, arena),
                                 .failure = failure,
                                 .arena = arena};
    describe(&making);
    if (!add_style(&making) || !add_cover(&making) || !add_pictures(&making) || !add_texts(&making))
        return false;
    making.epub.items = making.items.items;
    making.epub.count = making.items.count;
    return epub_write(out, &making.epub, &failure->why, arena);
}

struct digest book_epub_made_with(const struct plan *plan) {
    struct hasher hasher;
    hasher_start(&hasher);
    for (size_t i = 0; i < book_layout_count; i++)
        hasher_add_digest(&hasher, layouts_digest(plan->layouts, book_layouts[i]));
    for (size_t i = 0; i < COUNT_OF(style_sheets); i++) {
        size_t file = tree_find(plan->assets, style_sheets[i]);
        if (file != SIZE_MAX)
            hasher_add_digest(&hasher, plan->assets->files[file].id);
    }
    return hasher_end(&hasher);
}
