/*
 * private_names: files that are never published, by their names: what holds keys and passwords, and what editors and systems
 * leave behind. A row is a pattern (`*` for any characters, `+` for any
 * but a dot; case does not matter), what such a file is, and whether it is private:
 * then it is told wherever it stands below content/ and assets/. Of the others nothing would be published outside of
 * content/media and assets/ anyway. Names that begin with a dot are never listed; only those named here are told.
 *
 * Files that have other names and hold a private key are an error when they are copied (private_key.h).
 */
#ifndef READ_TREE_PRIVATE_NAMES_H
#define READ_TREE_PRIVATE_NAMES_H

#define PRIVATE_NAMES(ROW)                                                                                                     \
    ROW(".env", "settings that often hold passwords", true)                                                                    \
    ROW(".env.*", "settings that often hold passwords", true)                                                                  \
    ROW("*.env", "settings that often hold passwords", true)                                                                   \
    ROW(".envrc", "settings that often hold passwords", true)                                                                  \
    ROW("*.pem", "a key or a certificate", true)                                                                               \
    ROW("*.key", "a private key, by its name", true)                                                                           \
    ROW("*.p8", "a private key, by its name", true)                                                                            \
    ROW("*.p12", "a private key, by its name", true)                                                                           \
    ROW("*.pfx", "a private key, by its name", true)                                                                           \
    ROW("*.ppk", "a private key, by its name", true)                                                                           \
    ROW("*.jks", "a store of private keys", true)                                                                              \
    ROW("*.keystore", "a store of private keys", true)                                                                         \
    ROW("*.keychain", "a store of private keys", true)                                                                         \
    ROW("*.keychain-db", "a store of private keys", true)                                                                      \
    ROW("*.kdb", "a store of passwords", true)                                                                                 \
    ROW("*.kdbx", "a store of passwords", true)                                                                                \
    ROW("id_+", "a key of SSH", true)                                                                                          \
    ROW(".htpasswd", "passwords of a web server", true)                                                                        \
    ROW("htpasswd", "passwords of a web server", true)                                                                         \
    ROW("*.htpasswd", "passwords of a web server", true)                                                                       \
    ROW(".netrc", "passwords of network programs", true)                                                                       \
    ROW("_netrc", "passwords of network programs", true)                                                                       \
    ROW(".npmrc", "settings that often hold a token", true)                                                                    \
    ROW(".yarnrc*", "settings that often hold a token", true)                                                                  \
    ROW(".pypirc", "settings that often hold a token", true)                                                                   \
    ROW(".pgpass", "passwords of a database", true)                                                                            \
    ROW(".my.cnf", "passwords of a database", true)                                                                            \
    ROW(".git-credentials", "passwords of git", true)                                                                          \
    ROW(".dockercfg", "settings that often hold a token", true)                                                                \
    ROW(".*_history", "what somebody typed at a prompt", true)                                                                 \
    ROW("credentials.json", "keys of a service", true)                                                                         \
    ROW("service-account*.json", "keys of a service", true)                                                                    \
    ROW("secrets.y*", "secrets, by its name", true)                                                                            \
    ROW("secrets.json", "secrets, by its name", true)                                                                          \
    ROW("*~", "an editor's backup copy", false)                                                                                \
    ROW("*.bak", "a backup copy", false)                                                                                       \
    ROW("*.backup", "a backup copy", false)                                                                                    \
    ROW("*.old", "a backup copy", false)                                                                                       \
    ROW("*.orig", "what a merge left behind", false)                                                                           \
    ROW("*.rej", "what a patch left behind", false)                                                                            \
    ROW("*.swp", "an editor's unsaved copy", false)                                                                            \
    ROW("*.swo", "an editor's unsaved copy", false)                                                                            \
    ROW(".*.sw*", "an editor's unsaved copy", false)                                                                           \
    ROW("#*#", "an editor's unsaved copy", false)                                                                              \
    ROW(".#*", "an editor's lock", false)                                                                                      \
    ROW("~$*", "an office program's lock", false)                                                                              \
    ROW(".~lock.*#", "an office program's lock", false)                                                                        \
    ROW("*.tmp", "a temporary file", false)                                                                                    \
    ROW("*.temp", "a temporary file", false)                                                                                   \
    ROW("*.part", "an unfinished download", false)                                                                             \
    ROW("*.crdownload", "an unfinished download", false)                                                                       \
    ROW("thumbs.db", "previews that Windows keeps", false)                                                                     \
    ROW("ehthumbs.db", "previews that Windows keeps", false)                                                                   \
    ROW("desktop.ini", "settings that Windows keeps", false)

#endif
