#include "base/utf8.h"
#include "read/yaml/yaml.h"
#include "targets.h"

static void check_node(const struct yaml *yaml, uint32_t index, uint32_t end) {
    const struct yaml_node *node = &yaml->nodes[index];
    fuzz_check(node->end > index && node->end <= end, "a node reaches behind its parent", yaml->pool);
    fuzz_check(node->line > 0 && node->column > 0, "a node without a place", yaml_text(yaml, node));
    fuzz_check((size_t)node->value.offset + node->value.size <= yaml->pool.size, "a value outside the pool", yaml->pool);
    fuzz_check((size_t)node->key.offset + node->key.size <= yaml->pool.size, "a key outside the pool", yaml->pool);
    fuzz_check(node->kind > YAML_SCALAR || node->end == index + 1, "a scalar with children", yaml_text(yaml, node));
}

static void check_nodes(const struct yaml *yaml) {
    fuzz_check(yaml->count > 0 && yaml->count <= 100000 && yaml_root(yaml)->end == yaml->count, "no root", yaml->pool);
    for (uint32_t i = 0; i < yaml->count; i++) {
        const struct yaml_node *node = &yaml->nodes[i];
        bool truth;
        check_node(yaml, i, yaml->count);
        yaml_boolean(&truth, yaml, node);
        for (const struct yaml_node *child = yaml_first(yaml, node); child; child = yaml_next(yaml, node, child))
            check_node(yaml, (uint32_t)(child - yaml->nodes), node->end);
    }
}

void fuzz_yaml(struct text input) {
    struct arena arena = {0};
    struct diag problems = {0};
    struct yaml yaml = {0};
    if (yaml_parse(&yaml, input, 1, TEXT("content/site.yaml"), &problems, &arena))
        check_nodes(&yaml);
    else
        fuzz_check(problems.errors > 0, "YAML fails without a problem", input);
    fuzz_print(&problems, input);
    diag_free(&problems);
    arena_free(&arena);
}
