/*
 * loading: what the steps of site_load share while they work. Nothing here outlives the load except the site itself.
 *
 * The steps, each in a file of its own, in this order: sort the files by kind; read essays, pages, lists; collect authors,
 * topics, publications and terms; split long lists into parts; give addresses; follow each essay's text through its versions;
 * resolve relations and references; turn references round into backlinks; find related essays. A step may look at what earlier
 * ones made; essays are numbered once, when all are read.
 */
#ifndef KINDS_LOADING_H
#define KINDS_LOADING_H

#include "base/none.h"
#include "connect/addresses.h"
#include "connect/anchors.h"
#include "kinds/fields.h"
#include "kinds/keys.h"
#include "kinds/registry.h"
#include "kinds/site.h"

/* A file of content/, and what it is by its place. */
struct content_file {
    const struct parsed_file *file;
    enum thing_kind kind;
};

/* One of a kind. */
struct titled {
    uint8_t kind;
    uint32_t number;
};

/* What [[Title]] and ![[picture.png]] may mean, collected when first needed. */
struct names_met {
    struct table titles;   /* folded, of what is found by its slug: to its place in `titled`; SEVERAL */
    struct table pictures; /* files of content/ by their names without folders: to their place in the tree; SEVERAL */
    struct {
        struct titled *items;
        size_t count, capacity;
    } titled;
    bool ready;
};

#define SEVERAL (NONE - 1)

/* Candidates for "did you mean", collected when first needed. */
struct candidates {
    struct texts essays, titles, addresses, paths;
    bool ready;
    uint32_t asked;
};

/* A work that could be cited, whether a text does or not. */
struct known_work {
    const struct cited_work *cited;
    struct text slug; /* of its key */
    struct digest digest;
    uint32_t number; /* in site->works; NONE: nothing that visitors may read cites it */
    bool is_cited;
    struct numbers essays;         /* that cite it and are open */
    const struct source *named_by; /* the last text whose front matter names it */
};

struct known_works {
    struct known_work *items;
    size_t count, capacity;
    struct table by_key, by_slug; /* of several with one slug the first */
    struct text *keys;            /* made when one is looked for that is near */
    struct texts files;           /* that have been read */
};

struct loading {
    const struct site_input *input;
    struct site *site;
    struct diag *problems;
    struct arena *arena;
    struct parsed_files parsed;
    struct fields *fields; /* of each of these; no path: nobody asked for them yet */
    struct content_file *files;
    size_t file_count;
    struct keys_seen keys;
    struct addresses addresses;
    struct registry registries[THING_KINDS]; /* of what is named: authors, topics, publications, terms */
    struct anchors anchors;
    struct table dated_names;        /* of essays: 2015-06-15-on-tea */
    struct table slugs[THING_KINDS]; /* of what is not: essays, pages, lists */
    struct table hidden_slugs;       /* of essays and pages that are not in the site: enum claim_state */
    struct {
        struct address_claim *items;
        size_t count, capacity;
    } hidden;                    /* their addresses, claimed after those of everything that is shown */
    struct text own_base;        /* the base_url that links in the content use; for an edition not the one that it gets */
    struct table composed_paths; /* the tree's paths that are not ASCII, in NFC */
    struct names_met names_met;
    struct candidates candidates;
    struct known_works works;
    uint32_t shown;                        /* where input->shown is given: the number of that essay, or NONE; */
    bool *is_followed;                     /* and of each essay, whether its versions are described */
    struct quotations_loading *quotations; /* while they are checked: connect/quotations.c */
    bool quiet;                            /* nothing is reported: for references of old texts, after the load */
};

/* files.c: what each file is, and what is common to reading all of them */
void files_sort(struct loading *loading);
struct source source_of(struct loading *loading, const struct parsed_file *file);
/* The fields of a file; with what is wrong about them as a whole, when they are looked at first. */
struct fields source_fields(struct loading *loading, const struct source *source);
struct fields source_all_fields(struct loading *loading, const struct source *source);
/* `slug:`, or the slug of the file's name; after E108 another one. */
struct text source_slug(struct loading *loading, const struct parsed_file *file, const struct fields *fields);
/* What the title field of its kind says, or the first heading; after E008 the slug. */
struct text source_title(struct loading *loading, const struct parsed_file *file, const struct fields *fields, uint8_t kind,
                         struct text slug);
/*
 * When a thing may be seen: reads its hold, and notes it for site->held and site->validity. False when it is left out; then
 * only its slug and address are looked at, to say why a reference to it leads nowhere.
 */
bool thing_hold(struct loading *loading, struct thing *thing, const struct fields *fields, uint8_t kind);
/* Reports that `slug` is also that of `other`. */
void report_same_slug(struct loading *loading, const struct parsed_file *file, const struct fields *fields, struct text slug,
                      struct text other);
/* E105, or W273 for what has expired, of a reference to what is not shown: nothing in an edition, which nobody can mend. */
void report_hidden(struct loading *loading, enum claim_state state, struct text words, struct diag_place place);
/* What the claims of a thing that is left out are called. */
enum claim_state claim_of_held(const struct loading *loading, const struct hold *hold);
/* Leaves a file out of the site and remembers why: a reference to it is to a draft or to a broken file. */
void hide_file(struct loading *loading, struct text slug, struct text address, struct text path, enum claim_state state);
/* Its old addresses: that nothing stands there is meant, too. */
void hide_aliases(struct loading *loading, const struct texts *aliases, struct text path, enum claim_state state);
/* The number of files of a kind. */
uint32_t files_of_kind(const struct loading *loading, enum thing_kind kind);
/* The full address from permalink, url or path; `fallback` without these. */
struct text source_address(const struct loading *loading, const struct fields *fields, struct text fallback);
/* page.c: of a page without an address of its own. */
struct text page_usual_address(struct text path, struct text slug, struct arena *arena);
/* `aliases` and `redirect_from`, cleaned; relative ones against the folder of `address`. */
void source_aliases(struct texts *aliases, const struct fields *fields, struct text address);

enum { ALIAS_FIELDS = 2 };
extern const enum field alias_fields[ALIAS_FIELDS];

/* What relative ones are relative to, in one of those fields; and one of them, cleaned: false when it cannot be an address. */
struct text alias_folder(struct text address, enum field field);
bool alias_clean(struct text *alias, struct text written, struct text folder, struct arena *arena);
/* Of each of those that source_aliases found: where it is written. */
void alias_places(struct diag_place *places, const struct fields *fields, struct text address, const struct texts *aliases);

/* folder_data.c: E271 and W272 for what speaks for all pages of a folder elsewhere; E271 for a section page. */
void folder_data_check(struct loading *loading);
void section_check(struct loading *loading, const struct parsed_file *file);

/* An address of this very site may be written whole: from its path on. */
struct text text_without_base(const struct loading *loading, struct text written);

/* The steps */
void gone_said_load(struct loading *loading);
/* gone_places.c: finds the pages of the places that gone.yaml speaks of, and where they lead. */
void gone_places_load(struct loading *loading);
void essays_load(struct loading *loading);
void pages_load(struct loading *loading);
void authors_load(struct loading *loading);
void editors_load(struct loading *loading); /* which of them are editors: after all authors are named */
void topics_load(struct loading *loading);
void publications_load(struct loading *loading);
void terms_load(struct loading *loading);
void works_load(struct loading *loading);
void lists_load(struct loading *loading);
void home_load(struct loading *loading);
/* events.c: content/events.yaml; the works that are their sources are found in works_load. */
void events_load(struct loading *loading);
void listings_load(struct loading *loading);
void claims_load(struct loading *loading);
void relations_load(struct loading *loading);
void shown_load(struct loading *loading);
void references_load(struct loading *loading);
/* connect/pictures.c: what the pictures are; warns of those that are large, or that are not what their names say. */
void pictures_load(struct loading *loading);
void backlinks_load(struct loading *loading);
void listings_load_citing(struct loading *loading);
void related_load(struct loading *loading);
void menu_check(struct loading *loading);
/* False, with a diagnostic, when the machine fails. */
bool versions_load(struct loading *loading);
void past_load(struct loading *loading);
/*
 * history/followed.c, where input->shown is given and all have their versions: says which are to be described. False, with a
 * diagnostic, when the machine fails.
 */
bool followed_find(struct loading *loading);
/* Whether it is that of the essay that is shown. */
bool stands_at_followed(const struct loading *loading, const struct address_claim *claim);
/* connect/renames.c: old addresses that git knows. */
void renames_load(struct loading *loading);

/* Notes what stood where `holder` does, if that is an essay. Nothing of it may be held back. */
void former_holder_note(struct loading *loading, const struct address_claim *holder, struct text title, struct text address);

/* Of files beside texts, which only references make known. */
void renames_load_beside(struct loading *loading);
/* history/gone.c: what is no more. False, with a diagnostic, when the machine fails. */
bool gone_load(struct loading *loading);
/* Only what had the address of the essay that is shown, instead of gone_load. */
bool former_holders_load(struct loading *loading);
/* connect/heirs.c: where the addresses of gone.yaml lead. */
void heirs_load(struct loading *loading);

/* essay.c: what an essay says of itself alone. */
bool essay_read(struct loading *loading, struct thing *thing, const struct content_file *file);

/* provenance.c: where a text first appeared; and, once all authors are known, its editors and translators. */
void provenance_read(struct loading *loading, struct provenance *source, const struct fields *fields);
void provenances_finish(struct loading *loading);

/* publication.c: whether an essay names one. */
bool publication_is_named(const struct fields *fields);

/* near_names.c: warns (W390) of an author whose name is one letter away from another's. */
void near_names_check(struct loading *loading);

/* undated.c: warns (W391) of an essay without a date whose fields or file name hold what looks like one. */
void undated_check(const struct fields *fields);

/* dated.c: essays whose files are named by date */
/* Adds the date to slugs that would be the same as another's. Essays are sorted by slug, and must be sorted again. */
void essays_tell_apart(struct loading *loading);
void essays_note_dates(struct loading *loading);
/* The essay at /2015/06/15/on-tea.html, Jekyll's usual address of 2015-06-15-on-tea.md; or NONE. */
uint32_t essay_at_date(const struct loading *loading, struct text address, struct arena *arena);

/* filed.c: what is common to things that exist because they have a file */
/* False when it is left out. */
typedef bool read_filed(struct loading *loading, struct thing *thing, const struct content_file *file);
/* Reads all files of a kind, leaves out those that may not be seen, and sorts the things by slug. */
void filed_read(struct loading *loading, uint8_t kind, read_filed *read);
void filed_sort(struct loading *loading, uint8_t kind);
/* For what looks them up by slug. E106 where two are alike and may not. */
void filed_note_slugs(struct loading *loading, uint8_t kind);

/* cited_works.c: what can be cited */
/* Reads the files of works. */
void works_read_data(struct loading *loading);
/* Finds for each work the essay whose source it is. */
void works_find_texts(struct loading *loading);
/* A work by its key, exactly as it is written; NULL: there is none. */
const struct known_work *work_known(const struct loading *loading, struct text key);
/* The same, or as the slug of its key is written. */
const struct known_work *work_called(const struct loading *loading, struct text words);
/* The nearest key; "". */
struct text near_key(struct loading *loading, struct text wrong);

/* named.c: what is common to things that exist because they are named */
/* Reads the slug and the title of each file of a kind; all titles are claimed before any other name. */
void named_records(struct loading *loading, uint8_t kind);
/* Lets an entry have a name. E111 where another record has it, unless the name stands nowhere (`node` is NULL). */
void named_claim(struct loading *loading, const struct fields *fields, uint8_t kind, uint32_t entry, struct text name,
                 const struct yaml_node *node);
/* As named_claim, for each name of a list. */
void named_claim_all(struct loading *loading, const struct fields *fields, uint8_t kind, uint32_t entry, enum field field);
/* The entry that `words` stand for in an essay; NONE after E108. */
uint32_t named_use(struct loading *loading, const struct fields *fields, uint8_t kind, struct text words,
                   const struct yaml_node *node);
/* Warns (W393) where words stand for an entry that was written with other letters before. */
void named_tell_merged(struct loading *loading, const struct fields *fields, uint8_t kind, uint32_t entry, struct text words,
                       const struct yaml_node *node);
/* When all are named: makes the records, sorted by slug, with slug, address, title, sort key and source. */
void named_make(struct loading *loading, uint8_t kind);
/*
 * Adds those that a field of an essay names: a list, or one text with commas; and with spaces, where the key is one of those in
 * `parted_by_spaces`. False where there is no such field.
 */
bool named_in_essay(struct loading *loading, struct essay *essay, const struct fields *fields, uint8_t kind, enum field field,
                    const char *parted_by_spaces);
/* What an essay's fields name of one kind; and all that they name. The registries must be those of the loading. */
typedef void name_in_essay(struct loading *loading, struct essay *essay, const struct fields *fields);
name_in_essay authors_name, topics_name, publications_name, essay_read_names;
void each_essay_names(struct loading *loading, name_in_essay *name);
/* Lets each have the other names that its file says. */
void named_claim_also(struct loading *loading, uint8_t kind);
/* Notes those names in the things. */
void named_read_also(struct loading *loading, uint8_t kind);
/* Notes in which language the Han runs of names are: the record says so, or the essays, or else the reader. */
void named_han(struct loading *loading, uint8_t kind);
/* All of these, and puts the things in order, and lists the essays of each. */
void named_finish(struct loading *loading, uint8_t kind);
/* All of that, for a kind that needs no more. */
void named_load(struct loading *loading, uint8_t kind);

/* topic_tree.c: broader, narrower, see also */
void topics_relate(struct loading *loading);

/* near.c: the essay whose slug is the value `node`; NONE after E100 or E105, or when the file is broken. */
uint32_t essay_named(struct loading *loading, const struct fields *fields, const struct yaml_node *node);
/* The thing of a kind that has this slug or name; NONE after E100, E101 or E105 at `node`, or when its file is broken. */
uint32_t thing_named(struct loading *loading, const struct fields *fields, uint8_t kind, struct text words,
                     const struct yaml_node *node);
/* The same, with no diagnostic. */
uint32_t thing_called(const struct loading *loading, uint8_t kind, struct text words, struct arena *arena);
/* "did you mean" for an unknown essay, address or path; empty when nothing is near. */
struct text near_essay(struct loading *loading, struct text wrong);
struct text near_title(struct loading *loading, struct text wrong);
struct text near_address(struct loading *loading, struct text wrong);
struct text near_heading(struct loading *loading, const struct source *source, struct text wrong);
/* Among the slugs of a kind. */
struct text near_name(struct loading *loading, uint8_t kind, struct text wrong);
struct text near_path(struct loading *loading, struct text wrong);

/* order.c: sorting and counting */
void numbers_add(struct numbers *numbers, uint32_t number, struct arena *arena);
/* Replaces entries of a registry by their numbers. */
void numbers_remap(struct numbers *numbers, const struct registry *registry);
bool numbers_have(const struct numbers *numbers, uint32_t number);
/* All numbers below `count`, in the order of keys[number], then of numbers. */
struct numbers numbers_by_key(const struct text *keys, uint32_t count, struct arena *arena);
/* The things of a kind in the order of their sort keys, for the site. */
void things_order(struct loading *loading, uint8_t kind);
void essays_order(struct loading *loading);

/* Things that occur in the same essays, those most often together first: coauthors, neighbouring topics. */
struct together {
    const struct site *site;
    uint8_t kind;         /* enum thing_kind */
    const uint32_t *rank; /* of each thing in the order that breaks ties */
    uint32_t *counts;     /* one for each thing, all 0 between calls */
    size_t most;          /* how many are kept */
};
struct numbers numbers_together(const struct together *together, const struct numbers *essays, uint32_t self,
                                struct arena *arena);

/* A source that can refer, in the order in which backlinks are shown. */
struct referrer {
    uint8_t kind; /* enum thing_kind */
    uint32_t number;
    struct source *source;
    struct text address; /* of the page on which its text stands */
    bool open;           /* its sentences may be shown */
};
typedef void visit_referrer(struct loading *loading, const struct referrer *referrer);
void each_referrer(struct loading *loading, visit_referrer *visit);

#endif
