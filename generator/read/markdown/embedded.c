/* Files that no browser shows as a picture, and that are written as if it did: links to them. */
#include "read/markdown/boxes.h"

#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include <string.h>

/* The address without what stands behind its path. */
static struct text path_of(struct text url) {
    url = text_slice(url, 0, text_find_char(url, '#', 0));
    return text_slice(url, 0, text_find_char(url, '?', 0));
}

static bool is_no_picture(struct text url) {
    static const char *const endings[] = {".mp4", ".m4v",  ".webm", ".ogv",  ".mov", ".avi", ".mkv",  ".mp3",  ".m4a", ".ogg",
                                          ".oga", ".opus", ".wav",  ".flac", ".aac", ".pdf", ".epub", ".docx", ".odt", ".zip"};
    struct text path = path_of(url);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i]);
        if (path.size > size && text_equal_ignoring_case(text_after(path, path.size - size), text_of(endings[i])))
            return true;
    }
    return false;
}

static void make_link(struct markdown_reader *reader, struct cmark_node *node, struct text url) {
    size_t offset = text_find(reader->tokens.body, url, 0);
    bool is_there = offset < reader->tokens.body.size;
    tellings_add(reader, TELL_FILE, (struct text){0}, is_there ? offset : 0, is_there ? url.size : 0);
    node->type = CMARK_NODE_LINK;
    node->user_data = NULL;
    if (node->first_child)
        return;
    struct text name = path_of(url);
    for (size_t slash = text_find_char(name, '/', 0); slash < name.size; slash = text_find_char(name, '/', 0))
        name = text_after(name, slash + 1);
    struct cmark_node *words = cmark_node_new_with_mem(CMARK_NODE_TEXT, node->content.mem);
    cmark_node_set_literal(words, text_terminated(name, reader->arena));
    cmark_node_append_child(node, words);
}

void embedded_prepare(struct markdown_reader *reader, struct cmark_node *root) {
    cmark_iter *iterator = cmark_iter_new(root);
    for (cmark_event_type event = cmark_iter_next(iterator); event != CMARK_EVENT_DONE; event = cmark_iter_next(iterator)) {
        struct cmark_node *node = cmark_iter_get_node(iterator);
        if (event != CMARK_EVENT_EXIT || node->type != CMARK_NODE_IMAGE)
            continue;
        struct text url = tokens_restore(&reader->tokens, node_url(node), reader->arena);
        if (is_no_picture(url))
            make_link(reader, node, url);
    }
    cmark_iter_free(iterator);
}
