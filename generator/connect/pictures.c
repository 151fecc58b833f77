/* What is told of the pictures that texts show: those that visitors wait for, and those that are not what their names say. What
 * no text shows is copied, and no page loads it. */
#include "connect/pictures.h"
#include "kinds/loading.h"

#include "base/build.h"
#include "base/files.h"
#include "base/remembered.h"
#include "compose/images.h"

#include <string.h>

/* One of the tree, as it is remembered under what identifies its bytes. */
struct picture_facts {
    uint64_t size_bytes;
    uint32_t width, height; /* 0 where they are not known */
    uint32_t type;          /* enum image_type */
    uint32_t is_pointer;    /* of Git LFS: told where the file is copied */
};

enum { HEAVY_BYTES = 1000000, WIDE_PIXELS = 2400 };

static struct digest key_of(struct digest file) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("what a picture is"));
    hasher_add_text(&hasher, build_name());
    hasher_add_digest(&hasher, file);
    return hasher_end(&hasher);
}

static bool picture_read(struct picture_facts *picture, const struct tree *tree, uint32_t file) {
    struct arena arena = {0};
    struct tree_trouble trouble;
    struct image_size size = {0};
    struct text bytes;
    bool read = tree->read(tree, file, &bytes, &trouble, &arena);
    if (read) {
        image_size_of(&size, bytes);
        *picture = (struct picture_facts){.size_bytes = bytes.size,
                                          .width = size.width,
                                          .height = size.height,
                                          .type = image_type_of(bytes),
                                          .is_pointer = text_starts(bytes, TEXT("version https://git-lfs.github.com/spec/"))};
    }
    arena_free(&arena);
    return read;
}

/* False when it cannot be read, which who copies it tells. */
static bool picture_of(struct picture_facts *picture, const struct site *site, uint32_t file) {
    struct digest key = key_of(site->tree->files[file].id);
    struct text kept;
    if (remembered_find(site->remembered, &kept, key) && kept.size == sizeof *picture) {
        memcpy(picture, kept.bytes, sizeof *picture);
        return true;
    }
    if (!picture_read(picture, site->tree, file))
        return false;
    remembered_add(site->remembered, key, (struct text){(const char *)picture, sizeof *picture});
    return true;
}

enum image_type picture_type_of(const struct site *site, uint32_t file) {
    struct picture_facts picture;
    return picture_of(&picture, site, file) ? (enum image_type)picture.type : IMAGE_OTHER;
}

/* A reference that shows a picture, the first one to it. */
struct first_showing {
    struct loading *loading;
    struct diag_place place;
    struct picture_facts picture;
    struct text path;         /* "content/media/map.png" */
    struct text folder, name; /* "content/media/", "map" */
};

static void warn(const struct first_showing *showing, const char *code, struct text message, struct text help) {
    diag_add(showing->loading->problems, DIAG_WARNING, code, showing->place, message, help);
}

/* A command that makes a picture lighter which is not too wide. */
static struct text lighter(const struct first_showing *showing) {
    struct arena *arena = showing->loading->arena;
    struct text path = showing->path;
    switch ((enum image_type)showing->picture.type) {
    case IMAGE_PNG:
        return text_format(arena,
                           "of a photograph `convert '%.*s' -quality 80 '%.*s%.*s.jpg'`, else `mogrify -colors 256 '%.*s'`",
                           TEXT_ARGS(path), TEXT_ARGS(showing->folder), TEXT_ARGS(showing->name), TEXT_ARGS(path));
    case IMAGE_SVG: return text_format(arena, "`svgo '%.*s'`, or \"plain SVG\" in a drawing program", TEXT_ARGS(path));
    case IMAGE_GIF:
    case IMAGE_JPEG:
    case IMAGE_WEBP:
    case IMAGE_AVIF:
    case IMAGE_OTHER: break;
    }
    return text_format(arena, "`mogrify -quality 80 '%.*s'`", TEXT_ARGS(path));
}

/* The pictures of a GIF may each be only what differs from the one before. */
static struct text smaller(const struct first_showing *showing, bool is_wide) {
    struct arena *arena = showing->loading->arena;
    if (showing->picture.type == IMAGE_GIF)
        return text_format(arena, "`mogrify -coalesce -resize '800>' -layers optimize '%.*s'`, or show one of its pictures",
                           TEXT_ARGS(showing->path));
    return is_wide ? text_format(arena, "`mogrify -resize '%u>' '%.*s'`", WIDE_PIXELS, TEXT_ARGS(showing->path))
                   : lighter(showing);
}

static struct text size_said(const struct first_showing *showing, bool is_drawing) {
    const struct picture_facts *picture = &showing->picture;
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
    bool is_drawing = showing->picture.type == IMAGE_SVG, is_wide = showing->picture.width > WIDE_PIXELS && !is_drawing;
    if (!is_wide && showing->picture.size_bytes <= HEAVY_BYTES)
        return;
    struct text said = size_said(showing, is_drawing), command = smaller(showing, is_wide);
    warn(showing, W_LARGE_PICTURE,
         text_format(arena, "the picture \"%.*s\" is large: %.*s", TEXT_ARGS(showing->path), TEXT_ARGS(said)),
         text_format(arena, "whoever reads this loads it; make it smaller in an image editor, or with %.*s",
                     TEXT_ARGS(command)));
}

/* What the bytes are, that the name does not say. */
static struct text what_it_is(const struct first_showing *showing) {
    struct text media_type = image_media_type((enum image_type)showing->picture.type);
    if (media_type.size)
        return text_format(showing->loading->arena, "of the type %.*s", TEXT_ARGS(media_type));
    return showing->picture.size_bytes ? TEXT("no picture that browsers show") : TEXT("empty");
}

static void warn_of_name(const struct first_showing *showing) {
    struct arena *arena = showing->loading->arena;
    enum image_type type = (enum image_type)showing->picture.type, named = image_type_named(showing->path);
    if (named == IMAGE_OTHER || named == type || showing->picture.is_pointer)
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
                                    .path = path,
                                    .folder = text_slice(path, 0, path.size - name.size),
                                    .name = name};
    for (size_t end = name.size; end-- > 1 && showing.name.size == name.size;)
        if (name.bytes[end] == '.')
            showing.name.size = end;
    if (!picture_of(&showing.picture, loading->site, file))
        return;
    warn_of_size(&showing);
    warn_of_name(&showing);
}

static void check_all(struct loading *loading, const struct referrer *from) {
    const struct source *source = from->source;
    const struct doc_reference *references = DOC_ITEMS(source->document, references, struct doc_reference);
    for (uint32_t i = 0; i < source->targets.count; i++) {
        const struct target *target = &source->targets.items[i];
        if (references[i].form != FORM_IMAGE || target->kind != THING_MEDIA || loading->is_shown[target->number])
            continue;
        loading->is_shown[target->number] = true;
        check(loading, source, &references[i], target->number);
    }
}

void pictures_check(struct loading *loading) {
    if (loading->site->is_edition)
        return;
    loading->is_shown = arena_array(loading->arena, bool, loading->site->tree->count);
    each_referrer(loading, check_all);
}
