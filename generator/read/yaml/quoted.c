#include "read/yaml/quoted.h"

#include "base/buffer.h"

struct text yaml_quoted(struct text text, struct arena *arena) {
    struct buffer quoted = {0};
    buffer_add_char(&quoted, '"');
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.bytes[i];
        if (byte == '"' || byte == '\\')
            buffer_add_char(&quoted, '\\');
        buffer_add_char(&quoted, byte == '\n' || byte == '\r' || byte == '\t' ? ' ' : byte);
    }
    buffer_add_char(&quoted, '"');
    return buffer_take(&quoted, arena);
}
