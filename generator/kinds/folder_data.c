/* Files in which other generators say something of all pages of a folder: none is read here, and what they hold back is told.
 */
#include "kinds/loading.h"

#include "base/files.h"

static void report_held(struct loading *loading, struct text path, const struct fields *fields, const struct yaml_node *node) {
    struct diag_place place = node ? yaml_key_place(path, node) : (struct diag_place){.path = path};
    struct text name = node ? yaml_key(&fields->yaml, node) : TEXT("this");
    diag_add(loading->problems, DIAG_ERROR, E_WITHHELD_BELOW, place,
             text_format(loading->arena, "\"%.*s\" would hold back the pages below elsewhere, and is not read here",
                         TEXT_ARGS(name)),
             TEXT("write \"draft: true\" into each of them, or into a folder _drafts move them; then remove this file"));
}

/* The field that would hold the pages back; NULL with `held` for one that is not at hand. */
static bool holds_back(const struct yaml_node **node, struct loading *loading, const struct fields *fields) {
    struct diag unheard = {0};
    struct fields quiet = *fields;
    quiet.problems = &unheard;
    struct withheld withheld = withheld_find(&loading->keys, &quiet, THING_PAGE, loading->site->today.now);
    struct hold hold;
    quiet.path = TEXT("");
    hold_read(&hold, &loading->keys, &quiet, THING_PAGE, loading->site->today.now);
    *node = withheld.first ? withheld.first : field_find(&quiet, FIELD_DRAFT);
    diag_free(&unheard);
    return hold.is_draft || hold.is_refused || hold.expires <= loading->site->today.now ||
           hold.appears > loading->site->today.now;
}

void section_check(struct loading *loading, const struct parsed_file *file) {
    const struct yaml_node *node;
    struct fields fields = fields_of_document(file->document, file->path, loading->problems, loading->arena);
    if (!loading->site->is_edition && file->document && holds_back(&node, loading, &fields))
        report_held(loading, file->path, &fields, node);
}

static struct text without_ending(struct text name) {
    return text_slice(name, 0, text_find_char(name, '.', 0));
}

/* essays/essays.json and essays/a.json are Eleventy's, _metadata.yml is Quarto's, _category_.json is Docusaurus's. */
static bool is_folder_data(const struct tree *tree, struct text path, struct arena *arena) {
    struct text name = path_name(path), folder = path_folder(path), stem = without_ending(name);
    struct text own_folder = path_name(text_slice(folder, 0, folder.size ? folder.size - 1 : 0));
    bool is_data = text_ends(name, TEXT(".json")) || text_ends(name, TEXT(".yml")) || text_ends(name, TEXT(".yaml"));
    if (text_starts(path, TEXT("content/media/")) || is_own_file(path))
        return false;
    if (text_contains(name, TEXT(".11tydata.")))
        return true;
    if (!is_data)
        return false;
    struct text page = text_format(arena, "%.*s%.*s.md", TEXT_ARGS(folder), TEXT_ARGS(stem));
    bool is_named =
        text_equal(stem, TEXT("_metadata")) || text_equal(stem, TEXT("_category_")) || text_equal(stem, TEXT("_config"));
    return is_named || text_equal(stem, own_folder) || tree_find(tree, page) != SIZE_MAX;
}

static void check_file(struct loading *loading, size_t index) {
    struct text path = loading->input->tree->files[index].path, bytes;
    struct diag unheard = {0};
    const struct yaml_node *node = NULL;
    struct fields fields = {.path = path, .problems = &unheard, .arena = loading->arena};
    bool is_read = !text_contains(path, TEXT(".11tydata.js")) &&
                   tree_read(loading->input->tree, index, &bytes, &unheard, loading->arena) &&
                   yaml_parse(&fields.yaml, bytes, 1, path, &unheard, loading->arena);
    fields_take(&fields, is_read ? yaml_root(&fields.yaml) : NULL);
    if (holds_back(&node, loading, &fields))
        report_held(loading, path, &fields, node);
    else
        diag_add(loading->problems, DIAG_WARNING, W_FOLDER_DATA, (struct diag_place){.path = path},
                 TEXT("another generator's data for the pages of this folder is not read"),
                 TEXT("write what it says into each page's own front matter, and remove the file"));
    diag_free(&unheard);
}

void folder_data_check(struct loading *loading) {
    const struct tree *tree = loading->input->tree;
    for (size_t i = tree_lower_bound(tree, TEXT("content/")); i < tree->count && !loading->site->is_edition; i++)
        if (text_starts(tree->files[i].path, TEXT("content/")) && is_folder_data(tree, tree->files[i].path, loading->arena))
            check_file(loading, i);
}
