"""reader: a small reader as a value that random edits change.

    reader = Reader(random.Random(seed), layouts="…/layouts")
    words = reader.edit()           # one random edit, told in words
    reader.files()                  # {path: bytes}: what must stand on the disk

Front matter is written as JSON values, which YAML reads. Most edits leave a reader without errors; some do not, on purpose.
"""

import copy
import json
import os
import re
import struct
import zlib

WORDS = """river bridge stone ledger harbour winter letter margin signal garden copper silence market orbit thread
lantern window archive border measure pattern season question answer paper bird mountain engine voice clock""".split()
TOPICS = ["rivers", "bridges", "trade", "law", "craft", "memory", "maps"]
AUTHORS = ["Ada Field", "Bo Lin", "Cleo Marsh", "Dov Stone", "Ema Vale", "Finn Moor", "Gia Reed", "Hal Wood"]
PUBLICATIONS = ["The Northern Review", "Letters", "Harbour Quarterly"]
KINDS = ["cites", "responds_to", "supports", "disputes", "extends", "supersedes"]
PARTS = ["essay-card.html", "essay-facts.html", "footer.html", "menu.html", "citing.html", "list-card.html"]
LAYOUTS = ["base.html", "essay.html", "topic.html", "home.html", "feed.xml", "author.html", "404.html"]
# Of what pages show that stands in other files than their own: each is tried as often as this many other edits.
WEIGHTS = {"edit_list_order": 4, "edit_list_items": 2, "edit_variant": 4, "edit_record_of_author": 4, "edit_body": 4,
           "edit_citation": 3, "edit_work": 3, "edit_event": 4, "edit_table": 4, "edit_number": 6, "edit_list_cover": 2, "edit_books": 2}
CHARTS = ["bars", "lines", "lines, small", "slopes", "dots", "dots, small"]
ACCESS = ["public", "public", "summary", {"until": "2024-06-01"}, {"until": "2024-09-01"}, {"until": "2025-03-01"}]


def slug_of(name):
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def picture(width, height):
    """A PNG of that size."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + bytes(width) for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Doc:
    """A file with front matter and paragraphs."""

    def __init__(self, fields, paragraphs=()):
        self.fields = dict(fields)
        self.paragraphs = list(paragraphs)

    def bytes(self):
        # In a field a reference would be a warning, and with one there is no short way.
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False).replace('[[term:river]]', 'river')}" for key, value in self.fields.items()]
        return "\n".join(["---", *lines, "---", "", "\n\n".join(self.paragraphs), ""]).encode()


class Reader:
    def __init__(self, random, layouts):
        self.random = random
        self.layouts = layouts
        self.docs = {}
        self.raw = {}
        self.made = 0
        self.site = {
            "title": "A reader of edits",
            "description": "For the test of incremental builds",
            "base_url": "https://edits.example.org/",
            "page_size": 8,
            "menu": [{"Essays": "/essays/"}, {"Topics": "/topics/"}],
        }
        for _ in range(24):
            self.add_essay()
        self.populate()

    def populate(self):
        r = self.random
        for name in AUTHORS[:5]:
            fields = {"name": name, "family": name.split()[1]}
            self.docs[f"content/authors/{slug_of(name)}.md"] = Doc(fields, [self.sentence()])
        for name in TOPICS[:5]:
            self.docs[f"content/topics/{name}.md"] = Doc({"name": name.title()}, [self.paragraph(r.sample(self.slugs(), 2))])
        self.docs["content/topics/bridges.md"].fields["broader"] = ["craft"]
        for i in range(3):
            items = [{slug: self.sentence()} for slug in r.sample(self.slugs(), 5)]
            self.docs[f"content/lists/list-{i}.md"] = Doc({"title": f"List {i}", "items": items}, [self.sentence()])
        for word in WORDS[:6]:
            self.docs[f"content/glossary/{word}.md"] = Doc({"term": word, "also": [word + "s"]}, [self.sentence()])
        self.docs["content/pages/about.md"] = Doc({"title": "About", "aliases": ["/colophon/"]}, [self.sentence()])
        self.docs["content/index.md"] = Doc({"title": "Home"}, [self.paragraph(r.sample(self.slugs(), 2))])
        self.raw["content/media/one.png"] = picture(40, 30)
        self.raw["content/media/two.png"] = picture(10, 20)
        self.raw["content/media/notes.txt"] = b"notes\n"
        self.raw["assets/extra.css"] = b"p { color: black }\n"
        self.put_works([self.work(f"work{i}") for i in range(5)])
        self.put_events([self.event(i) for i in range(4)])

    def files(self):
        files = {path: doc.bytes() for path, doc in self.docs.items()}
        files["content/site.yaml"] = json.dumps(self.site, indent=1).encode() + b"\n"
        files.update(self.raw)
        return files

    def copy(self):
        """The same reader, which goes on with the same random numbers."""
        other = copy.copy(self)
        other.docs, other.raw, other.site = copy.deepcopy((self.docs, self.raw, self.site))
        return other

    # Things to say

    def sentence(self):
        r = self.random
        words = [r.choice(WORDS) for _ in range(r.randint(4, 14))]
        if r.random() < 0.2:
            words[r.randrange(len(words))] = r.choice(["*stress*", "`code`", "“quoted”", "山水", "3 < 4 & 5", "[[term:river]]"])
        return " ".join(words).capitalize() + "."

    def paragraph(self, cited=()):
        sentences = [self.sentence() for _ in range(self.random.randint(1, 4))]
        for slug in cited:
            form = self.random.choice(["[[{}]]", "[[{}|that essay]]", "[there](/essays/{}/)"])
            sentences.append("See " + form.format(slug) + " on " + self.random.choice(WORDS) + ".")
        return " ".join(sentences)

    def body(self, cited):
        r = self.random
        parts = [self.paragraph()]
        for slug in cited:
            parts.append(self.paragraph([slug]))
        if r.random() < 0.5:
            parts.insert(r.randint(1, len(parts)), f"## {r.choice(WORDS).title()} and {r.choice(WORDS)}")
        if r.random() < 0.2:
            parts.append("- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |")
        if r.random() < 0.3:
            parts.append(self.table())
        if r.random() < 0.2:
            parts.append("A note.[^n]\n\n[^n]: " + self.sentence())
        if r.random() < 0.2:
            parts.append(f"![A picture](/media/{r.choice(['one', 'two'])}.png)")
        return parts

    def table(self):
        """A table of numbers with the paragraph that names or draws it, which belong together and so are one."""
        r = self.random
        rows, columns = r.randint(2, 7), r.randint(1, 4)
        lines = ["| Year | " + " | ".join(word.title() for word in r.sample(WORDS, columns)) + " |", "|---" * (columns + 1) + "|"]
        # The first row has numbers, for a chart of none is an error.
        lines += [f"| {2001 + 2 * row} | " + " | ".join(self.number() if row else str(r.randint(1, 99)) for _ in range(columns)) + " |"
                  for row in range(rows)]
        table, words = "\n".join(lines), self.sentence()
        opening = r.choice(["Table:", ":", *(f"[chart: {kind}]" for kind in CHARTS), *(f"[chart: {kind}]" for kind in CHARTS)])
        caption = f"{opening} {words}{r.choice(['', '', ' {#figure}', ' A note.[^t]'])}"
        parts = [caption, table] if opening[0] != "[" and r.random() < 0.5 else [table, caption]
        return "\n\n".join(parts + (["[^t]: " + self.sentence()] if "[^t]" in caption else []))

    def number(self):
        """As every language reads it."""
        r = self.random
        return r.choice([str(r.randint(0, 99)), str(r.randint(100, 9999)), f"{r.randint(1, 9)} {r.randint(0, 999):03}", "−" + str(r.randint(1, 50)),
                         f"**{r.randint(1, 50)}**", "–", "(unknown)"])

    # Where things are

    def essays(self):
        return sorted(path for path in self.docs if path.startswith("content/essays/"))

    def slug(self, path):
        return self.docs[path].fields.get("slug") or os.path.basename(path)[:-3]

    def slugs(self, drafts=False):
        return [self.slug(path) for path in self.essays() if drafts or not self.docs[path].fields.get("draft")]

    def pick(self, folder):
        paths = sorted(path for path in self.docs if path.startswith(f"content/{folder}/"))
        return self.random.choice(paths) if paths else None

    def essay(self):
        path = self.pick("essays")
        return path, self.docs[path]

    def add_essay(self):
        r = self.random
        self.made += 1
        others = self.slugs()
        folder = r.choice(["", "", "old/", "new/"])
        fields = {
            "title": " ".join(r.choice(WORDS) for _ in range(3)).title(),
            "authors": r.sample(AUTHORS, r.choice([1, 1, 1, 2])),
            "date": f"{r.randint(2001, 2023)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}",
            "topics": r.sample(TOPICS, r.randint(1, 3)),
        }
        if r.random() < 0.6:
            fields["summary"] = self.sentence()
        if r.random() < 0.4:
            fields["source"] = {"publication": r.choice(PUBLICATIONS)}
        if others and r.random() < 0.3:
            fields["relations"] = [{r.choice(KINDS): r.choice(others), "note": self.sentence()}]
        if others and r.random() < 0.1:
            fields["variant_of"] = r.choice(others)
            fields["variant"] = {"kind": r.choice(["translation", "reprint", "abridgement"])}
        if r.random() < 0.2:
            fields["access"] = r.choice(ACCESS)
        cited = r.sample(others, min(len(others), r.randint(0, 3)))
        path = f"content/essays/{folder}essay-{self.made}.md"
        self.docs[path] = Doc(fields, self.body(cited))
        return path

    def redirect_references(self, old, new):
        """Every mention of the essay `old` names `new` instead; with None it goes."""
        replacement = {
            f"[[{old}]]": f"[[{new}]]" if new else "elsewhere",
            f"[[{old}|": f"[[{new}|" if new else None,
            f"(/essays/{old}/)": f"(/essays/{new}/)" if new else None,
        }
        for doc in self.docs.values():
            for i, text in enumerate(doc.paragraphs):
                for written, instead in replacement.items():
                    if written in text and instead is None:
                        text = re.sub(rf"\[\[{old}\|[^\]]*\]\]|\[there\]\(/essays/{old}/\)", "elsewhere", text)
                    elif written in text:
                        text = text.replace(written, instead)
                doc.paragraphs[i] = text
            self.redirect_fields(doc.fields, old, new)
        events = self.events()
        for event in events:
            named = [new if slug == old else slug for slug in event["essays"]]
            event["essays"] = [slug for slug in named if slug]
        self.put_events(events)

    @staticmethod
    def redirect_fields(fields, old, new):
        if fields.get("variant_of") == old:
            if new:
                fields["variant_of"] = new
            else:
                del fields["variant_of"], fields["variant"]
        for key in ("relations", "items"):
            kept = []
            for item in fields.get(key, []):
                changed = {(new if name == old else name): (new if value == old else value) for name, value in item.items()}
                if None not in changed and None not in changed.values():
                    kept.append(changed)
            if key in fields:
                fields[key] = kept

    # Edits. Each gives words, or None when there is nothing to do it to.

    def edit(self):
        edits = sorted(name for name in dir(self) if name.startswith("edit_"))
        weights = [WEIGHTS.get(name, 1) for name in edits]
        while True:
            name = self.random.choices(edits, weights)[0]
            words = getattr(self, name)()
            if words:
                return f"{name[5:].replace('_', ' ')}: {words}"

    def edit_body(self):
        path, doc = self.essay()
        at = self.random.randrange(len(doc.paragraphs))
        doc.paragraphs[at] = self.paragraph()
        return path

    def edit_text_alone(self):
        """What only the essay's own page shows: form, short words, a new paragraph, a number of a table."""
        if self.random.random() < 0.3:
            path = self.edit_number()
            if path:
                return path
        path, doc = self.essay()
        plain = [i for i, text in enumerate(doc.paragraphs) if i and not set(text) & set("[]#|!`*\n")]
        if not plain or self.random.random() < 0.3:
            doc.paragraphs.insert(self.random.randint(1, len(doc.paragraphs)), "It is so, or so it is.")
            return path
        at = self.random.choice(plain)
        words = doc.paragraphs[at].split(" ")
        word = self.random.randrange(len(words))
        words[word] = self.random.choice(["*{}*", "{} so", "{}\n\n", "**{}** or it"]).format(words[word])
        doc.paragraphs[at] = " ".join(words)
        return path

    def edit_word_of_equal_length(self):
        path, doc = self.essay()
        for i, text in enumerate(doc.paragraphs):
            for old, new in (("stone", "paper"), ("paper", "voice"), ("voice", "stone")):
                if old in text:
                    doc.paragraphs[i] = text.replace(old, new, 1)
                    return path
        return None

    def edit_heading(self):
        path, doc = self.essay()
        doc.paragraphs.insert(self.random.randint(0, len(doc.paragraphs)), "## " + self.random.choice(WORDS).title())
        return path

    def edit_title(self):
        path, doc = self.essay()
        doc.fields["title"] = " ".join(self.random.choice(WORDS) for _ in range(3)).title()
        return path

    def edit_date(self):
        path, doc = self.essay()
        doc.fields["date"] = f"{self.random.randint(1990, 2023)}"
        return path

    def edit_undated(self):
        path, doc = self.essay()
        return path if doc.fields.pop("date", None) else None

    def edit_summary(self):
        path, doc = self.essay()
        if self.random.random() < 0.3:
            doc.fields.pop("summary", None)
        else:
            doc.fields["summary"] = self.sentence()
        return path

    def edit_topics(self):
        path, doc = self.essay()
        doc.fields["topics"] = self.random.sample(TOPICS, self.random.randint(0, 3))
        return path

    def edit_new_topic(self):
        path, doc = self.essay()
        doc.fields["topics"] = [self.random.choice(WORDS) + " " + self.random.choice(WORDS)]
        return path

    def edit_authors(self):
        path, doc = self.essay()
        doc.fields["authors"] = self.random.sample(AUTHORS, self.random.randint(1, 3))
        return path

    def edit_record_of_author(self):
        path = self.pick("authors")
        if not path:
            return None
        fields = self.docs[path].fields
        old = next(name for name in AUTHORS if slug_of(name) == os.path.basename(path)[:-3])
        fields["name"] = self.random.choice([old, old.replace(" ", " " + self.random.choice("QRSTUV") + ". ")])
        fields["also_known_as"] = [old] if fields["name"] != old else []
        fields["affiliation"] = self.random.choice(WORDS)
        return path

    def edit_biography(self):
        path = self.pick("authors")
        if path:
            self.docs[path].paragraphs = [self.paragraph([self.random.choice(self.slugs())])]
        return path

    def edit_author_file(self):
        path = f"content/authors/{slug_of(self.random.choice(AUTHORS))}.md"
        if path in self.docs:
            del self.docs[path]
            return f"{path} removed"
        name = next(name for name in AUTHORS if slug_of(name) == os.path.basename(path)[:-3])
        self.docs[path] = Doc({"name": name}, [self.sentence()])
        return path

    def edit_alias(self):
        path, doc = self.essay()
        if doc.fields.get("aliases") and self.random.random() < 0.5:
            del doc.fields["aliases"]
        else:
            doc.fields["aliases"] = [f"/{self.random.choice(WORDS)}/{self.slug(path)}/"]
        return path

    def edit_slug(self):
        path, doc = self.essay()
        old = self.slug(path)
        doc.fields["slug"] = f"{self.random.choice(WORDS)}-{self.random.randint(1, 999)}"
        if self.random.random() < 0.8:
            self.redirect_references(old, doc.fields["slug"])
        return path

    def edit_reference_added(self):
        path, doc = self.essay()
        doc.paragraphs.append(self.paragraph([self.random.choice(self.slugs())]))
        return path

    def edit_reference_removed(self):
        path, doc = self.essay()
        kept = [text for text in doc.paragraphs if "[[" not in text and "/essays/" not in text]
        if len(kept) == len(doc.paragraphs):
            return None
        doc.paragraphs = kept or [self.sentence()]
        return path

    def edit_reference_to_a_thing(self):
        path, doc = self.essay()
        author = slug_of(self.random.choice(AUTHORS))
        doc.paragraphs.append(f"As [[author:{author}]] and [[list:list-1]] say of [[topic:rivers]] and [[term:bridge]].")
        return path

    def work(self, key):
        r = self.random
        return {"id": key, "type": r.choice(["book", "article-journal"]), "title": self.sentence()[:-1],
                "author": [{"family": name.split()[1], "given": name.split()[0]} for name in r.sample(AUTHORS, 2)],
                "issued": {"date-parts": [[r.choice([1999, 2001])]]}, "container-title": r.choice(PUBLICATIONS), "DOI": f"10.1000/{key}"}

    def works(self):
        return json.loads(self.raw["content/references.json"])

    def put_works(self, works):
        self.raw["content/references.json"] = json.dumps(works, indent=1).encode() + b"\n"

    def edit_citation(self):
        path, doc = self.essay()
        keys = [work["id"] for work in self.works()]
        one, two = self.random.choice(keys), self.random.choice(keys)
        form = self.random.choice([f"[@{one}]", f"[see @{one}, pp. 3-5; -@{two}, chap. 1]", f"@{one} [p. 7]", f"as @{one} has it", f"[[work:{one}]]"])
        doc.paragraphs.append(f"{self.sentence()[:-1]} {form}. @somebody says so.")
        return f"{path}: {form}"

    def edit_citation_removed(self):
        path, doc = self.essay()
        kept = [text for text in doc.paragraphs if "@work" not in text]
        if len(kept) == len(doc.paragraphs) or not kept:
            return None
        doc.paragraphs = kept
        return path

    def edit_work(self):
        works = self.works()
        at = self.random.randrange(len(works))
        works[at] = self.work(works[at]["id"])
        self.put_works(works)
        return works[at]["id"]

    def edit_work_added(self):
        works = self.works()
        works.insert(self.random.randint(0, len(works)), self.work(f"work{len(works)}"))
        self.put_works(works)
        return str(len(works))

    def edit_work_of_an_essay(self):
        path, doc = self.essay()
        doc.fields["source"] = {"publication": self.random.choice(PUBLICATIONS), "doi": "https://doi.org/10.1000/" + self.random.choice(self.works())["id"]}
        return path

    # Events, which stand in a file of their own: all of it is JSON, and there is none without them

    def event(self, number):
        r = self.random
        year = r.randint(1990, 2023)
        event = {"title": self.sentence()[:-1], "slug": f"event-{number}", "essays": r.sample(self.slugs(), r.randint(0, 2)),
                 "date": r.choice([f"{year}", f"{year}-0{r.randint(1, 9)}", f"{year}-03-1{r.randint(0, 9)}", f"{year}/{year + r.randint(0, 9)}"])}
        if r.random() < 0.5:
            event["note"] = self.sentence().replace("[[term:river]]", "river")
        if r.random() < 0.5:
            event["source"] = r.choice([f"https://{r.choice(WORDS)}.example.org/{number}", "work:" + r.choice(self.works())["id"]])
        event["title"] = event["title"].replace("[[term:river]]", "river")
        return event

    def events(self):
        return json.loads(self.raw.get("content/events.yaml", b"[]"))

    def put_events(self, events):
        self.raw.pop("content/events.yaml", None)
        if events:
            self.raw["content/events.yaml"] = json.dumps(events, indent=1, ensure_ascii=False).encode() + b"\n"

    def edit_event(self):
        events = self.events()
        at = self.random.randint(0, len(events))
        number = events[at]["slug"].split("-")[1] if at < len(events) else 1 + max([int(event["slug"].split("-")[1]) for event in events] or [0])
        events[at:at + 1] = [self.event(number)]
        self.put_events(events)
        return events[at]["slug"]

    def edit_event_removed(self):
        events = self.events()
        if not events:
            return None
        gone = events.pop()["slug"]
        self.put_events(events)
        for doc in self.docs.values():
            doc.paragraphs = [text.replace(f"[[event:{gone}]]", "that") for text in doc.paragraphs]
        return gone

    def edit_events_in_another_order(self):
        events = self.events()
        self.random.shuffle(events)
        self.put_events(events)
        return "events" if events else None

    def edit_reference_to_an_event(self):
        path, doc = self.essay()
        events = self.events()
        if not events:
            return None
        slug = self.random.choice(events)["slug"]
        doc.paragraphs.append(f"{self.sentence()} Before that came [[event:{slug}]].")
        return f"{path}: {slug}"

    # Tables

    def tables(self, doc):
        return [i for i, text in enumerate(doc.paragraphs) if text.count("\n|") > 2 or (text[0] == "|" and "\n\n" in text)]

    def edit_table(self):
        path, doc = self.essay()
        for at in self.tables(doc)[:1]:
            doc.paragraphs[at] = self.table()
            return path
        doc.paragraphs.insert(self.random.randint(1, len(doc.paragraphs)), self.table())
        return f"{path} added"

    def edit_number(self):
        """A number alone, a row or a chart's kind: what is drawn is another, and no word is."""
        path = self.random.choice([path for path in self.essays() if self.tables(self.docs[path])] or [None])
        if not path:
            return None
        doc = self.docs[path]
        at = self.random.choice(self.tables(doc))
        lines = doc.paragraphs[at].split("\n")
        rows = [i for i, line in enumerate(lines) if line.startswith("| 2")]
        what = self.random.choice(["number", "number", "row", "kind"])
        row = self.random.choice(rows) if rows else None
        if what == "kind":
            kind = f"[chart: {self.random.choice(CHARTS)}]"
            lines = [re.sub(r"^\[chart: [a-z, ]*\]", kind, line) for line in lines]
        elif row and (what == "number" or len(rows) < 3):
            cells = lines[row].split(" | ")
            cells[-1] = self.number() + " |"
            lines[row] = " | ".join(cells)
        elif row:
            del lines[row]
        doc.paragraphs[at] = "\n".join(lines)
        return f"{path}: {what}"

    def edit_books(self):
        self.site["books"] = self.random.choice([["lists"], ["lists", "topics", "reader"], ["topics"], []])
        return f"{self.site['books']}"

    def edit_list_cover(self):
        path = self.pick("lists")
        if path:
            self.docs[path].fields["cover"] = self.random.choice(["/media/one.png", "/media/two.png"])
        if path and self.random.random() < 0.4:
            del self.docs[path].fields["cover"]
        return path

    def edit_relation(self):
        path, doc = self.essay()
        others = [slug for slug in self.slugs() if slug != self.slug(path)]
        if doc.fields.get("relations") and self.random.random() < 0.5:
            del doc.fields["relations"]
        else:
            doc.fields["relations"] = [{self.random.choice(KINDS): self.random.choice(others), "note": self.sentence()}]
        return path

    def edit_variant(self):
        path, doc = self.essay()
        if doc.fields.pop("variant_of", None):
            del doc.fields["variant"]
        else:
            others = [slug for slug in self.slugs() if slug != self.slug(path)]
            original = self.random.choice(others)
            doc.fields["variant_of"] = original
            doc.fields["variant"] = {"kind": "translation", "note": self.sentence()}
            # They stand side by side: mostly with words in common.
            texts = [other.paragraphs for there, other in self.docs.items() if there.startswith("content/essays/") and self.slug(there) == original]
            if texts and self.random.random() < 0.7:
                doc.paragraphs = [words for words in texts[0] if self.random.random() < 0.8] + doc.paragraphs[-1:]
            if self.random.random() < 0.3:
                doc.fields["lang"] = "de"
        return path

    def edit_draft(self):
        path, doc = self.essay()
        if doc.fields.pop("draft", False):
            return f"{path} no more"
        if self.random.random() < 0.8:
            self.redirect_references(self.slug(path), None)
        doc.fields["draft"] = True
        return path

    def edit_access(self):
        path, doc = self.essay()
        doc.fields["access"] = self.random.choice(ACCESS)
        return f"{path} {doc.fields['access']}"

    def edit_publication(self):
        path, doc = self.essay()
        doc.fields["source"] = {"publication": self.random.choice(PUBLICATIONS), "pages": str(self.random.randint(1, 99))}
        return path

    def edit_layout_of_an_essay(self):
        path, doc = self.essay()
        self.raw["layouts/plain.html"] = b"<title>{{page.title}}</title>{{{essay.body}}}\n"
        doc.fields["layout"] = "plain"
        return path

    def edit_topic(self):
        path = self.pick("topics")
        if path:
            self.docs[path].fields["name"] = self.docs[path].fields["name"].split(" ")[0] + " " + self.random.choice(WORDS)
        return path

    def edit_broader(self):
        path = self.pick("topics")
        if path:
            self.docs[path].fields["broader"] = self.random.sample(TOPICS, self.random.randint(0, 2))
        return path

    def edit_topic_file(self):
        path = f"content/topics/{self.random.choice(TOPICS)}.md"
        if path in self.docs:
            del self.docs[path]
            return f"{path} removed"
        self.docs[path] = Doc({"name": os.path.basename(path)[:-3].title()}, [self.sentence()])
        return path

    def edit_list_order(self):
        path = self.pick("lists")
        if path:
            self.random.shuffle(self.docs[path].fields["items"])
        return path

    def edit_list_items(self):
        path = self.pick("lists")
        if path:
            slugs = self.slugs()
            self.docs[path].fields["items"] = [{slug: self.sentence()} for slug in self.random.sample(slugs, min(4, len(slugs)))]
        return path

    def edit_list_file(self):
        path = f"content/lists/list-{self.random.randint(2, 5)}.md"
        if path in self.docs:
            del self.docs[path]
            return f"{path} removed"
        items = [{self.random.choice(self.slugs()): self.sentence()}]
        self.docs[path] = Doc({"title": self.sentence(), "items": items}, [self.sentence()])
        return path

    def edit_term(self):
        path = self.pick("glossary")
        if path:
            self.docs[path].paragraphs = [self.paragraph([self.random.choice(self.slugs())])]
            self.docs[path].fields["also"] = [self.random.choice(WORDS) + " " + os.path.basename(path)[:-3]]
        return path

    def edit_term_file(self):
        path = f"content/glossary/{self.random.choice(WORDS[2:12])}.md"
        if path in self.docs:
            del self.docs[path]
            return f"{path} removed"
        self.docs[path] = Doc({"term": os.path.basename(path)[:-3]}, [self.sentence()])
        return path

    def edit_page(self):
        path = self.random.choice(["content/pages/about.md", "content/index.md"])
        self.docs[path].paragraphs = [self.paragraph([self.random.choice(self.slugs())])]
        return path

    def edit_page_file(self):
        path = f"content/pages/{self.random.choice(WORDS)}.md"
        if path in self.docs:
            del self.docs[path]
            return f"{path} removed"
        self.docs[path] = Doc({"title": self.sentence()}, [self.sentence()])
        return path

    def edit_layout(self):
        return self.change_layout(self.random.choice(LAYOUTS))

    def edit_partial(self):
        return self.change_layout("parts/" + self.random.choice(PARTS))

    def change_layout(self, name):
        path = f"layouts/{name}"
        if path in self.raw and self.random.random() < 0.4:
            del self.raw[path]
            return f"{path} removed"
        with open(os.path.join(self.layouts, name), "rb") as file:
            original = file.read()
        mark = f"<!-- {self.random.choice(WORDS)} -->\n".encode()
        self.raw[path] = original + (b"" if self.random.random() < 0.1 else mark)
        return path

    def edit_own_partial(self):
        self.raw["layouts/parts/own.html"] = f"<i>{self.random.choice(WORDS)} {{{{site.title}}}}</i>\n".encode()
        path = self.change_layout("parts/footer.html")
        if path in self.raw:
            self.raw[path] = self.raw[path] + b"{{>parts/own}}\n"
        return path

    def edit_asset(self):
        path = self.random.choice(["assets/extra.css", "assets/style.css", "assets/deep/script.js"])
        if path in self.raw and self.random.random() < 0.3:
            del self.raw[path]
            return f"{path} removed"
        self.raw[path] = f"/* {self.random.choice(WORDS)} */\n".encode()
        return path

    def edit_media(self):
        self.raw["content/media/notes.txt"] = self.sentence().encode()
        return "content/media/notes.txt"

    def edit_picture(self):
        path = self.random.choice(["content/media/one.png", "content/media/two.png"])
        self.raw[path] = picture(self.random.randint(1, 60), self.random.randint(1, 60))
        return path

    def edit_media_becomes_folder(self):
        file, inside = "content/media/thing", "content/media/thing/inside.txt"
        gone, come = (file, inside) if file in self.raw else (inside, file)
        self.raw.pop(gone, None)
        self.raw[come] = b"a thing\n"
        return come

    def edit_site(self):
        key, values = self.random.choice(
            [
                ("title", ["A reader of edits", "Another name", "Third & <last>"]),
                ("description", ["For the test", "Other words", None]),
                ("base_url", ["https://edits.example.org/", "https://example.org/below/", None]),
                ("language", ["en", "de", "zh-Hans"]),
                ("editors", [["Ada Editor"], ["Ada Editor", {"name": "Bo Editor", "url": "https://bo.example.org/"}], None]),
                ("menu", [[{"Essays": "/essays/"}], [{"Topics": "/topics/"}, {"About": "/about/"}], None]),
                ("newest", [3, 10, None]),
                ("related", [0, 2, 5]),
                ("page_size", [3, 8, 0, None]),
                ("search", ["off", "editions", None, None]),
                ("feed", [2, 30, "full", ["full", 3]]),
                ("smart", [True, False]),
                ("citation_style", ["chicago-notes", "apa", "mla", None]),
                ("links", ["error", "warn", None]),
                ("editions", [["edition/*"], [{"tags": "edition/*"}], None]),
                ("rights", ["Ours", {"holder": "Us", "statement": "CC-BY-4.0"}, None]),
            ]
        )
        value = self.random.choice(values)
        if value is None:
            self.site.pop(key, None)
        else:
            self.site[key] = value
        return f"{key} = {value}"

    def edit_essay_added(self):
        return self.add_essay()

    def edit_essay_deleted(self):
        if len(self.essays()) < 12:
            return None
        path, _ = self.essay()
        slug = self.slug(path)
        del self.docs[path]
        if self.random.random() < 0.8:
            self.redirect_references(slug, None)
        return path

    def edit_essay_renamed(self):
        path, doc = self.essay()
        old = self.slug(path)
        new = f"content/essays/{self.random.choice(['', 'moved/'])}{self.random.choice(WORDS)}-{self.random.randint(1, 999)}.md"
        if new in self.docs:
            return None
        self.docs[new] = self.docs.pop(path)
        if self.random.random() < 0.9:
            self.redirect_references(old, self.slug(new))
        return f"{path} to {new}"

    def edit_essay_moved(self):
        path, _ = self.essay()
        new = "content/essays/" + self.random.choice(["", "old/", "moved/far/"]) + os.path.basename(path)
        if new in self.docs:
            return None
        self.docs[new] = self.docs.pop(path)
        return f"{path} to {new}"

    def edit_essays_swapped(self):
        a, b = self.random.sample(self.essays(), 2)
        self.docs[a], self.docs[b] = self.docs[b], self.docs[a]
        return f"{a} and {b}"

    def edit_mistake(self):
        path, doc = self.essay()
        mistake = self.random.choice(["date", "reference", "anchor", "image", "layout", "yaml", "slug", "relation", "partial", "chart", "event"])
        if mistake == "date":
            doc.fields["date"] = "2023-02-30"
        elif mistake == "reference":
            doc.paragraphs.append("See [[no-such-essay-at-all]].")
        elif mistake == "anchor":
            doc.paragraphs.append(f"See [[{self.random.choice(self.slugs())}#no-such-place]].")
        elif mistake == "image":
            doc.paragraphs.append("![none](/media/none.png)")
        elif mistake == "layout":
            self.raw["layouts/home.html"] = b"{{#open}} for ever\n"
        elif mistake == "yaml":
            doc.fields = {"title: [": 1, **doc.fields}
        elif mistake == "slug":
            doc.fields["slug"] = self.random.choice([slug for slug in self.slugs(True) if slug != self.slug(path)])
        elif mistake == "relation":
            doc.fields["relations"] = [{"denies": self.random.choice(self.slugs())}]
        elif mistake == "chart":
            doc.paragraphs.append("| Year | Ships |\n|---|---|\n| 2001 | about 7 |\n| 2002 | 9 |\n\n[chart: bars] Ships.")
        elif mistake == "event":
            self.put_events([{**self.event(0), "date": self.random.choice(["2020/2010", "soon"])}])
        elif mistake == "partial":
            self.raw["layouts/topic.html"] = b"{{>parts/no-such-part}}\n"
        return f"{mistake} in {path}"
