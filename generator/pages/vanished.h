/*
 * vanished: what was published and would be gone.
 *
 *     vanished_check(problems, plan, &published, TEXT("content/addresses.lock"), arena);
 *
 * An address that was published must stand, as a page, as what leads to where it went, or as a page that says that it is gone;
 * and each place on its page, too. Otherwise there is an error that names the likeliest heir. Not so for what is held back
 * today: that it cannot be found is a promise as well, and a note says what goes (W418).
 */
#ifndef PAGES_VANISHED_H
#define PAGES_VANISHED_H

#include "pages/promised.h"

/* `name`: of the list, in messages. */
void vanished_check(struct diag *problems, const struct plan *plan, const struct address_list *published, struct text name,
                    struct arena *arena);

/*
 * Of an edition, which is frozen: one error for all that it would lose of what was published of it, since it is made of another
 * commit now. `today`: the plan of today's site, which knows what is held back.
 */
void vanished_check_edition(struct diag *problems, const struct plan *today, const struct plan *plan,
                            const struct edition *edition, const struct address_list *published, struct arena *arena);

/* Warns of what is promised and not in the list yet. */
void vanished_check_recorded(struct diag *problems, const struct plan *plan, const struct address_list *recorded,
                             struct text name, struct arena *arena);

#endif
