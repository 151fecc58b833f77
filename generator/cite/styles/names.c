#include "cite/styles/internal.h"

#include <string.h>

#include "base/array.h"
#include "base/utf8.h"

/* How the names of one element of the style are shown. */
struct name_form {
    const struct csl_node *names, *name, *label; /* label: NULL for none */
    bool is_label_before;
    struct csl_name_options options;
    struct text delimiter, and_word;
    bool is_short;
};

/* The persons of one role, and what becomes of them. */
struct nameset {
    const struct work_names *names;
    uint8_t role;  /* enum work_role */
    uint16_t term; /* 1 + what the role is called; 0: nothing */
    size_t shown;  /* how many of them are shown */
    bool has_et_al, has_ellipsis;
};

struct namesets {
    struct nameset *items;
    size_t count, capacity;
};

static const struct csl_node *child_of(const struct rendering *r, uint32_t at, enum csl_kind kind) {
    uint32_t end = r->style->nodes[at].end;
    for (at++; at < end; at = r->style->nodes[at].end)
        if (r->style->nodes[at].kind == kind)
            return &r->style->nodes[at];
    return NULL;
}

static struct csl_name_options options_of(const struct rendering *r, const struct csl_node *name) {
    bool is_entry = r->area != IN_CITATION;
    const struct csl_name_options *outer = is_entry ? &r->style->bibliography_options : &r->style->citation_options;
    struct csl_name_options own = name ? r->style->names[name->of] : (struct csl_name_options){0};
    own.flags |= outer->flags | r->style->options.flags;
    if (own.et_al_min == 0)
        own.et_al_min = outer->et_al_min;
    if (own.et_al_use_first == 0)
        own.et_al_use_first = outer->et_al_use_first;
    if (r->key_et_al_min) {
        own.et_al_min = r->key_et_al_min;
        own.et_al_use_first = r->key_et_al_use_first;
    }
    return own;
}

static struct name_form naming_of(const struct rendering *r, uint32_t at) {
    const struct csl_node *node = &r->style->nodes[at];
    struct name_form naming = {.names = node, .name = child_of(r, at, CSL_NAME), .label = child_of(r, at, CSL_ROLE_LABEL)};
    naming.is_label_before = naming.label && naming.name && naming.label < naming.name;
    naming.options = options_of(r, naming.name);
    bool has_delimiter = naming.name && naming.name->flags & CSL_HAS_DELIMITER;
    naming.delimiter = has_delimiter ? pooled(r, naming.name->delimiter) : TEXT(", ");
    naming.is_short = naming.name && naming.name->form == FORM_SHORT;
    if (naming.options.flags & CSL_AND_SYMBOL)
        naming.and_word = TEXT("&");
    else if (naming.options.flags & CSL_AND_TEXT)
        naming.and_word = term_of(r, TERM_AND, FORM_LONG, false);
    return naming;
}

/* Blobs in a row, with `delimiter` behind each but the last, or `last` before that, which has affixes of its own. */
static struct blob *join_blobs(struct blob **blobs, size_t count, struct text delimiter, struct blob *last,
                               struct arena *arena) {
    struct blob *joined = blob_new(arena);
    for (size_t i = 0; i < count; i++) {
        if (!blobs[i])
            continue;
        if (last && i + 1 == count && joined->count)
            blob_add(joined, last, arena);
        else if (joined->count && !(last && i + 1 == count)) {
            struct blob *before = joined->items[joined->count - 1];
            before->suffix = text_join(arena, before->suffix, delimiter);
        }
        blob_add(joined, blobs[i], arena);
    }
    return joined->count ? joined : NULL;
}

static struct blob *join_two(struct blob *a, struct blob *b, struct text delimiter, struct arena *arena) {
    struct blob *blobs[] = {a, b};
    return join_blobs(blobs, 2, delimiter, NULL, arena);
}

/* What a person's name is made of, as this style shows it. NULL: none. */
struct name_parts {
    struct blob *family, *given, *dropping, *non_dropping, *suffix;
};

static struct text shown_given(const struct rendering *r, const struct work_name *name, const struct name_form *naming,
                               uint8_t level) {
    bool keeps = naming->options.flags & CSL_INITIALIZE_NOT;
    if (level == 0)
        return (struct text){0};
    if (level > 1 || name->family.size == 0)
        return name->given;
    return keeps ? name_in_order(name->given, r->arena) : name_initials(name->given, r->arena);
}

/* A stop that ends "Jr." stands behind it as an affix, so that it melts with what follows. */
static struct blob *suffix_of(struct rendering *r, const struct work_name *name) {
    struct text words = name_in_order(name->suffix, r->arena);
    if (!text_ends(words, TEXT(".")))
        return name_words(r, words, NULL);
    struct blob *blob = name_words(r, text_slice(words, 0, words.size - 1), NULL);
    if (blob)
        blob->suffix = TEXT(".");
    return blob;
}

static struct name_parts parts_of(struct rendering *r, const struct work_name *name, const struct name_form *naming,
                                  size_t index) {
    uint8_t level = given_name_level(r, name, index, naming->is_short);
    struct name_parts parts = {.family = name_words(r, name->family, NULL),
                               .given = name_words(r, shown_given(r, name, naming, level), NULL),
                               .non_dropping = name_words(r, name->non_dropping, NULL)};
    if (parts.given) {
        parts.dropping = name_words(r, name->dropping, NULL);
        parts.suffix = suffix_of(r, name);
    }
    return parts;
}

static bool joins_next(struct text particle) {
    return text_ends(particle, TEXT("’")) || text_ends(particle, TEXT("'")) || text_ends(particle, TEXT("-")) ||
           text_ends(particle, TEXT(" "));
}

static struct text after_particle(struct text particle) {
    return joins_next(particle) ? (struct text){0} : TEXT(" ");
}

/* Han needs no space between family and given name; those of Chinese and Japanese works stand in that order, too. */
static bool is_family_first(const struct rendering *r, const struct work_name *name) {
    struct text language = text_slice(r->work->texts[WORK_LANGUAGE], 0, 2);
    return name->static_ordering || text_equal(language, TEXT("zh")) || text_equal(language, TEXT("ja"));
}

static struct blob *in_reading_order(struct rendering *r, const struct work_name *name, struct name_parts *p) {
    struct text space = TEXT(" ");
    struct blob *family = join_two(p->non_dropping, p->family, after_particle(name->non_dropping), r->arena);
    if (p->dropping && !p->non_dropping && joins_next(name->dropping) && !text_starts(name->dropping, TEXT("de"))) {
        family = join_two(p->dropping, family, (struct text){0}, r->arena);
        p->dropping = NULL;
    }
    family = join_two(p->dropping, family, space, r->arena);
    family = join_two(family, p->suffix, name->comma_suffix ? TEXT(", ") : space, r->arena);
    return join_two(p->given, family, space, r->arena);
}

static struct blob *inverted(struct rendering *r, const struct work_name *name, struct name_parts *p) {
    struct text comma = TEXT(", "), space = TEXT(" ");
    struct blob *given = join_two(p->given, p->dropping, space, r->arena), *family = p->family;
    if (r->style->keeps_particles)
        family = join_two(p->non_dropping, family, after_particle(name->non_dropping), r->arena);
    else
        given = join_two(given, p->non_dropping, space, r->arena);
    struct blob *whole = join_two(join_two(family, given, comma, r->arena), p->suffix, comma, r->arena);
    if (whole)
        whole->is_inverted = true;
    return whole;
}

/* For sorting: the family's name, a mark that stands before all letters, the rest. */
static struct blob *for_sorting(struct rendering *r, struct name_parts *p) {
    struct text mark = TEXT("|"), space = TEXT(" ");
    struct blob *given = join_two(p->given, p->dropping, space, r->arena), *family = p->family;
    if (r->style->keeps_particles) {
        family = join_two(join_two(p->non_dropping, family, space, r->arena), p->dropping, space, r->arena);
        given = p->given;
    } else {
        given = join_two(given, p->non_dropping, space, r->arena);
    }
    return join_two(join_two(family, given, mark, r->arena), p->suffix, space, r->arena);
}

static struct blob *person(struct rendering *r, const struct work_name *name, const struct name_form *naming, size_t index) {
    struct name_parts p = parts_of(r, name, naming, index);
    struct text space = TEXT(" ");
    bool is_inverted = naming->options.flags & CSL_INVERT_ALL || (naming->options.flags & CSL_INVERT_FIRST && index == 0);
    if (!has_spaced_script(name->family)) {
        struct blob *family = join_two(p.non_dropping, p.family, (struct text){0}, r->arena);
        bool is_mixed = starts_with_letter(name->given);
        return join_two(family, p.given, is_mixed ? space : (struct text){0}, r->arena);
    }
    if (is_family_first(r, name))
        return join_two(join_two(p.non_dropping, p.family, space, r->arena), p.given, space, r->arena);
    if (r->area == IN_SORT_KEY)
        return for_sorting(r, &p);
    return is_inverted ? inverted(r, name, &p) : in_reading_order(r, name, &p);
}

static struct blob *one_name(struct rendering *r, const struct work_name *given, const struct name_form *naming, size_t index) {
    struct work_name parted = name_parted(*given);
    const struct work_name *name = &parted;
    struct blob *shown = name->literal.size ? name_words(r, name->literal, NULL) : person(r, name, naming, index);
    struct blob *whole = blob_new(r->arena);
    if (shown)
        blob_add(whole, shown, r->arena);
    found_variable(r);
    r->follows_words = true;
    return whole;
}

static struct blob *affixed(struct rendering *r, struct text words, struct text prefix, struct text suffix) {
    struct blob *blob = blob_of_words(words, r->arena);
    blob->prefix = prefix;
    blob->suffix = suffix;
    return blob;
}

/* "and", as it stands before the last of `count` names. */
static struct blob *last_join(struct rendering *r, const struct name_form *naming, const struct nameset *set, size_t count) {
    struct text delimiter = naming->delimiter;
    if (naming->and_word.size == 0)
        return affixed(r, delimiter, (struct text){0}, (struct text){0});
    bool is_spaced = starts_with_letter(naming->and_word);
    struct text prefix = count > 2 ? delimiter : TEXT(" ");
    /* Between two bodies there is no comma: nothing is inverted that it would have to end. */
    bool are_bodies = count == 2 && set->names->items[0].literal.size && set->names->items[1].literal.size;
    if (naming->options.flags & CSL_DELIMIT_LAST && !are_bodies)
        prefix = delimiter;
    else if (!is_spaced)
        prefix = (struct text){0};
    return affixed(r, naming->and_word, prefix, is_spaced ? TEXT(" ") : (struct text){0});
}

static bool is_han_name(const struct work_name *name) {
    struct text family = name->family.size ? name->family : name->literal;
    size_t at = 0;
    return family.size && utf8_is_han(utf8_next(family, &at));
}

/* Works in Chinese and Japanese say it in their language, as their authors' names are in its characters. */
static struct text et_al_of(const struct rendering *r, const struct nameset *set) {
    struct text language = text_slice(r->work->texts[WORK_LANGUAGE], 0, 2);
    bool is_han = !r->is_looking;
    for (size_t i = 0; i < set->shown; i++)
        is_han &= is_han_name(&set->names->items[i]);
    if (is_han && text_equal(language, TEXT("zh")))
        return TEXT("等");
    if (is_han && text_equal(language, TEXT("ja")))
        return TEXT("ほか");
    return term_of(r, TERM_ET_AL, FORM_LONG, false);
}

static struct blob *with_et_al(struct rendering *r, const struct name_form *naming, const struct nameset *set,
                               struct blob **blobs) {
    struct text words = et_al_of(r, set), space = starts_with_letter(words) ? TEXT(" ") : (struct text){0};
    bool is_delimited = set->shown > 1 || naming->options.flags & CSL_DELIMIT_ET_AL;
    if (text_equal(words, TEXT("等")) || text_equal(words, TEXT("ほか")))
        is_delimited = false;
    struct blob *whole = blob_new(r->arena), *names = join_blobs(blobs, set->shown, naming->delimiter, NULL, r->arena);
    blob_add(whole, names, r->arena);
    blob_add(whole, affixed(r, words, is_delimited ? naming->delimiter : space, (struct text){0}), r->arena);
    return whole;
}

static struct blob *names_of(struct rendering *r, const struct name_form *naming, const struct nameset *set) {
    size_t count = set->shown + set->has_ellipsis;
    struct blob **blobs = arena_array(r->arena, struct blob *, count + 1);
    for (size_t i = 0; i < count; i++) {
        size_t index = i == set->shown ? set->names->count - 1 : i;
        blobs[i] = one_name(r, &set->names->items[index], naming, index);
    }
    if (set->has_et_al)
        return with_et_al(r, naming, set, blobs);
    if (r->area == IN_SORT_KEY)
        return join_blobs(blobs, count, naming->delimiter, NULL, r->arena);
    struct blob *last = set->has_ellipsis ? affixed(r, TEXT("…"), count > 2 ? naming->delimiter : TEXT(" "), TEXT(" "))
                                          : last_join(r, naming, set, count);
    return join_blobs(blobs, count, naming->delimiter, count > 1 ? last : NULL, r->arena);
}

/* How many are shown: all, or the first ones with "et al.", or also the last behind an ellipsis. */
static void count_shown(const struct rendering *r, struct nameset *set, const struct csl_name_options *options) {
    size_t count = set->names->count, first = count;
    if (options->et_al_min && count >= options->et_al_min) {
        first = options->et_al_use_first;
        if (!r->primary_names && r->apart.names > first && r->area != IN_SORT_KEY)
            first = r->apart.names;
    }
    if (options->flags & CSL_USE_LAST && first + 2 > options->et_al_min && count >= options->et_al_min)
        first = options->et_al_min - 2u;
    set->shown = first < count ? first : count;
    bool is_cut = set->shown < count && r->area != IN_SORT_KEY;
    set->has_ellipsis = is_cut && options->flags & CSL_USE_LAST;
    set->has_et_al = (is_cut && !set->has_ellipsis) || (set->names->has_others && r->area != IN_SORT_KEY);
}

static bool are_same_names(const struct work_names *a, const struct work_names *b) {
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        const struct work_name *x = &a->items[i], *y = &b->items[i];
        if (!text_equal(x->family, y->family) || !text_equal(x->given, y->given) || !text_equal(x->literal, y->literal) ||
            !text_equal(x->suffix, y->suffix) || !text_equal(x->dropping, y->dropping) ||
            !text_equal(x->non_dropping, y->non_dropping))
            return false;
    }
    return true;
}

/* Who edited and also translated is named once: "edited and translated by". */
static void unite_editors(const struct name_form *naming, struct namesets *sets) {
    if (sets->count != 2 || !naming->label)
        return;
    struct nameset *a = &sets->items[0], *b = &sets->items[1];
    bool are_both =
        (a->role == WORK_EDITOR && b->role == WORK_TRANSLATOR) || (a->role == WORK_TRANSLATOR && b->role == WORK_EDITOR);
    if (!are_both || !are_same_names(a->names, b->names))
        return;
    a->term = 1 + TERM_EDITORTRANSLATOR;
    sets->count = 1;
}

static struct blob *with_label(struct rendering *r, const struct name_form *naming, const struct nameset *set,
                               struct blob *names) {
    if (!naming->label || !names)
        return names;
    bool is_plural = set->names->count > 1;
    enum cite_form form = (enum cite_form)naming->label->form;
    struct text label = {0};
    if (set->term)
        label = term_of(r, (enum cite_term)(set->term - 1), form, is_plural);
    struct blob *words = name_words(r, label, naming->label), *whole = blob_new(r->arena);
    if (naming->is_label_before && words)
        blob_add(whole, words, r->arena);
    blob_add(whole, names, r->arena);
    if (!naming->is_label_before && words)
        blob_add(whole, words, r->arena);
    return whole;
}

/* The variables of a names element that are there and were not shown before. */
static struct namesets sets_of(struct rendering *r, const struct csl_node *node) {
    struct namesets sets = {0};
    const uint16_t *list = r->style->lists + node->of;
    for (size_t i = 0; i < node->more; i++) {
        uint8_t variable = (uint8_t)list[2 * i];
        bool is_gone = is_shown_already(r, variable);
        if (r->blocks)
            mark_shown(r, variable);
        if (is_gone || variable < V_FIRST_ROLE || variable >= V_FIRST_DATE)
            continue;
        uint8_t role = (uint8_t)(variable - V_FIRST_ROLE);
        if (r->work->names[role].count)
            *array_add(&sets, r->arena) =
                (struct nameset){.names = &r->work->names[role], .role = role, .term = list[2 * i + 1]};
    }
    return sets;
}

struct text plain_of(struct rendering *r, const struct blob *blob) {
    struct blob_written written = {.terms = r->terms, .arena = r->arena};
    blob_write(blob, &written);
    return buffer_take(&written.words, r->arena);
}

/* Of works by the same persons in one cluster the later ones give their years alone. */
static bool is_repetition(struct rendering *r, const struct blob *names) {
    if (r->area != IN_CITATION || !r->style->collapses || r->is_looking)
        return false;
    struct text words = plain_of(r, names);
    bool is_same = text_equal(words, r->names_before);
    if (!is_same) {
        r->names_before = words;
        r->collapses = false;
    }
    return is_same;
}

static struct blob *all_names(struct rendering *r, const struct name_form *naming, struct namesets *sets) {
    struct blob *level = blob_new(r->arena);
    bool has_delimiter = naming->names->flags & CSL_HAS_DELIMITER;
    level->delimiter = pooled(r, has_delimiter ? naming->names->delimiter : r->style->names_delimiter);
    unite_editors(naming, sets);
    for (size_t i = 0; i < sets->count; i++) {
        struct nameset *set = &sets->items[i];
        count_shown(r, set, &naming->options);
        for (size_t n = 0; r->counted && n < set->names->count; n++)
            count_name(r->counted, name_parted(set->names->items[n]), n, r->place->work);
        struct blob *names = with_label(r, naming, set, names_of(r, naming, set));
        if (names)
            blob_add(level, names, r->arena);
    }
    return level;
}

static void show_names(struct rendering *r, const struct name_form *naming, struct namesets *sets) {
    bool is_dropped = r->place && r->place->no_author && !r->has_begun;
    struct blob *level = all_names(r, naming, sets);
    r->has_begun = true;
    if (is_dropped || r->only_dates)
        return;
    if (!r->primary_names)
        r->primary_names = level;
    if (is_repetition(r, level))
        return;
    struct blob_around around = r->around;
    struct blob *before = open_level(r, naming->names);
    r->level->delimiter = (struct text){0};
    blob_add(r->level, level, r->arena);
    r->around = around;
    close_level(r, before);
}

/*
 * What stands for names that are not there: the first of the children that is. An element without a name of its own (`found`)
 * is shown as those would have been.
 */
static void substitute(struct rendering *r, uint32_t at, struct namesets *found) {
    struct namesets *outer = r->substitutes;
    uint32_t end = r->style->nodes[at].end;
    r->blocks = true;
    r->substitutes = found;
    for (at++; at < end; at = r->style->nodes[at].end)
        render_node(r, at);
    r->substitutes = outer;
}

static void render_substitute(struct rendering *r, const struct csl_node *node) {
    struct namesets sets = sets_of(r, node);
    if (sets.count == 0)
        return;
    *r->substitutes = sets;
    r->can_substitute = false;
}

/* The first of a level's children from `first` on is what stands for the names that began a citation. */
static void keep_stand_in(struct rendering *r, size_t first) {
    if (!r->primary_names && !r->stand_in && r->level->count > first)
        r->stand_in = r->level->items[first];
}

void render_names(struct rendering *r, uint32_t at) {
    if (r->substitutes && r->style->nodes[at].end == at + 1) {
        render_substitute(r, &r->style->nodes[at]);
        return;
    }
    struct name_form naming = naming_of(r, at);
    bool could_substitute = r->can_substitute;
    const struct csl_node *other = child_of(r, at, CSL_SUBSTITUTE);
    r->group->tried_variable = true;
    struct namesets sets = sets_of(r, naming.names);
    r->can_substitute = true;
    r->names_depth++;
    size_t before = r->level->count;
    if (sets.count == 0 && other)
        substitute(r, (uint32_t)(other - r->style->nodes), &sets);
    if (sets.count)
        show_names(r, &naming, &sets);
    else
        keep_stand_in(r, before);
    r->names_depth--;
    r->can_substitute = r->can_substitute && could_substitute;
    r->follows_words = true;
    if (r->names_depth == 0)
        r->blocks = false;
}
