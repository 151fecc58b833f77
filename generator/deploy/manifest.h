/*
 * manifest: which files of a branch are Colophon's: the file .colophon-manifest at its root.
 *
 *     struct manifest manifest;
 *     if (!manifest_read(&manifest, &fault, bytes, arena)) ...             // line `fault.line` is none
 *     if (manifest_has(&manifest, TEXT("essays/a/index.html"))) ...        // it may be replaced and removed
 *     manifest_write(&out, paths, count);
 *
 * Text, so that it can be read on a host's page and in git's differences:
 *
 *     # colophon manifest 1
 *     # ...what the file is for, in two lines
 *     404.html
 *     essays/a/index.html
 *
 * A line is a path from the root of the branch; lines are sorted by bytes. In a path a control character, % and a leading # are
 * written as %XX. Lines that begin with # are not read, but for the first. The number is the version: every later one has its
 * paths in this way, too, so that any program owns what any other wrote.
 *
 * Turned down: a digest beside each path, which would tell whether somebody changed the file on the branch. The manifest would
 * be another one with each edit, of a megabyte that cannot be compressed; git keeps what was changed, and the list of what is
 * published names it.
 */
#ifndef DEPLOY_MANIFEST_H
#define DEPLOY_MANIFEST_H

#include "base/arena.h"
#include "base/buffer.h"

#define MANIFEST_PATH ".colophon-manifest"

struct manifest {
    struct text *items; /* sorted by bytes, no two equal */
    size_t count, capacity;
};

/* A line that is none. */
struct manifest_fault {
    size_t line; /* from 1 */
    const char *why;
};

/* Paths are borrowed from `bytes` where nothing in them is encoded. False with the first line that is wrong. */
bool manifest_read(struct manifest *manifest, struct manifest_fault *fault, struct text bytes, struct arena *arena);

/* `paths` are sorted. */
void manifest_write(struct buffer *out, const struct text *paths, size_t count);

bool manifest_has(const struct manifest *manifest, struct text path);

#endif
