/*
 * private_key: whether a file that would be copied as it is holds a private key in armour (PEM, OpenSSH, PGP), by itself or in
 * a text with line ends written as \n, as keys of services in JSON have. Programs that only name the line are none.
 */
#ifndef READ_TREE_PRIVATE_KEY_H
#define READ_TREE_PRIVATE_KEY_H

#include "base/text.h"

bool holds_private_key(struct text bytes);

#endif
