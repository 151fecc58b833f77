/*
 * css: what the styles of a page do to its words that a draft must say, too: they are struck out, raised, lowered, or not
 * shown.
 *
 *     css_read(&css, sheet, arena);                                  // of each <style>, before the elements that it is about
 *     style = css_style(text of style="") | css_class_style(&css, text of class="");
 *
 * Of a sheet only the rules of one class are read, ".c3 {...}" or "span.c3 {...}", as programs write them that export texts;
 * what else a rule may be about takes a browser.
 */
#ifndef IMPORT_CSS_H
#define IMPORT_CSS_H

#include "base/table.h"

struct css {
    struct table classes; /* to a style, of enum intake_style */
};

/* Adds the rules of a sheet, whose bytes outlive them. */
void css_read(struct css *css, struct text sheet, struct arena *arena);

/* What declarations say, "text-decoration: line-through; color: red", of enum intake_style. */
uint16_t css_style(struct text declarations);

/* What is said of one of the classes, which have spaces between them. */
uint16_t css_class_style(const struct css *css, struct text classes);

/* Whether a property is declared with this word in its value: "display", "none". */
bool css_declares(struct text declarations, const char *property, const char *word);

#endif
