#include "cite/csl_reading.h"
#include "read/codes.h"
#include "read/forbidden.h"

void csl_tell(const struct csl_reading *reading, const char *code, struct diag_place place, struct text message,
              const char *help) {
    diag_add(reading->problems, DIAG_WARNING, code, place, message, text_of(help));
}

struct text csl_value(const struct csl_reading *reading, const struct yaml_node *node) {
    struct utf8_replaced replaced = {0};
    struct text text = yaml_text(reading->yaml, node), allowed = utf8_allowed(&replaced, text, reading->arena);
    forbidden_tell(reading->problems, yaml_place(reading->path, node), &replaced, text);
    return text_trim(allowed);
}

void csl_tell_value(const struct csl_reading *reading, const struct yaml_node *node) {
    csl_tell(reading, W_WORKS_LEFT_OUT, yaml_key_place(reading->path, node),
             text_format(reading->arena, "the value of \"%.*s\" is not understood, and left out",
                         TEXT_ARGS(yaml_key(reading->yaml, node))),
             "");
}

bool csl_is_true(const struct csl_reading *reading, const struct yaml_node *node) {
    bool truth = false;
    struct text value = csl_value(reading, node);
    return (yaml_boolean(&truth, reading->yaml, node) && truth) || text_equal(value, TEXT("1")) ||
           text_equal(value, TEXT("true"));
}
