#include "compose/images.h"
#include "compose/svg.h"
#include "read/markdown/lengths.h"
#include "targets.h"

/* The bytes of a picture, which anybody may have made. */
void fuzz_images(struct text input) {
    struct image_size size = {0};
    struct html_piece root;
    enum image_type type = image_type_of(input);
    bool is_known = image_size_of(&size, input);
    fuzz_check(!is_known || (size.width && size.height), "a size without a side", input);
    fuzz_check(!is_known || type != IMAGE_OTHER, "a size of what is no picture", input);
    fuzz_check(svg_root(&root, input) == (type == IMAGE_SVG) || image_media_type(type).size, "two types", input);
    uint32_t thousandths;
    if (length_of(&thousandths, input) != LENGTH_ABSOLUTE)
        fuzz_check(thousandths == 0, "so many pixels of what is none", input);
}
