#include "kinds/persons.h"

#include "connect/addresses.h"
#include "read/slug.h"

/* Quarto and CSL write the parts of a name. */
static void read_parts(struct person *person, const struct fields *parts) {
    person->given = field_text(parts, FIELD_GIVEN);
    person->family = field_text(parts, FIELD_INNER_FAMILY);
    person->name = person->given.size ? person->given : person->family;
    if (person->given.size && person->family.size)
        person->name = text_format(parts->arena, "%.*s %.*s", TEXT_ARGS(person->given), TEXT_ARGS(person->family));
    person->is_body = !person->name.size && field_find(parts, FIELD_LITERAL);
    if (person->is_body)
        person->name = field_text(parts, FIELD_LITERAL);
}

static void read_name(struct person *person, const struct fields *fields, const struct yaml_node *name) {
    struct fields parts = fields_below(fields, name);
    if (name->kind == YAML_MAP)
        read_parts(person, &parts);
    else
        person->name = value_text(fields, name, "a name");
}

struct person person_read(const struct fields *fields, const struct yaml_node *node) {
    if (node->kind != YAML_MAP)
        return (struct person){.name = value_text(fields, node, "an author")};
    struct fields below = fields_below(fields, node);
    const struct yaml_node *name = field_find(&below, FIELD_INNER_NAME);
    struct person person = {0};
    read_parts(&person, &below);
    if (name)
        read_name(&person, &below, name);
    person.slug = field_text(&below, FIELD_SLUG);
    if (!person.name.size && !person.slug.size)
        field_error(fields, E_WRONG_TYPE, node, TEXT("write \"name: ...\""), "an author needs a name");
    if (person.slug.size && !slug_valid(person.slug))
        field_error(fields, E_BAD_SLUG, field_find(&below, FIELD_SLUG),
                    did_you_mean(slug_of_name(person.slug, fields->arena), fields->arena), "\"%.*s\" cannot be a slug",
                    TEXT_ARGS(person.slug));
    return person;
}

struct work_name person_cited(const struct person *person) {
    return name_cited(&(struct name_said){
        .name = person->name, .family = person->family, .given = person->given, .is_body = person->is_body});
}
