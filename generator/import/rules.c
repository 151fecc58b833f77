#include "import/rules.h"

#include "base/arena.h"
#include "base/table.h"
#include "base/utf8.h"
#include "import/data_tables.h"
#include "import/hints.h"
#include "import/phrases.h"

#include <string.h>

const char *const verdict_words[4] = {"kept", "changed", "removed", "taken"};

enum { INSIDE = 1, OUTSIDE = 2, BOTH = 3 };

struct rule_question {
    const struct intake *intake;
    const struct article *article;
    const struct metadata *metadata;
    const struct intake_block *block;
    const struct ruling *rulings; /* of the blocks before it */
    uint32_t before;              /* the first block of the same words, or NONE */
    uint32_t index;
    uint32_t hints; /* of the block's element */
};

/* What rows ask in common. */

static bool is_short(const struct rule_question *question, uint32_t words) {
    return question->block->words <= words;
}

static bool is_link(const struct rule_question *question) {
    return question->block->link_visible * 10 >= question->block->visible * 8;
}

/* What a line says behind the signs that lead up to it: "» Read more", "- Advertisement -". */
static struct text said(const struct rule_question *question) {
    struct text text = question->block->text;
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        uint32_t character = utf8_next(text, &at);
        if (utf8_is_letter(character))
            return text_after(text, start);
    }
    return text;
}

/* A hint counts against what is not sure to be prose, or not inside of the text. */
static bool is_hinted(const struct rule_question *question, uint32_t hints) {
    return (question->hints & hints) && !question->article->is_sure[question->index];
}

static bool has_digit(struct text text) {
    for (size_t i = 0; i < text.size; i++)
        if (text.bytes[i] >= '0' && text.bytes[i] <= '9')
            return true;
    return false;
}

/* The rows, in the order of the table. */

static bool is_kept_by_editor(const struct rule_question *question) {
    return question->block->decided == DECIDED_KEPT;
}

static bool is_removed_by_editor(const struct rule_question *question) {
    return question->block->decided == DECIDED_REMOVED;
}

static bool is_hidden(const struct rule_question *question) {
    return is_hinted(question, HINT_HIDDEN);
}

static bool is_taken(const struct rule_question *question) {
    return question->metadata->taken[question->index] != 0;
}

/*
 * What stands twice outside of the text, or at its beginning: once as the header of the list that led here. Inside of it only
 * what the front matter has already.
 */
static bool is_repeated(const struct rule_question *question) {
    if (question->before == NONE || !is_short(question, 30) || question->block->stops > 1)
        return false;
    bool is_inside = question->article->is_in[question->index] && question->index >= question->article->first + 3;
    return !is_inside || question->rulings[question->before].verdict == VERDICT_TAKEN;
}

static bool is_breadcrumb(const struct rule_question *question) {
    return is_hinted(question, HINT_BREADCRUMB) ||
           (is_short(question, 16) && phrase_begins(question->block->text, "home|startseite|accueil|inicio|首页", NULL) &&
            (text_contains(question->block->text, TEXT("/")) || text_contains(question->block->text, TEXT(">")) ||
             text_contains(question->block->text, TEXT("»")) || text_contains(question->block->text, TEXT("›"))));
}

static bool is_edition(const struct rule_question *question) {
    return is_short(question, 12) && question->block->stops == 0 &&
           (phrase_is(question->block->text,
                      "english|français|deutsch|español|中文|русский|العربية|日本語|한국어|italiano|português") ||
            phrase_within(question->block->text,
                          "global edition|us edition|uk edition|international edition|asia edition|editionasia|中文雙語"));
}

#define SHARE_WORDS                                                                                                            \
    "share|share this|tweet|pin it|facebook|twitter|linkedin|whatsapp|pinterest|reddit|email|e-mail|print|copy link|follow "   \
    "us|"                                                                                                                      \
    "teilen|drucken|drukuj|imprimir|imprimer|stampa|partager|compartir|condividi|分享|wechat|weibo|telegram|flipboard|"      \
    "mastodon|bluesky|pocket|like this"

static bool is_share(const struct rule_question *question) {
    return is_hinted(question, HINT_SHARE) ||
           (is_short(question, 8) && question->block->stops == 0 && phrase_begins(question->block->text, SHARE_WORDS, NULL));
}

static bool is_count(const struct rule_question *question) {
    return is_short(question, 8) && has_digit(question->block->text) && question->block->stops == 0 &&
           phrase_within(question->block->text,
                         "comment|comments|share|shares|views|likes|replies|kommentare|commentaires|comentarios|reads|claps|"
                         "条评论|评论|阅读|浏览|点击");
}

static bool is_reading_time(const struct rule_question *question) {
    return is_short(question, 10) && has_digit(question->block->text) &&
           phrase_within(question->block->text,
                         "reading time|min read|mins read|minute read|minutes read|minutes to read|lesezeit|"
                         "temps de lecture|min. read|read time|阅读时间|minutos de lectura");
}

static bool is_logo(const struct rule_question *question) {
    return is_short(question, 6) && phrase_within(question->block->text, "logo");
}

#define PICTURE_WORDS "photo|photos|image|images|picture|illustration|graphic|photograph|foto|bild|video|图"

static bool is_licence_of_picture(const struct rule_question *question) {
    return is_short(question, 40) && phrase_within(question->block->text, PICTURE_WORDS) &&
           phrase_within(question->block->text,
                         "licensed under|cc by|creative commons|courtesy of|by permission of|public domain");
}

/* "ADA WRITER/THE PAPER": two names in capitals with a slash between. */
static bool is_name_slash_agency(struct text text) {
    size_t slash = text_find_char(text, '/', 0);
    if (slash < 3 || slash + 3 > text.size || text.size > 60)
        return false;
    for (size_t i = 0; i < text.size; i++)
        if (text.bytes[i] >= 'a' && text.bytes[i] <= 'z')
            return false;
    return !has_digit(text);
}

static bool is_credit(const struct rule_question *question) {
    static const char begins[] =
        "photo by|photos by|photo:|image:|image by|image credit|photo credit|photograph:|picture:|credit:|"
        "foto:|bild:|beitragsbild:|titelbild:|symbolbild:|illustration by|illustration:|getty images|photograph "
        "by|(photo|[photo|图片来源|screenshot:";
    if (is_licence_of_picture(question))
        return true;
    return is_short(question, 20) && question->block->stops < 2 &&
           (phrase_begins(question->block->text, begins, NULL) || is_name_slash_agency(question->block->text));
}

/* Some pages set paragraphs where others set captions. */
static bool is_text_in_caption(const struct rule_question *question) {
    return question->block->words > 60 && question->block->stops > 2;
}

static bool is_caption(const struct rule_question *question) {
    return !is_text_in_caption(question) && (question->block->kind == INTAKE_CAPTION || is_hinted(question, HINT_CAPTION));
}

static const char related_words[] =
    "related|lesen sie|lies auch|weiterlesen|zum weiterlesen|weitere informationen|weitere themen|"
    "mehr aus|mehr von|meistgelesen|meistgelesene|meistdiskutierte|empfehlungen aus|auch interessiert|"
    "top themen|das könnte dich|das könnte dir|sie könnten auch|entdecke weitere|vorschau auf|"
    "temas relacionados|noticias relacionadas|lee también|te recomendamos|czytaj także|czytaj też|"
    "zobacz też|zobacz także|leggi anche|lees ook|leia também|verwandte|verwandte themen|"
    "weitere beiträge|weitere artikel|mehr zu|mehr zum|mehr artikel|zum thema|"
    "das könnte sie auch interessieren|auch interessant|ähnliche|articles liés|articles similaires|"
    "más información|te puede interesar|related articles|related posts|related stories|related content|"
    "related reading|related news|read more|read also|also read|see also|more from|more on|"
    "you may also like|you might also like|recommended|recommended for you|most viewed|most read|"
    "most popular|popular posts|recent posts|latest news|latest stories|latest posts|trending|up next|"
    "read next|next article|previous article|previous post|next post|don't miss|don’t miss|"
    "editors' picks|more stories|mehr zum thema|lesen sie auch|lire aussi|à lire aussi|leer más|"
    "lea también|相关阅读|相关新闻|延伸阅读|推荐阅读|继续阅读|further reading|"
    "keep reading|continue reading|explore more|explore further|read further|"
    "sie könnten auch|mehr themen|dowiedz się więcej|le puede interesar|te puede interesar|veja também|leia mais|"
    "ver también|voir aussi|vedi anche|zie ook|läs också|se også|читайте также|关联阅读|関連記事";

static bool is_related(const struct rule_question *question) {
    if (is_hinted(question, HINT_RELATED))
        return true;
    const struct intake_block *block = question->block;
    bool begins = is_short(question, 25) && block->stops < 2 && phrase_begins(block->text, related_words, NULL);
    return begins && (block->kind == INTAKE_HEADING
                          ? is_short(question, 6)
                          : is_link(question) || block->link_visible * 3 > block->visible || is_short(question, 5));
}

/* Among the last blocks of the text, where pages ask for something. */
enum { LAST_BLOCKS = 4 };

static bool is_last(const struct rule_question *question) {
    return question->index + LAST_BLOCKS >= question->article->end;
}

/* Inside of the text a sentence may speak of newsletters; the last ones of a page ask for what they speak of. */
static bool is_newsletter(const struct rule_question *question) {
    static const char asks[] =
        "newsletter|subscribe to|subscribe now|please subscribe|already a subscriber|sign up for|sign up to|sign up now|your "
        "inbox|your email address|email address|letter to the editor|ios and android|on twitter and|on facebook and|订阅|"
        "abonnieren sie|posteingang|abonnez-vous|suscríbete|únete|iscriviti|prenumeraty|subskrypcji|"
        "straight to your|our telegram|"
        "canal de telegram|canal de youtube|our app|folgen sie uns|folge uns|síguenos|suivez-nous|seguici";
    return is_hinted(question, HINT_NEWSLETTER) ||
           (is_short(question, 40) && phrase_within(question->block->text, asks) &&
            (is_last(question) || (question->block->stops < 3 && !question->article->is_sure[question->index])));
}

/* "We may earn a commission": what a site says of its links. */
static bool is_disclosure(const struct rule_question *question) {
    return is_short(question, 60) && (!question->article->is_sure[question->index] || is_last(question)) &&
           phrase_within(question->block->text, "affiliate link|affiliate links|affiliate-links|affiliate commission|"
                                                "earn a commission|receive a commission|our advertisers|"
                                                "eine provision|enthält werbung");
}

static bool is_advertisement(const struct rule_question *question) {
    return is_hinted(question, HINT_ADVERTISEMENT) ||
           (is_short(question, 6) &&
            phrase_begins(said(question),
                          "advertisement|advertise|sponsored|anzeige|werbung|publicité|publicidad|广告|story continues below|"
                          "article continues|scroll to continue",
                          NULL)) ||
           is_disclosure(question);
}

/* A hint of mail: "@" between letters. */
static bool has_address(struct text text) {
    size_t at = text_find_char(text, '@', 0);
    return at > 0 && at + 3 < text.size && text_find_char(text, '.', at) < text.size && text.bytes[at - 1] != ' ' &&
           text.bytes[at + 1] != ' ';
}

static bool is_contact(const struct rule_question *question) {
    return is_short(question, 15) &&
           (phrase_begins(question->block->text, "contact|e-mail|email|write to|reach us|kontakt", NULL)) &&
           has_address(question->block->text);
}

static bool is_tag(const struct rule_question *question) {
    return is_hinted(question, HINT_TAGS) ||
           (is_short(question, 25) && question->block->stops == 0 &&
            phrase_begins(question->block->text,
                          "tags|tagged|filed under|posted "
                          "in|categories|category|topics:|schlagwörter|mots-clés|标签|关键词|更多|keywords:",
                          NULL));
}

static bool is_bio_heading(const struct rule_question *question) {
    return phrase_is(question->block->text, "about the author|about the authors|about the writer|about author|über den "
                                            "autor|sur l'auteur|作者简介|meet the author|author bio|author");
}

static bool is_bio(const struct rule_question *question) {
    return is_hinted(question, HINT_BIO);
}

/* Inside of the text only among its last blocks. */
static bool is_disclaimer(const struct rule_question *question) {
    return question->index + 10 >= question->article->end && is_short(question, 80) &&
           phrase_within(question->block->text,
                         "views of the author|views of the authors|views expressed|opinions expressed|not constitute|"
                         "do not necessarily reflect|does not necessarily reflect|not necessarily represent|"
                         "本文仅代表|不代表本");
}

static bool is_rights(const struct rule_question *question) {
    return is_short(question, 120) &&
           (phrase_begins(question->block->text, "copyright|©|(c)", NULL) ||
            phrase_within(
                question->block->text,
                "all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|版权所有|©"));
}

static bool is_registration(const struct rule_question *question) {
    return is_short(question, 14) && has_digit(question->block->text) &&
           phrase_within(question->block->text, "registration number|license for|licence "
                                                "for|icp备|公网安备|许可证|handelsregister|ust-id|company number|follow us");
}

static bool is_comment(const struct rule_question *question) {
    return is_hinted(question, HINT_COMMENTS) ||
           (is_short(question, 10) &&
            phrase_begins(
                question->block->text,
                "leave a comment|leave a reply|no comments|keine kommentare|sin comentarios|aucun commentaire|brak komentarzy|"
                "post a comment|add a comment|comments are closed|join the conversation|"
                "write a comment|comments|reply|kommentar|your email address will not be published|发表评论|view comments|log "
                "in to comment",
                NULL));
}

static bool is_cookies(const struct rule_question *question) {
    return is_hinted(question, HINT_COOKIES) ||
           (is_short(question, 60) &&
            phrase_within(question->block->text,
                          "we use cookies|this site uses cookies|uses cookies|cookie policy|verwendet cookies"));
}

static bool is_login(const struct rule_question *question) {
    return is_hinted(question, HINT_LOGIN) ||
           (is_short(question, 14) &&
            phrase_within(question->block->text,
                          "log in|sign in|register now|create an account|already a subscriber|anmelden"));
}

static bool is_control(const struct rule_question *question) {
    return is_hinted(question, HINT_CONTROL);
}

static bool is_contents(const struct rule_question *question) {
    return is_hinted(question, HINT_CONTENTS) ||
           phrase_is(question->block->text, "table of contents|in this article|on this page|jump to|inhaltsverzeichnis|目录");
}

static bool is_byline(const struct rule_question *question) {
    return is_short(question, 14) && question->block->stops == 0 &&
           ((question->hints & (HINT_BYLINE | HINT_DATE)) ||
            phrase_begins(question->block->text,
                          "by|written by|posted by|von|par|published|updated|last updated|posted "
                          "on|作者|来源|发布时间|editor:|edited by|last modified|reviewed by",
                          NULL)) &&
           question->index < question->article->first + 6;
}

static bool is_top(const struct rule_question *question) {
    return phrase_is(question->block->text,
                     "top|back to top|back to the top|skip to content|skip to main content|menu|close|search|nach "
                     "oben|返回顶部|next|previous|home|next »|« previous");
}

static bool is_sidebar(const struct rule_question *question) {
    return is_hinted(question, HINT_SIDEBAR | HINT_ASIDE);
}

static bool is_navigation(const struct rule_question *question) {
    return is_hinted(question, HINT_NAVIGATION | HINT_HEADER | HINT_FOOTER);
}

/* Many short segments between separators, no end of a sentence, and letters of another script than the text's. */
static bool is_spam(const struct rule_question *question) {
    struct text text = question->block->text;
    size_t separators = 0, wide = 0;
    for (size_t at = 0; at < text.size;) {
        uint32_t character = utf8_next(text, &at);
        separators += character == '|' || character == 0xff5c || character == ',' || character == 0x3001;
        wide += utf8_is_han(character);
    }
    return separators >= 4 && question->block->stops == 0 && wide * 4 > question->block->visible;
}

/* A paragraph or item that is nothing but links, and no sentence. */
static bool is_links(const struct rule_question *question) {
    return is_link(question) && question->block->stops == 0 && question->block->kind != INTAKE_HEADING;
}

/* What is set large beside the text, and stands word for word in it, too. */
static bool is_pull_quote(const struct rule_question *question) {
    const struct article *article = question->article;
    if (!(question->hints & HINT_PULL_QUOTE) || question->block->text.size < 20)
        return false;
    for (uint32_t i = article->first; i < article->end; i++)
        if (i != question->index && text_contains(question->intake->blocks.items[i].text, question->block->text))
            return true;
    return false;
}

#define NOTES_WORDS                                                                                                            \
    "notes|footnotes|sidenotes|endnotes|references|references and notes|notes and "                                            \
    "references|anmerkungen|fußnoten|notas|note|注释|参考文献"

/* "Notes": what stands above the first of them says nothing without them. */
static bool is_heading_of_notes(const struct rule_question *question) {
    size_t next = question->index + 1;
    const struct intake *intake = question->intake;
    while (next < intake->blocks.count && intake->blocks.items[next].is_back)
        next++;
    return next < intake->blocks.count && (intake->blocks.items[next].note > 0 || intake->blocks.items[next].is_again) &&
           question->block->note == 0 && phrase_is(question->block->text, NOTES_WORDS);
}

static bool is_note(const struct rule_question *question) {
    return question->block->note > 0;
}

static bool leads_back(const struct rule_question *question) {
    return question->block->is_back;
}

static bool is_note_again(const struct rule_question *question) {
    return question->block->is_again;
}

static bool is_heading(const struct rule_question *question) {
    return question->block->kind == INTAKE_HEADING;
}

static bool is_item(const struct rule_question *question) {
    uint32_t frame = question->block->frame;
    return frame != NONE && question->intake->frames.items[frame].is_item;
}

static bool is_quotation(const struct rule_question *question) {
    return question->block->frame != NONE;
}

static bool is_code(const struct rule_question *question) {
    return question->block->kind == INTAKE_CODE;
}

/* Seen only when all else is judged. */
static bool never(const struct rule_question *question) {
    (void)question;
    return false;
}

static bool always(const struct rule_question *question) {
    (void)question;
    return true;
}

const struct import_rule import_rules[] = {
    {"heading.empty", "heads nothing that was kept", never, BOTH, VERDICT_REMOVED},
    {"note.unmarked", "a note whose mark was not kept", never, BOTH, VERDICT_REMOVED},
    {"table.link", "a link that is a cell of a table", never, BOTH, VERDICT_KEPT},
    {"shared", "other pages of the host have it, too", never, INSIDE, VERDICT_REMOVED},
    {"editor.kept", "the editor kept it", is_kept_by_editor, BOTH, VERDICT_KEPT},
    {"editor.removed", "the editor removed it", is_removed_by_editor, BOTH, VERDICT_REMOVED},
    {"note", "a note that is marked in the text", is_note, BOTH, VERDICT_CHANGED},
    {"note.back", "leads from a note back to its mark", leads_back, BOTH, VERDICT_REMOVED},
    {"note.repeated", "a note that the page has twice", is_note_again, BOTH, VERDICT_REMOVED},
    {"note.heading", "the heading above the notes", is_heading_of_notes, BOTH, VERDICT_REMOVED},
    {"hidden", "not shown on the page", is_hidden, BOTH, VERDICT_REMOVED},
    {"repeated", "stood before already", is_repeated, BOTH, VERDICT_REMOVED},
    {"field", "went into the front matter", is_taken, BOTH, VERDICT_TAKEN},
    {"cookies", "asks for consent", is_cookies, BOTH, VERDICT_REMOVED},
    {"navigation.breadcrumb", "where the page stands in its site", is_breadcrumb, BOTH, VERDICT_REMOVED},
    {"navigation.editions", "other languages or editions of the site", is_edition, OUTSIDE, VERDICT_REMOVED},
    {"navigation.top", "leads about on the page", is_top, BOTH, VERDICT_REMOVED},
    {"counts", "how many comments, shares or readers", is_count, BOTH, VERDICT_REMOVED},
    {"reading-time", "how long it takes to read", is_reading_time, BOTH, VERDICT_REMOVED},
    {"comments", "what readers say", is_comment, BOTH, VERDICT_REMOVED},
    {"share", "buttons to pass it on", is_share, BOTH, VERDICT_REMOVED},
    {"image.logo", "the words for a logo", is_logo, BOTH, VERDICT_REMOVED},
    {"image.credit", "who made a picture, and its licence", is_credit, BOTH, VERDICT_REMOVED},
    {"pull-quote", "a sentence of the text, set large", is_pull_quote, INSIDE, VERDICT_REMOVED},
    {"related", "leads to other texts", is_related, BOTH, VERDICT_REMOVED},
    {"newsletter", "asks to subscribe", is_newsletter, BOTH, VERDICT_REMOVED},
    {"advertisement", "advertises", is_advertisement, BOTH, VERDICT_REMOVED},
    {"contact", "how to reach the site", is_contact, BOTH, VERDICT_REMOVED},
    {"bio.heading", "the heading above what is said of the author", is_bio_heading, BOTH, VERDICT_REMOVED},
    {"bio", "about the author", is_bio, BOTH, VERDICT_REMOVED},
    {"rights.disclaimer", "whose views they are", is_disclaimer, BOTH, VERDICT_REMOVED},
    {"rights", "who holds the rights in the site", is_rights, BOTH, VERDICT_REMOVED},
    {"registration", "under which number the site is registered", is_registration, OUTSIDE, VERDICT_REMOVED},
    {"tags", "under what the site files it", is_tag, BOTH, VERDICT_REMOVED},
    {"contents", "a list of the text's own headings", is_contents, BOTH, VERDICT_REMOVED},
    {"login", "asks to register", is_login, BOTH, VERDICT_REMOVED},
    {"control", "a button or a field", is_control, BOTH, VERDICT_REMOVED},
    {"byline", "who wrote it and when", is_byline, BOTH, VERDICT_REMOVED},
    {"image.caption", "what a picture shows", is_caption, BOTH, VERDICT_REMOVED},
    {"navigation", "leads about on the site", is_navigation, BOTH, VERDICT_REMOVED},
    {"sidebar", "stands beside the text", is_sidebar, BOTH, VERDICT_REMOVED},
    {"spam", "words without a sentence, of another script", is_spam, OUTSIDE, VERDICT_REMOVED},
    {"navigation.links", "links and nothing else", is_links, BOTH, VERDICT_REMOVED},
    {"outside", "stands around the text", always, OUTSIDE, VERDICT_REMOVED},
    {"code", "as it is", is_code, INSIDE, VERDICT_KEPT},
    {"heading", "a heading", is_heading, INSIDE, VERDICT_KEPT},
    {"list", "an item of a list", is_item, INSIDE, VERDICT_KEPT},
    {"quotation", "quoted", is_quotation, INSIDE, VERDICT_KEPT},
    {"paragraph", "the text", always, INSIDE, VERDICT_KEPT},
};
const size_t import_rule_count = sizeof import_rules / sizeof *import_rules;

const struct import_rule *rule_named(struct text name) {
    for (size_t i = 0; i < import_rule_count; i++)
        if (text_equal(name, text_of(import_rules[i].name)))
            return &import_rules[i];
    return NULL;
}

/* Judging. */

static uint8_t first_rule(const struct rule_question *question) {
    uint8_t side = question->article->is_in[question->index] ? INSIDE : OUTSIDE;
    for (uint8_t i = 0; i < import_rule_count; i++)
        if ((import_rules[i].asked & side) && import_rules[i].applies(question))
            return i;
    return (uint8_t)(import_rule_count - 1);
}

/* What is only white space otherwise is told, but kept; a line that becomes a list or a heading is changed. */
static uint8_t verdict_of(uint8_t rule, const struct intake_block *block) {
    uint8_t verdict = import_rules[rule].verdict;
    bool is_changed = block->changes & ~CHANGED_INDENT;
    return verdict == VERDICT_KEPT && is_changed ? VERDICT_CHANGED : verdict;
}

enum { HEADING_EMPTY, NOTE_UNMARKED, RULE_CELL, SHARED };

static bool is_kept(struct ruling ruling) {
    return ruling.verdict == VERDICT_KEPT || ruling.verdict == VERDICT_CHANGED;
}

/*
 * A heading at the end heads nothing, nor does one of which all was removed up to the next of its level. From the end, so that
 * of several in a row all go.
 */
static void remove_empty_headings(struct ruling *rulings, const struct intake *intake, const struct article *article) {
    const struct intake_block *next = NULL;
    bool has_gap = false;
    for (uint32_t i = article->end; i-- > article->first;) {
        const struct intake_block *block = &intake->blocks.items[i];
        if (!is_kept(rulings[i]) || block->note > 0) {
            has_gap |= rulings[i].verdict == VERDICT_REMOVED || block->note > 0;
            continue;
        }
        bool is_next_heading = next && next->kind == INTAKE_HEADING && next->level <= block->level;
        bool is_empty = block->kind == INTAKE_HEADING && !block->decided && (!next || (has_gap && is_next_heading));
        if (is_empty) {
            rulings[i] = (struct ruling){.verdict = VERDICT_REMOVED, .rule = HEADING_EMPTY};
            continue;
        }
        next = block;
        has_gap = false;
    }
}

/* A note is kept when a mark of it is, in the text or in a note that is kept itself. Marks stand before their notes. */
static void remove_unmarked_notes(struct ruling *rulings, const struct intake *intake, struct arena *arena) {
    bool *is_marked = arena_array(arena, bool, intake->notes + 1);
    for (uint32_t i = 0; intake->notes > 0 && i < intake->blocks.count; i++) {
        const struct intake_block *block = &intake->blocks.items[i];
        if (block->note > 0 && !is_marked[block->note] && block->decided == DECIDED_KEPT)
            rulings[i].is_text = true;
        else if (block->note > 0 && !is_marked[block->note] && !block->decided)
            rulings[i] = (struct ruling){.verdict = VERDICT_REMOVED, .rule = NOTE_UNMARKED};
        for (uint32_t run = block->first; run < block->end && is_kept(rulings[i]); run++)
            is_marked[intake->runs.items[run].note] = true;
    }
}

/* The blocks of a table behind a block that is in it, up to the first that is in no table or in another. */
static uint32_t table_end(const struct intake *intake, uint32_t first) {
    uint32_t end = first;
    while (end < intake->blocks.count && intake->blocks.items[end].table == intake->blocks.items[first].table)
        end++;
    return end;
}

static bool is_ruled_links(struct ruling ruling) {
    return ruling.verdict == VERDICT_REMOVED && import_rules[ruling.rule].applies == is_links;
}

static void rule_links(struct ruling *rulings, uint32_t first, uint32_t end, struct ruling from, struct ruling to) {
    for (uint32_t i = first; i < end; i++)
        if (rulings[i].verdict == from.verdict && rulings[i].rule == from.rule)
            rulings[i] = to;
}

/* Links are no navigation where they stand between the words of a table of data: there they are cells as others are. */
static void keep_cells(struct ruling *rulings, const struct intake *intake, uint32_t first, uint32_t end, struct arena *arena) {
    struct data_table table;
    struct ruling removed = {0}, kept = {.verdict = VERDICT_KEPT, .rule = (uint8_t)RULE_CELL};
    uint32_t words = 0, links = 0;
    for (uint32_t i = first; i < end; i++) {
        removed = is_ruled_links(rulings[i]) ? rulings[i] : removed;
        links += is_ruled_links(rulings[i]);
        words += is_kept(rulings[i]);
    }
    if (links == 0 || words <= links)
        return;
    rule_links(rulings, first, end, removed, kept);
    if (!data_table_at(&table, intake, rulings, first, arena) && !table.is_flat)
        rule_links(rulings, first, end, kept, removed);
}

static void keep_cells_of_tables(struct ruling *rulings, const struct intake *intake, struct arena *arena) {
    for (uint32_t i = 0, end; i < intake->blocks.count; i = end) {
        end = table_end(intake, i);
        if (intake->blocks.items[i].table != NONE)
            keep_cells(rulings, intake, i, end, arena);
    }
}

/* A table of data that Markdown cannot write is written cell by cell, which changes it. */
static void change_flat_tables(struct ruling *rulings, const struct intake *intake, struct arena *arena) {
    for (uint32_t i = 0; i < intake->blocks.count; i++) {
        struct data_table table = {0};
        if (!is_kept(rulings[i]) || data_table_at(&table, intake, rulings, i, arena) || !(table.is_flat || table.has_gaps))
            continue;
        for (uint32_t cell = i; cell < table.end; cell++)
            rulings[cell].verdict = is_kept(rulings[cell]) ? VERDICT_CHANGED : rulings[cell].verdict;
    }
}

/* A part of a page that is about other things: what stands below a heading that was removed. */

static bool is_rule(struct ruling ruling, const char *names) {
    return ruling.verdict == VERDICT_REMOVED && phrase_is(text_of(import_rules[ruling.rule].name), names);
}

/* Up to the next heading of its level, or of a higher one. */
static uint32_t section_end(const struct intake *intake, const struct article *article, uint32_t heading) {
    uint32_t end = heading + 1;
    while (end < article->end && (intake->blocks.items[end].kind != INTAKE_HEADING ||
                                  intake->blocks.items[end].level > intake->blocks.items[heading].level))
        end++;
    return end;
}

/* Most of a text may stand below such a heading where it is in a box above all: then that says nothing of what follows. */
enum { SECTION_MOST = 33 };

static bool is_small_section(const struct intake *intake, const struct article *article, uint32_t from, uint32_t end) {
    uint64_t words = 0;
    for (uint32_t i = from; i < end; i++)
        words += article->is_sure[i] ? intake->blocks.items[i].words : 0;
    return words * 100 <= (uint64_t)article->words * SECTION_MOST;
}

/* A sentence that a host puts into its pages is one wherever it stands; a few words, as headings are, only at both ends. */
enum { SHARED_WORDS_LEAST = 8 };

static bool is_shared(const struct ruling *rulings, const struct intake *intake, uint32_t i) {
    const struct intake_block *block = &intake->blocks.items[i];
    return is_kept(rulings[i]) && block->shared > 0 && block->note == 0 && !block->decided;
}

static bool is_shared_sentence(const struct ruling *rulings, const struct intake *intake, uint32_t i) {
    const struct intake_block *block = &intake->blocks.items[i];
    return is_shared(rulings, intake, i) && block->stops > 0 && block->words >= SHARED_WORDS_LEAST;
}

/* Pages that share a third of their words are one text several times. */
enum { SHARED_MOST = 33 };

static bool is_variant(const struct ruling *rulings, const struct intake *intake, const struct article *article) {
    uint64_t all = 0, shared = 0;
    for (uint32_t i = article->first; i < article->end; i++) {
        all += is_kept(rulings[i]) ? intake->blocks.items[i].words : 0;
        shared += is_shared(rulings, intake, i) ? intake->blocks.items[i].words : 0;
    }
    return shared * 100 > all * SHARED_MOST;
}

static void remove_shared(struct ruling *rulings, const struct intake *intake, const struct article *article) {
    static const struct ruling removed = {.verdict = VERDICT_REMOVED, .rule = SHARED};
    if (is_variant(rulings, intake, article))
        return;
    for (uint32_t i = article->first; i < article->end; i++)
        if (is_shared_sentence(rulings, intake, i))
            rulings[i] = removed;
    for (uint32_t i = article->first; i < article->end && (!is_kept(rulings[i]) || is_shared(rulings, intake, i)); i++)
        if (is_kept(rulings[i]))
            rulings[i] = removed;
    for (uint32_t i = article->end; i > article->first && (!is_kept(rulings[i - 1]) || is_shared(rulings, intake, i - 1)); i--)
        if (is_kept(rulings[i - 1]))
            rulings[i - 1] = removed;
}

/* What readers say and who wrote it ends with its section; all else that leads on does so only at the end of the page. */
static void remove_sections(struct ruling *rulings, const struct intake *intake, const struct article *article) {
    for (uint32_t i = article->first; i < article->end; i++) {
        if (intake->blocks.items[i].kind != INTAKE_HEADING)
            continue;
        uint32_t end = section_end(intake, article, i);
        bool goes = is_rule(rulings[i], "comments|bio.heading") ||
                    (end == article->end && is_rule(rulings[i], "related|newsletter|share|login"));
        if (!goes || !is_small_section(intake, article, i, end))
            continue;
        for (uint32_t j = i + 1; j < end; j++)
            if (is_kept(rulings[j]) && intake->blocks.items[j].note == 0 && !intake->blocks.items[j].decided)
                rulings[j] = (struct ruling){.verdict = VERDICT_REMOVED, .rule = rulings[i].rule};
    }
}

const struct ruling *rules_judge(const struct intake *intake, const uint32_t *hints, const struct article *article,
                                 const struct metadata *metadata, struct arena *arena) {
    struct ruling *rulings = arena_array(arena, struct ruling, intake->blocks.count + 1);
    struct table seen = {0};
    struct rule_question question = {.intake = intake, .article = article, .metadata = metadata, .rulings = rulings};
    for (uint32_t i = 0; i < intake->blocks.count; i++) {
        question.block = &intake->blocks.items[i];
        question.index = i;
        question.hints = hints[question.block->element];
        question.before = table_get(&seen, question.block->text);
        rulings[i].rule = first_rule(&question);
        rulings[i].verdict = verdict_of(rulings[i].rule, question.block);
        if (question.before == NONE)
            table_put(&seen, question.block->text, i, arena);
    }
    keep_cells_of_tables(rulings, intake, arena);
    remove_sections(rulings, intake, article);
    remove_shared(rulings, intake, article);
    remove_empty_headings(rulings, intake, article);
    remove_unmarked_notes(rulings, intake, arena);
    change_flat_tables(rulings, intake, arena);
    return rulings;
}
