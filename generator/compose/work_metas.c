#include "compose/work_metas.h"

#include "base/array.h"

/* What Zotero calls a type; NULL is a document. */
static const char *const item_types[WORK_TYPE_COUNT] = {
    [WORK_ARTICLE] = "preprint",
    [WORK_ARTICLE_JOURNAL] = "journalArticle",
    [WORK_ARTICLE_MAGAZINE] = "magazineArticle",
    [WORK_ARTICLE_NEWSPAPER] = "newspaperArticle",
    [WORK_BILL] = "bill",
    [WORK_BOOK] = "book",
    [WORK_BROADCAST] = "radioBroadcast",
    [WORK_CHAPTER] = "bookSection",
    [WORK_DATASET] = "dataset",
    [WORK_ENTRY] = "dictionaryEntry",
    [WORK_ENTRY_DICTIONARY] = "dictionaryEntry",
    [WORK_ENTRY_ENCYCLOPEDIA] = "encyclopediaArticle",
    [WORK_FIGURE] = "artwork",
    [WORK_GRAPHIC] = "artwork",
    [WORK_HEARING] = "hearing",
    [WORK_INTERVIEW] = "interview",
    [WORK_LEGAL_CASE] = "case",
    [WORK_LEGISLATION] = "statute",
    [WORK_MANUSCRIPT] = "manuscript",
    [WORK_MAP] = "map",
    [WORK_MOTION_PICTURE] = "film",
    [WORK_PAMPHLET] = "manuscript",
    [WORK_PAPER_CONFERENCE] = "conferencePaper",
    [WORK_PATENT] = "patent",
    [WORK_PERSONAL_COMMUNICATION] = "letter",
    [WORK_POST] = "forumPost",
    [WORK_POST_WEBLOG] = "blogPost",
    [WORK_REGULATION] = "statute",
    [WORK_REPORT] = "report",
    [WORK_REVIEW] = "journalArticle",
    [WORK_REVIEW_BOOK] = "journalArticle",
    [WORK_SOFTWARE] = "computerProgram",
    [WORK_SONG] = "audioRecording",
    [WORK_SPEECH] = "presentation",
    [WORK_STANDARD] = "standard",
    [WORK_THESIS] = "thesis",
    [WORK_WEBPAGE] = "webpage",
};

/* What stands in a head for a variable, of one type; a type without rows has none of these. */
static const struct {
    uint8_t type, variable;
    const char *name;
} rows[] = {
    {WORK_ARTICLE_JOURNAL, WORK_CONTAINER_TITLE, "citation_journal_title"},
    {WORK_ARTICLE_JOURNAL, WORK_VOLUME, "citation_volume"},
    {WORK_ARTICLE_JOURNAL, WORK_ISSUE, "citation_issue"},
    {WORK_ARTICLE_JOURNAL, WORK_ISSN, "citation_issn"},
    {WORK_ARTICLE_JOURNAL, WORK_PUBLISHER, "citation_publisher"},
    {WORK_REVIEW, WORK_CONTAINER_TITLE, "citation_journal_title"},
    {WORK_REVIEW, WORK_VOLUME, "citation_volume"},
    {WORK_REVIEW, WORK_ISSUE, "citation_issue"},
    {WORK_REVIEW, WORK_ISSN, "citation_issn"},
    {WORK_REVIEW_BOOK, WORK_CONTAINER_TITLE, "citation_journal_title"},
    {WORK_REVIEW_BOOK, WORK_VOLUME, "citation_volume"},
    {WORK_REVIEW_BOOK, WORK_ISSUE, "citation_issue"},
    {WORK_REVIEW_BOOK, WORK_ISSN, "citation_issn"},
    {WORK_CHAPTER, WORK_CONTAINER_TITLE, "citation_inbook_title"},
    {WORK_CHAPTER, WORK_PUBLISHER, "citation_publisher"},
    {WORK_CHAPTER, WORK_ISBN, "citation_isbn"},
    {WORK_CHAPTER, WORK_VOLUME, "citation_volume"},
    {WORK_BOOK, WORK_PUBLISHER, "citation_publisher"},
    {WORK_BOOK, WORK_ISBN, "citation_isbn"},
    {WORK_BOOK, WORK_VOLUME, "citation_volume"},
    {WORK_PAPER_CONFERENCE, WORK_CONTAINER_TITLE, "citation_conference_title"},
    {WORK_PAPER_CONFERENCE, WORK_PUBLISHER, "citation_publisher"},
    {WORK_PAPER_CONFERENCE, WORK_ISBN, "citation_isbn"},
    {WORK_THESIS, WORK_PUBLISHER, "citation_dissertation_institution"},
    {WORK_REPORT, WORK_PUBLISHER, "citation_technical_report_institution"},
    {WORK_REPORT, WORK_NUMBER, "citation_technical_report_number"},
    {WORK_REPORT, WORK_ISBN, "citation_isbn"},
    {WORK_ARTICLE_NEWSPAPER, WORK_CONTAINER_TITLE, "prism.publicationName"},
    {WORK_ARTICLE_NEWSPAPER, WORK_ISSN, "prism.issn"},
    {WORK_ARTICLE_MAGAZINE, WORK_CONTAINER_TITLE, "prism.publicationName"},
    {WORK_ARTICLE_MAGAZINE, WORK_VOLUME, "prism.volume"},
    {WORK_ARTICLE_MAGAZINE, WORK_ISSUE, "prism.number"},
    {WORK_ARTICLE_MAGAZINE, WORK_ISSN, "prism.issn"},
    {WORK_POST_WEBLOG, WORK_CONTAINER_TITLE, "prism.publicationName"},
    {WORK_POST, WORK_CONTAINER_TITLE, "prism.publicationName"},
    {WORK_WEBPAGE, WORK_CONTAINER_TITLE, "prism.publicationName"},
    {WORK_ENTRY_ENCYCLOPEDIA, WORK_CONTAINER_TITLE, "citation_inbook_title"},
    {WORK_ENTRY_DICTIONARY, WORK_CONTAINER_TITLE, "citation_inbook_title"},
};

static void add(struct work_metas *metas, const char *name, struct text content, struct arena *arena) {
    if (content.size)
        *array_add(metas, arena) = (struct work_meta){text_of(name), content};
}

struct text work_item_type(const struct cited_work *work) {
    const char *type = item_types[work->type];
    return text_of(type ? type : "document");
}

struct text work_name_turned(const struct work_name *name, struct arena *arena) {
    struct text given = name->given;
    if (name->literal.size)
        return name->literal;
    if (name->non_dropping.size)
        given = text_format(arena, "%.*s %.*s", TEXT_ARGS(given), TEXT_ARGS(name->non_dropping));
    if (name->suffix.size)
        given = text_format(arena, "%.*s, %.*s", TEXT_ARGS(given), TEXT_ARGS(name->suffix));
    if (!given.size)
        return name->family;
    return text_format(arena, "%.*s, %.*s", TEXT_ARGS(name->family), TEXT_ARGS(given));
}

static struct text name_of(const struct work_name *name, struct arena *arena) {
    struct text turned = work_name_turned(name, arena);
    return name->given.size ? turned : text_join(arena, turned, TEXT(","));
}

static void add_names(struct work_metas *metas, const char *name, const struct work_names *names, struct arena *arena) {
    for (size_t i = 0; i < names->count; i++)
        add(metas, name, name_of(&names->items[i], arena), arena);
}

/* As Google Scholar asks for it: 2024/03/19. */
static struct text with_slashes(struct text iso, struct arena *arena) {
    struct text copy = text_copy(iso, arena);
    for (size_t i = 0; i < copy.size; i++)
        if (copy.bytes[i] == '-')
            ((char *)copy.bytes)[i] = '/';
    return copy;
}

static struct text date_of(const struct cited_work *work, struct arena *arena) {
    return date_iso(work->dates[WORK_ISSUED].from, arena);
}

static bool has_prism(uint8_t type) {
    return type == WORK_ARTICLE_NEWSPAPER || type == WORK_ARTICLE_MAGAZINE;
}

static void add_pages(struct work_metas *metas, const struct cited_work *work, struct arena *arena) {
    struct work_pages pages = work_pages(work);
    bool is_prism = has_prism(work->type);
    add(metas, is_prism ? "prism.startingPage" : "citation_firstpage", pages.first, arena);
    add(metas, is_prism ? "prism.endingPage" : "citation_lastpage", pages.last, arena);
}

static void add_of_type(struct work_metas *metas, const struct cited_work *work, struct arena *arena) {
    add(metas, "z:itemType", work_item_type(work), arena);
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (rows[i].type == work->type)
            add(metas, rows[i].name, work->texts[rows[i].variable], arena);
    add_pages(metas, work, arena);
}

/* Dublin Core has one name for a publication, whatever it is. */
static void add_dublin_core(struct work_metas *metas, const struct cited_work *work, struct arena *arena) {
    add(metas, "DC.title", work->texts[WORK_TITLE], arena);
    add_names(metas, "DC.creator", &work->names[WORK_AUTHOR], arena);
    add(metas, "DC.date", date_of(work, arena), arena);
    add(metas, "DC.source", work->texts[WORK_CONTAINER_TITLE], arena);
    add(metas, "DC.language", work->texts[WORK_LANGUAGE], arena);
    add(metas, "DC.identifier", work->texts[WORK_URL], arena);
}

void work_metas(struct work_metas *metas, const struct cited_work *work, struct arena *arena) {
    add(metas, "citation_title", work->texts[WORK_TITLE], arena);
    add_names(metas, "citation_author", &work->names[WORK_AUTHOR], arena);
    add(metas, "citation_publication_date", with_slashes(date_of(work, arena), arena), arena);
    add_of_type(metas, work, arena);
    add(metas, "citation_doi", work->texts[WORK_DOI], arena);
    add(metas, "citation_language", work->texts[WORK_LANGUAGE], arena);
    add(metas, "citation_public_url", work->texts[WORK_URL], arena);
    add_dublin_core(metas, work, arena);
}

void work_properties(struct work_metas *properties, const struct cited_work *work, struct arena *arena) {
    add(properties, "article:published_time", date_of(work, arena), arena);
}
