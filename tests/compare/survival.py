#!/usr/bin/env python3
"""survival.py SITE [--least PERCENT] [--most-wrong PERCENT] [--sample COUNT [VERDICT ...]]: do the ids of passages survive?

SITE is a built site with `history: full`. For every passage of every old version (/versions/*/) its main id is looked up on the page
of the current text, as somebody would who follows an old citation; what it leads to is judged by judge.py, which knows nothing of
how ids are carried. Prints how many of all occurrences, and of all different wordings, got which verdict; fails when fewer than
--least percent are right, more than --most-wrong are wrong, or any is silent. --sample prints so many old and new wordings, the same
each time, to be read by a person.
"""
import argparse
import os
import random
import re
import sys
from collections import Counter
from html.parser import HTMLParser

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from judge import VERDICTS, judge, normal  # noqa: E402

PASSAGE_ID = re.compile(r"^p-[2-9bcdfghjkmnpqrstvwxyz]{7}$")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NO_WORDS = {"anchor", "passage", "note-back", "note-ref"}


class Element:
    def __init__(self, tag, silent, gone):
        self.tag, self.silent, self.gone, self.ids, self.words = tag, silent, gone, [], []


class Page(HTMLParser):
    """The passages of a page: (ids, words), and the ids of its tombstones."""

    def __init__(self, path):
        super().__init__()
        self.open, self.passages, self.tombstones, self.latest = [], [], set(), None
        with open(path, encoding="utf-8") as file:
            self.feed(file.read())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        names = set((attributes.get("class") or "").split())
        if tag == "link" and attributes.get("rel") == "latest-version":
            self.latest = attributes["href"]
        parent = self.open[-1] if self.open else None
        element = Element(tag, (parent and parent.silent) or names & NO_WORDS, (parent and parent.gone) or "gone" in names)
        self.take_id(element, parent, attributes.get("id") or "", "place" in names)
        if tag not in VOID:
            self.open.append(element)

    def take_id(self, element, parent, id_, is_place):
        if not PASSAGE_ID.match(id_):
            return
        if element.gone:
            self.tombstones.add(id_)
            return
        owner = parent if is_place else element
        if not owner.ids:
            self.passages.append(owner)
        owner.ids.append(id_)

    def handle_endtag(self, tag):
        while self.open and any(element.tag == tag for element in self.open):
            if self.open.pop().tag == tag:
                break

    def handle_data(self, data):
        if self.open and self.open[-1].silent:
            return
        for element in self.open:
            if element.ids:
                element.words.append(data)

    def texts(self):
        return [(passage.ids, " ".join("".join(passage.words).split())) for passage in self.passages]


class Essay:
    """The current text, ready to be asked."""

    def __init__(self, path):
        page = Page(path)
        self.texts = page.texts()
        self.letters = tuple(normal(text) for _, text in self.texts)
        self.place = {id_: number for number, (ids, _) in enumerate(self.texts) for id_ in ids}
        self.tombstones = page.tombstones

    def verdict(self, id_, old):
        return judge(old, self.place.get(id_), self.letters, id_ in self.tombstones)


def judge_site(site):
    """Yields (verdict, version's page, id, old words, new words or None) for each passage of each old version."""
    essays = {}
    folder = os.path.join(site, "versions")
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name, "index.html")
        page = Page(path)
        if not page.latest or not page.passages:
            continue
        current = os.path.normpath(os.path.join(os.path.dirname(path), page.latest))
        if os.path.isdir(current):
            current = os.path.join(current, "index.html")
        if current not in essays:
            essays[current] = Essay(current)
        essay = essays[current]
        for ids, text in page.texts():
            old = normal(text)
            if not old:
                continue
            number = essay.place.get(ids[0])
            now = essay.texts[number][1] if number is not None else None
            yield essay.verdict(ids[0], old), name, ids[0], text, now
            for id_ in ids[1:]:
                if id_ not in essay.place and id_ not in essay.tombstones:
                    yield "silent", name, id_, text, None


def show(found, wanted, count):
    different = {}
    for verdict, name, id_, old, now in found:
        if verdict in wanted:
            different.setdefault((id_, old), (verdict, name, now))
    chosen = random.Random("survival").sample(sorted(different, key=lambda key: (key[0], key[1])), min(count, len(different)))
    for id_, old in chosen:
        verdict, name, now = different[id_, old]
        print(f"\n{verdict}: /versions/{name}/#{id_}\n  old: {old[:400]}\n  now: {now[:400] if now else 'a tombstone'}")


def tell(title, verdicts):
    total = sum(verdicts.values())
    shares = ", ".join(f"{100 * verdicts[verdict] / max(1, total):.3f} % {verdict} ({verdicts[verdict]})" for verdict in VERDICTS)
    print(f"{title}: {total}: {shares}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("--least", type=float, default=0)
    parser.add_argument("--most-wrong", type=float, default=100)
    parser.add_argument("--sample", nargs="+", default=["0"])
    arguments = parser.parse_args()
    found = list(judge_site(arguments.site))
    if not found:
        sys.exit("no old version has a passage")
    verdicts = Counter(verdict for verdict, *_ in found)
    tell("occurrences", verdicts)
    tell("different wordings", Counter(verdict for verdict, *_ in {(v, i, old) for v, _, i, old, _ in found}))
    show(found, set(arguments.sample[1:]) or set(VERDICTS), int(arguments.sample[0]))
    right, wrong = (100 * verdicts[verdict] / len(found) for verdict in ("right", "wrong"))
    if right < arguments.least or wrong > arguments.most_wrong or verdicts["silent"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
