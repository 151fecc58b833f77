#include "serve/questions.h"

#include "serve/clock.h"

#include <stdlib.h>

struct question *question_add(struct questions *questions, struct http_request *request, struct text address) {
    struct question *question = memory_alloc_zeroed(1, sizeof *question), **end = &questions->first;
    *question = (struct question){.number = ++questions->numbers, .request = request};
    buffer_add(&question->address, address);
    while (*end)
        end = &(*end)->next;
    return *end = question;
}

void question_asked(struct question *question) {
    question->state = QUESTION_ASKED;
    question->since_ms = clock_ms();
}

static void work_begins(const struct questions *questions) {
    struct question *next = question_at_work(questions);
    if (next)
        next->since_ms = clock_ms();
}

void question_hold(const struct questions *questions, struct question *question) {
    question->state = QUESTION_HELD;
    question->since_ms = clock_ms();
    work_begins(questions);
}

void question_drop(struct questions *questions, struct question *question) {
    struct question **at = &questions->first;
    while (*at != question)
        at = &(*at)->next;
    *at = question->next;
    buffer_free(&question->address);
    free(question);
    work_begins(questions);
}

struct question *question_find(const struct questions *questions, uint64_t number) {
    struct question *question = questions->first;
    while (question && question->number != number)
        question = question->next;
    return question;
}

struct question *question_next(struct question *question, enum question_state state) {
    while (question && question->state != state)
        question = question->next;
    return question;
}

struct question *question_at_work(const struct questions *questions) {
    return question_next(questions->first, QUESTION_ASKED);
}

void questions_renew(struct questions *questions) {
    for (struct question *question = questions->first; question; question = question->next)
        question->state = QUESTION_NEW;
}

void questions_forget(struct questions *questions, const struct http_request *request) {
    for (struct question *question = questions->first; question; question = question->next)
        if (question->request == request)
            question->request = NULL;
}
