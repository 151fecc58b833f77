#include "base/build.h"

static const char name[] = {
#include "base/build_name.inc"
};

struct text build_name(void) {
    return (struct text){name, sizeof name};
}
