/*
 * internal: what the files of epub/ share. A book is written by epub.c, its package by package.c, its navigation by
 * navigation.c.
 */
#ifndef EPUB_INTERNAL_H
#define EPUB_INTERNAL_H

#include "epub/epub.h"

#define EPUB_PACKAGE "package.opf"
#define EPUB_NAVIGATION "nav.xhtml"

/* EPUB/package.opf and EPUB/nav.xhtml. */
void package_write(struct buffer *out, const struct epub_book *book);
void navigation_write(struct buffer *out, const struct epub_book *book);

/* Whether the list of pages has any. */
bool navigation_has_pages(const struct epub_book *book);

/* What may stand in XML of a text. */
void xml_add(struct buffer *out, struct text text);

/* " name=\"value\"", or nothing where the value is "". */
void xml_add_attribute(struct buffer *out, const char *name, struct text value);

#endif
