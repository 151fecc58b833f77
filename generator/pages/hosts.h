/*
 * hosts: what the hosts that site.yaml names are told of old addresses, in files that they read.
 *
 * At an old address stands its page (aliases.h), on any host. A host that can be told answers with 301 instead, so that links,
 * bookmarks and search engines learn the new address. What no rule can say, and what is beyond a host's limits, is left to its
 * page, with a warning. What is gone has no rule: its page says more than a status, and not all of the hosts can say 410.
 *
 * The curator's own rules, in content/_redirects, stand in that file, too.
 *
 * netlify, cloudflare and gitlab read one file, _redirects, and each its own way: a line that is another's is passed over by
 * the others, which is why there are two for one address where both netlify and cloudflare are named.
 */
#ifndef PAGES_HOSTS_H
#define PAGES_HOSTS_H

#include "pages/plan_pages.h"

enum host_file { HOST_FILE_REDIRECTS, HOST_FILE_NGINX, HOST_FILE_APACHE, HOST_FILES };

/* By enum host_file, the whole file; "" for those that no host reads. Tells what could not be said. */
const struct text *hosts_redirects(const struct planning *planning);

/*
 * One rule in a host's syntax, a line or two. `base`: what all addresses stand below, decoded: "/", "/reader/". False, and
 * nothing is added, when the syntax has no way to say it.
 */
bool host_rule(struct buffer *out, enum host host, const struct page_move *move, struct text base, struct arena *arena);

#endif
