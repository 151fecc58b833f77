#include "compose/coins.h"

#include "base/buffer.h"
#include "compose/work_metas.h"

/* All but what RFC 3986 calls unreserved. */
static bool is_encoded(char c) {
    return !char_is_alphanumeric(c) && c != '-' && c != '.' && c != '_' && c != '~';
}

static void add(struct buffer *out, const char *key, struct text value) {
    if (!value.size)
        return;
    buffer_add_format(out, "%s%s=", out->size ? "&" : "", key);
    buffer_add_encoded(out, value, is_encoded);
}

/* How a type is said: in a format, as a genre of it, and with which keys for a title and what it is in. */
struct kev {
    const char *format, *genre, *title, *container;
};

static struct kev kev_of(uint8_t type) {
    switch ((enum work_type)type) {
    case WORK_ARTICLE_JOURNAL:
    case WORK_REVIEW:
    case WORK_REVIEW_BOOK: return (struct kev){"journal", "article", "rft.atitle", "rft.jtitle"};
    case WORK_BOOK: return (struct kev){"book", "book", "rft.btitle", NULL};
    case WORK_CHAPTER: return (struct kev){"book", "bookitem", "rft.atitle", "rft.btitle"};
    case WORK_PAPER_CONFERENCE: return (struct kev){"book", "proceeding", "rft.atitle", "rft.btitle"};
    case WORK_REPORT: return (struct kev){"book", "report", "rft.btitle", NULL};
    case WORK_THESIS: return (struct kev){"dissertation", NULL, "rft.title", NULL};
    default: return (struct kev){"dc", NULL, "rft.title", "rft.source"};
    }
}

static void add_names(struct buffer *out, const struct work_names *names, bool is_dublin_core, struct arena *arena) {
    for (size_t i = 0; i < names->count; i++) {
        const struct work_name *name = &names->items[i];
        const char *key = is_dublin_core ? "rft.creator" : name->literal.size ? "rft.aucorp" : "rft.au";
        add(out, key, work_name_turned(name, arena));
    }
}

struct text coins_of(const struct cited_work *work, struct arena *arena) {
    struct kev kev = kev_of(work->type);
    bool is_dublin_core = text_equal(text_of(kev.format), TEXT("dc"));
    struct buffer out = {0};
    add(&out, "ctx_ver", TEXT("Z39.88-2004"));
    add(&out, "rft_val_fmt", text_format(arena, "info:ofi/fmt:kev:mtx:%s", kev.format));
    add(&out, is_dublin_core ? "rft.type" : "rft.genre", is_dublin_core ? work_item_type(work) : text_of(kev.genre));
    add(&out, kev.title, work->texts[WORK_TITLE]);
    if (kev.container)
        add(&out, kev.container, work->texts[WORK_CONTAINER_TITLE]);
    add_names(&out, &work->names[WORK_AUTHOR], is_dublin_core, arena);
    add(&out, "rft.date", date_iso(work->dates[WORK_ISSUED].from, arena));
    add(&out, "rft.volume", work->texts[WORK_VOLUME]);
    add(&out, "rft.issue", work->texts[WORK_ISSUE]);
    add(&out, "rft.pages", work->texts[WORK_PAGE]);
    add(&out, "rft.issn", work->texts[WORK_ISSN]);
    add(&out, "rft.isbn", work->texts[WORK_ISBN]);
    add(&out, is_dublin_core ? "rft.publisher" : "rft.pub", work->texts[WORK_PUBLISHER]);
    add(&out, "rft.place", work->texts[WORK_PUBLISHER_PLACE]);
    add(&out, "rft.language", work->texts[WORK_LANGUAGE]);
    if (work->texts[WORK_DOI].size)
        add(&out, "rft_id", text_join(arena, TEXT("info:doi/"), work->texts[WORK_DOI]));
    add(&out, is_dublin_core ? "rft.identifier" : "rft_id", work->texts[WORK_URL]);
    return buffer_take(&out, arena);
}
