#include "import/data_tables.h"
#include "import/rules.h"

#include "base/utf8.h"
#include "import/hints.h"
#include "import/phrases.h"

const char *const verdict_words[4] = {"kept", "changed", "removed", "taken"};

/* What wordings hold for. */

static bool is_short(const struct rule_question *question, uint32_t words) {
    return question->block->words <= words;
}

static bool has_number(const struct rule_question *question) {
    return text_has_digit(question->block->text);
}

/* "Home > News". */
static bool has_path_sign(const struct rule_question *question) {
    struct text text = question->block->text;
    return text_contains(text, TEXT("/")) || text_contains(text, TEXT(">")) || text_contains(text, TEXT("»")) ||
           text_contains(text, TEXT("›"));
}

/* A hint of mail: "@" between letters. */
static bool has_address(const struct rule_question *question) {
    struct text text = question->block->text;
    size_t at = text_find_char(text, '@', 0);
    return at > 0 && at + 3 < text.size && text_find_char(text, '.', at) < text.size && text.bytes[at - 1] != ' ' &&
           text.bytes[at + 1] != ' ';
}

static bool names_picture(const struct rule_question *question) {
    return phrase_within(question->block->text, "photo|photos|image|images|picture|illustration|graphic|photograph|foto|"
                                                "bild|video|图");
}

static bool is_link(const struct rule_question *question) {
    return question->block->link_visible * 10 >= question->block->visible * 8;
}

/* Such words lead on as a heading, as a link, or alone. */
static bool leads_on(const struct rule_question *question) {
    const struct intake_block *block = question->block;
    return block->kind == INTAKE_HEADING
               ? is_short(question, 6)
               : is_link(question) || block->link_visible * 3 > block->visible || is_short(question, 5);
}

/* Among the last blocks of the text, where pages ask for something. */
enum { LAST_BLOCKS = 4, NEAR_END = 10, NEAR_BEGINNING = 6 };

static bool is_last(const struct rule_question *question) {
    return question->index + LAST_BLOCKS >= question->article->end;
}

static bool is_near_end(const struct rule_question *question) {
    return question->index + NEAR_END >= question->article->end;
}

static bool is_near_beginning(const struct rule_question *question) {
    return question->index < question->article->first + NEAR_BEGINNING;
}

static bool is_unsure(const struct rule_question *question) {
    return !question->article->is_sure[question->index];
}

static bool is_unsure_or_last(const struct rule_question *question) {
    return is_unsure(question) || is_last(question);
}

/* Inside of the text a sentence may speak of newsletters; the last ones of a page ask for what they speak of. */
static bool may_ask(const struct rule_question *question) {
    return is_last(question) || (question->block->stops < 3 && is_unsure(question));
}

/* What no wording says. */

static bool is_kept_by_editor(const struct rule_question *question) {
    return question->block->decided == DECIDED_KEPT;
}

static bool is_removed_by_editor(const struct rule_question *question) {
    return question->block->decided == DECIDED_REMOVED;
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

/* "ADA WRITER/THE PAPER": two names in capitals with a slash between. */
static bool is_name_and_agency(const struct rule_question *question) {
    struct text text = question->block->text;
    size_t slash = text_find_char(text, '/', 0);
    if (!is_short(question, 20) || question->block->stops > 1 || slash < 3 || slash + 3 > text.size || text.size > 60)
        return false;
    for (size_t i = 0; i < text.size; i++)
        if (text.bytes[i] >= 'a' && text.bytes[i] <= 'z')
            return false;
    return !text_has_digit(text);
}

/* Some pages set paragraphs where others set captions. */
static bool is_caption(const struct rule_question *question) {
    const struct intake_block *block = question->block;
    bool is_text = block->words > 60 && block->stops > 2;
    return !is_text && !data_table_is_caption(question->intake, question->index) &&
           (block->kind == INTAKE_CAPTION || ((question->hints & HINT_CAPTION) && is_unsure(question)));
}

static bool is_table_caption(const struct rule_question *question) {
    return data_table_is_caption(question->intake, question->index);
}

static bool is_marked_byline(const struct rule_question *question) {
    return (question->hints & (HINT_BYLINE | HINT_DATE)) && is_short(question, 14) && question->block->stops == 0 &&
           is_near_beginning(question);
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

/* A link is a block only when it leads from a heading to that heading (html.c). */
static bool is_permalink(const struct rule_question *question) {
    uint32_t element = question->block->element;
    return element != NONE && question->intake->elements.items[element].tag == TAG_A;
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

/* "Notes": what stands above the first of them says nothing without them. */
static bool is_heading_of_notes(const struct rule_question *question) {
    static const char words[] =
        "notes|footnotes|sidenotes|endnotes|references|references and notes|notes and references|anmerkungen|fußnoten|"
        "notas|note|注释|参考文献";
    size_t next = question->index + 1;
    const struct intake *intake = question->intake;
    while (next < intake->blocks.count && intake->blocks.items[next].is_back)
        next++;
    return next < intake->blocks.count && (intake->blocks.items[next].note > 0 || intake->blocks.items[next].is_again) &&
           question->block->note == 0 && phrase_is(question->block->text, words);
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

/* Of rows that are given when all else is judged. */
static bool never(const struct rule_question *question) {
    (void)question;
    return false;
}

static bool always(const struct rule_question *question) {
    (void)question;
    return true;
}

/* One row a rule; the first that applies decides. */
/* clang-format off */
const struct import_rule import_rules[] = {
    /* Given when all else is judged (judging.c). */
    {"heading.empty", "heads nothing that was kept", BOTH, VERDICT_REMOVED, .applies = never},
    {"note.unmarked", "a note whose mark was not kept", BOTH, VERDICT_REMOVED, .applies = never},
    {"table.link", "a link that is a cell of a table", BOTH, VERDICT_KEPT, .applies = never},
    {"shared", "other pages of the host have it, too", INSIDE, VERDICT_REMOVED, .applies = never},

    /* What is known of a block, whatever it says. */
    {"editor.kept", "the editor kept it", BOTH, VERDICT_KEPT, .applies = is_kept_by_editor},
    {"editor.removed", "the editor removed it", BOTH, VERDICT_REMOVED, .applies = is_removed_by_editor},
    {"note", "a note that is marked in the text", BOTH, VERDICT_CHANGED, .applies = is_note},
    {"note.back", "leads from a note back to its mark", BOTH, VERDICT_REMOVED, .applies = leads_back},
    {"note.repeated", "a note that the page has twice", BOTH, VERDICT_REMOVED, .applies = is_note_again},
    {"note.heading", "the heading above the notes", BOTH, VERDICT_REMOVED, .applies = is_heading_of_notes},
    {"heading.permalink", "leads from a heading to itself", BOTH, VERDICT_REMOVED, .applies = is_permalink},
    {"hidden", "not shown on the page", BOTH, VERDICT_REMOVED, .hints = HINT_HIDDEN},
    {"repeated", "stood before already", BOTH, VERDICT_REMOVED, .applies = is_repeated},
    {"field", "went into the front matter", BOTH, VERDICT_TAKEN, .applies = is_taken},

    /* What sites put around and into each of their pages. */
    {"cookies", "asks for consent", BOTH, VERDICT_REMOVED, .hints = HINT_COOKIES, .words_most = 60,
     .within = "we use cookies|this site uses cookies|uses cookies|cookie policy|verwendet cookies"},
    {"navigation.breadcrumb", "where the page stands in its site", BOTH, VERDICT_REMOVED,
     .hints = HINT_BREADCRUMB, .words_most = 16, .where = has_path_sign,
     .begins = "home|startseite|accueil|inicio|首页"},
    {"navigation.editions", "other languages or editions of the site", OUTSIDE, VERDICT_REMOVED,
     .words_most = 12, .stops_under = 1,
     .is = "english|français|deutsch|español|中文|русский|العربية|日本語|한국어|italiano|português",
     .within = "global edition|us edition|uk edition|international edition|asia edition|editionasia|中文雙語"},
    {"navigation.top", "leads about on the page", BOTH, VERDICT_REMOVED,
     .is = "top|back to top|back to the top|skip to content|skip to main content|menu|close|search|nach oben|返回顶部|"
           "next|previous|home|next »|« previous"},
    {"counts", "how many comments, shares or readers", BOTH, VERDICT_REMOVED,
     .words_most = 8, .stops_under = 1, .where = has_number,
     .within = "comment|comments|share|shares|views|likes|replies|kommentare|commentaires|comentarios|reads|claps|条评论|"
               "评论|阅读|浏览|点击"},
    {"reading-time", "how long it takes to read", BOTH, VERDICT_REMOVED, .words_most = 10, .where = has_number,
     .within = "reading time|min read|mins read|minute read|minutes read|minutes to read|lesezeit|temps de lecture|"
               "min. read|read time|阅读时间|minutos de lectura"},
    {"comments", "what readers say", BOTH, VERDICT_REMOVED, .hints = HINT_COMMENTS, .words_most = 10,
     .begins = "leave a comment|leave a reply|no comments|keine kommentare|sin comentarios|aucun commentaire|"
               "brak komentarzy|post a comment|add a comment|comments are closed|join the conversation|write a comment|"
               "comments|reply|kommentar|your email address will not be published|发表评论|view comments|log in to comment"},
    {"share", "buttons to pass it on", BOTH, VERDICT_REMOVED, .hints = HINT_SHARE, .words_most = 8, .stops_under = 1,
     .begins = "share|share this|tweet|pin it|facebook|twitter|linkedin|whatsapp|pinterest|reddit|email|e-mail|print|"
               "copy link|follow us|teilen|drucken|drukuj|imprimir|imprimer|stampa|partager|compartir|condividi|分享|"
               "wechat|weibo|telegram|flipboard|mastodon|bluesky|pocket|like this"},
    {"image.logo", "the words for a logo", BOTH, VERDICT_REMOVED, .words_most = 6, .within = "logo"},
    {"image.credit", "under which licence a picture is", BOTH, VERDICT_REMOVED,
     .words_most = 40, .where = names_picture,
     .within = "licensed under|cc by|creative commons|courtesy of|by permission of|public domain"},
    {"image.credit", "who made a picture", BOTH, VERDICT_REMOVED, .words_most = 20, .stops_under = 2,
     .begins = "photo by|photos by|photo:|image:|image by|image credit|photo credit|photograph:|picture:|credit:|foto:|"
               "bild:|beitragsbild:|titelbild:|symbolbild:|illustration by|illustration:|getty images|photograph by|"
               "(photo|[photo|图片来源|screenshot:"},
    {"image.credit", "who made a picture, in capitals", BOTH, VERDICT_REMOVED, .applies = is_name_and_agency},
    {"pull-quote", "a sentence of the text, set large", INSIDE, VERDICT_REMOVED, .applies = is_pull_quote},
    {"related", "leads to other texts", BOTH, VERDICT_REMOVED,
     .hints = HINT_RELATED, .words_most = 25, .stops_under = 2, .where = leads_on,
     .begins = "related|lesen sie|lies auch|weiterlesen|zum weiterlesen|weitere informationen|weitere themen|mehr aus|"
               "mehr von|meistgelesen|meistgelesene|meistdiskutierte|empfehlungen aus|auch interessiert|top themen|"
               "das könnte dich|das könnte dir|sie könnten auch|entdecke weitere|vorschau auf|temas relacionados|"
               "noticias relacionadas|lee también|te recomendamos|czytaj także|czytaj też|zobacz też|zobacz także|"
               "leggi anche|lees ook|leia também|verwandte|verwandte themen|weitere beiträge|weitere artikel|mehr zu|"
               "mehr zum|mehr artikel|zum thema|das könnte sie auch interessieren|auch interessant|ähnliche|articles liés|"
               "articles similaires|más información|te puede interesar|related articles|related posts|related stories|"
               "related content|related reading|related news|read more|read also|also read|see also|more from|more on|"
               "you may also like|you might also like|recommended|recommended for you|most viewed|most read|most popular|"
               "popular posts|recent posts|latest news|latest stories|latest posts|trending|up next|read next|"
               "next article|previous article|previous post|next post|don't miss|don’t miss|editors' picks|more stories|"
               "mehr zum thema|lesen sie auch|lire aussi|à lire aussi|leer más|lea también|相关阅读|相关新闻|延伸阅读|"
               "推荐阅读|继续阅读|further reading|keep reading|continue reading|explore more|explore further|read further|"
               "mehr themen|dowiedz się więcej|le puede interesar|veja também|"
               "leia mais|ver también|voir aussi|vedi anche|zie ook|läs också|se også|читайте также|关联阅读|関連記事"},
    {"newsletter", "asks to subscribe", BOTH, VERDICT_REMOVED,
     .hints = HINT_NEWSLETTER, .words_most = 40, .where = may_ask,
     .within = "newsletter|subscribe to|subscribe now|please subscribe|already a subscriber|sign up for|sign up to|"
               "sign up now|your inbox|your email address|email address|letter to the editor|ios and android|"
               "on twitter and|on facebook and|订阅|abonnieren sie|posteingang|abonnez-vous|suscríbete|únete|iscriviti|"
               "prenumeraty|subskrypcji|straight to your|our telegram|canal de telegram|canal de youtube|our app|"
               "folgen sie uns|folge uns|síguenos|suivez-nous|seguici"},
    {"advertisement", "advertises", BOTH, VERDICT_REMOVED,
     .hints = HINT_ADVERTISEMENT, .words_most = 6, .skips_signs = true,
     .begins = "advertisement|advertise|sponsored|anzeige|werbung|publicité|publicidad|广告|story continues below|"
               "article continues|scroll to continue"},
    {"advertisement", "what the site earns by its links", BOTH, VERDICT_REMOVED,
     .words_most = 60, .where = is_unsure_or_last,
     .within = "affiliate link|affiliate links|affiliate-links|affiliate commission|earn a commission|"
               "receive a commission|our advertisers|eine provision|enthält werbung"},
    {"contact", "how to reach the site", BOTH, VERDICT_REMOVED, .words_most = 15, .where = has_address,
     .begins = "contact|e-mail|email|write to|reach us|kontakt"},
    {"bio.heading", "the heading above what is said of the author", BOTH, VERDICT_REMOVED,
     .is = "about the author|about the authors|about the writer|about author|über den autor|sur l'auteur|作者简介|"
           "meet the author|author bio|author"},
    {"bio", "about the author", BOTH, VERDICT_REMOVED, .hints = HINT_BIO},
    {"rights.disclaimer", "whose views they are", BOTH, VERDICT_REMOVED, .words_most = 80, .where = is_near_end,
     .within = "views of the author|views of the authors|views expressed|opinions expressed|not constitute|"
               "do not necessarily reflect|does not necessarily reflect|not necessarily represent|本文仅代表|不代表本"},
    {"rights", "who holds the rights in the site", BOTH, VERDICT_REMOVED,
     .words_most = 120, .begins = "copyright|©|(c)",
     .within = "all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|版权所有|©"},
    {"registration", "under which number the site is registered", OUTSIDE, VERDICT_REMOVED,
     .words_most = 14, .where = has_number,
     .within = "registration number|license for|licence for|icp备|公网安备|许可证|handelsregister|ust-id|company number|"
               "follow us"},
    {"tags", "under what the site files it", BOTH, VERDICT_REMOVED,
     .hints = HINT_TAGS, .words_most = 25, .stops_under = 1,
     .begins = "tags|tagged|filed under|posted in|categories|category|topics:|schlagwörter|mots-clés|标签|关键词|更多|"
               "keywords:"},
    {"contents", "a list of the text's own headings", BOTH, VERDICT_REMOVED, .hints = HINT_CONTENTS,
     .is = "table of contents|in this article|on this page|jump to|inhaltsverzeichnis|目录"},
    {"login", "asks to register", BOTH, VERDICT_REMOVED, .hints = HINT_LOGIN, .words_most = 14,
     .within = "log in|sign in|register now|create an account|already a subscriber|anmelden"},
    {"control", "a button or a field", BOTH, VERDICT_REMOVED, .hints = HINT_CONTROL},
    {"byline", "who wrote it and when", BOTH, VERDICT_REMOVED,
     .words_most = 14, .stops_under = 1, .where = is_near_beginning,
     .begins = "by|written by|posted by|von|par|published|updated|last updated|posted on|作者|来源|发布时间|editor:|"
               "edited by|last modified|reviewed by"},
    {"byline", "marked as who wrote it, or when", BOTH, VERDICT_REMOVED, .applies = is_marked_byline},
    {"table.caption", "what a table shows", INSIDE, VERDICT_KEPT, .applies = is_table_caption},
    {"image.caption", "what a picture shows", BOTH, VERDICT_REMOVED, .applies = is_caption},
    {"navigation", "leads about on the site", BOTH, VERDICT_REMOVED,
     .hints = HINT_NAVIGATION | HINT_HEADER | HINT_FOOTER},
    {"sidebar", "stands beside the text", BOTH, VERDICT_REMOVED, .hints = HINT_SIDEBAR | HINT_ASIDE},
    {"spam", "words without a sentence, of another script", OUTSIDE, VERDICT_REMOVED, .applies = is_spam},
    {"navigation.links", "links and nothing else", BOTH, VERDICT_REMOVED, .applies = is_links},
    {"outside", "stands around the text", OUTSIDE, VERDICT_REMOVED, .applies = always},

    /* The text. */
    {"code", "as it is", INSIDE, VERDICT_KEPT, .applies = is_code},
    {"heading", "a heading", INSIDE, VERDICT_KEPT, .applies = is_heading},
    {"list", "an item of a list", INSIDE, VERDICT_KEPT, .applies = is_item},
    {"quotation", "quoted", INSIDE, VERDICT_KEPT, .applies = is_quotation},
    {"paragraph", "the text", INSIDE, VERDICT_KEPT, .applies = always},
};
/* clang-format on */
const size_t import_rule_count = sizeof import_rules / sizeof *import_rules;

const struct import_rule *rule_named(struct text name) {
    for (size_t i = 0; i < import_rule_count; i++)
        if (text_equal(name, text_of(import_rules[i].name)))
            return &import_rules[i];
    return NULL;
}

/* What a line says behind the signs that lead up to it: "» Read more", "- Advertisement -". */
static struct text behind_signs(struct text text) {
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        uint32_t character = utf8_next(text, &at);
        if (utf8_is_letter(character))
            return text_after(text, start);
    }
    return text;
}

static bool says(const struct import_rule *rule, struct text text) {
    struct text beginning = rule->skips_signs ? behind_signs(text) : text;
    return (rule->is && phrase_is(text, rule->is)) || (rule->begins && phrase_begins(beginning, rule->begins, NULL)) ||
           (rule->within && phrase_within(text, rule->within));
}

static bool applies(const struct import_rule *rule, const struct rule_question *question) {
    const struct intake_block *block = question->block;
    if ((question->hints & rule->hints) && is_unsure(question))
        return true;
    if (rule->applies)
        return rule->applies(question);
    return (rule->words_most == 0 || block->words <= rule->words_most) &&
           (rule->stops_under == 0 || block->stops < rule->stops_under) && (!rule->where || rule->where(question)) &&
           says(rule, block->text);
}

uint8_t rule_of(const struct rule_question *question) {
    uint8_t side = question->article->is_in[question->index] ? INSIDE : OUTSIDE;
    for (uint8_t i = 0; i < import_rule_count; i++)
        if ((import_rules[i].asked & side) && applies(&import_rules[i], question))
            return i;
    return (uint8_t)(import_rule_count - 1);
}
