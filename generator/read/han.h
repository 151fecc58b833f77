/*
 * han: marks runs of Han characters in a text of another script with their language.
 *
 *     markup_han(&html, title, TEXT("zh-Hans"));    // Impedance <span lang="zh-Hans">阻抗</span>
 *
 * CJK punctuation inside a run or around it belongs to it. A run that holds kana is Japanese, whatever `han` says, and the Han
 * of a title or name that holds hangul is Korean.
 */
#ifndef READ_HAN_H
#define READ_HAN_H

#include "base/buffer.h"

/* Escapes a title, name or label for HTML and wraps its Han runs in <span lang>. An empty `han` marks nothing. */
void markup_han(struct buffer *out, struct text text, struct text han);

/* Whether texts in this language (BCP 47) are themselves written in Han, kana or hangul, so that nothing in them is marked. */
bool han_is_native(struct text language);

/* The end of the run that begins at `from`; `from` itself when none does. Sets `kana` to whether the run has any. */
size_t han_run(bool *kana, struct text text, size_t from);

/* One run, escaped and marked. */
void han_add_run(struct buffer *out, struct text run, bool kana, struct text han);

/* Whether a text runs against the direction around it, by its first letter that has one. */
bool text_runs_against(struct text text, bool is_rtl);

#endif
