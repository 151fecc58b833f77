#!/usr/bin/env python3
"""queries.py SITE COUNT FILE [SEED]: known-item queries to a built site, COUNT of each kind, and the passages that truly hold each.

    fragment    six words in a row of a passage
    quoted      the same between quotation marks
    typo        six words, in one of which a letter is missing, another, or changed with its neighbour
    words       four words of a passage, in any order
    han         four to six Han characters in a row
    title       the title of an essay, as it stands: the answer is the essay

The passages are read from the pages, not from the index, so that what an index leaves out counts against it. The same SEED (7) makes the
same queries.
"""
import html.parser
import json
import os
import random
import re
import sys

HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
COMMON = set("""the a an and or of to in is it for on that this with as are be we our you by at from was were have has not can will
their they its but if more than so into which how what when there about your us all""".split())


class Page(html.parser.HTMLParser):
    """The title of an essay's page, and each of its passages: id and words."""

    VOID = {"br", "img", "hr", "input", "wbr", "col", "source"}

    def __init__(self):
        super().__init__()
        self.title, self.passages, self.open = "", [], []
        self.depth = self.prose_depth = self.skip_depth = 0
        self.in_title = False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in self.VOID:
            return self.words(" ")
        self.depth += 1
        name = attributes.get("id", "") or ""
        if tag == "h1":
            self.in_title = True
        elif attributes.get("class") == "prose" and not self.prose_depth:
            self.prose_depth = self.depth
        elif {"anchor", "passage", "number"} & set((attributes.get("class") or "").split()):
            self.skip_depth = self.skip_depth or self.depth
        elif self.prose_depth and name.startswith("p-") and tag != "span":
            self.open.append((self.depth, len(self.passages)))
            self.passages.append([name, ""])
        return None

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        self.in_title = self.in_title and tag != "h1"
        if self.open and self.open[-1][0] == self.depth:
            self.open.pop()
        if self.skip_depth == self.depth:
            self.skip_depth = 0
        if self.prose_depth == self.depth:
            self.prose_depth = 0
        self.depth -= 1

    def handle_data(self, data):
        if self.in_title:
            self.title += data
        self.words(data)

    def words(self, words):
        """Into the innermost passage."""
        if self.open and not self.skip_depth:
            self.passages[self.open[-1][1]][1] += words


def folded(text):
    return re.sub(r"\W+", " ", text.lower()).strip()


def read_site(site):
    """By slug: the title, and (id, words) of the passages."""
    essays, folder = {}, os.path.join(site, "essays")
    for slug in sorted(os.listdir(folder)):
        path = os.path.join(folder, slug, "index.html")
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if 'class="prose"' in text:
            page = Page()
            page.feed(text)
            passages = [(name, re.sub(r"\s+", " ", words).strip()) for name, words in page.passages]
            essays[slug] = page.title.strip(), [(name, words) for name, words in passages if words]
    return essays


class Maker:
    def __init__(self, essays, seed):
        self.random = random.Random(seed)
        self.essays = essays
        self.all = [(slug, name, words) for slug, (_, passages) in essays.items() for name, words in passages]
        self.folded = [(slug, name, f" {folded(words)} ") for slug, name, words in self.all]
        self.latin = [item for item in self.all if len(re.findall(r"[A-Za-z]+", item[2])) >= 15]
        self.han = [item for item in self.all if len(re.findall(HAN, item[2])) >= 30]

    def holders(self, fragment):
        return [(slug, name) for slug, name, words in self.folded if f" {folded(fragment)} " in words]

    def six_words(self):
        while True:
            words = self.random.choice(self.latin)[2].split()
            if len(words) > 6:
                start = self.random.randrange(len(words) - 6)
                chosen = [re.sub(r"^\W+|\W+$", "", word) for word in words[start:start + 6]]
                if all(re.fullmatch("[A-Za-z]+", word) for word in chosen):
                    return chosen

    def misspelt(self, word):
        at, how = self.random.randrange(1, len(word) - 1), self.random.randrange(3)
        if how == 0:
            return word[:at] + word[at + 1:]
        if how == 1:
            return word[:at] + word[at + 1] + word[at] + word[at + 2:]
        return word[:at] + self.random.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1:]

    def fragment(self):
        words = " ".join(self.six_words())
        return words, self.holders(words)

    def quoted(self):
        words = " ".join(self.six_words())
        return f'"{words}"', self.holders(words)

    def typo(self):
        while True:
            words = self.six_words()
            long = [at for at, word in enumerate(words) if len(word) > 5]
            if long:
                break
        truth, at = self.holders(" ".join(words)), self.random.choice(long)
        words[at] = self.misspelt(words[at])
        return " ".join(words), truth

    def words(self):
        while True:
            found = re.findall(r"\b[a-z]{4,}\b", self.random.choice(self.latin)[2].lower())
            words = [word for word in dict.fromkeys(found) if word not in COMMON]
            if len(words) >= 8:
                break
        chosen = self.random.sample(words, 4)
        return " ".join(chosen), [(slug, name) for slug, name, text in self.folded if all(f" {word} " in text for word in chosen)]

    def han_run(self):
        while True:
            runs = [run for run in re.findall(f"{HAN}+", self.random.choice(self.han)[2]) if len(run) >= 6]
            if runs:
                break
        run, size = self.random.choice(runs), self.random.choice((4, 5, 6))
        start = self.random.randrange(len(run) - size + 1)
        piece = run[start:start + size]
        return piece, [(slug, name) for slug, name, text in self.all if piece in text]

    def whole_title(self):
        slug = self.random.choice(sorted(self.essays))
        title = self.essays[slug][0]
        return title, [(other, None) for other, (name, _) in self.essays.items() if name == title]


def main():
    site, count, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    maker = Maker(read_site(site), int(sys.argv[4]) if len(sys.argv) > 4 else 7)
    kinds = {"fragment": maker.fragment, "quoted": maker.quoted, "typo": maker.typo, "words": maker.words} if len(maker.latin) > 50 else {}
    kinds |= {"han": maker.han_run} if len(maker.han) > 50 else {}
    kinds |= {"title": maker.whole_title}
    queries = []
    for kind, make in kinds.items():
        for _ in range(count):
            query, truth = make()
            queries.append({"kind": kind, "query": query, "truth": truth})
    with open(out, "w", encoding="utf-8") as file:
        json.dump(queries, file, ensure_ascii=False)
    print(f"{len(maker.essays)} essays, {len(maker.all)} passages, {len(queries)} queries")


main()
