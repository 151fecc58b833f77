#include "pages/vanished.h"

#include "base/array.h"
#include "base/files.h"
#include "kinds/cited_works.h"
#include "kinds/loading.h"
#include "pages/held_addresses.h"
#include "pages/shared.h"
#include "read/codes.h"

/* So many vanished addresses are told one by one; a setting may have taken thousands away. */
enum { VANISHED_TOLD = 20, PLACES_TOLD = 3 };

/* What was published of a file, or of what it names, and goes since it is held back today. */
struct going {
    uint32_t file;     /* of held.files */
    struct text first; /* address */
    struct text page;  /* whose places they are: its text is not shown */
    size_t addresses, places;
};

struct promising {
    struct diag *problems;
    const struct plan *plan;
    const struct address_list *published, *now;
    struct text name; /* of the first list, in messages */
    struct arena *arena;
    struct table passages; /* ids of passages that stand now: to indexes of `now`; made when it is first needed */
    struct held_addresses held;
    struct {
        struct going *items; /* of each of held.files, as far as they have been met */
        size_t count, capacity;
    } going;
    size_t vanished;
};

static struct diag_place place_of(const struct promising *of, const struct listed_address *listed) {
    return (struct diag_place){.path = of->name, .line = listed->line, .column = listed->line ? 1 : 0, .width = 1};
}

/* What is held back. */

static const struct held_holder *file_of(const struct promising *of, const struct going *going) {
    return &of->held.files.items[going->file];
}

static struct going *going_of(struct promising *of, uint32_t holder) {
    for (uint32_t i = (uint32_t)of->going.count; i <= holder; i++)
        *array_add(&of->going, of->arena) = (struct going){.file = i};
    return &of->going.items[holder];
}

/* The file's; "" where it has none. */
static struct text own_address(const struct promising *of, const struct going *going) {
    const struct address_claim *claim = addresses_of_path(&of->plan->site->loading->addresses, file_of(of, going)->path);
    return claim ? claim->address : TEXT("");
}

static bool is_held_back(struct promising *of, struct text address) {
    uint32_t holder = held_holder_of(&of->held, address);
    if (holder == NONE)
        return false;
    struct going *going = going_of(of, holder);
    if (!going->addresses++ || text_equal(address, own_address(of, going)))
        going->first = address;
    return true;
}

static const char *why_it_goes(uint8_t held) {
    static const char *const why[] = {
        [HELD_NOT] = "older texts of it are held back", [HELD_DRAFT] = "it is a draft now",
        [HELD_FUTURE] = "it is dated in the future",    [HELD_EXPIRED] = "it has expired",
        [HELD_TEXT] = "its text is held back now",
    };
    return why[held];
}

static void tell_going(const struct promising *of, const struct going *going) {
    struct text what = TEXT("");
    if (going->addresses)
        what = text_format(of->arena, "\"%.*s\"", TEXT_ARGS(going->first));
    if (going->addresses > 1)
        what = text_format(of->arena, "%.*s and %zu more address%s", TEXT_ARGS(what), going->addresses - 1,
                           going->addresses > 2 ? "es" : "");
    if (going->places)
        what = text_format(of->arena, "%.*s%s%zu place%s on \"%.*s\"", TEXT_ARGS(what), what.size ? ", and " : "",
                           going->places, going->places > 1 ? "s" : "", TEXT_ARGS(going->page));
    diag_add(of->problems, DIAG_NOTE, W_HELD_VANISHES, (struct diag_place){.path = file_of(of, going)->path},
             text_format(of->arena, "what was published goes, since %s: %.*s", why_it_goes(file_of(of, going)->held),
                         TEXT_ARGS(what)),
             TEXT("that is meant; to say at an address why, write it into content/gone.yaml with a reason"));
}

/* Of one of which gone.yaml speaks its editors know. */
static void tell_all_going(const struct promising *of) {
    for (size_t i = 0; i < of->going.count; i++) {
        const struct going *going = &of->going.items[i];
        if ((going->addresses || going->places) && !gone_said_at(of->plan->site, own_address(of, going)))
            tell_going(of, going);
    }
}

/* No page can stand under the name of a file, so that the reason why it is gone stands in gone.yaml alone. */
static bool is_file_with_reason(const struct promising *of, struct text address) {
    return !address_is_of_page(address) && gone_said_at(of->plan->site, address);
}

/* Heirs. */

static void know_passages(struct promising *of) {
    if (of->passages.count)
        return;
    for (size_t i = 0; i < of->now->count; i++)
        for (size_t j = 0; j < of->now->items[i].ids.count; j++)
            if (anchor_is_passage(of->now->items[i].ids.items[j].id))
                table_put(&of->passages, of->now->items[i].ids.items[j].id, (uint32_t)i, of->arena);
}

/* The page that has most of the passages; "" when none has any. */
static struct text heir_by_passages(struct promising *of, const struct listed_address *gone) {
    uint32_t best = NONE;
    size_t most = 0;
    know_passages(of);
    for (size_t i = 0; i < gone->ids.count; i++) {
        uint32_t page = table_get(&of->passages, gone->ids.items[i].id);
        size_t count = 0;
        for (size_t j = 0; page != NONE && page != best && j < gone->ids.count; j++)
            count += table_get(&of->passages, gone->ids.items[j].id) == page;
        if (count > most)
            best = page, most = count;
    }
    return best == NONE ? (struct text){0} : of->now->items[best].address;
}

/* "tin" of "/topics/tin/", with its section. */
static struct text last_part(struct text address) {
    size_t end = address.size && address.bytes[address.size - 1] == '/' ? address.size - 1 : address.size;
    return path_name(text_slice(address, 0, end));
}

static bool is_folder_of(struct text folder, struct text address) {
    return text_starts(address, folder) && address.size > folder.size;
}

static struct text heir_by_name(struct promising *of, struct text gone) {
    struct text name = last_part(gone), folder = folder_above(gone);
    struct texts near = {0};
    for (size_t i = 0; i < of->now->count; i++) {
        struct text address = of->now->items[i].address;
        if (text_equal(last_part(address), name) && text_equal(folder_above(folder_above(address)), folder_above(folder)))
            return address;
        if (is_folder_of(folder, address) && text_equal(folder_above(address), folder))
            *array_add(&near, of->arena) = address;
    }
    size_t nearest = text_nearest(gone, near.items, near.count);
    return nearest < near.count ? near.items[nearest] : (struct text){0};
}

/* The nearest folder above that is a page. */
static struct text heir_above(const struct promising *of, struct text gone) {
    struct text above = folder_above(gone);
    while (above.size > 1 && !address_list_find(of->now, above))
        above = folder_above(above);
    return above;
}

static struct text heir_of(struct promising *of, const struct listed_address *gone) {
    struct text heir = heir_by_passages(of, gone);
    if (!heir.size)
        heir = heir_by_name(of, gone->address);
    if (!heir.size)
        heir = heir_above(of, gone->address);
    /* A file cannot lead to a page. */
    return address_is_of_page(gone->address) == address_is_of_page(heir) ? heir : TEXT("/...");
}

/* Addresses. */

static void tell_vanished(struct promising *of, const struct listed_address *gone) {
    struct text address = gone->address, heir;
    if (of->vanished++ >= VANISHED_TOLD)
        return;
    heir = heir_of(of, gone);
    diag_add(of->problems, gone->is_pending ? DIAG_WARNING : DIAG_ERROR,
             gone->is_pending ? W_PENDING_VANISHES : E_ADDRESS_VANISHES, place_of(of, gone),
             text_format(of->arena, "\"%.*s\" was published, and nothing would stand there any more", TEXT_ARGS(address)),
             text_format(of->arena,
                         "write into content/gone.yaml where it went, \"%.*s: {to: %.*s}\", or why it is gone, \"%.*s: "
                         "{reason: ...}\"; if nobody has seen it, build with --published none",
                         TEXT_ARGS(address), TEXT_ARGS(heir), TEXT_ARGS(address)));
}

static void tell_rest(struct promising *of) {
    if (of->vanished > VANISHED_TOLD)
        diag_add(of->problems, DIAG_ERROR, E_ADDRESS_VANISHES, (struct diag_place){.path = of->name},
                 text_format(of->arena, "%zu more addresses that were published would vanish", of->vanished - VANISHED_TOLD),
                 TEXT("a setting may have taken whole kinds of pages away: see git diff content/site.yaml"));
}

/* Places. */

/* Its page, or its text. */
static bool is_held_today(struct promising *of, struct text address) {
    const struct addresses *addresses = &of->plan->site->loading->addresses;
    for (struct text at = address; at.size > 1; at = folder_above(at)) {
        const struct address_claim *claim = addresses_at(addresses, at, of->arena);
        if (claim && claim->target.kind == THING_ESSAY && claim->state == CLAIM_SHOWN &&
            !essay_is_open(&of->plan->site->essays[claim->target.number]))
            return true;
    }
    return held_holder_of(&of->held, address) != NONE;
}

/* What stands at an address: the page that an old address shows; NULL. */
static const struct listed_address *page_at(const struct promising *of, struct text address) {
    const struct listed_address *listed = address_list_find(of->now, address);
    return listed ? address_list_shown(of->now, listed) : NULL;
}

/* "/a.html" of "/a-history/"; "" for other addresses. */
static struct text file_of_folder(struct text address, struct arena *arena) {
    size_t dash = address.size;
    while (dash && address.bytes[dash - 1] != '-' && (dash == address.size || address.bytes[dash - 1] != '/'))
        dash--;
    bool is_below = dash && address.bytes[dash - 1] == '-';
    return is_below ? text_join(arena, text_slice(address, 0, dash - 1), TEXT(".html")) : TEXT("");
}

/* Whether the page that it showed was at an address above it: there its places are missed, and not at its history as well. */
static bool stood_below_itself(const struct promising *of, const struct listed_address *before,
                               const struct listed_address *shown) {
    for (struct text above = before->address; above.size > 1; above = folder_above(above)) {
        struct text file = file_of_folder(above, of->arena), folder = folder_above(above);
        const struct listed_address *by_file = file.size ? address_list_find(of->published, file) : NULL;
        const struct listed_address *by_folder = address_list_find(of->published, folder);
        if ((by_file && address_list_shown(of->published, by_file) == shown) ||
            (by_folder && address_list_shown(of->published, by_folder) == shown))
            return true;
    }
    return false;
}

/*
 * On pages of what changed and of old texts, and on parts of lists, nothing is promised: where the whole page of a thing stood
 * for a while at what is its history now, its places are not missed there. A page that another thing had is. Nor are those of a
 * variant, where it stands side by side with its original again.
 */
static bool has_places(const struct promising *of, const struct listed_address *before, const struct listed_address *shown) {
    size_t index = plan_find(of->plan, before->address);
    uint8_t kind = index == SIZE_MAX ? (uint8_t)PAGE_KIND_COUNT : plan_shown(of->plan, index)->kind;
    bool is_of_past = kind == PAGE_HISTORY || kind == PAGE_CHANGES || kind == PAGE_PART;
    return !text_starts(before->address, TEXT("/versions/")) && kind != PAGE_BESIDE &&
           !(is_of_past && stood_below_itself(of, before, shown));
}

/* The line of the page that an old address showed, if another one stands there now; NULL. Of what is held back nothing is told.
 */
static const struct listed_address *replaced_at(struct promising *of, const struct listed_address *before) {
    const struct listed_address *shown = address_list_shown(of->published, before);
    if (shown == before || page_at(of, shown->address) == page_at(of, before->address))
        return NULL;
    return has_places(of, before, shown) && !is_held_today(of, shown->address) ? shown : NULL;
}

/* With the places of the page that an old address showed. */
static struct listed_address with_replaced(const struct promising *of, const struct listed_address *before,
                                           const struct listed_address *replaced) {
    struct listed_address both = *before;
    both.ids.capacity = both.ids.count; /* the list's own stays as it is */
    for (size_t i = 0; i < replaced->ids.count; i++)
        if (!address_list_id(before, replaced->ids.items[i].id))
            *array_add(&both.ids, of->arena) = replaced->ids.items[i];
    return both;
}

/* The places of a text that is held back are not to be found. */
static bool shows_no_text(struct promising *of, struct text address, size_t places) {
    const struct address_claim *claim = addresses_at(&of->plan->site->loading->addresses, address, of->arena);
    bool is_essay = claim && claim->target.kind == THING_ESSAY && !claim->is_redirect;
    if (!is_essay || essay_is_open(&of->plan->site->essays[claim->target.number]))
        return false;
    struct going *going = going_of(of, held_addresses_file(&of->held, claim->path, HELD_TEXT));
    going->page = address;
    going->places = places > going->places ? places : going->places;
    return true;
}

/* A work that only front matter has which is held back now is not to be found either. */
static bool is_held_work(const struct promising *of, struct text address, struct text id) {
    return text_equal(address, text_of(thing_kinds[THING_WORK].section)) && works_are_held(of->plan->site, id, of->arena);
}

/* All works that had a place are such: then there is no page of works either. */
static bool had_held_works(const struct promising *of, const struct listed_address *before) {
    bool all = before->ids.count > 0;
    for (size_t i = 0; i < before->ids.count && all; i++)
        all = is_held_work(of, before->address, before->ids.items[i].id);
    return all;
}

struct places_gone {
    struct text words; /* "#a, #b" */
    struct text near;  /* what stood before the first of them and stays; "" */
    struct listed_address all;
    size_t count;
    bool is_pending; /* all of them */
};

static struct places_gone places_gone(const struct promising *of, const struct listed_address *before,
                                      const struct listed_address *page) {
    struct places_gone gone = {.is_pending = true};
    struct table ids = {0};
    for (size_t i = 0; i < page->ids.count; i++)
        table_put(&ids, page->ids.items[i].id, 1, of->arena);
    for (size_t i = 0; i < before->ids.count; i++) {
        const struct listed_id *id = &before->ids.items[i];
        if (table_get(&ids, id->id) != NONE) {
            gone.near = gone.count ? gone.near : id->id;
            continue;
        }
        if (is_held_work(of, before->address, id->id))
            continue;
        gone.is_pending &= id->is_pending;
        *array_add(&gone.all.ids, of->arena) = *id;
        if (gone.count++ < PLACES_TOLD)
            gone.words =
                text_format(of->arena, "%.*s%s#%.*s", TEXT_ARGS(gone.words), gone.count > 1 ? ", " : "", TEXT_ARGS(id->id));
    }
    return gone;
}

/* The page that has most of them; "". */
static struct text heir_of_places(struct promising *of, const struct places_gone *gone, const struct listed_address *replaced) {
    const struct listed_address *page = replaced ? page_at(of, replaced->address) : NULL;
    return page ? page->address : heir_by_passages(of, &gone->all);
}

/* A work's place is its key, an event's its slug. */
static struct text help_for_things(const struct promising *of, const struct places_gone *gone, struct text address,
                                   const char *thing, const char *place) {
    struct text id = gone->all.ids.items[0].id;
    return text_format(of->arena,
                       "give the %s its %s back, or write into content/gone.yaml which %s it is now, \"%.*s#%.*s: {to: "
                       "%.*s#%s}\", or why it is gone, \"%.*s#%.*s: {reason: ...}\"",
                       thing, place, thing, TEXT_ARGS(address), TEXT_ARGS(id), TEXT_ARGS(address), place, TEXT_ARGS(address),
                       TEXT_ARGS(id));
}

static struct text help_for_places(const struct promising *of, const struct places_gone *gone, struct text heir,
                                   struct text address) {
    const struct site *site = of->plan->site;
    if (heir.size)
        return text_format(of->arena,
                           "\"%.*s\" has most of them now: give what stands at \"%.*s\" another address, or write into "
                           "content/gone.yaml, \"%.*s: {reason: ...}\" or \"%.*s#id: {to: %.*s#id}\"",
                           TEXT_ARGS(heir), TEXT_ARGS(address), TEXT_ARGS(address), TEXT_ARGS(address), TEXT_ARGS(heir));
    if (site->origin.shallow)
        return TEXT("this clone is shallow, and does not know the ids of older passages: run git fetch --unshallow");
    if (text_equal(address, text_of(thing_kinds[THING_WORK].section)))
        return help_for_things(of, gone, address, "work", "key");
    if (text_equal(address, text_of(thing_kinds[THING_EVENT].section)))
        return help_for_things(of, gone, address, "event", "slug");
    if (!gone->near.size)
        return text_format(of->arena,
                           "give a heading its old id back, \"## Words {#id}\", or write <a id=\"id\"></a> where it was; "
                           "nothing of \"%.*s\" stays; or write into content/gone.yaml, \"%.*s#id: {reason: ...}\"",
                           TEXT_ARGS(address), TEXT_ARGS(address));
    return text_format(of->arena,
                       "give a heading its old id back, \"## Words {#id}\", or write <a id=\"id\"></a> where it was; what "
                       "stood before and stays is #%.*s; or write into content/gone.yaml, \"%.*s#id: {reason: ...}\"",
                       TEXT_ARGS(gone->near), TEXT_ARGS(address));
}

static void tell_places(struct promising *of, const struct listed_address *before, const struct places_gone *gone,
                        struct text heir) {
    bool is_warning = gone->is_pending || before->is_pending;
    struct text more =
        gone->count > PLACES_TOLD ? text_format(of->arena, " and %zu more", gone->count - PLACES_TOLD) : (struct text){0};
    diag_add(of->problems, is_warning ? DIAG_WARNING : DIAG_ERROR, is_warning ? W_PENDING_VANISHES : E_PLACE_VANISHES,
             place_of(of, before),
             text_format(of->arena, "places on \"%.*s\" were published, and would not be found any more: %.*s%.*s",
                         TEXT_ARGS(before->address), TEXT_ARGS(gone->words), TEXT_ARGS(more)),
             help_for_places(of, gone, heir, before->address));
}

static void check_places(struct promising *of, const struct listed_address *before) {
    const struct listed_address *page = page_at(of, before->address), *replaced = replaced_at(of, before);
    struct listed_address both = replaced ? with_replaced(of, before, replaced) : *before;
    struct places_gone gone = places_gone(of, &both, page);
    if (gone.count && !shows_no_text(of, page->address, gone.count) && !gone_said_at(of->plan->site, before->address))
        tell_places(of, before, &gone, heir_of_places(of, &gone, replaced));
}

void vanished_check(struct diag *problems, const struct plan *plan, const struct address_list *published, struct text name,
                    struct arena *arena) {
    struct promising of = {
        .problems = problems, .plan = plan, .published = published, .now = plan->addresses, .name = name, .arena = arena};
    of.held = (struct held_addresses){.site = plan->site, .arena = arena};
    for (size_t i = 0; i < published->count; i++) {
        const struct listed_address *before = &published->items[i];
        if (address_list_find(of.now, before->address))
            check_places(&of, before);
        else if (!is_held_back(&of, before->address) && !is_file_with_reason(&of, before->address) &&
                 !had_held_works(&of, before))
            tell_vanished(&of, before);
    }
    tell_rest(&of);
    tell_all_going(&of);
}

/* Editions. */

/* What an edition has lost: its first loss, in words, and how many there are. */
struct edition_loss {
    struct text first;
    size_t count;
};

static void note_loss(struct promising *of, struct edition_loss *loss, const struct listed_address *before, struct text root) {
    const struct listed_address *page = address_list_find(of->now, before->address) ? page_at(of, before->address) : NULL;
    struct places_gone places = page ? places_gone(of, before, page) : (struct places_gone){0};
    if ((page && !places.count) || is_held_today(of, before->address))
        return;
    if (!loss->count)
        loss->first = text_format(of->arena, "\"%.*s%.*s\"%s%.*s", TEXT_ARGS(root), TEXT_ARGS(text_after(before->address, 1)),
                                  page ? ": " : "", TEXT_ARGS(places.words));
    loss->count += page ? places.count : 1;
}

void vanished_check_edition(struct diag *problems, const struct plan *today, const struct plan *plan,
                            const struct edition *edition, const struct address_list *published, struct arena *arena) {
    struct promising of = {.problems = problems, .plan = today, .now = plan->addresses, .arena = arena};
    of.held = (struct held_addresses){.site = today->site, .arena = arena};
    struct edition_loss loss = {0};
    struct text root = edition_address(edition, arena);
    for (size_t i = 0; i < published->count; i++)
        note_loss(&of, &loss, &published->items[i], root);
    if (!loss.count)
        return;
    struct text more = loss.count > 1 ? text_format(arena, ", and %zu more", loss.count - 1) : TEXT("");
    diag_add(problems, DIAG_ERROR, E_EDITION_VANISHES, edition->place,
             text_format(arena, "the edition \"%.*s\" was published from another commit, and would lose %.*s%.*s",
                         TEXT_ARGS(edition->name), TEXT_ARGS(loss.first), TEXT_ARGS(more)),
             TEXT("give the tag its commit back, and the newer state an edition of its own; if nobody has seen the older one, "
                  "build with --published none"));
}

/* Recording. */

static bool is_recorded(const struct listed_address *listed, const struct listed_address *before, struct arena *arena) {
    struct table ids = {0};
    for (size_t i = 0; before && i < before->ids.count; i++)
        table_put(&ids, before->ids.items[i].id, 1, arena);
    for (size_t i = 0; before && i < listed->ids.count; i++)
        if (!listed->ids.items[i].is_pending && table_get(&ids, listed->ids.items[i].id) == NONE)
            return false;
    return before && text_equal(before->to, listed->to);
}

void vanished_check_recorded(struct diag *problems, const struct plan *plan, const struct address_list *recorded,
                             struct text name, struct arena *arena) {
    size_t missing = 0;
    struct text first = {0};
    for (size_t i = 0; i < plan->addresses->count; i++) {
        const struct listed_address *listed = &plan->addresses->items[i];
        if (listed->is_pending || is_recorded(listed, address_list_find(recorded, listed->address), arena))
            continue;
        first = missing++ ? first : listed->address;
    }
    if (missing)
        diag_add(
            problems, DIAG_WARNING, W_NOT_RECORDED, (struct diag_place){.path = name},
            text_format(arena, "%zu pages or places on them are not recorded yet, \"%.*s\" first", missing, TEXT_ARGS(first)),
            TEXT("when they are published, run colophon addresses --record and commit the file"));
}
