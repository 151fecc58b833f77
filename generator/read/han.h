/*
 * han: marks runs of Han characters in a text of another script with their language.
 *
 *     markup_han(&html, title, TEXT("zh-Hans"));    // Impedance <span lang="zh-Hans">阻抗</span>
 *
 * CJK punctuation inside a run or around it belongs to it. A run that holds kana is Japanese, whatever `han` says.
 */
#ifndef READ_HAN_H
#define READ_HAN_H

#include "base/buffer.h"

/* Escapes `text` for HTML and wraps its Han runs in <span lang>. An empty `han` marks nothing. */
void markup_han(struct buffer *out, struct text text, struct text han);

/* Whether texts in this language (BCP 47) are themselves written in Han, kana or hangul, so that nothing in them is marked. */
bool han_is_native(struct text language);

/* The end of the run that begins at `from`; `from` itself when none does. Sets `kana` to whether the run has any. */
size_t han_run(bool *kana, struct text text, size_t from);

/* One run, escaped and marked. */
void han_add_run(struct buffer *out, struct text run, bool kana, struct text han);

#endif
