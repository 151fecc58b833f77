#include "base/utf8.h"
#include "import/decode.h"
#include "import/round_trip.h"
#include "targets.h"

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
    arena_free(&arena);
}
