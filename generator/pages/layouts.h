/*
 * layouts: all templates of a reader: its own layouts/ over the default ones, file by file.
 *
 * layouts/essay.html is the layout "essay" and the partial "essay"; layouts/parts/card.html is the partial "parts/card";
 * layouts/feed.xml is "feed.xml". Files that end in neither .html nor .xml nor .txt are not templates. Each word of the
 * reader's language is a partial too: {{>words/cited-by}} (compose/language.h).
 */
#ifndef PAGES_LAYOUTS_H
#define PAGES_LAYOUTS_H

#include "compose/language.h"
#include "mustache/follow.h"
#include "read/tree/tree.h"

struct layouts;

/*
 * Compiles every layouts/ file of `tree` (an overlay of the reader over the defaults). NULL after syntax errors, partials that
 * do not exist (with the nearest name), or circular inclusion without a section in between. `language` is that of their words,
 * loaded from the same tree; NULL: English.
 */
const struct layouts *layouts_load(struct diag *problems, const struct tree *tree, const struct language *language,
                                   struct arena *arena);

/* NULL when there is no such layout. */
const struct template *layouts_find(const struct layouts *layouts, struct text name);

/* The name that was most likely meant by one that no layout has; "" when none is near. */
struct text layouts_near(const struct layouts *layouts, struct text wrong, struct arena *arena);

/* The files, one after another: false after the last. */
bool layouts_source(const struct layouts *layouts, size_t index, struct text *path, struct text *source);

/* The digest of a layout and of all layouts and words that it includes, directly or not (all, where names are dynamic). */
struct digest layouts_digest(const struct layouts *layouts, struct text name);

/* Adds the names that layout `name`, and what it includes, uses of views of this shape; nothing where there is no such layout.
 */
void layouts_follow(struct mustache_names *names, const struct layouts *layouts, struct text name, const struct shape *shape,
                    struct arena *arena);

/* Renders layout `name`, which must exist. False with `why` when inclusion never ends. `watch` may be NULL. */
bool layouts_render(struct buffer *out, const struct layouts *layouts, struct text name, const struct view *view,
                    const struct mustache_watch *watch, struct text *why, struct arena *arena);

#endif
