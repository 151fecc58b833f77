/*
 * citation_terms: the words that styles say, "edited by" and "et al.", in the language of the reader.
 *
 *     struct text shown = cite_word(terms, TERM_EDITOR, FORM_SHORT, false);     // "ed."
 *
 * Each stands in layouts/words/ under its key; compose/ makes a struct cite_terms of these. English is built in, as
 * CSL's locale en-US has it. What a style says otherwise in English stands in its file, and goes before.
 */
#ifndef CITE_CITATION_TERMS_H
#define CITE_CITATION_TERMS_H

#include "base/text.h"

/* X(name here, CSL's name) */
#define CITE_TERMS(X)                                                                                                          \
    X(ACCESSED, "accessed")                                                                                                    \
    X(AD, "ad")                                                                                                                \
    X(ADVANCE_ONLINE_PUBLICATION, "advance-online-publication")                                                                \
    X(AND, "and")                                                                                                              \
    X(ANONYMOUS, "anonymous")                                                                                                  \
    X(ARTICLE_LOCATOR, "article-locator")                                                                                      \
    X(AT, "at")                                                                                                                \
    X(AUTHOR, "author")                                                                                                        \
    X(BC, "bc")                                                                                                                \
    X(BOOK, "book")                                                                                                            \
    X(BROADCAST, "broadcast")                                                                                                  \
    X(BY, "by")                                                                                                                \
    X(CHAIR, "chair")                                                                                                          \
    X(CHAPTER, "chapter")                                                                                                      \
    X(CHAPTER_NUMBER, "chapter-number")                                                                                        \
    X(CIRCA, "circa")                                                                                                          \
    X(CLOSE_INNER_QUOTE, "close-inner-quote")                                                                                  \
    X(CLOSE_QUOTE, "close-quote")                                                                                              \
    X(COLLECTION, "collection")                                                                                                \
    X(COLLECTION_EDITOR, "collection-editor")                                                                                  \
    X(COLLECTION_NUMBER, "collection-number")                                                                                  \
    X(COLUMN, "column")                                                                                                        \
    X(COMPILER, "compiler")                                                                                                    \
    X(COMPOSER, "composer")                                                                                                    \
    X(CONTAINER_AUTHOR, "container-author")                                                                                    \
    X(CONTRIBUTOR, "contributor")                                                                                              \
    X(CURATOR, "curator")                                                                                                      \
    X(DATASET, "dataset")                                                                                                      \
    X(DIRECTOR, "director")                                                                                                    \
    X(EDITION, "edition")                                                                                                      \
    X(EDITOR, "editor")                                                                                                        \
    X(EDITOR_TRANSLATOR, "editor-translator")                                                                                  \
    X(EDITORIAL_DIRECTOR, "editorial-director")                                                                                \
    X(EDITORTRANSLATOR, "editortranslator")                                                                                    \
    X(ET_AL, "et-al")                                                                                                          \
    X(EXECUTIVE_PRODUCER, "executive-producer")                                                                                \
    X(FIGURE, "figure")                                                                                                        \
    X(FOLIO, "folio")                                                                                                          \
    X(FORTHCOMING, "forthcoming")                                                                                              \
    X(FROM, "from")                                                                                                            \
    X(GRAPHIC, "graphic")                                                                                                      \
    X(GUEST, "guest")                                                                                                          \
    X(HEARING, "hearing")                                                                                                      \
    X(HOST, "host")                                                                                                            \
    X(ILLUSTRATOR, "illustrator")                                                                                              \
    X(IN, "in")                                                                                                                \
    X(INTERVIEW, "interview")                                                                                                  \
    X(INTERVIEWER, "interviewer")                                                                                              \
    X(ISSUE, "issue")                                                                                                          \
    X(LEGISLATION, "legislation")                                                                                              \
    X(LETTER, "letter")                                                                                                        \
    X(LINE, "line")                                                                                                            \
    X(MANUSCRIPT, "manuscript")                                                                                                \
    X(MAP, "map")                                                                                                              \
    X(MONTH_01, "month-01")                                                                                                    \
    X(MONTH_02, "month-02")                                                                                                    \
    X(MONTH_03, "month-03")                                                                                                    \
    X(MONTH_04, "month-04")                                                                                                    \
    X(MONTH_05, "month-05")                                                                                                    \
    X(MONTH_06, "month-06")                                                                                                    \
    X(MONTH_07, "month-07")                                                                                                    \
    X(MONTH_08, "month-08")                                                                                                    \
    X(MONTH_09, "month-09")                                                                                                    \
    X(MONTH_10, "month-10")                                                                                                    \
    X(MONTH_11, "month-11")                                                                                                    \
    X(MONTH_12, "month-12")                                                                                                    \
    X(MOTION_PICTURE, "motion_picture")                                                                                        \
    X(NARRATOR, "narrator")                                                                                                    \
    X(NO_DATE, "no date")                                                                                                      \
    X(NOTE, "note")                                                                                                            \
    X(NUMBER, "number")                                                                                                        \
    X(NUMBER_OF_VOLUMES, "number-of-volumes")                                                                                  \
    X(ON, "on")                                                                                                                \
    X(OPEN_INNER_QUOTE, "open-inner-quote")                                                                                    \
    X(OPEN_QUOTE, "open-quote")                                                                                                \
    X(OPUS, "opus")                                                                                                            \
    X(ORDINAL, "ordinal")                                                                                                      \
    X(ORDINAL_01, "ordinal-01")                                                                                                \
    X(ORDINAL_02, "ordinal-02")                                                                                                \
    X(ORDINAL_03, "ordinal-03")                                                                                                \
    X(ORGANIZER, "organizer")                                                                                                  \
    X(ORIGINAL_AUTHOR, "original-author")                                                                                      \
    X(ORIGINAL_WORK_PUBLISHED, "original-work-published")                                                                      \
    X(PAGE, "page")                                                                                                            \
    X(PAGE_RANGE_DELIMITER, "page-range-delimiter")                                                                            \
    X(PAPER_CONFERENCE, "paper-conference")                                                                                    \
    X(PARAGRAPH, "paragraph")                                                                                                  \
    X(PART, "part")                                                                                                            \
    X(PATENT, "patent")                                                                                                        \
    X(PERFORMER, "performer")                                                                                                  \
    X(PERSONAL_COMMUNICATION, "personal-communication")                                                                        \
    X(POST, "post")                                                                                                            \
    X(PREPRINT, "preprint")                                                                                                    \
    X(PRODUCER, "producer")                                                                                                    \
    X(RECIPIENT, "recipient")                                                                                                  \
    X(RETRIEVED, "retrieved")                                                                                                  \
    X(REVIEW, "review")                                                                                                        \
    X(REVIEW_BOOK, "review-book")                                                                                              \
    X(REVIEW_OF, "review-of")                                                                                                  \
    X(REVIEWED_AUTHOR, "reviewed-author")                                                                                      \
    X(SCRIPT_WRITER, "script-writer")                                                                                          \
    X(SEASON_01, "season-01")                                                                                                  \
    X(SEASON_02, "season-02")                                                                                                  \
    X(SEASON_03, "season-03")                                                                                                  \
    X(SEASON_04, "season-04")                                                                                                  \
    X(SECTION, "section")                                                                                                      \
    X(SERIES_CREATOR, "series-creator")                                                                                        \
    X(SOFTWARE, "software")                                                                                                    \
    X(SONG, "song")                                                                                                            \
    X(SPECIAL_ISSUE, "special-issue")                                                                                          \
    X(SUB_VERBO, "sub-verbo")                                                                                                  \
    X(SUPPLEMENT, "supplement")                                                                                                \
    X(TABLE, "table")                                                                                                          \
    X(TIMESTAMP, "timestamp")                                                                                                  \
    X(TRANSLATOR, "translator")                                                                                                \
    X(VERSE, "verse")                                                                                                          \
    X(VERSION, "version")                                                                                                      \
    X(VOLUME, "volume")

/*
 * X(term, form, key in layouts/words/, English for one, for many). Where the two differ, the words of `key` are a list: `key`-1 is
 * for one, `key`-2 for more.
 */
#define CITE_WORDS(X)                                                                                                          \
    X(ACCESSED, LONG, "cite-accessed", "accessed", "accessed")                                                                 \
    X(AD, LONG, "cite-ad", " AD", " AD")                                                                                       \
    X(ADVANCE_ONLINE_PUBLICATION, LONG, "cite-advance-online-publication", "advance online publication",                       \
      "advance online publication")                                                                                            \
    X(AND, LONG, "cite-and", "and", "and")                                                                                     \
    X(AND, SYMBOL, "cite-and-symbol", "&", "&")                                                                                \
    X(ANONYMOUS, LONG, "cite-anonymous", "anonymous", "anonymous")                                                             \
    X(ARTICLE_LOCATOR, LONG, "cite-article-locator", "article", "articles")                                                    \
    X(AT, LONG, "cite-at", "at", "at")                                                                                         \
    X(BC, LONG, "cite-bc", " BC", " BC")                                                                                       \
    X(BOOK, LONG, "cite-book", "book", "books")                                                                                \
    X(BOOK, SHORT, "cite-book-short", "bk.", "bks.")                                                                           \
    X(BROADCAST, LONG, "cite-broadcast", "broadcast", "broadcast")                                                             \
    X(BY, LONG, "cite-by", "by", "by")                                                                                         \
    X(CHAIR, LONG, "cite-chair", "chair", "chairs")                                                                            \
    X(CHAIR, VERB, "cite-chair-verb", "chaired by", "chaired by")                                                              \
    X(CHAPTER, LONG, "cite-chapter", "chapter", "chapters")                                                                    \
    X(CHAPTER, SHORT, "cite-chapter-short", "chap.", "chaps.")                                                                 \
    X(CHAPTER, SYMBOL, "cite-chapter-symbol", "c.", "cc.")                                                                     \
    X(CHAPTER_NUMBER, LONG, "cite-chapter-number", "chapter", "chapters")                                                      \
    X(CHAPTER_NUMBER, SHORT, "cite-chapter-number-short", "chap.", "chaps.")                                                   \
    X(CIRCA, LONG, "cite-circa", "circa", "circa")                                                                             \
    X(CIRCA, SHORT, "cite-circa-short", "c.", "c.")                                                                            \
    X(CLOSE_INNER_QUOTE, LONG, "cite-close-inner-quote", "’", "’")                                                             \
    X(CLOSE_QUOTE, LONG, "cite-close-quote", "”", "”")                                                                         \
    X(COLLECTION, LONG, "cite-collection", "archival collection", "archival collection")                                       \
    X(COLLECTION_EDITOR, LONG, "cite-collection-editor", "editor", "editors")                                                  \
    X(COLLECTION_EDITOR, SHORT, "cite-collection-editor-short", "ed.", "eds.")                                                 \
    X(COLLECTION_EDITOR, VERB, "cite-collection-editor-verb", "edited by", "edited by")                                        \
    X(COLLECTION_EDITOR, VERB_SHORT, "cite-collection-editor-verb-short", "ed. by", "ed. by")                                  \
    X(COLLECTION_NUMBER, SHORT, "cite-collection-number-short", "no.", "nos.")                                                 \
    X(COLUMN, LONG, "cite-column", "column", "columns")                                                                        \
    X(COLUMN, SHORT, "cite-column-short", "col.", "cols.")                                                                     \
    X(COMPILER, LONG, "cite-compiler", "compiler", "compilers")                                                                \
    X(COMPILER, SHORT, "cite-compiler-short", "comp.", "comps.")                                                               \
    X(COMPILER, VERB, "cite-compiler-verb", "compiled by", "compiled by")                                                      \
    X(COMPILER, VERB_SHORT, "cite-compiler-verb-short", "comp. by", "comp. by")                                                \
    X(COMPOSER, VERB, "cite-composer-verb", "composed by", "composed by")                                                      \
    X(COMPOSER, VERB_SHORT, "cite-composer-verb-short", "comp. by", "comp. by")                                                \
    X(CONTAINER_AUTHOR, VERB, "cite-container-author-verb", "by", "by")                                                        \
    X(CONTRIBUTOR, LONG, "cite-contributor", "contributor", "contributors")                                                    \
    X(CONTRIBUTOR, SHORT, "cite-contributor-short", "contrib.", "contribs.")                                                   \
    X(CONTRIBUTOR, VERB, "cite-contributor-verb", "with", "with")                                                              \
    X(CURATOR, LONG, "cite-curator", "curator", "curators")                                                                    \
    X(CURATOR, SHORT, "cite-curator-short", "cur.", "curs.")                                                                   \
    X(CURATOR, VERB, "cite-curator-verb", "curated by", "curated by")                                                          \
    X(CURATOR, VERB_SHORT, "cite-curator-verb-short", "cur. by", "cur. by")                                                    \
    X(DATASET, LONG, "cite-dataset", "dataset", "dataset")                                                                     \
    X(DIRECTOR, LONG, "cite-director", "director", "directors")                                                                \
    X(DIRECTOR, SHORT, "cite-director-short", "dir.", "dirs.")                                                                 \
    X(DIRECTOR, VERB, "cite-director-verb", "directed by", "directed by")                                                      \
    X(DIRECTOR, VERB_SHORT, "cite-director-verb-short", "dir. by", "dir. by")                                                  \
    X(EDITION, LONG, "cite-edition", "edition", "editions")                                                                    \
    X(EDITION, SHORT, "cite-edition-short", "ed.", "eds.")                                                                     \
    X(EDITOR, LONG, "cite-editor", "editor", "editors")                                                                        \
    X(EDITOR, SHORT, "cite-editor-short", "ed.", "eds.")                                                                       \
    X(EDITOR, VERB, "cite-editor-verb", "edited by", "edited by")                                                              \
    X(EDITOR, VERB_SHORT, "cite-editor-verb-short", "ed. by", "ed. by")                                                        \
    X(EDITOR_TRANSLATOR, LONG, "cite-editor-translator", "editor & translator", "editors & translators")                       \
    X(EDITOR_TRANSLATOR, SHORT, "cite-editor-translator-short", "ed. & trans.", "eds. & trans.")                               \
    X(EDITOR_TRANSLATOR, VERB, "cite-editor-translator-verb", "edited & translated by", "edited & translated by")              \
    X(EDITOR_TRANSLATOR, VERB_SHORT, "cite-editor-translator-verb-short", "ed. & trans. by", "ed. & trans. by")                \
    X(EDITORIAL_DIRECTOR, LONG, "cite-editorial-director", "editor", "editors")                                                \
    X(EDITORIAL_DIRECTOR, SHORT, "cite-editorial-director-short", "ed.", "eds.")                                               \
    X(EDITORIAL_DIRECTOR, VERB, "cite-editorial-director-verb", "edited by", "edited by")                                      \
    X(EDITORIAL_DIRECTOR, VERB_SHORT, "cite-editorial-director-verb-short", "ed. by", "ed. by")                                \
    X(ET_AL, LONG, "cite-et-al", "et al.", "et al.")                                                                           \
    X(EXECUTIVE_PRODUCER, LONG, "cite-executive-producer", "executive producer", "executive producers")                        \
    X(EXECUTIVE_PRODUCER, SHORT, "cite-executive-producer-short", "exec. prod.", "exec. prods.")                               \
    X(EXECUTIVE_PRODUCER, VERB, "cite-executive-producer-verb", "executive produced by", "executive produced by")              \
    X(EXECUTIVE_PRODUCER, VERB_SHORT, "cite-executive-producer-verb-short", "exec. prod. by", "exec. prod. by")                \
    X(FIGURE, LONG, "cite-figure", "figure", "figures")                                                                        \
    X(FIGURE, SHORT, "cite-figure-short", "fig.", "figs.")                                                                     \
    X(FOLIO, LONG, "cite-folio", "folio", "folios")                                                                            \
    X(FOLIO, SHORT, "cite-folio-short", "fol.", "fols.")                                                                       \
    X(FORTHCOMING, LONG, "cite-forthcoming", "forthcoming", "forthcoming")                                                     \
    X(FROM, LONG, "cite-from", "from", "from")                                                                                 \
    X(GRAPHIC, LONG, "cite-graphic", "graphic", "graphic")                                                                     \
    X(GUEST, LONG, "cite-guest", "guest", "guests")                                                                            \
    X(GUEST, VERB, "cite-guest-verb", "with guest", "with guests")                                                             \
    X(HEARING, LONG, "cite-hearing", "hearing", "hearing")                                                                     \
    X(HEARING, VERB, "cite-hearing-verb", "testimony of", "testimony of")                                                      \
    X(HOST, LONG, "cite-host", "host", "hosts")                                                                                \
    X(HOST, VERB, "cite-host-verb", "hosted by", "hosted by")                                                                  \
    X(ILLUSTRATOR, LONG, "cite-illustrator", "illustrator", "illustrators")                                                    \
    X(ILLUSTRATOR, SHORT, "cite-illustrator-short", "ill.", "ills.")                                                           \
    X(ILLUSTRATOR, VERB, "cite-illustrator-verb", "illustrated by", "illustrated by")                                          \
    X(ILLUSTRATOR, VERB_SHORT, "cite-illustrator-verb-short", "ill. by", "ill. by")                                            \
    X(IN, LONG, "cite-in", "in", "in")                                                                                         \
    X(INTERVIEW, LONG, "cite-interview", "interview", "interview")                                                             \
    X(INTERVIEWER, VERB, "cite-interviewer-verb", "interview by", "interview by")                                              \
    X(ISSUE, LONG, "cite-issue", "issue", "issues")                                                                            \
    X(ISSUE, SHORT, "cite-issue-short", "no.", "nos.")                                                                         \
    X(LEGISLATION, SHORT, "cite-legislation-short", "legis.", "legis.")                                                        \
    X(LETTER, LONG, "cite-letter", "letter", "letter")                                                                         \
    X(LINE, LONG, "cite-line", "line", "lines")                                                                                \
    X(LINE, SHORT, "cite-line-short", "l.", "ll.")                                                                             \
    X(MANUSCRIPT, LONG, "cite-manuscript", "manuscript", "manuscript")                                                         \
    X(MAP, LONG, "cite-map", "map", "map")                                                                                     \
    X(MONTH_01, LONG, "month-1", "January", "January")                                                                         \
    X(MONTH_01, SHORT, "cite-month-short-1", "Jan.", "Jan.")                                                                   \
    X(MONTH_02, LONG, "month-2", "February", "February")                                                                       \
    X(MONTH_02, SHORT, "cite-month-short-2", "Feb.", "Feb.")                                                                   \
    X(MONTH_03, LONG, "month-3", "March", "March")                                                                             \
    X(MONTH_03, SHORT, "cite-month-short-3", "Mar.", "Mar.")                                                                   \
    X(MONTH_04, LONG, "month-4", "April", "April")                                                                             \
    X(MONTH_04, SHORT, "cite-month-short-4", "Apr.", "Apr.")                                                                   \
    X(MONTH_05, LONG, "month-5", "May", "May")                                                                                 \
    X(MONTH_05, SHORT, "cite-month-short-5", "May", "May")                                                                     \
    X(MONTH_06, LONG, "month-6", "June", "June")                                                                               \
    X(MONTH_06, SHORT, "cite-month-short-6", "June", "June")                                                                   \
    X(MONTH_07, LONG, "month-7", "July", "July")                                                                               \
    X(MONTH_07, SHORT, "cite-month-short-7", "July", "July")                                                                   \
    X(MONTH_08, LONG, "month-8", "August", "August")                                                                           \
    X(MONTH_08, SHORT, "cite-month-short-8", "Aug.", "Aug.")                                                                   \
    X(MONTH_09, LONG, "month-9", "September", "September")                                                                     \
    X(MONTH_09, SHORT, "cite-month-short-9", "Sept.", "Sept.")                                                                 \
    X(MONTH_10, LONG, "month-10", "October", "October")                                                                        \
    X(MONTH_10, SHORT, "cite-month-short-10", "Oct.", "Oct.")                                                                  \
    X(MONTH_11, LONG, "month-11", "November", "November")                                                                      \
    X(MONTH_11, SHORT, "cite-month-short-11", "Nov.", "Nov.")                                                                  \
    X(MONTH_12, LONG, "month-12", "December", "December")                                                                      \
    X(MONTH_12, SHORT, "cite-month-short-12", "Dec.", "Dec.")                                                                  \
    X(MOTION_PICTURE, LONG, "cite-motion-picture", "video recording", "video recording")                                       \
    X(NARRATOR, LONG, "cite-narrator", "narrator", "narrators")                                                                \
    X(NARRATOR, SHORT, "cite-narrator-short", "narr.", "narrs.")                                                               \
    X(NARRATOR, VERB, "cite-narrator-verb", "narrated by", "narrated by")                                                      \
    X(NARRATOR, VERB_SHORT, "cite-narrator-verb-short", "narr. by", "narr. by")                                                \
    X(NO_DATE, SHORT, "cite-no-date-short", "n.d.", "n.d.")                                                                    \
    X(NOTE, LONG, "cite-note", "note", "notes")                                                                                \
    X(NOTE, SHORT, "cite-note-short", "n.", "nn.")                                                                             \
    X(NUMBER, SHORT, "cite-number-short", "no.", "nos.")                                                                       \
    X(NUMBER_OF_VOLUMES, SHORT, "cite-number-of-volumes-short", "vol.", "vols.")                                               \
    X(ON, LONG, "cite-on", "on", "on")                                                                                         \
    X(OPEN_INNER_QUOTE, LONG, "cite-open-inner-quote", "‘", "‘")                                                               \
    X(OPEN_QUOTE, LONG, "cite-open-quote", "“", "“")                                                                           \
    X(OPUS, LONG, "cite-opus", "opus", "opera")                                                                                \
    X(OPUS, SHORT, "cite-opus-short", "op.", "opp.")                                                                           \
    X(ORDINAL, LONG, "cite-ordinals-4", "th", "th")                                                                            \
    X(ORDINAL_01, LONG, "cite-ordinals-1", "st", "st")                                                                         \
    X(ORDINAL_02, LONG, "cite-ordinals-2", "nd", "nd")                                                                         \
    X(ORDINAL_03, LONG, "cite-ordinals-3", "rd", "rd")                                                                         \
    X(ORGANIZER, LONG, "cite-organizer", "organizer", "organizers")                                                            \
    X(ORGANIZER, SHORT, "cite-organizer-short", "org.", "orgs.")                                                               \
    X(ORGANIZER, VERB, "cite-organizer-verb", "organized by", "organized by")                                                  \
    X(ORGANIZER, VERB_SHORT, "cite-organizer-verb-short", "org. by", "org. by")                                                \
    X(ORIGINAL_AUTHOR, VERB, "cite-original-author-verb", "by", "by")                                                          \
    X(ORIGINAL_WORK_PUBLISHED, LONG, "cite-original-work-published", "original work published", "original work published")     \
    X(PAGE, LONG, "cite-page", "page", "pages")                                                                                \
    X(PAGE, SHORT, "cite-page-short", "p.", "pp.")                                                                             \
    X(PAGE_RANGE_DELIMITER, LONG, "cite-page-range-delimiter", "–", "–")                                                       \
    X(PAPER_CONFERENCE, SHORT, "cite-paper-conference-short", "conf. paper", "conf. paper")                                    \
    X(PARAGRAPH, LONG, "cite-paragraph", "paragraph", "paragraphs")                                                            \
    X(PARAGRAPH, SHORT, "cite-paragraph-short", "para.", "paras.")                                                             \
    X(PARAGRAPH, SYMBOL, "cite-paragraph-symbol", "¶", "¶¶")                                                                   \
    X(PART, LONG, "cite-part", "part", "parts")                                                                                \
    X(PART, SHORT, "cite-part-short", "pt.", "pts.")                                                                           \
    X(PATENT, LONG, "cite-patent", "patent", "patent")                                                                         \
    X(PERFORMER, LONG, "cite-performer", "performer", "performers")                                                            \
    X(PERFORMER, SHORT, "cite-performer-short", "perf.", "perfs.")                                                             \
    X(PERFORMER, VERB, "cite-performer-verb", "performed by", "performed by")                                                  \
    X(PERFORMER, VERB_SHORT, "cite-performer-verb-short", "perf. by", "perf. by")                                              \
    X(PERSONAL_COMMUNICATION, LONG, "cite-personal-communication", "personal communication", "personal communication")         \
    X(PERSONAL_COMMUNICATION, SHORT, "cite-personal-communication-short", "pers. comm.", "pers. comm.")                        \
    X(POST, LONG, "cite-post", "post", "post")                                                                                 \
    X(PREPRINT, LONG, "cite-preprint", "preprint", "preprint")                                                                 \
    X(PRODUCER, LONG, "cite-producer", "producer", "producers")                                                                \
    X(PRODUCER, SHORT, "cite-producer-short", "prod.", "prods.")                                                               \
    X(PRODUCER, VERB, "cite-producer-verb", "produced by", "produced by")                                                      \
    X(PRODUCER, VERB_SHORT, "cite-producer-verb-short", "prod. by", "prod. by")                                                \
    X(RECIPIENT, VERB, "cite-recipient-verb", "to", "to")                                                                      \
    X(RETRIEVED, LONG, "cite-retrieved", "retrieved", "retrieved")                                                             \
    X(REVIEW, LONG, "cite-review", "review", "review")                                                                         \
    X(REVIEW_BOOK, LONG, "cite-review-book", "book review", "book review")                                                     \
    X(REVIEW_OF, LONG, "cite-review-of", "review of", "review of")                                                             \
    X(REVIEW_OF, SHORT, "cite-review-of-short", "rev. of", "rev. of")                                                          \
    X(REVIEWED_AUTHOR, VERB, "cite-reviewed-author-verb", "by", "by")                                                          \
    X(SCRIPT_WRITER, LONG, "cite-script-writer", "writer", "writers")                                                          \
    X(SCRIPT_WRITER, SHORT, "cite-script-writer-short", "wrtr.", "wrtrs.")                                                     \
    X(SCRIPT_WRITER, VERB, "cite-script-writer-verb", "written by", "written by")                                              \
    X(SCRIPT_WRITER, VERB_SHORT, "cite-script-writer-verb-short", "writ. by", "writ. by")                                      \
    X(SEASON_01, LONG, "cite-season-1", "Spring", "Spring")                                                                    \
    X(SEASON_02, LONG, "cite-season-2", "Summer", "Summer")                                                                    \
    X(SEASON_03, LONG, "cite-season-3", "Autumn", "Autumn")                                                                    \
    X(SEASON_04, LONG, "cite-season-4", "Winter", "Winter")                                                                    \
    X(SECTION, LONG, "cite-section", "section", "sections")                                                                    \
    X(SECTION, SHORT, "cite-section-short", "sec.", "secs.")                                                                   \
    X(SECTION, SYMBOL, "cite-section-symbol", "§", "§§")                                                                       \
    X(SERIES_CREATOR, LONG, "cite-series-creator", "series creator", "series creators")                                        \
    X(SERIES_CREATOR, SHORT, "cite-series-creator-short", "ser. creator", "ser. creators")                                     \
    X(SERIES_CREATOR, VERB, "cite-series-creator-verb", "created by", "created by")                                            \
    X(SOFTWARE, LONG, "cite-software", "software", "software")                                                                 \
    X(SONG, LONG, "cite-song", "audio recording", "audio recording")                                                           \
    X(SPECIAL_ISSUE, LONG, "cite-special-issue", "special issue", "special issue")                                             \
    X(SUB_VERBO, LONG, "cite-sub-verbo", "sub verbo", "sub verbis")                                                            \
    X(SUB_VERBO, SHORT, "cite-sub-verbo-short", "s.v.", "s.vv.")                                                               \
    X(SUPPLEMENT, LONG, "cite-supplement", "supplement", "supplements")                                                        \
    X(SUPPLEMENT, SHORT, "cite-supplement-short", "supp.", "supps.")                                                           \
    X(TABLE, LONG, "cite-table", "table", "tables")                                                                            \
    X(TABLE, SHORT, "cite-table-short", "tbl.", "tbls.")                                                                       \
    X(TRANSLATOR, LONG, "cite-translator", "translator", "translators")                                                        \
    X(TRANSLATOR, SHORT, "cite-translator-short", "trans.", "trans.")                                                          \
    X(TRANSLATOR, VERB, "cite-translator-verb", "translated by", "translated by")                                              \
    X(TRANSLATOR, VERB_SHORT, "cite-translator-verb-short", "trans. by", "trans. by")                                          \
    X(VERSE, LONG, "cite-verse", "verse", "verses")                                                                            \
    X(VERSE, SHORT, "cite-verse-short", "v.", "vv.")                                                                           \
    X(VERSION, LONG, "cite-version", "version", "versions")                                                                    \
    X(VERSION, SHORT, "cite-version-short", "v.", "v.")                                                                        \
    X(VOLUME, LONG, "cite-volume", "volume", "volumes")                                                                        \
    X(VOLUME, SHORT, "cite-volume-short", "vol.", "vols.")

enum cite_form {
    FORM_LONG,
    FORM_SHORT,
    FORM_VERB,
    FORM_VERB_SHORT,
    FORM_SYMBOL,
    FORM_COUNT,
    /* Of dates and numbers. */
    FORM_NONE = FORM_COUNT,
    FORM_TEXT,
    FORM_NUMERIC,
    FORM_NUMERIC_LEADING_ZEROS,
    FORM_ORDINAL
};

#define CITE_TERM_ID(id, csl) TERM_##id,
enum cite_term { CITE_TERMS(CITE_TERM_ID) TERM_COUNT };
#undef CITE_TERM_ID

#define CITE_WORD_ID(term, form, key, one, many) WORD_##term##_##form,
enum cite_word { CITE_WORDS(CITE_WORD_ID) WORD_COUNT };
#undef CITE_WORD_ID

/* A date's part with what stands before and behind it. */
struct cite_date_part {
    uint8_t part; /* 0: year, 1: month, 2: day */
    uint8_t form; /* enum cite_form: FORM_LONG, FORM_SHORT, FORM_NUMERIC, FORM_NUMERIC_LEADING_ZEROS */
    struct text prefix, suffix;
};

struct cite_terms {
    struct text language;             /* BCP 47 */
    struct text words[WORD_COUNT][2]; /* of one, of many */
    struct cite_date_part date[3];    /* "{month} {day}, {year}" */
    bool takes_stops_in;              /* stops and commas stand inside of quotation marks, as Americans have it */
};

/* The keys in layouts/words/. */
extern const struct text cite_word_keys[WORD_COUNT];

extern const struct cite_terms cite_english;

bool cite_has_word(enum cite_term term, enum cite_form form);

/* A word: of a form that there is none of, the next longer one; "" where there is none at all. */
struct text cite_word(const struct cite_terms *terms, enum cite_term term, enum cite_form form, bool is_plural);

#endif
