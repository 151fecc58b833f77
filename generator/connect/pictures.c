/* What is known and told of the pictures that texts show: of those that visitors wait for, and those that are not what their
 * names say. What no text shows is copied, and no page loads it. */
#include "connect/pictures.h"
#include "kinds/loading.h"

#include "base/build.h"
#include "base/files.h"
#include "base/remembered.h"
#include "compose/images.h"

#include <string.h>

enum { HEAVY_BYTES = 1000000, WIDE_PIXELS = 2400 };

static struct digest key_of(struct digest file) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("what a picture is"));
    hasher_add_text(&hasher, build_name());
    hasher_add_digest(&hasher, file);
    return hasher_end(&hasher);
}

bool is_lfs_pointer(struct text bytes) {
    return text_starts(bytes, TEXT("version https://git-lfs.github.com/spec/"));
}

static struct shown_picture facts_of(struct text bytes) {
    struct image_size size = {0};
    image_size_of(&size, bytes);
    return (struct shown_picture){.size_bytes = bytes.size,
                                  .width = size.width,
                                  .height = size.height,
                                  .type = image_type_of(bytes),
                                  .is_pointer = is_lfs_pointer(bytes)};
}

/* All zero when it cannot be read, which is told. */
static struct shown_picture facts_of_file(struct loading *loading, uint32_t file) {
    const struct site *site = loading->site;
    struct digest key = key_of(site->tree->files[file].id);
    struct arena arena = {0};
    struct shown_picture picture = {0};
    struct text bytes;
    if (remembered_find(site->remembered, &bytes, key) && bytes.size == sizeof picture) {
        memcpy(&picture, bytes.bytes, sizeof picture);
    } else if (tree_read(site->tree, file, &bytes, loading->problems, &arena)) {
        picture = facts_of(bytes);
        remembered_add(site->remembered, key, (struct text){(const char *)&picture, sizeof picture});
    }
    arena_free(&arena);
    return picture;
}

const struct shown_picture *picture_of(const struct site *site, uint32_t file) {
    return site->pictures ? site->pictures[file] : NULL;
}

enum image_type picture_type_of(const struct site *site, uint32_t file) {
    const struct shown_picture *picture = picture_of(site, file);
    return picture ? (enum image_type)picture->type : IMAGE_OTHER;
}

/* A reference that shows a picture, the first one to it. */
struct first_showing {
    struct loading *loading;
    struct diag_place place;
    const struct shown_picture *picture;
    struct text path;         /* "content/media/map.png" */
    struct text folder, name; /* "content/media/", "map" */
};

static void warn(const struct first_showing *showing, const char *code, struct text message, struct text help) {
    diag_add(showing->loading->problems, DIAG_WARNING, code, showing->place, message, help);
}

/* A command that makes a picture lighter which is not too wide. */
static struct text lighter(const struct first_showing *showing) {
    struct arena *arena = showing->loading->arena;
    struct text file = text_shell_word(showing->path, arena), photograph;
    switch ((enum image_type)showing->picture->type) {
    case IMAGE_PNG:
        photograph = text_format(arena, "%.*s%.*s.jpg", TEXT_ARGS(showing->folder), TEXT_ARGS(showing->name));
        return text_format(arena, "of a photograph `convert %.*s -quality 80 %.*s`, else `mogrify -colors 256 %.*s`",
                           TEXT_ARGS(file), TEXT_ARGS(text_shell_word(photograph, arena)), TEXT_ARGS(file));
    case IMAGE_SVG: return text_format(arena, "`svgo %.*s`, or \"plain SVG\" in a drawing program", TEXT_ARGS(file));
    case IMAGE_GIF:
    case IMAGE_JPEG:
    case IMAGE_WEBP:
    case IMAGE_AVIF:
    case IMAGE_OTHER: break;
    }
    return text_format(arena, "`mogrify -quality 80 %.*s`", TEXT_ARGS(file));
}

/* The pictures of a GIF may each be only what differs from the one before. */
static struct text smaller(const struct first_showing *showing, bool is_wide) {
    struct arena *arena = showing->loading->arena;
    struct text file = text_shell_word(showing->path, arena);
    if (showing->picture->type == IMAGE_GIF)
        return text_format(arena, "`mogrify -coalesce -resize '800>' -layers optimize %.*s`, or show one of its pictures",
                           TEXT_ARGS(file));
    return is_wide ? text_format(arena, "`mogrify -resize '%u>' %.*s`", WIDE_PIXELS, TEXT_ARGS(file)) : lighter(showing);
}

static struct text size_said(const struct first_showing *showing, bool is_drawing) {
    const struct shown_picture *picture = showing->picture;
    struct arena *arena = showing->loading->arena;
    unsigned tenths = (unsigned)((picture->size_bytes + 50000) / 100000);
    struct text bytes = picture->size_bytes < HEAVY_BYTES
                            ? text_format(arena, "%u kB", (unsigned)((picture->size_bytes + 999) / 1000))
                            : text_format(arena, "%u.%u MB", tenths / 10, tenths % 10);
    return picture->width && !is_drawing
               ? text_format(arena, "%u by %u pixels, %.*s", picture->width, picture->height, TEXT_ARGS(bytes))
               : bytes;
}

static void warn_of_size(const struct first_showing *showing) {
    struct arena *arena = showing->loading->arena;
    bool is_drawing = showing->picture->type == IMAGE_SVG, is_wide = showing->picture->width > WIDE_PIXELS && !is_drawing;
    if (!is_wide && showing->picture->size_bytes <= HEAVY_BYTES)
        return;
    struct text said = size_said(showing, is_drawing), command = smaller(showing, is_wide);
    warn(showing, W_LARGE_PICTURE,
         text_format(arena, "the picture \"%.*s\" is large: %.*s", TEXT_ARGS(showing->path), TEXT_ARGS(said)),
         text_format(arena, "whoever reads this loads it; make it smaller in an image editor, or with %.*s",
                     TEXT_ARGS(command)));
}

/* What the bytes are, that the name does not say. */
static struct text what_it_is(const struct first_showing *showing) {
    struct text media_type = image_media_type((enum image_type)showing->picture->type);
    if (media_type.size)
        return text_format(showing->loading->arena, "of the type %.*s", TEXT_ARGS(media_type));
    return showing->picture->size_bytes ? TEXT("no picture that browsers show") : TEXT("empty");
}

static void warn_of_name(const struct first_showing *showing) {
    struct arena *arena = showing->loading->arena;
    enum image_type type = (enum image_type)showing->picture->type, named = image_type_named(showing->path);
    if (named == IMAGE_OTHER || named == type || showing->picture->is_pointer)
        return;
    struct text what = what_it_is(showing), ending = image_ending(type);
    struct text help = ending.size ? text_format(arena, "name it %.*s%.*s, here and where else it is shown",
                                                 TEXT_ARGS(showing->name), TEXT_ARGS(ending))
                                   : TEXT("see what it is: a site may have answered with a page when the picture was fetched");
    warn(showing, W_PICTURE_NAME, text_format(arena, "\"%.*s\" is %.*s", TEXT_ARGS(showing->path), TEXT_ARGS(what)), help);
}

static void check(struct loading *loading, const struct source *source, const struct doc_reference *reference, uint32_t file) {
    struct text path = loading->site->tree->files[file].path, name = path_name(path);
    struct first_showing showing = {.loading = loading,
                                    .place = {source->path, reference->line, reference->column, reference->width},
                                    .picture = loading->site->pictures[file],
                                    .path = path,
                                    .folder = text_slice(path, 0, path.size - name.size),
                                    .name = name};
    for (size_t end = name.size; end-- > 1 && showing.name.size == name.size;)
        if (name.bytes[end] == '.')
            showing.name.size = end;
    warn_of_size(&showing);
    warn_of_name(&showing);
}

static void load_shown(struct loading *loading, const struct referrer *from) {
    const struct source *source = from->source;
    const struct doc_reference *references = DOC_ITEMS(source->document, references, struct doc_reference);
    for (uint32_t i = 0; i < source->targets.count; i++) {
        const struct target *target = &source->targets.items[i];
        if (references[i].form != FORM_IMAGE || target->kind != THING_MEDIA || picture_of(loading->site, target->number))
            continue;
        size_t errors = loading->problems->errors;
        struct shown_picture *picture = arena_new(loading->arena, struct shown_picture);
        *picture = facts_of_file(loading, target->number);
        loading->site->pictures[target->number] = picture;
        if (!loading->site->is_edition && loading->problems->errors == errors)
            check(loading, source, &references[i], target->number);
    }
}

void pictures_load(struct loading *loading) {
    struct site *site = loading->site;
    site->pictures = arena_array(loading->arena, const struct shown_picture *, site->tree->count);
    each_referrer(loading, load_shown);
}
