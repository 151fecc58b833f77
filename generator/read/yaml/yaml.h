/*
 * yaml: YAML as a flat tree of values with their places in the file. Only yaml.c includes libyaml.
 *
 *     struct yaml yaml;
 *     if (yaml_parse(&yaml, bytes, 1, path, problems, arena)) {
 *         const struct yaml_node *title = yaml_get(&yaml, yaml_root(&yaml), TEXT("title"));
 *         if (title) use(yaml_text(&yaml, title));
 *     }
 *
 * Nodes are in document order; a node's children follow it, and `end` is the index after the last of them, so the tree needs no
 * pointers: nodes and pool can be written to a file and used in place. Both front matter and site.yaml are read with this.
 * Bounds: 100,000 nodes, 64 levels, aliases expanded to at most 1,000 nodes in all.
 */
#ifndef READ_YAML_YAML_H
#define READ_YAML_YAML_H

#include "base/diag.h"

/* Bytes `offset` to `offset + size` of a pool. */
struct span {
    uint32_t offset, size;
};

enum yaml_kind { YAML_NULL, YAML_SCALAR, YAML_LIST, YAML_MAP };

/* What follows a plain scalar on its line: "# so", which is mostly meant for a remark, or "#1", which is hardly meant for one.
 */
enum yaml_comment { YAML_NO_COMMENT, YAML_REMARK, YAML_WORDS_BEHIND };

struct yaml_node {
    uint8_t kind;                 /* enum yaml_kind; a plain empty, ~ or null scalar is YAML_NULL */
    uint8_t quoted;               /* 1 for '..', "..", | and > scalars: never a number, date or boolean */
    uint8_t comment;              /* enum yaml_comment */
    uint8_t key_mark;             /* yaml_key_mark of the key; there is no gap, since nodes are written to records */
    uint32_t end;                 /* index after this node and all below it */
    uint32_t line, column, width; /* of the value, in the file */
    uint32_t key_line, key_column, key_width; /* of the key; 0 for list items and the root */
    struct span key;                          /* in the pool; size 0 for list items and the root */
    struct span value;                        /* of a scalar */
};

struct yaml {
    const struct yaml_node *nodes; /* nodes[0] is the root, when count > 0 */
    uint32_t count;
    struct text pool;
};

/*
 * Parses one YAML document whose first line is `first_line` of the file `path`. False with E001 or E009 when it cannot be read;
 * a duplicate key (E002) is reported and the first one counts. An empty document has a YAML_NULL root.
 */
bool yaml_parse(struct yaml *yaml, struct text bytes, uint32_t first_line, struct text path, struct diag *problems,
                struct arena *arena);

const struct yaml_node *yaml_root(const struct yaml *yaml);
struct text yaml_text(const struct yaml *yaml, const struct yaml_node *node); /* a scalar's value; "" for others */
struct text yaml_key(const struct yaml *yaml, const struct yaml_node *node);

/* Keys that differ only in ASCII case and in '-', '_' and ' ' have the same; what has another is another key. */
uint8_t yaml_key_mark(struct text key);

/* The value at `key` of a map; NULL when absent or when `map` is NULL or no map. */
const struct yaml_node *yaml_get(const struct yaml *yaml, const struct yaml_node *map, struct text key);

/* Children: for (child = yaml_first(yaml, node); child; child = yaml_next(yaml, node, child)). */
const struct yaml_node *yaml_first(const struct yaml *yaml, const struct yaml_node *parent);
const struct yaml_node *yaml_next(const struct yaml *yaml, const struct yaml_node *parent, const struct yaml_node *child);

/* true, yes, on / false, no, off (YAML 1.1, any usual case), unquoted. False when it is neither. */
bool yaml_boolean(bool *value, const struct yaml *yaml, const struct yaml_node *node);

/* The place of a value or of its key. */
struct diag_place yaml_place(struct text path, const struct yaml_node *node);
struct diag_place yaml_key_place(struct text path, const struct yaml_node *node);

/* The version of libyaml that runs. */
const char *yaml_library(void);

#endif
