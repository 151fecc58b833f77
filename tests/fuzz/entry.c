/* libFuzzer's entry to the target that FUZZ_TARGET names. */
#include "targets.h"

#define JOIN(a, b) a##b
#define RUN(name) JOIN(fuzz_, name)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    RUN(FUZZ_TARGET)((struct text){(const char *)bytes, size});
    return 0;
}
