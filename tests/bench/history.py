#!/usr/bin/env python3
"""history.py FOLDER [COMMITS [ESSAYS]]: a reader with a history, the same on every machine.

A repository of ESSAYS (1000) essays with COMMITS (5000) commits below FOLDER, written through git fast-import. Each of the first
ESSAYS commits adds an essay; each other one edits one: words of a paragraph, a new paragraph, one that is removed, moved, split or
merged, front matter, or (one in fifty) another name for the file. The last commit is checked out.
"""
import os
import random
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from corpus import Writer  # noqa: E402

START = 1420070400  # 2015-01-01
PEOPLE = ["Ada Lovelace <ada@example.org>", "Bo Ek <bo@example.org>", "Chen Li <chen@example.org>"]


class Essay:
    def __init__(self, number, writer, random_):
        self.writer, self.random = writer, random_
        self.path = f"content/essays/essay-{number:05}.md"
        self.title = self.sentence(4)
        self.renamed = 0
        self.edits = 0
        self.paragraphs = [self.paragraph() for _ in range(random_.randint(12, 28))]

    def sentence(self, count):
        return " ".join(self.writer.word(self.random) for _ in range(count)).capitalize()

    def paragraph(self):
        return " ".join(self.sentence(self.random.randint(6, 18)) + "." for _ in range(self.random.randint(2, 7)))

    def text(self):
        return f"---\ntitle: {self.title}\nedits: {self.edits}\n---\n\n" + "\n\n".join(self.paragraphs) + "\n"

    def reword(self):
        at = self.random.randrange(len(self.paragraphs))
        words = self.paragraphs[at].split()
        for _ in range(max(1, len(words) // 12)):
            words[self.random.randrange(len(words))] = self.writer.word(self.random)
        self.paragraphs[at] = " ".join(words)

    def add(self):
        self.paragraphs.insert(self.random.randint(0, len(self.paragraphs)), self.paragraph())

    def remove(self):
        if len(self.paragraphs) > 6:
            del self.paragraphs[self.random.randrange(len(self.paragraphs))]

    def move(self):
        moved = self.paragraphs.pop(self.random.randrange(len(self.paragraphs)))
        self.paragraphs.insert(self.random.randint(0, len(self.paragraphs)), moved)

    def split(self):
        at = self.random.randrange(len(self.paragraphs))
        sentences = self.paragraphs[at].split(". ")
        if len(sentences) > 3:
            self.paragraphs[at:at + 1] = [". ".join(sentences[:2]) + ".", ". ".join(sentences[2:])]

    def merge(self):
        at = self.random.randrange(len(self.paragraphs) - 1)
        self.paragraphs[at:at + 2] = [" ".join(self.paragraphs[at:at + 2])]

    def fields(self):
        self.edits += 1

    def edit(self):
        changes = [self.reword] * 8 + [self.add] * 2 + [self.remove, self.move, self.split, self.merge, self.fields]
        self.random.choice(changes)()


def data(text):
    raw = text.encode()
    return b"data %d\n%s\n" % (len(raw), raw)


def begin_commit(out, number, random_, message):
    person = PEOPLE[random_.randrange(len(PEOPLE))].encode()
    when = START + number * 3600
    out.write(b"commit refs/heads/main\nauthor %s %d +0100\ncommitter %s %d +0100\n" % (person, when, person, when))
    out.write(data(message))


def write_file(out, path, text):
    out.write(b"M 100644 inline %s\n" % path.encode() + data(text))


def write_history(out, commits, count):
    random_, writer, essays = random.Random("history"), Writer(), []
    begin_commit(out, 0, random_, "Begin")
    write_file(out, "content/site.yaml", "title: A reader with a history\nbase_url: https://example.org/\n")
    for number in range(1, commits):
        if len(essays) < count:
            essay = Essay(number, writer, random_)
            essays.append(essay)
            begin_commit(out, number, random_, "Add " + essay.title)
        else:
            essay = essays[random_.randrange(count)]
            essay.edit()
            begin_commit(out, number, random_, "Revise " + essay.title)
            if random_.randrange(50) == 0:
                essay.renamed += 1
                new = f"{essay.path[:-3].split('.')[0]}.{essay.renamed}.md"
                out.write(b"R %s %s\n" % (essay.path.encode(), new.encode()))
                essay.path = new
        write_file(out, essay.path, essay.text())


def main():
    folder = sys.argv[1]
    commits = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    os.makedirs(folder)
    subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    with subprocess.Popen(["git", "-C", folder, "fast-import", "--quiet"], stdin=subprocess.PIPE) as importer:
        write_history(importer.stdin, commits, count)
        importer.stdin.close()
    subprocess.run(["git", "-C", folder, "reset", "-q", "--hard", "main"], check=True)
    subprocess.run(["git", "-C", folder, "gc", "-q"], check=True)


if __name__ == "__main__":
    main()
