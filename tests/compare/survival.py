#!/usr/bin/env python3
"""survival.py SITE [--least PERCENT] [--most-wrong PERCENT] [--strict COUNT] [--sample COUNT [VERDICT ...]]: do the ids survive?

SITE is a built site with `history: full`. For every passage of every old version (/versions/*/) its main id is looked up on the page
of the current text, as somebody would who follows an old citation; what it leads to is judged by judge.py, which knows nothing of
how ids are carried. Prints how many of all occurrences, and of all different wordings, got which verdict, and what the strict rule
says; "unmarked" are those of the wrong that the page says nothing of: it has no note that the id's passage was reworded. Fails when
fewer than --least percent are right, more than --most-wrong are wrong, any is silent, or more than --strict break the strict rule.
--sample prints so many old and new wordings, the same each time, to be read by a person: of these verdicts, of "elsewhere" and
"buried" by the strict rule, "changed" (all that are not as they were, whatever the verdict) or "marked".
"""
import argparse
import os
import random
import re
import sys
from collections import Counter
from html.parser import HTMLParser

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from judge import VERDICTS, judge, normal, strict  # noqa: E402

PASSAGE_ID = re.compile(r"^p-[2-9bcdfghjkmnpqrstvwxyz]{7}$")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NO_WORDS = {"reworded", "anchor", "passage", "number", "note-back", "note-number", "note-ref"}


class Element:
    """One that is open, and the passage that it is, if any."""

    def __init__(self, tag, silent, gone):
        self.tag, self.silent, self.gone, self.passage = tag, silent, gone, None


class Passage:
    def __init__(self, around):
        self.ids, self.words, self.around = [], [], around

    def text(self):
        return " ".join("".join(self.words).split())


class Page(HTMLParser):
    """The passages of a page, the ids of its tombstones, and those that it has a note about."""

    def __init__(self, path):
        super().__init__()
        self.open, self.passages, self.tombstones, self.marked, self.latest = [], [], {}, set(), None
        self.named = []  # what the last tombstone calls nearest
        with open(path, encoding="utf-8") as file:
            html = file.read()
        text = max(html.find('<div class="prose'), 0)
        self.feed(html[:html.find("</head>")])
        self.feed(html[text:])

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        names = set((attributes.get("class") or "").split())
        if tag == "link" and attributes.get("rel") == "latest-version":
            self.latest = attributes["href"]
        parent = self.open[-1] if self.open else None
        if tag == "a" and parent and parent.gone and (attributes.get("href") or "").startswith("#p-"):
            self.named.append(attributes["href"][1:])
        element = Element(tag, (parent and parent.silent) or names & NO_WORDS, (parent and parent.gone) or "gone" in names)
        self.take_id(element, parent, attributes, names)
        if tag not in VOID:
            self.open.append(element)

    def take_id(self, element, parent, attributes, names):
        id_ = attributes.get("id") or ""
        if "reworded" in names and parent and parent.passage:
            self.marked.add(parent.passage.ids[-1])
        if not PASSAGE_ID.match(id_):
            return
        if element.gone:
            self.named = self.tombstones[id_] = []
            return
        owner = parent if "place" in names else element
        if not owner.passage:
            around = next((outer.passage for outer in reversed(self.open) if outer.passage and outer is not owner), None)
            owner.passage = Passage(around)
            self.passages.append(owner.passage)
        owner.passage.ids.append(id_)

    def handle_endtag(self, tag):
        while self.open and any(element.tag == tag for element in self.open):
            if self.open.pop().tag == tag:
                break

    def handle_data(self, data):
        if self.open and self.open[-1].silent:
            return
        for element in self.open:
            if element.passage:
                element.passage.words.append(data)


class Essay:
    """The current text, ready to be asked."""

    def __init__(self, path):
        page = Page(path)
        self.texts = [passage.text() for passage in page.passages]
        self.letters = tuple(normal(text) for text in self.texts)
        self.place = {id_: number for number, passage in enumerate(page.passages) for id_ in passage.ids}
        self.tombstones, self.marked = page.tombstones, page.marked
        self.once = self.find_once(page.passages)
        self.same = self.find_same(page.passages)

    def find_once(self, passages):
        """By exact wording: the places that it has, if they are one in a reader's eyes, a paragraph that is all of its item."""
        places = {}
        for number, text in enumerate(self.texts):
            places.setdefault(text, []).append(number)
        return {text: numbers for text, numbers in places.items() if text and all(
            passages[number].around is passages[before] for before, number in zip(numbers, numbers[1:]))}

    def find_same(self, passages):
        """For each passage those around it and inside of it."""
        same = [set() for _ in passages]
        number = {id(passage): n for n, passage in enumerate(passages)}
        for inner, passage in enumerate(passages):
            outer = passage.around
            while outer:
                same[inner].add(number[id(outer)])
                same[number[id(outer)]].add(inner)
                outer = outer.around
        return same

    def answer(self, id_, old):
        place, gone, marked = self.place.get(id_), id_ in self.tombstones, id_ in self.marked
        now = self.texts[place] if place is not None else None
        once = self.once.get(old)
        named = {self.place[near] for near in self.tombstones.get(id_, ()) if near in self.place}
        verdict = judge(normal(old), place, self.letters, gone, self.same[place] if place is not None else set(), named, marked)
        return verdict, strict(place, once, gone), bool(once), marked, now


class Occurrence:
    """A passage of an old version, and what its id leads to."""

    def __init__(self, version, id_, old, answer):
        self.version, self.id, self.old = version, id_, old
        self.verdict, self.strict, self.stands_once, self.marked, self.now = answer

    def kinds(self):
        marked = {"marked"} if self.marked else {"unmarked"} if self.verdict == "wrong" else set()
        changed = {"changed"} if self.now is not None and normal(self.now) != normal(self.old) else set()
        return {self.verdict, self.strict} | marked | changed


def judge_site(site):
    """Yields an occurrence for each passage of each old version."""
    essays, answers = {}, {}
    folder = os.path.join(site, "versions")
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name, "index.html")
        page = Page(path) if os.path.exists(path) else None
        if not page or not page.latest or not page.passages:
            continue
        current = os.path.normpath(os.path.join(os.path.dirname(path), page.latest))
        if os.path.isdir(current):
            current = os.path.join(current, "index.html")
        if current not in essays:
            essays[current] = Essay(current)
        essay = essays[current]
        for passage in page.passages:
            key, old = (current, passage.ids[0], passage.text()), passage.text()
            if not normal(old):
                continue
            if key not in answers:
                answers[key] = essay.answer(passage.ids[0], old)
            yield Occurrence(name, passage.ids[0], old, answers[key])
            for id_ in passage.ids[1:]:
                if id_ not in essay.place and id_ not in essay.tombstones:
                    yield Occurrence(name, id_, old, ("silent", None, False, False, None))


def show(different, wanted, count):
    among = sorted((o for o in different if o.kinds() & wanted), key=lambda o: (o.id, o.old, o.version))
    for found in random.Random("survival").sample(among, min(count, len(among))):
        said = ", ".join(sorted(kind for kind in found.kinds() if kind))
        print(f"\n{said}: /versions/{found.version}/#{found.id}\n  old: {found.old[:400]}\n  now: {found.now[:400] if found.now else 'a tombstone'}")


def tell(title, found):
    verdicts, total = Counter(o.verdict for o in found), max(1, len(found))
    shares = ", ".join(f"{100 * verdicts[verdict] / total:.3f} % {verdict} ({verdicts[verdict]})" for verdict in VERDICTS)
    unmarked = sum(o.verdict == "wrong" and not o.marked for o in found)
    print(f"{title}: {len(found)}: {shares}; {unmarked} wrong and unmarked")
    return verdicts


def tell_strict(once, found):
    """An id that had two wordings, both of which stand, is of either: it cannot lead to both."""
    elsewhere, buried = (sum(o.strict == what for o in found) for what in ("elsewhere", "buried"))
    wordings = {(o.id, o.old) for o in found}
    either = sum(o.strict == "elsewhere" and (o.id, o.now) in wordings for o in found)
    print(f"strict rule: {once}: {elsewhere} lead elsewhere ({either} of them to another wording of theirs), {buried} to a tombstone")
    return elsewhere - either + buried


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site")
    parser.add_argument("--least", type=float, default=0)
    parser.add_argument("--most-wrong", type=float, default=100)
    parser.add_argument("--strict", type=int, default=sys.maxsize)
    parser.add_argument("--sample", nargs="+", default=["0"])
    arguments = parser.parse_args()
    found = list(judge_site(arguments.site))
    if not found:
        sys.exit("no old version has a passage")
    verdicts = tell("occurrences", found)
    different = list({(o.version if o.verdict == "silent" else "", o.id, o.old): o for o in found}.values())
    tell("different wordings", different)
    broken = tell_strict(sum(o.stands_once for o in found), found)
    show(different, set(arguments.sample[1:]) or set(VERDICTS), int(arguments.sample[0]))
    right, wrong = (100 * verdicts[verdict] / len(found) for verdict in ("right", "wrong"))
    if right < arguments.least or wrong > arguments.most_wrong or verdicts["silent"] or broken > arguments.strict:
        sys.exit(1)


if __name__ == "__main__":
    main()
