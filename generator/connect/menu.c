#include "kinds/loading.h"

#include "base/files.h"
#include "kinds/shapes.h"

static void report(struct loading *loading, const struct menu_item *item) {
    struct text near = near_address(loading, item->address);
    diag_add(loading->problems, DIAG_ERROR, E_MENU_NOWHERE, item->place,
             text_format(loading->arena, "the menu's address \"%.*s\" leads nowhere", TEXT_ARGS(item->address)),
             did_you_mean(near, loading->arena));
    /* A slip in site.yaml: status 2, as all others there. */
    loading->problems->items[loading->problems->count - 1].fault = FAULT_USAGE;
    loading->problems->fault = loading->problems->fault < FAULT_USAGE ? FAULT_USAGE : loading->problems->fault;
}

/* A listing has no title of its own here: "/topics/" is called Topics. */
static struct text title_at(const struct site *site, const struct address_claim *claim, struct arena *arena) {
    if (claim->target.kind == THING_HOME)
        return site->settings.title;
    if (claim->target.kind != THING_ADDRESS)
        return site_title(site, claim->target.kind, claim->target.number);
    struct text words = claim->address;
    while (text_ends(words, TEXT("/")))
        words = text_slice(words, 0, words.size - 1);
    words = text_copy(path_name(words), arena);
    char *first = (char *)words.bytes;
    *first = *first >= 'a' && *first <= 'z' ? (char)(*first - 'a' + 'A') : *first;
    return words;
}

void menu_check(struct loading *loading) {
    struct site *site = loading->site;
    for (size_t i = 0; i < site->settings.menu.count; i++) {
        struct menu_item *item = &site->settings.menu.items[i];
        if (is_url(item->address) || text_starts(item->address, TEXT("mailto:")))
            continue;
        struct text address = text_slice(item->address, 0, text_find_char(item->address, '#', 0));
        const struct address_claim *claim = addresses_at(&loading->addresses, address, loading->arena);
        if (!claim || (claim->state != CLAIM_SHOWN && claim->state != CLAIM_BROKEN))
            report(loading, item);
        else if (claim->target.kind == THING_ADDRESS && text_starts(claim->target.address, TEXT(EDITION_OUTSIDE)))
            item->address = claim->target.address;
        if (claim && !item->title.size && claim->state == CLAIM_SHOWN)
            item->title = title_at(site, claim, loading->arena);
        if (!item->title.size)
            item->title = item->address;
    }
}
