/*
 * mustache: compiled Mustache templates, after the published specification (github.com/mustache/spec 1.4): its required
 * modules, and the optional inheritance and dynamic names. No lambdas: a layout cannot compute.
 *
 *     struct template *essay = mustache_compile(TEXT("layouts/essay.html"), source, problems, arena);
 *     struct mustache_set set = { .find = find_partial, .context = layouts };
 *     if (essay && !mustache_render(&out, essay, view, &set, &why)) ...
 *
 * {{name}} escapes & < > "; {{{name}}} and {{&name}} do not. Standalone tags take their line with them; partials and blocks
 * are indented as the specification says. A name looks through the enclosing contexts; the dotted rest of it does not.
 *
 * One parent is ours: {{<joined:words/comma}} writes its own blocks, in the order in which they stand there, with the partial
 * words/comma between those that say something. Sections around them leave them out, or repeat them:
 *
 *     {{<joined:words/comma}}
 *     {{#topics}}{{$topic}}<a href="{{path}}">{{name}}</a>{{/topic}}{{/topics}}
 *     {{#date}}{{$date}}{{words}}{{/date}}{{/date}}
 *     {{/joined:words/comma}}
 *
 * So no line has a mark at its end, two in a row, or words that touch, whatever is not there.
 */
#ifndef MUSTACHE_MUSTACHE_H
#define MUSTACHE_MUSTACHE_H

#include "base/diag.h"
#include "mustache/view.h"

struct template;

/*
 * NULL with E200-range diagnostics at their line and column (all of the file's, not only the first). `path` names it in them.
 */
struct template *mustache_compile(struct text path, struct text source, struct diag *problems, struct arena *arena);

/* Who is told of each value that is written, and which bytes of the output came of it. */
struct mustache_watch {
    void (*written)(const struct view *value, size_t start, size_t end, void *context);
    void *context;
};

/* Where partials and parents come from; `find` gives NULL for a name that does not exist (rendered as nothing). */
struct mustache_set {
    const struct template *(*find)(struct text name, void *context);
    void *context;
    const struct mustache_watch *watch; /* NULL: nobody */
    uint64_t most_work;                 /* instructions that may be done; 0 for MUSTACHE_MOST_WORK */
};

/* Some seconds of work, and more than a browser shows. */
#define MUSTACHE_MOST_WORK ((uint64_t)1 << 26)
#define MUSTACHE_MOST_BYTES ((size_t)256 << 20)

/*
 * False when inclusion is deeper than 64 (a layout that includes itself without end), or when the bounds above are passed;
 * `why` then says it in words.
 */
bool mustache_render(struct buffer *out, const struct template *template, const struct view *view,
                     const struct mustache_set *set, struct text *why, struct arena *arena);

/* The static names that a template includes (partials and parents), with their places, and whether it has dynamic ones. */
struct mustache_use {
    struct text name;
    struct diag_place place;
    bool always; /* it stands in no section and no block, and so is included whatever the view is */
};
struct mustache_uses {
    struct mustache_use *items;
    size_t count, capacity;
    bool dynamic;
};
const struct mustache_uses *mustache_uses(const struct template *template);

#endif
