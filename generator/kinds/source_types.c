#include "kinds/source_types.h"

#include "kinds/shapes.h"

#include <string.h>

/* X(type, word) */
#define SOURCE_KINDS(X)                                                                                                        \
    X(ARTICLE_JOURNAL, "journal article")                                                                                      \
    X(ARTICLE_JOURNAL, "journal")                                                                                              \
    X(ARTICLE_JOURNAL, "paper")                                                                                                \
    X(ARTICLE_JOURNAL, "research article")                                                                                     \
    X(ARTICLE_JOURNAL, "research paper")                                                                                       \
    X(ARTICLE_JOURNAL, "academic article")                                                                                     \
    X(ARTICLE_JOURNAL, "scholarly article")                                                                                    \
    X(ARTICLE_NEWSPAPER, "newspaper article")                                                                                  \
    X(ARTICLE_NEWSPAPER, "newspaper")                                                                                          \
    X(ARTICLE_NEWSPAPER, "opinion article")                                                                                    \
    X(ARTICLE_NEWSPAPER, "opinion piece")                                                                                      \
    X(ARTICLE_NEWSPAPER, "opinion")                                                                                            \
    X(ARTICLE_NEWSPAPER, "op-ed")                                                                                              \
    X(ARTICLE_NEWSPAPER, "editorial")                                                                                          \
    X(ARTICLE_NEWSPAPER, "column")                                                                                             \
    X(ARTICLE_NEWSPAPER, "commentary")                                                                                         \
    X(ARTICLE_NEWSPAPER, "news article")                                                                                       \
    X(ARTICLE_NEWSPAPER, "news")                                                                                               \
    X(ARTICLE_NEWSPAPER, "leader")                                                                                             \
    X(ARTICLE_NEWSPAPER, "letter to the editor")                                                                               \
    X(ARTICLE_NEWSPAPER, "guest article")                                                                                      \
    X(ARTICLE_MAGAZINE, "magazine article")                                                                                    \
    X(ARTICLE_MAGAZINE, "magazine")                                                                                            \
    X(ARTICLE_MAGAZINE, "feature")                                                                                             \
    X(ARTICLE_MAGAZINE, "essay")                                                                                               \
    X(ARTICLE_MAGAZINE, "newsletter")                                                                                          \
    X(ARTICLE, "preprint")                                                                                                     \
    X(POST_WEBLOG, "blog post")                                                                                                \
    X(POST_WEBLOG, "blog")                                                                                                     \
    X(POST_WEBLOG, "weblog")                                                                                                   \
    X(POST_WEBLOG, "blog entry")                                                                                               \
    X(POST, "post")                                                                                                            \
    X(POST, "forum post")                                                                                                      \
    X(POST, "tweet")                                                                                                           \
    X(POST, "thread")                                                                                                          \
    X(POST, "social media post")                                                                                               \
    X(WEBPAGE, "web page")                                                                                                     \
    X(WEBPAGE, "website")                                                                                                      \
    X(WEBPAGE, "page")                                                                                                         \
    X(WEBPAGE, "online article")                                                                                               \
    X(WEBPAGE, "press release")                                                                                                \
    X(WEBPAGE, "statement")                                                                                                    \
    X(CHAPTER, "chapter")                                                                                                      \
    X(CHAPTER, "book chapter")                                                                                                 \
    X(CHAPTER, "section")                                                                                                      \
    X(CHAPTER, "foreword")                                                                                                     \
    X(CHAPTER, "preface")                                                                                                      \
    X(CHAPTER, "introduction")                                                                                                 \
    X(CHAPTER, "afterword")                                                                                                    \
    X(CHAPTER, "book section")                                                                                                 \
    X(BOOK, "book")                                                                                                            \
    X(BOOK, "monograph")                                                                                                       \
    X(BOOK, "edited book")                                                                                                     \
    X(BOOK, "anthology")                                                                                                       \
    X(BOOK, "textbook")                                                                                                        \
    X(PAMPHLET, "pamphlet")                                                                                                    \
    X(PAMPHLET, "brochure")                                                                                                    \
    X(PAMPHLET, "leaflet")                                                                                                     \
    X(REPORT, "report")                                                                                                        \
    X(REPORT, "working paper")                                                                                                 \
    X(REPORT, "white paper")                                                                                                   \
    X(REPORT, "policy paper")                                                                                                  \
    X(REPORT, "policy brief")                                                                                                  \
    X(REPORT, "briefing")                                                                                                      \
    X(REPORT, "technical report")                                                                                              \
    X(REPORT, "discussion paper")                                                                                              \
    X(REPORT, "green paper")                                                                                                   \
    X(REPORT, "study")                                                                                                         \
    X(THESIS, "thesis")                                                                                                        \
    X(THESIS, "dissertation")                                                                                                  \
    X(THESIS, "doctoral thesis")                                                                                               \
    X(THESIS, "phd thesis")                                                                                                    \
    X(THESIS, "master's thesis")                                                                                               \
    X(PAPER_CONFERENCE, "conference paper")                                                                                    \
    X(PAPER_CONFERENCE, "proceedings paper")                                                                                   \
    X(PAPER_CONFERENCE, "proceedings")                                                                                         \
    X(SPEECH, "speech")                                                                                                        \
    X(SPEECH, "lecture")                                                                                                       \
    X(SPEECH, "talk")                                                                                                          \
    X(SPEECH, "address")                                                                                                       \
    X(SPEECH, "keynote")                                                                                                       \
    X(SPEECH, "sermon")                                                                                                        \
    X(SPEECH, "remarks")                                                                                                       \
    X(SPEECH, "testimony")                                                                                                     \
    X(INTERVIEW, "interview")                                                                                                  \
    X(INTERVIEW, "conversation")                                                                                               \
    X(BROADCAST, "podcast")                                                                                                    \
    X(BROADCAST, "radio broadcast")                                                                                            \
    X(BROADCAST, "television broadcast")                                                                                       \
    X(BROADCAST, "broadcast")                                                                                                  \
    X(BROADCAST, "episode")                                                                                                    \
    X(MOTION_PICTURE, "film")                                                                                                  \
    X(MOTION_PICTURE, "video")                                                                                                 \
    X(MOTION_PICTURE, "documentary")                                                                                           \
    X(REVIEW, "review")                                                                                                        \
    X(REVIEW, "review article")                                                                                                \
    X(REVIEW_BOOK, "book review")                                                                                              \
    X(ENTRY_ENCYCLOPEDIA, "encyclopedia entry")                                                                                \
    X(ENTRY_ENCYCLOPEDIA, "encyclopaedia entry")                                                                               \
    X(ENTRY_ENCYCLOPEDIA, "encyclopedia article")                                                                              \
    X(ENTRY_DICTIONARY, "dictionary entry")                                                                                    \
    X(PERSONAL_COMMUNICATION, "letter")                                                                                        \
    X(PERSONAL_COMMUNICATION, "e-mail")                                                                                        \
    X(MANUSCRIPT, "manuscript")                                                                                                \
    X(MANUSCRIPT, "typescript")                                                                                                \
    X(MANUSCRIPT, "draft")                                                                                                     \
    X(LEGISLATION, "law")                                                                                                      \
    X(LEGISLATION, "act")                                                                                                      \
    X(LEGISLATION, "statute")                                                                                                  \
    X(REGULATION, "regulation")                                                                                                \
    X(REGULATION, "ordinance")                                                                                                 \
    X(REGULATION, "decree")                                                                                                    \
    X(LEGAL_CASE, "court decision")                                                                                            \
    X(LEGAL_CASE, "judgment")                                                                                                  \
    X(LEGAL_CASE, "judgement")                                                                                                 \
    X(LEGAL_CASE, "ruling")                                                                                                    \
    X(LEGAL_CASE, "case")                                                                                                      \
    X(TREATY, "treaty")                                                                                                        \
    X(TREATY, "convention")                                                                                                    \
    X(TREATY, "agreement")                                                                                                     \
    X(HEARING, "hearing")                                                                                                      \
    X(BILL, "bill")                                                                                                            \
    X(PATENT, "patent")                                                                                                        \
    X(STANDARD, "standard")                                                                                                    \
    X(STANDARD, "norm")                                                                                                        \
    X(DATASET, "dataset")                                                                                                      \
    X(DATASET, "data")                                                                                                         \
    X(SOFTWARE, "software")                                                                                                    \
    X(SOFTWARE, "program")                                                                                                     \
    X(MAP, "map")

#define KIND_TYPE(id, word) WORK_##id,
#define KIND_WORD(id, word) TEXT_INIT(word),
static const uint8_t kind_types[] = {SOURCE_KINDS(KIND_TYPE)};
static const struct text kind_words[] = {SOURCE_KINDS(KIND_WORD)};

enum { KIND_COUNT = sizeof kind_types };

bool source_kind_named(uint8_t *type, struct text word) {
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (same_word(kind_words[i], word)) {
            *type = kind_types[i];
            return true;
        }
    return false;
}

bool source_type_named(uint8_t *type, struct text word) {
    for (uint8_t i = 0; i < WORK_TYPE_COUNT; i++)
        if (same_word(work_type_names[i], word)) {
            *type = i;
            return true;
        }
    return source_kind_named(type, word);
}

struct text source_type_near(struct text word) {
    struct text all[KIND_COUNT + WORK_TYPE_COUNT];
    memcpy(all, kind_words, sizeof kind_words);
    memcpy(all + KIND_COUNT, work_type_names, sizeof work_type_names);
    size_t nearest = text_nearest(word, all, KIND_COUNT + WORK_TYPE_COUNT);
    return nearest == SIZE_MAX ? TEXT("") : all[nearest];
}
