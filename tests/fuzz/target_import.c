#include "base/utf8.h"
#include "import/decode.h"
#include "import/import.h"
#include "import/round_trip.h"
#include "targets.h"

/* An account that nobody changed gives the same draft and account; and any bytes at all may be one. */
static void check_account(struct text input, struct arena *arena) {
    struct import_input page = {.bytes = input, .name = TEXT("page")};
    struct imported first, second;
    struct edited edited;
    import_input(&first, &page, arena);
    if (!first.refusal.message) {
        edited_read(&edited, first.account, arena);
        page.edited = &edited;
        import_input(&second, &page, arena);
        fuzz_check(second.faults.count == 0, "an account cannot be read", first.account);
        fuzz_check(text_equal(first.account, second.account), "another account comes of an account", first.account);
        fuzz_check(text_equal(first.draft, second.draft), "another draft comes of an account", first.account);
    }
    edited_read(&edited, input, arena);
    page = (struct import_input){.bytes = TEXT("A title\n\nA text.\n\n- An item\n"), .edited = &edited};
    import_input(&second, &page, arena);
}

/* Bytes of any charset, as HTML or plain text: nothing is lost, and the draft says what was kept. */
void fuzz_import(struct text input) {
    struct arena arena = {0};
    struct decoded decoded;
    if (!decode_refusal(input) && decode(&decoded, input, TEXT(""), &arena)) {
        fuzz_check(utf8_first_invalid(decoded.text) == decoded.text.size, "what was decoded is no UTF-8", input);
        struct round_trip trip = round_trip_of(decoded.text, &arena);
        fuzz_check(trip.lost == 0, "characters are lost, or stand twice", decoded.text);
        fuzz_check(text_equal(trip.kept, trip.read_back), "the draft does not say what was kept", trip.draft);
        fuzz_check(text_equal(trip.draft, round_trip_of(decoded.text, &arena).draft), "two drafts of one input", trip.draft);
        trip = round_trip_of_decided(decoded.text, text_hash(decoded.text), &arena);
        fuzz_check(trip.lost == 0, "characters are lost, or stand twice, where an editor decided", decoded.text);
        fuzz_check(text_equal(trip.kept, trip.read_back), "the draft does not say what an editor kept", trip.draft);
    }
    check_account(input, &arena);
    arena_free(&arena);
}
