/*
 * essay_key: what stands for an essay's view in the key of its page, at a twentieth of what the view costs.
 *
 *     struct digest inputs = essay_key(plan, page);       // equal inputs, equal views
 *
 * Every other page's key holds the digest of its view. Of essays there are as many as the reader has, and to make all their
 * views in order to find that one of them differs was two fifths of a build. So an essay's view has a second description: the
 * digest of the file that it is made of, and of each card, sentence and number that it takes from elsewhere. It may differ
 * where the view does not (then the page is made, and its bytes are found to be the same); it must never be equal where the
 * view differs. Whoever gives pages/essay.c something new to read adds it here: tests/pages/test_essay_key.c and tests/soak
 * watch.
 */
#ifndef PAGES_ESSAY_KEY_H
#define PAGES_ESSAY_KEY_H

#include "pages/plan.h"

struct digest essay_key(const struct plan *plan, const struct page *page);

/* What all views hold, for `shared->frame`: the site, its origin, its menu. */
struct digest essay_key_frame(const struct shared_views *shared);

#endif
