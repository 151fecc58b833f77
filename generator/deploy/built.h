/*
 * built: the files of an output, with the names that git has for their bytes.
 *
 *     struct branch_files files = {0};
 *     if (!built_files(&files, output, published.files, &places, problems, arena)) return false;
 *
 * The ledger knows a digest of each file's bytes, under which git's name is remembered: of a site in which one page changed,
 * one file is read.
 */
#ifndef DEPLOY_BUILT_H
#define DEPLOY_BUILT_H

#include "base/diag.h"
#include "base/remembered.h"
#include "base/workers.h"
#include "deploy/merge.h"
#include "publish/ledger.h"

/* Needs an open repository. False with a diagnostic. */
bool built_files(struct branch_files *files, const char *output, const struct ledger *ledger, struct remembered *remembered,
                 const struct workers *workers, struct diag *problems, struct arena *arena);

/* Adds a file that is in no ledger, where its path belongs. */
void built_add(struct branch_files *files, struct text path, struct text bytes, struct arena *arena);

#endif
