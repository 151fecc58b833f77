#include "cite/edtf.h"
#include "cite/internal.h"
#include "cite/title_marks.h"

/*
 * RIS as Zotero and EndNote read it (Zotero's RIS.js; EndNote's filter "Reference Manager (RIS)"): a line for each value, with
 * a tag in front, lines ending in CR LF. A variable without a tag, and a date that is more than a day, is a note, N1, that
 * begins with CSL's name of it. Marks of italics are left out, since EndNote would show them; line ends in a value are spaces.
 */

/* What a type's fields depend on. */
enum ris_class {
    RIS_ARTICLE = 1,
    RIS_PART = 2,
    RIS_CONFERENCE = 4,
    RIS_BOOK = 8,
    RIS_REPORT = 16,  /* SN is the number of the report or patent */
    RIS_KIND = 32,    /* M3 is the kind of the work; in others Zotero takes it for a DOI */
    RIS_VERSION = 64, /* ET is the version */
    RIS_OTHER = 128,
    RIS_ALL = 255
};

static const struct ris_type {
    struct text name;
    uint8_t classes;
} types[WORK_TYPE_COUNT] = {
#define RIS_TYPE(type, name, classes) [WORK_##type] = {TEXT_INIT(name), classes}
    RIS_TYPE(DOCUMENT, "GEN", RIS_OTHER),
    RIS_TYPE(ARTICLE, "UNPB", RIS_OTHER),
    RIS_TYPE(ARTICLE_JOURNAL, "JOUR", RIS_ARTICLE),
    RIS_TYPE(ARTICLE_MAGAZINE, "MGZN", RIS_ARTICLE),
    RIS_TYPE(ARTICLE_NEWSPAPER, "NEWS", RIS_ARTICLE),
    RIS_TYPE(BILL, "BILL", RIS_OTHER),
    RIS_TYPE(BOOK, "BOOK", RIS_BOOK),
    RIS_TYPE(BROADCAST, "MPCT", RIS_OTHER),
    RIS_TYPE(CHAPTER, "CHAP", RIS_PART),
    RIS_TYPE(CLASSIC, "CLSWK", RIS_BOOK),
    RIS_TYPE(COLLECTION, "GEN", RIS_OTHER),
    RIS_TYPE(DATASET, "DATA", RIS_OTHER | RIS_VERSION),
    RIS_TYPE(ENTRY, "ENCYC", RIS_PART),
    RIS_TYPE(ENTRY_DICTIONARY, "DICT", RIS_PART),
    RIS_TYPE(ENTRY_ENCYCLOPEDIA, "ENCYC", RIS_PART),
    RIS_TYPE(EVENT, "GEN", RIS_OTHER),
    RIS_TYPE(FIGURE, "FIGURE", RIS_OTHER | RIS_KIND),
    RIS_TYPE(GRAPHIC, "ART", RIS_OTHER | RIS_KIND),
    RIS_TYPE(HEARING, "HEAR", RIS_OTHER),
    RIS_TYPE(INTERVIEW, "PCOMM", RIS_OTHER | RIS_KIND),
    RIS_TYPE(LEGAL_CASE, "CASE", RIS_OTHER),
    RIS_TYPE(LEGISLATION, "STAT", RIS_OTHER),
    RIS_TYPE(MANUSCRIPT, "MANSCPT", RIS_OTHER | RIS_KIND),
    RIS_TYPE(MAP, "MAP", RIS_OTHER | RIS_KIND),
    RIS_TYPE(MOTION_PICTURE, "MPCT", RIS_OTHER),
    RIS_TYPE(MUSICAL_SCORE, "MUSIC", RIS_OTHER),
    RIS_TYPE(PAMPHLET, "PAMP", RIS_BOOK),
    RIS_TYPE(PAPER_CONFERENCE, "CONF", RIS_CONFERENCE),
    RIS_TYPE(PATENT, "PAT", RIS_REPORT),
    RIS_TYPE(PERFORMANCE, "GEN", RIS_OTHER),
    RIS_TYPE(PERIODICAL, "JFULL", RIS_ARTICLE),
    RIS_TYPE(PERSONAL_COMMUNICATION, "PCOMM", RIS_OTHER | RIS_KIND),
    RIS_TYPE(POST, "ICOMM", RIS_OTHER),
    RIS_TYPE(POST_WEBLOG, "BLOG", RIS_OTHER | RIS_KIND),
    RIS_TYPE(REGULATION, "STAT", RIS_OTHER),
    RIS_TYPE(REPORT, "RPRT", RIS_REPORT | RIS_KIND),
    RIS_TYPE(REVIEW, "JOUR", RIS_ARTICLE),
    RIS_TYPE(REVIEW_BOOK, "JOUR", RIS_ARTICLE),
    RIS_TYPE(SOFTWARE, "COMP", RIS_OTHER | RIS_VERSION),
    RIS_TYPE(SONG, "SOUND", RIS_OTHER),
    RIS_TYPE(SPEECH, "SLIDE", RIS_OTHER | RIS_KIND),
    RIS_TYPE(STANDARD, "STAND", RIS_REPORT | RIS_KIND),
    RIS_TYPE(THESIS, "THES", RIS_OTHER | RIS_KIND),
    RIS_TYPE(TREATY, "GEN", RIS_OTHER),
    RIS_TYPE(WEBPAGE, "ELEC", RIS_OTHER | RIS_KIND),
};

/* In the order in which they are written. A tag stands once: of two rows with one, the first that has words. */
static const struct ris_field {
    struct text tag;
    uint8_t variable; /* enum work_text */
    uint8_t classes;
} fields[] = {
#define RIS_FIELD(tag, variable, classes)                                                                                      \
    { TEXT_INIT(tag), WORK_##variable, classes }
    RIS_FIELD("TI", TITLE, RIS_ALL),
    RIS_FIELD("ST", TITLE_SHORT, RIS_ALL),
    RIS_FIELD("T2", EVENT_TITLE, RIS_CONFERENCE),
    RIS_FIELD("T2", CONTAINER_TITLE, RIS_CONFERENCE),
    RIS_FIELD("C3", CONTAINER_TITLE, RIS_CONFERENCE),
    RIS_FIELD("T2", CONTAINER_TITLE, RIS_ARTICLE | RIS_PART | RIS_OTHER),
    RIS_FIELD("T2", COLLECTION_TITLE, RIS_BOOK | RIS_REPORT),
    RIS_FIELD("T3", COLLECTION_TITLE, RIS_ARTICLE | RIS_PART | RIS_CONFERENCE | RIS_OTHER),
    RIS_FIELD("J2", CONTAINER_TITLE_SHORT, RIS_ALL),
    RIS_FIELD("VL", VOLUME, RIS_ALL),
    RIS_FIELD("IS", ISSUE, RIS_ALL),
    RIS_FIELD("SN", NUMBER, RIS_REPORT),
    RIS_FIELD("C7", NUMBER, RIS_ARTICLE),
    RIS_FIELD("M1", NUMBER, RIS_OTHER),
    RIS_FIELD("M1", COLLECTION_NUMBER, RIS_BOOK),
    RIS_FIELD("SV", COLLECTION_NUMBER, RIS_PART),
    RIS_FIELD("NV", NUMBER_OF_VOLUMES, RIS_ALL),
    RIS_FIELD("ET", VERSION, RIS_VERSION),
    RIS_FIELD("ET", EDITION, RIS_ALL),
    RIS_FIELD("SP", PAGE, RIS_ALL),
    RIS_FIELD("SP", NUMBER_OF_PAGES, RIS_BOOK),
    RIS_FIELD("SE", SECTION, RIS_ALL),
    RIS_FIELD("PB", PUBLISHER, RIS_ALL),
    RIS_FIELD("C1", PUBLISHER_PLACE, RIS_CONFERENCE),
    RIS_FIELD("CY", EVENT_PLACE, RIS_CONFERENCE),
    RIS_FIELD("CY", PUBLISHER_PLACE, RIS_ALL & ~RIS_CONFERENCE),
    RIS_FIELD("M3", GENRE, RIS_KIND),
    RIS_FIELD("SN", ISBN, RIS_BOOK | RIS_PART | RIS_CONFERENCE | RIS_OTHER),
    RIS_FIELD("SN", ISSN, RIS_ARTICLE),
    RIS_FIELD("DO", DOI, RIS_ALL),
    RIS_FIELD("UR", URL, RIS_ALL),
    RIS_FIELD("LA", LANGUAGE, RIS_ALL),
    RIS_FIELD("DB", ARCHIVE, RIS_ALL),
    RIS_FIELD("AN", ARCHIVE_LOCATION, RIS_ALL),
    RIS_FIELD("CN", CALL_NUMBER, RIS_ALL),
    RIS_FIELD("DP", SOURCE, RIS_ALL),
    RIS_FIELD("KW", KEYWORD, RIS_ALL),
    RIS_FIELD("N1", NOTE, RIS_ALL),
    RIS_FIELD("AB", ABSTRACT, RIS_ALL),
};
enum { FIELDS = sizeof fields / sizeof *fields };

/* Editors have the tag of their series' editors in a book, as EndNote and Zotero have it, and ED where neither knows of any. */
static const struct {
    struct text tag;
    uint8_t role; /* enum work_role */
    uint8_t classes;
} people[] = {
    {TEXT_INIT("AU"), WORK_AUTHOR, RIS_ALL},
    {TEXT_INIT("A2"), WORK_EDITOR, RIS_ARTICLE | RIS_PART | RIS_CONFERENCE},
    {TEXT_INIT("A3"), WORK_EDITOR, RIS_BOOK},
    {TEXT_INIT("ED"), WORK_EDITOR, RIS_ALL},
    {TEXT_INIT("A2"), WORK_COLLECTION_EDITOR, RIS_BOOK | RIS_REPORT},
    {TEXT_INIT("A3"), WORK_COLLECTION_EDITOR, RIS_ALL},
    {TEXT_INIT("A4"), WORK_TRANSLATOR, RIS_ALL},
};

/* Words on one line, without marks. */
static void add_words(struct buffer *out, struct text text) {
    struct title_marks marks = {.text = text};
    struct mark_piece piece;
    while (title_marks_next(&piece, &marks))
        for (size_t i = 0; i < piece.words.size; i++) {
            char c = piece.words.bytes[i];
            buffer_add_char(out, c == '\n' || c == '\r' ? ' ' : c);
        }
}

static void begin_line(struct buffer *out, struct text tag) {
    buffer_add(out, tag);
    buffer_add(out, TEXT("  - "));
}

static void end_line(struct buffer *out) {
    buffer_add(out, TEXT("\r\n"));
}

static void add_line(struct buffer *out, struct text tag, struct text value) {
    begin_line(out, tag);
    add_words(out, value);
    end_line(out);
}

static void begin_note(struct buffer *out, struct text variable) {
    begin_line(out, TEXT("N1"));
    buffer_add(out, variable);
    buffer_add(out, TEXT(": "));
}

static void add_part(struct buffer *out, struct text part) {
    if (part.size == 0)
        return;
    buffer_add(out, TEXT(", "));
    add_words(out, part);
}

/* "Family, Given, Suffix": a particle that is always there in front, the other behind the given name. */
static void add_name(struct buffer *out, const struct work_name *name) {
    if (name->literal.size > 0) {
        add_words(out, name->literal);
        return;
    }
    if (name->non_dropping.size > 0) {
        add_words(out, name->non_dropping);
        buffer_add_char(out, ' ');
    }
    add_words(out, name->family);
    if (name->given.size > 0 || name->dropping.size > 0) {
        buffer_add(out, name->family.size > 0 ? TEXT(", ") : TEXT(""));
        add_words(out, name->given);
        if (name->dropping.size > 0) {
            buffer_add(out, name->given.size > 0 ? TEXT(" ") : TEXT(""));
            add_words(out, name->dropping);
        }
    }
    add_part(out, name->suffix);
}

static struct text tag_of(size_t role, uint8_t classes) {
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        if (people[i].role == role && people[i].classes & classes)
            return people[i].tag;
    return (struct text){0};
}

static void add_people(struct buffer *out, const struct cited_work *work) {
    for (size_t role = 0; role < WORK_ROLE_COUNT; role++) {
        struct text tag = tag_of(role, types[work->type].classes);
        for (size_t i = 0; i < work->names[role].count; i++) {
            if (tag.size > 0)
                begin_line(out, tag);
            else
                begin_note(out, work_role_names[role]);
            add_name(out, &work->names[role].items[i]);
            end_line(out);
        }
        if (work->names[role].has_others) {
            begin_note(out, work_role_names[role]);
            buffer_add(out, TEXT("and others"));
            end_line(out);
        }
    }
}

static bool is_one_day(const struct work_date *date) {
    return date->from.precision != DATE_NONE && date->to.precision == DATE_NONE && !date->is_open && !date->is_circa;
}

static const struct text season_names[] = {
    {0}, TEXT_INIT("Spring"), TEXT_INIT("Summer"), TEXT_INIT("Autumn"), TEXT_INIT("Winter")};

/* "2024/03/19/", with empty parts for what is not known. */
static void add_day(struct buffer *out, struct text tag, const struct work_date *date) {
    begin_line(out, tag);
    buffer_add_format(out, "%04d/", date->from.year);
    if (date->from.precision >= DATE_MONTH)
        buffer_add_format(out, "%02d", date->from.month);
    buffer_add_char(out, '/');
    if (date->from.precision >= DATE_DAY)
        buffer_add_format(out, "%02d", date->from.day);
    buffer_add_char(out, '/');
    buffer_add(out, season_names[date->season]);
    end_line(out);
}

static void add_date(struct buffer *out, enum work_when when, const struct work_date *date) {
    if (!work_has_date(date))
        return;
    if (when == WORK_ISSUED && date->from.precision != DATE_NONE) {
        buffer_add_format(out, "PY  - %04d\r\n", date->from.year);
        add_day(out, TEXT("DA"), date);
    }
    if (when == WORK_ACCESSED && is_one_day(date)) {
        add_day(out, TEXT("Y2"), date);
    } else if (when != WORK_ISSUED || !is_one_day(date)) {
        begin_note(out, work_when_names[when]);
        edtf_add(out, date);
        end_line(out);
    }
}

/* "33-35" in two lines; all else in one. */
static void add_pages(struct buffer *out, const struct cited_work *work) {
    struct work_pages pages = work_pages(work);
    add_line(out, TEXT("SP"), pages.first);
    if (pages.last.size > 0)
        add_line(out, TEXT("EP"), pages.last);
}

static void add_keywords(struct buffer *out, struct text keywords) {
    struct text keyword;
    while (text_cut(&keyword, &keywords, ','))
        if (text_trim(keyword).size > 0)
            add_line(out, TEXT("KW"), text_trim(keyword));
}

static bool has_words(const struct ris_field *field, const struct cited_work *work, uint8_t classes) {
    return work->texts[field->variable].size > 0 && field->classes & classes;
}

/* Whether a row has words, and is the first of its tag that has. */
static bool is_written(size_t row, const struct cited_work *work, uint8_t classes) {
    bool is_first = has_words(&fields[row], work, classes);
    for (size_t i = 0; i < row && is_first; i++)
        is_first = !has_words(&fields[i], work, classes) || !text_equal(fields[i].tag, fields[row].tag);
    return is_first;
}

static void add_value(struct buffer *out, const struct ris_field *field, const struct cited_work *work) {
    struct text value = work->texts[field->variable];
    if (field->variable == WORK_PAGE)
        add_pages(out, work);
    else if (field->variable == WORK_KEYWORD)
        add_keywords(out, value);
    else
        add_line(out, field->tag, value);
}

/* `is_said` becomes true for each text that was written. */
static void add_fields(struct buffer *out, const struct cited_work *work, uint8_t classes, bool *is_said) {
    for (size_t i = 0; i < FIELDS; i++)
        if (is_written(i, work, classes)) {
            add_value(out, &fields[i], work);
            is_said[fields[i].variable] = true;
        }
}

static void add_notes(struct buffer *out, const struct cited_work *work, const bool *is_said) {
    for (size_t i = 0; i < WORK_TEXT_COUNT; i++)
        if (work->texts[i].size > 0 && !is_said[i]) {
            begin_note(out, work_text_names[i]);
            add_words(out, work->texts[i]);
            end_line(out);
        }
}

void ris_write(struct buffer *out, const struct cited_work *work) {
    bool is_said[WORK_TEXT_COUNT] = {0};
    add_line(out, TEXT("TY"), types[work->type].name);
    add_people(out, work);
    add_fields(out, work, types[work->type].classes, is_said);
    for (size_t i = 0; i < WORK_WHEN_COUNT; i++)
        add_date(out, (enum work_when)i, &work->dates[i]);
    add_notes(out, work, is_said);
    add_line(out, TEXT("ID"), work->key);
    add_line(out, TEXT("ER"), (struct text){0});
}
