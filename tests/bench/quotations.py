#!/usr/bin/env python3
"""quotations.py READER: puts a quotation of another essay at the end of each essay that corpus.py made; says of how many.

What checking costs is what a cold build takes more than with `quotations: unchecked` in site.yaml.
"""
import os
import random
import sys


def plain(paragraph):
    return paragraph[:1].isalpha() and not set(paragraph) & set("[]*_`|:#")


def main():
    folder = os.path.join(sys.argv[1], "content", "essays")
    chance, count = random.Random(3), 0
    names = sorted(os.listdir(folder))
    texts = {name: open(os.path.join(folder, name), encoding="utf-8").read() for name in names}
    for i, name in enumerate(names):
        other = names[(i * 7 + 3) % len(names)]
        paragraphs = [paragraph for paragraph in texts[other].split("\n\n") if plain(paragraph)]
        if not paragraphs or other == name:
            continue
        words = chance.choice(paragraphs).split()
        begin = chance.randrange(max(1, len(words) - 30))
        with open(os.path.join(folder, name), "a", encoding="utf-8") as file:
            file.write("\n> %s\n>\n> — [[%s]]\n" % (" ".join(words[begin:begin + 20]), other[:-3]))
        count += 1
    print("%d of %d essays quote another" % (count, len(names)))


main()
