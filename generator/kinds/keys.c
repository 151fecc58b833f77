#include "kinds/keys.h"

#include "base/array.h"
#include "kinds/shapes.h"

/* Keys that other generators, and people's own layouts, use: never a slip. */
static const char foreign[] =
    "name related id type weight math mathjax katex toc comment comments image images img cover thumbnail banner header teaser "
    "icon "
    "build cascade expiryDate unpublishdate outputs resources series sitemap sitemap_exclude headless isCJKLanguage markup "
    "slugs "
    "videos audio translationKey menus params extra template page_template in_search_index sort_by paginate_by "
    "transparent generate_feeds collection pagination eleventyNavigation eleventyExcludeFromCollections eleventyComputed "
    "tags_text share sharing disqus disqus_id disqus_identifier sidebar sidebar_label sidebar_position hide_title "
    "status visibility time guid wordpress_id post_id oldid import_id "
    "format html number-sections bibliography csl nocite citation execute jupyter engine output fontsize geometry "
    "documentclass css js script styles style class classes color theme locale email twitter github "
    "mastodon social avatar photo bio role orcid gender country location venue publisher volume issue pages "
    "doi isbn issn year month day price rating hidden featured pinned sticky order nav nav_order has_children parent "
    "grand_parent permalink_old canonical canonical_url og og_image seo robots noindex meta metadata metatitle links "
    "via hero video podcast duration audience level difficulty prev next previous version versions review "
    "reviewed reviewers editor editors translator translators notes note todo project projects event start end address "
    "tocdepth code-fold self-contained toc-depth preview feature reading_time readtime show_date hide_date zoom lightbox "
    "code highlight mermaid jquery plugin plugins font lead intro section sections subsection page pages content body main "
    "accessed state mood music topic term sources textile wiki latex";

static bool is_among(struct text key, const char *words) {
    struct text name, rest = text_of(words);
    while (text_cut(&name, &rest, ' '))
        if (same_word(key, name))
            return true;
    return false;
}

/* All names of all fields of something, in the order of the table. */
static struct texts names_of(uint8_t of, struct arena *arena) {
    struct texts names = {0};
    for (enum field field = 0; field < FIELD_COUNT; field++) {
        struct text name, rest = text_of(known_fields[field].names);
        while (known_fields[field].of & OF(of) && text_cut(&name, &rest, ' '))
            *array_add(&names, arena) = name;
    }
    return names;
}

static bool is_field_of(struct text key, uint8_t of) {
    for (enum field field = 0; field < FIELD_COUNT; field++)
        if (known_fields[field].of & OF(of) && is_among(key, known_fields[field].names))
            return true;
    return false;
}

/* 0: nothing to say about `key`; otherwise 1 + the index of the own key that is meant. */
static uint32_t verdict_on(struct text key, uint8_t of, struct arena *arena) {
    if (is_field_of(key, of) || is_field_of(key, THING_ESSAY) || is_among(key, foreign))
        return 0;
    struct arena scratch = {0};
    struct texts names = names_of(of, &scratch);
    /* Short words are near to many others by chance. */
    size_t nearest = key.size < 4 ? SIZE_MAX : text_nearest(text_lower_ascii(key, arena), names.items, names.count);
    bool is_near = nearest < names.count && text_distance(key, names.items[nearest], 3) <= 3;
    arena_free(&scratch);
    return is_near ? (uint32_t)nearest + 1 : 0;
}

static uint32_t verdict(struct keys_seen *seen, struct text key, uint8_t of, struct arena *arena) {
    uint32_t known = table_get(&seen->verdicts[of], key);
    if (known != NONE)
        return known;
    known = verdict_on(key, of, arena);
    table_put(&seen->verdicts[of], key, known, arena);
    return known;
}

bool keys_know(struct keys_seen *seen, const struct fields *fields, const struct yaml_node *node, uint8_t of) {
    struct text key = yaml_key(&fields->yaml, node);
    uint32_t known = table_get(&seen->own[of], key);
    if (known == NONE) {
        known = is_field_of(key, of) || (of < THING_KINDS && key_is(fields, node, FIELD_DATE));
        table_put(&seen->own[of], key, known, fields->arena);
    }
    return known;
}

static bool is_promise(struct text meant) {
    return is_among(meant, "access draft published expiryDate");
}

bool keys_promise(struct keys_seen *seen, const struct fields *fields, const struct yaml_node *node, uint8_t of) {
    uint32_t found = verdict(seen, yaml_key(&fields->yaml, node), of, fields->arena);
    return found && is_promise(names_of(of, fields->arena).items[found - 1]);
}

static void warn(const struct fields *fields, const struct yaml_node *node, struct text meant) {
    bool promise = is_promise(meant);
    struct text message = text_format(fields->arena, "unknown field \"%.*s\"", TEXT_ARGS(yaml_key(&fields->yaml, node)));
    diag_add(fields->problems, promise ? DIAG_ERROR : DIAG_WARNING, promise ? E_NEAR_MISS_PROMISE : W_NEAR_MISS_KEY,
             yaml_key_place(fields->path, node), message, did_you_mean(meant, fields->arena));
}

/* What Pandoc and Quarto read of how works are cited, and what this program has of it, or nothing. */
static const struct {
    const char *key, *help;
} cited_elsewhere[] = {
    {"csl", "write citation_style: chicago-notes, chicago-author-date, apa or mla into content/site.yaml; no CSL file is read"},
    {"citation-style",
     "write citation_style into content/site.yaml: one style holds for the whole reader; no CSL file is read"},
    {"citation_style", "write it into content/site.yaml: one style holds for the whole reader"},
    {"citation-abbreviations", "write the short title into the work's record"},
    {"reference-section-title", "write a heading of your own, and \"::: {#refs}\" and \":::\" below it"},
    {"cite-method", "works are cited by the program itself; take the field out"},
    {"biblio-style", "write citation_style into content/site.yaml; no style of BibLaTeX is read"},
};

static void tell_cited_elsewhere(struct keys_seen *seen, const struct fields *fields, const struct yaml_node *node,
                                 uint8_t of) {
    struct text key = yaml_key(&fields->yaml, node);
    for (size_t i = 0; i < sizeof cited_elsewhere / sizeof *cited_elsewhere; i++)
        if (text_equal(key, text_of(cited_elsewhere[i].key)) && !keys_know(seen, fields, node, of))
            diag_add(fields->problems, DIAG_WARNING, W_CITED_ELSEWHERE, yaml_key_place(fields->path, node),
                     text_format(fields->arena, "this says nothing here of how works are cited: \"%.*s\"", TEXT_ARGS(key)),
                     text_of(cited_elsewhere[i].help));
}

static bool is_text_of(struct text key, uint8_t of) {
    for (enum field field = 0; field < FIELD_COUNT; field++)
        if (known_fields[field].of & OF(of) && !known_fields[field].holds && is_among(key, known_fields[field].names))
            return true;
    return false;
}

/* Behind a text a remark is rare, and words that begin with # are not. Maps inside are looked at when they are read. */
static void check_comment(const struct fields *fields, const struct yaml_node *node, uint8_t of) {
    const struct yaml *yaml = &fields->yaml;
    if (node->kind == YAML_LIST)
        for (const struct yaml_node *item = yaml_first(yaml, node); item; item = yaml_next(yaml, node, item))
            check_comment(fields, item, of);
    bool is_lost = node->comment == YAML_WORDS_BEHIND ||
                   (node->comment == YAML_REMARK && node->kind == YAML_SCALAR && is_text_of(yaml_key(yaml, node), of));
    if (is_lost)
        diag_add(fields->problems, DIAG_WARNING, W_YAML_COMMENT, yaml_place(fields->path, node),
                 TEXT("what stands behind # here is a comment, and left out"),
                 TEXT("put the whole text between quotes, or the remark on a line of its own"));
}

void keys_check(struct keys_seen *seen, const struct fields *fields, uint8_t of) {
    if (seen->is_quiet || !fields->map || fields->map->kind != YAML_MAP)
        return;
    const struct yaml *yaml = &fields->yaml;
    for (const struct yaml_node *node = yaml_first(yaml, fields->map); node; node = yaml_next(yaml, fields->map, node)) {
        check_comment(fields, node, of);
        uint32_t found = verdict(seen, yaml_key(yaml, node), of, fields->arena);
        if (!found && (OF(of) & (OF_FILES | OF(OF_SITE))))
            tell_cited_elsewhere(seen, fields, node, of);
        if (!found)
            continue;
        warn(fields, node, names_of(of, fields->arena).items[found - 1]);
    }
}
