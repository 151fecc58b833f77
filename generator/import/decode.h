/*
 * decode: the bytes of an input as UTF-8, with the charset, why it was taken, and what was replaced.
 *
 *     const struct refusal *refusal = decode_refusal(bytes);      // empty, a PDF, an archive, no text at all
 *     if (refusal) ...
 *     decode(&decoded, bytes, TEXT(""), arena);                   // or the charset that the command line names
 *
 * In this order: a byte order mark; the charset that the editor names; valid UTF-8, whatever the page says of itself; what the
 * page says; what the bytes look like (charset_guessed); Windows-1252, which any bytes are. Names mean what browsers take them
 * for: GB2312 and GBK are GB18030, ISO-8859-1 and ASCII are Windows-1252.
 *
 * Every place of an import is an offset into `text`, which is kept beside the bytes only in memory.
 */
#ifndef IMPORT_DECODE_H
#define IMPORT_DECODE_H

#include "base/text.h"

struct decoded {
    struct text text;    /* UTF-8 without NUL and without its mark; line ends as they were */
    struct text charset; /* "UTF-8", as iconv names it */
    const char *why;     /* a phrase: "the page names it" */
    size_t replaced;     /* bytes that stand for no character, or for one that no page can have: U+FFFD is in their place */
    size_t mended;       /* characters that had been decoded wrongly once before ("Ã©") and are whole again ("é") */
};

/* Why bytes are no text that can be imported, and what to do instead. */
struct refusal {
    const char *message, *help;
};

/* NULL when the bytes may be text. */
const struct refusal *decode_refusal(struct text bytes);

/* `named` is the charset that the editor gave, or "". False when there is none of that name. */
bool decode(struct decoded *decoded, struct text bytes, struct text named, struct arena *arena);

/* What the bytes look like; "" when nothing can be said. libuchardet is met only in guess.c. */
struct text charset_guessed(struct text bytes, struct arena *arena);

#endif
