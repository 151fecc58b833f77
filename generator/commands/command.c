#include "commands/command.h"

#include "base/text.h"

const struct command commands[] = {
    {
        .name = "build",
        .summary = "make the site; the default when a reader is found above the current folder",
        .words = "",
        .details = "Writes only what changed, and nothing when there is any error.\n",
        .flags = "source rev output base-url drafts jobs dry-run strict explain json quiet verbose color",
        .run = command_build,
    },
    {
        .name = "check",
        .summary = "find everything that build would refuse or warn about; writes nothing",
        .words = "",
        .details = "Every page is made once, and thrown away.\n",
        .flags = "source rev output base-url drafts jobs strict json quiet color",
        .run = command_check,
    },
    {
        .name = "verify",
        .summary = "prove that a site's folder is what the reader, or one commit of it, gives; writes nothing",
        .words = "",
        .details = "Every page is made anew and compared with its file; files that differ, are missing, or are given by\n"
                   "nothing are named, and the status is 1. The folder may be a copy that was fetched from a host.\n",
        .flags = "source rev output base-url drafts jobs json quiet color",
        .run = command_verify,
    },
    {
        .name = "history",
        .summary = "list the versions of an essay, or of all essays, newest first",
        .words = "[ESSAY]",
        .details = "ESSAY is a slug or a file. Each line: date, address, kind of change, words, subject, person. Drafts and\n"
                   "essays whose text may not be published are listed, too.\n",
        .flags = "source rev jobs json quiet color",
        .most_words = 1,
        .run = command_history,
    },
    {
        .name = "diff",
        .summary = "show what differs between two versions of an essay, in words",
        .words = "ESSAY [REV [REV]]",
        .details = "Of what is in the work directory, and the version before; or REV; or of two versions, the older first.\n"
                   "REV is a commit, a tag, a branch, or the address that \"colophon history\" gives. This is the editor's\n"
                   "view: it also shows drafts and texts that may not be published.\n",
        .flags = "source rev jobs json quiet color",
        .least_words = 1,
        .most_words = 3,
        .run = command_diff,
    },
    {
        .name = "new",
        .summary = "make an essay, author, topic, list, term or page from a template",
        .words = "KIND [NAME.md] TITLE...",
        .details = "KIND is essay, author, topic, list, term or page. The file's name is derived from the title; a title in\n"
                   "ideographs needs one: colophon new term juguo-tizhi.md Whole-nation system\n"
                   "Prints the path of the new file. A file that exists is never overwritten.\n",
        .flags = "source color",
        .least_words = 2,
        .most_words = 100,
        .run = command_new,
    },
    {
        .name = "view",
        .summary = "print what a page's layout can see, as JSON; without an address, all addresses",
        .words = "[ADDRESS]",
        .details = "",
        .flags = "source rev base-url drafts jobs strict quiet color",
        .most_words = 1,
        .run = command_view,
    },
    {
        .name = "render",
        .summary = "render a Mustache template with a JSON view from standard input",
        .words = "TEMPLATE",
        .details = "",
        .flags = "partials color",
        .least_words = 1,
        .most_words = 1,
        .run = command_render,
    },
    {
        .name = "markdown",
        .summary = "turn Markdown from standard input into HTML",
        .words = "",
        .details = "In a reader, references lead where they lead on its home page; elsewhere they are mere labels.\n",
        .flags = "source rev plain unsafe extensions strict quiet color",
        .run = command_markdown,
    },
    {
        .name = "explain",
        .summary = "say what a diagnostic's code means, with a wrong and a right example",
        .words = "[CODE]",
        .details = "Without a code, lists them all.\n",
        .flags = "color",
        .most_words = 1,
        .run = command_explain,
    },
};

const size_t command_count = sizeof commands / sizeof *commands;

const struct command *command_find(struct text name) {
    for (size_t i = 0; i < command_count; i++)
        if (text_equal(text_of(commands[i].name), name))
            return &commands[i];
    return NULL;
}
