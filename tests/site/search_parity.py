"""Asks a site hundreds of queries by `colophon search` and by the engine that browsers run, and compares the answers.

    python3 search_parity.py COLOPHON READER SITE SEED

The queries are made of the site's own texts, by a fixed seed: fragments, quoted and with typing errors, single words and their beginnings,
words that must not be there, other cases, and Han from any character on. Prints what differs, and a tally.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

colophon, reader, site, seed = sys.argv[1:]
chance = random.Random(int(seed))
LIMIT = "8"
HAN = re.compile("[\u4e00-\u9fff]{3,}")


def passages():
    folder = os.path.join(site, "search", "t")
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            script = file.read()
        for _, _, text in json.loads(script[script.index(",") + 1:-1])["passages"]:
            yield text


def misspelt(word):
    at = chance.randrange(max(1, len(word) - 1))
    return chance.choice([word[:at] + word[at + 1:], word[:at] + word[at + 1:at + 2] + word[at:at + 1] + word[at + 2:], word[:at] + "x" + word[at + 1:]])


def of_words(words):
    at = chance.randrange(len(words) - 5)
    six = words[at:at + 6]
    yield " ".join(six)
    yield '"' + " ".join(six[:4]) + '"'
    yield " ".join([misspelt(six[0]), *six[1:]])
    yield six[0]
    yield six[1][:3]
    yield six[2] + " -" + six[3]
    yield six[4].upper() + " -\u201c" + " ".join(six[:2]) + "\u201d"
    yield six[5] + " "
    yield "\u201e" + six[0] + " " + six[1] + " " + misspelt(six[2])


def of_han(run):
    at = chance.randrange(len(run))
    yield run[at:at + 5]
    yield run[at]
    yield "\u300c" + run[at:at + 3] + "\u300d"


def queries(texts):
    for text in chance.sample(texts, min(len(texts), 45)):
        words = text.split()
        if len(words) > 6:
            yield from of_words(words)
        for run in HAN.findall(text)[:2]:
            yield from of_han(run)
    yield from ["", '"', "-", "a", "the of", "\u00ad", "\u0301", "1", '""', "zzzzzzzz", "-the", "U.S.A.", "don't"]


def by_program(query):
    asked = subprocess.run([colophon, "search", "-s", reader, "-o", site, "--json", "--limit", LIMIT, "--", query],
                           capture_output=True, text=True)
    if asked.returncode:
        return asked.stderr
    return [json.loads(line) for line in asked.stdout.split("\n") if line]


def by_engine(asked):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(asked))
        file.flush()
        engine = os.path.join(os.path.dirname(os.path.abspath(__file__)), "search_engine.js")
        answers = subprocess.run(["node", engine, site, file.name, LIMIT], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in answers.stdout.split("\n") if line]


asked = [query.replace("\n", " ") for query in queries(list(passages())) if query]
different = 0
answers = by_engine(asked)
for query, expected in zip(asked, answers):
    answer = by_program(query)
    if answer != expected:
        different += 1
        print(f"{query!r}\n    in a browser {[hit['address'] for hit in expected]}\n    by colophon  "
              f"{answer if isinstance(answer, str) else [hit['address'] for hit in answer]}")
found = sum(1 for answer in answers if answer)
print(f"{len(asked)} queries, {found} with an answer, {different} different")
sys.exit(different > 0 or len(answers) != len(asked) or found < len(asked) / 2)
