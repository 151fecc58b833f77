#include "cite/bibtex.h"

#define ENTRY(name, type, class)                                                                                               \
    { TEXT_INIT(name), {0}, WORK_##type, BIBTEX_##class }
#define SUBTYPE(name, subtype, type, class)                                                                                    \
    { TEXT_INIT(name), TEXT_INIT(subtype), WORK_##type, BIBTEX_##class }

const struct bibtex_entry bibtex_entries[] = {
    ENTRY("article", ARTICLE_JOURNAL, ARTICLES),
    SUBTYPE("article", "magazine", ARTICLE_MAGAZINE, ARTICLES),
    SUBTYPE("article", "newspaper", ARTICLE_NEWSPAPER, ARTICLES),
    ENTRY("article", REVIEW, ARTICLES),
    ENTRY("article", REVIEW_BOOK, ARTICLES),
    ENTRY("book", BOOK, BOOKS),
    ENTRY("book", CLASSIC, BOOKS),
    ENTRY("periodical", PERIODICAL, BOOKS),
    ENTRY("booklet", PAMPHLET, BOOKS),
    ENTRY("incollection", CHAPTER, PARTS),
    ENTRY("inproceedings", PAPER_CONFERENCE, PARTS),
    ENTRY("inreference", ENTRY_ENCYCLOPEDIA, PARTS),
    ENTRY("inreference", ENTRY_DICTIONARY, PARTS),
    ENTRY("inreference", ENTRY, PARTS),
    ENTRY("report", REPORT, REPORTS),
    ENTRY("thesis", THESIS, THESES),
    ENTRY("online", WEBPAGE, ONLINE),
    ENTRY("online", POST, ONLINE),
    ENTRY("online", POST_WEBLOG, ONLINE),
    ENTRY("unpublished", MANUSCRIPT, OTHERS),
    ENTRY("unpublished", SPEECH, OTHERS),
    ENTRY("misc", DOCUMENT, OTHERS),
    ENTRY("misc", ARTICLE, OTHERS),
    ENTRY("misc", BILL, OTHERS),
    ENTRY("misc", BROADCAST, OTHERS),
    ENTRY("misc", COLLECTION, OTHERS),
    ENTRY("misc", EVENT, OTHERS),
    ENTRY("misc", HEARING, OTHERS),
    ENTRY("misc", INTERVIEW, OTHERS),
    ENTRY("misc", MAP, OTHERS),
    ENTRY("misc", MUSICAL_SCORE, OTHERS),
    ENTRY("patent", PATENT, OTHERS),
    ENTRY("dataset", DATASET, OTHERS),
    ENTRY("software", SOFTWARE, OTHERS),
    ENTRY("image", GRAPHIC, OTHERS),
    ENTRY("image", FIGURE, OTHERS),
    ENTRY("movie", MOTION_PICTURE, OTHERS),
    ENTRY("music", SONG, OTHERS),
    ENTRY("performance", PERFORMANCE, OTHERS),
    ENTRY("letter", PERSONAL_COMMUNICATION, OTHERS),
    ENTRY("jurisdiction", LEGAL_CASE, OTHERS),
    ENTRY("legislation", LEGISLATION, OTHERS),
    ENTRY("legislation", REGULATION, OTHERS),
    ENTRY("legal", TREATY, OTHERS),
    ENTRY("standard", STANDARD, REPORTS),
    /* Only read. */
    ENTRY("suppperiodical", ARTICLE_JOURNAL, ARTICLES),
    ENTRY("review", REVIEW, ARTICLES),
    ENTRY("mvbook", BOOK, BOOKS),
    ENTRY("collection", BOOK, BOOKS),
    ENTRY("mvcollection", BOOK, BOOKS),
    ENTRY("proceedings", BOOK, BOOKS),
    ENTRY("mvproceedings", BOOK, BOOKS),
    ENTRY("reference", BOOK, BOOKS),
    ENTRY("mvreference", BOOK, BOOKS),
    ENTRY("manual", BOOK, BOOKS),
    ENTRY("ebook", BOOK, BOOKS),
    ENTRY("inbook", CHAPTER, PARTS),
    ENTRY("bookinbook", CHAPTER, PARTS),
    ENTRY("suppbook", CHAPTER, PARTS),
    ENTRY("suppcollection", CHAPTER, PARTS),
    ENTRY("conference", PAPER_CONFERENCE, PARTS),
    ENTRY("techreport", REPORT, REPORTS),
    ENTRY("phdthesis", THESIS, THESES),
    ENTRY("mastersthesis", THESIS, THESES),
    ENTRY("bachelorsthesis", THESIS, THESES),
    ENTRY("electronic", WEBPAGE, ONLINE),
    ENTRY("www", WEBPAGE, ONLINE),
    ENTRY("webpage", WEBPAGE, ONLINE),
    ENTRY("audio", SONG, OTHERS),
    ENTRY("video", MOTION_PICTURE, OTHERS),
    ENTRY("artwork", GRAPHIC, OTHERS),
    ENTRY("case", LEGAL_CASE, OTHERS),
    ENTRY("custom", DOCUMENT, OTHERS),
};
const size_t bibtex_entries_count = sizeof bibtex_entries / sizeof *bibtex_entries;

#define CLASS(class) BIBTEX_##class
#define BUT(class) (BIBTEX_ALL & ~(class))
#define WORDS(name, variable, classes)                                                                                         \
    { TEXT_INIT(name), BIBTEX_TEXT, WORK_##variable, classes, false }
#define VERBATIM(name, variable)                                                                                               \
    { TEXT_INIT(name), BIBTEX_TEXT, WORK_##variable, BIBTEX_ALL, true }
#define NAMES(name, variable)                                                                                                  \
    { TEXT_INIT(name), BIBTEX_NAMES, WORK_##variable, BIBTEX_ALL, false }
#define WHEN(name, variable)                                                                                                   \
    { TEXT_INIT(name), BIBTEX_DATE, WORK_##variable, BIBTEX_ALL, false }

const struct bibtex_field bibtex_fields[] = {
    NAMES("author", AUTHOR),
    WORDS("title", TITLE, CLASS(ALL)),
    WORDS("shorttitle", TITLE_SHORT, CLASS(ALL)),
    NAMES("editor", EDITOR),
    NAMES("translator", TRANSLATOR),
    NAMES("bookauthor", CONTAINER_AUTHOR),
    WORDS("booktitle", CONTAINER_TITLE, CLASS(PARTS)),
    WORDS("journal", CONTAINER_TITLE, BUT(CLASS(PARTS))),
    WORDS("shortjournal", CONTAINER_TITLE_SHORT, CLASS(ALL)),
    WORDS("series", COLLECTION_TITLE, CLASS(ALL)),
    WORDS("volume", VOLUME, CLASS(ALL)),
    WORDS("number", ISSUE, CLASS(ARTICLES)),
    WORDS("number", COLLECTION_NUMBER, CLASS(BOOKS) | CLASS(PARTS)),
    WORDS("number", NUMBER, CLASS(REPORTS) | CLASS(THESES) | CLASS(ONLINE) | CLASS(OTHERS)),
    WORDS("issue", ISSUE, BUT(CLASS(ARTICLES))),
    WORDS("eid", NUMBER, CLASS(ARTICLES)),
    WORDS("part", PART_NUMBER, CLASS(ALL)),
    WORDS("chapter", CHAPTER_NUMBER, CLASS(ALL)),
    WORDS("edition", EDITION, CLASS(ALL)),
    WORDS("version", VERSION, CLASS(ALL)),
    WORDS("pages", PAGE, CLASS(ALL)),
    WORDS("pagetotal", NUMBER_OF_PAGES, CLASS(ALL)),
    WORDS("volumes", NUMBER_OF_VOLUMES, CLASS(ALL)),
    WORDS("type", GENRE, CLASS(ALL)),
    WORDS("institution", PUBLISHER, CLASS(REPORTS)),
    WORDS("school", PUBLISHER, CLASS(THESES)),
    WORDS("organization", PUBLISHER, CLASS(ONLINE)),
    WORDS("publisher", PUBLISHER, BUT(CLASS(REPORTS) | CLASS(THESES) | CLASS(ONLINE))),
    WORDS("address", PUBLISHER_PLACE, CLASS(ALL)),
    WORDS("eventtitle", EVENT_TITLE, CLASS(ALL)),
    WORDS("venue", EVENT_PLACE, CLASS(ALL)),
    WHEN("eventdate", EVENT_DATE),
    WHEN("date", ISSUED),
    WORDS("pubstate", STATUS, CLASS(ALL)),
    WORDS("origtitle", ORIGINAL_TITLE, CLASS(ALL)),
    WHEN("origdate", ORIGINAL_DATE),
    WORDS("origpublisher", ORIGINAL_PUBLISHER, CLASS(ALL)),
    WORDS("origlocation", ORIGINAL_PUBLISHER_PLACE, CLASS(ALL)),
    WORDS("library", CALL_NUMBER, CLASS(ALL)),
    VERBATIM("doi", DOI),
    VERBATIM("url", URL),
    WHEN("urldate", ACCESSED),
    WORDS("isbn", ISBN, CLASS(ALL)),
    WORDS("issn", ISSN, CLASS(ALL)),
    WORDS("pmid", PMID, CLASS(ALL)),
    WORDS("pmcid", PMCID, CLASS(ALL)),
    WORDS("langid", LANGUAGE, CLASS(ALL)),
    WORDS("keywords", KEYWORD, CLASS(ALL)),
    WORDS("note", NOTE, CLASS(ALL)),
    WORDS("annote", ANNOTE, CLASS(ALL)),
    WORDS("abstract", ABSTRACT, CLASS(ALL)),
};
const size_t bibtex_fields_count = sizeof bibtex_fields / sizeof *bibtex_fields;

const struct text bibtex_months[12] = {TEXT_INIT("jan"), TEXT_INIT("feb"), TEXT_INIT("mar"), TEXT_INIT("apr"),
                                       TEXT_INIT("may"), TEXT_INIT("jun"), TEXT_INIT("jul"), TEXT_INIT("aug"),
                                       TEXT_INIT("sep"), TEXT_INIT("oct"), TEXT_INIT("nov"), TEXT_INIT("dec")};

const struct bibtex_entry *bibtex_entry_of(enum work_type type) {
    size_t i = 0;
    while (bibtex_entries[i].type != type)
        i++;
    return &bibtex_entries[i];
}

const struct bibtex_entry *bibtex_entry_named(struct text name) {
    for (size_t i = 0; i < bibtex_entries_count; i++)
        if (text_equal_ignoring_case(bibtex_entries[i].name, name))
            return &bibtex_entries[i];
    return NULL;
}

const struct bibtex_field *bibtex_field_of(enum bibtex_list list, size_t variable, enum bibtex_class class) {
    for (size_t i = 0; i < bibtex_fields_count; i++) {
        const struct bibtex_field *field = &bibtex_fields[i];
        if (field->list == list && field->variable == variable && field->classes & class)
            return field;
    }
    return NULL;
}

bool bibtex_is_title(enum work_text variable) {
    return text_contains(work_text_names[variable], TEXT("title"));
}

/* Tag, and babel's name. The first row with a tag, and the first with a name, is what is written, or read. */
static const struct {
    struct text tag, name;
} languages[] = {
#define LANGUAGE(tag, name)                                                                                                    \
    { TEXT_INIT(tag), TEXT_INIT(name) }
    LANGUAGE("en", "english"),         LANGUAGE("en-US", "american"),   LANGUAGE("en-GB", "british"),
    LANGUAGE("en-CA", "canadian"),     LANGUAGE("en-AU", "australian"), LANGUAGE("en-NZ", "newzealand"),
    LANGUAGE("de", "ngerman"),         LANGUAGE("de-AT", "naustrian"),  LANGUAGE("de-CH", "nswissgerman"),
    LANGUAGE("fr", "french"),          LANGUAGE("es", "spanish"),       LANGUAGE("it", "italian"),
    LANGUAGE("pt", "portuguese"),      LANGUAGE("pt-BR", "brazilian"),  LANGUAGE("nl", "dutch"),
    LANGUAGE("zh", "chinese"),         LANGUAGE("ja", "japanese"),      LANGUAGE("ko", "korean"),
    LANGUAGE("ru", "russian"),         LANGUAGE("uk", "ukrainian"),     LANGUAGE("pl", "polish"),
    LANGUAGE("cs", "czech"),           LANGUAGE("sk", "slovak"),        LANGUAGE("sl", "slovene"),
    LANGUAGE("hr", "croatian"),        LANGUAGE("sr", "serbian"),       LANGUAGE("bg", "bulgarian"),
    LANGUAGE("hu", "magyar"),          LANGUAGE("ro", "romanian"),      LANGUAGE("el", "greek"),
    LANGUAGE("tr", "turkish"),         LANGUAGE("ar", "arabic"),        LANGUAGE("he", "hebrew"),
    LANGUAGE("fa", "persian"),         LANGUAGE("hi", "hindi"),         LANGUAGE("vi", "vietnamese"),
    LANGUAGE("id", "indonesian"),      LANGUAGE("th", "thai"),          LANGUAGE("sv", "swedish"),
    LANGUAGE("da", "danish"),          LANGUAGE("nb", "norsk"),         LANGUAGE("nn", "nynorsk"),
    LANGUAGE("fi", "finnish"),         LANGUAGE("is", "icelandic"),     LANGUAGE("et", "estonian"),
    LANGUAGE("lv", "latvian"),         LANGUAGE("lt", "lithuanian"),    LANGUAGE("ca", "catalan"),
    LANGUAGE("eu", "basque"),          LANGUAGE("gl", "galician"),      LANGUAGE("ga", "irish"),
    LANGUAGE("cy", "welsh"),           LANGUAGE("la", "latin"),         LANGUAGE("grc", "ancientgreek"),
    LANGUAGE("eo", "esperanto"),       LANGUAGE("sa", "sanskrit"),      LANGUAGE("de", "german"),
    LANGUAGE("en-US", "USenglish"),    LANGUAGE("en-GB", "UKenglish"),  LANGUAGE("de-AT", "austrian"),
    LANGUAGE("de-CH", "swissgerman"),  LANGUAGE("fr", "francais"),      LANGUAGE("fr-CA", "canadien"),
    LANGUAGE("hu", "hungarian"),       LANGUAGE("pt-BR", "brazil"),     LANGUAGE("pt", "portuges"),
    LANGUAGE("el", "polutonikogreek"), LANGUAGE("nb", "norwegian"),     LANGUAGE("fa", "farsi"),
    LANGUAGE("id", "bahasa"),          LANGUAGE("sl", "slovenian"),     LANGUAGE("zh", "schinese"),
};
#define LANGUAGES (sizeof languages / sizeof *languages)

struct text bibtex_language_of(struct text tag) {
    struct text first = text_primary_subtag(tag);
    size_t i = 0, found = LANGUAGES;
    for (; i < LANGUAGES && !text_equal_ignoring_case(languages[i].tag, tag); i++)
        if (found == LANGUAGES && text_equal_ignoring_case(languages[i].tag, first))
            found = i;
    i = i < LANGUAGES ? i : found;
    return i < LANGUAGES ? languages[i].name : (struct text){0};
}

struct text bibtex_language_tag(struct text language) {
    for (size_t i = 0; i < LANGUAGES; i++)
        if (text_equal_ignoring_case(languages[i].name, language))
            return languages[i].tag;
    return language;
}
