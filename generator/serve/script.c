#include "serve/script.h"

static const char embedded_script[] = {
#include "serve/serve.js.inc"
};

struct text script_file(void) {
    return (struct text){embedded_script, sizeof embedded_script};
}

static size_t end_of_body(struct text page) {
    static const struct text end = TEXT_INIT("</body>");
    for (size_t at = page.size < end.size ? 0 : page.size - end.size + 1; at-- > 0;)
        if (text_starts(text_after(page, at), end))
            return at;
    return page.size;
}

void script_add(struct buffer *out, struct text page, const struct script *script) {
    size_t at = end_of_body(page);
    buffer_add(out, text_slice(page, 0, at));
    buffer_add(out, TEXT("<script src=\""));
    buffer_add_url(out, script->prefix);
    buffer_add_format(out, "_colophon/serve.js\" data-generation=\"%u\" data-tag=\"%.*s\"%s></script>", script->generation,
                      TEXT_ARGS(script->tag), script->follows ? " data-follow" : "");
    buffer_add(out, text_after(page, at));
}
