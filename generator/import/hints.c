#include "import/hints.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/table.h"
#include "import/json_ld.h"

/* Words of names, and two words side by side, written as one. */
static const struct {
    uint32_t hint;
    const char *words;
} named[] = {
    {HINT_NAVIGATION,
     "nav navbar navigation menu menus submenu topbar pager pagination paging skip toolbar megamenu sitemap postnav navlinks"},
    {HINT_BREADCRUMB, "breadcrumb breadcrumbs crumb crumbs"},
    {HINT_SHARE, "share shares sharing sharedaddy social socials sharebar addthis addtoany shareaholic jpshare heateor "
                 "sharethis sociallinks socialshare followus"},
    {HINT_COMMENTS, "comment comments commentlist commentform disqus respond replies discussion livefyre commento trackbacks "
                    "pingback reviewform"},
    {HINT_RELATED, "related recommended recommendation recommendations recommend popular trending mostread mostviewed morefrom "
                   "moreon readnext "
                   "upnext outbrain taboola  jprelatedposts yarpp similar latest recirc recirculation zergnet "
                   "nextpost prevpost "
                   "alsolike readmore recentposts seealso promobox furtherreading suggested"},
    {HINT_ADVERTISEMENT,
     "ad ads adbox adslot advert advertisement advertising sponsor sponsored promo promotion promotions banner "
     "adsense dfp googlead commercial affiliate"},
    {HINT_NEWSLETTER, "newsletter newsletters subscribe subscription signup mailchimp optin emailsignup mc4wp"},
    {HINT_SIDEBAR, "sidebar sidebars widget widgets rail rightrail rightcol leftcol secondary"},
    {HINT_FOOTER, "footer colophon siteinfo copyright"},
    {HINT_HEADER, "masthead siteheader"},
    {HINT_COOKIES, "cookie cookies consent gdpr cookiebar onetrust"},
    {HINT_LOGIN, "login signin paywall register registration modal popup overlay lightbox"},
    {HINT_BYLINE, "byline author authors vcard writtenby contributor contributors authorname creator"},
    {HINT_DATE, "date time timestamp published pubdate dateline datetime postdate entrydate"},
    {HINT_CAPTION, "caption figcaption credit credits photocredit imagecaption wpcaption"},
    {HINT_TAGS, "tags taglist keywords postmeta entrymeta tagcloud categories posttags metadata"},
    {HINT_BIO, "bio biography authorbox authorbio aboutauthor authorinfo authorcard authordescription authorprofile"},
    {HINT_BODY,
     "articlebody entrycontent postcontent articlecontent storybody postbody articletext storycontent maincontent bodycopy"},
    {HINT_CONTENTS, "toc tableofcontents contentstable eztoc"},
    {HINT_PULL_QUOTE, "pullquote"},
    {HINT_HIDDEN, "visuallyhidden sronly screenreader screenreadertext"},
};

static void index_names(struct table *names, struct arena *arena) {
    for (uint32_t i = 0; i < sizeof named / sizeof *named; i++) {
        struct text word, rest = text_of(named[i].words);
        while (text_cut(&word, &rest, ' '))
            table_put(names, word, i, arena);
    }
}

static uint32_t hint_of_tag(uint8_t tag) {
    switch ((enum intake_tag)tag) {
    case TAG_NAV:
    case TAG_MENU: return HINT_NAVIGATION;
    case TAG_FOOTER: return HINT_FOOTER;
    case TAG_HEADER: return HINT_HEADER;
    case TAG_ASIDE: return HINT_ASIDE;
    case TAG_BUTTON:
    case TAG_SELECT:
    case TAG_OPTION:
    case TAG_TEXTAREA:
    case TAG_LABEL:
    case TAG_FIELDSET: return HINT_CONTROL;
    case TAG_FIGCAPTION:
    case TAG_CAPTION: return HINT_CAPTION;
    case TAG_TIME: return HINT_DATE;
    default: return 0;
    }
}

static bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

/* Takes the next word of names, in lower case; false at the end. `room` holds it. */
static bool next_word(struct text *word, bool *is_new_name, struct text *rest, char room[40]) {
    size_t at = 0, size = 0;
    *is_new_name = false;
    while (at < rest->size && !is_small(rest->bytes[at]) && !is_capital(rest->bytes[at]) &&
           !(rest->bytes[at] >= '0' && rest->bytes[at] <= '9'))
        *is_new_name |= rest->bytes[at++] == ' ';
    for (; at < rest->size && size < 40; at++) {
        char c = rest->bytes[at];
        bool is_letter = is_small(c) || is_capital(c) || (c >= '0' && c <= '9');
        if (!is_letter || (size > 0 && is_capital(c) && is_small(rest->bytes[at - 1])))
            break;
        room[size++] = (char)(is_capital(c) ? c + 32 : c);
    }
    *rest = text_after(*rest, at);
    *word = (struct text){room, size};
    return size > 0;
}

/* Words alone, and each with the one before it in the same name: "related" and "post-content". */
static uint32_t hints_of_words(const struct table *names, struct text words) {
    uint32_t hints = 0;
    char rooms[2][40], pair[80];
    struct text word, before = {0};
    bool is_new_name;
    for (int turn = 0; next_word(&word, &is_new_name, &words, rooms[turn]); turn = !turn) {
        uint32_t found = table_get(names, word);
        hints |= found != NONE ? named[found].hint : 0;
        if (before.size > 0 && !is_new_name) {
            for (size_t i = 0; i < before.size + word.size; i++)
                pair[i] = i < before.size ? before.bytes[i] : word.bytes[i - before.size];
            found = table_get(names, (struct text){pair, before.size + word.size});
            hints |= found != NONE ? named[found].hint : 0;
        }
        before = word;
    }
    return hints;
}

/* What the vocabularies call the text of an article, by itemprop or property. */
static uint32_t hint_of_property(struct text property) {
    return text_equal(property, TEXT("articlebody")) || text_equal(property, TEXT("content:encoded")) ? HINT_BODY : 0;
}

/* The words of all blocks before each, of those that read as prose. */
static uint32_t *sum_words(const struct intake *intake, struct arena *arena) {
    uint32_t *sums = arena_array(arena, uint32_t, intake->blocks.count + 1);
    for (size_t i = 0; i < intake->blocks.count; i++) {
        const struct intake_block *block = &intake->blocks.items[i];
        bool is_prose = block->stops > 0 && block->words >= 10 && block->link_visible * 2 < block->visible;
        sums[i + 1] = sums[i] + (is_prose ? block->words : 0);
    }
    return sums;
}

/* What comments and related texts say may well be half of a page; nothing else that is no text is a quarter of it. */
static uint32_t believed(uint32_t hints, uint64_t words, uint64_t all) {
    if (words * 100 > all * 60)
        return hints & HINT_BODY;
    if (words * 100 > all * 25)
        return hints & (HINT_BODY | HINT_COMMENTS | HINT_RELATED);
    return hints;
}

enum { STANDS_AROUND_MOST = 50, PARAGRAPH_MOST = 200 };

/* Where things stand, and how: names of that may mean anything. */
static const uint32_t of_place[] = {HINT_NAVIGATION, HINT_SIDEBAR, HINT_HEADER, HINT_FOOTER, HINT_CONTENTS, HINT_HIDDEN};

static uint32_t prose_of(const uint32_t *sums, size_t block) {
    uint32_t words = sums[block + 1] - sums[block];
    return words < PARAGRAPH_MOST ? words : PARAGRAPH_MOST;
}

/* The letters of all that is hidden. */
static struct text hidden_letters(const struct intake *intake, const uint32_t *hints, struct arena *arena) {
    struct buffer letters = {0};
    for (size_t i = 0; i < intake->blocks.count; i++)
        if (hints[intake->blocks.items[i].within] & HINT_HIDDEN)
            buffer_add(&letters, json_ld_letters(intake->blocks.items[i].text, arena));
    return buffer_take(&letters, arena);
}

/* Whether what is hidden says again what is shown: for programs, or for another width of the window. */
static bool is_copy_hidden(const struct intake *intake, const uint32_t *hints, const uint32_t *sums, struct arena *arena) {
    struct text hidden = hidden_letters(intake, hints, arena);
    uint64_t shown = 0, again = 0;
    for (size_t i = 0; i < intake->blocks.count; i++) {
        uint32_t words = hints[intake->blocks.items[i].within] & HINT_HIDDEN ? 0 : prose_of(sums, i);
        bool is_again = words > 0 && text_contains(hidden, json_ld_letters(intake->blocks.items[i].text, arena));
        shown += words;
        again += is_again ? words : 0;
    }
    return again * 2 > shown;
}

/* What stands around most of a page's prose, in however many pieces, says nothing of it: an accordion is hidden, and is the
 * text. A block of very many words is no paragraph, and counts as one of some. */
static uint32_t not_believed(const struct intake *intake, const uint32_t *hints, const uint32_t *sums, struct arena *arena) {
    enum { COUNT = sizeof of_place / sizeof *of_place };
    uint64_t words[COUNT] = {0}, all = 0;
    for (size_t i = 0; i < intake->blocks.count; i++) {
        uint32_t own = prose_of(sums, i);
        all += own;
        for (size_t place = 0; place < COUNT; place++)
            words[place] += hints[intake->blocks.items[i].within] & of_place[place] ? own : 0;
    }
    uint32_t found = 0;
    for (size_t place = 0; place < COUNT; place++)
        found |= words[place] * 100 > all * STANDS_AROUND_MOST ? of_place[place] : 0;
    if ((found & HINT_HIDDEN) && is_copy_hidden(intake, hints, sums, arena))
        found &= ~(uint32_t)HINT_HIDDEN;
    return found;
}

const uint32_t *hints_of(const struct intake *intake, struct arena *arena) {
    struct table names = {0};
    index_names(&names, arena);
    const uint32_t *sums = sum_words(intake, arena);
    uint32_t all = sums[intake->blocks.count];
    uint32_t *hints = arena_array(arena, uint32_t, intake->elements.count + 1);
    for (size_t i = 0; i < intake->elements.count; i++) {
        const struct intake_element *element = &intake->elements.items[i];
        uint32_t own = hint_of_tag(element->tag) | hints_of_words(&names, element->words) | hint_of_property(element->property);
        own = believed(own, sums[element->end] - sums[element->first], all);
        uint32_t around = element->parent != NONE ? hints[element->parent] : 0;
        hints[i] = own | around | (element->is_hidden ? HINT_HIDDEN : 0);
    }
    uint32_t dropped = not_believed(intake, hints, sums, arena);
    for (size_t i = 0; i < intake->elements.count; i++)
        hints[i] &= ~dropped;
    return hints;
}
