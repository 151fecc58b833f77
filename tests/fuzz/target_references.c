#include "targets.h"
#include "whole.h"

#define FRONT(fields) "---\n" fields "\n---\n"

/* The input is the text of an essay that has all kinds of things to refer to. */
void fuzz_references(struct text input) {
    struct arena arena = {0};
    struct text essay = text_join(&arena, TEXT(FRONT("title: A\nauthors: [Ada Example]\ntopics: [Tea]")), input);
    const struct tree_text texts[] = {
        {TEXT("content/site.yaml"), TEXT("title: R\nbase_url: https://r.example/\n")},
        {TEXT("content/essays/a.md"), essay},
        {TEXT("content/essays/b.md"), TEXT(FRONT("title: B \"<b>\"") "See [[a]].\n\n## Part\n\nMore.\n")},
        {TEXT("content/essays/draft.md"), TEXT(FRONT("title: D\ndraft: true") "Secret.\n")},
        {TEXT("content/authors/ada-example.md"), TEXT(FRONT("name: Ada Example") "Of [[b]].\n")},
        {TEXT("content/topics/tea.md"), TEXT(FRONT("name: Tea") "Of tea.\n")},
        {TEXT("content/lists/l.md"), TEXT(FRONT("title: L\nitems: [a, b]") "A list.\n")},
        {TEXT("content/glossary/t.md"), TEXT(FRONT("term: T") "It means *t* & <u>.\n")},
        {TEXT("content/pages/p.md"), TEXT(FRONT("title: P") "A page.\n")},
        {TEXT("content/media/m.png"), TEXT("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\2\x08\0\0\0\0")},
    };
    whole_build(texts, sizeof texts / sizeof *texts, (struct text){0});
    arena_free(&arena);
}
