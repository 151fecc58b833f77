#!/usr/bin/env python3
"""corpus.py FOLDER COUNT: writes a deterministic corpus of COUNT essays below FOLDER/content/essays, the same on every machine.

About 12 kB of prose each, with headings, emphasis, links, lists, now and then a table and a footnote; four links to other essays
by address (which Hugo and Colophon both understand); one to four of 60 topics; one author in eight essays is new, and some essays
have two. Words are made up from syllables and drawn so that a few are common and most are rare, as in a language.
"""
import os
import random
import sys
from bisect import bisect
from itertools import accumulate

TOPIC_COUNT = 60
ONSETS = "b c d f g l m n p r s t v br cl dr fl gr pl pr sh st th tr".split()
VOWELS = "a e i o u ai ea io ou".split()
CODAS = ["", "", "l", "m", "n", "r", "s", "t", "nd", "st"]


def make_words(random_, count):
    words = []
    seen = set()
    while len(words) < count:
        word = "".join(random_.choice(ONSETS) + random_.choice(VOWELS) + random_.choice(CODAS)
                       for _ in range(random_.choice((1, 1, 2, 2, 2, 3))))
        if word not in seen:
            seen.add(word)
            words.append(word)
    return words


class Writer:
    """Draws words; rank r about as often as 1/(r+2)."""

    def __init__(self):
        self.words = make_words(random.Random("words"), 20000)
        self.sums = list(accumulate(1.0 / (rank + 2) for rank in range(len(self.words))))

    def word(self, random_):
        return self.words[bisect(self.sums, random_.random() * self.sums[-1])]

    def phrase(self, random_, least, most):
        return " ".join(self.word(random_) for _ in range(random_.randint(least, most)))

    def sentence(self, random_):
        text = self.phrase(random_, 8, 24)
        draw = random_.random()
        if draw < 0.10:
            text += f" *{self.phrase(random_, 1, 3)}* {self.phrase(random_, 2, 6)}"
        elif draw < 0.16:
            text += f", **{self.phrase(random_, 1, 2)}**"
        elif draw < 0.19:
            text += f" [{self.phrase(random_, 1, 4)}](https://example.org/{self.word(random_)})"
        elif draw < 0.21:
            text += f" `{self.word(random_)}`"
        return text[0].upper() + text[1:] + "."

    def paragraph(self, random_):
        return " ".join(self.sentence(random_) for _ in range(random_.randint(4, 8)))


def slug_of(number):
    return f"essay-{number:06d}"


def authors_of(random_, number):
    names = [f"Author {number // 8} Name{(number // 8) % 97}"]
    if random_.random() < 0.2:
        other = random_.randint(0, number // 8)
        if other != number // 8:
            names.append(f"Author {other} Name{other % 97}")
    return names


def body(writer, random_, number, count):
    links = [random_.randrange(count) for _ in range(4)]
    parts, size, section = [], 0, 0
    while size < 12000:
        if len(parts) % 6 == 2:
            section += 1
            parts.append(f"{'##' if section % 3 else '###'} {writer.phrase(random_, 2, 6).capitalize()}")
        elif random_.random() < 0.08:
            parts.append("\n".join(f"- {writer.sentence(random_)}" for _ in range(random_.randint(3, 6))))
        elif random_.random() < 0.03:
            rows = [f"| {writer.word(random_)} | {random_.randint(1, 999)} |" for _ in range(5)]
            parts.append("\n".join([f"| {writer.word(random_)} | {writer.word(random_)} |", "|---|---:|"] + rows))
        elif random_.random() < 0.05:
            parts.append(f"> {writer.sentence(random_)}")
        else:
            text = writer.paragraph(random_)
            if links and random_.random() < 0.4:
                text += f" Compare [{writer.phrase(random_, 2, 4)}](/essays/{slug_of(links.pop())}/)."
            parts.append(text)
        size += len(parts[-1]) + 2
    for link in links:
        parts.append(f"See also [{writer.phrase(random_, 2, 4)}](/essays/{slug_of(link)}/) on this.")
    return "\n\n".join(parts)


def essay(writer, number, count):
    random_ = random.Random(f"essay {number}")
    topics = random_.sample(range(TOPIC_COUNT), random_.randint(1, 4))
    year, month, day = 1960 + number % 65, 1 + number % 12, 1 + number % 28
    lines = ["---", f"title: {writer.phrase(random_, 3, 8).capitalize()}", "authors:"]
    lines += [f"  - {name}" for name in authors_of(random_, number)]
    lines += [f"date: {year}-{month:02d}-{day:02d}", "topics:"] + [f"  - Topic {topic}" for topic in sorted(topics)]
    lines += [f"summary: {writer.phrase(random_, 12, 30).capitalize()}.", "---", ""]
    return "\n".join(lines) + "\n" + body(writer, random_, number, count) + "\n"


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    os.makedirs(f"{folder}/content/essays", exist_ok=True)
    with open(f"{folder}/content/site.yaml", "w") as settings:
        settings.write("title: A corpus\nbase_url: https://reader.example/\n")
    writer = Writer()
    for number in range(count):
        with open(f"{folder}/content/essays/{slug_of(number)}.md", "w") as file:
            file.write(essay(writer, number, count))


if __name__ == "__main__":
    main()
