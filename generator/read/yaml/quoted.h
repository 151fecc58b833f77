/*
 * quoted: a text as YAML's double-quoted scalar, on one line: what programs write into front matter.
 */
#ifndef READ_YAML_QUOTED_H
#define READ_YAML_QUOTED_H

#include "base/text.h"

/* With its quotation marks; line ends and tabs become spaces. `text` is UTF-8 without other controls. */
struct text yaml_quoted(struct text text, struct arena *arena);

#endif
