/*
 * questions: what browsers have asked and nobody has answered yet, in the order in which they came.
 *
 *     struct question *question = question_add(&questions, request, TEXT("/essays/a/"));
 *     question_asked(question);                        // of a generation
 *     ...
 *     question = question_find(&questions, message.request);
 *     http_answer(question->request, &answer);
 *     question_drop(&questions, question);
 *
 * A generation answers one after the other, so the oldest that was asked is the one that it works at.
 */
#ifndef SERVE_QUESTIONS_H
#define SERVE_QUESTIONS_H

#include "base/buffer.h"
#include "serve/http.h"

enum question_state {
    QUESTION_NEW,
    QUESTION_ASKED,
    QUESTION_HELD, /* its answer was not good, and a better one may come */
};

struct question {
    uint64_t number;
    struct http_request *request; /* NULL: its browser is gone */
    struct buffer address;
    enum question_state state;
    int64_t since_ms; /* when it was asked and nothing was before it; when it was held */
    struct question *next;
};

struct questions {
    struct question *first;
    uint64_t numbers;
};

struct question *question_add(struct questions *questions, struct http_request *request, struct text address);
void question_asked(struct question *question);
void question_hold(const struct questions *questions, struct question *question);
void question_drop(struct questions *questions, struct question *question);

/* NULL: there is none. */
struct question *question_find(const struct questions *questions, uint64_t number);
struct question *question_at_work(const struct questions *questions);

/* The next that is in this state, from one on; NULL: there is none. */
struct question *question_next(struct question *question, enum question_state state);

/* As if none had been asked. */
void questions_renew(struct questions *questions);

/* The generation may yet hang or crash at a question whose browser is gone, so it stays until then. */
void questions_forget(struct questions *questions, const struct http_request *request);

#endif
