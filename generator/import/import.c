#include "import/import.h"

#include "base/array.h"
#include "base/buffer.h"
#include "import/name_forms.h"
#include "import/biographies.h"
#include "import/hints.h"

static void refuse(struct imported *imported, const char *message, const char *help) {
    imported->refusal = (struct refusal){message, help};
}

/* Where relative links lead from: what the editor says, else what the page says of its address. */
static struct text base_of(const struct import_input *input, const struct metadata *metadata) {
    uint32_t chosen = metadata->chosen[SAID_URL];
    return input->url.size > 0 || chosen == NONE ? input->url : metadata->items[chosen].value;
}

static void write_account(struct imported *imported, const struct account *account, bool wants_json, struct arena *arena) {
    struct buffer out = {0};
    account_write(&out, account, arena);
    imported->account = text_copy(buffer_text(&out), arena);
    buffer_clear(&out);
    if (wants_json)
        account_write_json(&out, account, arena);
    imported->json = buffer_take(&out, arena);
}

/* What the command line says holds where the account says otherwise. */
static bool take_decisions(struct imported *imported, const struct import_input *input, struct intake *intake,
                           struct arena *arena) {
    if (input->edited)
        edited_apply(intake, input->edited, &imported->faults, arena);
    decisions_apply(intake, &input->keep, &input->remove, &imported->faults, arena);
    return imported->faults.count == 0;
}

static void import_decoded(struct imported *imported, const struct import_input *input, const struct decoded *decoded,
                           struct arena *arena) {
    imported->is_html = intake_is_html(decoded->text);
    struct intake *intake = imported->is_html ? intake_of_html(decoded->text, arena) : intake_of_text(decoded->text, arena);
    if (input->common)
        boilerplate_mark(intake, input->common);
    if (!take_decisions(imported, input, intake, arena))
        return;
    const uint32_t *hints = hints_of(intake, arena);
    struct article article = article_find(intake, hints, arena);
    struct metadata metadata = metadata_find(intake, hints, &article, input->url, arena);
    if (input->is_of_several)
        boilerplate_gather(&imported->page, intake, base_of(input, &metadata), arena);
    const struct ruling *rulings = rules_judge(intake, hints, &article, &metadata, arena);
    suspicions_find(&imported->suspicions, intake, &article, rulings, arena);
    struct draft draft = draft_write(intake, rulings, &metadata, base_of(input, &metadata), arena);
    struct account account = {.name = input->name,
                              .bytes = input->bytes,
                              .decoded = decoded,
                              .intake = intake,
                              .rulings = rulings,
                              .metadata = &metadata,
                              .draft = &draft,
                              .article = &article,
                              .base = base_of(input, &metadata),
                              .charset = input->charset,
                              .url = input->url,
                              .tally = account_tally(intake, rulings)};
    imported->title = draft.title;
    imported->draft = draft.text;
    imported->tally = account.tally;
    biographies_find(imported, &metadata, arena);
    name_forms_find(imported, &metadata, arena);
    write_account(imported, &account, input->wants_json, arena);
    if (intake->blocks.count == 0)
        refuse(imported, "there is no text in it",
               "the page may be made by a script: save it from the browser, with what it shows");
    else if (account.tally.visible[VERDICT_KEPT] + account.tally.visible[VERDICT_CHANGED] == 0)
        refuse(imported, "nothing in it reads as a text", "cut out the part that is the text, and import that");
    if (account.tally.lost != 0)
        refuse(imported, "characters of it are in no line of the account: a fault of this program", "report it, with the file");
}

void import_input(struct imported *imported, const struct import_input *input, struct arena *arena) {
    *imported = (struct imported){0};
    const struct refusal *refusal = decode_refusal(input->bytes);
    struct decoded decoded;
    if (input->bytes.size > IMPORT_MOST_BYTES)
        refuse(imported, "it is larger than 16 MiB", "cut out the part that is the text");
    else if (refusal)
        imported->refusal = *refusal;
    else if (!decode(&decoded, input->bytes, input->charset, arena))
        refuse(imported, "there is no charset of that name", "`iconv -l` lists those that there are");
    else
        import_decoded(imported, input, &decoded, arena);
}
