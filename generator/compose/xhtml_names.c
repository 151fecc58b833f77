#include "compose/xhtml_names.h"

#include "base/array.h"

#include <string.h>

bool xhtml_is_one_of(struct text name, const char *words) {
    for (const char *word = words; word; word = strchr(word, ' ')) {
        word += *word == ' ';
        if (strncmp(word, name.bytes, name.size) == 0 && (word[name.size] == ' ' || !word[name.size]))
            return name.size > 0;
    }
    return false;
}

bool xhtml_is_raw(struct text name) {
    return xhtml_is_one_of(name, "script style xmp iframe noembed noframes");
}

bool xhtml_is_flat(struct text name) {
    return xhtml_is_one_of(name, "title textarea");
}

bool xhtml_is_of_tables(struct text name) {
    return xhtml_is_one_of(name, "caption col colgroup tbody td tfoot th thead tr");
}

bool xhtml_marks_words(struct text name) {
    return xhtml_is_one_of(name, "b big code em font i nobr s small strike strong tt u");
}

bool xhtml_takes_html(struct text name) {
    return xhtml_is_one_of(name, "foreignobject desc title mi mo mn ms mtext annotation-xml");
}

bool xhtml_leaves_foreign(struct text name) {
    return xhtml_is_one_of(name,
                           "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li "
                           "listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var");
}

struct text xhtml_foreign_spelling(struct text name) {
    static const char spellings[] =
        "altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform attributeName attributeType "
        "baseFrequency baseProfile calcMode clipPath clipPathUnits definitionURL diffuseConstant edgeMode feBlend "
        "feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight "
        "feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology "
        "feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filterUnits foreignObject glyphRef "
        "gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lengthAdjust "
        "limitingConeAngle linearGradient markerHeight markerUnits markerWidth maskContentUnits maskUnits numOctaves "
        "pathLength patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha "
        "preserveAspectRatio primitiveUnits radialGradient refX refY repeatCount repeatDur requiredExtensions "
        "requiredFeatures specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale "
        "systemLanguage tableValues targetX targetY textLength textPath viewBox viewTarget xChannelSelector "
        "yChannelSelector zoomAndPan";
    struct text spelling, rest = text_of(spellings);
    while (text_cut(&spelling, &rest, ' '))
        if (text_equal_ignoring_case(spelling, name))
            return spelling;
    return name;
}

const struct xhtml_ending *xhtml_next_ending(struct text name, size_t *at) {
    static const struct xhtml_ending endings[] = {
        {"body", "head", ""},
        {"li", "li", "ul ol menu"},
        {"dt dd", "dt dd", "dl"},
        {"td th", "td th", "tr table"},
        {"tr", "tr caption colgroup", "table"},
        {"thead tbody tfoot caption colgroup", "thead tbody tfoot caption colgroup", "table"},
        {"option", "option", "select datalist"},
        {"optgroup", "option optgroup", "select"},
        {"rt rp", "rt rp", "ruby"},
        {"a", "a", "td th caption object"},
        {"h1 h2 h3 h4 h5 h6", "h1 h2 h3 h4 h5 h6", "article aside blockquote dd details div figure header li section td th"},
        {"button", "button", "td th caption object"},
        {"address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 "
         "h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table ul",
         "p", "td th caption object button table"},
    };
    for (; *at < COUNT_OF(endings); ++*at)
        if (xhtml_is_one_of(name, endings[*at].begins))
            return &endings[(*at)++];
    return NULL;
}

const struct xhtml_content *xhtml_content_of(struct text name) {
    static const struct xhtml_content contents[] = {
        {"table", "caption colgroup thead tbody tfoot", "tbody"},
        {"thead tbody tfoot", "tr", "tr"},
        {"tr", "td th", "td"},
        {"ul ol menu", "li", "li"},
        {"dl", "dt dd div", "dd"},
    };
    for (size_t i = 0; i < COUNT_OF(contents); i++)
        if (xhtml_is_one_of(name, contents[i].parents))
            return &contents[i];
    return NULL;
}

bool xhtml_is_block(struct text name) {
    return xhtml_is_one_of(name,
                           "address article aside blockquote caption center colgroup dd details div dl dt fieldset figcaption "
                           "figure footer h1 h2 h3 h4 h5 h6 header hgroup li main menu nav ol p pre section table tbody td "
                           "tfoot th thead tr ul");
}
