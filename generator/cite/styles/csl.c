#include "cite/styles/csl.h"

#include "cite/styles/apa.csl.inc"
#include "cite/styles/chicago-author-date.csl.inc"
#include "cite/styles/chicago-notes-bibliography.csl.inc"
#include "cite/styles/modern-language-association.csl.inc"

const struct csl_style csl_styles[STYLE_COUNT] = {
    [STYLE_CHICAGO_NOTES] = CSL_STYLE_CHICAGO_NOTES_BIBLIOGRAPHY,
    [STYLE_CHICAGO_AUTHOR_DATE] = CSL_STYLE_CHICAGO_AUTHOR_DATE,
    [STYLE_APA] = CSL_STYLE_APA,
    [STYLE_MLA] = CSL_STYLE_MODERN_LANGUAGE_ASSOCIATION,
};
